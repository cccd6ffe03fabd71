"""Splitting and joining segments of a translation, and the comments on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import sqlite_utils

from dabir.domain import resegment
from dabir.domain.comment import Comment
from dabir.domain.errors import InputRefused, NotFound
from dabir.domain.listing import StoredStory
from dabir.domain.segment import HEADLINE, TranslationUnit
from dabir.store import comments, stories
from dabir.store.database import Database
from dabir.translation.segmenter import Segmenter
from dabir.workflow.translating import drafts


class Segments:
    """Changes where segments begin and end, and keeps what people say about them."""

    def __init__(self, database: Database, segmenter: Segmenter, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._segmenter = segmenter
        self._clock = clock

    def split(
        self, story_id: int, target: str, index: int, *, source_at: int, target_at: int
    ) -> tuple[TranslationUnit, ...]:
        """Split a segment in two; return all units as they are then.

        Args:
            story_id: row of the story.
            target: language of the translation.
            index: which segment.
            source_at: place in the segment's text before which the second part begins.
            target_at: place in its translation before which the second part begins.

        Raises:
            InputRefused: when a part would be empty.
            NotFound: when there is no such segment.
        """
        return self._change(
            story_id,
            target,
            index,
            lambda units, paragraph: resegment.split(units, index, paragraph, source_at, target_at),
        )

    def join(self, story_id: int, target: str, index: int) -> tuple[TranslationUnit, ...]:
        """Make a segment and the next of its paragraph one; return all units as they are then.

        Raises:
            InputRefused: when it is the last of its paragraph.
            NotFound: when there is no such segment.
        """
        return self._change(story_id, target, index, lambda units, paragraph: resegment.join(units, index, paragraph))

    def restore(self, story_id: int, target: str, units: tuple[TranslationUnit, ...]) -> tuple[TranslationUnit, ...]:
        """Put all units of a translation back to an earlier state of their own (undo)."""

        def work(db: sqlite_utils.Database) -> tuple[TranslationUnit, ...]:
            drafts.keep(db, stories.get(db, story_id), target, units)
            return units

        return self._database.write(work)

    def comments(self, story_id: int, target: str) -> list[Comment]:
        """Return the comments on a translation, the oldest first."""
        return comments.get(self._database.read(), story_id, target)

    def comment(self, story_id: int, target: str, unit: TranslationUnit, editor: str, text: str) -> Comment:
        """Keep a comment on a segment.

        Raises:
            InputRefused: when it is empty.
        """
        if not text.strip():
            raise InputRefused("The comment is empty.", "Write something, or leave it.")
        made = Comment(unit.segment.paragraph, unit.segment.start, editor, self._clock(), text.strip())
        return self._database.write(lambda db: comments.add(db, story_id, target, made))

    def remove_comment(self, comment: Comment) -> None:
        """Remove a comment."""
        self._database.write(lambda db: comments.remove(db, comment.id))

    def _change(
        self,
        story_id: int,
        target: str,
        index: int,
        change: Callable[[tuple[TranslationUnit, ...], str], tuple[TranslationUnit, ...]],
    ) -> tuple[TranslationUnit, ...]:
        def work(db: sqlite_utils.Database) -> tuple[TranslationUnit, ...]:
            stored = stories.get(db, story_id)
            units = drafts.units_of(db, self._segmenter, stored, target)
            if not 0 <= index < len(units):
                raise NotFound(f"{stored.story.uri} has no segment {index + 1} ({len(units)} in all).")
            changed = change(units, _paragraph(stored, units[index]))
            drafts.keep(db, stored, target, changed)
            return changed

        return self._database.write(work)


def _paragraph(stored: StoredStory, unit: TranslationUnit) -> str:
    at = unit.segment.paragraph
    return stored.story.headline if at == HEADLINE else stored.story.paragraphs[at]
