"""Who works on which story now, and every take-over for ever."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import sqlite_utils

from dabir.domain.claim import Claim, TakeOver
from dabir.domain.errors import NotFound
from dabir.domain.segment import Segment, TranslationUnit, UnitState
from dabir.store.columns import moment_out, text_in, text_out, time_in
from dabir.store.records import machine_in, machine_out

_TAKE_OVER: Final = "id, story_id, target_language, at, person, before, reason, sequence, units"


def get(db: sqlite_utils.Database, story_id: int) -> Claim | None:
    """Return who works on a story; None where nobody does."""
    found = _claims(db, "WHERE story_id = ?", (story_id,))
    return found[0] if found else None


def all_claims(db: sqlite_utils.Database) -> list[Claim]:
    """Return every claim, the longest idle first."""
    return sorted(_claims(db, "", ()), key=lambda claim: claim.active)


def put(db: sqlite_utils.Database, claim: Claim) -> None:
    """Keep a claim in place of the one before."""
    db.execute(
        "INSERT INTO claims (story_id, person, since, active) VALUES (?, ?, ?, ?) ON CONFLICT (story_id) DO UPDATE "
        "SET person = excluded.person, since = excluded.since, active = excluded.active",
        (claim.story_id, text_in(claim.person), time_in(claim.since), time_in(claim.active)),
    )


def remove(db: sqlite_utils.Database, story_id: int) -> None:
    """Give a claim up; repeating it is harmless."""
    db.execute("DELETE FROM claims WHERE story_id = ?", (story_id,))


def add_take_over(
    db: sqlite_utils.Database,
    *,
    claim: Claim,
    target: str,
    at: datetime,
    person: str,
    reason: str,
    sequence: int,
    units: Sequence[TranslationUnit],
) -> TakeOver:
    """Keep for ever that a story went to another person, with its translation as it stands now.

    Args:
        db: the writer's connection.
        claim: whose it was.
        target: language of the translation.
        at: now.
        person: who takes it over.
        reason: why.
        sequence: of the entry of the log.
        units: the translation.
    """
    cursor = db.execute(
        "INSERT INTO take_overs (story_id, target_language, at, person, before, reason, sequence, units) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            claim.story_id,
            target,
            time_in(at),
            text_in(person),
            text_in(claim.person),
            text_in(reason),
            sequence,
            _units_in(units),
        ),
    )
    assert cursor.lastrowid is not None
    return take_over(db, cursor.lastrowid)


def take_over(db: sqlite_utils.Database, take_over_id: int) -> TakeOver:
    """Return a take-over by its row.

    Raises:
        NotFound: when there is none.
    """
    found = _take_overs(db, "WHERE id = ?", (take_over_id,))
    if not found:
        raise NotFound(f"There is no take-over number {take_over_id} on this desk.")
    return found[0]


def take_overs(db: sqlite_utils.Database, story_id: int) -> list[TakeOver]:
    """Return the take-overs of a story, oldest first."""
    return _take_overs(db, "WHERE story_id = ? ORDER BY id", (story_id,))


def _claims(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> list[Claim]:
    rows = db.execute(f"SELECT story_id, person, since, active FROM claims {rest}", values).fetchall()  # noqa: S608 - own constants
    return [
        Claim(row, text_out(person), moment_out(since), moment_out(active)) for row, person, since, active in rows
    ]


def _take_overs(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> list[TakeOver]:
    rows = db.execute(f"SELECT {_TAKE_OVER} FROM take_overs {rest}", values).fetchall()  # noqa: S608 - own constants
    return [
        TakeOver(
            id=row[0],
            story_id=row[1],
            target=row[2],
            at=moment_out(row[3]),
            person=text_out(row[4]),
            before=text_out(row[5]),
            reason=text_out(row[6]),
            sequence=row[7],
            units=_units_out(row[8]),
        )
        for row in rows
    ]


def _units_in(units: Sequence[TranslationUnit]) -> bytes:
    values = []
    for unit in units:
        machine = machine_in(unit.machine)
        kept = machine.decode("utf-8", "surrogatepass") if machine is not None else None
        place = unit.segment
        values.append(
            [
                *(unit.index, place.paragraph, place.start, place.end, place.text),
                *(unit.target, unit.state.value, kept, list(unit.editors)),
            ]
        )
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _units_out(data: bytes) -> tuple[TranslationUnit, ...]:
    return tuple(
        TranslationUnit(
            index,
            Segment(paragraph, start, end, source),
            target,
            UnitState(state),
            machine_out(machine.encode("utf-8", "surrogatepass") if machine is not None else None),
            tuple(editors),
        )
        for index, paragraph, start, end, source, target, state, machine, editors in json.loads(
            bytes(data).decode("utf-8", "surrogatepass")
        )
    )
