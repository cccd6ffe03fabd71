"""The Help menu: the pages with their index beside them, and what this program is.

The window of help stands beside the main window, so that a page can be read while its keys are tried.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import (
    QKeySequence,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from dabir import __version__
from dabir.ui.actions import Actions
from dabir.ui.arrangement import size_first
from dabir.ui.help_pages import INDEX, KEYS, PAGE_OF_VIEW, HelpPages, pages_of
from dabir.ui.parts.dialogs import PageDialog

#: Width of the first column of a table in letters.
_KEYS_WIDTH: Final = 30
#: In percent of the letters' height.
_LINE_HEIGHT: Final = 120
#: In pixels.
_MARGIN, _HEAD_MARGIN, _PARAGRAPH_MARGIN, _ITEM_MARGIN, _INDENT = 18, 14, 8, 3, 20


class _Browser(QTextBrowser):
    """Shows pages; it can open nothing else."""

    def __init__(self, pages: HelpPages) -> None:
        super().__init__()
        self._pages = pages
        self.setOpenExternalLinks(False)
        self.setAccessibleName("Page of help")
        self.document().setDocumentMargin(_MARGIN)
        self.sourceChanged.connect(lambda _: self._dress())

    def loadResource(self, _kind: int, name: QUrl | str) -> Any:
        """Return a page; nothing is ever fetched."""
        return self._pages.text(QUrl(name).fileName()) or None

    def changeEvent(self, event: QEvent) -> None:
        """Draw the links in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and not self.source().isEmpty():
            bar = self.verticalScrollBar()
            before = bar.value()
            self.reload()
            bar.setValue(before)

    def _dress(self) -> None:
        """Give the lines room and the headings measure, which Markdown says nothing of."""
        document = self.document()
        document.setIndentWidth(_INDENT)
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            style = block.blockFormat()
            style.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            style.setTopMargin(_ITEM_MARGIN if block.textList() else _PARAGRAPH_MARGIN)
            style.setBottomMargin(_ITEM_MARGIN if block.textList() else _PARAGRAPH_MARGIN)
            if style.headingLevel():
                style.setTopMargin(_HEAD_MARGIN if style.headingLevel() > 1 else 0)
            cursor.setBlockFormat(style)
            if style.headingLevel():
                # Not BlockUnderCursor: that begins with the end of the block before.
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                size = QTextCharFormat()
                size.setProperty(QTextFormat.Property.FontSizeAdjustment, 3 - style.headingLevel())
                cursor.mergeCharFormat(size)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)

    def _dress_table(self, table: QTextTable) -> None:
        """Take the lines of a table away, and let those of one page stand under each other."""
        first = QTextLength(QTextLength.Type.FixedLength, _KEYS_WIDTH * self.fontMetrics().averageCharWidth())
        style = table.format()
        style.setBorder(0)
        style.setCellPadding(1)
        style.setCellSpacing(0)
        style.setColumnWidthConstraints([first, QTextLength(QTextLength.Type.VariableLength, 0)])
        style.setBottomMargin(_HEAD_MARGIN)
        table.setFormat(style)
        for row in range(table.rows()):
            for column in range(table.columns()):
                cursor = table.cellAt(row, column).firstCursorPosition()
                inner = cursor.blockFormat()
                inner.setAlignment(Qt.AlignmentFlag.AlignLeading)
                inner.setBottomMargin(0)
                inner.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
                cursor.setBlockFormat(inner)


class HelpWindow(QDialog):
    """The pages of help; one window shows all of them.

    Attributes:
        page: shows the page.
        index: the titles of the pages.
    """

    def __init__(self, pages: HelpPages, parent: QWidget) -> None:
        """Make the window; `open_page` fills it."""
        super().__init__(parent)
        self.setWindowTitle("Help — Dabir")
        self._names = pages.names()
        self.index = QListWidget()
        self.index.setAccessibleName("Pages of help")
        self.index.setSpacing(2)
        self.index.addItems([pages.title(name) for name in self._names])
        self.index.currentRowChanged.connect(self._on_row)
        self.page = _Browser(pages)
        self.page.sourceChanged.connect(self._on_source)
        self.back = self._button("&Back", self.page.backward, QKeySequence.StandardKey.Back)
        self.forward = self._button("&Forward", self.page.forward, QKeySequence.StandardKey.Forward)
        self.page.backwardAvailable.connect(self.back.setEnabled)
        self.page.forwardAvailable.connect(self.forward.setEnabled)
        for button in (self.back, self.forward):
            button.setEnabled(False)
        split = QSplitter(childrenCollapsible=False, handleWidth=1)
        split.addWidget(self.index)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setSizes([240, 660])
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addWidget(self.forward)
        buttons.addStretch(1)
        buttons.addWidget(self._button("&Close", self.close))
        box = QVBoxLayout(self)
        box.addWidget(split, 1)
        box.addLayout(buttons)
        size_first(self, QSize(900, 660))

    @staticmethod
    def _button(words: str, call: Callable[[], object], key: QKeySequence.StandardKey | None = None) -> QPushButton:
        made = QPushButton(words, autoDefault=False)
        made.clicked.connect(lambda _checked=False: call())
        if key is not None:
            made.setShortcut(QKeySequence(key))
        return made

    def open_page(self, name: str) -> None:
        """Show a page, and the window before all others."""
        if self.page.source().fileName() != name:
            self.page.setSource(QUrl(name))
        self.show()
        self.activateWindow()
        self.page.setFocus()

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._names) and self.page.source().fileName() != self._names[row]:
            self.page.setSource(QUrl(self._names[row]))

    def _on_source(self, url: QUrl) -> None:
        if url.fileName() in self._names:
            self.index.setCurrentRow(self._names.index(url.fileName()))


def calls(window: QWidget, actions: Actions, view: Callable[[], str]) -> dict[str, Callable[[], object]]:
    """Return what each action of the Help menu does, by its name.

    Args:
        window: the main window.
        actions: its actions.
        view: tells the name of the view that is shown.
    """
    return {
        "help": lambda: show_help(window, actions, PAGE_OF_VIEW.get(view(), INDEX)),
        "keys": partial(show_help, window, actions, KEYS),
        "about": partial(show_about, window),
    }


def show_help(window: QWidget, actions: Actions, name: str) -> HelpWindow:
    """Show a page of help, in the window of help that is there already if there is one."""
    shown = window.findChild(HelpWindow) or HelpWindow(pages_of(actions), window)
    shown.open_page(name)
    return shown


def show_about(window: QWidget) -> None:
    """Show what Dabir is and under which licence."""
    html = (
        f"<h3>Dabir {__version__}</h3><p>Partner stories, an offline translation beside the untouched original, "
        "and a signed record of what was approved.</p><p>Free software under the GNU General Public License, "
        "version 3 or later. Typefaces: Noto Sans and Noto Sans Arabic, SIL Open Font License 1.1.</p>"
    )
    PageDialog("About", html, window, size=(460, 260)).open()
