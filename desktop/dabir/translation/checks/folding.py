"""Words of a text, folded so that spellings of the same word are equal.

Folding knows the dotted and dotless i of Azerbaijani and Turkish, Arabic letters that Persian writes differently, the
zero-width non-joiner, vowel marks and Cyrillic ё. Spans always point into the text as it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_TURKIC: Final = frozenset({"az", "tr"})
_DOTTED: Final = MappingProxyType({ord("İ"): "i", ord("I"): "ı"})
#: Letters of one sound or one shape under one letter; None takes a mark away.
_LETTERS: Final = MappingProxyType(
    {
        **dict.fromkeys(map(ord, "يىئېۍ"), "ی"),
        **dict.fromkeys(map(ord, "كڪ"), "ک"),
        **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
        **dict.fromkeys(map(ord, "ةۀهۂ"), "ه"),
        ord("ؤ"): "و",
        ord("ё"): "е",
        **dict.fromkeys(map(ord, "’ʼ‘`´ʻ"), "'"),
        **dict.fromkeys(map(ord, "ء\u0640\u200c\u200d\u200e\u200f\u0307\u0654\u0655\u0670"), None),
        **dict.fromkeys(range(0x064B, 0x0653), None),
    }
)
_WORD: Final = re.compile(
    "[^\\W\\d_](?:[^\\W_]|[\u0300-\u036f\u064b-\u0655\u0670\u0640]|[\u200c\u200d'’ʼ](?=[^\\W_]))*"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        text: as it stands.
        folded: for comparing.
        start: first character in the text.
        end: one past the last character.
    """

    text: str
    folded: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Start and end, as findings have them."""
        return self.start, self.end

    @property
    def is_capitalised(self) -> bool:
        """Whether the word begins with a capital, which scripts without capitals never do."""
        return self.text[0].isupper()


def fold(text: str, language: str) -> str:
    """Return a text for comparing: small letters, one spelling, no marks.

    Args:
        text: any text.
        language: of the text, which decides what the small letter of I is.
    """
    composed = unicodedata.normalize("NFKC", text)
    if language in _TURKIC:
        composed = composed.translate(_DOTTED)
    return composed.casefold().translate(_LETTERS)


@lru_cache(maxsize=512)
def words_of(text: str, language: str) -> tuple[Word, ...]:
    """Return the words of a text. A hyphen parts words, an apostrophe and a non-joiner do not.

    Args:
        text: any text.
        language: of the text.
    """
    found = _WORD.finditer(text)
    return tuple(Word(one[0], fold(one[0], language), one.start(), one.end()) for one in found)
