"""Splitting and joining segments, at the cursors, or where a small dialog is told that the source parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from dabir.domain.errors import InputRefused
from dabir.domain.segment import HEADLINE
from dabir.ui.parts.parts import label
from dabir.ui.parts.text_direction import code_point_offset, direction_of, set_document_direction, shown, utf16_offset
from dabir.ui.parts.theme import tones_of
from dabir.ui.stories.queue_view import QueueView

_WORD: Final = re.compile(r"\S+")
#: A clause ends here: the likelier places to split.
_CLAUSE: Final = re.compile(r"[.,;:!?،؛؟…–—»”)]$")


class SplitDialog(QDialog):
    """Shows the source of a segment in two parts and lets the person move the seam, word by word.

    Signals:
        chosen: where the second part begins, in code points of the source.
    """

    chosen = Signal(int)

    def __init__(self, source: str, language: str, at: int, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            source: the segment's text, of two words at least.
            language: its language.
            at: where the seam stands at first.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle("Split the segment — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 260)
        self._source = source
        self._places = seams(source)
        self._place = min(range(len(self._places)), key=lambda number: abs(self._places[number] - at))
        direction = direction_of(language)
        self._forward = Qt.Key.Key_Left if direction is Qt.LayoutDirection.RightToLeft else Qt.Key.Key_Right
        self.text = QTextBrowser()
        self.text.setAccessibleName("Source of the segment; the second part is marked")
        self.text.setPlainText(shown(source))
        set_document_direction(self.text.document(), direction)
        self.text.installEventFilter(self)
        self.text.viewport().installEventFilter(self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.addButton("Split", QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(
            label(
                "The original stays as it is. The marked words become the second segment; "
                "Left and Right move the seam."
            )
        )
        box.addWidget(self.text, 1)
        box.addWidget(buttons)
        self._show()
        self.text.setFocus()

    @property
    def at(self) -> int:
        """Where the second part begins."""
        return self._places[self._place]

    def move_seam(self, by: int) -> None:
        """Move the seam by so many words."""
        self._place = min(max(0, self._place + by), len(self._places) - 1)
        self._show()

    def _show(self) -> None:
        tones = tones_of(self.palette())
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(utf16_offset(self._source, self.at))
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(QColor(tones.mark))
        selection.cursor, selection.format = cursor, form
        self.text.setExtraSelections([selection])

    def _accept(self) -> None:
        self.accept()
        self.chosen.emit(self.at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the seam with the arrow keys and the mouse; split with Enter."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
                self.move_seam(1 if event.key() == self._forward else -1)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._accept()
                return True
        pressed = event.type() is QEvent.Type.MouseButtonPress and watched is self.text.viewport()
        if pressed and isinstance(event, QMouseEvent):
            position = self.text.cursorForPosition(event.position().toPoint()).position()
            at = code_point_offset(self._source, position)
            self._place = min(range(len(self._places)), key=lambda number: abs(self._places[number] - at))
            self._show()
            return True
        return super().eventFilter(watched, event)


class Splitting(QObject):
    """Splits and joins segments of the open story.

    Signals:
        told: why something could not be done, a sentence.
    """

    told = Signal(str)

    def __init__(self, queue: QueueView, is_drafted: Callable[[int], bool], window: QWidget) -> None:
        """Work on the story of a queue.

        Args:
            queue: shows it.
            is_drafted: whether a draft of a story (its row) is being made now.
            window: owner of the dialog.
        """
        super().__init__(window)
        self._queue = queue
        self._is_drafted = is_drafted
        self._window = window
        self.dialog: SplitDialog | None = None

    def split(self) -> None:
        """Split at the cursor; where the source parts is asked unless the person stands there in the original."""
        row = self._begin()
        if row < 0:
            return
        segment = self._queue.model.units[row].segment
        if not seams(segment.text):
            self.told.emit(f"Segment {self._queue.model.label(row)} is one word: it cannot be split.")
            return
        target_at = self._target_at()
        placed = self._original_at(row)
        if placed is not None:
            self._split(row, placed, target_at)
            return
        assert self._queue.story is not None
        guess = likely_seam(segment.text, self._queue.model.text(row), target_at)
        dialog = SplitDialog(segment.text, self._queue.story.stored.story.language, guess, self._window)
        dialog.chosen.connect(lambda at: self._split(row, at, target_at))
        dialog.destroyed.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def join(self) -> None:
        """Join the current segment with the next one of its paragraph."""
        row = self._begin()
        if row < 0:
            return
        try:
            self._queue.editing.join(row)
        except InputRefused as error:
            self.told.emit(str(error))

    def _begin(self) -> int:
        row, story = self._queue.translation.editor.current, self._queue.story
        if row < 0 or story is None:
            return -1
        if self._is_drafted(story.stored.id):
            # A draft that comes back is for the segments as they were when it began.
            self.told.emit("A draft of this story is being made; split and join its segments after that.")
            return -1
        self._queue.editing.leave()
        return row

    def _split(self, row: int, source_at: int, target_at: int) -> None:
        try:
            self._queue.editing.split(row, source_at, target_at)
        except InputRefused as error:
            self.told.emit(str(error))

    def _forget(self) -> None:
        self.dialog = None

    def _target_at(self) -> int:
        editor = self._queue.translation.editor.editor
        if editor is None:
            return 0
        return code_point_offset(editor.text(), editor.textCursor().position())

    def _original_at(self, row: int) -> int | None:
        """Return the place in the segment's text where the person stands in the original; None elsewhere."""
        original, story = self._queue.pane.original, self._queue.story
        cursor = original.textCursor()
        if story is None or not original.hasFocus() or original.segment_at(cursor.position()) != row:
            return None
        segment = self._queue.model.units[row].segment
        wire = story.stored.story
        paragraph = wire.headline if segment.paragraph == HEADLINE else wire.paragraphs[segment.paragraph]
        place = code_point_offset(paragraph, cursor.positionInBlock())
        at = place_in_text(segment.text, paragraph[segment.start : max(segment.start, place)])
        return at if segment.text[:at].strip() and segment.text[at:].strip() else None


def seams(source: str) -> list[int]:
    """Return where a segment can be split: before each word but the first."""
    return [found.start() for found in _WORD.finditer(source)][1:]


def likely_seam(source: str, target: str, target_at: int) -> int:
    """Return where the source parts most likely: as far in as the cursor in the target, at the end of a clause.

    Args:
        source: the segment's text.
        target: its translation.
        target_at: place of the cursor in the translation.
    """
    inside = bool(target[:target_at].strip() and target[target_at:].strip())
    wanted = len(source) * (target_at / len(target) if inside else 0.5)
    places = seams(source)

    def distance(place: int) -> float:
        ends_clause = _CLAUSE.search(source[:place].rstrip())
        return abs(place - wanted) / max(1, len(source)) + (0 if ends_clause else 0.15)

    return min(places, key=distance)


def place_in_text(text: str, before: str) -> int:
    """Return the place in a segment's text behind as many letters as stand before a place of the paragraph.

    The segment's text has a space where the paragraph has a line wrap, so letters are counted, not characters.

    Args:
        text: the segment's text.
        before: the paragraph from the segment's beginning to the place.
    """
    letters = sum(not character.isspace() for character in before)
    for place, character in enumerate(text):
        if not character.isspace():
            if letters == 0:
                return place
            letters -= 1
    return len(text)
