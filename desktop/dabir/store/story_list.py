"""The story list: filtered, in the order asked for, answered from narrow lines and their indexes.

Only the stories of the page asked for are read from the table of stories, where the texts are. How lines are counted
and found is in `dabir.store.list_lines`; what a filter asks for in `dabir.store.list_conditions`; words in
`dabir.store.finding`. A place is a number of lines from the top; it holds until a story comes in above it.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from typing import Any, Final

import sqlite_utils

from dabir.domain.life import UNHANDLED, StoryState
from dabir.domain.listing import StoryFilter, StoryRow, Tally
from dabir.domain.query import Mark
from dabir.domain.story import PubStatus
from dabir.store.columns import moment_out, number_out, sortable, text_out, time_out
from dabir.store.finding import lines_of, narrowed
from dabir.store.list_conditions import understand_filter
from dabir.store.list_lines import FoundLines, Key

_ROW: Final = (
    "id, uri, version, partner, headline, slugline, language, urgency, received, versioncreated, embargoed, "
    "pubstatus, is_kill, is_correction, variant, state, expiry, "
    "(SELECT person FROM claims WHERE claims.story_id = stories.id), "
    "EXISTS (SELECT 1 FROM sealed WHERE sealed.original_sha256 = stories.original_sha256), "
    "(SELECT count(DISTINCT other.uri) FROM event_links JOIN stories other ON other.id = event_links.other_id "
    "WHERE event_links.story_id = stories.id)"
)


def page(db: sqlite_utils.Database, wanted: StoryFilter, *, offset: int, limit: int) -> list[StoryRow]:
    """Return rows of the list from a place on.

    Args:
        db: a connection.
        wanted: which stories, in which order.
        offset: how many to pass over.
        limit: how many to return at most.
    """
    return rows(db, lines_of(db, wanted).ids(max(offset, 0), max(limit, 0)))


def rows(db: sqlite_utils.Database, story_ids: list[int]) -> list[StoryRow]:
    """Return the lines of some stories as the list draws them, in the order given; those not there are left out."""
    found = db.execute(
        f"SELECT {_ROW} FROM stories WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 - own constants
        (json.dumps(story_ids),),
    ).fetchall()
    by_id = {row[0]: _row(row) for row in found}
    return [by_id[story_id] for story_id in story_ids if story_id in by_id]


def count(db: sqlite_utils.Database, wanted: StoryFilter) -> int:
    """Return how many stories are listed."""
    return lines_of(db, wanted).count()


def tally(db: sqlite_utils.Database, wanted: StoryFilter) -> Tally:
    """Return how many stories are listed, and whether these are all that the filter lets through."""
    lines = lines_of(db, wanted)
    return Tally(lines.count(), lines.complete if isinstance(lines, FoundLines) else True)


def ids(db: sqlite_utils.Database, wanted: StoryFilter, *, offset: int = 0, limit: int = -1) -> list[int]:
    """Return the rows of the stories a filter lets through, in the order of the list, from a place on.

    Args:
        db: a connection.
        wanted: which stories, in which order.
        offset: how many to pass over.
        limit: how many to return at most; -1 for all of them.
    """
    return lines_of(db, wanted).ids(offset, limit)


def place_of(db: sqlite_utils.Database, wanted: StoryFilter, story_id: int) -> int | None:
    """Return at which place of the list a story stands, from 0; None where the filter does not let it through."""
    key = _key_of(db, wanted, story_id)
    if key is None or not _lets_through(db, wanted, key):
        return None
    return lines_of(db, wanted).before(key)


def place_at(db: sqlite_utils.Database, wanted: StoryFilter, moment: datetime) -> int:
    """Return at which place the list comes to a moment: how many lines stand above the first one of that time.

    In a list sorted by urgency it is the place among the most urgent that there are.

    Args:
        db: a connection.
        wanted: which stories, in which order.
        moment: with an offset, or in UTC. In a list of newest first, the first line shown is the newest that is older
            than this moment; in one of oldest first, the oldest of this moment or later.
    """
    at = sortable(moment)
    assert at is not None
    lines = lines_of(db, wanted)
    rank = 0
    if wanted.sort.by_urgency:
        top = lines.ids(0, 1)
        key = _key_of(db, wanted, top[0]) if top else None
        rank = key[0] if key else 1
    # No row has the number 0, so that nothing of this very moment stands on the wrong side of it.
    return lines.before(
        (rank, at if wanted.sort.oldest_first else at - 1, 0 if wanted.sort.oldest_first else _BEYOND)
    )


#: A row behind every row there is.
_BEYOND: Final = 1 << 60


def next_unhandled(db: sqlite_utils.Database, after_id: int, wanted: StoryFilter) -> int | None:
    """Return the next story that nobody has decided on, in the order of the list and wrapping round.

    Args:
        db: a connection.
        after_id: the row to go on from; it is the answer itself only where no other is left. A row that is not there
            starts from the top.
        wanted: which stories.

    Returns:
        Its row; None when all are decided on.
    """
    states = tuple(state for state in UNHANDLED if not wanted.states or state in wanted.states)
    if not states:
        return None
    lines = lines_of(db, dataclasses.replace(wanted, states=states))
    key = _key_of(db, wanted, after_id)
    place = lines.before(key) if key else 0
    # Where the story itself is one of them, it stands at that place.
    below = [row for row in lines.ids(place, 2) if row != after_id]
    found = below or lines.ids(0, 1)
    return found[0] if found else None


def mark(db: sqlite_utils.Database, story_id: int, what: Mark, *, has: bool) -> None:
    """Note for the list's filters that a story has something, or has it no more; repeating it is harmless.

    Kills, corrections and embargoes are noted when the story comes in.

    Args:
        db: the writer's connection.
        story_id: row of the story.
        what: what it has.
        has: whether it has it.
    """
    marks = f"(f.marks | {what.value})" if has else f"(f.marks & ~{what.value})"
    same = (
        "g.partner IS f.partner AND g.state IS f.state AND g.urgency IS f.urgency AND g.language IS f.language AND "
        f"g.media_type IS f.media_type AND g.marks = {marks}"
    )
    of_story = "list_facets f WHERE f.id = (SELECT facet FROM list_lines WHERE story_id = ?)"
    db.execute(
        "INSERT INTO list_facets (state, partner, language, urgency, media_type, marks) "  # noqa: S608 - own constants
        f"SELECT f.state, f.partner, f.language, f.urgency, f.media_type, {marks} FROM {of_story} "
        f"AND f.marks <> {marks} AND NOT EXISTS (SELECT 1 FROM list_facets g WHERE {same})",
        (story_id,),
    )
    db.execute(
        "UPDATE list_lines SET facet = (SELECT g.id FROM list_facets f JOIN list_facets g ON "  # noqa: S608 - own constants
        f"{same} WHERE f.id = list_lines.facet) WHERE story_id = ?",
        (story_id,),
    )


def untranslated(db: sqlite_utils.Database, target: str) -> list[tuple[int, str, int]]:
    """Return row, language and size in bytes of the undecided stories that have no units in a language.

    The most urgent come first (IPTC urgency 1 to 9; a story without one counts as 5), among equals the newest.
    """
    states = ", ".join(f"'{state}'" for state in UNHANDLED)
    rows = db.execute(
        "SELECT s.id, s.language, coalesce(s.unpacked, length(s.record)) FROM list_facets f "  # noqa: S608 - own constants
        "CROSS JOIN list_lines l ON l.facet = f.id CROSS JOIN stories s ON s.id = l.story_id "
        f"WHERE f.state IN ({states}) AND f.language NOT IN ('', ?) AND NOT EXISTS "
        "(SELECT 1 FROM units u WHERE u.story_id = s.id AND u.target_language = ?) "
        "ORDER BY CASE WHEN f.urgency BETWEEN 1 AND 9 THEN f.urgency ELSE 5 END, l.received DESC, s.id DESC",
        (target, target),
    ).fetchall()
    return [(int(row), text_out(language), int(size)) for row, language, size in rows]


def _key_of(db: sqlite_utils.Database, wanted: StoryFilter, story_id: int) -> Key | None:
    """Return what a story is sorted by; None where there is no such story."""
    moment = "created" if wanted.sort.by_created else "received"
    row = db.execute(
        f"SELECT CASE WHEN f.urgency BETWEEN 1 AND 9 THEN f.urgency ELSE 5 END, l.{moment}, l.story_id "  # noqa: S608 - own constants
        "FROM list_lines l JOIN list_facets f ON f.id = l.facet WHERE l.story_id = ?",
        (story_id,),
    ).fetchone()
    return (row[0], row[1], row[2]) if row else None


def _lets_through(db: sqlite_utils.Database, wanted: StoryFilter, key: Key) -> bool:
    lines = lines_of(db, wanted)
    if isinstance(lines, FoundLines):
        return any(row == key[2] for _, _, row in lines.keys)
    return bool(narrowed(db, [key[2]], understand_filter(wanted), wanted.sort))


def _row(row: tuple[Any, ...]) -> StoryRow:
    story_id, uri, version, partner, headline, slugline, language, urgency, *rest = row
    received, versioncreated, embargoed, pubstatus, is_kill, is_correction, variant, state, expiry, *desk = rest
    person, sealed, same_event = desk
    return StoryRow(
        id=story_id,
        uri=text_out(uri),
        version=number_out(version),
        partner=text_out(partner),
        headline=text_out(headline),
        slugline=text_out(slugline),
        language=text_out(language),
        urgency=number_out(urgency),
        received=moment_out(received),
        versioncreated=time_out(versioncreated),
        embargoed=time_out(embargoed),
        pubstatus=PubStatus(pubstatus),
        is_kill=bool(is_kill),
        is_correction=bool(is_correction),
        variant=bool(variant),
        state=StoryState(state),
        expiry=time_out(expiry),
        claimed=text_out(person or ""),
        sealed=bool(sealed),
        same_event=same_event,
    )
