"""Dates and weekdays that were changed or lost, in the common and in the Iranian solar calendar.

A date that is put into the other calendar is right when it is the same day. The figures of dates that stand in both
texts are compared here and not by the check of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.date_pairing import describe, pair_dates
from dabir.translation.checks.date_reading import Date
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.weekday_reading import Weekday, weekdays_in

NAME: Final = "dates"

_NAMESAKE: Final = re.compile(
    "düşənbə|d[uü]shanbe|duşanbe|душанбе|چهارشنبه[\\s\u200c]?سوری|c?shanbe[- ]?suri|ilaxır|axır çərşənbə",
    re.IGNORECASE,
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check(pair: Pair) -> list[Finding]:
    """Report dates and weekdays of the source that are others in the target or not there, and those made up."""
    return [*_dates(pair), *_weekdays(pair)]


def _dates(pair: Pair) -> Iterator[Finding]:
    pairing = pair_dates(pair)
    for one, other in pairing.changed:
        ours, theirs = pair.source[slice(*one.span)], pair.target[slice(*other.span)]
        message = f"{ours} in the source, but {theirs} here.{_conversion(one, other)}"
        yield Finding(NAME, Severity.ERROR, message, one.span, other.span)
    for one in pairing.lost:
        message = f"The date {pair.source[slice(*one.span)]} is not in the translation."
        yield Finding(NAME, _weight(one), message, one.name)
    for one in pairing.extra:
        message = f"The date {pair.target[slice(*one.span)]} is not in the source."
        yield Finding(NAME, _weight(one), message, None, one.name)


def _conversion(one: Date, other: Date) -> str:
    """Return what a date is in the other calendar, where the two texts use two."""
    if one.readings[0].calendar == other.readings[0].calendar or not (one.has_day and other.has_day):
        return ""
    days = describe(one.readings[0])
    others = describe(other.readings[0])
    return f" The one is {days}, the other {others}." if days != others else ""


def _weight(date: Date) -> Severity:
    return Severity.ERROR if date.has_day else Severity.WARNING


def _weekdays(pair: Pair) -> Iterator[Finding]:
    source = weekdays_in(pair.source, pair.source_language)
    target = weekdays_in(pair.target, pair.target_language)
    lost, extra = _without(source, target), _without(target, source)
    if _NAMESAKE.search(pair.source) or _NAMESAKE.search(pair.target):
        return  # the capital of Tajikistan is called Monday, and a feast of spring Wednesday
    for one, other in zip(lost, extra, strict=False):
        message = f"{_DAYS[one.number]} in the source, but {_DAYS[other.number]} here."
        yield Finding(NAME, Severity.ERROR, message, one.span, other.span)
    for one in lost[len(extra) :]:
        message = f"{_DAYS[one.number]} is not in the translation."
        yield Finding(NAME, Severity.WARNING, message, one.span)
    for one in extra[len(lost) :]:
        message = f"{_DAYS[one.number]} is not in the source."
        yield Finding(NAME, Severity.WARNING, message, None, one.span)


def _without(days: Sequence[Weekday], others: Sequence[Weekday]) -> list[Weekday]:
    numbers = {one.number for one in others}
    return [one for one in days if one.number not in numbers and not one.is_loose]
