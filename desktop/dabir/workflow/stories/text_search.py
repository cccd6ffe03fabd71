"""Finding words in a text as the desk's search reads them, with the exact places, so that they can be replaced.

The text itself is never folded: only the places come from the folded one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from dabir.store.folding import fold

Span = tuple[int, int]

_ZWNJ = "\u200c"


def find(text: str, wanted: str, *, match_case: bool = False, whole_words: bool = False) -> list[Span]:
    """Return where something stands in a text, in logical order and without overlaps.

    Args:
        text: where to look.
        wanted: what to look for.
        match_case: whether every character must be the same; else the spellings that search takes for one are (forms
            of yeh and kaf, joiners, digits, diacritics, capital and small letters).
        whole_words: whether it may not be a part of a longer word.

    Returns:
        Start and end of each place, in code points.
    """
    if not wanted:
        return []
    spans = _exact(text, wanted) if match_case or not fold(wanted) else _folded(text, fold(wanted))
    return [span for span in spans if not whole_words or _is_whole(text, span)]


def replaced(text: str, spans: Sequence[Span], by: str) -> str:
    """Return a text with something else in some places.

    Args:
        text: the text.
        spans: the places, in order.
        by: what stands there then.
    """
    parts, end = [], 0
    for start, stop in spans:
        parts += [text[end:start], by]
        end = stop
    return "".join([*parts, text[end:]])


def _exact(text: str, wanted: str) -> list[Span]:
    spans, at = [], text.find(wanted)
    while at >= 0:
        spans.append((at, at + len(wanted)))
        at = text.find(wanted, at + len(wanted))
    return spans


def _folded(text: str, wanted: str) -> list[Span]:
    plain, starts, ends = _map(text)
    spans, at = [], plain.find(wanted)
    while at >= 0:
        last = at + len(wanted) - 1
        # A letter that folds into two (æ) is found whole or not at all.
        begins = at == 0 or starts[at] != starts[at - 1]
        stops = last + 1 == len(plain) or starts[last + 1] != starts[last]
        if begins and stops:
            spans.append((starts[at], ends[last]))
        at = plain.find(wanted, last + 1 if begins and stops else at + 1)
    return spans


@lru_cache(maxsize=2_000)
def _map(text: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Return the folded text, and for each of its characters where in the text it comes from begins and ends."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        # Marks go with their letter, so that й written with two characters is known as one.
        while end < len(text) and unicodedata.category(text[end]) == "Mn":
            end += 1
        plain = fold(text[at:end])
        parts.append(plain)
        starts += [at] * len(plain)
        ends += [end] * len(plain)
        at = end
    return "".join(parts), tuple(starts), tuple(ends)


def _is_whole(text: str, span: Span) -> bool:
    start, end = span
    return not (
        (start > 0 and _is_of_word(text[start - 1]) and _is_of_word(text[start]))
        or (end < len(text) and _is_of_word(text[end]) and _is_of_word(text[end - 1]))
    )


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == _ZWNJ or unicodedata.category(character) in {"Mn", "Mc"}
