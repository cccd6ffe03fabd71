"""Where the words that were searched for stand in the lines that are to be seen: read when a line is drawn.

A list of what was found may have thousands of lines, and each snippet needs the whole story. So only the lines that
were drawn are read, all of them at once and off the main thread; they are drawn again when the snippets are there.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from dabir.domain.listing import Snippet
from dabir.domain.query import parse
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Stories

#: Stories read at once, more than a screen shows: what was drawn before these was scrolled past.
_AT_ONCE: Final = 60
_KEPT: Final = 2_000


class Snippets(QObject):
    """The snippets of one search.

    Signals:
        came: there are more snippets than before.
    """

    came = Signal()

    def __init__(self, stories: Stories, tasks: Tasks, parent: QObject | None = None) -> None:
        """Begin with no search.

        Args:
            stories: where they are read from.
            tasks: reads them off the main thread.
            parent: owner.
        """
        super().__init__(parent)
        self._stories = stories
        self._tasks = tasks
        self._query = ""
        #: Whether words are searched for, so that lines have snippets.
        self.active = False
        self._known: OrderedDict[int, Snippet] = OrderedDict()
        #: Stories whose texts may have changed since; their snippets are drawn until they are read again.
        self._stale: set[int] = set()
        self._missing: OrderedDict[int, None] = OrderedDict()
        self._reading = False
        #: Counts the searches, so that a snippet of one before is not taken for one of this.
        self._searched = 0
        # The lines of one screen ask one by one while they are drawn.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read_next)

    def look_for(self, query: str) -> None:
        """Show where the words of a query stand; if it is the same as before, the stories may have changed."""
        self._searched += 1
        self._missing.clear()
        self._soon.stop()
        if query == self._query:
            self._stale.update(self._known)
            return
        self._query = query
        self.active = any(not term.unwanted for term in parse(query).terms)
        self._known.clear()
        self._stale.clear()

    def of(self, story_id: int) -> Snippet | None:
        """Return the snippet of a story that is drawn; None without a search, and while it is being read."""
        if not self.active:
            return None
        known = self._known.get(story_id)
        if known is None or story_id in self._stale:
            self._missing[story_id] = None
            self._missing.move_to_end(story_id)
            while len(self._missing) > _AT_ONCE:
                self._missing.popitem(last=False)
            self._soon.start()
        return known

    def known(self, story_id: int) -> Snippet | None:
        """Return the snippet of a story if it is at hand, without reading it."""
        return self._known.get(story_id)

    def waits(self) -> bool:
        """Whether snippets were asked for and are not being read yet."""
        return self._soon.isActive()

    def _read_next(self) -> None:
        if self._reading or not self._missing or self._stories.closed:
            return
        self._reading = True
        wanted, query, searched = list(self._missing), self._query, self._searched
        self._missing.clear()
        self._tasks.run_task(
            lambda _: self._stories.snippets(query, wanted),
            lambda found: self._on_read(searched, wanted, found),
            on_error=self._on_unread,
            lane=Lane.READS,
        )

    def _on_read(self, searched: int, wanted: list[int], found: dict[int, Snippet]) -> None:
        self._reading = False
        if searched == self._searched:
            self._stale.difference_update(wanted)
            self._known.update(found)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
            if found:
                self.came.emit()
        self._read_next()

    def _on_unread(self, error: BaseException) -> None:
        self._reading = False
        self._missing.clear()
        self._tasks.failed.emit(error)
