"""Two boxes to choose a direction of languages with, and the strip over a table that they stand in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from dabir.domain.language import NAMES, name_of
from dabir.ui.parts.parts import named


class LanguagePair(QWidget):
    """From which language into which.

    Signals:
        changed: the person chose another one.
    """

    changed = Signal()

    def __init__(self, *, any_language: bool = False, parent: QWidget | None = None) -> None:
        """Offer the languages of the desk.

        Args:
            any_language: whether "any" may be chosen too, and is chosen at first.
            parent: owner.
        """
        super().__init__(parent)
        self.first, self.second = QComboBox(), QComboBox()
        for box, words in ((self.first, "From"), (self.second, "Into")):
            if any_language:
                box.addItem("any language", "")
            for code in NAMES:
                box.addItem(name_of(code), code)
            box.setAccessibleName(f"{words} which language")
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.first)
        row.addWidget(QLabel("→"))
        row.addWidget(self.second)
        row.addStretch(1)

    @property
    def source(self) -> str:
        """The language chosen first; "" for any."""
        return str(self.first.currentData())

    @property
    def target(self) -> str:
        """The language chosen second; "" for any."""
        return str(self.second.currentData())

    @property
    def is_whole(self) -> bool:
        """Whether two different languages are chosen."""
        return bool(self.source and self.target) and self.source != self.target

    def choose(self, source: str, target: str) -> None:
        """Choose two languages; one that is not among those offered leaves the choice as it is."""
        for box, code in ((self.first, source), (self.second, target)):
            place = box.findData(code)
            if place >= 0:
                box.setCurrentIndex(place)


def filter_row(search: QLineEdit, pair: LanguagePair) -> QWidget:
    """Return the strip over a table that holds what is searched for and in which languages."""
    filters = named(QWidget(), "filters")
    filters.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(filters)
    row.setContentsMargins(12, 4, 12, 6)
    row.addWidget(search, 1)
    row.addWidget(pair, 1)
    return filters
