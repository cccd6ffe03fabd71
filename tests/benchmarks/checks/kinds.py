"""The kinds of error that are planted: how, which checks ought to find them, and the goal they belong to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Final

import affirming
import figures
import gaps
import marks
import people
from material import Planted, Segment

Plant = Callable[[Segment, Random], Planted | None]

_FIGURES: Final = frozenset({"numbers", "dates"})
#: A stretch that is missing or too much shows in its length and in what it had in it.
_STRETCH: Final = frozenset(
    {"sentences", "length-ratio", "numbers", "dates", "amounts", "names", "negation", "quotes", "verbatim"}
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error.

    Attributes:
        plant: makes a pair with one such error out of a segment, or nothing where the segment has no place for it.
        fitting: names of the checks whose findings say what is wrong.
        goal: what the kind is counted under in the goals; "" for none.
    """

    plant: Plant
    fitting: frozenset[str]
    goal: str = ""

    @property
    def share(self) -> int:
        """How many segments it gets for one of the least: more where few kinds have to tell whether a goal is reached."""
        return 2 if self.goal in {"numbers", "omissions", "left-over source"} else 1


def _kind(plant: Plant, *fitting: str, goal: str = "") -> Kind:
    return Kind(plant, frozenset(fitting), goal)


KINDS: Final = MappingProxyType(
    {
        "digit-changed": Kind(figures.digit_changed, _FIGURES, "numbers"),
        "number-dropped": Kind(figures.number_dropped, _FIGURES, "numbers"),
        "number-word-changed": Kind(figures.number_word_changed, _FIGURES),
        "day-changed": Kind(figures.day_changed, _FIGURES, "dates"),
        "month-changed": _kind(figures.month_changed, "dates", goal="dates"),
        "weekday-changed": _kind(figures.weekday_changed, "dates", goal="dates"),
        "currency-swapped": _kind(figures.currency_swapped, "amounts"),
        "unit-swapped": _kind(figures.unit_swapped, "amounts"),
        "country-swapped": _kind(figures.country_swapped, "names"),
        "person-swapped": _kind(people.person_swapped, "names"),
        "surname-swapped": _kind(people.surname_swapped, "names"),
        "half-dropped": Kind(gaps.half_dropped, _STRETCH, "omissions"),
        "sentence-dropped": Kind(gaps.sentence_dropped, _STRETCH, "omissions"),
        "clause-dropped": Kind(gaps.clause_dropped, _STRETCH, "omissions"),
        "sentence-added": Kind(gaps.sentence_added, _STRETCH),
        "clause-added": Kind(gaps.clause_added, _STRETCH),
        "source-left": _kind(gaps.source_left, "leftover-source", goal="left-over source"),
        "source-copied": _kind(gaps.source_copied, "leftover-source", goal="left-over source"),
        "negation-lost": _kind(affirming.negation_lost, "negation"),
        "quote-dropped": _kind(marks.quote_dropped, "quotes"),
        "address-changed": _kind(marks.address_changed, "verbatim"),
        "word-looped": _kind(gaps.word_looped, "repeated-words"),
        "word-doubled": _kind(gaps.word_doubled, "repeated-words"),
        "bidi-broken": _kind(marks.bidi_broken, "bidi"),
        "term-forbidden": _kind(marks.term_forbidden, "terms"),
    }
)
