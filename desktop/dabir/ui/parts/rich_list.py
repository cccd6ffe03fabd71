"""A list of entries in rich text, a few lines each; where there is none, a sentence that says why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dabir.ui.parts.theme import tones_of

_MARGIN = 4
_SIDE = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list.

    Attributes:
        html: how it is shown.
        said: what a screen reader says of it.
        tip: what its tool tip says; "" for none.
    """

    html: str
    said: str
    tip: str = ""


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return entry.said
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.tip or None
        return None

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: _Model, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.documents: dict[int, QTextDocument] = {}

    def _document(self, row: int) -> QTextDocument:
        width = max(80, self._view.viewport().width() - 2 * _SIDE)
        document = self.documents.get(row)
        if document is None:
            document = QTextDocument()
            document.setDocumentMargin(_MARGIN)
            document.setDefaultFont(self._view.font())
            document.setHtml(self._model.entries[row].html)
            self.documents[row] = document
        if document.textWidth() != width:
            document.setTextWidth(width)
        return document

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, math.ceil(self._document(index.row()).size().height()) + 1)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area, tones = QRect(option.rect), tones_of(option.palette)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(tones.mark))
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), QColor(tones.mark_edge))
        painter.setPen(QColor(tones.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.translate(QPointF(area.topLeft()) + QPointF(_SIDE, 0))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(tones.ink))
        self._document(index.row()).documentLayout().draw(painter, context)
        painter.restore()


class RichList(QListView):
    """Shows entries; one can be taken with Enter or a double click.

    Signals:
        taken: the person took an entry.
        pointed: an entry became the current one; -1 for none.
        left_wanted: the person pressed Escape.
    """

    taken = Signal(int)
    pointed = Signal(int)
    left_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty list.

        Args:
            name: what a screen reader calls it.
            parent: owner.
        """
        super().__init__(parent)
        self._entries = _Model(self)
        self._delegate = _Delegate(self._entries, self)
        self._sentence = ""
        self.setModel(self._entries)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(name)

    @property
    def entries(self) -> list[Entry]:
        """What is shown."""
        return list(self._entries.entries)

    @property
    def sentence(self) -> str:
        """What is said while there is no entry."""
        return self._sentence

    @property
    def current(self) -> int:
        """The current entry; -1 for none."""
        return self.currentIndex().row()

    def show_entries(self, entries: Sequence[Entry], sentence: str, *, current: int = -1) -> None:
        """Show entries.

        Args:
            entries: in order.
            sentence: what is said when there are none.
            current: the one to stand on; -1 for none.
        """
        if sentence != self._sentence:
            self._sentence = sentence
            self.setAccessibleDescription(sentence)
            self.viewport().update()
        if list(entries) != self._entries.entries:
            self._delegate.documents.clear()
            # Always there beside entries: one that comes and goes would change the width they are measured at.
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if entries else policy.ScrollBarAlwaysOff)
            self._entries.show(entries)
        if current != self.current:
            self.setCurrentIndex(self._entries.index(current))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which entry is the current one."""
        super().currentChanged(current, previous)
        self.pointed.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Enter, leave with Escape."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if self.current >= 0:
                self.taken.emit(self.current)
        elif event.key() == Qt.Key.Key_Escape:
            self.left_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take what is clicked twice."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.taken.emit(index.row())

    def minimumSizeHint(self) -> QSize:
        """Ask for the height of two lines, so that on a small screen the text beside the list has the room."""
        return QSize(super().minimumSizeHint().width(), 2 * self.fontMetrics().lineSpacing() + 2 * _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the entries, or the sentence."""
        super().paintEvent(event)
        if self._entries.entries or not self._sentence:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(tones_of(self.palette()).muted))
        flags = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignCenter.value
        painter.drawText(self.viewport().rect().adjusted(16, _MARGIN, -16, -_MARGIN), flags, self._sentence)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the entries again at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the entries again in a new font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_delegate"):
            self._delegate.documents.clear()
            self.scheduleDelayedItemsLayout()
