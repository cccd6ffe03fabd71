"""The table of feeds: how each does, in a word with its colour and its sign, and times that age."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from dabir.domain.feed import FeedStatus
from dabir.settings import resources
from dabir.ui.arrivals.feed_words import KINDS, FeedState, ago, state_of, until
from dabir.ui.parts.icons import icon
from dabir.ui.parts.tables import Column, Index, RowsModel
from dabir.ui.parts.text_direction import isolated
from dabir.ui.parts.theme import Tones, tones_of

#: The columns' widths in characters, and the one that takes the room that is left.
WIDTHS: Final = (22, 26, 13, 15, 17, 14, 10, 21)
STRETCH: Final = 1

_SIGNS: Final = MappingProxyType(
    {
        FeedState.LOOKING: "feed_looking",
        FeedState.PAUSED: "feed_paused",
        FeedState.NEW: "feed_new",
        FeedState.WELL: "feed_well",
        FeedState.REMARK: "feed_fails",
        FeedState.FAILS: "feed_fails",
        FeedState.FAILS_LONG: "feed_fails",
    }
)


class FeedsModel(RowsModel[FeedStatus]):
    """The feeds in the order they were set up."""

    def __init__(
        self, clock: Callable[[], datetime], looking: Collection[str], parent: QObject | None = None
    ) -> None:
        """Begin without feeds.

        Args:
            clock: gives the present moment.
            looking: names of the feeds that are being read because somebody asked for it; it may change.
            parent: owner.
        """
        self._clock = clock
        self._looking = looking
        columns: list[Column[FeedStatus]] = [
            Column("State", lambda one: self.state(one).value),
            Column("Feed", lambda one: isolated(one.feed.name)),
            Column("Partner", lambda one: isolated(one.feed.partner)),
            Column("Kind", lambda one: KINDS[one.feed.kind]),
            Column("Last read", lambda one: ago(one.health.succeeded, clock())),
            Column("In 24 hours", lambda one: f"{one.health.taken_today:,}"),
            Column("In all", lambda one: f"{one.health.taken:,}"),
            Column("Next time", lambda one: until(one, clock())),
        ]
        super().__init__(columns, parent)

    def state(self, status: FeedStatus) -> FeedState:
        """Return how a feed does now."""
        return state_of(status, self._clock(), self._looking)

    def renew(self, statuses: list[FeedStatus]) -> bool:
        """Show how the feeds do now; True when they are others than before, so that nothing is chosen any more."""
        if [one.feed.name for one in statuses] != [one.feed.name for one in self.rows]:
            self.show_rows(statuses)
            return True
        self.rows = list(statuses)
        self.age()
        return False

    def age(self) -> None:
        """Let the words that tell of times be true again."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says; of the state also its sign and its colour."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in {5, 6}:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if index.column() == 0 and role in {Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole}:
            state, tones = self.state(self.rows[index.row()]), tones_of(QApplication.palette())
            ink = _ink(state, tones)
            return (
                QColor(ink) if role == Qt.ItemDataRole.ForegroundRole else _sign(_SIGNS[state], ink, tones.accent_ink)
            )
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a heading; over numbers it stands as they do."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section in {5, 6}:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)


def _ink(state: FeedState, tones: Tones) -> str:
    match state:
        case FeedState.WELL:
            return tones.good
        case FeedState.REMARK | FeedState.FAILS:
            return tones.warn
        case FeedState.FAILS_LONG:
            return tones.bad
        case FeedState.LOOKING:
            return tones.accent
        case _:
            return tones.muted


@lru_cache(maxsize=32)
def _sign(name: str, ink: str, chosen: str) -> QIcon:
    file = resources() / "ui" / "icons" / f"{name}.svg"
    made, in_chosen_row = icon(file, ink, QColor(ink)), icon(file, chosen, QColor(chosen))
    for size in made.availableSizes():
        made.addPixmap(in_chosen_row.pixmap(size), QIcon.Mode.Selected)
    return made
