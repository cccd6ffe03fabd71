"""Packs what a desk kept before it knew packing, and trains the dictionaries that make that worth while.

A table is walked in the order of its key, a hundred rows a transaction, so that others write in between. How far
it has come stands beside the rows, in the same transaction: stopped or killed, it goes on from there.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlite_utils

from dabir.domain.errors import RecordBroken
from dabir.store import dictionaries, packing
from dabir.store.connection import connect
from dabir.store.packing import Dictionary, Lying

#: Bytes of a dictionary; twice as many save a hundredth more.
_DICTIONARY_SIZE: Final = 112 * 1024
#: Fewer rows teach nothing that would be worth keeping for ever.
FEWEST: Final = 500
#: How many rows a dictionary is made from, spread over the whole table, and how large each may be.
_SAMPLES: Final = 4_000
_LARGEST_SAMPLE: Final = 64 * 1024
#: Rows and bytes a transaction.
_ROWS: Final = 100
_BYTES: Final = 4 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose bytes may be packed.

    Attributes:
        name: its name.
        key: the column it is walked by.
        data: the column of the bytes.
        first: comes before every key.
    """

    name: str
    key: str
    data: str
    first: str | int


_PRAGMAS: Final = ("page_size", "page_count", "freelist_count")

TABLES: Final = (
    Table("originals", "sha256", "data", ""),
    Table("texts", "sha256", "data", ""),
    Table("stories", "id", "record", 0),
)


@dataclass(frozen=True, slots=True)
class Room:
    """What the database takes.

    Attributes:
        file: bytes of the file.
        free: bytes of it that are free for what arrives.
    """

    file: int
    free: int


@dataclass(frozen=True, slots=True)
class Step:
    """What one transaction did.

    Attributes:
        rows: how many rows were looked at; 0 when there is nothing left.
        packed: how many were packed.
        before: bytes that those lay in before.
        after: bytes that they lie in now.
    """

    rows: int = 0
    packed: int = 0
    before: int = 0
    after: int = 0


def pack_new(db: sqlite_utils.Database, kind: str, data: bytes) -> Lying:
    """Return how new bytes of a table are to lie: the bytes, their size before packing and the dictionary's row.

    Args:
        db: the writer's connection.
        kind: name of the table.
        data: the bytes.
    """
    return packing.lay(data, dictionaries.newest(db, kind))


def unpacked(db: sqlite_utils.Database, data: bytes, size: int | None, dictionary: int | None) -> bytes:
    """Return bytes of a table as they were before packing.

    Raises:
        ValueError: when they were changed.
        RecordBroken: when what they were packed with was.
    """
    return data if size is None else packing.unpack(data, size, dictionaries.data_of(db, dictionary))


def bytes_in(db: sqlite_utils.Database, data: object, size: object, dictionary: object) -> bytes | None:
    """Return what `unpacked` does; None for what is no bytes, or was changed so that it does not unpack any more."""
    if not isinstance(data, bytes) or not all(one is None or isinstance(one, int) for one in (size, dictionary)):
        return None
    try:
        return unpacked(db, data, size, dictionary)  # type: ignore[arg-type]
    except (ValueError, RecordBroken):
        return None


def samples(db: sqlite_utils.Database, table: Table) -> list[bytes]:
    """Return rows from all over a table, to make a dictionary from; none where it has too few."""
    rows = db.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]  # noqa: S608 - own constants
    if rows < FEWEST:
        return []
    # Neighbours resemble each other more than the table as a whole, so every so-manieth row is taken.
    found = db.execute(
        f"SELECT {table.data}, unpacked, dictionary FROM {table.name} "  # noqa: S608 - own constants
        f"WHERE rowid % ? = 0 AND length({table.data}) <= ? LIMIT ?",
        (max(1, rows // _SAMPLES), _LARGEST_SAMPLE, _SAMPLES),
    ).fetchall()
    return [unpacked(db, *row) for row in found]


def trained(rows: list[bytes], number: int) -> bytes:
    """Return a dictionary made from rows; b"" where they are too few. Takes seconds."""
    return packing.train(rows, _DICTIONARY_SIZE, number) if len(rows) >= FEWEST else b""


def left(db: sqlite_utils.Database, table: Table) -> int:
    """Return how many rows of a table are still to be looked at."""
    after = _done(db, table, dictionaries.newest(db, table.name))
    return int(db.execute(f"SELECT count(*) FROM {table.name} WHERE {table.key} > ?", (after,)).fetchone()[0])  # noqa: S608 - own constants


def pack_some(db: sqlite_utils.Database, table: Table) -> Step:
    """Pack the next rows of a table, within the work of one write.

    Raises:
        RecordBroken: when a dictionary was changed.
        ValueError: when packed bytes were; they stay as they are.
    """
    found = dictionaries.newest(db, table.name)
    rows = _next_rows(db, table, _done(db, table, found))
    packed = before = after = 0
    for key, data, size, dictionary in rows:
        smaller = packing.pack(unpacked(db, data, size, dictionary), found.data if found else b"")
        if smaller is None or len(smaller) >= len(data):
            continue
        db.execute(
            f"UPDATE {table.name} SET {table.data} = ?, unpacked = ?, dictionary = ? WHERE {table.key} = ?",  # noqa: S608 - own constants
            (smaller, len(data) if size is None else size, found.id if found else None, key),
        )
        packed, before, after = packed + 1, before + len(data), after + len(smaller)
    if rows:
        db.execute(
            "INSERT INTO compacting (kind, dictionary, done) VALUES (?, ?, ?) ON CONFLICT (kind) DO UPDATE "
            "SET dictionary = excluded.dictionary, done = excluded.done",
            (table.name, found.id if found else None, rows[-1][0]),
        )
    return Step(len(rows), packed, before, after)


def room(db: sqlite_utils.Database) -> Room:
    """Return what the file takes, and how much of that is free."""
    size, pages, free = (int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in _PRAGMAS)
    return Room(pages * size, free * size)


def give_back(path: Path) -> None:
    """Give what is free in a database file back to the disk. It is written anew whole, and nobody else writes.

    Raises:
        StoreError: when the disk has no room for that, or somebody else keeps writing.
    """
    with closing(connect(path, busy_timeout=10.0)) as db:
        db.execute("VACUUM")


def _done(db: sqlite_utils.Database, table: Table, found: Dictionary | None) -> Any:
    """Return the last key that was looked at with this dictionary."""
    row = db.execute("SELECT dictionary, done FROM compacting WHERE kind = ?", (table.name,)).fetchone()
    return row[1] if row and row[0] == (found.id if found else None) else table.first


def _next_rows(
    db: sqlite_utils.Database, table: Table, after: Any
) -> list[tuple[Any, bytes, int | None, int | None]]:
    cursor = db.execute(
        f"SELECT {table.key}, {table.data}, unpacked, dictionary FROM {table.name} WHERE {table.key} > ? "  # noqa: S608 - own constants
        f"ORDER BY {table.key} LIMIT {_ROWS}",
        (after,),
    )
    rows, size = [], 0
    for row in cursor:
        rows.append(row)
        size += len(row[1])
        if size >= _BYTES:
            break
    cursor.close()
    return rows
