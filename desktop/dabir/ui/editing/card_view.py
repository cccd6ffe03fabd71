"""A list of cards of different heights, of which only those to be seen are ever measured.

Qt's own list view measures every item each time one of them changes; at twenty thousand segments a key then takes
seconds. Here a card is measured when it is to be seen, and whatever is learned about heights above it moves no card
that somebody looks at.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem, QWidget

from dabir.ui.editing.card_heights import CardHeights

Index = QModelIndex | QPersistentModelIndex
#: Lines of text that a card has which was not measured yet, its head among them.
_USUAL_LINES = 4
#: Measuring what comes into view may bring more into view; so often at most.
_ROUNDS = 8


class CardView(QAbstractItemView):
    """Shows a model of one column; the delegate says how tall each card is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a model."""
        super().__init__(parent)
        self._heights = CardHeights()
        self._settling = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def reset(self) -> None:
        """Begin with other cards."""
        super().reset()
        count = self.model().rowCount() if self.model() is not None else 0
        self._heights = CardHeights(count, max(1, _USUAL_LINES * self.fontMetrics().lineSpacing()))
        self.scheduleDelayedItemsLayout()

    def measure_again(self) -> None:
        """Measure every card again when it is seen: the width, the font or the direction is another."""
        self._heights.forget()
        self.scheduleDelayedItemsLayout()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Measure again what has changed: at once if it is to be seen, else when it is."""
        changed, seen = range(first.row(), last.row() + 1), self._rows_seen()
        self._heights.forget(changed)
        if changed.start < seen.stop and seen.start < changed.stop:
            super().dataChanged(first, last, roles)
            self.scheduleDelayedItemsLayout()

    def place(self, row: int, top: int) -> None:
        """Scroll so that a card begins `top` pixels below the upper edge, as far as there are cards for it."""
        bar = self.verticalScrollBar()
        for _ in range(_ROUNDS):
            self._measure(row)
            self._fit_bar()
            bar.setValue(self._heights.top(row) - top)
            self._settle(row)
            if self._heights.top(row) - bar.value() == top or bar.value() in {bar.minimum(), bar.maximum()}:
                return

    def visualRect(self, index: Index) -> QRect:
        """Return where a card is; of one that is not seen, where it is as far as is known."""
        if not index.isValid() or index.row() >= self._heights.count:
            return QRect()
        top = self._heights.top(index.row()) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._heights.height(index.row()))

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a card into view; of one that is taller than the view, its beginning."""
        if not index.isValid() or index.row() >= self._heights.count:
            return
        self._measure_aside(index.row())
        rect, room, hints = self.visualRect(index), self.viewport().height(), QAbstractItemView.ScrollHint
        spare = max(0, room - rect.height())
        if hint is hints.PositionAtTop or (hint is hints.EnsureVisible and rect.top() < 0):
            self.place(index.row(), 0)
        elif hint is hints.PositionAtCenter:
            self.place(index.row(), spare // 2)
        elif hint is hints.PositionAtBottom or rect.bottom() >= room:
            self.place(index.row(), spare)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the card at a point of the viewport."""
        place = point.y() + self.verticalOffset()
        row = self._heights.at(place) if place >= 0 else self._heights.count
        return self.model().index(row, 0) if row < self._heights.count else QModelIndex()

    def horizontalOffset(self) -> int:
        """Return 0: cards are as wide as the view."""
        return 0

    def verticalOffset(self) -> int:
        """Return how many pixels are above the view."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """Return False: every card is shown."""
        return False

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the card that a key goes to."""
        moves, last, row = QAbstractItemView.CursorAction, self._heights.count - 1, self.currentIndex().row()
        page = self.viewport().height()
        to = {
            moves.MoveUp: row - 1,
            moves.MovePrevious: row - 1,
            moves.MoveDown: row + 1,
            moves.MoveNext: row + 1,
            moves.MovePageUp: min(row - 1, self._heights.at(max(0, self._heights.top(max(0, row)) - page))),
            moves.MovePageDown: max(row + 1, self._heights.at(self._heights.top(max(0, row)) + page)),
            moves.MoveHome: 0,
            moves.MoveEnd: last,
        }.get(action, row)
        return self.model().index(min(max(0, to), last), 0) if last >= 0 else QModelIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Mark the cards that a rectangle of the viewport touches."""
        last = self._heights.count - 1
        top, bottom = (self._heights.at(y + self.verticalOffset()) for y in (rect.top(), rect.bottom()))
        chosen = QItemSelection()
        if top <= last:
            chosen = QItemSelection(self.model().index(top, 0), self.model().index(min(bottom, last), 0))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return what is to be drawn again when a selection changes, as far as it is seen."""
        region, seen = QRegion(), self._rows_seen()
        for one in selection.toList():
            for row in range(max(one.top(), seen.start), min(one.bottom() + 1, seen.stop)):
                region += self.visualRect(self.model().index(row, 0))
        return region

    def updateGeometries(self) -> None:
        """Measure what is to be seen, and fit the scroll bar to it."""
        self._fit_bar()
        self._settle(self._rows_seen().start)
        super().updateGeometries()

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Measure what comes into view; what was in view already goes exactly as far as it was scrolled."""
        rows = self._rows_seen()
        near = abs(dy) < self.viewport().height()
        self._settle(rows.stop - 1 if near and dy > 0 and rows else rows.start)
        self.updateEditorGeometries()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards that are to be seen."""
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base, focused = option.state, self.hasFocus()
        for row in self._rows_seen():
            index = self.model().index(row, 0)
            option.rect, option.state = self.visualRect(index), base
            if not option.rect.intersects(event.rect()):
                continue
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if focused and index == self.currentIndex():
                option.state |= QStyle.StateFlag.State_HasFocus
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the cards again at a new width."""
        if event.size().width() != event.oldSize().width():
            self._heights.forget()
        super().resizeEvent(event)

    def _rows_seen(self) -> range:
        """Return the rows of the cards that are to be seen, also in part, as far as their heights are known."""
        if not self._heights.count:
            return range(0)
        top = self.verticalOffset()
        last = self._heights.at(top + max(1, self.viewport().height()) - 1)
        return range(min(self._heights.at(top), self._heights.count - 1), min(last + 1, self._heights.count))

    def _measure(self, row: int) -> bool:
        if self._heights.is_measured(row):
            return False
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        size = self.itemDelegate().sizeHint(option, self.model().index(row, 0))
        return self._heights.measure(row, max(1, size.height()))

    def _measure_aside(self, row: int) -> None:
        """Measure a card that may be anywhere, while what is seen stays where it is."""
        first = self._rows_seen().start
        top = self._heights.top(first)
        if self._measure(row):
            self._fit_bar()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._heights.top(first) - top)

    def _settle(self, anchor: int) -> None:
        """Measure all that is to be seen, while the card `anchor` stays where it stands."""
        if self._settling or not self._heights.count:
            return
        self._settling = True
        bar, stands = self.verticalScrollBar(), self._heights.top(anchor) - self.verticalOffset()
        for _ in range(_ROUNDS):
            changed = [self._measure(row) for row in self._rows_seen()]
            self._fit_bar()
            bar.setValue(self._heights.top(anchor) - stands)
            if not any(changed):
                break
        self._settling = False

    def _fit_bar(self) -> None:
        room, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setPageStep(room)
        bar.setRange(0, max(0, self._heights.total - room))
