import dataclasses

import pytest
from wire_samples import ninjs, take_in

from dabir.domain.quality import Quality
from dabir.domain.segment import UnitState
from dabir.store import units as stored_units


@pytest.fixture
def story(desk, tmp_path):
    (row,) = take_in(desk, tmp_path, ninjs())
    return row


@pytest.fixture
def draft(desk):
    """Ask for drafts in English; the answer is which segments the machine made anew."""

    def ask(row, quality):
        made = []
        desk.translations.translate([row], "en", beam=quality.beam, on_ready=lambda _, index, __: made.append(index))
        return sorted(made)

    return ask


def widths(desk, row):
    return [unit.machine and unit.machine.beam for unit in desk.translations.units(row, "en")]


def change(desk, row, index, alter):
    unit = desk.translations.units(row, "en")[index]
    desk.database.write(lambda db: stored_units.update(db, row, "en", alter(unit)))


def test_draft_remembers_its_quality(desk, story, draft):
    for quality in Quality:
        draft(story, quality)
        assert widths(desk, story) == [quality.beam] * 4


def test_quality_is_balanced_unless_somebody_says_otherwise(desk, story):
    desk.translations.translate([story], "en")
    assert widths(desk, story) == [Quality.BALANCED.beam] * 4
    assert desk.translations.translate_texts(["باران بارید."], "fa", "en")[0].beam == Quality.BALANCED.beam


def test_better_quality_makes_every_draft_anew(desk, story, draft):
    draft(story, Quality.FAST)
    assert draft(story, Quality.BEST) == [0, 1, 2, 3]
    assert widths(desk, story) == [4] * 4


@pytest.mark.parametrize("quality", [Quality.FAST, Quality.BALANCED])
def test_drafts_of_the_same_or_a_better_quality_stay(desk, story, draft, quality):
    draft(story, Quality.BALANCED)
    before = desk.translations.units(story, "en")
    assert draft(story, quality) == []
    assert desk.translations.units(story, "en") == before


def test_better_quality_never_overwrites_what_a_person_wrote(desk, story, draft):
    draft(story, Quality.FAST)
    desk.translations.edit(story, "en", 1, "The minister of energy landed in Baku on Tuesday.")
    desk.translations.confirm(story, "en", 2)
    before = desk.translations.units(story, "en")
    assert draft(story, Quality.BEST) == [0, 3]
    after = desk.translations.units(story, "en")
    assert (after[1], after[2]) == (before[1], before[2])


def test_draft_of_other_packs_is_made_anew_at_any_quality(desk, story, draft):
    draft(story, Quality.BEST)

    def older(unit):
        packs = (dataclasses.replace(unit.machine.packs[0], sha256="0" * 64),)
        return dataclasses.replace(unit, machine=dataclasses.replace(unit.machine, packs=packs))

    change(desk, story, 2, older)
    assert draft(story, Quality.FAST) == [2]


def test_draft_whose_quality_is_not_known_is_made_anew(desk, story, draft):
    draft(story, Quality.FAST)
    change(desk, story, 2, lambda unit: dataclasses.replace(unit, machine=dataclasses.replace(unit.machine, beam=0)))
    assert draft(story, Quality.FAST) == [2]


def test_segment_that_somebody_emptied_gets_its_draft_again(desk, story, draft):
    draft(story, Quality.BEST)
    desk.translations.edit(story, "en", 1, "")
    assert draft(story, Quality.FAST) == [1]
    assert desk.translations.units(story, "en")[1].state is UnitState.MACHINE


def test_draft_of_the_earlier_version_is_taken_over_only_when_it_is_as_good(desk, story, draft, tmp_path):
    draft(story, Quality.BALANCED)
    later = ninjs(version="2", versioncreated="2026-11-24T09:00:00+03:30")
    (second,) = take_in(desk, tmp_path / "later", later)
    assert draft(second, Quality.BALANCED) == []
    assert draft(second, Quality.BEST) == [0, 1, 2, 3]
    assert widths(desk, story) == [2] * 4


def test_better_draft_that_came_in_the_meantime_stays(desk, story):
    def overtake(*_):
        if widths(desk, story) == [None] * 4:
            desk.translations.translate([story], "en", beam=Quality.BEST.beam)

    desk.translations.translate([story], "en", beam=Quality.FAST.beam, on_ready=overtake)
    assert widths(desk, story) == [4] * 4
