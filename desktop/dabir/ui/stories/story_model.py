"""Model of the story list: the order of the stories is in memory, their lines are fetched in pages when drawn."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dabir.domain.language import name_of
from dabir.domain.listing import StoryFilter, StoryRow
from dabir.workflow import Stories

#: Lines fetched in one query, and how many such pages are kept.
PAGE: Final = 200
_PAGES_KEPT: Final = 12

#: Role that answers the `StoryRow` itself.
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class StoryModel(QAbstractTableModel):
    """The stories a filter lets through, newest first. One column; a delegate draws the line."""

    def __init__(self, stories: Stories, parent: QObject | None = None) -> None:
        """Begin with no story; `show_ids` brings them.

        Args:
            stories: where lines are fetched from.
            parent: owner.
        """
        super().__init__(parent)
        self._stories = stories
        self.wanted = StoryFilter()
        self._ids: list[int] = []
        self._pages: OrderedDict[int, list[StoryRow]] = OrderedDict()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of stories."""
        return 0 if parent.isValid() else len(self._ids)

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
        return f"{row.headline or row.uri}. {row.partner}, {name_of(row.language)}, {row.state}."

    def show_ids(self, wanted: StoryFilter, ids: list[int]) -> None:
        """Show these stories in this order; lines already fetched are fetched again when drawn."""
        if wanted == self.wanted and ids == self._ids:
            self._pages.clear()
            if ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, 0))
            return
        self.beginResetModel()
        self.wanted = wanted
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def row(self, number: int) -> StoryRow | None:
        """Return the line at a place, fetching its page when needed; None where the desk has just changed."""
        if not 0 <= number < len(self._ids):
            return None
        page, place = divmod(number, PAGE)
        if page not in self._pages:
            self._pages[page] = self._stories.page(self.wanted, offset=page * PAGE, limit=PAGE)
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        rows = self._pages[page]
        return rows[place] if place < len(rows) else None

    def id_at(self, number: int) -> int:
        """Return the story at a place; 0 where there is none."""
        return self._ids[number] if 0 <= number < len(self._ids) else 0

    def place_of(self, story_id: int) -> int:
        """Return the place of a story; -1 when the filter hides it."""
        try:
            return self._ids.index(story_id)
        except ValueError:
            return -1
