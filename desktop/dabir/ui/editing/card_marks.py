"""Marks in the head of a segment's card: how many comments it has, and whether its source is new in this version."""

from __future__ import annotations

from dabir.ui.editing.segment_model import SegmentModel


def marks_of(model: SegmentModel, changed: frozenset[int], row: int) -> list[tuple[str, bool]]:
    """Return the words at a card's head, each with whether it is about a new source."""
    marks = [("new in this version", True)] if row in changed else []
    comments = len(model.comments.get(row, ()))
    if comments:
        marks.append((f"{comments} comment{'s' if comments > 1 else ''}", False))
    return marks
