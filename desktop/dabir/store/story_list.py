"""The story list: filtered, newest received first, answered from one covering index without touching the texts."""

from __future__ import annotations

from typing import Any, Final

import sqlite_utils

from dabir.domain.life import UNHANDLED, StoryState
from dabir.domain.listing import StoryFilter, StoryRow
from dabir.domain.story import PubStatus
from dabir.store.columns import moment_out, number_out, text_in, text_out, time_out
from dabir.store.matching import understand

_ROW: Final = (
    "id, uri, version, partner, headline, slugline, language, urgency, received, versioncreated, embargoed, "
    "pubstatus, is_kill, is_correction, variant, state, expiry, "
    "(SELECT person FROM claims WHERE claims.story_id = stories.id), "
    "EXISTS (SELECT 1 FROM sealed WHERE sealed.original_sha256 = stories.original_sha256)"
)
_ORDER: Final = "ORDER BY received_utc DESC, id DESC"


def page(db: sqlite_utils.Database, wanted: StoryFilter, *, offset: int, limit: int) -> list[StoryRow]:
    """Return rows of the list, newest received first, among equals the later row first.

    Args:
        db: a connection.
        wanted: which stories.
        offset: how many to pass over.
        limit: how many to return at most.
    """
    where, values = _where(wanted)
    # The inner query runs in the index alone; only the rows of the page are fetched from the table.
    rows = db.execute(
        f"SELECT {_ROW} FROM stories WHERE id IN (SELECT id FROM stories {where} {_ORDER} LIMIT ? OFFSET ?) {_ORDER}",  # noqa: S608 - own constants
        (*values, max(limit, 0), max(offset, 0)),
    ).fetchall()
    return [_row(row) for row in rows]


def count(db: sqlite_utils.Database, wanted: StoryFilter) -> int:
    """Return how many stories a filter lets through."""
    where, values = _where(wanted)
    return int(db.execute(f"SELECT count(*) FROM stories {where}", values).fetchone()[0])  # noqa: S608 - own constants


def ids(db: sqlite_utils.Database, wanted: StoryFilter) -> list[int]:
    """Return the rows of all stories a filter lets through, in the order of the list."""
    where, values = _where(wanted)
    return [row[0] for row in db.execute(f"SELECT id FROM stories {where} {_ORDER}", values).fetchall()]  # noqa: S608 - own constants


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
    where, values = _where(wanted)
    joint = "AND" if where else "WHERE"
    states = ", ".join("?" for _ in UNHANDLED)
    base = f"SELECT id FROM stories {where} {joint} state IN ({states})"  # noqa: S608 - own constants
    values = [*values, *(state.value for state in UNHANDLED)]
    place = db.execute("SELECT received_utc, id FROM stories WHERE id = ?", (after_id,)).fetchone()
    if place:
        row = db.execute(f"{base} AND (received_utc, id) < (?, ?) {_ORDER} LIMIT 1", (*values, *place)).fetchone()
        if row:
            return int(row[0])
    row = db.execute(f"{base} {_ORDER} LIMIT 1", values).fetchone()
    return int(row[0]) if row else None


def untranslated(db: sqlite_utils.Database, target: str) -> list[tuple[int, str, int]]:
    """Return row, language and size in bytes of the undecided stories that have no units in a language.

    The most urgent come first (IPTC urgency 1 to 9; a story without one counts as 5), among equals the newest.
    """
    states = ", ".join(f"'{state}'" for state in UNHANDLED)
    rows = db.execute(
        "SELECT id, language, length(record) FROM stories s "  # noqa: S608 - own constants
        f"WHERE state IN ({states}) AND language NOT IN ('', ?) AND NOT EXISTS "
        "(SELECT 1 FROM units u WHERE u.story_id = s.id AND u.target_language = ?) "
        "ORDER BY CASE WHEN urgency BETWEEN 1 AND 9 THEN urgency ELSE 5 END, received_utc DESC, id DESC",
        (target, target),
    ).fetchall()
    return [(int(row), text_out(language), int(size)) for row, language, size in rows]


def _where(wanted: StoryFilter) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    if wanted.states:
        conditions.append(f"state IN ({', '.join('?' for _ in wanted.states)})")
        values.extend(state.value for state in wanted.states)
    if wanted.partner:
        conditions.append("partner = ?")
        values.append(text_in(wanted.partner))
    if wanted.language:
        conditions.append("language = ?")
        values.append(text_in(wanted.language))
    if wanted.urgent_only:
        conditions.append("urgency BETWEEN 1 AND 3")
    if wanted.query.strip():
        query = understand(wanted.query)
        if query is None:
            # Something was typed, but no word of it: nothing is found, as in the search itself.
            conditions.append("0")
        else:
            conditions.append("id IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)")
            values.append(query.expression)
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), values


def _row(row: tuple[Any, ...]) -> StoryRow:
    story_id, uri, version, partner, headline, slugline, language, urgency, *rest = row
    received, versioncreated, embargoed, pubstatus, is_kill, is_correction, variant, state, expiry, *desk = rest
    person, sealed = desk
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
    )
