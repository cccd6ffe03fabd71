"""Comments that translators and editors leave on a segment; they are never released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a segment.

    Attributes:
        paragraph: paragraph of the segment; `HEADLINE` for the headline.
        start: first character of the segment in the paragraph. A segment is told by where it begins, so that a
            comment stays with its words when segments are split or joined.
        editor: who wrote it.
        time: when, with an offset.
        text: what.
        id: its row in the store; 0 before it is kept.
    """

    paragraph: int
    start: int
    editor: str
    time: datetime
    text: str
    id: int = 0
