"""The quiet sign in the status bar: which feeds have failed for long. A single failure is not worth a word."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dabir.domain.feed import FeedStatus
from dabir.ui.arrivals.feed_words import ago, fails_for_long, listed
from dabir.ui.arrivals.polling import FeedPolling
from dabir.ui.parts.parts import flat_button
from dabir.workflow import Workflow
from dabir.workflow.arrivals.looking import Look

#: Letters of a name that the status bar has room for.
_ROOM = 28


class FeedSign(QWidget):
    """Names the feeds that somebody has to do something about; hidden while there are none.

    Signals:
        wanted: the person wants to see the feed of this name.
    """

    wanted = Signal(str)

    def __init__(self, polling: FeedPolling, workflow: Workflow, parent: QWidget | None = None) -> None:
        """Watch the reading of feeds."""
        super().__init__(parent)
        self._polling = polling
        self._workflow = workflow
        self._lasting: set[str] = set()
        self._first = ""
        self.button = flat_button()
        self.button.clicked.connect(lambda: self.wanted.emit(self._first))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.addWidget(self.button)
        polling.known.connect(self._show)
        polling.looked.connect(self._on_looked)
        self._show([])

    def _on_looked(self, look: Look) -> None:
        """Remember what will not mend by itself, such as a wrong password: that is told at once."""
        if look.failed and look.tell:
            self._lasting.add(look.feed)
        elif not look.failed and not look.busy:
            self._lasting.discard(look.feed)

    def _show(self, statuses: list[FeedStatus]) -> None:
        now = self._workflow.stories.now()
        failing = [one for one in statuses if self._is_worth_a_word(one, now)]
        self.setVisible(bool(failing))
        if not failing:
            return
        self._first = failing[0].feed.name
        short = self._first if len(self._first) <= _ROOM else f"{self._first[: _ROOM - 1]}…"
        more = f" and {len(failing) - 1} more" if len(failing) > 1 else ""
        self.button.setText(f"⚠ The feed {listed([short])}{more} cannot be read")
        told = "\n".join(f"{listed([one.feed.name])}: last read {ago(one.health.succeeded, now)}" for one in failing)
        self.button.setToolTip(f"{told}\nClick to see why and what to do.")
        self.button.setAccessibleName(f"Feeds that cannot be read: {listed(one.feed.name for one in failing)}")

    def _is_worth_a_word(self, status: FeedStatus, now: datetime) -> bool:
        lasting = status.feed.name in self._lasting and bool(status.health.failures)
        return not status.feed.paused and (lasting or fails_for_long(status, now))
