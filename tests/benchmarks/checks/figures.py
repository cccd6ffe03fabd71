"""Errors in figures: a digit, a number, a date, a currency or a unit that is another in the translation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from random import Random
from typing import Final

import wordlists
from material import Planted, Segment
from wordlists import Swaps

_NUMBER: Final = re.compile(r"\d+(?:[.,:٫٬/]\d+)*")
#: A number with what hangs on it ("88-ci", "20th", "38%") and one space.
_WHOLE_NUMBER: Final = re.compile(
    r"[$€£]?\d+(?:[.,:٫٬/]\d+)*(?:-?(?:st|nd|rd|th|[^\W\d_]{1,4})(?!\w))?[%٪]?[ \u00a0]?"
)
#: The Iranian calendar counts so many years less.
_EARLIER: Final = (621, 622)
#: Months nearer than this can be one month of the other calendar.
_APART: Final = 2


def digit_changed(segment: Segment, chance: Random) -> Planted | None:
    """Change one digit."""
    numbers = list(_NUMBER.finditer(segment.target))
    if not numbers:
        return None
    number = chance.choice(numbers)
    at = chance.choice([place for place in range(*number.span()) if segment.target[place].isdecimal()])
    begins = at == number.start()
    digit = _digit(chance.randint(1 if begins else 0, 9), segment.target[at])
    spoilt = segment.target[:at] + digit + segment.target[at + 1 :]
    changed = _NUMBER.match(spoilt, number.start())
    if changed is None or _is_same_year(changed[0], segment.source):
        return None
    return segment.spoilt(spoilt)


def number_dropped(segment: Segment, chance: Random) -> Planted | None:
    """Leave out one number."""
    numbers = list(_WHOLE_NUMBER.finditer(segment.target))
    if not numbers:
        return None
    start, end = chance.choice(numbers).span()
    return segment.spoilt((segment.target[:start] + segment.target[end:]).strip())


def number_word_changed(segment: Segment, chance: Random) -> Planted | None:
    """Write another number in words."""
    return segment.spoilt(_swapped(segment.target, wordlists.NUMBER_WORDS[segment.target_language], chance))


def day_changed(segment: Segment, chance: Random) -> Planted | None:
    """Write another day of the month, in figures."""
    names = "|".join(_month_numbers(segment.target_language))
    before, after = "(?<![\\d.,:-])(?P<before>\\d{1,2})[ \u00a0]", "[ \u00a0](?P<after>\\d{1,2})(?![\\d.,:٫])"
    days = list(re.finditer(f"{before}(?:{names})|(?:{names})\\w*{after}", segment.target))
    if not days:
        return None
    match = chance.choice(days)
    group = "before" if match["before"] else "after"
    new = chance.choice([day for day in range(1, 29) if day != int(match[group])])
    figure = "".join(_digit(int(one), match[group][0]) for one in str(new))
    return segment.spoilt(segment.target[: match.start(group)] + figure + segment.target[match.end(group) :])


def month_changed(segment: Segment, chance: Random) -> Planted | None:
    """Write another month, at least two away: neighbours can be right where the calendar is converted."""
    language = segment.target_language
    numbers = _month_numbers(language)
    after = wordlists.MONTH_AFTER[language]
    sets = [
        Swaps(tuple(entry.split(":")[0] for entry in listed.split()), after) for listed in wordlists.MONTHS[language]
    ]

    def apart(old: str, new: str) -> bool:
        distance = abs(numbers[old] - numbers[new])
        return min(distance, 12 - distance) >= _APART

    return segment.spoilt(_swapped(segment.target, sets, chance, apart))


def weekday_changed(segment: Segment, chance: Random) -> Planted | None:
    """Write another day of the week; the capital of Tajikistan is called Monday, and is no day."""
    if "Dushanbe" in segment.row.texts["en"]:
        return None
    return segment.spoilt(_swapped(segment.target, wordlists.WEEKDAYS[segment.target_language], chance, _other_day))


def currency_swapped(segment: Segment, chance: Random) -> Planted | None:
    """Write another currency for an amount in figures."""
    return segment.spoilt(_swapped(segment.target, wordlists.CURRENCIES[segment.target_language], chance))


def unit_swapped(segment: Segment, chance: Random) -> Planted | None:
    """Write another unit of measure or of time after a figure."""
    return segment.spoilt(_swapped(segment.target, wordlists.UNITS[segment.target_language], chance))


def country_swapped(segment: Segment, chance: Random) -> Planted | None:
    """Name a country that the source does not name."""
    forms = {row[_column(segment.target_language)]: row for row in wordlists.COUNTRIES}

    def new_to_source(_: str, new: str) -> bool:
        return forms[new][_column(segment.source_language)] not in segment.source

    return segment.spoilt(
        _swapped(segment.target, wordlists.countries(segment.target_language), chance, new_to_source)
    )


def _swapped(
    text: str,
    sets: Iterable[Swaps],
    chance: Random,
    allowed: Callable[[str, str], bool] | None = None,
) -> str | None:
    """Put another word of a set in the place of one that stands in the text."""
    found = []
    for one in sets:
        listed = "|".join(re.escape(word) for word in sorted(one.words, key=len, reverse=True))
        found += [(match, one.words) for match in re.finditer(f"{one.before}(?P<word>{listed}){one.after}", text)]
    if not found:
        return None
    match, words = chance.choice(found)
    others = [word for word in words if word != match["word"] and (allowed is None or allowed(match["word"], word))]
    if not others:
        return None
    return text[: match.start("word")] + chance.choice(others) + text[match.end("word") :]


def _digit(value: int, like: str) -> str:
    """Return a digit in the digits of another one."""
    return chr(ord(like) - unicodedata.decimal(like) + value)


def _is_same_year(number: str, source: str) -> bool:
    """Tell whether a number is a year that the source has in the other calendar."""
    if not number.isdecimal():
        return False
    years = {int(found[0]) for found in re.finditer(r"\d{4}", source)}
    return any(int(number) + sign * apart in years for apart in _EARLIER for sign in (-1, 1))


def _other_day(old: str, new: str) -> bool:
    return old.replace("\u200c", "") != new.replace("\u200c", "")


def _month_numbers(language: str) -> dict[str, int]:
    entries = (entry.split(":") for listed in wordlists.MONTHS[language] for entry in listed.split())
    return {name: int(number) for name, number in entries}


def _column(language: str) -> int:
    return ("fa", "az", "en").index(language)
