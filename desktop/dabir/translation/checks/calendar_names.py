"""Finding the names of months and weekdays in a text, with the endings of its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from dabir.translation.checks.calendar_words import COMMON, COMMON_MONTHS, IRANIAN, IRANIAN_MONTHS, WEEKDAYS
from dabir.translation.checks.endings import is_form_of
from dabir.translation.checks.folding import Word, fold

_WEEK: Final = "week"
_TABLES: Final = ((COMMON, COMMON_MONTHS), (IRANIAN, IRANIAN_MONTHS), (_WEEK, WEEKDAYS))
#: What Arabic writes together with a word, with its article and without it, for weekdays have it in their names.
_PREFIX: Final = re.compile("^[وف]?(?:[بک]?ال|لل|[بلک])?(?=..)")
_BEFORE_ARTICLE: Final = re.compile("^[وفبک]{0,2}(?=ال)")
_PERSIAN_ENDINGS: Final = frozenset({"ماه", "شب", "ها", "های", "هایی"})
#: The vowels of endings after a stem's last vowel: a high one, and a low one.
_HARMONY: Final = {"a": "ı", "ı": "ı", "e": "i", "ə": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
_POSSESSIVE: Final = re.compile("(?<=axşam)ı$|(?<=ertə)si$|(?<=gün)ü$")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a month or of a weekday.

    Attributes:
        calendar: `COMMON`, `IRANIAN` or, for a weekday, another text.
        place: of the month in the year, or of the day in the week, from 0.
        is_loose: whether the name is also a common word or a person's name.
        length: of how many words it is.
    """

    calendar: str
    place: int
    is_loose: bool
    length: int = 1


def month_at(words: tuple[Word, ...], n: int, language: str) -> Name | None:
    """Return the month that a word, or it and the next, names.

    Args:
        words: of a text.
        n: the place of the word among them.
        language: of the text.
    """
    found = _named(words, n, language)
    return found if found and found.calendar != _WEEK else None


def weekday_at(words: tuple[Word, ...], n: int, language: str) -> Name | None:
    """Return the day of the week that a word, or it and the next, names.

    Args:
        words: of a text.
        n: the place of the word among them.
        language: of the text.
    """
    found = _named(words, n, language)
    return found if found and found.calendar == _WEEK else None


def _named(words: tuple[Word, ...], n: int, language: str) -> Name | None:
    word = words[n]
    if language == "en" and not word.is_capitalised:
        return None
    if n + 1 < len(words) and word.folded in _first_words(language):
        found = _name(f"{word.folded} {words[n + 1].folded}", language)
        if found:
            return Name(found.calendar, found.place, found.is_loose, 2)
    return _name(word.folded, language)


@cache
def _first_words(language: str) -> frozenset[str]:
    """Return the first words of names of two words, so that few pairs of words need to be looked up."""
    listed = " ".join(table.get(language, "") for _, table in _TABLES)
    names = (name.removeprefix("~").split("_") for names in listed.split() for name in names.split("|"))
    return frozenset(fold(name[0], language) for name in names if len(name) > 1)


@lru_cache(maxsize=16384)
def _name(text: str, language: str) -> Name | None:
    names = _names(language)
    exact = next((name for base, name in names.get(text[:2], ()) if base == text), None)
    bare = (_PREFIX.sub("", text), _BEFORE_ARTICLE.sub("", text)) if language == "ar" else ()
    near = [entry for start in dict.fromkeys(one[:2] for one in (text, *bare)) for entry in names.get(start, ())]
    same_length = (entry for entry in near if entry[0].count(" ") == text.count(" "))
    return exact or next((name for base, name in same_length if _is_form(text, base, language)), None)


@cache
def _names(language: str) -> dict[str, list[tuple[str, Name]]]:
    """Return all names of a language, folded, by their first letters."""
    names: dict[str, list[tuple[str, Name]]] = {}
    for calendar, table in _TABLES:
        for place, words in enumerate(table.get(language, "").split()):
            for word in words.split("|"):
                base = fold(word.removeprefix("~").replace("_", " "), language)
                names.setdefault(base[:2], []).append((base, Name(calendar, place, word.startswith("~"))))
    return names


def _is_form(text: str, base: str, language: str) -> bool:
    if language in {"az", "tr"}:
        return _turkic_form(base).fullmatch(text) is not None
    if language == "fa":
        ending = text.removeprefix(base)
        return ending != text and (ending in _PERSIAN_ENDINGS or (ending == "ی" and base.endswith("ه")))
    if language == "en":
        return len(base) > 3 and text in {f"{base}s", f"{base}'s"}
    return is_form_of(text, base, language)


@cache
def _turkic_form(base: str) -> re.Pattern[str]:
    """Return what a name looks like with endings, which follow its last vowel: martın, iyunun, cümə axşamından."""
    stem = _POSSESSIVE.sub("", base)
    high = _HARMONY[next((letter for letter in reversed(stem) if letter in _HARMONY), "a")]
    low = "a" if high in "ıu" else "[əe]"
    case = f"n?[dt]{low}(?:n|k|k[iı]\\w*)?|[ny]?{low}(?:d[aəe]k|k)?|l{low}|d[əe]k"
    return re.compile(
        f"{re.escape(stem)}'?(?:l{low}r)?(?:s?{high}n?|n{high}n?)?(?:n?{high}n?)?(?:{case})?(?:l[ıi])?(?:d{high}r)?"
    )
