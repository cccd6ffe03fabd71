import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.domain.decision import Action
from dabir.domain.role import Role, may, note_of, read_note, why_not

EDITORS = {Action.APPROVE, Action.REFUSE, Action.RELEASE, Action.REVOKE, Action.KILL, Action.ACKNOWLEDGE}
CHIEFS = {Action.ROLE, Action.AGREEMENT, Action.RETENTION}


@pytest.mark.parametrize("action", sorted(EDITORS | CHIEFS))
def test_translator_decides_nothing_and_is_told_who_may(action):
    assert not may(Role.TRANSLATOR, action)
    assert "a translator" in why_not("Nigar", Role.TRANSLATOR, action)
    assert "chief" in why_not("Nigar", Role.TRANSLATOR, action)


def test_editor_decides_on_stories_and_the_chief_on_everything():
    assert {action for action in EDITORS | CHIEFS if may(Role.EDITOR, action)} == EDITORS
    assert all(may(Role.CHIEF, action) for action in Action)
    assert why_not("Nigar", Role.CHIEF, Action.ROLE) == ""
    assert "only the chief may give roles" in why_not("Nigar", Role.EDITOR, Action.ROLE)


def test_anybody_may_take_over_a_claim():
    assert may(Role.TRANSLATOR, Action.TAKE_OVER)


@given(st.text(min_size=1).filter(str.strip), st.sampled_from(Role))
def test_note_is_read_as_it_was_written(name, role):
    assert read_note(note_of(name, role)) == (name, role)


@pytest.mark.parametrize("note", ["", "chief", " chief", "Nigar boss", "Nigar chief ", "Nigarchief", "Nigar Chief"])
def test_note_that_gives_no_role_is_not_guessed_at(note):
    assert read_note(note) is None
