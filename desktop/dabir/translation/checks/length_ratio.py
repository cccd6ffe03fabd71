"""A translation much shorter or longer than such a source usually gets: something is missing or made up.

Letters and digits are counted, not signs and spaces. How dense a language writes, and how far good translations
stray from it, was measured on the 17,665 sentence triples of resources/corpus for Persian, Azerbaijani and English,
and estimated from their grammar's likeness for the others. The longer a source, the less its translations stray.
Where the desk has confirmed enough units of its own, their ratio takes the place of the densities.
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.folding import words_of
from dabir.translation.checks.pair import Pair

NAME: Final = "length-ratio"

#: Letters a language needs for what takes one in English.
_DENSITY: Final = MappingProxyType({"fa": 0.8, "azb": 0.82, "ar": 0.78, "az": 1.0, "tr": 0.98, "ru": 1.0, "en": 0.99})
#: Where a source has few letters, translations are somewhat longer than its density says, the less so from Persian
#: and Arabic, which leave out vowels; by the natural logarithm of letters, from this many on.
_DRIFT: Final = -0.06
_DRIFT_FROM: Final = 60
_TERSE: Final = frozenset({"fa", "azb", "ar"})
#: Long words of languages that string endings together come out shorter: by the natural logarithm of the letters of
#: a word above the usual one, measured on Azerbaijani.
_STRUNG: Final = frozenset({"az", "tr"})
_LONG_WORDS: Final = -0.34
_USUAL_WORD: Final = 6.57
#: Fewer letters say nothing.
_LEAST: Final = 8
#: From so many standard deviations on, a translation is too short, or too long.
_SHORT: Final = -3.6
_LONG: Final = 3.4


def check(pair: Pair) -> list[Finding]:
    """Report an odd length; the shorter the source, the more is let pass."""
    odd = deviation(pair)
    if odd is None or _SHORT <= odd <= _LONG:
        return []
    came, usual = letters(pair.target), expected(pair)
    what, hint = ("short", "Something may be missing") if odd < 0 else ("long", "Something may have been added")
    message = f"The translation is unusually {what}: {came} letters where about {usual:.0f} are usual. {hint}."
    return [Finding(NAME, Severity.WARNING, message, (0, len(pair.source)), (0, len(pair.target)))]


def deviation(pair: Pair) -> float | None:
    """Return by how many standard deviations a translation is longer than usual; less than 0 where it is shorter.

    Args:
        pair: a source and its translation.

    Returns:
        None where the source is too short, or the target empty, to say.
    """
    have, came = letters(pair.source), letters(pair.target)
    if have < _LEAST or not came:
        return None
    return math.log(came / expected(pair)) * math.sqrt(have) / _spread(pair)


def _spread(pair: Pair) -> float:
    """Return how far good translations stray, to be divided by the root of the number of letters."""
    if pair.source_language in _TERSE:
        return 1.12
    if pair.target_language in _TERSE:
        return 1.1 if pair.source_language in _STRUNG else 1.2
    return 1.22 if pair.source_language in _STRUNG else 1.3


def expected(pair: Pair) -> float:
    """Return how many letters and digits the translation of a source usually has."""
    have = letters(pair.source)
    if pair.length_ratio is not None:
        return have * pair.length_ratio
    usual = have * _DENSITY.get(pair.target_language, 1.0) / _DENSITY.get(pair.source_language, 1.0)
    drift = 0.0 if pair.source_language in _TERSE else _DRIFT * math.log(max(have, 1) / _DRIFT_FROM)
    return usual * math.exp(drift + _long_words(pair, have))


def _long_words(pair: Pair, have: int) -> float:
    if pair.source_language not in _STRUNG:
        return 0.0
    words = len(words_of(pair.source, pair.source_language))
    return _LONG_WORDS * math.log(have / max(words, 1) / _USUAL_WORD)


def letters(text: str) -> int:
    """Return the number of letters and digits of a text."""
    return sum(character.isalnum() for character in text)
