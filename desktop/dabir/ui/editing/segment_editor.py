"""The editor of one segment: plain text in the story's direction, as tall as its text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from dabir.ui.parts.text_direction import code_point_offset, set_document_direction, text_of
from dabir.ui.parts.theme import tones_of
from dabir.ui.parts.underlines import Mark, cursor_over, in_order, selections, tip_at


class SegmentEditor(QTextEdit):
    """Edits the translation of a segment.

    Signals:
        changed: the person changed the text; carries it exactly.
        left_wanted: the person pressed Escape.
        pointed: the mouse is over a letter (its place in code points); -1 when it is over none.
    """

    changed = Signal(str)
    left_wanted = Signal()
    pointed = Signal(int)

    def __init__(self, parent: QWidget, *, margin: int) -> None:
        """Make an empty editor.

        Args:
            parent: the viewport it lies in.
            margin: space round the text, in pixels.
        """
        super().__init__(parent)
        self.setObjectName("segment")
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setAutoFillBackground(True)
        self._margin = margin
        self._loading = False
        #: The text that was shown or told last: Qt also reports a change where only the look of a text is another.
        self._told = ""
        self._layers: dict[str, list[Mark]] = {}
        self.document().setDocumentMargin(margin)
        self.setMouseTracking(True)
        self.textChanged.connect(self._on_changed)

    def load(self, text: str) -> None:
        """Show a text, as the beginning of a new undo history."""
        self._loading = True
        self.setPlainText(text)
        self._told = self.text()
        self.document().setModified(False)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._loading = False

    def text(self) -> str:
        """Return the text exactly as it was typed."""
        return text_of(self.document())

    def place(self) -> int:
        """Return where the cursor stands, in code points."""
        return code_point_offset(self.text(), self.textCursor().position())

    def select(self, start: int, end: int) -> None:
        """Select a stretch of the text, in code points."""
        self.setTextCursor(cursor_over(self.document(), self.text(), start, end))

    def put(self, start: int, end: int, words: str) -> None:
        """Write words in place of a stretch of the text, as the person's own typing; one undo takes it back."""
        cursor = cursor_over(self.document(), self.text(), start, end)
        # A block of its own, or Qt would undo the words typed just before along with it.
        cursor.beginEditBlock()
        cursor.insertText(words)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def show_marks(self, layer: str, marks: Sequence[Mark]) -> None:
        """Mark the text; what the layer had before is not marked any more.

        Args:
            layer: one of `underlines.LAYERS`.
            marks: in places of the text as it stands.
        """
        if not marks and not self._layers.get(layer):
            return
        self._layers[layer] = list(marks)
        found = selections(self.document(), self.text(), in_order(self._layers), tones_of(self.palette()))
        self.setExtraSelections(found)

    def marks(self, layer: str) -> list[Mark]:
        """Return what a layer marks."""
        return list(self._layers.get(layer, ()))

    def place_at(self, point: QPoint) -> int:
        """Return the letter under a point of the widget, in code points; -1 beside the text."""
        position = self.document().documentLayout().hitTest(QPointF(point), Qt.HitTestAccuracy.ExactHit)
        return code_point_offset(self.text(), position) if position >= 0 else -1

    def set_direction(self, direction: Qt.LayoutDirection) -> None:
        """Set the text in a direction, whatever it begins with."""
        set_document_direction(self.document(), direction)

    def _on_changed(self) -> None:
        if not self._loading and (text := self.text()) != self._told:
            self._told = text
            self.changed.emit(text)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words; files dropped here are stories for the window."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only, in one line: a segment is a sentence."""
        if source.hasText():
            self.insertPlainText(" ".join(source.text().splitlines()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell over which letter the mouse is."""
        super().mouseMoveEvent(event)
        if not event.buttons():
            self.pointed.emit(self.place_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse is over no letter."""
        super().leaveEvent(event)
        self.pointed.emit(-1)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what the marks under the mouse mean."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip_at(self._layers, self.place_at(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the list of segments."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape; keep Enter from breaking a sentence into lines."""
        if event.key() == Qt.Key.Key_Escape:
            self.left_wanted.emit()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            return
        super().keyPressEvent(event)
