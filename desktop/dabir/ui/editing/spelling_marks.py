"""Red dots under misspelt words of the segment that is open, and what may have been meant in its menu.

Words are looked up off the main thread and remembered; the word that is being typed is left in peace.
"""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from dabir.ui.editing.segment_editor import SegmentEditor
from dabir.ui.editing.spelling import Spelling
from dabir.ui.editing.translation_editor import TranslationEditor
from dabir.ui.parts.text_direction import utf16_length
from dabir.ui.parts.theme import tones_of
from dabir.ui.tasks import Lane, Tasks

#: A word: letters of any script with their marks, joined by an apostrophe, a hyphen or ZWNJ.
_WORD: Final = re.compile(r"[^\W\d_](?:[\w\u0300-\u036f\u064b-\u0652'’\u200c-]*[^\W_])?")
#: Words remembered; a desk's vocabulary is smaller.
_REMEMBERED: Final = 50_000


class SpellingMarks(QObject):
    """Checks the segment that is open in the editor."""

    def __init__(self, editor: TranslationEditor, tasks: Tasks, spelling: Spelling | None = None) -> None:
        """Watch an editor.

        Args:
            editor: the segments.
            tasks: runs the look-ups.
            spelling: the dictionaries.
        """
        super().__init__(editor)
        self._tasks = tasks
        self.spelling = spelling or Spelling()
        self._language = ""
        self._known: dict[str, bool] = {}
        self._asked: set[str] = set()
        self._dots: _Dots | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look_up)
        self._wanted: set[str] = set()
        editor.editor_shown.connect(self._on_shown)

    def set_language(self, language: str) -> None:
        """Check words of this language from now on."""
        if language != self._language:
            self._language = language
            self._known, self._asked, self._wanted = {}, set(), set()
            self._draw()

    def is_wrong(self, word: str) -> bool:
        """Whether a word is known to be misspelt; one that was not looked up yet is looked up soon."""
        if word not in self._known and self._language:
            self._wanted.add(word)
            self._later.start()
        return self._known.get(word, False)

    def wrong_words(self) -> list[str]:
        """Return the words that have dots under them now."""
        return list(self._dots.marked) if self._dots is not None and isValid(self._dots) else []

    def _on_shown(self, editor: SegmentEditor) -> None:
        self._dots = _Dots(self, editor)
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(lambda place: self._show_menu(editor, place))

    def _look_up(self) -> None:
        words, language = self._wanted - self._asked, self._language
        self._wanted = set()
        if not words:
            return
        self._asked |= words
        self._tasks.run_task(
            lambda _: self.spelling.wrong(words, language),
            lambda wrong: self._on_found(language, words, wrong),
            lane=Lane.READS,
        )

    def _on_found(self, language: str, words: set[str], wrong: set[str]) -> None:
        if language != self._language:
            return
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._known.update({word: word in wrong for word in words})
        self._asked -= words
        if wrong:
            self._draw()

    def _draw(self) -> None:
        # The dots go with the editor they were made for.
        if self._dots is not None and isValid(self._dots):
            self._dots.rehighlight()

    def _show_menu(self, editor: SegmentEditor, place: QPoint) -> None:
        menu = editor.createStandardContextMenu()
        cursor = editor.cursorForPosition(place)
        found = word_at(editor.text(), cursor.position())
        if found is not None and self.is_wrong(editor.text()[slice(*found)]):
            self._add_suggestions(menu, editor, found)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(editor.mapToGlobal(place))

    def _add_suggestions(self, menu: QMenu, editor: SegmentEditor, span: tuple[int, int]) -> None:
        word, first = editor.text()[slice(*span)], menu.actions()[0]
        for meant in self.spelling.suggestions(word, self._language):
            action = QAction(meant, menu)
            action.triggered.connect(lambda _=False, meant=meant: put(editor, span, meant))
            menu.insertAction(first, action)
        keep = QAction(f"Add “{word}” to the dictionary", menu)
        keep.triggered.connect(lambda: self._keep(word))
        menu.insertAction(first, keep)
        menu.insertSeparator(first)

    def _keep(self, word: str) -> None:
        language = self._language
        self._known[word] = False
        self._draw()
        self._tasks.run_task(lambda _: self.spelling.add(word, language), lane=Lane.READS)


class _Dots(QSyntaxHighlighter):
    """Draws the dots; formats lie beside the text, which stays as it is."""

    def __init__(self, marks: SpellingMarks, editor: SegmentEditor) -> None:
        super().__init__(editor.document())
        self._marks = marks
        self._editor = editor
        self.marked: list[str] = []
        self._spared = ""
        editor.cursorPositionChanged.connect(self._on_cursor)

    def highlightBlock(self, text: str) -> None:
        block = self.currentBlock().position()
        cursor = self._editor.textCursor().position() - block if self._editor.hasFocus() else -1
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(QColor(tones_of(self._editor.palette()).bad))
        self.marked = [] if block == 0 else self.marked
        self._spared = ""
        for found in _WORD.finditer(text):
            word = found[0]
            if not self._marks.is_wrong(word):
                continue
            if found.end() == cursor:
                self._spared = word
                continue
            self.marked.append(word)
            self.setFormat(utf16_length(text[: found.start()]), utf16_length(word), form)

    def _on_cursor(self) -> None:
        if self._spared:
            self._spared = ""
            QTimer.singleShot(0, self, self.rehighlight)


def word_at(text: str, position: int) -> tuple[int, int] | None:
    """Return start and end, in code points, of the word at one of Qt's positions; None between words."""
    for found in _WORD.finditer(text):
        if utf16_length(text[: found.start()]) <= position <= utf16_length(text[: found.end()]):
            return found.span()
    return None


def put(editor: SegmentEditor, span: tuple[int, int], words: str) -> None:
    """Replace a span of the open segment, given in code points, as a step that can be undone."""
    text, cursor = editor.text(), editor.textCursor()
    cursor.setPosition(utf16_length(text[: span[0]]))
    cursor.setPosition(utf16_length(text[: span[1]]), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(words)
