"""The editions of agreements, each with the entry of the log that brought it.

The bytes of an edition lie with the originals, under the hash that its entry names.
"""

from __future__ import annotations

import sqlite_utils

_TABLE = """
CREATE TABLE agreements (
    id TEXT NOT NULL,
    edition INTEGER NOT NULL CHECK (edition > 0),
    sha256 TEXT NOT NULL REFERENCES originals (sha256),
    sequence INTEGER NOT NULL UNIQUE REFERENCES decisions (sequence),
    PRIMARY KEY (id, edition)
);
CREATE TRIGGER agreements_no_update BEFORE UPDATE ON agreements
BEGIN SELECT RAISE(ABORT, 'agreements are kept as they are: no update'); END;
CREATE TRIGGER agreements_no_delete BEFORE DELETE ON agreements
BEGIN SELECT RAISE(ABORT, 'agreements are kept as they are: no delete'); END;
CREATE TRIGGER agreements_no_replace BEFORE INSERT ON agreements
WHEN EXISTS (
    SELECT 1 FROM agreements WHERE (id IS NEW.id AND edition IS NEW.edition) OR sequence IS NEW.sequence
)
BEGIN SELECT RAISE(ABORT, 'agreements are kept as they are: this row is there already'); END;
"""


def apply(db: sqlite_utils.Database) -> None:
    """Make the table, and the triggers that keep what must never change."""
    db.executescript(_TABLE)
