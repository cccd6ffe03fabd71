"""Which stories that came in since a moment call for attention, answered from the narrow lines of the list."""

from __future__ import annotations

from datetime import datetime

import sqlite_utils

from dabir.domain.attention import Call, Calls
from dabir.domain.query import Mark
from dabir.store import story_list
from dabir.store.columns import sortable


def newest(db: sqlite_utils.Database) -> int:
    """Return the row of the story that came in last; 0 on an empty desk."""
    return int(db.execute("SELECT coalesce(max(story_id), 0) FROM list_lines").fetchone()[0])


def calls_since(db: sqlite_utils.Database, after_id: int, calls: Calls, oldest: datetime) -> list[Call]:
    """Return the stories that call for attention, in order of arrival.

    A story that was killed before it came calls for nobody.

    Args:
        db: a connection.
        after_id: row of the last story that was looked at.
        calls: what calls.
        oldest: stories whose own time is before this one are left out.
    """
    if calls is Calls.NOTHING:
        return []
    rings = "EXISTS (SELECT 1 FROM kills k WHERE k.notice_id = l.story_id AND k.alarm)"
    found = db.execute(
        f"SELECT l.story_id, f.marks & {Mark.KILL.value} OR {rings} FROM list_lines l "  # noqa: S608 - own constants
        "JOIN list_facets f ON f.id = l.facet WHERE l.story_id > ? AND l.created >= ? AND "
        f"(f.urgency BETWEEN 1 AND ? AND f.state <> 'killed' OR f.marks & {Mark.KILL.value} OR {rings}) "
        "ORDER BY l.story_id",
        (after_id, sortable(oldest), calls.least_urgency),
    ).fetchall()
    kills = {story_id: bool(kills) for story_id, kills in found}
    return [Call(row, kills[row.id]) for row in story_list.rows(db, list(kills))]
