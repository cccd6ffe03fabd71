"""What the life of a story needs: kills, notices to outputs, claims and take-overs, and when a story's time is over.

Kills of before get a row each; what of them was out is taken back at the next start.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Final

import sqlite_utils

_COLUMNS: Final = """
ALTER TABLE stories ADD COLUMN expiry TEXT NOT NULL DEFAULT '';
ALTER TABLE stories ADD COLUMN expiry_utc INTEGER;
ALTER TABLE stories ADD COLUMN expired INTEGER NOT NULL DEFAULT 0;
ALTER TABLE standings ADD COLUMN checked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE standings ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE standings ADD COLUMN corrected NOT NULL DEFAULT '';
CREATE INDEX stories_expiry ON stories (expiry_utc) WHERE expiry_utc IS NOT NULL AND NOT expired;
"""

_TABLES: Final = """
CREATE TABLE kills (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uri NOT NULL,
    version NOT NULL,
    notice_id INTEGER REFERENCES stories (id),
    slugline NOT NULL,
    partner NOT NULL,
    state TEXT NOT NULL,
    words NOT NULL,
    raised TEXT NOT NULL,
    alarm INTEGER NOT NULL,
    carried_out INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX kills_uri ON kills (uri, state);
CREATE UNIQUE INDEX kills_once ON kills (notice_id, uri, version) WHERE notice_id IS NOT NULL;
CREATE INDEX kills_open ON kills (id) WHERE alarm OR NOT carried_out;
CREATE TABLE notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    release_id INTEGER NOT NULL UNIQUE REFERENCES releases (id),
    kind TEXT NOT NULL,
    sequence INTEGER NOT NULL REFERENCES decisions (sequence),
    words NOT NULL,
    replaced_by INTEGER REFERENCES decisions (sequence),
    done INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX notices_pending ON notices (id) WHERE NOT done;
CREATE INDEX notices_replaced ON notices (replaced_by) WHERE replaced_by IS NOT NULL;
CREATE TABLE claims (
    story_id INTEGER PRIMARY KEY NOT NULL REFERENCES stories (id),
    person NOT NULL,
    since TEXT NOT NULL,
    active TEXT NOT NULL
);
CREATE TABLE take_overs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    story_id INTEGER NOT NULL REFERENCES stories (id),
    target_language TEXT NOT NULL,
    at TEXT NOT NULL,
    person NOT NULL,
    before NOT NULL,
    reason NOT NULL,
    sequence INTEGER NOT NULL REFERENCES decisions (sequence),
    units BLOB NOT NULL
);
CREATE INDEX take_overs_story ON take_overs (story_id);
CREATE TRIGGER take_overs_no_update BEFORE UPDATE ON take_overs
BEGIN SELECT RAISE(ABORT, 'take_overs are kept as they are: no update'); END;
CREATE TRIGGER take_overs_no_delete BEFORE DELETE ON take_overs
BEGIN SELECT RAISE(ABORT, 'take_overs are kept as they are: no delete'); END;
"""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def apply(db: sqlite_utils.Database) -> None:
    """Make the columns and tables, and fill them from what is on the desk."""
    db.executescript(_COLUMNS)
    db.executescript(_TABLES)
    for story_id, record in db.execute("SELECT id, record FROM stories").fetchall():
        expiry = json.loads(bytes(record).decode("utf-8", "surrogatepass")).get("expiry")
        if expiry:
            moment = datetime.fromisoformat(expiry)
            aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            microseconds = (aware - _EPOCH) // timedelta(microseconds=1)
            db.execute("UPDATE stories SET expiry = ?, expiry_utc = ? WHERE id = ?", (expiry, microseconds, story_id))
    db.execute(
        "CREATE TRIGGER stories_no_expiry_update BEFORE UPDATE OF expiry, expiry_utc ON stories "
        "BEGIN SELECT RAISE(ABORT, 'stories are kept as they are: no update'); END"
    )
    db.execute(
        "INSERT INTO kills (uri, version, notice_id, slugline, partner, state, words, raised, alarm) "
        "SELECT uri, version, NULL, '', partner, 'in force', killed, received, 0 FROM stories WHERE killed <> ''"
    )
