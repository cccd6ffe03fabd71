"""How much of a text its translation answers: the stretch of words that has least to answer to it.

A word is answered where the other text has a word that the lexicon knows as its translation, or one that sounds like
it. What nothing answers may be said in other words, so single words prove nothing; but words beside one another that
have no answer, each of which usually has one, are a stretch that was likely left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dabir.translation.checks.folding import Word, words_of
from dabir.translation.checks.lexicon import Entry, entries
from dabir.translation.checks.romanise import skeletons
from dabir.translation.checks.stems import FUNCTION_WORDS, stem

#: How often a word that was left out has an answer all the same, by chance or because it comes twice.
_CHANCE: Final = 0.2
#: How often a word that only sounds alike is taken for answered in a good translation.
_HEARD: Final = 0.6
#: No word is surer than this to be answered.
_SUREST: Final = 0.93
#: What a word counts that the lexicon does not have.
_UNKNOWN: Final = 0.1
#: Words that are answered less often than this say no more than one that the lexicon does not have.
_LEAST: Final = 0.4
#: Shorter words and skeletons sound like too many others.
_LETTERS: Final = 4
_SOUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What of a text has least to answer to it in the other text.

    Attributes:
        weight: logarithm of how much likelier the words of the stretch with the fewest answers are if it was left out
            than if it was translated; 0 or more.
        span: where that stretch is; None where all is answered.
        silence: the share of the text's letters, from 0 to 1, in the longest run of words none of which is answered.
    """

    weight: float
    span: tuple[int, int] | None
    silence: float


@dataclass(frozen=True, slots=True)
class _Answers:
    rows: frozenset[int]
    sounds: frozenset[str]


def unanswered(text: str, language: str, other: str, other_language: str) -> Unanswered:
    """Return what of a text has least to answer to it in another text.

    Args:
        text: whose words are looked at.
        language: of the text, one of `stems.LANGUAGES`.
        other: where answers are looked for.
        other_language: of the other text, one of `stems.LANGUAGES`.
    """
    answers = _answers(other, other_language)
    words = words_of(text, language)
    weights = [_weight(word, language, answers) for word in words]
    most, span = _stretch(words, weights)
    longest = run = 0
    for word, weight in zip(words, weights, strict=True):
        run = 0 if weight < 0 else run + len(word.folded)
        longest = max(longest, run if weight else 0)  # words of grammar at the end of a run are no part of it
    return Unanswered(most, span, longest / max(1, sum(len(word.folded) for word in words)))


def _stretch(words: tuple[Word, ...], weights: list[float]) -> tuple[float, tuple[int, int] | None]:
    """Return the words in a row with the largest sum, after Kadane (Bentley, "Programming Pearls", column 8)."""
    most, span, weight, start = 0.0, None, 0.0, 0
    for word, more in zip(words, weights, strict=True):
        if weight <= 0:
            weight, start = 0.0, word.start
        weight += more
        if weight > most:
            most, span = weight, (start, word.end)
    return most, span


def _weight(word: Word, language: str, answers: _Answers) -> float:
    if word.folded in FUNCTION_WORDS[language]:
        return 0.0
    entry = entries(language).get(stem(word.folded, language))
    if _is_answered(word, language, entry, answers):
        return math.log(_CHANCE / max(_CHANCE, entry.answered if entry else _HEARD))
    if entry is None or entry.answered < _LEAST:
        return _UNKNOWN
    return math.log((1 - _CHANCE) / (1 - min(entry.answered, _SUREST)))


def _is_answered(word: Word, language: str, entry: Entry | None, answers: _Answers) -> bool:
    if entry is not None and not entry.rows.isdisjoint(answers.rows):
        return True
    return len(word.folded) >= _LETTERS and not answers.sounds.isdisjoint(_sounds(word.folded, language))


@lru_cache(maxsize=64)
def _answers(text: str, language: str) -> _Answers:
    words, table = words_of(text, language), entries(language)
    found = (table.get(stem(word.folded, language)) for word in words)
    sounds = {one for word in words if len(word.folded) >= _LETTERS for one in _sounds(word.folded, language)}
    return _Answers(frozenset(row for entry in found if entry for row in entry.rows), frozenset(sounds))


def _sounds(word: str, language: str) -> set[str]:
    """Return the consonants of a word, and the first few of them, by which its other forms begin as well."""
    ways = [way for way in skeletons(word, language) if len(way) >= _SOUNDS]
    return {*ways, *(way[:_LETTERS] for way in ways if len(way) >= _LETTERS)}
