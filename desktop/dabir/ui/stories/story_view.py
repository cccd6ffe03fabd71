"""The list on the screen: lines of one height, of which only those to be seen are ever asked for.

Qt's own list view keeps the place of every line; a million of them take it more than a second to lay out anew each
time a story comes in. Here a line's place is its number times the height, so that any number of lines costs the same.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class StoryView(QAbstractItemView):
    """Shows a model of one column.

    Signals:
        scrolled: other lines are to be seen.
    """

    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a model."""
        super().__init__(parent)
        self._height = 1
        self._hovered = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())

    @property
    def line_height(self) -> int:
        """The height of a line, in pixels."""
        return self._height

    def lines_seen(self) -> range:
        """Return the places of the lines that are to be seen, also in part."""
        first = self.verticalOffset() // self._height
        last = (self.verticalOffset() + self.viewport().height() - 1) // self._height
        return range(max(first, 0), min(last + 1, self._size()))

    def visualRect(self, index: Index) -> QRect:
        """Return where a line is, seen or not."""
        if not index.isValid():
            return QRect()
        return QRect(0, index.row() * self._height - self.verticalOffset(), self.viewport().width(), self._height)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a line into view."""
        if not index.isValid():
            return
        top, room = index.row() * self._height, self.viewport().height()
        at = self.verticalOffset()
        if hint is QAbstractItemView.ScrollHint.PositionAtTop:
            at = top
        elif hint is QAbstractItemView.ScrollHint.PositionAtBottom:
            at = top + self._height - room
        elif hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            at = top - (room - self._height) // 2
        elif top < at:
            at = top
        elif top + self._height > at + room:
            at = top + self._height - room
        self.verticalScrollBar().setValue(at)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the line at a point of the viewport."""
        place = (point.y() + self.verticalOffset()) // self._height
        return self.model().index(place, 0) if 0 <= place < self._size() else QModelIndex()

    def horizontalOffset(self) -> int:
        """Return 0: lines are as wide as the view."""
        return 0

    def verticalOffset(self) -> int:
        """Return how many pixels are above the view."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """Return False: what the filter hides is not in the model."""
        return False

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the line that a key goes to."""
        page = max(self.viewport().height() // self._height - 1, 1)
        moves = QAbstractItemView.CursorAction
        by = {
            moves.MoveUp: -1,
            moves.MovePrevious: -1,
            moves.MoveDown: 1,
            moves.MoveNext: 1,
            moves.MovePageUp: -page,
            moves.MovePageDown: page,
            moves.MoveHome: -self._size(),
            moves.MoveEnd: self._size(),
        }.get(action, 0)
        place = min(max(self.currentIndex().row() + by, 0), self._size() - 1)
        return self.model().index(place, 0) if place >= 0 else QModelIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Mark the lines that a rectangle of the viewport touches."""
        top = (rect.top() + self.verticalOffset()) // self._height
        bottom = (rect.bottom() + self.verticalOffset()) // self._height
        if bottom < 0 or top >= self._size():
            self.selectionModel().select(QItemSelection(), command)
            return
        model = self.model()
        first, last = model.index(max(top, 0), 0), model.index(min(bottom, self._size() - 1), 0)
        self.selectionModel().select(QItemSelection(first, last), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return what is to be drawn again when a selection changes, as far as it is seen."""
        region, seen = QRegion(), self.viewport().rect()
        for one in selection.toList():
            region += self.visualRect(one.topLeft()).united(self.visualRect(one.bottomRight())) & seen
        return region

    def updateGeometries(self) -> None:
        """Fit the scroll bar to the number and height of the lines."""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        self._height = max(self.itemDelegate().sizeHint(option, QModelIndex()).height(), 1)
        room, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setSingleStep(self._height)
        bar.setPageStep(room)
        bar.setRange(0, max(self._size() * self._height - room, 0))
        super().updateGeometries()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines that are to be seen."""
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base, focused = option.state, self.hasFocus()
        for place in self.lines_seen():
            index = self.model().index(place, 0)
            rect = self.visualRect(index)
            if not rect.intersects(event.rect()):
                continue
            option.rect, option.state = rect, base
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if place == self._hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            if focused and index == self.currentIndex():
                option.state |= QStyle.StateFlag.State_HasFocus
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which line is under the pointer."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show no line as under the pointer."""
        self._hover(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and mark; letters are for whoever watches the view, there is no search by typing."""
        is_letter = event.text().isprintable() and bool(event.text().strip())
        if is_letter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.viewport().update()

    def _size(self) -> int:
        return self.model().rowCount() if self.model() else 0
