"""What is chosen for a feed from a list: its time zone, its language, how often it is read."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import available_timezones

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from dabir.domain.language import NAMES, name_of
from dabir.ui.arrivals.feed_words import interval_in_words

#: Zones of the agencies Dabir was made for, before all others.
_NEAR: Final = ("UTC", "Asia/Tehran", "Asia/Baku", "Europe/Istanbul", "Europe/Moscow", "Asia/Baghdad")
_INTERVALS: Final = (
    *(timedelta(seconds=seconds) for seconds in (15, 30)),
    *(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 15, 30)),
    *(timedelta(hours=hours) for hours in (1, 2, 6, 12)),
    *(timedelta(days=days) for days in (1, 7)),
)


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Return the names of all time zones of this computer (IANA), those of the agencies here first."""
    known = available_timezones() - {"localtime", "Factory"}
    near = [name for name in _NEAR if name in known or name == "UTC"]
    return (*near, *sorted(known - set(near)))


class ZoneChoice(QComboBox):
    """Offers all time zones; any part of a name finds it."""

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        """Offer the zones, one of them chosen."""
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(zones())
        finder = QCompleter(self.model(), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(finder)
        self.setCurrentText(chosen)

    @property
    def name(self) -> str:
        """The zone that is written; in the letters of the list, where it is there."""
        written = self.currentText().strip()
        place = self.findText(written, Qt.MatchFlag.MatchFixedString)
        return self.itemText(place) if place >= 0 else written


class LanguageChoice(QComboBox):
    """Offers the languages of the desk, and none in particular."""

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        """Offer the languages, one of them chosen."""
        super().__init__(parent)
        self.addItem("as each story says", "")
        for code in dict.fromkeys((*NAMES, *([chosen] if chosen else []))):
            self.addItem(f"{name_of(code)} ({code})", code)
        self.setCurrentIndex(self.findData(chosen))

    @property
    def code(self) -> str:
        """Code of the language chosen; "" for none in particular."""
        return str(self.currentData())


class IntervalChoice(QComboBox):
    """Offers how often a feed is read."""

    def __init__(self, chosen: timedelta, parent: QWidget | None = None) -> None:
        """Offer some intervals, one of them chosen; it is offered too where it is none of the usual."""
        super().__init__(parent)
        for interval in sorted({*_INTERVALS, chosen}):
            self.addItem(interval_in_words(interval), interval.total_seconds())
        self.setCurrentText(interval_in_words(chosen))

    @property
    def interval(self) -> timedelta:
        """The interval chosen."""
        return timedelta(seconds=float(self.currentData()))
