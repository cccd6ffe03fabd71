"""Measure how far approved segments are from their drafts, in words and in characters."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from dabir.domain.effort import Effort
from dabir.domain.segment import TranslationUnit


def measure(units: Sequence[TranslationUnit]) -> Effort:
    """Return the figures of a translation as it stands; `seconds` is 0."""
    drafted = [(unit.machine.text, unit.target) for unit in units if unit.machine is not None]
    return Effort(
        units=len(units),
        drafted=len(drafted),
        untouched=sum(draft.strip() == final.strip() for draft, final in drafted),
        words=sum(len(final.split()) for _, final in drafted),
        word_edits=sum(Levenshtein.distance(draft.split(), final.split()) for draft, final in drafted),
        characters=sum(len(final) for _, final in drafted),
        character_edits=sum(Levenshtein.distance(draft, final) for draft, final in drafted),
    )
