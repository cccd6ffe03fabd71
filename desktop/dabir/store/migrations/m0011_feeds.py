"""Feeds: where they are read from, how far, how that went, and who is looking at one this moment."""

from __future__ import annotations

import sqlite_utils

_TABLES = """
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    address NOT NULL,
    partner NOT NULL,
    language NOT NULL,
    zone NOT NULL,
    seconds REAL NOT NULL,
    user NOT NULL,
    paused INTEGER NOT NULL,
    clear INTEGER NOT NULL,
    private INTEGER NOT NULL,
    host_key NOT NULL,
    secret TEXT NOT NULL DEFAULT '',
    mark NOT NULL DEFAULT '',
    looked TEXT NOT NULL DEFAULT '',
    succeeded TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0,
    error NOT NULL DEFAULT '',
    remedy NOT NULL DEFAULT '',
    due TEXT NOT NULL DEFAULT '',
    taken INTEGER NOT NULL DEFAULT 0,
    last_story TEXT NOT NULL DEFAULT '',
    claimant TEXT NOT NULL DEFAULT '',
    claimed_until INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE feed_sources (
    feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    source NOT NULL,
    state TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (feed_id, source)
) WITHOUT ROWID;
CREATE INDEX feed_sources_gone ON feed_sources (feed_id, gone) WHERE gone <> 0;
CREATE TABLE feed_batches (
    feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    stories INTEGER NOT NULL
);
CREATE INDEX feed_batches_at ON feed_batches (feed_id, at);
"""


def apply(db: sqlite_utils.Database) -> None:
    """Make the tables; a desk has no feeds until somebody sets one up."""
    db.executescript(_TABLES)
