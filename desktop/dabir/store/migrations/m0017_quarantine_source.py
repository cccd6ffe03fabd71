"""What is set aside keeps what the feed it came by says of times and languages, for when it is read again."""

from __future__ import annotations

import sqlite_utils


def apply(db: sqlite_utils.Database) -> None:
    """Add the columns; of what was set aside before nobody knows, and it is read as what was brought in by hand."""
    for column in ("zone", "language"):
        db.execute(f"ALTER TABLE quarantine ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
