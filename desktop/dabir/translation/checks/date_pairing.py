"""Which date of a source is which date of its translation, across the common and the Iranian solar calendar.

A day of the Iranian calendar without its year may be two days of the common one, for leap years shift it; both pass.
"""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from persiantools.jdatetime import JalaliDate

from dabir.translation.checks.calendar_words import IRANIAN
from dabir.translation.checks.date_reading import Date, Day, dates_in
from dabir.translation.checks.pair import Pair

#: Years that stand for any year where a date has none: more than one cycle of leap years.
_ANY_YEAR: Final = range(1388, 1422)


@dataclass(frozen=True, slots=True)
class DatePairing:
    """The dates of a pair.

    Attributes:
        met: dates of the source with the same dates of the target.
        told_twice: dates of source and target that the text also has in the other calendar ("22 June, 1 Tir").
        changed: dates of the source with other dates that stand in the target for them.
        lost: dates of the source that the target lacks.
        extra: dates of the target that the source lacks.
    """

    met: tuple[tuple[Date, Date], ...]
    told_twice: tuple[tuple[Date, ...], tuple[Date, ...]]
    changed: tuple[tuple[Date, Date], ...]
    lost: tuple[Date, ...]
    extra: tuple[Date, ...]

    def settled(self) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
        """Return the spans of days and years, in source and target, that are looked after by the check of dates."""
        pairs = [(one, other) for one, other in (*self.met, *self.changed) if _settles(one, other)]
        source = [one for one, _ in pairs] + list(self.told_twice[0])
        target = [other for _, other in pairs] + list(self.told_twice[1])
        return (
            tuple(part for one in source for part in one.parts),
            tuple(part for other in target for part in other.parts),
        )


def pair_dates(pair: Pair) -> DatePairing:
    """Pair the dates of a source with those of its translation.

    Args:
        pair: the segment and its translation.
    """
    return _pair_dates(pair.source, pair.target, pair.source_language, pair.target_language)


@lru_cache(maxsize=256)
def _pair_dates(source: str, target: str, source_language: str, target_language: str) -> DatePairing:
    left, right = list(dates_in(source, source_language)), list(dates_in(target, target_language))
    met = []
    for same in (_equal, _same):
        met += _taken(left, right, same)
    twice = (
        tuple(one for one in left if any(_tells_again(one, other) for _, other in met)),
        tuple(one for one in right if any(_tells_again(one, other) for other, _ in met)),
    )
    # A month that is said twice in one text need not be in the other.
    lost = [one for one in left if one not in twice[0] and (one.has_day or not any(_same(one, b) for _, b in met))]
    extra = [one for one in right if one not in twice[1] and (one.has_day or not any(_same(a, one) for a, _ in met))]
    changed = _changed([one for one in lost if not one.is_loose], [one for one in extra if not one.is_loose])
    for one, other in changed:
        lost.remove(one)
        extra.remove(other)
    return DatePairing(
        tuple(met),
        twice,
        tuple(changed),
        tuple(one for one in lost if not one.is_loose),
        tuple(one for one in extra if not one.is_loose),
    )


def _taken(left: list[Date], right: list[Date], same: Callable[[Date, Date], bool]) -> list[tuple[Date, Date]]:
    taken = []
    for one in list(left):
        partner = next((other for other in right if same(one, other)), None)
        if partner is not None:
            left.remove(one)
            right.remove(partner)
            taken.append((one, partner))
    return taken


def _tells_again(one: Date, other: Date) -> bool:
    return one.readings[0].calendar != other.readings[0].calendar and _same(one, other)


def _changed(left: list[Date], right: list[Date]) -> list[tuple[Date, Date]]:
    """Pair what has no same date: first what is likest, then in order."""
    changed = []
    for wanted in (2, 1, 0):
        changed += _taken(left, right, lambda one, other, wanted=wanted: _likeness(one, other) >= wanted)  # type: ignore[misc]
    return changed


def _likeness(one: Date, other: Date) -> int:
    a, b = one.readings[0], other.readings[0]
    return (a.month == b.month and a.calendar == b.calendar) + (a.day == b.day and a.day is not None)


def _settles(one: Date, other: Date) -> bool:
    """Tell whether two dates leave no figure of theirs to be compared otherwise.

    A date with a day and one without have a figure too many, but for "the start of Tir", which is 22 June.
    """
    a, b = one.readings[0], other.readings[0]
    if a.calendar != b.calendar:
        return one.has_day == other.has_day or _is_edge(a, b)
    return one.has_day == other.has_day and (a.year is None) == (b.year is None)


def _is_edge(one: Day, other: Day) -> bool:
    """Tell whether a day of the common calendar is the first, the last or a middle one of an Iranian month."""
    iranian, common = (one, other) if one.calendar == IRANIAN else (other, one)
    if iranian.day is not None:
        return False
    return any(same_day(replace(iranian, day=day), common) for day in (1, 15, 16, 29, 30, 31))


def _equal(one: Date, other: Date) -> bool:
    return not set(one.readings).isdisjoint(other.readings)


def _same(one: Date, other: Date) -> bool:
    return any(same_day(a, b) for a in one.readings for b in other.readings)


def same_day(one: Day, other: Day) -> bool:
    """Tell whether two dates can be the same day, or one of them the month that the other lies in.

    Args:
        one: in either calendar.
        other: in either calendar.
    """
    if one.calendar == other.calendar:
        return (
            one.month == other.month
            and (one.day == other.day or one.day is None or other.day is None)
            and (one.year == other.year or one.year is None or other.year is None)
        )
    iranian, common = (one, other) if one.calendar == IRANIAN else (other, one)
    if common.day is None:
        return any(
            day.month == common.month and common.year in {None, day.year}
            for day in _common_days(iranian, common.year)
        )
    return any(
        (day.month, day.day) == (common.month, common.day) and common.year in {None, day.year}
        for day in _common_days(iranian, common.year)
    )


def _common_days(iranian: Day, common_year: int | None) -> frozenset[dt.date]:
    """Return the days of the common calendar that a date of the Iranian one can be."""
    years: tuple[int, ...] = tuple(_ANY_YEAR)
    if iranian.year is not None:
        years = (iranian.year,)
    elif common_year is not None:
        years = (common_year - 622, common_year - 621)
    return _converted(iranian.month, iranian.day, years)


@cache
def _converted(month: int, day: int | None, years: tuple[int, ...]) -> frozenset[dt.date]:
    found = set()
    for year in years:
        days = range(1, JalaliDate.days_in_month(month, year) + 1) if day is None else (day,)
        for each in days:
            try:
                found.add(_common_day(year, month, each))
            except ValueError:
                continue  # the thirtieth of Esfand is only in leap years
    return frozenset(found)


def _common_day(year: int, month: int, day: int) -> dt.date:
    converted = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return dt.date(converted.year, converted.month, converted.day)


def describe(day: Day) -> str:
    """Return a date of the common calendar for a message, "" for one that is not whole.

    Args:
        day: in either calendar.
    """
    if day.day is None:
        return ""
    if day.calendar != IRANIAN:
        return f"{day.day} {gregorian.month_name[day.month]}"
    days = sorted({(date.month, date.day) for date in _common_days(day, None)})
    return " or ".join(f"{number} {gregorian.month_name[month]}" for month, number in days)
