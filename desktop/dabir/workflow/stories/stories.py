"""Reading the desk: the story list, one story with its versions and log, search, and remembered choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from dabir.domain.decision import Decision
from dabir.domain.errors import InputRefused
from dabir.domain.life import Standing
from dabir.domain.listing import SavedFilter, SearchHit, Snippet, StoredStory, StoryFilter, StoryRow, Tally
from dabir.domain.query import Fault, parse
from dabir.domain.story import Original
from dabir.store import decisions, originals, preferences, saved_filters, search, snippets, stories, story_list
from dabir.store.database import Database
from dabir.workflow.deciding.standing import standing_of


class Stories:
    """Answers what is on the desk. Changes nothing but remembered choices."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    @property
    def closed(self) -> bool:
        """Whether the desk was closed: a window that is closing with it may still be asked to draw."""
        return self._database.closed

    def now(self) -> datetime:
        """Return the present moment by the desk's clock, with an offset."""
        return self._clock()

    def count(self, wanted: StoryFilter) -> int:
        """Return how many stories are listed."""
        return stories.count(self._database.read(), wanted)

    def tally(self, wanted: StoryFilter) -> Tally:
        """Return how many stories are listed, and whether these are all that the filter lets through."""
        return story_list.tally(self._database.read(), wanted)

    def page(self, wanted: StoryFilter, *, offset: int, limit: int) -> list[StoryRow]:
        """Return rows of the story list from a place on, in the filter's order."""
        return stories.page(self._database.read(), wanted, offset=offset, limit=limit)

    def ids(self, wanted: StoryFilter, *, offset: int = 0, limit: int = -1) -> list[int]:
        """Return the row numbers of the stories a filter lets through, in its order, from a place on; -1 for all."""
        return stories.ids(self._database.read(), wanted, offset=offset, limit=limit)

    def place_of(self, wanted: StoryFilter, story_id: int) -> int | None:
        """Return at which place of the list a story stands, from 0; None where the filter does not let it through."""
        return story_list.place_of(self._database.read(), wanted, story_id)

    def place_at(self, wanted: StoryFilter, moment: datetime) -> int:
        """Return at which place the list comes to a moment; see `dabir.store.story_list.place_at`."""
        return story_list.place_at(self._database.read(), wanted, moment)

    def faults(self, query: str) -> tuple[Fault, ...]:
        """Return what of a query cannot be meant so, for the person who typed it."""
        return parse(query).faults

    def saved_filters(self) -> list[SavedFilter]:
        """Return the filters that were saved, the oldest first."""
        return saved_filters.all(self._database.read())

    def save_filter(self, one: SavedFilter, before: str = "") -> None:
        """Keep a filter; one of the same name is changed.

        Args:
            one: the filter.
            before: the name it had until now; "" for a new one.

        Raises:
            InputRefused: when it has no name, or something in its query has no sense.
        """
        if not one.name.strip():
            raise InputRefused("A saved filter needs a name.", "Say what its stories have in common.")
        self._refuse_faults(one.query)
        self._database.write(lambda db: saved_filters.put(db, one, before))

    def remove_filter(self, name: str) -> None:
        """Forget a saved filter; repeating it is harmless."""
        self._database.write(lambda db: saved_filters.remove(db, name))

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
        """Find stories by words of headline, original and translations, and by fields; see `dabir.domain.query`.

        Raises:
            InputRefused: when a field has a value that has no sense, as urgency:12. What is no field is a word.
        """
        self._refuse_faults(query)
        return search.search(self._database.read(), query, limit=limit)

    def snippets(self, query: str, story_ids: Sequence[int]) -> dict[int, Snippet]:
        """Return where the words of a query stand in stories found by them; see `dabir.store.snippets`."""
        return snippets.snippets(self._database.read(), query, story_ids)

    def _refuse_faults(self, query: str) -> None:
        refused = parse(query).refused
        if refused:
            raise InputRefused(" ".join(fault.words for fault in refused), "Correct it, or leave it out.")

    def remembered(self, key: str, default: str = "") -> str:
        """Return a remembered choice of the window."""
        return preferences.get(self._database.read(), key, default)

    def remember(self, key: str, value: str) -> None:
        """Keep a choice of the window."""
        self._database.write(lambda db: preferences.put(db, key, value))
