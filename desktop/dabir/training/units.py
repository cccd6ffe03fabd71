"""Which of the desk's confirmed units are learned from, and which are kept apart to judge what was learned.

The split depends on nothing but the text of the source, so a unit that judges one adaptation judges the next one too.
This module must never let a text of the held-out part, on either side, into the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dabir.domain.errors import NotAllowed
from dabir.domain.memory import MemoryUnit
from dabir.training.corpus import bucket, fold

#: Units that an adaptation needs, and of them at least those that judge it.
LEAST: Final = 300
LEAST_HELD_OUT: Final = 50
HELD_OUT_PER_MILLE: Final = 150
DEVELOPMENT_PER_MILLE: Final = 100


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation."""

    source_language: str
    target_language: str
    source: str
    target: str

    @property
    def direction(self) -> tuple[str, str]:
        """Languages of source and target."""
        return self.source_language, self.target_language


@dataclass(frozen=True, slots=True)
class Parts:
    """The units by what they are for: to learn from, to know when to stop, to judge."""

    train: tuple[Pair, ...]
    development: tuple[Pair, ...]
    held_out: tuple[Pair, ...]

    @property
    def size(self) -> int:
        """Units in all."""
        return len(self.train) + len(self.development) + len(self.held_out)


def choose(units: Iterable[MemoryUnit], languages: Collection[str]) -> list[Pair]:
    """Return the units between some languages: no empty ones, and of each source in a direction the last translation.

    Args:
        units: of the memory, in the order they came.
        languages: of the pack.
    """
    last: dict[tuple[str, str, str], Pair] = {}
    for unit in units:
        pair = Pair(
            unit.source_language, unit.target_language, " ".join(unit.source.split()), " ".join(unit.target.split())
        )
        if not set(pair.direction) <= set(languages) or pair.source_language == pair.target_language:
            continue
        if fold(pair.source) and fold(pair.target):
            last[*pair.direction, fold(pair.source)] = pair
    return list(last.values())


def split(pairs: Sequence[Pair]) -> Parts:
    """Split units by the hash of their sources.

    Raises:
        NotAllowed: when there are too few.
    """
    if len(pairs) < LEAST:
        raise NotAllowed(
            f"The desk has {len(pairs)} confirmed units between the languages of the bundled pack; "
            f"at least {LEAST} are needed to adapt it.",
            "Confirm more segments, and try again.",
        )
    ordered = sorted(pairs, key=_place)
    held_out = _first(ordered, HELD_OUT_PER_MILLE, LEAST_HELD_OUT)
    rest = _without(ordered[len(held_out) :], held_out)
    development = _first(rest, HELD_OUT_PER_MILLE + DEVELOPMENT_PER_MILLE, 1)
    train = _without(rest[len(development) :], development)
    return Parts(tuple(train), tuple(development), tuple(held_out))


def _place(pair: Pair) -> tuple[int, str, tuple[str, str]]:
    key = fold(pair.source)
    return bucket(key), key, pair.direction


def _first(ordered: Sequence[Pair], per_mille: int, least: int) -> list[Pair]:
    """Return those whose hash is low, at least so many, and with each source all its translations."""
    count = max(least, sum(_place(pair)[0] < per_mille for pair in ordered))
    while 0 < count < len(ordered) and _place(ordered[count])[:2] == _place(ordered[count - 1])[:2]:
        count += 1
    return list(ordered[:count])


def _without(pairs: Sequence[Pair], apart: Sequence[Pair]) -> list[Pair]:
    """Return the pairs that share no text with those kept apart, on either side."""
    known = {text for pair in apart for text in _texts(pair)}
    return [pair for pair in pairs if known.isdisjoint(_texts(pair))]


def _texts(pair: Pair) -> set[tuple[str, str]]:
    return {(pair.source_language, fold(pair.source)), (pair.target_language, fold(pair.target))}
