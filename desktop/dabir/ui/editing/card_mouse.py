"""The mouse over the cards: which letter is under it, and the buttons of findings.

The list would take a mere move of the mouse for a wish to edit and put the focus into the editor, so moves end here.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent

from dabir.domain.segment import Finding
from dabir.ui.editing.segment_delegate import SegmentDelegate
from dabir.ui.editing.translation_editor import TranslationEditor


class CardMouse(QObject):
    """Watches the mouse over the cards of an editor.

    Signals:
        pointed: the mouse is over a letter: its segment and its place in the translation; -1, -1 elsewhere.
        mending_wanted: the button of a finding was pressed: its segment, the finding.
    """

    pointed = Signal(int, int)
    mending_wanted = Signal(int, object)

    def __init__(self, editor: TranslationEditor) -> None:
        """Watch the mouse over an editor's list."""
        super().__init__(editor)
        self._editor = editor
        delegate = editor.itemDelegate()
        assert isinstance(delegate, SegmentDelegate)
        self.delegate = delegate
        editor.viewport().setMouseTracking(True)
        editor.viewport().installEventFilter(self)

    def button_at(self, point: QPoint) -> tuple[int, Finding] | None:
        """Return the segment and the finding whose button lies under a point of the viewport."""
        index = self._editor.indexAt(point)
        if not index.isValid():
            return None
        line = self.delegate.line_at(self._editor.visualRect(index), index.row(), point)
        return (index.row(), line.finding) if line is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the moves of the mouse, and what is pressed on a button."""
        kind = event.type()
        if kind is QEvent.Type.Leave:
            self._move(None)
        elif isinstance(event, QMouseEvent) and kind is QEvent.Type.MouseMove and not event.buttons():
            self._move(event.position().toPoint())
            return True
        elif isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton:
            pressed = kind in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}
            found = self.button_at(event.position().toPoint())
            if found is not None and (pressed or kind is QEvent.Type.MouseButtonRelease):
                if pressed:
                    self.mending_wanted.emit(*found)
                return True
        return super().eventFilter(watched, event)

    def _move(self, point: QPoint | None) -> None:
        viewport = self._editor.viewport()
        was_hot = self.delegate.under is not None and self.button_at(self.delegate.under) is not None
        self.delegate.under = point
        hot = point is not None and self.button_at(point) is not None
        if hot or was_hot:
            viewport.update()
        viewport.setCursor(Qt.CursorShape.PointingHandCursor if hot else Qt.CursorShape.ArrowCursor)
        index = self._editor.indexAt(point) if point is not None else None
        if point is None or index is None or not index.isValid():
            self.pointed.emit(-1, -1)
            return
        place = self.delegate.place_at(self._editor.visualRect(index), index.row(), point)
        self.pointed.emit(index.row() if place >= 0 else -1, place)
