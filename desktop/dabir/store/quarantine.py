"""Input that could not be read: listed with the reason until it can, its bytes kept with the originals for ever."""

from __future__ import annotations

from typing import Any, Final

import sqlite_utils

from dabir.domain.errors import NotFound
from dabir.domain.listing import QuarantineRow
from dabir.domain.story import Original
from dabir.store import originals
from dabir.store.columns import moment_out, sortable, text_in, text_out, time_in

_COLUMNS: Final = "id, sha256, filename, partner, received, reason, place, size, zone, language"


def add(
    db: sqlite_utils.Database, original: Original, reason: str, place: str, *, zone: str = "", language: str = ""
) -> int:
    """Set input aside.

    The same bytes refused for the same reason at the same place are one row, which shows the first arrival; if it was
    resolved, it is listed again.

    Args:
        db: the writer's connection.
        original: the bytes, kept whole.
        reason: why, a sentence.
        place: where in the input the trouble is; "".
        zone: name of the time zone (IANA) of its times without an offset; "".
        language: what its stories are in where they do not say; "".

    Returns:
        The row.
    """
    originals.add(db, original)
    values = (
        original.sha256,
        text_in(original.filename),
        text_in(original.partner),
        time_in(original.received),
        sortable(original.received),
        text_in(reason),
        text_in(place),
        len(original.data),
        zone,
        language,
    )
    row = db.execute(
        "INSERT INTO quarantine "
        "(sha256, filename, partner, received, received_utc, reason, place, size, zone, language) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (sha256, reason, place) DO UPDATE SET resolved = 0 RETURNING id",
        values,
    ).fetchone()
    return int(row[0])


def page(db: sqlite_utils.Database, offset: int, limit: int) -> list[QuarantineRow]:
    """Return rows that are still set aside, newest first."""
    return _select(db, "WHERE NOT resolved ORDER BY received_utc DESC, id DESC LIMIT ? OFFSET ?", (limit, offset))


def count(db: sqlite_utils.Database) -> int:
    """Return how many inputs are still set aside."""
    return int(db.execute("SELECT count(*) FROM quarantine WHERE NOT resolved").fetchone()[0])


def get(db: sqlite_utils.Database, quarantine_id: int) -> QuarantineRow:
    """Return one row, resolved or not.

    Raises:
        NotFound: when there is no such row.
    """
    found = _select(db, "WHERE id = ?", (quarantine_id,))
    if not found:
        raise _missing(quarantine_id)
    return found[0]


def resolve(db: sqlite_utils.Database, quarantine_id: int) -> None:
    """Take a row off the list, after its bytes could be read; the bytes stay.

    Raises:
        NotFound: when there is no such row.
    """
    if not db.execute("UPDATE quarantine SET resolved = 1 WHERE id = ?", (quarantine_id,)).rowcount:
        raise _missing(quarantine_id)


def _missing(quarantine_id: int) -> NotFound:
    return NotFound(f"There is no number {quarantine_id} in the quarantine.")


def _select(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> list[QuarantineRow]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM quarantine {rest}", values).fetchall()  # noqa: S608 - own constants
    return [
        QuarantineRow(
            id=number,
            sha256=sha256,
            filename=text_out(filename),
            partner=text_out(partner),
            received=moment_out(received),
            reason=text_out(reason),
            place=text_out(place),
            size=size,
            zone=zone,
            language=language,
        )
        for number, sha256, filename, partner, received, reason, place, size, zone, language in rows
    ]
