"""The panel that helps with the current segment: the memory, its terms, alternatives, and all findings of the story.

It only shows and asks; what is looked up and put into the text is the business of others. It never takes the focus by
itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from dabir.ui.parts.parts import ElidedLabel, named
from dabir.ui.parts.rich_list import Entry, RichList


class Tab(IntEnum):
    """The pages of the panel."""

    MEMORY = 0
    TERMS = 1
    ALTERNATIVES = 2
    FINDINGS = 3


_NAMES: Final = {
    Tab.MEMORY: "Memory",
    Tab.TERMS: "Terms",
    Tab.ALTERNATIVES: "Alternatives",
    Tab.FINDINGS: "Findings",
}
_KEYS: Final = {
    Tab.MEMORY: "Alt+1 … Alt+5 or Enter puts a match in place of the segment",
    Tab.TERMS: "Alt+Shift+1 … Alt+Shift+9 or Enter puts a term at the cursor",
    Tab.ALTERNATIVES: "Ctrl+Space asks for alternatives, Enter takes one, Escape goes back",
    Tab.FINDINGS: "F4, Shift+F4: next, previous; Enter goes there; Ctrl+. mends",
}


class Assistance(QTabWidget):
    """Shows what helps with the current segment.

    Signals:
        taken: the person took an entry: the page, the entry.
        mending_wanted: the person asked to have a finding mended: its entry.
        left: the person wants to go back to the segment.
        recoloured: the window has other colours.
    """

    taken = Signal(int, int)
    mending_wanted = Signal(int)
    left = Signal()
    recoloured = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setAccessibleName("Assistance with the segment")
        self.lists = {tab: RichList(name) for tab, name in _NAMES.items()}
        self.mend = QPushButton("Mend")
        self.mend.setEnabled(False)
        self.mend.clicked.connect(lambda: self.mending_wanted.emit(self.lists[Tab.FINDINGS].current))
        for tab in Tab:
            self.addTab(self._page(tab), _NAMES[tab])
            self.show_entries(tab, [], "")

    def _page(self, tab: Tab) -> QWidget:
        page, shown = QWidget(), self.lists[tab]
        shown.taken.connect(lambda entry: self.taken.emit(tab, entry))
        shown.left_wanted.connect(self.left)
        keys = named(ElidedLabel(_KEYS[tab]), "muted")
        keys.setToolTip(_KEYS[tab])
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 2, 8, 3)
        foot.addWidget(keys, 1)
        if tab is Tab.FINDINGS:
            foot.addWidget(self.mend)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(shown, 1)
        box.addLayout(foot)
        return page

    def show_entries(
        self, tab: Tab, entries: Sequence[Entry], sentence: str, *, current: int = -1, total: int = -1
    ) -> None:
        """Show the entries of a page.

        Args:
            tab: the page.
            entries: in order.
            sentence: what is said when there are none.
            current: the one to stand on; -1 for none.
            total: how many there are, where not all are listed; -1 where they are.
        """
        self.lists[tab].show_entries(entries, sentence, current=current)
        count = len(entries) if total < 0 else total
        self.setTabText(tab, f"{_NAMES[tab]} ({count:,})" if entries else _NAMES[tab])

    @property
    def current_list(self) -> RichList:
        """The list of the page that is shown."""
        return self.lists[Tab(self.currentIndex())]

    def show_mending(self, words: str) -> None:
        """Let the button of the findings say what it would put; "" when there is nothing to mend by itself."""
        self.mend.setText(words or "Mend")
        self.mend.setEnabled(bool(words))

    def open_tab(self, tab: Tab) -> None:
        """Show a page, and go to its list, because the person asked for it."""
        self.show()
        self.setCurrentIndex(tab)
        self.lists[tab].setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Tell of a new theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.recoloured.emit()
