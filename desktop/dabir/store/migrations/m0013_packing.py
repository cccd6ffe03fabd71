"""Originals, approved texts and records of stories may lie packed (zstd); what was kept before may be packed later.

Nothing is rewritten here: a large desk would stand still for an hour. `unpacked` is NULL where the bytes lie as they
are, else it is their size before packing; `dictionary` is what they were packed with.

The triggers against changes let through one change only: another form of the very same bytes. They ask `same_bytes`,
a function of the program, which unpacks both and compares. A program that does not have it cannot change these
columns at all, since SQLite refuses the statement.
"""

from __future__ import annotations

from typing import Final

import sqlite_utils

_DICTIONARIES: Final = """
CREATE TABLE dictionaries (
    id INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    data BLOB NOT NULL
);
CREATE INDEX dictionaries_kind ON dictionaries (kind, id);
CREATE TRIGGER dictionaries_no_update BEFORE UPDATE ON dictionaries
BEGIN SELECT RAISE(ABORT, 'dictionaries are kept as they are: no update'); END;
CREATE TRIGGER dictionaries_no_delete BEFORE DELETE ON dictionaries
BEGIN SELECT RAISE(ABORT, 'dictionaries are kept as they are: no delete'); END;
CREATE TRIGGER dictionaries_no_replace BEFORE INSERT ON dictionaries
WHEN EXISTS (SELECT 1 FROM dictionaries WHERE id IS NEW.id OR sha256 IS NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'dictionaries are kept as they are: this row is there already'); END;
CREATE TABLE compacting (
    kind TEXT PRIMARY KEY NOT NULL,
    dictionary INTEGER REFERENCES dictionaries (id),
    done NOT NULL
);
"""

#: Tables with their packed column, and the columns that never change in any form.
_PACKED: Final = (
    ("originals", "data", ("rowid", "sha256", "media_type", "filename", "partner", "received")),
    ("texts", "data", ("rowid", "sha256")),
)

#: The story as the wire told it, without its record; `expiry` has a trigger of its own.
_STORY_CONTENT: Final = (
    "id, uri, version, text_sha256, original_sha256, part, media_type, filename, partner, received, received_utc, "
    "headline, slugline, language, urgency, versioncreated, versioncreated_utc, embargoed, pubstatus, is_kill, "
    "is_correction"
)


def apply(db: sqlite_utils.Database) -> None:
    """Make the columns, and the triggers that let bytes be packed and nothing else."""
    db.executescript(_DICTIONARIES)
    for table in ("originals", "texts", "stories"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN unpacked INTEGER")
        db.execute(f"ALTER TABLE {table} ADD COLUMN dictionary INTEGER REFERENCES dictionaries (id)")
        db.execute(f"DROP TRIGGER {table}_no_update")
    for table, column, fixed in _PACKED:
        unchanged = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in fixed)
        _guard(db, f"{table}_no_update", f"UPDATE ON {table}", f"{unchanged} AND {_same(column)}", table)
    _guard(db, "stories_no_update", f"UPDATE OF {_STORY_CONTENT} ON stories", "0", "stories")
    packed = "UPDATE OF record, unpacked, dictionary ON stories"
    _guard(db, "stories_no_record_update", packed, _same("record"), "stories")


def _guard(db: sqlite_utils.Database, name: str, act: str, allowed: str, table: str) -> None:
    # The names are this module's own constants.
    db.execute(
        f"CREATE TRIGGER {name} BEFORE {act} WHEN NOT ({allowed}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} are kept as they are: no update'); END"
    )


def _same(column: str) -> str:
    forms = (
        f"{row}.{column}, {row}.unpacked, (SELECT data FROM dictionaries WHERE id = {row}.dictionary)"  # noqa: S608 - constants of this module
        for row in ("OLD", "NEW")
    )
    return f"same_bytes({', '.join(forms)})"
