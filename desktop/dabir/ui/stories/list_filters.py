"""Above the list: what is searched for, the filters beside it, the order, and a day to go to."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.language import NAMES
from dabir.domain.life import UNHANDLED, StoryState
from dabir.domain.listing import Partner, SavedFilter, Sort, StoryFilter
from dabir.domain.query import Fault, parse
from dabir.ui.parts.parts import label, named

_SEARCH_PAUSE: Final = 250
#: The size of the calendar, in times of what Qt asks for.
_ROOM: Final = 1.25
#: More of them at once come from a text that was pasted.
_MOST_FAULTS: Final = 3
_HELP: Final = (
    'Words, "phrases" and -words to leave out.\nFields: partner:ARAN lang:fa urgency:1-3 state:approved\n'
    "after:2026-01-01 before:2026-02-01 slug:energy format:nitf\nhas:kill, correction, embargo, note or translation"
)


class ListFilters(QWidget):
    """Says which stories are wanted, in which order.

    Signals:
        changed: something else is wanted now.
        day_wanted: the list is to come to a day (a `date`).
    """

    changed = Signal()
    day_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Let everything through."""
        super().__init__(parent)
        self.setObjectName("filters")
        self._typing = QTimer(self, singleShot=True, interval=_SEARCH_PAUSE)
        self._typing.timeout.connect(self._on_typed)
        self.search = QLineEdit(placeholderText="Search all stories (Ctrl+F)", clearButtonEnabled=True)
        self.search.setAccessibleName("Search stories")
        self.search.setToolTip(_HELP)
        self.search.setAcceptDrops(False)  # Files dropped here are stories for the window.
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.fault = named(label(), "trouble")
        self.fault.setAccessibleName("What is wrong with the search")
        self.fault.hide()
        self._make_boxes()
        self.day = QPushButton("Go to date…")
        self.day.setAccessibleName("Go to a date in the list")
        self.day.clicked.connect(self.choose_day)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setSpacing(6)
        grid.addWidget(self.search, 0, 0, 1, 2)
        grid.addWidget(self.fault, 1, 0, 1, 2)
        grid.addWidget(self.state, 2, 0)
        grid.addWidget(self.partner, 2, 1)
        grid.addWidget(self.language, 3, 0)
        grid.addWidget(self.urgent, 3, 1)
        grid.addWidget(self.sort, 4, 0)
        grid.addWidget(self.day, 4, 1)

    def _make_boxes(self) -> None:
        self.state = QComboBox()
        self.state.setAccessibleName("Filter by state")
        self.state.addItem("All states", ())
        self.state.addItem("Unhandled", UNHANDLED)
        for state in StoryState:
            self.state.addItem(state.value.capitalize(), (state,))
        self.partner = QComboBox()
        self.partner.setAccessibleName("Filter by partner")
        self.partner.addItem("All partners", "")
        self.language = QComboBox()
        self.language.setAccessibleName("Filter by language")
        self.language.addItem("All languages", "")
        for code, name in NAMES.items():
            self.language.addItem(name, code)
        self.sort = QComboBox()
        self.sort.setAccessibleName("Order of the list")
        for sort in Sort:
            self.sort.addItem(sort.value.capitalize(), sort)
        self.urgent = QCheckBox("Urgent only")
        for box in (self.state, self.partner, self.language, self.sort):
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.currentIndexChanged.connect(self.changed)
        self.urgent.toggled.connect(self.changed)

    def wanted(self) -> StoryFilter:
        """Return what is asked for."""
        return StoryFilter(
            states=tuple(self.state.currentData() or ()),
            partner=self.partner.currentData() or "",
            language=self.language.currentData() or "",
            urgent_only=self.urgent.isChecked(),
            query=self.search.text().strip(),
            sort=Sort(self.sort.currentData()),
        )

    def as_query(self) -> str:
        """Return all that is asked for, the boxes too, in the language of the search box."""
        wanted = self.wanted()
        states = ",".join(state.value.replace(" ", "-") for state in wanted.states)
        fields = (
            ("state", "unhandled" if wanted.states == UNHANDLED else states),
            ("partner", f'"{wanted.partner}"' if " " in wanted.partner else wanted.partner),
            ("lang", wanted.language),
            ("urgency", "1-3" if wanted.urgent_only else ""),
        )
        return " ".join([*(f"{name}:{value}" for name, value in fields if value), wanted.query]).strip()

    def show_saved(self, saved: SavedFilter) -> None:
        """Ask for what a saved filter asks for."""
        self.blockSignals(True)
        self.clear()
        self.search.setText(saved.query)
        self.sort.setCurrentIndex(self.sort.findData(saved.sort))
        self.blockSignals(False)
        self._on_typed()

    def clear(self) -> None:
        """Let everything through again; the order stays."""
        self.search.clear()
        for box in (self.state, self.partner, self.language):
            box.setCurrentIndex(0)
        self.urgent.setChecked(False)

    def is_typing(self) -> bool:
        """Whether something was typed this moment and is not asked for yet."""
        return self._typing.isActive()

    def set_partners(self, partners: list[Partner]) -> None:
        """Offer these partners."""
        known = {self.partner.itemData(place) for place in range(self.partner.count())}
        for partner in partners:
            if partner.code not in known:
                self.partner.addItem(f"{partner.code}  {partner.name}", partner.code)

    def choose_day(self) -> None:
        """Let a day be chosen on a calendar."""
        dialog = QDialog(self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("Go to date")
        calendar = QCalendarWidget()
        calendar.setAccessibleName("Day to go to")
        calendar.setMaximumDate(QDate.currentDate())
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        # Qt asks for as much room as the days take without the lines and margins of a style.
        calendar.setMinimumSize(calendar.sizeHint() * _ROOM)
        QVBoxLayout(dialog).addWidget(calendar)

        def go(day: QDate) -> None:
            dialog.accept()
            self.day_wanted.emit(date(day.year(), day.month(), day.day()))

        calendar.activated.connect(go)
        calendar.clicked.connect(go)
        dialog.open()
        calendar.setFocus()

    def _on_typed(self) -> None:
        self._typing.stop()
        self.show_faults(parse(self.search.text()).faults)
        self.changed.emit()

    def show_faults(self, faults: tuple[Fault, ...]) -> None:
        """Say what was typed that cannot be meant so, the first few of it."""
        self.fault.setText("\n".join(fault.words for fault in faults[:_MOST_FAULTS]))
        self.fault.setVisible(bool(faults))
