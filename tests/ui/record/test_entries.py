from datetime import UTC, datetime

import pytest

from dabir.domain.decision import Action, Decision, Subject
from dabir.ui.record.entries import About, about, editor_of, name_of_subject, of_what

NOBODY = Subject("", 0, "", "", "")


def entry(action, subject=NOBODY, note="", editor="Leyla"):
    return Decision(1, datetime(2026, 11, 25, tzinfo=UTC), "d", editor, action, subject, note, "0" * 64)


def story(target=""):
    return Subject("tag:alborz.example,2026:1", 2, "ab", target, "cd")


_OF_NO_STORY = {
    *(Action.ENROLL, Action.ROLE, Action.REVOKE_EDITOR, Action.AGREEMENT),
    *(Action.RETENTION, Action.RESTORE),
}


@pytest.mark.parametrize("action", sorted(set(Action) - _OF_NO_STORY))
def test_entry_about_a_story_names_it_and_what_of_it(action):
    assert about(entry(action, story())) is About.STORY
    assert name_of_subject(entry(action, story())) == "tag:alborz.example,2026:1"
    assert (of_what(entry(action, story())), of_what(entry(action, story("az")))) == (
        "original",
        "translation, Azerbaijani",
    )


def test_entry_about_an_agreement_names_its_edition():
    one = entry(Action.AGREEMENT, Subject("agreement:caspian-2024", 3, "ab", "", ""), "title “A” → “B”")
    assert about(one) is About.AGREEMENT
    assert (name_of_subject(one), of_what(one)) == ("caspian-2024", "agreement, edition 3")


def test_entry_about_the_desk_itself_says_so():
    one = entry(Action.RESTORE, Subject("backup:2026-11-25T09:00:00+00:00", 0, "", "", ""), "The desk goes on.")
    assert about(one) is About.DESK
    assert (name_of_subject(one), of_what(one)) == ("2026-11-25T09:00:00+00:00", "the desk")


def test_entry_about_an_editor_names_whom_it_is_about_not_who_signed():
    assert editor_of(entry(Action.ENROLL)) == "Leyla"
    assert editor_of(entry(Action.REVOKE_EDITOR, note="Lost")) == "Leyla"
    given = entry(Action.ROLE, note="Nigar Əliyeva editor")
    assert (about(given), name_of_subject(given), of_what(given)) == (About.EDITOR, "Nigar Əliyeva", "editor")


def test_role_whose_note_was_changed_still_names_somebody():
    assert editor_of(entry(Action.ROLE, note="nonsense")) == "Leyla"


@pytest.mark.parametrize("action", [Action.RETENTION, Action.RESTORE])
def test_entry_about_the_desk_is_about_no_story(action):
    assert about(entry(action)) is About.DESK
    assert of_what(entry(action)) == "the desk"
