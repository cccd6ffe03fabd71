"""A partner's approved translation as a draft: its sentences put beside the segments of the original."""

from __future__ import annotations

from collections.abc import Iterator

from dabir.domain.errors import NotAllowed
from dabir.domain.seal import PartnerTranslation
from dabir.domain.segment import (
    MachineTranslation,
    Segment,
    TranslationUnit,
    UnitState,
    joined,
)
from dabir.domain.story import Story
from dabir.translation.segmenter import Segmenter


def units_from(story: Story, translation: PartnerTranslation, segmenter: Segmenter) -> tuple[TranslationUnit, ...]:
    """Return the units of a draft that is a partner's text.

    A paragraph with as many sentences in both languages keeps its segments; any other one becomes a single segment:
    nothing may stand beside words that it does not translate.

    Raises:
        NotAllowed: when the translation has not the paragraphs of the story.
    """
    text = translation.text
    if len(text.paragraphs) != len(story.paragraphs):
        raise NotAllowed(
            f"The translation of {translation.seal.sender} has {len(text.paragraphs)} paragraphs and the original "
            f"{len(story.paragraphs)}, so it cannot be put beside it.",
            "Copy what you need from the partner's text.",
        )
    headline = segmenter.split_story((), story.language, story.headline)
    made = list(_paired(headline, [], story.headline, text.headline))
    for paragraph, (source, target) in enumerate(zip(story.paragraphs, text.paragraphs, strict=True)):
        ours = segmenter.split(source, story.language, paragraph)
        theirs = segmenter.split(target, translation.language, paragraph)
        made += _paired(ours, [target[one.start : one.end] for one in theirs], source, target)
    return tuple(_unit(index, segment, words, translation) for index, (segment, words) in enumerate(made))


def _paired(ours: tuple[Segment, ...], theirs: list[str], source: str, target: str) -> Iterator[tuple[Segment, str]]:
    if not ours or len(ours) == len(theirs):
        yield from zip(ours, theirs, strict=False)
        return
    first, last = ours[0], ours[-1]
    whole = source[first.start : last.end]
    yield Segment(first.paragraph, first.start, last.end, joined(whole)), target.strip()


def _unit(index: int, segment: Segment, words: str, translation: PartnerTranslation) -> TranslationUnit:
    if not words.strip():
        return TranslationUnit(index, segment)
    draft = MachineTranslation(words, 0.0, (translation.origin,))
    return TranslationUnit(index, segment, words, UnitState.MACHINE, draft)
