"""Stories that tell of one event, whatever partner and language they come from.

Nothing waits for this: stories are read for it in a background lane after their arrival, some at a time, and again
when a translation of theirs changes. Nothing is merged or hidden by it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlite_utils

from dabir.domain.errors import NotFound, RecordBroken
from dabir.domain.event import Telling
from dabir.domain.listing import StoryRow
from dabir.domain.text import Text, text_of_story
from dabir.store import events, stories, story_list
from dabir.store.database import Database
from dabir.workflow.stories.event_traits import EventReader

#: Stories compared in one transaction: short enough that nobody who writes has to wait.
_AT_ONCE: Final = 16


@dataclass(frozen=True, slots=True)
class Related:
    """Another story on the event of a story.

    Attributes:
        row: its latest version that tells of the event.
        strength: how sure it is, in hundredths; more is surer.
    """

    row: StoryRow
    strength: int


@dataclass(frozen=True, slots=True)
class Progress:
    """What one step of reading did.

    Attributes:
        changed: stories that have others on their event now, or others than before.
        more: whether stories are left to read.
    """

    changed: frozenset[int]
    more: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """How a story tells of its event; `translations` is what was read for that, language and text."""

    story_id: int
    translations: tuple[tuple[str, str], ...]
    telling: Telling | None


class Events:
    """Finds stories on one event."""

    def __init__(self, database: Database, lists: Path) -> None:
        """Work on a database.

        Args:
            database: the desk's store.
            lists: folder of the lists of common words.
        """
        self._database = database
        self._lists = lists
        self._known: EventReader | None = None

    @property
    def _reader(self) -> EventReader:
        # Read when first needed: a window that opens must not wait for lists.
        if self._known is None:
            self._known = EventReader(self._lists)
        return self._known

    def step(self) -> Progress:
        """Read and compare some of the stories that wait, the newest first."""
        db = self._database.read()
        story_ids = events.waiting(db, _AT_ONCE)
        if not story_ids:
            return Progress(frozenset(), more=False)
        # Read outside the transaction: of all this is the long part.
        read = [self._read(db, story_id) for story_id in story_ids]
        changed = self._database.write(lambda writer: _put_all(writer, read))
        return Progress(frozenset(changed), more=bool(events.waiting(self._database.read(), 1)))

    def catch_up(self, cancel: Callable[[], bool] | None = None) -> frozenset[int]:
        """Read and compare all stories that wait; return those that have others on their event than before.

        Args:
            cancel: asked between steps; when it answers True, the rest is left for the next time.
        """
        changed: frozenset[int] = frozenset()
        more = True
        while more and not (cancel and cancel()):
            progress = self.step()
            changed, more = changed | progress.changed, progress.more
        return changed

    def of(self, story_id: int) -> list[Related]:
        """Return the other stories on the event of a story, the newest first, each in its latest version.

        Raises:
            NotFound: when there is no such row.
        """
        db = self._database.read()
        own = stories.get(db, story_id).story.uri
        strengths = {one.story_id: one.strength for one in events.relatives(db, story_id)}
        latest: dict[str, StoryRow] = {}
        for row in sorted(story_list.rows(db, list(strengths)), key=lambda row: (row.version, row.id)):
            latest[row.uri] = row
        latest.pop(own, None)
        newest = sorted(latest.values(), key=lambda row: (row.versioncreated or row.received, row.id), reverse=True)
        return [Related(row, strengths[row.id]) for row in newest]

    def _read(self, db: sqlite_utils.Database, story_id: int) -> _Read:
        translations = tuple(events.translations_of(db, story_id))
        try:
            story = stories.get(db, story_id).story
        except (NotFound, RecordBroken):
            # Removed meanwhile, or damaged, which whoever opens it is told; the others are compared all the same.
            return _Read(story_id, translations, None)
        # A kill says nothing of the event, and what it repeats of it is not to be used.
        own = None if story.is_kill else self._reader.read(text_of_story(story), story.language)
        if own is None:
            return _Read(story_id, translations, None)
        translated = []
        for language, text in translations:
            headline, *paragraphs = text.split("\n")
            traits = self._reader.read(Text(headline, tuple(paragraphs)), language)
            if traits is not None and language != story.language:
                translated.append(traits)
        return _Read(story_id, translations, Telling(own, tuple(translated)))


def _put_all(db: sqlite_utils.Database, read: Sequence[_Read]) -> set[int]:
    changed: set[int] = set()
    for one in read:
        # What another program has done is left as it is; what was typed since it was read waits on.
        same = tuple(events.translations_of(db, one.story_id)) == one.translations
        if same and events.waits(db, one.story_id):
            changed |= events.put(db, one.story_id, one.telling)
    events.forget_old(db)
    return changed
