"""Which stories tell of one event: what is to be read, what was read, keys to find it by, and what was found.

Triggers put a story among those that wait when it comes in and when one of its translations changes, so that no
program that writes stories can forget to; they are read later, beside the work of the desk. They do not say INSERT OR
IGNORE: within a trigger SQLite takes the conflict clause of the statement that fired it instead.
"""

from __future__ import annotations

from typing import Final

import sqlite_utils

_TABLES: Final = """
CREATE TABLE event_waiting (
    story_id INTEGER PRIMARY KEY NOT NULL REFERENCES stories (id) ON DELETE CASCADE
);
CREATE TABLE event_traits (
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    own INTEGER NOT NULL,
    moment INTEGER NOT NULL,
    traits BLOB NOT NULL,
    PRIMARY KEY (story_id, language)
);
CREATE TABLE event_keys (
    key INTEGER NOT NULL,
    moment INTEGER NOT NULL,
    story_id INTEGER NOT NULL,
    PRIMARY KEY (key, moment, story_id)
) WITHOUT ROWID;
CREATE TABLE event_links (
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    strength INTEGER NOT NULL,
    PRIMARY KEY (story_id, other_id)
) WITHOUT ROWID;
CREATE INDEX event_links_other ON event_links (other_id);
CREATE TRIGGER event_story_in AFTER INSERT ON stories BEGIN
    INSERT INTO event_waiting (story_id) SELECT NEW.id
    WHERE NOT EXISTS (SELECT 1 FROM event_waiting WHERE story_id = NEW.id);
END;
CREATE TRIGGER event_translation_in AFTER INSERT ON search_translations BEGIN
    INSERT INTO event_waiting (story_id) SELECT NEW.story_id
    WHERE NOT EXISTS (SELECT 1 FROM event_waiting WHERE story_id = NEW.story_id);
END;
CREATE TRIGGER event_translation_changed AFTER UPDATE OF text ON search_translations
WHEN NEW.text IS NOT OLD.text BEGIN
    INSERT INTO event_waiting (story_id) SELECT NEW.story_id
    WHERE NOT EXISTS (SELECT 1 FROM event_waiting WHERE story_id = NEW.story_id);
END;
"""

#: Of what is on the desk already, what came in the last three days before the newest story is read, in microseconds.
_RECENT: Final = 3 * 24 * 3600 * 1_000_000


def apply(db: sqlite_utils.Database) -> None:
    """Make the tables and triggers, and let the newest stories wait."""
    db.executescript(_TABLES)
    db.execute(
        "INSERT INTO event_waiting (story_id) SELECT story_id FROM list_lines "
        "WHERE received > (SELECT max(received) FROM list_lines) - ? ORDER BY received DESC LIMIT 50000",
        (_RECENT,),
    )
