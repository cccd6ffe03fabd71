from __future__ import annotations

import contextlib
import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.errors import NotFound, StoreError
from dabir.domain.segment import HEADLINE, MachineTranslation, PackInfo, Segment, TranslationUnit, UnitState
from dabir.domain.story import Original, Story
from dabir.store import stories, units
from dabir.store.database import Database
from dabir.store.records import machine_out

PACKS = (PackInfo("translate-fa_en", "1.5", "a" * 64), PackInfo("translate-en_az", "1.9", "b" * 64, bundled=True))
UNITS = (
    TranslationUnit(0, Segment(HEADLINE, 0, 8, "زلزله در"), "Zəlzələ", UnitState.CONFIRMED),
    TranslationUnit(
        1,
        Segment(0, 0, 12, "متن نخست."),
        "Birinci mətn.",
        UnitState.EDITED,
        MachineTranslation("Mətn birinci.", -0.123456789012345, PACKS, 0.5, doubtful=True, beam=4),
    ),
    TranslationUnit(2, Segment(0, 13, 20, "متن دوم.")),
)

TEXTS = st.text(st.characters(), max_size=20)
MACHINES = st.builds(
    MachineTranslation,
    TEXTS,
    st.floats(allow_nan=False),
    st.lists(st.builds(PackInfo, TEXTS, TEXTS, TEXTS, st.booleans()), max_size=3).map(tuple),
    st.none() | st.floats(0, 1),
    st.booleans(),
    st.integers(0, 8),
)
SMALL = st.integers(-1, 10_000)
PLAIN = st.builds(
    TranslationUnit,
    st.integers(0, 500),
    st.builds(Segment, SMALL, SMALL, SMALL, TEXTS),
    TEXTS,
    st.sampled_from(UnitState),
    st.none() | MACHINES,
)


@pytest.fixture
def story_id(arrive: Any) -> int:
    return int(arrive(Story("urn:x", headline="زلزله در", paragraphs=("متن نخست. متن دوم.",)))[1])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("shared")
    with contextlib.closing(Database.open(folder / "desk.sqlite3", folder / "backups")) as opened:
        file = Original.of(b"x", media_type="", filename="", partner="", received=datetime(2026, 3, 1, tzinfo=UTC))
        opened.write(lambda db: stories.add(db, Story("urn:x"), file))
        yield opened


@given(made=st.lists(PLAIN, unique_by=lambda unit: unit.index, max_size=5))
@settings(deadline=None, max_examples=80)
def test_any_units_round_trip(shared: Database, made: list[TranslationUnit]) -> None:
    shared.write(lambda db: units.replace(db, 1, "az", made))
    assert units.get(shared.read(), 1, "az") == tuple(sorted(made, key=lambda unit: unit.index))
    for unit in made:
        changed = dataclasses.replace(unit, target=f"{unit.target}!", machine=None)
        shared.write(lambda db, changed=changed: units.update(db, 1, "az", changed))
        assert changed in units.get(shared.read(), 1, "az")


def test_languages_are_kept_apart(database: Database, story_id: int) -> None:
    database.write(
        lambda db: (units.replace(db, story_id, "en", UNITS[:1]), units.replace(db, story_id, "az", UNITS))
    )
    db = database.read()
    assert units.languages(db, story_id) == ["az", "en"]
    assert (units.get(db, story_id, "az"), units.get(db, story_id, "en")) == (UNITS, UNITS[:1])
    assert units.get(db, story_id, "ru") == ()
    assert units.languages(db, story_id + 1) == []


def test_replace_leaves_exactly_the_new_units(database: Database, story_id: int) -> None:
    database.write(lambda db: units.replace(db, story_id, "az", UNITS))
    other = (UNITS[1], dataclasses.replace(UNITS[2], index=7))
    database.write(lambda db: units.replace(db, story_id, "az", other))
    assert units.get(database.read(), story_id, "az") == other
    database.write(lambda db: units.replace(db, story_id, "az", ()))
    assert units.languages(database.read(), story_id) == []


def test_blank_targets_are_counted_as_incomplete(database: Database, story_id: int) -> None:
    blank = dataclasses.replace(UNITS[0], target="\u00a0\u2003\n")
    database.write(lambda db: units.replace(db, story_id, "az", (blank, *UNITS[1:])))
    assert units.incomplete(database.read(), story_id, "az") == 2
    assert units.incomplete(database.read(), story_id, "en") == 0


def test_only_changed_units_get_a_new_time(database: Database, story_id: int) -> None:
    assert units.updated(database.read(), story_id, "az") is None
    before = datetime.now(UTC)
    database.write(lambda db: units.replace(db, story_id, "az", UNITS))
    first = units.updated(database.read(), story_id, "az")
    assert first is not None
    assert before - timedelta(seconds=1) <= first <= datetime.now(UTC)
    database.write(lambda db: units.replace(db, story_id, "az", UNITS))
    assert units.updated(database.read(), story_id, "az") == first
    changed = dataclasses.replace(UNITS[2], target="İkinci mətn.", state=UnitState.EDITED)
    database.write(lambda db: units.update(db, story_id, "az", changed))
    later = units.updated(database.read(), story_id, "az")
    assert later is not None
    assert later > first


def test_unit_that_is_not_there_cannot_be_updated(database: Database, story_id: int) -> None:
    with pytest.raises(NotFound, match="segment 1 in az"):
        database.write(lambda db: units.update(db, story_id, "az", UNITS[0]))
    with pytest.raises(StoreError, match="refused a change"):
        database.write(lambda db: units.replace(db, story_id + 1, "az", UNITS))


@pytest.mark.parametrize(
    ("rest", "confidence", "doubtful"),
    [("", None, False), (",0.25,true", 0.25, True)],
    ids=["before-confidence", "before-width"],
)
def test_draft_of_an_older_record_has_an_unknown_width(rest: str, confidence: float | None, doubtful: bool) -> None:
    record = f'["Birinci mətn.",-0.5,[["translate-fa_az","1.0","{"a" * 64}",false]]{rest}]'.encode()
    pack = PackInfo("translate-fa_az", "1.0", "a" * 64)
    assert machine_out(record) == MachineTranslation("Birinci mətn.", -0.5, (pack,), confidence, doubtful, beam=0)
