import pytest
from wire_samples import ninjs, take_in

from dabir.domain.errors import Cancelled, InputRefused, NotFound
from dabir.domain.life import StoryState
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


def test_cancelled_translation_keeps_what_was_begun_where_that_is_asked_for(desk, tmp_path):
    sentences = [f"وزیر نیرو در روز {day} آبان به شهر باکو رفت و با همتای خود دیدار کرد." for day in range(200)]
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    (row,) = take_in(desk, tmp_path / "long", ninjs("tag:long", body_xhtml=body))
    desk.translations.edit(row, "en", 0, "Energy minister goes to Baku")
    drafted = []
    stopped = {
        "beam": 1,
        "cancel": lambda: bool(drafted),
        "on_ready": lambda _, index, draft: drafted.append((index, draft.text)),
    }
    with pytest.raises(Cancelled):
        desk.translations.translate([row], "en", **stopped)
    assert drafted and not any(unit.machine for unit in desk.translations.units(row, "en"))
    drafted.clear()
    with pytest.raises(Cancelled):
        desk.translations.translate([row], "en", **stopped, keep_begun=True)
    units = desk.translations.units(row, "en")
    kept = {unit.index: unit.target for unit in units if unit.state is UnitState.MACHINE}
    assert kept == dict(drafted) and 0 < len(kept) < len(units) - 1
    assert units[0].target == "Energy minister goes to Baku"
    desk.translations.translate([row], "en", beam=1)
    after = desk.translations.units(row, "en")
    assert {index: after[index].target for index in kept} == kept
    assert all(unit.state is not UnitState.UNTRANSLATED for unit in after)


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


def test_confirmed_segment_is_remembered_with_who_and_when(desk, story, clock):
    desk.translations.edit(story, "en", 0, "Energy minister goes to Baku")
    desk.translations.confirm(story, "en", 0, "Leyla")
    (match,) = desk.memory.matches("وزیر نیرو به باکو رفت", "fa", "en")
    assert (match.score, match.unit.target, match.unit.editor) == (100, "Energy minister goes to Baku", "Leyla")
    assert match.unit.time == clock.now
    assert match.unit.story == desk.stories.get(story).story.uri


def test_exact_match_fills_in_as_from_memory_and_is_never_confirmed_by_itself(desk, story, tmp_path):
    desk.translations.edit(story, "en", 0, "Energy minister goes to Baku")
    desk.translations.confirm(story, "en", 0, "Leyla")
    (other,) = take_in(desk, tmp_path / "other", ninjs("tag:alborz.example,2026:2"))
    drafted = []
    desk.translations.translate([other], "en", on_ready=lambda _, index, __: drafted.append(index))
    unit = desk.translations.units(other, "en")[0]
    assert (unit.target, unit.state, unit.machine) == ("Energy minister goes to Baku", UnitState.MEMORY, None)
    assert sorted(drafted) == [1, 2, 3]


def test_edited_segment_is_not_remembered_until_it_is_confirmed(desk, story):
    desk.translations.edit(story, "en", 0, "Energy minister goes to Baku")
    assert desk.memory.count() == 0


def test_new_confirmation_replaces_what_the_same_story_said_before(desk, story):
    for text in ("Energy minister to Baku", "Energy minister goes to Baku"):
        desk.translations.edit(story, "en", 0, text)
        desk.translations.confirm(story, "en", 0)
    matches = desk.memory.matches("وزیر نیرو به باکو رفت", "fa", "en")
    assert [match.unit.target for match in matches] == ["Energy minister goes to Baku"]
