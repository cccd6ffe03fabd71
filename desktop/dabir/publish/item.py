"""One text on its way out: an original or its translation, with who approved it and by which entry of the record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from dabir.domain.errors import RecordBroken
from dabir.domain.segment import PackInfo
from dabir.domain.story import Original, Story
from dabir.domain.text import Text


@dataclass(frozen=True, slots=True)
class ReleaseItem:
    """What is released, complete enough to write every output from it.

    Attributes:
        story: the story version.
        original: the file it came in.
        target_language: language of the translation; "" when the original itself is released.
        headline: headline of the translation, or of the story.
        paragraphs: paragraphs of the translation, or of the story.
        text_sha256: hash of the text that was approved (`Text.sha256`).
        approved_by: name of the editor.
        approved_at: when, with an offset.
        decision_sequence: number of the approving entry in its device's record.
        decision_sha256: hash of that entry.
        decision_device: identifier of that device.
        creditline: how the text is to be credited; "" for the story's own credit line.
        packs: the language packs that made the draft, in order; empty for an original.
    """

    story: Story
    original: Original
    target_language: str
    headline: str
    paragraphs: tuple[str, ...]
    text_sha256: str
    approved_by: str
    approved_at: datetime
    decision_sequence: int
    decision_sha256: str
    decision_device: str
    creditline: str = ""
    packs: tuple[PackInfo, ...] = ()

    @property
    def is_translation(self) -> bool:
        """Whether it is a translation and not the original itself."""
        return bool(self.target_language)

    @property
    def language(self) -> str:
        """The language of headline and paragraphs."""
        return self.target_language or self.story.language

    @property
    def credit(self) -> str:
        """The credit line to print; "" when there is none."""
        return self.creditline or self.story.creditline

    @property
    def text(self) -> Text:
        """The text of record."""
        return Text(self.headline, self.paragraphs)

    def check(self) -> None:
        """Refuse to go out unless original and text are what came in and what was approved.

        Raises:
            RecordBroken: when the original's bytes have another hash than they are known by, the text is not the
                approved one, or an original's text is not the story's.
        """
        named = f"{self.story.uri}, version {self.story.version},"
        if hashlib.sha256(self.original.data).hexdigest() != self.original.sha256:
            raise RecordBroken(
                f"The original of {named} is not what came in.",
                "Check the record, and restore the desk from a backup.",
            )
        if self.text.sha256 != self.text_sha256:
            raise RecordBroken(
                f"The text of {named} is not the one that was approved.", "Approve it as it stands now."
            )
        if not self.is_translation and self.text_sha256 != self.story.text_sha256:
            raise RecordBroken(
                f"What is to be released as the original of {named} has another text than the original.",
                "An original goes out without any alteration.",
            )
