"""What it took to make a translation from its drafts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """Figures of one approved translation.

    Attributes:
        seconds: time spent in its segments.
        units: segments in all.
        drafted: segments that began as a machine's draft.
        untouched: of these, how many were approved as the machine wrote them.
        words: words of the approved text of drafted segments.
        word_edits: words inserted, deleted or replaced to get there from the drafts (edit distance of words, the
            figure behind TER: Snover et al. 2006, "A Study of Translation Edit Rate", without its block moves).
        characters: characters of the approved text of drafted segments.
        character_edits: the same distance in characters.
    """

    seconds: int = 0
    units: int = 0
    drafted: int = 0
    untouched: int = 0
    words: int = 0
    word_edits: int = 0
    characters: int = 0
    character_edits: int = 0

    @property
    def edit_rate(self) -> float:
        """Word edits a word of the approved text; 0.0 where nothing was drafted."""
        return self.word_edits / self.words if self.words else 0.0
