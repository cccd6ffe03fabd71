"""The lines of the list in their order: how many, which from a place on, at which place one stands.

Two kinds with the same questions. `SortedLines` are those of a choice of facets; nothing of them is in memory. Their
order is found from `list_counts`: whole stretches of thirty days are passed over by adding up, and only the one
stretch that is left is read in its index, from a key on and never from the top of the list. `FoundLines` are those of
a search, at most as many as are listed, in memory.

Plans, as a test asserts: lines are read in `list_received` or `list_created` where every story is wanted, and else in
`list_facet_received` or `list_facet_created`, once a facet; what is then sorted is one stretch, never the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Final, Protocol

import sqlite_utils

from dabir.domain.listing import Sort
from dabir.store.list_conditions import FIRST, LAST, RANKS, Facets

#: Length of a stretch and where they are counted from, as in the migration m0012.
_STRETCH: Final = 2_592_000_000_000
_ORIGIN: Final = 62_135_596_800_000_000

#: Rank, moment and row of a line: what it is sorted by.
Key = tuple[int, int, int]


class Lines(Protocol):
    """Lines in an order."""

    def count(self) -> int:
        """Return how many there are."""

    def ids(self, offset: int, limit: int) -> list[int]:
        """Return the rows from a place on; `limit` -1 for all of them."""

    def before(self, key: Key) -> int:
        """Return how many stand above a key."""


@dataclass(frozen=True)
class SortedLines:
    """The lines of a choice of facets within a stretch of time.

    Attributes:
        db: a connection.
        facets: which.
        sort: the order.
        low: lines from this moment on; high: and before this one.
    """

    db: sqlite_utils.Database
    facets: Facets
    sort: Sort
    low: int = FIRST
    high: int = LAST

    def count(self) -> int:
        """Return how many there are."""
        return _Group(self, self.facets).count(self.low, self.high)

    def ids(self, offset: int, limit: int) -> list[int]:
        """Return the rows from a place on; `limit` -1 for all of them."""
        found: list[int] = []
        for group in self._groups:
            if limit >= 0 and len(found) >= limit:
                break
            size = group.count(self.low, self.high) if len(self._groups) > 1 else None
            if size is None or offset < size:
                found += group.ids(offset, limit - len(found) if limit >= 0 else -1)
            offset = max(offset - (size or 0), 0)
        return found

    def before(self, key: Key) -> int:
        """Return how many stand above a key."""
        rank, moment, story_id = key
        if not self.sort.by_urgency:
            return self._groups[0].before(moment, story_id)
        above = sum(group.count(self.low, self.high) for group in self._groups[: rank - 1])
        return above + self._groups[rank - 1].before(moment, story_id)

    @cached_property
    def _groups(self) -> list[_Group]:
        """Lines that time alone sorts, in the order of the list."""
        if self.sort.by_urgency:
            return [_Group(self, self.facets.of_rank(rank)) for rank in RANKS]
        return [_Group(self, self.facets)]


class _Group:
    """The lines of a choice of facets, sorted by time alone."""

    def __init__(self, lines: SortedLines, facets: Facets) -> None:
        self._db = lines.db
        self._facets = facets
        self._low, self._high = lines.low, lines.high
        self._oldest = lines.sort.oldest_first
        self._created = lines.sort.by_created
        self._moment = "created" if self._created else "received"
        self._index = f"list_facet_{self._moment}" if facets.conditions else f"list_{self._moment}"

    def count(self, low: int, high: int) -> int:
        """Return how many lines lie from one moment on and before another."""
        if low >= high:
            return 0
        if (low, high) == (FIRST, LAST):
            statement = f"SELECT sum(lines) FROM list_facets WHERE {self._facets.where}"  # noqa: S608 - constants
            return self._number(statement, self._facets.values)
        first, last = _stretch(low), _stretch(high)
        if first == last:
            return self._read(low, high)
        whole = self._number(
            "SELECT sum(lines) FROM list_counts WHERE by_created = ? AND stretch > ? AND stretch < ? "  # noqa: S608 - constants
            f"AND {self._facets.chosen}",
            (self._created, first, last, *self._facets.values),
        )
        return self._read(low, _begin(first + 1)) + whole + self._read(_begin(last), high)

    def before(self, moment: int, story_id: int) -> int:
        """Return how many lines stand above one of this moment and row."""
        if self._oldest:
            return self.count(self._low, min(moment, self._high)) + self._same(moment, "<", story_id)
        return self.count(max(moment + 1, self._low), self._high) + self._same(moment, ">", story_id)

    def ids(self, offset: int, limit: int) -> list[int]:
        """Return rows from a place on; `limit` -1 for all."""
        found = self._where(offset, limit) if limit else None
        if found is None:
            return []
        low, high, passed = found
        way = "ASC" if self._oldest else "DESC"
        rows = self._db.execute(
            f"SELECT story_id FROM list_lines INDEXED BY {self._index} WHERE {self._facets.chosen} "  # noqa: S608 - constants
            f"AND {self._moment} >= ? AND {self._moment} < ? "
            f"ORDER BY {self._moment} {way}, story_id {way} LIMIT ? OFFSET ?",
            (*self._facets.values, low, high, limit, passed),
        )
        return [row[0] for row in rows.fetchall()]

    def _where(self, offset: int, limit: int) -> tuple[int, int, int] | None:
        """Return between which moments the lines from a place on lie, and how many of these stand above the place."""
        passed, held, bounds = 0, 0, None
        for stretch, lines in self._stretches():
            if bounds is None and passed + lines <= offset:
                passed += lines
                continue
            low, high = max(_begin(stretch), self._low), min(_begin(stretch + 1), self._high)
            bounds = (min(low, bounds[0]), max(high, bounds[1])) if bounds else (low, high)
            held += lines
            if 0 <= limit <= held - (offset - passed):
                break
        return (*bounds, offset - passed) if bounds else None

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Yield stretches with their number of lines, in the order of the list; read no further than is asked."""
        first, last = _stretch(self._low), _stretch(self._high)
        way = "ASC" if self._oldest else "DESC"
        rows = self._db.execute(
            "SELECT stretch, sum(lines) FROM list_counts WHERE by_created = ? AND stretch BETWEEN ? AND ? "  # noqa: S608 - constants
            f"AND {self._facets.chosen} GROUP BY stretch ORDER BY stretch {way}",
            (self._created, first, last, *self._facets.values),
        )
        for stretch, lines in rows:
            low, high = max(_begin(stretch), self._low), min(_begin(stretch + 1), self._high)
            cut = high - low < _STRETCH
            yield stretch, self._read(low, high) if cut else lines

    def _same(self, moment: int, sense: str, story_id: int) -> int:
        if not self._low <= moment < self._high:
            return 0
        return self._number(
            f"SELECT count(*) FROM list_lines INDEXED BY {self._index} WHERE {self._facets.chosen} "  # noqa: S608 - constants
            f"AND {self._moment} = ? AND story_id {sense} ?",
            (*self._facets.values, moment, story_id),
        )

    def _read(self, low: int, high: int) -> int:
        return self._number(
            f"SELECT count(*) FROM list_lines INDEXED BY {self._index} WHERE {self._facets.chosen} "  # noqa: S608 - constants
            f"AND {self._moment} >= ? AND {self._moment} < ?",
            (*self._facets.values, low, high),
        )

    def _number(self, statement: str, values: tuple[Any, ...]) -> int:
        return self._db.execute(statement, values).fetchone()[0] or 0


@dataclass(frozen=True, slots=True)
class FoundLines:
    """The lines of a search.

    Attributes:
        keys: sorted as the list is.
        sort: the order.
        complete: whether these are all.
    """

    keys: tuple[Key, ...]
    sort: Sort
    complete: bool = True

    def count(self) -> int:
        """Return how many there are."""
        return len(self.keys)

    def ids(self, offset: int, limit: int) -> list[int]:
        """Return the rows from a place on; `limit` -1 for all of them."""
        return [row for _, _, row in islice(self.keys, offset, None if limit < 0 else offset + limit)]

    def before(self, key: Key) -> int:
        """Return how many stand above a key."""
        wanted = in_order(key, self.sort)
        return sum(1 for one in self.keys if in_order(one, self.sort) < wanted)


def in_order(key: Key, sort: Sort) -> Key:
    """Return what sorts as the list does, for a key."""
    rank, moment, row = key
    ordered = (moment, row) if sort.oldest_first else (-moment, -row)
    return (rank if sort.by_urgency else 0, *ordered)


def _stretch(moment: int) -> int:
    return max(moment + _ORIGIN, 0) // _STRETCH


def _begin(stretch: int) -> int:
    """Return the first moment of a stretch."""
    return stretch * _STRETCH - _ORIGIN
