"""The outbox: what is to go to which target, and the bytes of what is on its way."""

from __future__ import annotations

import sqlite_utils

_TABLES = """
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    target NOT NULL,
    part TEXT NOT NULL,
    story_id INTEGER NOT NULL REFERENCES stories (id),
    target_language TEXT NOT NULL,
    sequence INTEGER NOT NULL REFERENCES decisions (sequence),
    why NOT NULL DEFAULT '',
    queued TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    attempts INTEGER NOT NULL DEFAULT 0,
    doubtful INTEGER NOT NULL DEFAULT 0,
    first_tried TEXT NOT NULL DEFAULT '',
    not_before INTEGER NOT NULL DEFAULT 0,
    ended TEXT NOT NULL DEFAULT '',
    reason NOT NULL DEFAULT '',
    receipt NOT NULL DEFAULT ''
);
CREATE INDEX outbox_open ON outbox (state, not_before) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_story ON outbox (story_id);
CREATE TABLE outbox_files (
    item_id INTEGER NOT NULL REFERENCES outbox (id),
    place INTEGER NOT NULL,
    name NOT NULL,
    media_type TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (item_id, place)
);
"""


def apply(db: sqlite_utils.Database) -> None:
    """Make the tables; what was released before has no targets and stays as it is."""
    db.executescript(_TABLES)
