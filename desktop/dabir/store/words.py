"""The words of a text, with their places in it, in the forms the search index keeps.

Persian joins with a zero-width non-joiner what others write together or apart: "می‌شود", "میشود", "می شود". A word
with such joints has one joined form and its parts besides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dabir.store.folding import fold

#: A word is cut to this many characters, in texts and queries alike.
LONGEST: Final = 64

#: A word as the index keeps it: written together, and its parts.
Form = tuple[str, tuple[str, ...]]

#: Pieces of text whose words are remembered: most of any text are among those of the texts before.
_REMEMBERED: Final = 1 << 16

_JOINT: Final = "\u200c"

#: What may stand inside a word without ending it: combining marks of our scripts, joiners, direction marks and the
#: soft hyphen.
_INSIDE: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u08d3-\u08ff\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
)
#: Of a text without "_", which is no letter of any word, though the expressions of Python take it for one. No word
#: goes beyond white space.
_WORD: Final = re.compile(f"\\w[\\w{_INSIDE}]*")
_PLAIN: Final = re.compile(r"[^\W_]+")
#: What stands round words and is no part of any.
_AROUND: Final = ".,:;!?…-–—()[]{}«»“”„\"'‘’/*&،؛؟"


class _Remembered(dict[str, str]):
    """What is made of a piece of text without white space, worked out when first met."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, piece: str) -> str:
        made = self._make(piece)
        if made == piece:
            # Two texts alike would take twice the room in the caches of the processor.
            made = piece
        # What is no word of any language would only fill the memory.
        if len(piece) <= LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = made
        return made


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        start: its first character in the text (Unicode code points).
        end: one past its last.
        joined: folded, written together.
        parts: folded, between its joints; empty for a word without any.
    """

    start: int
    end: int
    joined: str
    parts: tuple[str, ...]


def words(text: str) -> Iterator[Word]:
    """Return the words of a text in order; what folds to nothing is no word."""
    for match in _WORD.finditer(text.replace("_", " ")):
        joined, parts = form(match.group())
        if joined:
            yield Word(match.start(), match.end(), joined, parts)


def joined_words(text: str) -> str:
    """Return the words of a text in order, each written together, with a blank between two."""
    return " ".join(filter(None, map(_JOINED.__getitem__, text.split())))


def parts_of_words(text: str) -> str:
    """Return the parts of those words of a text that have joints, in order, with a blank between two."""
    if _JOINT not in text:
        return ""
    return " ".join(filter(None, [_PARTS[piece] for piece in text.split() if _JOINT in piece]))


def form(raw: str) -> Form:
    """Return the form of one word as it stands; ("", ()) for what folds to nothing."""
    return _form(raw) if len(raw) <= LONGEST else _made(raw)


def _made(raw: str) -> Form:
    if _JOINT not in raw:
        return _plain(raw)[:LONGEST], ()
    pieces = [plain for piece in raw.split(_JOINT) if (plain := _plain(piece))]
    parts = tuple(piece[:LONGEST] for piece in pieces) if len(pieces) > 1 else ()
    return "".join(pieces)[:LONGEST], parts


def _joined(piece: str) -> str:
    """Return the words of a piece of text without white space as `joined_words` does."""
    word = piece.strip(_AROUND)
    if word.isalnum():
        # One word, as in most pieces.
        return _plain(word)[:LONGEST]
    if _JOINT in piece:
        return " ".join(word.joined for word in words(piece))
    return " ".join(filter(None, [_plain(raw)[:LONGEST] for raw in _WORD.findall(piece.replace("_", " "))]))


_form: Final = lru_cache(maxsize=_REMEMBERED)(_made)
_JOINED: Final = _Remembered(_joined)
_PARTS: Final = _Remembered(lambda piece: " ".join(part for word in words(piece) for part in word.parts))


def _plain(piece: str) -> str:
    # A few characters fold to letters with signs between ("⑴" to "(1)"); a word is letters and digits only.
    folded = fold(piece)
    return folded if folded.isalnum() else "".join(_PLAIN.findall(folded))
