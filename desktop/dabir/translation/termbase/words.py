"""The words of a text as terms are compared with them: folded, with their places, and apart at their joints.

Unlike the words that checks look at, numbers are words here ("G20", "F-35"), and a Persian word keeps its parts: a
term written with a non-joiner is also found where it is written apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from dabir.translation.checks.folding import fold

_JOINT: Final = "\u200c"
_MARKS: Final = "\u0300-\u036f\u064b-\u0655\u0670\u0640"
#: An apostrophe or a joiner belongs to a word only where it goes on.
_WORD: Final = re.compile(f"[^\\W_](?:[^\\W_]|[{_MARKS}]|[\u200c\u200d'’ʼ](?=[^\\W_]))*")
_DIGITS: Final = MappingProxyType(
    {ord(digit): str(value) for row in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩") for value, digit in enumerate(row)}
)
#: Turkish writes a circumflex or leaves it out (hâkim, hakim).
_CIRCUMFLEX: Final = MappingProxyType({ord("â"): "a", ord("î"): "i", ord("û"): "u"})
_TURKIC: Final = frozenset({"az", "tr"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        text: as it stands.
        folded: for comparing, written together.
        parts: folded, between its joints; one for a word without any.
        start: first character in the text (Unicode code points).
        end: one past the last.
    """

    text: str
    folded: str
    parts: tuple[str, ...]
    start: int
    end: int


def plain(text: str, language: str) -> str:
    """Return a text for comparing: one spelling of letters and digits, small letters, no marks.

    Args:
        text: any text.
        language: of the text, normalised; decides what the small letter of I is.
    """
    folded = fold(text, language).translate(_DIGITS)
    return folded.translate(_CIRCUMFLEX) if language in _TURKIC else folded


@lru_cache(maxsize=256)
def words_of(text: str, language: str) -> tuple[Word, ...]:
    """Return the words of a text in order. A hyphen parts words; an apostrophe and a non-joiner do not."""
    return tuple(_word(found, language) for found in _WORD.finditer(text))


def _word(found: re.Match[str], language: str) -> Word:
    raw = found.group()
    parts = tuple(plain(part, language) for part in raw.split(_JOINT)) if _JOINT in raw else ()
    folded = "".join(parts) or plain(raw, language)
    return Word(raw, folded, parts or (folded,), found.start(), found.end())
