"""Comments on segments, the effort a translation took, and how long confirmed translations are."""

from __future__ import annotations

from typing import Final

import sqlite_utils

_TABLES: Final = """
CREATE TABLE comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    story_id INTEGER NOT NULL REFERENCES stories (id),
    target_language TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL,
    editor NOT NULL,
    time TEXT NOT NULL,
    text NOT NULL
);
CREATE INDEX comments_story ON comments (story_id, target_language);
CREATE TABLE effort (
    story_id INTEGER NOT NULL REFERENCES stories (id),
    target_language TEXT NOT NULL,
    seconds INTEGER NOT NULL DEFAULT 0,
    text_sha256 TEXT NOT NULL DEFAULT '',
    units INTEGER NOT NULL DEFAULT 0,
    drafted INTEGER NOT NULL DEFAULT 0,
    untouched INTEGER NOT NULL DEFAULT 0,
    words INTEGER NOT NULL DEFAULT 0,
    word_edits INTEGER NOT NULL DEFAULT 0,
    characters INTEGER NOT NULL DEFAULT 0,
    character_edits INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (story_id, target_language)
);
CREATE TABLE lengths (
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    units INTEGER NOT NULL,
    source_letters INTEGER NOT NULL,
    target_letters INTEGER NOT NULL,
    PRIMARY KEY (source_language, target_language)
);
"""


def apply(db: sqlite_utils.Database) -> None:
    """Make the tables."""
    db.executescript(_TABLES)
