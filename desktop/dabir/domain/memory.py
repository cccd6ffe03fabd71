"""Translation memory: what was once translated and confirmed, with who, when and in which story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A confirmed segment and its translation.

    Attributes:
        source: text of the segment.
        target: its translation.
        source_language: language of the source, normalised ("fa").
        target_language: language of the target, normalised.
        editor: who confirmed it; "" where a file brought in does not say.
        time: when, in UTC; None where a file brought in does not say.
        story: uri of the story it is from; "" for what came from a file.
        origin: "desk" for what was confirmed here, else the name of the file it was brought in with.
        id: its row in the store; 0 before it is kept.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    editor: str = ""
    time: datetime | None = None
    story: str = ""
    origin: str = "desk"
    id: int = 0


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """A unit of the memory that is like a segment.

    Attributes:
        unit: what the memory has.
        score: how alike the two sources are, 0 to 100; 100 only where they are the same text.
    """

    unit: MemoryUnit
    score: int
