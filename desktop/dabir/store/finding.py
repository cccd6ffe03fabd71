"""Words to rows: which stories have the words that were asked for, newest row first and no more than can be listed.

What is promised, however large the desk is and however common the words are:

- Up to `MOST_LISTED` stories are listed; where more have the words, those are the newest that came in. Other filters
  are applied to the newest `MOST_LOOKED_AT` that have the words. Both are told, never silently done.
- The last word is also found by its beginning. On a desk of more than `SMALL` stories that holds for the first
  `_MOST_BEGINNINGS` words, in the order of the alphabet, that begin so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Any, Final
from weakref import WeakKeyDictionary

import sqlite_utils

from dabir.domain.listing import Sort, StoryFilter
from dabir.domain.query import Term
from dabir.store.columns import text_out
from dabir.store.list_conditions import Wanted, understand_filter
from dabir.store.list_lines import FoundLines, Key, Lines, SortedLines
from dabir.store.matching import Query, understand_terms
from dabir.store.words import words

MOST_LISTED: Final = 5_000
MOST_LOOKED_AT: Final = 20_000
#: Rows asked of the index at once.
_AT_ONCE: Final = 5_001

#: On a desk of so many stories a word is looked up by its beginning in the index itself.
SMALL: Final = 20_000
_MOST_BEGINNINGS: Final = 200

#: The lines last found of each connection: the pages of one search are asked for one by one.
_LAST: WeakKeyDictionary[Any, tuple[object, FoundLines]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Asked:
    """Words as the index is asked for them.

    Attributes:
        query: words and phrases; None where there are none, only a slugline.
        expression: for MATCH.
    """

    query: Query | None
    expression: str


def lines_of(db: sqlite_utils.Database, wanted: StoryFilter) -> Lines:
    """Return the lines that a filter lets through, in its order."""
    understood = understand_filter(wanted)
    if not understood.terms and not understood.slugs:
        return SortedLines(db, understood.facets, wanted.sort, understood.low, understood.high)
    state = tuple(db.execute("PRAGMA data_version").fetchone())
    # Another program's changes show in the version, this connection's own in their number.
    known = (wanted, state, db.conn.total_changes)
    last = _LAST.get(db.conn)
    if last is None or last[0] != known:
        last = _LAST[db.conn] = known, _find(db, understood, wanted.sort)
    return last[1]


def asked_for(db: sqlite_utils.Database, wanted: Wanted) -> Asked | None:
    """Return what to ask the index for; None where there is no word in it."""

    def beginning(form: str) -> Sequence[str] | None:
        return _beginning(db, form)

    query = understand_terms(wanted.terms, beginning)
    if query is None and any(not term.unwanted for term in wanted.terms):
        return None
    parts = [f"({query.expression})"] if query else []
    for slug in wanted.slugs:
        found = understand_terms([Term(slug.text)], beginning)
        if found is None and not slug.unwanted:
            return None
        if found and not slug.unwanted:
            parts.append(f"({{extra}} : ({found.expression}))")
    return Asked(query, " AND ".join(parts)) if parts else None


def rows_with(db: sqlite_utils.Database, expression: str, *, newest: int | None = None) -> Iterator[int]:
    """Yield the rows that match, newest first; read no further than is asked.

    Args:
        db: a connection.
        expression: for MATCH.
        newest: look only among so many rows that came in last; None for all.
    """
    lowest = 0 if newest is None else _newest_row(db) - newest
    cursor = db.execute(
        "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid > ? ORDER BY rowid DESC",
        (expression, lowest),
    )
    while rows := cursor.fetchmany(500):
        yield from (row[0] for row in rows)


def narrowed(db: sqlite_utils.Database, rows: Sequence[int], wanted: Wanted, sort: Sort) -> list[Key]:
    """Return the keys of those of some rows that the rest of a filter lets through, in the same order."""
    moment = "created" if sort.by_created else "received"
    # The facets of lines are only looked up where something hangs on them.
    by_facet = bool(wanted.facets.conditions) or sort.by_urgency
    rank = "CASE WHEN f.urgency BETWEEN 1 AND 9 THEN f.urgency ELSE 5 END" if by_facet else "0"
    keys: list[Key] = db.execute(
        f"SELECT {rank}, l.{moment}, l.story_id FROM json_each(?) j CROSS JOIN list_lines l ON l.story_id = j.value "  # noqa: S608 - constants
        f"{'CROSS JOIN list_facets f ON f.id = l.facet' if by_facet else ''} "
        f"WHERE {wanted.facets.where} AND l.{moment} >= ? AND l.{moment} < ?",
        (json.dumps(list(rows)), *wanted.facets.values, wanted.low, wanted.high),
    ).fetchall()
    return _with_slug(db, keys, wanted.slugs) if wanted.slugs else keys


def _find(db: sqlite_utils.Database, wanted: Wanted, sort: Sort) -> FoundLines:
    asked = asked_for(db, wanted)
    if asked is None:
        return FoundLines((), sort)
    rows = rows_with(db, asked.expression)
    keys: list[Key] = []
    looked_at = 0
    complete = False
    while len(keys) <= MOST_LISTED and looked_at < MOST_LOOKED_AT:
        some = list(islice(rows, _AT_ONCE))
        looked_at += len(some)
        keys += narrowed(db, some, wanted, sort)
        if len(some) < _AT_ONCE:
            complete = True
            break
    listed = sorted(keys[:MOST_LISTED], key=itemgetter(1, 2), reverse=not sort.oldest_first)
    if sort.by_urgency:
        listed.sort(key=itemgetter(0))
    return FoundLines(tuple(listed), sort, complete and len(keys) <= MOST_LISTED)


def _with_slug(db: sqlite_utils.Database, keys: list[Key], slugs: Sequence[Term]) -> list[Key]:
    """Return the keys whose slugline has the words; the index only knows that they stand around the text."""
    asked = [([word.joined for word in words(slug.text)], slug.unwanted) for slug in slugs]
    found = db.execute(
        "SELECT s.id, s.slugline FROM json_each(?) j CROSS JOIN stories s ON s.id = j.value",
        (json.dumps([row for _, _, row in keys]),),
    )
    fitting = set()
    for row, slugline in found:
        has = [word.joined for word in words(text_out(slugline))]
        if all(_stands_in(wanted, has) is not unwanted for wanted, unwanted in asked if wanted):
            fitting.add(row)
    return [key for key in keys if key[2] in fitting]


def _stands_in(wanted: list[str], has: list[str]) -> bool:
    return all(word in has for word in wanted[:-1]) and any(word.startswith(wanted[-1]) for word in has)


def _beginning(db: sqlite_utils.Database, form: str) -> list[str] | None:
    """Return the words of the index that begin so; None where the index itself is quick to find them."""
    if _newest_row(db) <= SMALL:
        return None
    found: list[str] = []
    at, end = form, form + chr(0x10FFFF)
    while len(found) < _MOST_BEGINNINGS:
        row = db.execute(
            "SELECT term FROM search_vocabulary WHERE term >= ? AND term <= ? LIMIT 1", (at, end)
        ).fetchone()
        if row is None:
            break
        found.append(row[0])
        # The next word there can be: the one before with the least of all letters behind it.
        at = row[0] + "0"
    return found


def _newest_row(db: sqlite_utils.Database) -> int:
    return db.execute("SELECT max(story_id) FROM list_lines").fetchone()[0] or 0
