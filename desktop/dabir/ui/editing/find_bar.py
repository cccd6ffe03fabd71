"""Search and replace in the translation: a bar under the head of the pane.

Places are found in logical order, segment by segment, and read as the desk's search reads them unless the case is to
match. What is replaced is a step of the history; all at once is one step.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from dabir.ui.editing.segment_model import SegmentModel
from dabir.ui.editing.translation_editor import TranslationEditor
from dabir.ui.parts.parts import flat_button, named
from dabir.ui.parts.text_direction import code_point_offset, utf16_offset
from dabir.workflow.stories import text_search

#: A segment and a place in it, in code points.
Place = tuple[int, int, int]

_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FindBar(QWidget):
    """Finds, and replaces, words of the open translation.

    Signals:
        touched: the person typed here.
    """

    touched = Signal()

    def __init__(self, model: SegmentModel, editor: TranslationEditor, parent: QWidget | None = None) -> None:
        """Work on the segments that an editor shows."""
        super().__init__(parent)
        self.setObjectName("pane-head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._editor = editor
        self._places: list[Place] = []
        self._make()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look_again)
        model.dataChanged.connect(self._on_changed)
        model.modelReset.connect(self._on_changed)
        self.hide()

    def _make(self) -> None:
        self.wanted = QLineEdit(placeholderText="Find in the translation", clearButtonEnabled=True)
        self.wanted.setAccessibleName("Find in the translation")
        self.by = QLineEdit(placeholderText="Replace by", clearButtonEnabled=True)
        self.by.setAccessibleName("Replace by")
        self.count = named(QLabel(), "muted")
        self.previous_button, self.next_button = flat_button("▲"), flat_button("▼")
        for button, words in ((self.previous_button, "Previous (Shift+Enter)"), (self.next_button, "Next (Enter)")):
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.case = QCheckBox("&Match case")
        self.case.setToolTip("Match case and spelling exactly; else ي and ی, digits and joiners are read as one")
        self.words = QCheckBox("&Whole words")
        self.replace_button = QPushButton("&Replace")
        self.all_button = QPushButton("Replace &all")
        close = flat_button("✕")
        close.setToolTip("Close (Escape)")
        close.setAccessibleName("Close search and replace")
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 4, 8, 4)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.wanted, 0, 0)
        for column, part in enumerate((self.count, self.previous_button, self.next_button, close), 1):
            grid.addWidget(part, 0, column)
        grid.addWidget(self.by, 1, 0)
        grid.addWidget(self.replace_button, 1, 1)
        grid.addWidget(self.all_button, 1, 2, 1, 3)
        grid.addWidget(self.case, 2, 0)
        grid.addWidget(self.words, 2, 1, 1, 4)
        grid.setColumnStretch(0, 1)
        self.wanted.textEdited.connect(self._on_typed)
        self.by.textEdited.connect(self.touched)
        self.case.toggled.connect(self._on_typed)
        self.words.toggled.connect(self._on_typed)
        self.previous_button.clicked.connect(self.find_previous)
        self.next_button.clicked.connect(self.find_next)
        self.replace_button.clicked.connect(self.replace)
        self.all_button.clicked.connect(self.replace_all)
        close.clicked.connect(self.close_bar)
        for field in (self.wanted, self.by):
            field.installEventFilter(self)

    def open_bar(self) -> None:
        """Show the bar with what is selected in the segment, ready to type."""
        selected = self._selected_text()
        if selected:
            self.wanted.setText(selected)
        self.show()
        self._look_again()
        self.wanted.setFocus()
        self.wanted.selectAll()

    def close_bar(self) -> None:
        """Hide the bar and go back to the segment."""
        self.hide()
        if self._editor.current >= 0:
            self._editor.choose(self._editor.current, focus=True)

    def places(self) -> list[Place]:
        """Return every place where it stands, in logical order."""
        return list(self._places)

    def find_next(self) -> None:
        """Go to the next place, from the cursor on; after the last comes the first."""
        self._refresh()
        row, _, end = self._cursor()
        following = [place for place in self._places if place[:2] >= (row, end)]
        self._go(following[0] if following else None, 0)

    def find_previous(self) -> None:
        """Go to the place before the cursor; before the first comes the last."""
        self._refresh()
        row, start, _ = self._cursor()
        earlier = [place for place in self._places if (place[0], place[2]) <= (row, start)]
        self._go(earlier[-1] if earlier else None, -1)

    def replace(self) -> None:
        """Replace the place that is shown and go to the next; where none is shown, go there first."""
        self._refresh()
        here = self._cursor()
        if here not in self._places:
            self.find_next()
            return
        row, start, end = here
        text, by = self._model.text(row), self.by.text()
        self._editor.editing.rewrite({row: text_search.replaced(text, [(start, end)], by)})
        self._set_cursor(row, start + len(by), start + len(by))
        self.find_next()

    def replace_all(self) -> None:
        """Replace every place, as one step, and go back to the segments, where one key undoes it."""
        self._refresh()
        places, by = self._places, self.by.text()
        texts = {
            row: text_search.replaced(self._model.text(row), [p[1:] for p in places if p[0] == row], by)
            for row in {place[0] for place in places}
        }
        changed = self._editor.editing.rewrite(texts)
        self._refresh()
        if changed:
            self._editor.choose(min(texts), focus=True)
        many = "1 place" if len(places) == 1 else f"{len(places):,} places"
        self.count.setText(f"{many} replaced" if changed else "nothing to replace")

    def _on_typed(self) -> None:
        self.touched.emit()
        self._refresh()
        row, start, _ = self._cursor()
        following = [place for place in self._places if place[:2] >= (row, start)]
        self._go(following[0] if following else None, 0)

    def _on_changed(self) -> None:
        if self.isVisible():
            self._later.start()

    def _look_again(self) -> None:
        self._refresh()
        self._tell()

    def _refresh(self) -> None:
        wanted, exact, whole = self.wanted.text(), self.case.isChecked(), self.words.isChecked()
        self._places = [
            (row, start, end)
            for row in range(self._model.rowCount())
            for start, end in text_search.find(self._model.text(row), wanted, match_case=exact, whole_words=whole)
        ]

    def _go(self, place: Place | None, wrapped: int) -> None:
        if place is None and self._places:
            place = self._places[wrapped]
        if place is not None:
            self._set_cursor(*place)
        self._tell()

    def _tell(self) -> None:
        total = len(self._places)
        here = self._cursor()
        if not self.wanted.text():
            self.count.clear()
        elif not total:
            self.count.setText("not found")
        elif here in self._places:
            self.count.setText(f"{self._places.index(here) + 1:,} of {total:,}")
        else:
            self.count.setText(f"{total:,} found")
        for button in (self.previous_button, self.next_button, self.replace_button, self.all_button):
            button.setEnabled(total > 0)

    def _cursor(self) -> Place:
        """Return where the cursor stands, or what is selected."""
        row, editor = max(0, self._editor.current), self._editor.editor
        if editor is None:
            return row, 0, 0
        text, cursor = editor.text(), editor.textCursor()
        start = code_point_offset(text, cursor.selectionStart())
        return row, start, code_point_offset(text, cursor.selectionEnd())

    def _set_cursor(self, row: int, start: int, end: int) -> None:
        self._editor.choose(row, focus=False)
        editor = self._editor.editor
        if editor is None:
            return
        text, cursor = editor.text(), editor.textCursor()
        cursor.setPosition(utf16_offset(text, start))
        cursor.setPosition(utf16_offset(text, end), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)

    def _selected_text(self) -> str:
        editor = self._editor.editor
        if editor is None or not editor.textCursor().hasSelection():
            return ""
        row, start, end = self._cursor()
        return self._model.text(row)[start:end]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the two fields: Enter, Shift+Enter, Escape."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
            if event.key() in _ENTER and (back or not event.modifiers()):
                if watched is self.by:
                    self.replace()
                elif back:
                    self.find_previous()
                else:
                    self.find_next()
                return True
        return super().eventFilter(watched, event)
