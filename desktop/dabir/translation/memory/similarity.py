"""How alike two sources are, from 0 to 100.

Words and letters count half each, so that a changed ending costs less than a changed word. Figures are set aside
first: sentences that differ in figures only are nearly the same to a translator, but never the same. Spellings that
readers take for one (yeh and kaf, joiners, marks, capital letters) cost next to nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from rapidfuzz.distance import Indel, Levenshtein

#: The score of texts that are the same.
SAME: Final = 100

#: What figures that differ cost: once, and for each of them up to so many.
_FIGURES_DIFFER: Final = 1
_MOST_FIGURES: Final = 7

_LETTERS: Final = MappingProxyType(
    {
        **dict.fromkeys(map(ord, "يى"), "ی"),
        ord("ك"): "ک",
        ord("ı"): "i",
        # Tatweel, joiners, direction marks, vowel marks and the dot that İ leaves behind.
        **dict.fromkeys((0x0640, 0x0307, *range(0x064B, 0x0653), 0x0670, *range(0x200B, 0x2010), 0xFEFF), None),
        **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), None),
    }
)
_FIGURE: Final = re.compile(r"\d+(?:[.,٫٬:/]\d+)*")
#: Stands for any figure: no letter, and in no text of a story.
_ANY_FIGURE: Final = "\x00"
_WORD: Final = re.compile(r"\x00|[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text as it is compared.

    Attributes:
        text: composed, white space folded; what must be equal for 100.
        letters: folded, figures set aside.
        words: those of `letters`.
        figures: in order, in plain digits.
    """

    text: str
    letters: str
    words: tuple[str, ...]
    figures: tuple[str, ...]


def same(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for the composition of letters (NFC) and white space."""
    return _plain(one) == _plain(other)


def score(one: str, other: str) -> int:
    """Return how alike two texts are: 100 for the same text (see `same`), 0 for nothing in common.

    Args:
        one: a text.
        other: another; the order does not matter.
    """
    first, second = _reading(one), _reading(other)
    if first.text == second.text:
        return SAME
    words = Levenshtein.normalized_similarity(first.words, second.words)
    letters = Indel.normalized_similarity(first.letters, second.letters)
    points = int(SAME * (words + letters) / 2) - _cost_of_figures(first.figures, second.figures)
    return max(0, min(points, SAME - 1))


def _cost_of_figures(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    if one == other:
        return 0
    first, second = Counter(one), Counter(other)
    # Figures that changed places differ too, by one at least.
    differing = max((first - second).total(), (second - first).total(), 1)
    return _FIGURES_DIFFER + min(differing, _MOST_FIGURES)


@lru_cache(maxsize=4_000)
def _reading(text: str) -> _Reading:
    plain = _plain(text)
    folded = plain.casefold().translate(_LETTERS)
    letters = _FIGURE.sub(_ANY_FIGURE, folded)
    figures = tuple("".join(map(_digit, figure)) for figure in _FIGURE.findall(folded))
    return _Reading(plain, letters, tuple(_WORD.findall(letters)), figures)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
