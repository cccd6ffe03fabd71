import pytest
from wire_samples import ninjs, take_in

from dabir.domain.decision import StoryState
from dabir.domain.errors import Cancelled, InputRefused, NotFound
from dabir.domain.segment import UnitState


@pytest.fixture
def story(desk, tmp_path):
    (row,) = take_in(desk, tmp_path, ninjs())
    return row


def test_every_segment_gets_a_draft_that_names_its_pack(desk, story):
    assert desk.translations.translate([story], "en") == [story]
    units = desk.translations.units(story, "en")
    assert len(units) == 4
    assert all(unit.target and unit.state is UnitState.MACHINE for unit in units)
    assert all(unit.machine.packs[0].bundled and unit.machine.packs[0].sha256 for unit in units)
    assert desk.stories.get(story).state is StoryState.IN_TRANSLATION


def test_draft_never_overwrites_what_a_person_wrote(desk, story):
    desk.translations.edit(story, "en", 1, "The energy minister arrived in Baku.")
    desk.translations.translate([story], "en")
    unit = desk.translations.units(story, "en")[1]
    assert unit.target == "The energy minister arrived in Baku."
    assert unit.state is UnitState.EDITED


def test_machine_text_comes_back_on_request(desk, story):
    desk.translations.translate([story], "en")
    before = desk.translations.units(story, "en")[2]
    desk.translations.edit(story, "en", 2, "Something else.")
    assert desk.translations.revert(story, "en", 2) == before


def test_confirming_an_empty_segment_is_refused(desk, story):
    with pytest.raises(InputRefused, match="Segment 1"):
        desk.translations.confirm(story, "en", 0)


def test_confirmed_unit_stays_confirmed(desk, story):
    desk.translations.edit(story, "en", 0, "Energy minister goes to Baku")
    assert desk.translations.confirm(story, "en", 0).state is UnitState.CONFIRMED
    assert desk.translations.units(story, "en")[0].state is UnitState.CONFIRMED


def test_unknown_segment_is_named(desk, story):
    with pytest.raises(NotFound, match="no segment 99"):
        desk.translations.edit(story, "en", 98, "x")


def test_story_in_the_target_language_is_left_out(desk, story):
    assert desk.translations.translate([story], "fa") == []


def test_cancelled_translation_keeps_nothing_half_done(desk, story):
    with pytest.raises(Cancelled):
        desk.translations.translate([story], "en", cancel=lambda: True)
    assert all(unit.state is UnitState.UNTRANSLATED for unit in desk.translations.units(story, "en"))


def test_paragraphs_in_equal_paragraphs_out(desk, story):
    desk.translations.translate([story], "az")
    assert len(desk.translations.text(story, "az").paragraphs) == len(desk.stories.get(story).story.paragraphs)


def test_translation_is_found_by_its_words(desk, story):
    desk.translations.edit(story, "az", 1, "Energetika naziri Şəkiyə gəlib.")
    (hit,) = desk.stories.search("sekiye")
    assert hit.id == story


def test_findings_are_listed_by_segment(desk, story):
    desk.translations.edit(story, "en", 2, "He met met met met met met his counterpart.")
    assert 2 in desk.translations.findings(story, "en")
