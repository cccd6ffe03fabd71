import pytest
from wire_samples import ninjs, take_in

from dabir.domain.errors import NotAllowed
from dabir.domain.segment import Severity

FIGURES = "<p>۱۲۵ نفر آمدند.</p><p>۴۸ نفر رفتند.</p>"


@pytest.fixture
def story(desk, tmp_path):
    """A story whose translation has a wrong figure in its second segment."""
    (row,) = take_in(desk, tmp_path, ninjs(body_xhtml=FIGURES))
    for index, text in enumerate(("Energy minister goes to Baku", "152 people came.", "48 people left.")):
        desk.translations.edit(row, "en", index, text)
    return row


def test_error_stops_an_approval_and_is_named(desk, story, signer):
    with pytest.raises(NotAllowed, match="segment 2"):
        desk.decisions.approve(story, "en", signer)
    assert not desk.stories.standing(story, "en").approved
    assert [entry.action for entry in desk.stories.log_of(desk.stories.get(story).story.uri)] == []


def test_reason_lets_it_pass_and_stands_in_the_log(desk, story, signer):
    desk.decisions.approve(story, "en", signer, "The wire has corrected the figure by telephone.")
    (entry,) = desk.stories.log_of(desk.stories.get(story).story.uri)
    assert entry.note == "The wire has corrected the figure by telephone."


def test_mended_text_needs_no_reason(desk, story, signer):
    desk.translations.edit(story, "en", 1, "125 people came.")
    assert not any(
        one.severity is Severity.ERROR for found in desk.translations.findings(story, "en").values() for one in found
    )
    desk.decisions.approve(story, "en", signer)
    assert desk.stories.standing(story, "en").approved


def test_original_needs_no_reason(desk, story, signer):
    desk.decisions.approve(story, "", signer)
    assert desk.stories.standing(story, "").approved


def test_many_errors_are_counted_not_listed(desk, tmp_path, signer):
    (row,) = take_in(desk, tmp_path / "x", ninjs(uri="tag:alborz.example,2026:9", body_xhtml=FIGURES * 3))
    for unit in desk.translations.units(row, "en"):
        desk.translations.edit(row, "en", unit.index, f"{unit.index}7 people were there.")
    with pytest.raises(NotAllowed, match=r"and \d+ more"):
        desk.decisions.approve(row, "en", signer)


def test_effort_is_kept_with_the_approval(desk, tmp_path, signer):
    (row,) = take_in(desk, tmp_path / "y", ninjs(uri="tag:alborz.example,2026:8"))
    desk.translations.translate([row], "en")
    units = desk.translations.units(row, "en")
    desk.translations.edit(row, "en", 1, "The minister of energy landed in Baku on Tuesday.")
    desk.translations.spend(row, "en", 40)
    desk.translations.spend(row, "en", 2)
    desk.decisions.approve(row, "en", signer, "Read twice.")
    effort = desk.translations.effort(row, "en")
    assert effort.seconds == 42
    assert (effort.units, effort.drafted, effort.untouched) == (4, 4, 3)
    assert 0 < effort.word_edits <= len(units[1].target.split()) + 6
    assert effort.edit_rate == effort.word_edits / effort.words


def test_untouched_translation_without_drafts_has_no_edit_rate(desk, story):
    assert desk.translations.effort(story, "en").edit_rate == 0.0
