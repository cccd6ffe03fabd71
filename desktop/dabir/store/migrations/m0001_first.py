"""Originals, stories, translations, decisions, the search index and what the desk needs around them.

Columns without a type hold text or whole numbers of any size (see dabir.store.columns). `received_utc` and
`versioncreated_utc` are microseconds since 1970.
"""

from __future__ import annotations

from typing import Final

import sqlite_utils

_ORIGINALS: Final = """
CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY NOT NULL,
    media_type NOT NULL,
    filename NOT NULL,
    partner NOT NULL,
    received TEXT NOT NULL,
    data BLOB NOT NULL
);
CREATE TABLE texts (sha256 TEXT PRIMARY KEY NOT NULL, data BLOB NOT NULL);
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL REFERENCES originals (sha256),
    filename NOT NULL,
    partner NOT NULL,
    received TEXT NOT NULL,
    received_utc INTEGER NOT NULL,
    reason NOT NULL,
    place NOT NULL,
    size INTEGER NOT NULL,
    resolved INTEGER NOT NULL DEFAULT 0,
    UNIQUE (sha256, reason, place)
);
CREATE INDEX quarantine_list ON quarantine (received_utc, id) WHERE NOT resolved;
"""

_STORIES: Final = """
CREATE TABLE stories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uri NOT NULL,
    version NOT NULL,
    text_sha256 TEXT NOT NULL,
    original_sha256 TEXT NOT NULL REFERENCES originals (sha256),
    part INTEGER NOT NULL,
    media_type NOT NULL,
    filename NOT NULL,
    partner NOT NULL,
    received TEXT NOT NULL,
    received_utc INTEGER NOT NULL,
    headline NOT NULL,
    slugline NOT NULL,
    language NOT NULL,
    urgency NOT NULL,
    versioncreated TEXT NOT NULL,
    versioncreated_utc INTEGER,
    embargoed TEXT NOT NULL,
    pubstatus TEXT NOT NULL,
    is_kill INTEGER NOT NULL,
    is_correction INTEGER NOT NULL,
    variant INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'new',
    killed NOT NULL DEFAULT '',
    record BLOB NOT NULL,
    UNIQUE (original_sha256, part)
);
CREATE INDEX stories_uri ON stories (uri, version);
CREATE INDEX stories_list ON stories (received_utc, id, state, partner, language, urgency);
CREATE TABLE story_links (
    story_id INTEGER NOT NULL REFERENCES stories (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    uri NOT NULL,
    version NOT NULL,
    PRIMARY KEY (story_id, position)
);
CREATE INDEX story_links_uri ON story_links (uri);
"""

_DESK: Final = """
CREATE TABLE units (
    story_id INTEGER NOT NULL REFERENCES stories (id),
    target_language TEXT NOT NULL,
    position INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    source NOT NULL,
    target NOT NULL,
    state TEXT NOT NULL,
    machine BLOB,
    updated TEXT NOT NULL,
    PRIMARY KEY (story_id, target_language, position)
);
CREATE TABLE standings (
    story_id INTEGER NOT NULL REFERENCES stories (id),
    target_language TEXT NOT NULL,
    approved_text_sha256 TEXT NOT NULL,
    released INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    PRIMARY KEY (story_id, target_language)
);
CREATE TABLE editors (
    name PRIMARY KEY NOT NULL, public_key TEXT NOT NULL, enrolled TEXT NOT NULL, revoked TEXT NOT NULL
);
CREATE TABLE partners (code PRIMARY KEY NOT NULL, name NOT NULL, language NOT NULL, creditline NOT NULL);
CREATE TABLE preferences (key PRIMARY KEY NOT NULL, value NOT NULL);
"""

_DECISIONS: Final = """
CREATE TABLE decisions (
    sequence INTEGER PRIMARY KEY NOT NULL,
    time TEXT NOT NULL,
    device NOT NULL,
    editor NOT NULL,
    action TEXT NOT NULL,
    uri NOT NULL,
    version NOT NULL,
    original_sha256 NOT NULL,
    target_language NOT NULL,
    text_sha256 NOT NULL,
    note NOT NULL,
    previous NOT NULL,
    signature NOT NULL,
    entry_sha256 NOT NULL
);
CREATE INDEX decisions_uri ON decisions (uri);
CREATE TABLE releases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sequence INTEGER NOT NULL UNIQUE REFERENCES decisions (sequence),
    story_id INTEGER NOT NULL REFERENCES stories (id),
    target_language TEXT NOT NULL,
    folder NOT NULL,
    done INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX releases_pending ON releases (id) WHERE NOT done;
"""

# The index holds folded words only (see dabir.store.folding), so the tokenizer has nothing to do but split at spaces:
# "ascii" takes every character beyond ASCII as part of a word. A row of the index is a row of `stories`.
_SEARCH: Final = """
CREATE VIRTUAL TABLE search_index USING fts5 (headline, body, extra, translations, tokenize = 'ascii');
CREATE TABLE search_translations (
    story_id INTEGER NOT NULL REFERENCES stories (id),
    language TEXT NOT NULL,
    text NOT NULL,
    PRIMARY KEY (story_id, language)
);
"""

#: Tables whose rows are written once, with the columns that tell one row from another.
_WRITE_ONCE: Final = (
    ("originals", ("sha256",)),
    ("texts", ("sha256",)),
    ("decisions", ("sequence",)),
    ("story_links", ("story_id", "position")),
)

#: The story as the wire told it. Variant, state and killed are the desk's own and change.
_STORY_CONTENT: Final = (
    "id, uri, version, text_sha256, original_sha256, part, media_type, filename, partner, received, received_utc, "
    "headline, slugline, language, urgency, versioncreated, versioncreated_utc, embargoed, pubstatus, is_kill, "
    "is_correction, record"
)


def apply(db: sqlite_utils.Database) -> None:
    """Make the tables, and the triggers that keep what must never change."""
    for script in (_ORIGINALS, _STORIES, _DESK, _DECISIONS, _SEARCH):
        db.executescript(script)
    for table, key in _WRITE_ONCE:
        _forbid(db, table, "UPDATE")
        _forbid(db, table, "DELETE")
        _forbid_replacement(db, table, " AND ".join(f"{column} IS NEW.{column}" for column in key))
    _forbid(db, "stories", "DELETE")
    _forbid(db, "stories", "UPDATE", f"OF {_STORY_CONTENT}")
    # "UPDATE OF id" does not see a change of the id under its other name, rowid.
    db.execute(
        "CREATE TRIGGER stories_no_renumber BEFORE UPDATE ON stories WHEN NEW.id IS NOT OLD.id "
        "BEGIN SELECT RAISE(ABORT, 'stories are kept as they are: no update'); END"
    )
    _forbid_replacement(db, "stories", "id IS NEW.id OR (original_sha256 = NEW.original_sha256 AND part = NEW.part)")


def _forbid(db: sqlite_utils.Database, table: str, act: str, columns: str = "") -> None:
    # The names are this module's own constants.
    db.execute(
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} {columns} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} are kept as they are: no {act.lower()}'); END"
    )


def _forbid_replacement(db: sqlite_utils.Database, table: str, same_row: str) -> None:
    # INSERT OR REPLACE deletes without firing the delete trigger on a connection without recursive_triggers.
    db.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - constants of this module
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same_row}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} are kept as they are: this row is there already'); END"
    )
