"""Two texts compared word for word: what differs, where, and whether only typography does.

White space between words does not count, for every system that shows a text breaks its lines anew. Marks that look
alike but are other characters (quotes, dashes, no-break spaces, zero-width joiners, Arabic and Persian forms of a
letter) count, and are told apart from other words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from typing import Final

from dabir.domain.text import Text

_WORD: Final = re.compile(r"\S+")
_PLAIN_SPACE: Final = frozenset(" \t\r\n\f\v")
_LOOK_ALIKES: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛ʼ′ʻ`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("يىﻱﻲ", "ی"),
        **dict.fromkeys("ك", "ک"),
        "…": "...",
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e", ""),
        **dict.fromkeys("\u2066\u2067\u2068\u2069\u0640", ""),
    }
)
#: More words than this are told by their beginning.
_SHOWN: Final = 12


class Kind(StrEnum):
    """What differs."""

    WORDS = "words"
    TYPOGRAPHY = "typography"
    SPACE = "white space"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Attributes:
        kind: what differs.
        place: where, in the original ("paragraph 2, word 5").
        original: what the original has there; "" where something was added.
        released: what was released there; "" where something is missing.
    """

    kind: Kind
    place: str
    original: str
    released: str

    def __str__(self) -> str:
        """Return it as a line for people."""
        return f"{self.place} ({self.kind}): original {_named(self.original)}, released {_named(self.released)}"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, the white space before it in its block, and where it stands.

    Attributes:
        text: as it stands.
        folded: with look-alikes made one.
        before: the white space before it, where that is more than plain; "".
        block: number of its block.
        number: of the word in the block, from 1.
    """

    text: str
    folded: str
    before: str
    block: int
    number: int


def compare(original: Text, blocks: Sequence[str], around: Iterable[str] = ()) -> tuple[Difference, ...]:
    """Compare an original with what was released of it.

    Args:
        original: the text as it has to be.
        blocks: the released text, headline and paragraphs in order; how it is cut into blocks does not count.
        around: lines that may stand beside the text as blocks of their own, such as the credit line.

    Returns:
        The differences in order; empty when every word is the same.
    """
    wanted = [original.headline, *original.paragraphs]
    beside = {_fold("".join(line.split())) for line in around} - {""}
    own = {_fold("".join(block.split())) for block in wanted}
    kept = [block for block in blocks if (key := _fold("".join(block.split()))) not in beside or key in own]
    left, right = _words(wanted), _words(kept)
    return tuple(_differences(left, right))


def compare_exactly(original: Text, released: Text) -> tuple[Difference, ...]:
    """Compare two texts character by character, white space and cutting into paragraphs included."""
    if original == released:
        return ()
    found = compare(original, [released.headline, *released.paragraphs])
    if found:
        return found
    pairs = zip_longest([original.headline, *original.paragraphs], [released.headline, *released.paragraphs])
    return tuple(
        Difference(Kind.SPACE, _place_of(number, 0), _written(one), _written(other))
        for number, (one, other) in enumerate(pairs)
        if one != other
    )


def _written(block: str | None) -> str:
    """Return a block with its white space visible; "" for one that is not there."""
    return "" if block is None else repr(block)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_LOOK_ALIKES)).translate(_LOOK_ALIKES)


def _words(blocks: Sequence[str]) -> list[_Word]:
    words: list[_Word] = []
    for block, text in enumerate(blocks):
        end = 0
        for number, found in enumerate(_WORD.finditer(text), start=1):
            space = text[end : found.start()]
            before = "" if number == 1 or set(space) <= _PLAIN_SPACE else space
            words.append(_Word(found[0], _fold(found[0]), before, block, number))
            end = found.end()
    return words


def _differences(left: list[_Word], right: list[_Word]) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [word.folded for word in left], [word.folded for word in right], autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(left[start:end], right[other_start:other_end], strict=True)
            yield from (_typographic(one, other) for one, other in pairs if not _is_same(one, other))
            continue
        gone, come = left[start:end], right[other_start:other_end]
        same = "".join(word.folded for word in gone) == "".join(word.folded for word in come)
        place = _place(left, start)
        yield Difference(Kind.TYPOGRAPHY if same else Kind.WORDS, place, _text(gone), _text(come))


def _is_same(one: _Word, other: _Word) -> bool:
    # At the beginning of a block the space before a word is a matter of layout.
    return one.text == other.text and (one.before == other.before or 1 in {one.number, other.number})


def _typographic(one: _Word, other: _Word) -> Difference:
    if one.text != other.text:
        return Difference(Kind.TYPOGRAPHY, _place_of(one.block, one.number), one.text, other.text)
    return Difference(
        Kind.TYPOGRAPHY, _place_of(one.block, one.number), one.before + one.text, other.before + other.text
    )


def _place(words: list[_Word], index: int) -> str:
    if index < len(words):
        return _place_of(words[index].block, words[index].number)
    return "after the last word"


def _place_of(block: int, number: int) -> str:
    part = "headline" if block == 0 else f"paragraph {block}"
    return f"{part}, word {number}" if number else part


def _text(words: list[_Word]) -> str:
    shown = " ".join(word.text for word in words[:_SHOWN])
    return f"{shown} … ({len(words)} words)" if len(words) > _SHOWN else shown


def _named(text: str) -> str:
    """Return a text in quotes; characters that cannot be seen, or be taken for another, are named."""
    if not text:
        return "nothing"
    return "“" + "".join(_shown(letter) for letter in text) + "”"


def _shown(letter: str) -> str:
    hidden = letter != " " and unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"}
    return f"⟨U+{ord(letter):04X}⟩" if hidden else letter
