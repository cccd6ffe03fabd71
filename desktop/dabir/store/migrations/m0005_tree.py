"""The right edge of the Merkle tree over the log, and the checkpoints that were seen."""

from __future__ import annotations

import sqlite_utils

_TABLES = """
CREATE TABLE tree (id INTEGER PRIMARY KEY CHECK (id = 1), frontier BLOB NOT NULL);
CREATE TABLE checkpoints (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    note TEXT NOT NULL,
    seen TEXT NOT NULL,
    UNIQUE (origin, note)
);
CREATE INDEX checkpoints_of ON checkpoints (origin, size);
CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints
BEGIN SELECT RAISE(ABORT, 'checkpoints are kept as they are: no update'); END;
CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints
BEGIN SELECT RAISE(ABORT, 'checkpoints are kept as they are: no delete'); END;
"""


def apply(db: sqlite_utils.Database) -> None:
    """Make the tables; the tree of a desk that has a log already is built at its next entry."""
    db.executescript(_TABLES)
