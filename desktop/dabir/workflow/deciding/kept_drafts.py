"""Drafts that take-overs have kept, beside the translation as it stands: which are worth a look, and how they differ.

Reads only; taking one back is an act of `workflow.deciding.claims`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dabir.domain.claim import TakeOver
from dabir.domain.segment import TranslationUnit
from dabir.domain.story import Story
from dabir.domain.text import text_of_units
from dabir.translation.memory.difference import changed_spans


@dataclass(frozen=True, slots=True)
class Beside:
    """A sentence of the original with what stands for it in a kept draft, and what stands for it now.

    Where a segment was split or joined since, all the segments that share a word with it stand here together.

    Attributes:
        source: the sentence.
        kept: its translation in the kept draft; "" where there was none.
        now: its translation now; "" where there is none.
        only_kept: words of `kept` that are not in `now`, as start and end.
        only_now: words of `now` that are not in `kept`, as start and end.
    """

    source: str
    kept: str
    now: str
    only_kept: tuple[tuple[int, int], ...]
    only_now: tuple[tuple[int, int], ...]

    @property
    def differs(self) -> bool:
        """Whether the two drafts say different things."""
        return self.kept != self.now


def kept_drafts(
    story: Story, take_overs: Sequence[TakeOver], target: str, now: Sequence[TranslationUnit]
) -> tuple[TakeOver, ...]:
    """Return the kept drafts that say something else than the translation does, the one kept last first.

    Args:
        story: the story.
        take_overs: all of it, oldest first (see `Claims.take_overs`).
        target: language of the translation.
        now: the translation as it stands.

    Returns:
        One take-over for each different text; drafts without a word are left out.
    """
    known = {text_of_units(story, now).sha256, text_of_units(story, ()).sha256}
    found = []
    for taken in reversed(take_overs):
        if taken.target != target:
            continue
        text = text_of_units(story, taken.units).sha256
        if text not in known:
            known.add(text)
            found.append(taken)
    return tuple(found)


def beside(kept: Sequence[TranslationUnit], now: Sequence[TranslationUnit]) -> tuple[Beside, ...]:
    """Return two drafts of one story beside each other, in the order of the original.

    Args:
        kept: units of the kept draft.
        now: units of the translation as it stands.
    """
    return tuple(_beside(old, new) for old, new in _groups(kept, now))


def _groups(
    kept: Sequence[TranslationUnit], now: Sequence[TranslationUnit]
) -> Iterator[tuple[list[TranslationUnit], list[TranslationUnit]]]:
    """Yield the units of both drafts that cover the same words of the original."""
    marked = [(unit, True) for unit in kept] + [(unit, False) for unit in now]
    marked.sort(key=lambda one: (one[0].segment.paragraph, one[0].segment.start))
    old: list[TranslationUnit] = []
    new: list[TranslationUnit] = []
    paragraph, end = 0, -1
    for unit, was_kept in marked:
        place = unit.segment
        if (old or new) and (place.paragraph != paragraph or place.start >= end):
            yield old, new
            old, new, end = [], [], -1
        (old if was_kept else new).append(unit)
        paragraph, end = place.paragraph, max(end, place.end)
    if old or new:
        yield old, new


def _beside(old: Sequence[TranslationUnit], new: Sequence[TranslationUnit]) -> Beside:
    source = " ".join(unit.segment.text for unit in (old or new))
    kept, stands = _joined(old), _joined(new)
    return Beside(source, kept, stands, *changed_spans(kept, stands))


def _joined(units: Sequence[TranslationUnit]) -> str:
    return " ".join(unit.target.strip() for unit in units if unit.target.strip())
