"""An index of what partners call their stories: a kill in words names a story by its slugline alone.

Without it the whole table of stories, with all texts, would be read each time such a message comes in.
"""

from __future__ import annotations

import sqlite_utils


def apply(db: sqlite_utils.Database) -> None:
    """Make the index; kill notices and stories without a slugline are not in it."""
    # What the condition names must be a column too, or SQLite looks into each story all the same.
    db.execute(
        "CREATE INDEX stories_sluglines ON stories (partner, slugline, uri, is_kill) "
        "WHERE slugline <> '' AND NOT is_kill"
    )
