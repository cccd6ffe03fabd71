"""The text of record: what exactly is hashed and approved, for an original and for its translation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from dabir.domain.segment import HEADLINE, TranslationUnit
from dabir.domain.story import Story, record_of


@dataclass(frozen=True, slots=True)
class Text:
    """Headline and paragraphs of an original or of a translation."""

    headline: str
    paragraphs: tuple[str, ...]

    @property
    def record(self) -> bytes:
        """The bytes that are hashed, approved and kept (see `record_of`)."""
        return record_of(self.headline, self.paragraphs)

    @property
    def sha256(self) -> str:
        """Lower-case hex SHA-256 of `record`."""
        return hashlib.sha256(self.record).hexdigest()

    @classmethod
    def from_record(cls, record: bytes) -> Text:
        """Read back the bytes of record."""
        headline, *paragraphs = json.loads(record.decode("utf-8", "surrogatepass"))
        return cls(headline, tuple(paragraphs))


def text_of_story(story: Story) -> Text:
    """Return the text of record of an original."""
    return Text(story.headline, story.paragraphs)


def text_of_units(story: Story, units: Sequence[TranslationUnit]) -> Text:
    """Put a translation together from its units: paragraphs in equal paragraphs out.

    Segments of a paragraph are joined by one space; a paragraph without segments (blank) stays blank.
    """
    headline: list[str] = []
    paragraphs: list[list[str]] = [[] for _ in story.paragraphs]
    for unit in units:
        place = headline if unit.segment.paragraph == HEADLINE else paragraphs[unit.segment.paragraph]
        if unit.target.strip():
            place.append(unit.target.strip())
    return Text(" ".join(headline), tuple(" ".join(parts) for parts in paragraphs))
