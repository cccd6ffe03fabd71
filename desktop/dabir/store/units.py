"""Translation units of a story in each language, with the machine's text kept beside every edit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import sqlite_utils

from dabir.domain.errors import NotFound
from dabir.domain.segment import Segment, TranslationUnit, UnitState
from dabir.store.columns import text_in, text_out, time_in, time_out
from dabir.store.records import machine_in, machine_out

_COLUMNS: Final = "position, paragraph, start, end, source, target, state, machine, editors"
_OF: Final = "WHERE story_id = ? AND target_language = ?"


def replace(db: sqlite_utils.Database, story_id: int, target_language: str, units: Sequence[TranslationUnit]) -> None:
    """Keep exactly these units for a story and language; those that did not change keep their time of change."""
    kept = {unit.index: unit for unit in get(db, story_id, target_language)}
    wanted = {unit.index for unit in units}
    gone = [(story_id, target_language, index) for index in kept if index not in wanted]
    db.conn.executemany(f"DELETE FROM units {_OF} AND position = ?", gone)  # noqa: S608 - own constants
    changed = [unit for unit in units if kept.get(unit.index) != unit]
    updated = time_in(datetime.now(UTC))
    db.conn.executemany(
        f"INSERT INTO units (story_id, target_language, {_COLUMNS}, updated) "  # noqa: S608 - own constants
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (story_id, target_language, position) DO UPDATE SET "
        "paragraph = excluded.paragraph, start = excluded.start, end = excluded.end, source = excluded.source, "
        "target = excluded.target, state = excluded.state, machine = excluded.machine, editors = excluded.editors, "
        "updated = excluded.updated",
        [(story_id, target_language, *_values(unit), updated) for unit in changed],
    )


def get(db: sqlite_utils.Database, story_id: int, target_language: str) -> tuple[TranslationUnit, ...]:
    """Return the units in order; none when the story was not translated into this language."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM units {_OF} ORDER BY position",  # noqa: S608 - own constants
        (story_id, target_language),
    ).fetchall()
    return tuple(_unit(row) for row in rows)


def update(db: sqlite_utils.Database, story_id: int, target_language: str, unit: TranslationUnit) -> None:
    """Keep one unit in place of the one with its index.

    Raises:
        NotFound: when the story has no such unit in this language.
    """
    position, *values = _values(unit)
    changed = db.execute(
        "UPDATE units SET paragraph = ?, start = ?, end = ?, source = ?, target = ?, state = ?, machine = ?, "  # noqa: S608 - own constants
        f"editors = ?, updated = ? {_OF} AND position = ?",
        (*values, time_in(datetime.now(UTC)), story_id, target_language, position),
    )
    if not changed.rowcount:
        raise NotFound(f"Story {story_id} has no segment {unit.index + 1} in {target_language}.")


def languages(db: sqlite_utils.Database, story_id: int) -> list[str]:
    """Return the languages a story has units in, alphabetically."""
    rows = db.execute(
        "SELECT DISTINCT target_language FROM units WHERE story_id = ? ORDER BY target_language", (story_id,)
    ).fetchall()
    return [row[0] for row in rows]


def editors(db: sqlite_utils.Database, story_id: int, target_language: str) -> frozenset[str]:
    """Return whose words a translation has, as far as they said who they are."""
    rows = db.execute(
        f"SELECT DISTINCT editors FROM units {_OF} AND state IN ('edited', 'confirmed')",  # noqa: S608 - own constants
        (story_id, target_language),
    ).fetchall()
    return frozenset(name for row in rows for name in json.loads(row[0]))


def incomplete(db: sqlite_utils.Database, story_id: int, target_language: str) -> int:
    """Return how many units have no target text but white space."""
    # Counted here and not in SQL, whose trim() knows the ASCII space only.
    return sum(1 for unit in get(db, story_id, target_language) if not unit.target.strip())


def updated(db: sqlite_utils.Database, story_id: int, target_language: str) -> datetime | None:
    """Return when a unit was last changed, in UTC; None when there are none."""
    row = db.execute(f"SELECT max(updated) FROM units {_OF}", (story_id, target_language)).fetchone()  # noqa: S608 - own constants
    return time_out(row[0] or "")


def _values(unit: TranslationUnit) -> tuple[Any, ...]:
    segment = unit.segment
    return (
        unit.index,
        segment.paragraph,
        segment.start,
        segment.end,
        text_in(segment.text),
        text_in(unit.target),
        unit.state.value,
        machine_in(unit.machine),
        json.dumps(unit.editors),
    )


def _unit(row: tuple[Any, ...]) -> TranslationUnit:
    position, paragraph, start, end, source, target, state, machine, editors = row
    segment = Segment(paragraph, start, end, text_out(source))
    names = tuple(json.loads(editors))
    return TranslationUnit(position, segment, text_out(target), UnitState(state), machine_out(machine), names)
