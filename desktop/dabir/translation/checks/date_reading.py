"""The dates of a text, in the common and in the Iranian solar calendar.

A date is the name of a month with the day and the year that stand beside it ("iyunun 5-i", "5 June 2024", پنجم خرداد
۱۴۰۳), or three figures (05.06.2024, ۱۴۰۳/۰۳/۱۶). A range ("5–7 June") is two dates.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from dabir.translation.checks.calendar_names import Name, month_at
from dabir.translation.checks.calendar_words import COMMON, IRANIAN
from dabir.translation.checks.folding import words_of
from dabir.translation.checks.number_reading import Kind, Number, numbers_in

#: Years a date may have, in either calendar.
_YEARS: Final = range(1200, 2101)
_DAYS: Final = range(1, 32)
#: How far from the name of a month its day and year may stand.
_NEAR: Final = 24
#: The Persian May is also the beginning of verbs.
_BEGINS_VERBS: Final = frozenset({"می", "مي"})
#: What hangs on a day before a year: "5-i", "5th".
_ENDING: Final = re.compile("^-?(?:st|nd|rd|th|е|го|й|ом|ого|ому|n?c[ıiuü]|d[aəe][kn]?|s?[iıuü])\\b")
#: What may stand between a day and the month after it, and between a month and the day after it.
_BEFORE: Final = MappingProxyType(
    {
        "en": re.compile("(?:st|nd|rd|th)?(?: day)?(?: of)?[ \u00a0-]"),
        "fa": re.compile("[\\s\u200c]*(?:ام|م|اُم|ُم)?[\\s\u200c]*(?:روز )?(?:از )?(?:ماه )?"),
        "az": re.compile("(?:-?c[ıiuü])?[ \u00a0]"),
        "tr": re.compile("(?:['’]?\\w{0,4})?\\.?[ \u00a0]"),
        "ru": re.compile("(?:-?(?:е|го|ого|й|му))?(?: числа)?[ \u00a0]"),
        "ar": re.compile("[ \u00a0](?:من )?(?:شهر )?(?:\\w+ ?/ ?)?"),
    }
)
_AFTER: Final = MappingProxyType(
    {
        "en": re.compile("\\.? (?:the )?"),
        "az": re.compile("[ \u00a0](?:ayının )?"),
        "tr": re.compile("[ \u00a0](?:ayının )?"),
    }
)
_YEAR_AFTER: Final = re.compile(
    "[\\s\u200c]*(?:ماه)?(?:\\.|,|،)?[\\s\u00a0](?:سال |عام |سنة |من |of |the year |в )*(?:\\w+ ?/ ?)?"
    "|\\s?/\\s?\\w+\\s"
)
_YEAR_BEFORE: Final = re.compile(
    "(?:-?[\\w’']{0,5})?[\\s\u00a0](?:il(?:in|də)?|yılı(?:nın)?|ili(?:n|nin)?)?[\\s\u00a0]?"
)
_JOINED: Final = re.compile(
    "(?:-?[^\\W\\d_]{1,3})?[\\s\u200c]?(?:[-–—]|تا|to|and|و|ilə|və|до|по|и|إلى|ile|ve)[\\s\u200c]?"
)
#: From one day to another, with endings: "iyunun 5-dən 7-dək".
_FROM: Final = re.compile("(?:-|['’])?[dt][aəe]n ")
_TO: Final = re.compile("(?:-|['’])?(?:[dt][aəe]k|[ny]?[aəe](?:d[aəe]k)?\\b)")
#: "The second half of Mehr" is no second of Mehr.
_NOT_A_DAY: Final = re.compile("(?:نیمه|هفته|دهه|نیمهٔ)(?:[\\s\u200c]?ی|ٔ)?\\s$")
_FIGURES: Final = re.compile("(?<![\\d.,/-])(\\d{1,4})([./-])(\\d{1,2})\\2(\\d{1,4})(?![\\d/-])(?!\\.\\d)")
#: What stands before "May" and "March" when they are months.
_LEAD: Final = re.compile(
    "(?:in|of|since|until|till|by|from|early|late|mid|last|next|this|to|and)[ -]$", re.IGNORECASE
)
_MONTH_SUFFIX: Final = MappingProxyType(
    {"fa": re.compile("[\\s\u200c]?ماه"), "az": re.compile(" ay(?:ı|ın|ında)"), "tr": re.compile(" ayı")}
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, a month or a month of a year in a calendar.

    Attributes:
        calendar: `COMMON` or `IRANIAN`.
        month: 1 to 12.
        day: of the month, or None.
        year: of the calendar, or None.
    """

    calendar: str
    month: int
    day: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A date of a text.

    Attributes:
        readings: what it can mean; several for figures such as 05/06/2024.
        start: first character of the date.
        end: one past the last character.
        parts: spans of its day and year.
        is_loose: whether its month may be a common word.
        name: span of the month's name, or of the whole where it is in figures.
    """

    readings: tuple[Day, ...]
    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    is_loose: bool
    name: tuple[int, int]

    @property
    def span(self) -> tuple[int, int]:
        """Start and end, as findings have them."""
        return self.start, self.end

    @property
    def has_day(self) -> bool:
        """Whether it says the day of the month."""
        return self.readings[0].day is not None


@lru_cache(maxsize=256)
def dates_in(text: str, language: str) -> tuple[Date, ...]:
    """Return the dates of a text in order.

    Args:
        text: any text.
        language: of the text.
    """
    found = _in_figures(text)
    words = words_of(text, language)
    numbers = [one for one in numbers_in(text, language) if one.power == 0 and one.likely is not None]
    for n, word in enumerate(words):
        name = month_at(words, n, language)
        if name is None or any(date.start <= word.start < date.end for date in found):
            continue
        span = (word.start, words[n + name.length - 1].end)
        # Months have small letters there; with a capital it may be a person: Marta, Azər.
        is_loose = name.is_loose or (language == "az" and word.is_capitalised)
        here = _Month(replace(name, is_loose=is_loose), span, text, language, numbers).dates()
        used = [part for date in here for part in date.parts]
        numbers = [one for one in numbers if one.span not in used]
        found += here
    return tuple(sorted(found, key=lambda date: date.start))


def _in_figures(text: str) -> list[Date]:
    folded = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
    found = []
    for match in _FIGURES.finditer(folded):
        a, b, c = (int(match[n]) for n in (1, 3, 4))
        orders = ((a, b, c),) if len(match[1]) == 4 else ((c, b, a), (c, a, b)) if len(match[4]) == 4 else ()
        readings = tuple(
            Day(IRANIAN if year < 1500 else COMMON, month, day, year)
            for year, month, day in orders
            if year in _YEARS and month in range(1, 13) and day in _DAYS
        )
        if readings:
            found.append(Date(readings, match.start(), match.end(), (match.span(),), False, match.span()))
    return found


class _Month:
    """The name of a month in a text, and what stands around it."""

    def __init__(self, name: Name, span: tuple[int, int], text: str, language: str, numbers: list[Number]) -> None:
        self.name, self.span, self.text, self.language = name, span, text, language
        start, end = span
        self.before = [one for one in numbers if one.end <= start and start - one.end < _NEAR]
        self.after = [one for one in numbers if one.start >= end and one.start - end < _NEAR]
        # iyunun 5-i, iyun ayının 5-i, but 5 iyun
        turkic = language in {"az", "tr"}
        self.is_genitive = turkic and (text[:end].endswith("n") or text.startswith(" ayının", end))

    def dates(self) -> list[Date]:
        """Return the dates of the month: one, or several for "5 to 7 June"."""
        days = self._days_before() or self._days_after()
        year = self._year_after(days) or self._year_before(days)
        is_loose = self.name.is_loose and not days and not year and not self._is_surely_month()
        number = None if year is None or year.likely is None else int(year.likely)
        month = Day(self.name.calendar, self.name.place + 1, year=number)
        if not days:
            return [self._date(month, [year] if year else [], is_loose=is_loose)]
        return [
            self._date(replace(month, day=int(day.likely or 0)), [day, year] if year else [day], is_loose=False)
            for day in days
        ]

    def _date(self, day: Day, parts: list[Number], *, is_loose: bool) -> Date:
        spans = [self.span, *(part.span for part in parts)]
        start, end = min(start for start, _ in spans), max(end for _, end in spans)
        return Date((day,), start, end, tuple(spans[1:]), is_loose, self.span)

    def _days_before(self) -> list[Number]:
        one = self.before[-1] if self.before else None
        gap = "" if one is None else self.text[one.end : self.span[0]]
        pattern = _BEFORE.get(self.language)
        if one is None or pattern is None or one.likely not in _DAYS or not pattern.fullmatch(gap):
            return []
        if not self._may_be_day(one) or _NOT_A_DAY.search(self.text[: one.start]):
            return []
        if self.is_genitive and self._days_after():
            return []
        self.before = self.before[:-1]
        if self.before and self.before[-1].likely in _DAYS and _is_joined(self.before[-1], one, self.text):
            return [self.before.pop(), one]
        return [one]

    def _days_after(self) -> list[Number]:
        one = self.after[0] if self.after else None
        gap = "" if one is None else self.text[self.span[1] : one.start]
        pattern = _AFTER.get(self.language)
        if one is None or pattern is None or one.likely not in _DAYS or not pattern.fullmatch(gap):
            return []
        turkic = self.language in {"az", "tr"}
        if (turkic and (one.is_ordinal or not self.is_genitive)) or (
            self.name.is_loose and one.kind is not Kind.FIGURE
        ):
            return []
        other = self.after[1] if len(self.after) > 1 else None
        if other and other.likely in _DAYS and _is_joined(one, other, self.text) and not self._is_month_after(other):
            return [one, other]
        return [one]

    def _may_be_day(self, one: Number) -> bool:
        """Tell whether a number before a name that is also a word may be a day: not in "نه تیر", nine bullets."""
        if not self.name.is_loose or one.kind is Kind.FIGURE:
            return True
        return one.is_ordinal and self.text[slice(*self.span)] not in _BEGINS_VERBS

    def _is_month_after(self, one: Number) -> bool:
        words = words_of(self.text[one.end : one.end + _NEAR], self.language)
        return bool(words) and month_at(words, 0, self.language) is not None

    def _year_after(self, days: list[Number]) -> Number | None:
        edge = max([self.span[1], *(one.end for one in days)])
        one = next((one for one in self.after if one.start >= edge), None)
        if one is None or one.likely not in _YEARS or (self.is_genitive and days and days[0].start >= self.span[1]):
            return None  # after "iyunun 5-dək" comes another number
        return one if _YEAR_AFTER.fullmatch(_ENDING.sub("", self.text[edge : one.start])) else None

    def _year_before(self, days: list[Number]) -> Number | None:
        edge = min([self.span[0], *(one.start for one in days)])
        one = next((one for one in reversed(self.before) if one.end <= edge), None)
        if one is None or one.likely not in _YEARS or self.language not in {"az", "tr"}:
            return None
        return one if _YEAR_BEFORE.fullmatch(self.text[one.end : edge]) else None

    def _is_surely_month(self) -> bool:
        start, end = self.span
        if self.language == "en":
            return _LEAD.search(self.text[:start]) is not None
        suffix = _MONTH_SUFFIX.get(self.language)
        return suffix is not None and (suffix.match(self.text, end) is not None or self.text[:end].endswith("ماه"))


def _is_joined(one: Number, other: Number, text: str) -> bool:
    """Tell whether two numbers are the days from one to the other."""
    gap = text[one.end : other.start]
    return bool(_JOINED.fullmatch(gap) or (_FROM.fullmatch(gap) and _TO.match(text, other.end)))
