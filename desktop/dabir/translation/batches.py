"""What is handed to a model: texts tidied, very long ones cut, the pieces sorted into batches. Pure functions.

Nothing is lost by cutting: the cuts of a text put one after the other are the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from typing import Final

#: Inputs longer than this many pieces are cut; the models were trained on sentences.
LONGEST: Final = 200
#: Places of a batch, padding included, and inputs of a batch at most: small enough for the processor's cache.
BATCH_PLACES: Final = 1024
BATCH_INPUTS: Final = 64
#: Fewer places than this are not worth a batch of their own.
_SMALLEST: Final = 128

# Marks of direction and line breaking, no part of the words. The joiners U+200C and U+200D are, and stay.
_INVISIBLE: Final = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]"
)
_SENTENCE: Final = re.compile(r"[.!?؟…](?=\s)|۔")
_CLAUSE: Final = re.compile(r"[,;:،؛](?=\s)|[—–](?=\s)")
_SPACE: Final = re.compile(r"\s(?=\S)")


def tidy(text: str) -> str:
    """Return a text as the engine reads it: no direction marks, every run of white space one space."""
    return " ".join(_INVISIBLE.sub("", text).split())


def cut(text: str, length: Callable[[str], int], longest: int = LONGEST) -> list[str]:
    """Cut a text that is too long for a model at its best places.

    The end of a sentence is better than a clause mark, that is better than a space; a word is cut only where it is
    itself too long. Of equal places the one nearest to the middle is taken.

    Args:
        text: any text.
        length: says how many pieces the tokenizer makes of a text.
        longest: pieces a cut may have.

    Returns:
        The cuts, in order; joined with nothing between they are the text.
    """
    if len(text) < 2 or length(text) <= longest:
        return [text]
    place = _place(text)
    return [*cut(text[:place], length, longest), *cut(text[place:], length, longest)]


def _place(text: str) -> int:
    middle = len(text) / 2
    for marks in (_SENTENCE, _CLAUSE, _SPACE):
        places = [found.end() for found in marks.finditer(text) if len(text) / 5 <= found.end() <= len(text) * 4 / 5]
        if places:
            return min(places, key=lambda place: abs(place - middle))
    return len(text) // 2


def plan(lengths: Sequence[int], threads: int) -> list[list[int]]:
    """Sort inputs into batches of about equal length, the shortest first, so many that no thread is left without one.

    Args:
        lengths: pieces of each input.
        threads: batches that will be translated at the same time; a small job is spread over all of them.

    Returns:
        For each batch the positions of its inputs in `lengths`; every position comes exactly once.
    """
    threads, places = max(1, threads), sum(lengths)
    wanted = threads * max(1, -(-places // (BATCH_PLACES * threads)))
    room = min(BATCH_PLACES, max(_SMALLEST, -(-places // wanted)))
    batches = _filled(lengths, room)
    # Padding makes a batch more than was reckoned, which a single thread would translate while the others wait.
    while len(batches) % threads and len(batches) > threads and room < BATCH_PLACES:
        room = min(BATCH_PLACES, room + -(-room // 16))
        batches = _filled(lengths, room)
    return batches


def _filled(lengths: Sequence[int], room: int) -> list[list[int]]:
    batches: list[list[int]] = []
    for position in sorted(range(len(lengths)), key=lambda one: (lengths[one], one)):
        # Sorted: this one is the longest so far, so it decides the padding.
        full = not batches or len(batches[-1]) >= BATCH_INPUTS or (len(batches[-1]) + 1) * lengths[position] > room
        if full:
            batches.append([])
        batches[-1].append(position)
    return batches


def is_loop(source: Sequence[str], target: Sequence[str]) -> bool:
    """Tell whether a model got caught: it wrote a sequence of pieces over and over that the source does not repeat.

    Figures are left out, since 1000000 is right to repeat its zeros.
    """
    return _repeats(target) >= max(4, _repeats(source) + 2)


def _repeats(pieces: Sequence[str]) -> int:
    """Return how often a sequence of one to eight pieces with a letter in it comes directly after itself, at most."""
    most = 1
    for size in range(1, min(8, len(pieces) // 2) + 1):
        same = [a == b for a, b in zip(pieces, pieces[size:], strict=False)]
        start = 0
        for equal, run in itertools.groupby(same):
            length = len(list(run))
            if equal and any(any(c.isalpha() for c in piece) for piece in pieces[start : start + size]):
                most = max(most, length // size + 1)
            start += length
    return most
