"""Reading the quotation marks of a text, in whatever style it has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

#: What each opening mark may be closed with.
_CLOSERS: Final = MappingProxyType(
    {"«": "»", "“": "”", "„": "“”", '"': '"', "‘": "’", "‚": "‘’", "‹": "›", "»": "«", "”": "”"}
)
_MARK: Final = re.compile("[«»“”„\"‘’‚‹›]|(?<!\\w)'(?=\\w)|(?<=[\\w.!?…])'(?!\\w)")
#: A sign of feet, inches, minutes or seconds.
_UNIT: Final = re.compile("(?<=\\d)[\"'’”]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch.

    Attributes:
        start: its opening mark.
        end: one past its closing mark.
        text: what is between them.
        depth: 0 for one that stands in no other.
    """

    start: int
    end: int
    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """What the marks of a text amount to.

    Attributes:
        quotes: the quoted stretches in the order of their closing marks.
        open: places of marks that open and are never closed.
        stray: places of marks that close what was never opened.
    """

    quotes: tuple[Quote, ...]
    open: tuple[int, ...]
    stray: tuple[int, ...]


def read(text: str) -> Quotation:
    """Pair the quotation marks of a text.

    An apostrophe within a word or at its end is none, nor is the sign of inches after a figure unless one is open.
    """
    stack: list[int] = []
    quotes: list[Quote] = []
    stray: list[int] = []
    for found in _MARK.finditer(text):
        mark, place = found[0], found.start()
        if stack and mark in _closers(text[stack[-1]]) and not _is_apostrophe(text, place):
            start = stack.pop()
            quotes.append(Quote(start, place + 1, text[start + 1 : place], len(stack)))
        elif _is_apostrophe(text, place) or (not stack and _UNIT.match(text, place)):
            continue
        elif _opens(text, place):
            stack.append(place)
        else:
            outer = _outer(text, stack, mark)
            if outer is None:
                stray.append(place)
            else:
                start = stack[outer]
                del stack[outer:]
                quotes.append(Quote(start, place + 1, text[start + 1 : place], outer))
    return Quotation(tuple(quotes), tuple(stack), tuple(stray))


def _closers(mark: str) -> str:
    return "'" if mark == "'" else _CLOSERS.get(mark, "")


def _opens(text: str, place: int) -> bool:
    mark = text[place]
    if mark in "«“„‘‚‹":
        return True
    if mark in "\"'":
        after = text[place + 1 : place + 2]
        return bool(after) and not after.isspace() and after not in ".,;:!?)،؛؟"
    return False


def _is_apostrophe(text: str, place: int) -> bool:
    """Tell whether a single mark stands within a word, or after one with nothing open ("the ministers’ talks")."""
    if text[place] not in "'’‘":
        return False
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if before.isalnum() and after.isalnum():
        return True
    return text[place] in "'’" and before.isalnum() and not re.search("[‘‚]|(?<!\\w)'(?=\\w)", text[:place])


def _outer(text: str, stack: list[int], mark: str) -> int | None:
    """Return which of the open marks a closing mark fits when the innermost one was never closed."""
    return next((n for n in range(len(stack) - 1, -1, -1) if mark in _closers(text[stack[n]])), None)
