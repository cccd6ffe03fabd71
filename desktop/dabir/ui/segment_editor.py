"""The editor of one segment: plain text in the story's direction, as tall as its text."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from dabir.ui.text_direction import set_document_direction, text_of


class SegmentEditor(QTextEdit):
    """Edits the translation of a segment.

    Signals:
        changed: the person changed the text; carries it exactly.
        left_wanted: the person pressed Escape.
    """

    changed = Signal(str)
    left_wanted = Signal()

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
        self.document().setDocumentMargin(margin)
        self.textChanged.connect(self._on_changed)

    def load(self, text: str) -> None:
        """Show a text, as the beginning of a new undo history."""
        self._loading = True
        self.setPlainText(text)
        self.document().setModified(False)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._loading = False

    def text(self) -> str:
        """Return the text exactly as it was typed."""
        return text_of(self.document())

    def set_direction(self, direction: Qt.LayoutDirection) -> None:
        """Set the text in a direction, whatever it begins with."""
        self._loading = True
        set_document_direction(self.document(), direction)
        self._loading = False

    def _on_changed(self) -> None:
        if not self._loading:
            self.changed.emit(self.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words; files dropped here are stories for the window."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only, in one line: a segment is a sentence."""
        if source.hasText():
            self.insertPlainText(" ".join(source.text().splitlines()))

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
