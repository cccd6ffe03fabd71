"""The termbase, and a number that grows with every change of it.

Forms are JSON lists. `folded` is what search compares. The number tells a program that holds terms in memory that
another one has changed them.
"""

from __future__ import annotations

from typing import Final

import sqlite_utils

_TABLES: Final = """
CREATE TABLE terms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    partner NOT NULL,
    origin NOT NULL,
    source NOT NULL,
    target NOT NULL,
    source_forms TEXT NOT NULL,
    target_forms TEXT NOT NULL,
    forbidden TEXT NOT NULL,
    note NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (source_language, target_language, partner, origin, source, target)
);
CREATE INDEX terms_origin ON terms (origin, source_language, target_language);
CREATE TABLE terms_state (number INTEGER NOT NULL);
INSERT INTO terms_state VALUES (0);
"""


def apply(db: sqlite_utils.Database) -> None:
    """Make the tables, and the triggers that count changes."""
    db.executescript(_TABLES)
    for act in ("INSERT", "UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER terms_after_{act.lower()} AFTER {act} ON terms "  # noqa: S608 - constants of this module
            "BEGIN UPDATE terms_state SET number = number + 1; END"
        )
