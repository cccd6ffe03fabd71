from __future__ import annotations

import contextlib
import dataclasses
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import RecordBroken, StoreError
from dabir.store import decisions
from dabir.store.database import Database

TEXTS = st.text(st.characters(), max_size=20)
OFFSETS = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
DECISIONS = st.builds(
    Decision,
    sequence=st.just(0),
    time=st.datetimes(timezones=OFFSETS),
    device=TEXTS,
    editor=TEXTS,
    action=st.sampled_from(Action),
    subject=st.builds(Subject, TEXTS, st.integers(), TEXTS, TEXTS, TEXTS),
    note=TEXTS,
    previous=TEXTS,
    signature=TEXTS,
    entry_sha256=TEXTS,
)


def entry(sequence: int, uri: str = "urn:x", action: Action = Action.APPROVE) -> Decision:
    subject = Subject(uri, 1, "c" * 64, "az", "d" * 64)
    time = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    return Decision(sequence, time, "desk-1", "Leyla Həsənova", action, subject, "", "0" * 64, "e" * 128, "f" * 64)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("shared")
    with contextlib.closing(Database.open(folder / "desk.sqlite3", folder / "backups")) as opened:
        yield opened


@given(made=st.lists(DECISIONS, min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_any_entry_round_trips(shared: Database, made: list[Decision]) -> None:
    start = decisions.count(shared.read())
    numbered = [dataclasses.replace(one, sequence=start + place) for place, one in enumerate(made)]
    shared.write(lambda db: [decisions.append(db, one) for one in numbered])
    got = list(decisions.entries(shared.read(), start))
    assert got == numbered
    assert [one.time.isoformat() for one in got] == [one.time.isoformat() for one in numbered]
    assert decisions.last(shared.read()) == numbered[-1]
    assert set(numbered) & set(decisions.of_story(shared.read(), made[0].subject.uri))


def test_empty_log_has_no_last_entry(database: Database) -> None:
    db = database.read()
    assert decisions.last(db) is None
    assert list(decisions.entries(db)) == []
    assert decisions.count(db) == 0


def test_long_log_comes_in_order_and_from_any_start(database: Database) -> None:
    log = [entry(number) for number in range(1203)]
    database.write(lambda db: [decisions.append(db, one) for one in log])
    assert list(decisions.entries(database.read())) == log
    assert list(decisions.entries(database.read(), 1199)) == log[1199:]
    assert list(decisions.entries(database.read(), 1203)) == []
    assert decisions.count(database.read()) == 1203


def test_decisions_of_one_story_are_found(database: Database) -> None:
    log = [entry(0), entry(1, "urn:y"), entry(2, action=Action.REVOKE)]
    database.write(lambda db: [decisions.append(db, one) for one in log])
    assert decisions.of_story(database.read(), "urn:x") == [log[0], log[2]]
    assert decisions.of_story(database.read(), "urn:z") == []


@pytest.mark.parametrize("sequence", [0, 2, -1])
def test_entry_out_of_sequence_is_not_appended(database: Database, sequence: int) -> None:
    database.write(lambda db: decisions.append(db, entry(0)))
    with pytest.raises(RecordBroken, match="number 1, not"):
        database.write(lambda db: decisions.append(db, entry(sequence)))
    assert decisions.count(database.read()) == 1


def test_entries_can_be_neither_changed_nor_removed(database: Database) -> None:
    database.write(lambda db: decisions.append(db, entry(0)))
    with contextlib.closing(sqlite3.connect(database.path, isolation_level=None)) as raw:
        columns = [row[1] for row in raw.execute("PRAGMA table_info(decisions)").fetchall()]
        statements = [f"UPDATE decisions SET {name} = 9" for name in columns]
        statements += ["DELETE FROM decisions", "REPLACE INTO decisions SELECT * FROM decisions"]
        for statement in statements:
            with pytest.raises(sqlite3.IntegrityError, match="kept as they are"):
                raw.execute(statement)
            with pytest.raises(StoreError, match="kept as they are"):
                database.write(lambda db, statement=statement: db.execute(statement))
    assert list(decisions.entries(database.read())) == [entry(0)]


@pytest.mark.parametrize("change", ["action = 'praise'", "time = 'yesterday'", "version = 'x'", "note = 5"])
def test_entry_that_cannot_be_read_is_named(database: Database, change: str) -> None:
    database.write(lambda db: [decisions.append(db, entry(number)) for number in range(3)])
    with contextlib.closing(sqlite3.connect(database.path)) as raw:
        raw.execute("DROP TRIGGER decisions_no_update")
        raw.execute(f"UPDATE decisions SET {change} WHERE sequence = 1")
        raw.commit()
    with pytest.raises(RecordBroken, match="Entry 1 of the log"):
        list(decisions.entries(database.read()))
