"""What a filter of the list asks for, as the store understands it: facets, a stretch of time, and words.

A facet is all stories that agree in state, partner, language, urgency, format and marks (see the migration m0012). A
filter by these is a choice among some thousand facets, whatever the number of stories.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from dabir.domain.listing import StoryFilter
from dabir.domain.query import FORMATS, Choice, Query, Term, parse
from dabir.store.columns import sortable, text_in

#: Urgencies in the order of the list; 5 stands for those that tell none, or none of IPTC's.
RANKS: Final = tuple(range(1, 10))
_MIDDLE: Final = 5

#: Before and after every moment there is, in microseconds since 1970.
FIRST: Final = -(1 << 56)
LAST: Final = 1 << 58


@dataclass(frozen=True, slots=True)
class Facets:
    """A choice of facets; without conditions all of them.

    Attributes:
        conditions: of SQL, over the columns of `list_facets`.
        values: for their question marks.
    """

    conditions: tuple[str, ...] = ()
    values: tuple[Any, ...] = ()

    def also(self, condition: str, values: Collection[Any] = ()) -> Facets:
        """Return the choice with one more condition."""
        return Facets((*self.conditions, condition), (*self.values, *values))

    def of_rank(self, rank: int) -> Facets:
        """Return the choice within one urgency."""
        if rank == _MIDDLE:
            return self.also("(urgency = 5 OR NOT urgency BETWEEN 1 AND 9)")
        return self.also("urgency = ?", (rank,))

    @property
    def where(self) -> str:
        """The conditions as one, for a query of `list_facets`."""
        return " AND ".join(self.conditions) or "1"

    @property
    def chosen(self) -> str:
        """The condition that a column `facet` is among them; "1" for all."""
        return f"facet IN (SELECT id FROM list_facets WHERE {self.where})" if self.conditions else "1"  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter, understood.

    Attributes:
        facets: by properties.
        low: lines from this moment on; high: and before this one. Microseconds since 1970.
        terms: words and phrases to find.
        slugs: words of the slugline to find.
    """

    facets: Facets
    low: int = FIRST
    high: int = LAST
    terms: tuple[Term, ...] = ()
    slugs: tuple[Term, ...] = ()


def understand_filter(wanted: StoryFilter) -> Wanted:
    """Return what a filter asks for."""
    query = parse(wanted.query)
    facets = Facets()
    if wanted.states:
        facets = _among(facets, "state", [state.value for state in wanted.states])
    if wanted.partner:
        facets = facets.also("partner = ?", (text_in(wanted.partner),))
    if wanted.language:
        facets = facets.also("language = ?", (text_in(wanted.language),))
    if wanted.urgent_only:
        facets = facets.also("urgency BETWEEN 1 AND 3")
    return Wanted(
        _with_fields(facets, query),
        _midnight(query.after) if query.after else FIRST,
        _midnight(query.before) if query.before else LAST,
        query.terms,
        query.slugs,
    )


def _with_fields(facets: Facets, query: Query) -> Facets:
    formats = Choice(
        frozenset(FORMATS[name] for name in query.formats.wanted),
        frozenset(FORMATS[name] for name in query.formats.unwanted),
    )
    for column, choice, make in (
        ("upper(partner)", query.partners, text_in),
        ("language", query.languages, text_in),
        ("urgency", query.urgencies, int),
        ("state", query.states, str),
        ("media_type", formats, str),
    ):
        if choice.wanted:
            facets = _among(facets, column, [make(one) for one in sorted(choice.wanted)])
        if choice.unwanted:
            facets = _among(facets, column, [make(one) for one in sorted(choice.unwanted)], sense="NOT IN")
    if query.having:
        facets = facets.also("marks & ? = ?", (query.having.value, query.having.value))
    if query.lacking:
        facets = facets.also("marks & ? = 0", (query.lacking.value,))
    return facets


def _among(facets: Facets, column: str, values: list[Any], sense: str = "IN") -> Facets:
    return facets.also(f"{column} {sense} ({', '.join('?' * len(values))})", values)


def _midnight(day: date) -> int:
    """Return the moment at which a day begins on this computer."""
    midnight = datetime.combine(day, time())
    try:
        moment = sortable(midnight.astimezone())
    except (OSError, OverflowError):
        # Some systems know no zone for days long before 1970; then it is UTC's.
        moment = sortable(midnight)
    assert moment is not None
    return moment
