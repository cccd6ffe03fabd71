"""Invisible characters that steer the direction of writing: never without a partner, never where nothing needs them.

They come from copying out of web pages and office programs. One that is not closed turns the rest of a line around.
Unicode Standard Annex 9 has their rules: an embedding or override (U+202A, B, D, E) is closed by U+202C, an isolate
(U+2066 to 2068) by U+2069, and a closed isolate closes the embeddings within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.scripts import ARABIC, WORDS

NAME: Final = "bidi"

_EMBEDDINGS: Final = "\u202a\u202b\u202d\u202e"
_OVERRIDES: Final = "\u202d\u202e"
_ISOLATES: Final = "\u2066\u2067\u2068"
_POP: Final = "\u202c"
_POP_ISOLATE: Final = "\u2069"
_CONTROL: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def check(pair: Pair) -> list[Finding]:
    """Report controls that are not closed, close nothing, turn letters around or stand in a text of one direction."""
    target = pair.target
    if not _CONTROL.search(target):
        return []
    if not WORDS[ARABIC].search(target):
        return [
            _to_remove(found.start(), "A character for right-to-left writing stands in a left-to-right text.")
            for found in _CONTROL.finditer(target)
        ]
    open_ones, stray = _unbalanced(target)
    return [*_overrides(target, open_ones), *_open_or_stray(open_ones, stray)]


def _unbalanced(text: str) -> tuple[list[int], list[int]]:
    """Return the places of what is never closed and of what closes nothing."""
    stack: list[int] = []
    never_closed: list[int] = []
    stray: list[int] = []
    for found in _CONTROL.finditer(text):
        mark, place = found[0], found.start()
        if mark in _EMBEDDINGS + _ISOLATES:
            stack.append(place)
        elif mark == _POP:
            if stack and text[stack[-1]] in _EMBEDDINGS:
                stack.pop()
            else:
                stray.append(place)
        elif mark == _POP_ISOLATE:
            isolate = next((n for n in range(len(stack) - 1, -1, -1) if text[stack[n]] in _ISOLATES), None)
            if isolate is None:
                stray.append(place)
            else:
                never_closed += stack[isolate + 1 :]
                del stack[isolate:]
    return sorted(never_closed + stack), stray


def _overrides(text: str, open_ones: list[int]) -> Iterator[Finding]:
    for place, mark in enumerate(text):
        if mark in _OVERRIDES and place not in open_ones:
            message = "An invisible character makes the letters after it run the wrong way."
            yield Finding(NAME, Severity.WARNING, message, None, (place, place + 1))


def _open_or_stray(open_ones: list[int], stray: list[int]) -> Iterator[Finding]:
    for place in open_ones:
        message = "An invisible character changes the direction of writing and is never closed."
        yield _to_remove(place, message)
    for place in stray:
        yield _to_remove(place, "An invisible character ends a direction of writing that was never begun.")


def _to_remove(place: int, message: str) -> Finding:
    return Finding(NAME, Severity.WARNING, message, None, (place, place + 1), "")
