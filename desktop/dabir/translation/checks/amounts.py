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
    findings = []
    for one, other in pairing_of(pair).met:
        finding = _compared(pair, one, other)
        if finding is not None:
            findings.append(finding)
    return findings


def _is_year(one: Number, unit: str) -> bool:
    """Tell whether a number is a year, which no unit of time that follows belongs to ("in 2026 weekly")."""
    return kind_of(unit) == TIME and not one.power and one.likely is not None and one.likely in _YEARS


def _compared(pair: Pair, one: Number, other: Number) -> Finding | None:
    if not one.runs or not other.runs:
        return None  # "round the clock" is as good as 24 hours
    ours = unit_of(one, pair.source, pair.source_language)
    theirs = unit_of(other, pair.target, pair.target_language)
    if ours and theirs:
        if (
            ours[0] == theirs[0]
            or {ours[0], theirs[0]} in _ALIKE
            or _is_year(one, ours[0])
            or _is_year(other, theirs[0])
        ):
            return None
        source, target = pair.source[slice(*ours[1])], pair.target[slice(*theirs[1])]
        message = f"{source} in the source, but {target} here."
        return Finding(NAME, Severity.ERROR, message, ours[1], theirs[1])
    if Kind.LOOSE in {one.kind, other.kind}:
        return None
    if ours and kind_of(ours[0]) in _ALWAYS and ours[0] not in units_named(pair.target, pair.target_language):
        message = f"{pair.source[slice(*ours[1])]} of the source is missing here."
        return Finding(NAME, Severity.WARNING, message, ours[1], other.span)
    if theirs and kind_of(theirs[0]) in _ALWAYS and theirs[0] not in units_named(pair.source, pair.source_language):
        message = f"{pair.target[slice(*theirs[1])]} is not in the source."
        return Finding(NAME, Severity.WARNING, message, one.span, theirs[1])
    return None
