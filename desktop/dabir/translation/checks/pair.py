"""What a check is given: a segment and its translation."""

from __future__ import annotations

from dataclasses import dataclass

from dabir.domain.term import Term


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment, its translation, and what the desk knows that bears on them.

    Attributes:
        source: the segment.
        target: its translation.
        source_language: language of the source, normalised ("fa").
        target_language: language of the target, normalised.
        terms: the terms of the desk that stand in the source (see `dabir.translation.termbase`).
        length_ratio: letters of target for each letter of source, as the desk's confirmed units of this pair of
            languages have it; None where there are too few of them.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    terms: tuple[Term, ...] = ()
    length_ratio: float | None = None
