"""Where two texts differ, word by word: a segment and what the memory has, or two versions of a story.

The pieces put together again give both texts exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz.distance import Indel

#: A figure, a word with its marks and joiners, or a sign, with the white space before it; white space at the end.
_TOKEN: Final = re.compile(
    r"(\s*)(\d+(?:[.,٫٬:/]\d+)*|\w(?:\w|[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
    r"\u06d6-\u06ed\u200c\u200d])*|\S)|(\s+)\Z"
)


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that was kept, removed or added.

    Attributes:
        change: what became of it.
        text: the run.
        before: its start and end in the text before; None for what was added.
        after: its start and end in the text after; None for what was removed.
    """

    change: Change
    text: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of two texts in reading order, what was removed ahead of what was added in its place.

    Args:
        before: a text.
        after: what became of it.
    """
    runs = list(_joined(_changes(_tokens(before), _tokens(after))))
    pieces = []
    at, to = 0, 0
    for change, text in runs:
        size = len(text)
        stood = None if change is Change.ADDED else (at, at + size)
        stands = None if change is Change.REMOVED else (to, to + size)
        pieces.append(Piece(change, text, stood, stands))
        at += size if stood else 0
        to += size if stands else 0
    return tuple(pieces)


def changed_spans(before: str, after: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Return what was removed from a text, as starts and ends there, and what was added, as starts and ends after."""
    pieces = difference(before, after)
    removed = tuple(piece.before for piece in pieces if piece.change is Change.REMOVED and piece.before)
    added = tuple(piece.after for piece in pieces if piece.change is Change.ADDED and piece.after)
    return removed, added


def _tokens(text: str) -> list[tuple[str, str]]:
    """Return each word or sign with the white space before it; "" at the end, with the white space there."""
    found = [(match[1] or match[3] or "", match[2] or "") for match in _TOKEN.finditer(text)]
    return found if found and not found[-1][1] else [*found, ("", "")]


def _changes(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> Iterator[tuple[Change, str]]:
    for one in Indel.opcodes([word for _, word in before], [word for _, word in after]):
        start, end, other_start, other_end = one.src_start, one.src_end, one.dest_start, one.dest_end
        if one.tag == "equal":
            for (space, word), (other_space, _) in zip(before[start:end], after[other_start:other_end], strict=True):
                if space == other_space:
                    yield Change.KEPT, space + word
                else:
                    yield Change.REMOVED, space
                    yield Change.ADDED, other_space
                    yield Change.KEPT, word
        else:
            yield Change.REMOVED, "".join(space + word for space, word in before[start:end])
            yield Change.ADDED, "".join(space + word for space, word in after[other_start:other_end])


def _joined(changes: Iterable[tuple[Change, str]]) -> Iterator[tuple[Change, str]]:
    """Join neighbours: between two kept runs there is one removed and one added at most."""
    kept, removed, added = "", "", ""
    for change, text in changes:
        if change is Change.KEPT and text:
            if removed or added:
                yield from _run(kept, removed, added)
                kept, removed, added = "", "", ""
            kept += text
        elif change is Change.REMOVED:
            removed += text
        elif change is Change.ADDED:
            added += text
    yield from _run(kept, removed, added)


def _run(kept: str, removed: str, added: str) -> Iterator[tuple[Change, str]]:
    # The space before a replaced word is nothing that changed.
    same = 0
    while same < min(len(removed), len(added)) and removed[same] == added[same] and removed[same].isspace():
        same += 1
    parts = ((Change.KEPT, kept + removed[:same]), (Change.REMOVED, removed[same:]), (Change.ADDED, added[same:]))
    yield from ((change, text) for change, text in parts if text)
