"""Parts of the form of an agreement: the table of parties with their keys, the credit lines, open days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.agreement import Party
from dabir.domain.agreement_faults import key_fault
from dabir.domain.language import NAMES, is_right_to_left, name_of
from dabir.ui.parts.parts import flat_button, label, named
from dabir.ui.parts.text_direction import direction_of, isolated, text_of

_CODE, _NAME, _LANGUAGES, _CONTACT, _KEYS = range(5)
_HEADINGS = ("Code", "Name", "Languages", "Contact", "Keys")
_LONGEST_RETENTION = 366 * 1000


def _row(*parts: QWidget, stretch: int = -1) -> QHBoxLayout:
    """Put parts side by side; the one with this number takes the room that is left, or none of them."""
    box = QHBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    for number, part in enumerate(parts):
        box.addWidget(part, 1 if number == stretch else 0)
    if stretch < 0:
        box.addStretch(1)
    return box


class Day(QDateEdit):
    """A day, written as 2024-05-31."""

    def __init__(self, day: date, name: str) -> None:
        """Show a day."""
        super().__init__(QDate(day.year, day.month, day.day))
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        self.setMinimumDate(QDate(1900, 1, 1))
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def day(self) -> date:
        """Return the day."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())


class OpenDay(QWidget):
    """A last day, or none.

    Signals:
        changed: the person changed it.
    """

    changed = Signal()

    def __init__(self, day: date | None, usual: date) -> None:
        """Show a last day; `usual` is offered where there is none yet."""
        super().__init__()
        self.field = Day(day or usual, "Last day in force")
        self.open = QCheckBox("no end")
        self.open.setChecked(day is None)
        self.field.setEnabled(day is not None)
        self.setLayout(_row(self.field, self.open))
        self.field.dateChanged.connect(lambda _: self.changed.emit())
        self.open.toggled.connect(self._on_open)

    def _on_open(self, is_open: bool) -> None:  # noqa: FBT001 - a signal's value
        self.field.setEnabled(not is_open)
        self.changed.emit()

    def day(self) -> date | None:
        """Return the last day; None while it is open."""
        return None if self.open.isChecked() else self.field.day()


class Retention(QWidget):
    """For how many days originals are kept, or for ever.

    Signals:
        changed: the person changed it.
    """

    changed = Signal()

    def __init__(self, length: timedelta | None) -> None:
        """Show a length."""
        super().__init__()
        self.days = QSpinBox(minimum=1, maximum=_LONGEST_RETENTION, suffix=" days")
        self.days.setAccessibleName("For how long originals may be kept")
        self.days.setValue(length.days if length else 3650)
        self.days.setEnabled(length is not None)
        self.for_ever = QCheckBox("for ever")
        self.for_ever.setChecked(length is None)
        self.setLayout(_row(self.days, self.for_ever))
        self.days.valueChanged.connect(lambda _: self.changed.emit())
        self.for_ever.toggled.connect(self._on_for_ever)

    def _on_for_ever(self, is_open: bool) -> None:  # noqa: FBT001 - a signal's value
        self.days.setEnabled(not is_open)
        self.changed.emit()

    def length(self) -> timedelta | None:
        """Return the length; None for ever."""
        return None if self.for_ever.isChecked() else timedelta(days=self.days.value())


class Lines(QPlainTextEdit):
    """A field for a few lines."""

    def __init__(self, text: str, name: str, hint: str, lines: int = 3) -> None:
        """Show a text."""
        super().__init__(text, tabChangesFocus=True)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._lines = lines

    def sizeHint(self) -> QSize:
        """Return room for the lines."""
        return QSize(280, self._lines * self.fontMetrics().lineSpacing() + 14)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same."""
        return self.sizeHint()

    def text(self) -> str:
        """Return what is written, as it is written."""
        return text_of(self.document())


class Parties(QWidget):
    """The table of parties, and below it the public keys of the chosen one.

    Signals:
        changed: the person changed something.
    """

    changed = Signal()

    def __init__(self, parties: tuple[Party, ...]) -> None:
        """Show some parties."""
        super().__init__()
        self._keys: list[str] = []
        self.table = QTableWidget(0, len(_HEADINGS))
        self.table.setHorizontalHeaderLabels(list(_HEADINGS))
        self.table.setAccessibleName("Parties")
        self.table.verticalHeader().hide()
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, characters in ((_CODE, 13), (_LANGUAGES, 12), (_CONTACT, 26), (_KEYS, 7)):
            header.resizeSection(column, characters * self.fontMetrics().averageCharWidth() + 16)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        # Enter in a field is for the form's own button, never for the first one that comes.
        self.add_button = QPushButton("Add a &party", autoDefault=False)
        self.remove_button = QPushButton("Re&move the party", autoDefault=False)
        self.keys_label = label()
        self.keys = Lines("", "Public keys of the chosen party", "64 digits for each device, one a line", 2)
        self.verdict = named(label(), "muted")
        buttons = _row(self.add_button, self.remove_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (self.table, buttons, self.keys_label, self.keys, self.verdict):
            box.addLayout(part) if isinstance(part, QHBoxLayout) else box.addWidget(part)
        for party in parties:
            self._append(party)
        self.table.itemChanged.connect(self._on_item)
        self.table.currentCellChanged.connect(lambda *_: self._show_keys())
        self.keys.textChanged.connect(self._on_keys)
        self.add_button.clicked.connect(lambda _: self.add())
        self.remove_button.clicked.connect(lambda _: self.remove())
        self.table.setCurrentCell(0, _CODE)
        self._fit()
        self._show_keys()

    def _append(self, party: Party) -> None:
        row = self.table.rowCount()
        self._keys.append("\n".join(party.public_keys))
        self.table.insertRow(row)
        cells = (party.code, party.name, ", ".join(party.languages), party.contact, "")
        for column, words in enumerate(cells):
            self.table.setItem(row, column, QTableWidgetItem(words))
        self._dress(row)

    def _dress(self, row: int) -> None:
        """Set a row as its language is set, and say how many keys there are."""
        first = re.split(r"[\s,;]+", self._text(row, _LANGUAGES))[0]
        side = Qt.AlignmentFlag.AlignRight if is_right_to_left(first) else Qt.AlignmentFlag.AlignLeft
        name, keys = self.table.item(row, _NAME), self.table.item(row, _KEYS)
        if name is not None and keys is not None:
            name.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
            keys.setText(str(len(self._keys[row].split())))
            keys.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)

    def _fit(self) -> None:
        rows = max(3, min(6, self.table.rowCount()))
        self.table.setFixedHeight(
            self.table.horizontalHeader().sizeHint().height()
            + rows * self.table.verticalHeader().defaultSectionSize()
            + 4
        )

    def add(self) -> None:
        """Add an empty party, and begin to write it."""
        with QSignalBlocker(self.table):
            self._append(Party("", ""))
        self._fit()
        self.table.setCurrentCell(self.table.rowCount() - 1, _CODE)
        self.table.setFocus()
        self.changed.emit()

    def remove(self) -> None:
        """Remove the chosen party."""
        row = self.table.currentRow()
        if row >= 0:
            del self._keys[row]
            self.table.removeRow(row)
            self._fit()
            self._show_keys()
            self.changed.emit()

    def _on_item(self, item: QTableWidgetItem) -> None:
        with QSignalBlocker(self.table):
            self._dress(item.row())
        self._show_keys()
        self.changed.emit()

    def _show_keys(self) -> None:
        row = self.table.currentRow()
        there = 0 <= row < len(self._keys)
        with QSignalBlocker(self.keys):
            if there and self.keys.text() != self._keys[row]:
                self.keys.setPlainText(self._keys[row])
            elif not there:
                self.keys.clear()
        for part in (self.keys, self.remove_button):
            part.setEnabled(there)
        who = self._text(row, _CODE) or "this party" if there else "the chosen party"
        self.keys_label.setText(f"Public keys of {isolated(who)}, one for each device of its desk:")
        self._judge_keys()

    def _on_keys(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._keys):
            self._keys[row] = self.keys.text()
            with QSignalBlocker(self.table):
                self._dress(row)
        self._judge_keys()
        self.changed.emit()

    def _judge_keys(self) -> None:
        keys = self.keys.text().split()
        wrong = next((fault for key in keys if (fault := key_fault(key))), "")
        many = f"{len(keys)} keys" if len(keys) > 1 else "The key"
        good = f"✓ {many} can be used. Compare the first and last digits with the partner by telephone."
        none = "Without a key nobody can tell whether a bundle of this party is its own."
        self.verdict.setText(wrong or (good if keys else none))

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if item is not None else ""

    def codes(self) -> list[str]:
        """Return the codes that are written."""
        return [code for row in range(self.table.rowCount()) if (code := self._text(row, _CODE))]

    def parties(self) -> tuple[Party, ...]:
        """Return the parties as they are written."""
        return tuple(
            Party(
                self._text(row, _CODE),
                self._text(row, _NAME),
                tuple(one for one in re.split(r"[\s,;،]+", self._text(row, _LANGUAGES)) if one),
                tuple(self._keys[row].split()),
                self._text(row, _CONTACT),
            )
            for row in range(self.table.rowCount())
        )


class CreditLine(QWidget):
    """A language and how a text in it is credited; the line is set as its language is."""

    def __init__(
        self, language: str, line: str, changed: Callable[[], object], remove: Callable[[CreditLine], object]
    ) -> None:
        """Show a line; `changed` and `remove` are called when the person does so."""
        super().__init__()
        self.language = QComboBox()
        for code in NAMES:
            self.language.addItem(name_of(code), code)
        self.language.addItem("every other language", "")
        if self.language.findData(language) < 0:
            self.language.addItem(language, language)
        self.language.setCurrentIndex(self.language.findData(language))
        self.language.setAccessibleName("Language of the credit line")
        self.line = QLineEdit(line)
        self.line.setAccessibleName("Credit line")
        away = flat_button("✕")
        away.setToolTip("Remove this credit line")
        away.setAccessibleName("Remove this credit line")
        self.setLayout(_row(self.language, self.line, away, stretch=1))
        self.language.currentIndexChanged.connect(lambda _: self._turn())
        self.language.currentIndexChanged.connect(lambda _: changed())
        self.line.textChanged.connect(lambda _: changed())
        away.clicked.connect(lambda _: remove(self))
        self._turn()

    def _turn(self) -> None:
        self.line.setLayoutDirection(direction_of(str(self.language.currentData())))


class Credits(QWidget):
    """The credit lines by language.

    Signals:
        changed: the person changed something.
    """

    changed = Signal()

    def __init__(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show some lines."""
        super().__init__()
        self.rows: list[CreditLine] = []
        self.add_button = QPushButton("Add a &language", autoDefault=False)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(_row(self.add_button))
        for language, line in lines:
            self._append(language, line)
        self.add_button.clicked.connect(lambda _: self.add())

    def _append(self, language: str, line: str) -> CreditLine:
        row = CreditLine(language, line, self.changed.emit, self.remove)
        self._box.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    def add(self) -> None:
        """Add a line for the first language that has none."""
        taken = {str(row.language.currentData()) for row in self.rows}
        self._append(next((code for code in (*NAMES, "") if code not in taken), ""), "").line.setFocus()
        self.changed.emit()

    def remove(self, row: CreditLine) -> None:
        """Take a line away."""
        self.rows.remove(row)
        self._box.removeWidget(row)
        row.deleteLater()
        self.changed.emit()

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return the lines as they are written."""
        return tuple((str(row.language.currentData()), row.line.text().strip()) for row in self.rows)
