"""Model of the story list: how many lines there are, and the pages of them that were looked at last.

A desk may have a million stories; no list of them is in memory. A line that is drawn is taken from the pages at hand,
or its page is read in the lane of readers and the line is drawn again when it is there; while the bar is dragged over
many pages, only the one asked for last is read next. Who must know a line at once, because somebody chose it, has its
page read at once: that takes no longer than a page.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dabir.domain.language import name_of
from dabir.domain.listing import StoryFilter, StoryRow
from dabir.ui.stories.snippets import Snippets
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Stories

#: Lines fetched in one query, and how many such pages are kept.
PAGE: Final = 100
_PAGES_KEPT: Final = 24

#: Role that answers the `StoryRow` itself.
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class StoryModel(QAbstractTableModel):
    """The stories a filter lets through, in its order. One column; a delegate draws the line."""

    def __init__(self, stories: Stories, tasks: Tasks, parent: QObject | None = None) -> None:
        """Begin with no story; `show_list` brings them.

        Args:
            stories: where lines are fetched from.
            tasks: fetches them off the main thread.
            parent: owner.
        """
        super().__init__(parent)
        self._stories = stories
        self._tasks = tasks
        self.wanted = StoryFilter()
        self.snippets = Snippets(stories, tasks, self)
        self._size = 0
        self._pages: OrderedDict[int, list[StoryRow]] = OrderedDict()
        #: Pages that may have changed since they were read; they are drawn until they are read again.
        self._stale: set[int] = set()
        self._missing: list[int] = []
        self._reading = False
        #: Counts the lists shown, so that a page of one before is not taken for one of this.
        self._shown = 0

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of stories."""
        return 0 if parent.isValid() else self._size

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return 1."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line; as text it is what a screen reader speaks."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, ROW_ROLE}:
            return None
        row = self.row(index.row())
        if row is None or role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.headline or row.slugline or row.uri
        others = f", {row.same_event} other on this event" if row.same_event else ""
        line = f"{row.headline or row.uri}. {row.partner}, {name_of(row.language)}, {row.state}{others}."
        snippet = self.snippets.known(row.id)
        return f"{line} {snippet.text}" if snippet else line

    def show_list(self, wanted: StoryFilter, size: int, *, new_on_top: int = 0) -> None:
        """Show the list of a filter; pages at hand are read again when drawn.

        Args:
            wanted: the filter.
            size: how many stories it lets through.
            new_on_top: how many of them have come in above all that were shown before, where nothing else has changed
                in the places of these; then marks and the chosen line stay where they are.
        """
        self._shown += 1
        self._missing.clear()
        self.snippets.look_for(wanted.query)
        if wanted == self.wanted and size == self._size:
            self._stale.update(self._pages)
            if size:
                self.dataChanged.emit(self.index(0, 0), self.index(size - 1, 0))
        elif wanted == self.wanted and new_on_top and size == self._size + new_on_top:
            self.beginInsertRows(QModelIndex(), 0, new_on_top - 1)
            self._size = size
            self._pages.clear()
            self._stale.clear()
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.wanted, self._size = wanted, size
            self._pages.clear()
            self._stale.clear()
            self.endResetModel()

    def line(self, number: int) -> StoryRow | None:
        """Return the line at a place for drawing; None while it is being read."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None or page in self._stale:
            self._read_soon(page)
        return rows[place] if rows is not None and place < len(rows) else None

    def row(self, number: int) -> StoryRow | None:
        """Return the line at a place, reading its page when needed; None where the desk has just changed."""
        if not 0 <= number < self._size:
            return None
        page, place = divmod(number, PAGE)
        if page not in self._pages or page in self._stale:
            if self._stories.closed:
                return None
            self._keep(page, self._stories.page(self.wanted, offset=page * PAGE, limit=PAGE))
        rows = self._pages[page]
        return rows[place] if place < len(rows) else None

    def id_at(self, number: int) -> int:
        """Return the story at a place; 0 where there is none."""
        row = self.row(number)
        return row.id if row else 0

    def known_id(self, number: int) -> int:
        """Return the story that is shown at a place, though the desk may have changed; 0 where none is at hand."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page, [])
        return rows[place].id if place < len(rows) else 0

    def ids_between(self, first: int, last: int) -> list[int]:
        """Return the stories from one place to another, both with them."""
        return self._stories.ids(self.wanted, offset=first, limit=last - first + 1)

    def place_of(self, story_id: int) -> int:
        """Return the place of a story; -1 when the filter hides it."""
        for page, rows in self._pages.items():
            if page not in self._stale:
                for place, row in enumerate(rows):
                    if row.id == story_id:
                        return page * PAGE + place
        found = self._stories.place_of(self.wanted, story_id)
        # What came in since the list was read is not in it yet.
        return -1 if found is None or self.id_at(found) != story_id else found

    def _keep(self, page: int, rows: list[StoryRow]) -> None:
        self._pages[page] = rows
        self._pages.move_to_end(page)
        self._stale.discard(page)
        while len(self._pages) > _PAGES_KEPT:
            gone, _ = self._pages.popitem(last=False)
            self._stale.discard(gone)

    def _read_soon(self, page: int) -> None:
        if page in self._missing:
            self._missing.remove(page)
        self._missing.append(page)
        # A screen shows two pages, seldom three; what was passed over meanwhile is not read.
        del self._missing[:-3]
        self._read_next()

    def _read_next(self) -> None:
        if self._reading or not self._missing:
            return
        self._reading = True
        page, shown, wanted = self._missing[-1], self._shown, self.wanted
        self._tasks.run_task(
            lambda _: self._stories.page(wanted, offset=page * PAGE, limit=PAGE),
            lambda rows: self._on_read(page, shown, rows),
            on_error=self._on_unread,
            lane=Lane.READS,
        )

    def _on_read(self, page: int, shown: int, rows: list[StoryRow]) -> None:
        self._reading = False
        if shown == self._shown:
            if page in self._missing:
                self._missing.remove(page)
            self._keep(page, rows)
            last = min((page + 1) * PAGE, self._size) - 1
            if last >= page * PAGE:
                self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, 0))
        self._read_next()

    def _on_unread(self, error: BaseException) -> None:
        self._reading = False
        self._missing.clear()
        self._tasks.failed.emit(error)
