"""The days of the week in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dabir.translation.checks.calendar_names import weekday_at
from dabir.translation.checks.calendar_words import NOT_WEEKDAYS
from dabir.translation.checks.folding import words_of


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week in a text.

    Attributes:
        number: 0 for Monday to 6 for Sunday.
        start: first character.
        end: one past the last character.
        is_loose: whether the word also means something else.
    """

    number: int
    start: int
    end: int
    is_loose: bool

    @property
    def span(self) -> tuple[int, int]:
        """Start and end, as findings have them."""
        return self.start, self.end


@lru_cache(maxsize=256)
def weekdays_in(text: str, language: str) -> tuple[Weekday, ...]:
    """Return the days of the week in a text, in order.

    Args:
        text: any text.
        language: of the text.
    """
    words = words_of(text, language)
    pattern = _not_weekdays(language)
    excluded = [match.span() for match in pattern.finditer(text)] if pattern else []
    found: list[Weekday] = []
    for n, word in enumerate(words):
        if found and word.start < found[-1].end:
            continue
        name = weekday_at(words, n, language)
        if name and not any(start <= word.start < end for start, end in excluded):
            found.append(Weekday(name.place, word.start, words[n + name.length - 1].end, name.is_loose))
    return tuple(found)


@cache
def _not_weekdays(language: str) -> re.Pattern[str] | None:
    listed = NOT_WEEKDAYS.get(language)
    return re.compile(f"(?<!\\w)(?:{listed})", re.IGNORECASE) if listed else None
