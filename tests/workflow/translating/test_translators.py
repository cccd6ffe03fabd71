import dataclasses

import pytest
from wire_samples import ninjs, take_in

from dabir.domain.segment import MachineTranslation, UnitState

BEGUN = ("Energetika naziri Bakıya gedib", "Energetika naziri Bakıya gəlib.", "O, həmkarı ilə görüşüb.")


@pytest.fixture
def story(desk, tmp_path):
    """A story whose first three segments Orxan has written; the fourth is a draft."""
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    for index, text in enumerate(BEGUN):
        desk.translations.edit(row, "az", index, text, "Orxan")
    draft = MachineTranslation("Görüş iki saat çəkdi.", -0.2, ())
    unit = desk.translations.units(row, "az")[3]
    drafted = dataclasses.replace(unit, target=draft.text, state=UnitState.MACHINE, machine=draft)
    desk.translations.restore(row, "az", drafted)
    return row


def test_whoever_wrote_is_the_translator_and_whoever_only_read_is_not(desk, story):
    for index in range(3):
        desk.translations.confirm(story, "az", index, "Leyla")
    assert desk.translations.translators(story, "az") == {"Orxan"}
    assert desk.translations.translators(story, "en") == frozenset()


def test_whoever_lets_a_draft_stand_is_its_translator(desk, story):
    desk.translations.confirm(story, "az", 3, "Leyla")
    assert desk.translations.translators(story, "az") == {"Orxan", "Leyla"}


def test_another_hand_takes_the_segment_over_and_undo_gives_it_back(desk, story):
    before = desk.translations.units(story, "az")[0]
    assert desk.translations.edit(story, "az", 0, "Nazir Bakıya gedib", "سارا").editors == ("سارا",)
    assert desk.translations.translators(story, "az") == {"Orxan", "سارا"}
    desk.translations.restore(story, "az", before)
    assert desk.translations.translators(story, "az") == {"Orxan"}


def test_machines_text_and_no_text_have_no_translator(desk, story):
    desk.translations.edit(story, "az", 3, "Görüş iki saat davam edib.", "Leyla")
    assert desk.translations.revert(story, "az", 3).editors == ()
    assert desk.translations.edit(story, "az", 0, "", "Leyla").editors == ()
    assert desk.translations.translators(story, "az") == {"Orxan"}


def test_unknown_hand_is_known_once_the_segment_is_confirmed_with_a_name(desk, story):
    assert desk.translations.edit(story, "az", 3, "Görüş iki saat davam edib.").editors == ()
    assert desk.translations.confirm(story, "az", 3).editors == ()
    assert desk.translations.confirm(story, "az", 3, "Leyla").editors == ("Leyla",)


def test_parts_of_a_segment_keep_its_translator_and_joined_ones_have_both(desk, story):
    desk.translations.edit(story, "az", 3, "Görüş iki saat davam edib.", "Leyla")
    joined = desk.segments.join(story, "az", 2)
    assert joined[2].editors == ("Leyla", "Orxan")
    split = desk.segments.split(story, "az", 2, source_at=5, target_at=5)
    assert [unit.editors for unit in split[2:]] == [("Leyla", "Orxan")] * 2


def test_new_version_takes_the_translators_over_with_their_sentences(desk, story, tmp_path, monkeypatch):
    newer = take_in(desk, tmp_path / "newer", ninjs(version="2", headline="وزیر نیرو از باکو بازگشت"))[0]
    from dabir.store import stories
    from dabir.workflow.translating import drafts, revisions

    db = desk.database.read()
    stored = stories.get(db, newer)
    taken = revisions.carry_over(db, stored, "az", drafts.units_of(db, desk.segments._segmenter, stored, "az"))
    assert [unit.editors for unit in taken] == [(), ("Orxan",), ("Orxan",), ()]
