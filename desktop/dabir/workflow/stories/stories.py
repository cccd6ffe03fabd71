"""Reading the desk: the story list, one story with its versions and log, search, and remembered choices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dabir.domain.decision import Decision
from dabir.domain.life import Standing
from dabir.domain.listing import SearchHit, StoredStory, StoryFilter, StoryRow
from dabir.domain.story import Original
from dabir.store import decisions, originals, preferences, search, stories
from dabir.store.database import Database
from dabir.workflow.deciding.standing import standing_of


class Stories:
    """Answers what is on the desk. Changes nothing but remembered choices."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def now(self) -> datetime:
        """Return the present moment by the desk's clock, with an offset."""
        return self._clock()

    def count(self, wanted: StoryFilter) -> int:
        """Return how many stories a filter lets through."""
        return stories.count(self._database.read(), wanted)

    def page(self, wanted: StoryFilter, *, offset: int, limit: int) -> list[StoryRow]:
        """Return rows of the story list, newest first."""
        return stories.page(self._database.read(), wanted, offset=offset, limit=limit)

    def ids(self, wanted: StoryFilter) -> list[int]:
        """Return the row numbers of all stories a filter lets through, newest first."""
        return stories.ids(self._database.read(), wanted)

    def next_unhandled(self, after_id: int, wanted: StoryFilter) -> int | None:
        """Return the next story nobody has decided on, in list order, wrapping round; None when all are done."""
        return stories.next_unhandled(self._database.read(), after_id, wanted)

    def get(self, story_id: int) -> StoredStory:
        """Return one story.

        Raises:
            NotFound: when there is no such row.
        """
        return stories.get(self._database.read(), story_id)

    def find(self, uri: str, version: int | None = None) -> StoredStory:
        """Return a story by its identifier, the latest version unless one is named.

        Raises:
            NotFound: when it is not on the desk.
        """
        return stories.find(self._database.read(), uri, version)

    def versions(self, uri: str) -> list[StoredStory]:
        """Return all versions of a story, newest first."""
        return stories.versions(self._database.read(), uri)

    def original(self, sha256: str) -> Original:
        """Return the bytes as received, re-hashed on reading.

        Raises:
            RecordBroken: when the stored bytes no longer have this hash.
        """
        return originals.get(self._database.read(), sha256)

    def standing(self, story_id: int, target: str) -> Standing:
        """Return how the original (`target` "") or a translation stands."""
        db = self._database.read()
        return standing_of(db, stories.get(db, story_id), target)

    def log_of(self, uri: str) -> list[Decision]:
        """Return the decisions about a story, oldest first."""
        return decisions.of_story(self._database.read(), uri)

    def search(self, query: str, *, limit: int = 50) -> list[SearchHit]:
        """Find stories by words of headline, original and translations; odd queries find nothing, never fail."""
        return search.search(self._database.read(), query, limit=limit)

    def remembered(self, key: str, default: str = "") -> str:
        """Return a remembered choice of the window."""
        return preferences.get(self._database.read(), key, default)

    def remember(self, key: str, value: str) -> None:
        """Keep a choice of the window."""
        self._database.write(lambda db: preferences.put(db, key, value))
