"""The right edge of the Merkle tree over the log, kept with the log in one transaction; and checkpoints seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlite_utils

from dabir.store.columns import moment_out, text_in, text_out, time_in


@dataclass(frozen=True, slots=True)
class SeenCheckpoint:
    """A checkpoint of this log or of another one.

    Attributes:
        origin: name of the log.
        size: number of entries it covers.
        note: the signed note, with every signature it had.
        seen: when it was taken up here.
    """

    origin: str
    size: int
    note: str
    seen: datetime


def frontier(db: sqlite_utils.Database) -> bytes:
    """Return the tree's right edge as it was put; b"" when there is none yet."""
    row = db.execute("SELECT frontier FROM tree").fetchone()
    return bytes(row[0]) if row else b""


def put_frontier(db: sqlite_utils.Database, data: bytes) -> None:
    """Keep the tree's right edge in place of the one before."""
    db.execute(
        "INSERT INTO tree (id, frontier) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET frontier = excluded.frontier",
        (data,),
    )


def remember(db: sqlite_utils.Database, checkpoint: SeenCheckpoint) -> None:
    """Keep a checkpoint for ever; one that is known already is left as it is."""
    db.execute(
        "INSERT INTO checkpoints (origin, size, note, seen) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (text_in(checkpoint.origin), checkpoint.size, text_in(checkpoint.note), time_in(checkpoint.seen)),
    )


def seen(db: sqlite_utils.Database, origin: str) -> list[SeenCheckpoint]:
    """Return the checkpoints of a log, the smallest first."""
    rows = db.execute(
        "SELECT origin, size, note, seen FROM checkpoints WHERE origin = ? ORDER BY size, id", (text_in(origin),)
    ).fetchall()
    return [SeenCheckpoint(text_out(a), size, text_out(note), moment_out(when)) for a, size, note, when in rows]
