"""Dictionaries that stored bytes are packed with: each is kept for ever under its own hash, which reading checks.

A dictionary that is gone or changed would take with it everything packed with it, so the database lets nobody remove
or change one, and what is packed names it by a reference.
"""

from __future__ import annotations

import hashlib
from typing import Final

import sqlite_utils

from dabir.domain.errors import RecordBroken
from dabir.store.packing import Dictionary

#: Numbers below are set aside for registered dictionaries (RFC 8878, 5).
_FIRST: Final = 32_768

#: By their hash, for all databases: bytes under a hash are the same everywhere.
_known: dict[str, bytes] = {}


def newest(db: sqlite_utils.Database, kind: str) -> Dictionary | None:
    """Return the dictionary that what arrives now is packed with; None where there is none yet.

    Args:
        db: a connection.
        kind: name of the table it was made from.

    Raises:
        RecordBroken: when it was changed.
    """
    row = db.execute(
        "SELECT id, sha256 FROM dictionaries WHERE kind = ? ORDER BY id DESC LIMIT 1", (kind,)
    ).fetchone()
    return Dictionary(row[0], _load(db, row[0], row[1])) if row else None


def data_of(db: sqlite_utils.Database, number: int | None) -> bytes:
    """Return the bytes of a dictionary; b"" for None.

    Raises:
        RecordBroken: when it is gone or was changed.
    """
    if number is None:
        return b""
    row = db.execute("SELECT sha256 FROM dictionaries WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise _broken(number)
    return _load(db, number, row[0])


def next_number(db: sqlite_utils.Database) -> int:
    """Return the number of the next dictionary."""
    return max(_FIRST, int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM dictionaries").fetchone()[0]))


def add(db: sqlite_utils.Database, number: int, kind: str, data: bytes) -> Dictionary:
    """Keep a dictionary.

    Args:
        db: the writer's connection.
        number: as the dictionary itself says.
        kind: name of the table it was made from.
        data: its bytes.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    db.execute("INSERT INTO dictionaries (id, kind, sha256, data) VALUES (?, ?, ?, ?)", (number, kind, sha256, data))
    return Dictionary(number, data)


def _load(db: sqlite_utils.Database, number: int, sha256: str) -> bytes:
    found = _known.get(sha256)
    if found is None:
        (data,) = db.execute("SELECT data FROM dictionaries WHERE id = ?", (number,)).fetchone()
        if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != sha256:
            raise _broken(number)
        found = _known[sha256] = data
    return found


def _broken(number: int) -> RecordBroken:
    return RecordBroken(
        f"Dictionary number {number}, which stored stories are packed with, is gone or was changed.",
        "Restore the desk from a backup, and find out who changed the database.",
    )
