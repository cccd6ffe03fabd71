"""Splitting and joining the segments of a translation. The original is never touched: only spans over it change."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from dabir.domain.errors import InputRefused
from dabir.domain.segment import Segment, TranslationUnit, UnitState, joined


def split(
    units: Sequence[TranslationUnit], index: int, paragraph: str, source_at: int, target_at: int
) -> tuple[TranslationUnit, ...]:
    """Return the units with one split in two.

    Args:
        units: all units of the translation.
        index: which to split.
        paragraph: the paragraph of the original it belongs to (the headline, for a unit of the headline).
        source_at: place in the segment's text before which the second part begins.
        target_at: place in the translation before which the second part begins.

    Raises:
        InputRefused: when a part of the source would be empty.
    """
    unit = units[index]
    segment = unit.segment
    place = _in_paragraph(segment, paragraph, source_at)
    head, tail = paragraph[segment.start : place], paragraph[place : segment.end]
    if not head.strip() or not tail.strip():
        raise InputRefused(f"Segment {index + 1} cannot be split there: a part would be empty.")
    # White space between the parts belongs to neither, as between any two segments of a paragraph.
    spans = (segment.start, segment.start + len(head.rstrip())), (segment.end - len(tail.lstrip()), segment.end)
    texts = unit.target[:target_at].strip(), unit.target[target_at:].strip()
    parts = [
        _unit(Segment(segment.paragraph, start, end, joined(paragraph[start:end])), text, unit.editors)
        for (start, end), text in zip(spans, texts, strict=True)
    ]
    return _numbered([*units[:index], *parts, *units[index + 1 :]])


def join(units: Sequence[TranslationUnit], index: int, paragraph: str) -> tuple[TranslationUnit, ...]:
    """Return the units with one and the next made one.

    Args:
        units: all units of the translation.
        index: the first of the two.
        paragraph: the paragraph of the original they belong to.

    Raises:
        InputRefused: when there is no next one in the same paragraph.
    """
    if index + 1 >= len(units) or units[index].segment.paragraph != units[index + 1].segment.paragraph:
        raise InputRefused(f"Segment {index + 1} is the last of its paragraph: there is nothing to join it with.")
    one, two = units[index], units[index + 1]
    start, end = one.segment.start, two.segment.end
    segment = Segment(one.segment.paragraph, start, end, joined(paragraph[start:end]))
    targets = [part.target.strip() for part in (one, two) if part.target.strip()]
    editors = tuple(sorted({*one.editors, *two.editors}))
    return _numbered([*units[:index], _unit(segment, " ".join(targets), editors), *units[index + 2 :]])


def _in_paragraph(segment: Segment, paragraph: str, at: int) -> int:
    """Return the place in the paragraph of a place in the segment's text, whose line wraps are single spaces."""
    before = sum(not character.isspace() for character in segment.text[:at])
    for place in range(segment.start, segment.end):
        if before == 0:
            return place
        before -= not paragraph[place].isspace()
    return segment.end


def _unit(segment: Segment, target: str, editors: tuple[str, ...]) -> TranslationUnit:
    # What a machine made of the whole is no draft of a part: the part stands as a person's text.
    if not target:
        return TranslationUnit(0, segment)
    return TranslationUnit(0, segment, target, UnitState.EDITED, editors=editors)


def _numbered(units: Sequence[TranslationUnit]) -> tuple[TranslationUnit, ...]:
    return tuple(dataclasses.replace(unit, index=index) for index, unit in enumerate(units))
