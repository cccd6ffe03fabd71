import pytest
from wire_samples import ninjs, take_in

from dabir.domain.errors import InputRefused, NotFound
from dabir.domain.segment import UnitState
from dabir.domain.text import text_of_story


@pytest.fixture
def story(desk, tmp_path):
    (row,) = take_in(desk, tmp_path, ninjs())
    desk.translations.translate([row], "en")
    return row


def test_split_and_join_leave_original_and_hash_alone(desk, story):
    before = desk.stories.get(story)
    units = desk.segments.split(story, "en", 1, source_at=9, target_at=0)
    assert len(units) == 5
    assert desk.translations.units(story, "en") == units
    again = desk.segments.join(story, "en", 1)
    assert [unit.segment for unit in again] == [unit.segment for unit in desk.translations.units(story, "en")]
    after = desk.stories.get(story)
    assert after == before
    assert text_of_story(after.story).sha256 == before.story.text_sha256


def test_undo_puts_all_units_back(desk, story):
    before = desk.translations.units(story, "en")
    desk.segments.split(story, "en", 1, source_at=9, target_at=0)
    assert desk.segments.restore(story, "en", before) == before
    assert desk.translations.units(story, "en") == before


def test_split_of_an_approved_translation_takes_the_approval_back(desk, story, signer):
    for unit in desk.translations.units(story, "en"):
        desk.translations.edit(story, "en", unit.index, f"Approved text {unit.index}.")
    desk.decisions.approve(story, "en", signer, "A trial.")
    assert desk.stories.standing(story, "en").approved
    desk.segments.split(story, "en", 1, source_at=9, target_at=3)
    assert not desk.stories.standing(story, "en").approved


def test_unknown_segment_is_named(desk, story):
    with pytest.raises(NotFound, match="no segment 41"):
        desk.segments.join(story, "en", 40)


def test_comment_stays_with_its_words_when_segments_are_split(desk, story):
    unit = desk.translations.units(story, "en")[2]
    made = desk.segments.comment(story, "en", unit, "Leyla", "  Is this the same minister?  ")
    assert made.text == "Is this the same minister?"
    desk.segments.split(story, "en", 1, source_at=9, target_at=0)
    (kept,) = desk.segments.comments(story, "en")
    moved = desk.translations.units(story, "en")[3]
    assert (kept.paragraph, kept.start) == (moved.segment.paragraph, moved.segment.start)
    desk.segments.remove_comment(kept)
    assert desk.segments.comments(story, "en") == []


def test_empty_comment_is_refused(desk, story):
    with pytest.raises(InputRefused, match="empty"):
        desk.segments.comment(story, "en", desk.translations.units(story, "en")[0], "Leyla", " ")


def test_comments_belong_to_one_language(desk, story):
    unit = desk.translations.units(story, "en")[0]
    desk.segments.comment(story, "en", unit, "Leyla", "English only")
    assert desk.segments.comments(story, "az") == []


def test_drafted_part_is_drafted_anew_on_request(desk, story):
    desk.segments.split(story, "en", 1, source_at=9, target_at=0)
    desk.translations.translate([story], "en")
    first = desk.translations.units(story, "en")[1]
    assert first.state is UnitState.MACHINE
    assert first.machine is not None


def test_split_while_the_engine_works_puts_no_draft_into_the_wrong_segment(desk, tmp_path):
    (row,) = take_in(desk, tmp_path / "b", ninjs("tag:alborz.example,2026:7"))
    before = desk.translations.units(row, "en")
    split = []

    def split_once(*_):
        if not split:
            split.append(desk.segments.split(row, "en", 1, source_at=9, target_at=0))

    desk.translations.translate([row], "en", on_ready=split_once)
    units = desk.translations.units(row, "en")
    assert [unit.segment for unit in units] == [unit.segment for unit in split[0]]
    assert [unit.state for unit in units[1:3]] == [UnitState.UNTRANSLATED] * 2
    assert units[3].machine is not None
    assert units[3].segment == before[2].segment
