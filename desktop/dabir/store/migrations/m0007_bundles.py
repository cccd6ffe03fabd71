"""Partner bundles that were taken in: their seals, the files under each, and the approved translations they brought.

Note and manifest are kept as they came, so that with the originals the seal can be proved again.
"""

from __future__ import annotations

from typing import Final

import sqlite_utils

_TABLES: Final = """
CREATE TABLE bundles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    note_sha256 TEXT NOT NULL UNIQUE,
    note BLOB NOT NULL,
    manifest BLOB NOT NULL,
    sender NOT NULL,
    recipient NOT NULL,
    signed TEXT NOT NULL,
    signed_utc INTEGER NOT NULL,
    public_key TEXT NOT NULL,
    filename NOT NULL,
    received TEXT NOT NULL
);
CREATE TABLE sealed (
    bundle_id INTEGER NOT NULL REFERENCES bundles (id),
    original_sha256 TEXT NOT NULL REFERENCES originals (sha256),
    PRIMARY KEY (original_sha256, bundle_id)
);
CREATE TABLE bundled_translations (
    bundle_id INTEGER NOT NULL REFERENCES bundles (id),
    story_id INTEGER NOT NULL REFERENCES stories (id),
    target_language TEXT NOT NULL,
    text_sha256 TEXT NOT NULL REFERENCES texts (sha256),
    approved_by NOT NULL,
    approved_at TEXT NOT NULL,
    PRIMARY KEY (story_id, target_language, bundle_id)
);
"""
#: Each table with the condition that finds the row an insertion would replace.
_KEPT: Final = (
    ("bundles", "id IS NEW.id OR note_sha256 = NEW.note_sha256"),
    ("sealed", "original_sha256 = NEW.original_sha256 AND bundle_id = NEW.bundle_id"),
    (
        "bundled_translations",
        "story_id = NEW.story_id AND target_language = NEW.target_language AND bundle_id = NEW.bundle_id",
    ),
)


def apply(db: sqlite_utils.Database) -> None:
    """Make the tables; nothing in them can be changed or removed."""
    db.executescript(_TABLES)
    for table, same_row in _KEPT:
        for act in ("update", "delete"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are kept as they are: no {act}'); END"
            )
        db.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - constants of this module
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same_row}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} are kept as they are: this row is there already'); END"
        )
