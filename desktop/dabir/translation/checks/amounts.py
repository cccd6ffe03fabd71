"""Currencies and units that were changed or lost: 5 million manats are not 5 million rials.

Only numbers that both texts have are looked at; the check of numbers reports the others. Amounts are never converted:
an editor who writes miles for kilometres changes the number too.
"""

from __future__ import annotations

from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.number_reading import Kind, Number
from dabir.translation.checks.numbers import pairing_of
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.unit_reading import kind_of, unit_of, units_named
from dabir.translation.checks.unit_words import MONEY, SHARE, TIME

NAME: Final = "amounts"

_YEARS: Final = range(1200, 2101)
#: Kinds whose units are always written beside the number.
_ALWAYS: Final = frozenset({MONEY, SHARE})
#: A flat of 90 metres has 90 square metres; an earthquake of 5 degrees has magnitude 5.
_ALIKE: Final = ({"metre", "square_metre"}, {"degree", "magnitude"})


def check(pair: Pair) -> list[Finding]:
    """Report numbers that stand in both texts with another currency or unit, or without theirs."""
    # An idiom has no likeliest meaning: "round the clock" is as good as 24 hours.
    numbers = [(one, other) for one, other in pairing_of(pair).met if None not in {one.likely, other.likely}]
    findings = (_compared(pair, one, other) for one, other in numbers)
    return [finding for finding in findings if finding is not None]


def _compared(pair: Pair, one: Number, other: Number) -> Finding | None:
    ours = unit_of(one, pair.source, pair.source_language)
    theirs = unit_of(other, pair.target, pair.target_language)
    if ours and theirs:
        if _are_alike(ours[0], theirs[0]) or _is_year(one, ours[0]) or _is_year(other, theirs[0]):
            return None
        source, target = pair.source[slice(*ours[1])], pair.target[slice(*theirs[1])]
        message = f"{source} in the source, but {target} here."
        return Finding(NAME, Severity.ERROR, message, ours[1], theirs[1])
    if Kind.LOOSE in {one.kind, other.kind}:
        return None
    if ours and _is_lost(ours[0], pair.target, pair.target_language):
        message = f"{pair.source[slice(*ours[1])]} of the source is missing here."
        return Finding(NAME, Severity.WARNING, message, ours[1], other.span)
    if theirs and _is_lost(theirs[0], pair.source, pair.source_language):
        message = f"{pair.target[slice(*theirs[1])]} is not in the source."
        return Finding(NAME, Severity.WARNING, message, one.span, theirs[1])
    return None


def _are_alike(unit: str, other: str) -> bool:
    return unit == other or {unit, other} in _ALIKE


def _is_year(one: Number, unit: str) -> bool:
    """Tell whether a number is a year, which no unit of time that follows belongs to ("in 2026 weekly")."""
    return kind_of(unit) == TIME and not one.power and one.likely is not None and one.likely in _YEARS


def _is_lost(unit: str, text: str, language: str) -> bool:
    """Tell whether a unit that is always written is nowhere in a text."""
    return kind_of(unit) in _ALWAYS and unit not in units_named(text, language)
