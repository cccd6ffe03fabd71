import dataclasses
from datetime import timedelta

import pytest
from wire_samples import PERSIAN, ninjs, take_in

from dabir.app import open_desk
from dabir.domain.errors import Cancelled, InputRefused, NotFound, StoreError
from dabir.domain.memory import MemoryUnit
from dabir.settings import Places
from dabir.store import memory as store
from dabir.translation.memory import tmx
from dabir.workflow.experience import memory as workflow
from dabir.workflow.experience.memory import Change, exact, remember

URI = "tag:alborz.example,2026:1"
ARRIVED = PERSIAN[0]


@pytest.fixture
def story(desk, tmp_path):
    (row,) = take_in(desk, tmp_path / "in", ninjs())
    return row


@pytest.fixture
def confirm(desk, story, clock):
    """Confirm a segment and remember it."""

    def one(index, text, target="az", editor="Leyla"):
        desk.translations.edit(story, target, index, text)
        unit = desk.translations.confirm(story, target, index)
        desk.memory.remember(story, target, unit, editor, clock())
        return unit

    return one


@pytest.fixture
def fill(desk):
    def units(*listed):
        made = [one if isinstance(one, MemoryUnit) else MemoryUnit(*one, "fa", "az") for one in listed]
        desk.database.write(lambda db: store.add(db, made))

    return units


@pytest.fixture
def saved(tmp_path):
    def save(*listed, name="units.tmx"):
        path = tmp_path / name
        with path.open("wb") as file:
            tmx.write(file, listed)
        return path

    return save


def test_confirmed_unit_is_remembered_with_who_when_and_story(desk, confirm, clock):
    confirm(1, "Energetika naziri Bakıya gəlib.")
    (match,) = desk.memory.matches(ARRIVED, "fa-IR", "az")
    assert match.score == 100
    assert dataclasses.replace(match.unit, id=0) == MemoryUnit(
        ARRIVED, "Energetika naziri Bakıya gəlib.", "fa", "az", "Leyla", clock(), URI, "desk"
    )
    assert desk.memory.count("fa", "az") == desk.memory.count() == 1
    assert desk.memory.sizes() == [("fa", "az", 1)]


def test_changed_confirmation_takes_the_place_of_the_one_before(desk, confirm, clock):
    confirm(1, "Energetika naziri Bakıya gəlib.")
    clock.advance(hours=1)
    confirm(1, "Energetika naziri Bakıya gəldi.", editor="Kamran")
    (match,) = desk.memory.matches(ARRIVED, "fa", "az")
    assert (match.unit.target, match.unit.editor) == ("Energetika naziri Bakıya gəldi.", "Kamran")


def test_same_sentence_confirmed_twice_in_a_story_keeps_both_translations(desk, tmp_path, clock):
    body = f"<p>{ARRIVED}</p><p>{ARRIVED}</p>"
    (story,) = take_in(desk, tmp_path / "in", ninjs(body_xhtml=body))
    for index, text in ((1, "Birinci"), (2, "İkinci"), (1, "Üçüncü")):
        desk.translations.edit(story, "az", index, text)
        desk.memory.remember(story, "az", desk.translations.confirm(story, "az", index), "Leyla", clock())
    assert {match.unit.target for match in desk.memory.matches(ARRIVED, "fa", "az")} == {"İkinci", "Üçüncü"}


def test_unit_is_remembered_in_the_transaction_of_its_confirmation_or_not_at_all(desk, story, clock):
    unit = desk.translations.edit(story, "az", 1, "Energetika naziri Bakıya gəlib.")
    stored = desk.stories.get(story)

    def fails(db):
        remember(db, stored, "az", unit, "Leyla", clock())
        assert exact(db, ARRIVED, "fa", "az")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.database.write(fails)
    assert desk.memory.exact(ARRIVED, "fa", "az") is None


def test_unknown_story_is_not_remembered(desk, confirm, clock):
    unit = confirm(1, "Energetika naziri Bakıya gəlib.")
    with pytest.raises(NotFound):
        desk.memory.remember(999, "az", unit, "Leyla", clock())


def test_matches_are_the_same_source_first_then_the_most_alike_newest_first(desk, fill, clock):
    old = MemoryUnit("وزیر نیرو وارد باکو شد.", "köhnə", "fa", "az", time=clock())
    new = dataclasses.replace(old, source="وزیر نیرو  وارد باکو شد.", target="yeni", time=clock() + timedelta(days=1))
    figures = ("وزیر نیرو وارد باکو شد", "nöqtəsiz")
    near = ("وزیر نیرو وارد گنجه شد.", "yaxın")
    far = ("وزیر کشاورزی از گنجه رفت.", "uzaq")
    fill(old, new, figures, near, far, ("باران بارید.", "başqa"))
    found = desk.memory.matches("وزیر نیرو وارد باکو شد.", "fa", "az", at_least=25)
    assert [match.unit.target for match in found] == ["yeni", "köhnə", "nöqtəsiz", "yaxın", "uzaq"]
    assert [match.score for match in found][:2] == [100, 100]
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True) and scores[2] < 100
    assert len(desk.memory.matches("وزیر نیرو وارد باکو شد.", "fa", "az", limit=2)) == 2
    assert [
        match.unit.target for match in desk.memory.matches("وزیر نیرو وارد باکو شد.", "fa", "az", at_least=100)
    ] == ["yeni", "köhnə"]
    assert desk.memory.matches("", "fa", "az") == desk.memory.matches("باران", "fa", "ru") == []


def test_of_units_that_say_the_same_the_newest_is_listed(desk, fill, clock):
    units = [
        MemoryUnit("باران بارید.", target, "fa", "az", time=clock() + timedelta(days=day), story=f"tag:{day}")
        for day, target in enumerate(("Yağış yağdı.", "Yağış yağıb.", "Yağış yağdı."))
    ]
    fill(*units)
    found = desk.memory.matches("باران بارید.", "fa", "az")
    assert [match.unit.story for match in found] == ["tag:2", "tag:1"]


def test_exact_is_the_very_text_and_nothing_near_it(desk, fill):
    fill(("Gəlirlər 3 faiz artıb.", "x"), ("باران بارید!", "y"))
    fill(MemoryUnit("Şuşa", "z", "fa", "az"))
    assert desk.memory.exact("باران بارید.", "fa", "az") is None
    assert desk.memory.exact(" باران  بارید! ", "fa", "az").target == "y"
    assert desk.memory.exact("S\u0327us\u0327a", "fa", "az").target == "z"


def test_segment_that_differs_in_figures_is_listed_high_and_its_difference_told(desk, fill):
    fill(("صادرات ۲۵ درصد رشد کرد.", "İxrac 25 faiz artıb."))
    (match,) = desk.memory.matches("صادرات ۳۱ درصد رشد کرد.", "fa", "az")
    assert 90 <= match.score < 100
    pieces = desk.memory.difference(match.unit.source, "صادرات ۳۱ درصد رشد کرد.")
    assert [(piece.change, piece.text) for piece in pieces if piece.change is not Change.KEPT] == [
        (Change.REMOVED, "۲۵"),
        (Change.ADDED, "۳۱"),
    ]


def test_concordance_marks_both_sides_and_looks_into_the_archive(desk, story, fill):
    fill(("سفر رسمی وزیر نيرو", "Energetika nazirinin səfəri"), ("نیرو و وزیر", "x"))
    found = desk.memory.concordance("وزیر نیرو")
    first, second = found.units
    assert [first.unit.source[slice(*span)] for span in first.source_spans] == ["وزیر نيرو"]
    assert first.target_spans == ()
    assert [second.unit.source[slice(*span)] for span in second.source_spans] == ["نیرو", "وزیر"]
    assert [hit.uri for hit in found.stories] == [URI]
    turned = desk.memory.concordance("NAZIRININ")
    assert [turned.units[0].unit.target[slice(*span)] for span in turned.units[0].target_spans] == ["nazirinin"]
    assert turned.stories == ()


def test_concordance_keeps_to_the_languages_asked_for(desk, story, fill):
    fill(("وزیر نیرو", "Energetika naziri"), MemoryUnit("وزیر نیرو", "energy minister", "fa", "en"))
    found = desk.memory.concordance("وزیر", ["fa", "en"])
    assert [one.unit.target_language for one in found.units] == ["en"]
    assert len(found.stories) == 1
    assert desk.memory.concordance("وزیر", ["ru"]) == workflow.Concordance((), ())
    assert len(desk.memory.concordance("وزیر", limit=1).units) == 1
    assert desk.memory.concordance("...") == workflow.Concordance((), ())


RAIN = MemoryUnit("باران بارید.", "Yağış yağdı.", "fa", "az", "Nigar", origin="units.tmx")
SNOW = MemoryUnit("Qar yağdı.", "برف بارید.", "az", "fa", origin="units.tmx")


def test_memory_of_one_desk_is_that_of_another_after_export_and_import(desk, confirm, fill, tmp_path, clock):
    confirm(1, "Energetika naziri Bakıya gəlib.")
    fill(SNOW, MemoryUnit("дождь", "rain", "ru", "en"))
    path = tmp_path / "memory.tmx"
    assert desk.memory.export_tmx(path, "fa", "az") == 2
    other = open_desk(Places(tmp_path / "other"), clock)
    try:
        told = []
        made = other.memory.import_tmx(path, progress=lambda done, size: told.append((done, size)))
        assert (made.units, made.added, made.left_out, made.reasons) == (2, 2, 0, ())
        assert told[0] == (0, 2) and told[-1] == (2, 2)
        (match,) = other.memory.matches(ARRIVED, "fa", "az")
        assert (match.unit.editor, match.unit.time, match.unit.story) == ("Leyla", clock(), URI)
        assert match.unit.origin == "memory.tmx"
        assert other.memory.exact("Qar yağdı.", "az", "fa").target == "برف بارید."
        again = other.memory.import_tmx(path)
        assert (again.units, again.added) == (2, 0)
        assert other.memory.count() == 2
    finally:
        other.close()


def test_export_for_a_partner_has_what_was_confirmed_in_its_stories_alone(desk, confirm, fill, tmp_path):
    confirm(1, "Energetika naziri Bakıya gəlib.")
    fill(RAIN)
    path = tmp_path / "memory.tmx"
    assert desk.memory.export_tmx(path, "fa", "az", "ALBORZ") == 1
    assert [unit.source for one in tmx.read(path) for unit in one.units] == [ARRIVED]
    assert desk.memory.export_tmx(path, "fa", "az", "ARAN") == 0
    assert desk.memory.export_tmx(path, "az", "fa", None) == 2


def test_export_needs_two_languages_and_a_place(desk, fill, tmp_path):
    fill(RAIN)
    for source, target in (("fa", "fa-IR"), ("", "az"), ("fa", "und")):
        with pytest.raises(InputRefused, match="two"):
            desk.memory.export_tmx(tmp_path / "memory.tmx", source, target)
    with pytest.raises(StoreError, match="none"):
        desk.memory.export_tmx(tmp_path / "none" / "memory.tmx", "fa", "az")
    assert not list(tmp_path.glob("*.tmx"))


def test_unit_that_no_file_can_hold_is_told_of(desk, fill, tmp_path, caplog):
    fill(RAIN, ("a\x0bb", "c"))
    assert desk.memory.export_tmx(tmp_path / "memory.tmx", "fa", "az") == 1
    assert "1 units were left out" in caplog.text


def test_damaged_file_is_refused_and_nothing_of_it_is_kept(desk, saved):
    path = saved(*(dataclasses.replace(RAIN, source=f"باران {number}") for number in range(50)))
    path.write_bytes(path.read_bytes()[:-30])
    told = []
    with pytest.raises(InputRefused, match=r"units\.tmx, line"):
        desk.memory.import_tmx(path, progress=lambda *of: told.append(of))
    assert (desk.memory.count(), told) == (0, [])


def test_stopped_import_keeps_nothing_of_the_file_and_all_that_was_there(desk, fill, saved, monkeypatch):
    monkeypatch.setattr(workflow, "_BATCH", 10)
    monkeypatch.setattr(workflow, "_STEP", 5)
    fill(RAIN)
    path = saved(RAIN, *(dataclasses.replace(RAIN, source=f"باران {number}") for number in range(50)))
    seen = []

    def stop():
        seen.append(desk.memory.count())
        return len(seen) > 8

    with pytest.raises(Cancelled):
        desk.memory.import_tmx(path, cancel=stop)
    assert max(seen) > 20
    assert desk.memory.count() == 1
    assert desk.memory.exact(RAIN.source, "fa", "az")
    assert desk.memory.matches("باران 7", "fa", "az", at_least=95) == []


def test_what_cannot_be_taken_is_told_and_counted(desk, saved, tmp_path):
    entries = '<tu><tuv xml:lang="fa"><seg>باران</seg></tuv></tu>\n' * 120
    path = tmp_path / "half.tmx"
    path.write_text(f'<tmx version="1.4"><header srclang="fa"/><body>\n{entries}</body></tmx>', "utf-8")
    made = desk.memory.import_tmx(path)
    assert (made.units, made.added, made.left_out, len(made.reasons)) == (0, 0, 120, 100)
    assert made.reasons[0] == "half.tmx, line 2: it has fewer than two languages with text."


def test_file_cannot_pass_for_the_desk(desk, saved):
    assert desk.memory.import_tmx(saved(RAIN, name="desk")).added == 1
    assert desk.memory.exact(RAIN.source, "fa", "az").origin == "file desk"
