"""The currency or unit of a number."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from dabir.translation.checks.endings import is_form_of
from dabir.translation.checks.folding import Word, fold, words_of
from dabir.translation.checks.number_reading import Kind, Number
from dabir.translation.checks.unit_words import BEFORE, KINDS, SIGNS, WHOSE, unit_words

#: What may stand between a number, with its ending, and its unit.
_GAP: Final = re.compile("(?:['’-]?[^\\W\\d_]{0,4}(?=[\\s\u00a0]))?[\\s\u00a0\u200c-]*")
_ENDING: Final = re.compile("['’-][^\\W\\d_]{1,5}")
_HANGING: Final = frozenset({"az", "tr", "ru"})
_SIGN_AFTER: Final = re.compile("[\\s\u00a0\u200c]?(" + "|".join(map(re.escape, SIGNS)) + ")")
_SIGN_BEFORE: Final = re.compile("(" + "|".join(map(re.escape, SIGNS)) + ")[\\s\u00a0]?$")
_ALIKE: Final = MappingProxyType({"riyal": "rial"})
_POINTS: Final = re.compile("\\S{0,5} puan")
#: What Arabic and Persian write together with a word before it.
_BEFORE_WORD: Final = MappingProxyType(
    {"ar": re.compile("^[وف]?(?:[بک]?ال|لل|[بلک])?(?=..)"), "fa": re.compile("^و(?=..)")}
)
_LONGEST: Final = 3


def unit_of(number: Number, text: str, language: str) -> tuple[str, tuple[int, int]] | None:
    """Return the unit of a number and where it stands, or None.

    Args:
        number: one of `numbers_in(text, language)`.
        text: any text.
        language: of the text.
    """
    before = _SIGN_BEFORE.search(text, max(0, number.start - 4), number.start)
    if before:
        return SIGNS[before[1]], before.span(1)
    after = _SIGN_AFTER.match(text, number.end)
    if after:
        return SIGNS[after[1]], after.span(1)
    return _after(number, text, language) or _before(number, text, language)


def _after(number: Number, text: str, language: str) -> tuple[str, tuple[int, int]] | None:
    words = words_of(text, language)
    own = next((word for word in words if word.start <= number.start and number.end <= word.end), None)
    if own and (number.kind is Kind.PART or own.end > number.end):
        return _within(own, language)
    following = [word for word in words if word.start >= number.end][: _LONGEST + 3]
    if language in _HANGING and following and _ENDING.fullmatch(text, number.end, following[0].end):
        following = following[1:]  # 5-ci, 15-dən, 15'inci
    begin = number.end
    for n, word in enumerate(following[:3]):
        if not _GAP.fullmatch(text, begin, word.start):
            return None
        for length in range(_LONGEST, 0, -1):
            here = tuple(following[n : n + length])
            if len(here) == length and (unit := _named(here, text, language)):
                return unit, (here[0].start, here[-1].end)
        if word.folded not in _whose(language):
            return None
        begin = word.end
    return None


def _within(word: Word, language: str) -> tuple[str, tuple[int, int]] | None:
    """Read a number and its unit that are written as one: بیست‌درصدی, ikigünlük, пятилетний."""
    for start in range(2, len(word.folded) - 1):
        unit = _unit((word.folded[start:],), language)
        if unit:
            return unit, word.span
    return None


def _before(number: Number, text: str, language: str) -> tuple[str, tuple[int, int]] | None:
    for word, unit in BEFORE.get(language, ()):
        found = re.search(
            f"{word}[\\s\u00a0]+(?:\\w+\\s)?$", text[max(0, number.start - 24) : number.start], re.IGNORECASE
        )
        if found and language == "tr" and _POINTS.match(text, number.end):
            return "percentage_point", number.span
        if found:
            start = max(0, number.start - 24) + found.start()
            return unit, (start, start + len(word))
    return None


def _named(words: tuple[Word, ...], text: str, language: str) -> str | None:
    gaps = (text[one.end : other.start] for one, other in pairwise(words))
    if not all(re.fullmatch("\\.?[\\s\u00a0\u200c-]?", gap) for gap in gaps):
        return None
    unit = _unit(tuple(word.folded for word in words), language)
    return _ALIKE.get(unit, unit) if unit else None


@lru_cache(maxsize=16384)
def _unit(words: tuple[str, ...], language: str) -> str | None:
    first = words[0]
    bare = _BEFORE_WORD[language].sub("", first) if language in _BEFORE_WORD else first
    for start in {first[:2], bare[:2]}:
        for unit, forms, is_exact in _forms(language).get(start, ()):
            if words == forms or (not is_exact and len(words) == len(forms) and _are_forms(words, forms, language)):
                return unit
    return _with_suffix(first, language) if language in {"az", "tr"} and len(words) == 1 else None


def _are_forms(words: tuple[str, ...], forms: tuple[str, ...], language: str) -> bool:
    return all(is_form_of(word, form, language) for word, form in zip(words, forms, strict=True))


def _with_suffix(word: str, language: str) -> str | None:
    """Read a word with endings that stand for "long", "old", "worth": metrlik, günlük, illik, yaşlı, saatlıq."""
    found = re.match("(.+?)(?:l[ıiuü][kqğy]?)(?:\\w{0,6})$", word)
    return _unit((found[1],), language) if found else None


@cache
def _forms(language: str) -> dict[str, list[tuple[str, tuple[str, ...], bool]]]:
    """Return units by their first letters: name, folded words, and whether they are taken without endings."""
    forms: dict[str, list[tuple[str, tuple[str, ...], bool]]] = {}
    for unit, listed in unit_words(language).items():
        for form in listed:
            words = tuple(fold(part, language) for part in form.removeprefix("~").split("_"))
            forms.setdefault(words[0][:2], []).append((unit, words, form.startswith("~")))
    return forms


@cache
def _whose(language: str) -> frozenset[str]:
    return frozenset(fold(word, language) for word in WHOSE.get(language, "").split())


def kind_of(unit: str) -> str:
    """Return the kind of a unit: money, a share, a measure or a time.

    Args:
        unit: a name that `unit_of` returns.
    """
    return KINDS[unit]


@lru_cache(maxsize=256)
def units_named(text: str, language: str) -> frozenset[str]:
    """Return the units that a text names anywhere, beside a number or not.

    Args:
        text: any text.
        language: of the text.
    """
    words = words_of(text, language)
    named = {
        unit
        for n in range(len(words))
        for length in range(1, _LONGEST + 1)
        if len(words[n : n + length]) == length and (unit := _named(words[n : n + length], text, language))
    }
    signs = {SIGNS[found[1]] for found in _SIGN_AFTER.finditer(text)}
    return frozenset(named | signs)
