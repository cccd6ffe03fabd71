"""The translation memory, its index, and how often each word stands in it.

Rows of one pair of languages have ids beside each other: the id of the pair times 2 to the 40th, and the unit's
number in the pair. An id is never given twice, so that the index, which cannot take a row out again, may keep the
words of units that were forgotten. `source_key` is a hash of the pair and the words of the source, `unit_key` of
source, target and story as they stand.
"""

from __future__ import annotations

from typing import Final

import sqlite_utils

_TABLES: Final = """
CREATE TABLE memory_pairs (
    id INTEGER PRIMARY KEY,
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    given INTEGER NOT NULL DEFAULT 0,
    units INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source_language, target_language)
);
CREATE TABLE memory (
    id INTEGER PRIMARY KEY,
    source NOT NULL,
    target NOT NULL,
    editor NOT NULL,
    time TEXT NOT NULL,
    story NOT NULL,
    origin NOT NULL,
    source_key INTEGER NOT NULL,
    unit_key INTEGER NOT NULL
);
CREATE UNIQUE INDEX memory_keys ON memory (source_key, unit_key);
CREATE TABLE memory_words (
    pair INTEGER NOT NULL,
    word TEXT NOT NULL,
    units INTEGER NOT NULL,
    PRIMARY KEY (pair, word)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE memory_index USING fts5 (source, target, parts, content = '', tokenize = 'ascii');
"""


def apply(db: sqlite_utils.Database) -> None:
    """Make the tables."""
    db.executescript(_TABLES)
