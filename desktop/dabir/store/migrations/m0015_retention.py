"""The one narrow door by which kept files leave the desk: an entry that carries out an agreement's retention.

Nothing is deleted that is not named first in `removed_stories` or `removed_files`, and nothing is named there but
under such an entry (`retention`, the last of the log then), and never what a decision or a kill is about. What is
named stays named for ever: it is how a redelivery is recognised.
"""

from __future__ import annotations

from typing import Final

import sqlite_utils

_TABLES: Final = """
CREATE TABLE removed_stories (
    story_id INTEGER PRIMARY KEY NOT NULL,
    uri NOT NULL,
    version NOT NULL,
    text_sha256 TEXT NOT NULL,
    original_sha256 TEXT NOT NULL,
    part INTEGER NOT NULL,
    sequence INTEGER NOT NULL REFERENCES decisions (sequence)
);
CREATE INDEX removed_stories_uri ON removed_stories (uri, version);
CREATE INDEX removed_stories_sequence ON removed_stories (sequence);
CREATE TABLE removed_files (
    kind TEXT NOT NULL CHECK (kind IN ('original', 'text')),
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    sequence INTEGER NOT NULL REFERENCES decisions (sequence),
    PRIMARY KEY (kind, sha256)
);
CREATE INDEX removed_files_sequence ON removed_files (sequence);
CREATE INDEX decisions_original ON decisions (original_sha256) WHERE original_sha256 <> '';
CREATE INDEX decisions_text ON decisions (text_sha256) WHERE text_sha256 <> '';
CREATE INDEX bundled_translations_text ON bundled_translations (text_sha256);
"""

_ENTRY: Final = (
    "NEW.sequence = (SELECT max(sequence) FROM decisions) "
    "AND EXISTS (SELECT 1 FROM decisions WHERE sequence = NEW.sequence AND action = 'retention')"
)
#: What may be named as a removed story: it is there, and nobody has decided on it nor killed it, in any version.
_STORY: Final = (
    "EXISTS (SELECT 1 FROM stories s WHERE s.id = NEW.story_id AND s.uri IS NEW.uri AND s.version IS NEW.version "
    "AND s.text_sha256 = NEW.text_sha256 AND s.original_sha256 = NEW.original_sha256 AND s.part = NEW.part) "
    "AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.uri = NEW.uri) "
    "AND NOT EXISTS (SELECT 1 FROM kills k WHERE k.uri = NEW.uri) "
    "AND NOT EXISTS (SELECT 1 FROM kills k WHERE k.notice_id = NEW.story_id) "
    "AND NOT EXISTS (SELECT 1 FROM take_overs t WHERE t.story_id = NEW.story_id) "
    "AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.story_id = NEW.story_id)"
)
#: What may be named as a removed file: no story of it is left, and nothing refers to it.
_FILE: Final = (
    "CASE NEW.kind WHEN 'original' THEN "
    "NOT EXISTS (SELECT 1 FROM stories s WHERE s.original_sha256 = NEW.sha256) "
    "AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.original_sha256 = NEW.sha256 AND d.original_sha256 <> '') "
    "AND NOT EXISTS (SELECT 1 FROM agreements a WHERE a.sha256 = NEW.sha256) "
    "AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.sha256 = NEW.sha256 AND NOT q.resolved) "
    "ELSE NOT EXISTS (SELECT 1 FROM decisions d WHERE d.text_sha256 = NEW.sha256 AND d.text_sha256 <> '') "
    "AND NOT EXISTS (SELECT 1 FROM bundled_translations b WHERE b.text_sha256 = NEW.sha256) END"
)

_NAMED_STORY: Final = "EXISTS (SELECT 1 FROM removed_stories r WHERE r.story_id = OLD.{column})"
_NAMED_FILE: Final = "EXISTS (SELECT 1 FROM removed_files r WHERE r.kind = '{kind}' AND r.sha256 = OLD.{column})"

#: Tables with what has to be true before a row of them is deleted.
_DOORS: Final = (
    ("stories", _NAMED_STORY.format(column="id")),
    ("story_links", _NAMED_STORY.format(column="story_id")),
    ("bundled_translations", _NAMED_STORY.format(column="story_id")),
    ("originals", _NAMED_FILE.format(kind="original", column="sha256")),
    ("sealed", _NAMED_FILE.format(kind="original", column="original_sha256")),
    ("texts", _NAMED_FILE.format(kind="text", column="sha256")),
)


def apply(db: sqlite_utils.Database) -> None:
    """Make the tables, guard them, and let the other tables' triggers ask them."""
    db.executescript(_TABLES)
    for table, key, allowed in (
        ("removed_stories", "story_id IS NEW.story_id", _STORY),
        ("removed_files", "kind IS NEW.kind AND sha256 IS NEW.sha256", _FILE),
    ):
        _forbid(db, f"{table}_no_update", f"UPDATE ON {table}", "1", table)
        _forbid(db, f"{table}_no_delete", f"DELETE ON {table}", "1", table)
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {key})"  # noqa: S608 - constants of this module
        _forbid(db, f"{table}_no_replace", f"INSERT ON {table}", there, table)
        _forbid(db, f"{table}_only_by_entry", f"INSERT ON {table}", f"NOT ({_ENTRY} AND ({allowed}))", table)
    for table, named in _DOORS:
        db.execute(f"DROP TRIGGER {table}_no_delete")
        _forbid(db, f"{table}_no_delete", f"DELETE ON {table}", f"NOT {named}", table, act="no delete")


def _forbid(
    db: sqlite_utils.Database, name: str, on: str, when: str, table: str, act: str = "no such change"
) -> None:
    # The names are this module's own constants.
    db.execute(
        f"CREATE TRIGGER {name} BEFORE {on} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} are kept as they are: {act}'); END"
    )
