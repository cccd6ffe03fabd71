"""Who works on the open story, and how long its embargo still holds: a strip over the story."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dabir.domain.claim import Claim
from dabir.ui.parts.parts import label, named


class ClaimStrip(QWidget):
    """Hidden where nobody works on the story and no time runs.

    Signals:
        take_over_wanted: the person wants to work on what another has claimed.
    """

    take_over_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        named(self, "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.who = label()
        self.time = label()
        self.button = QPushButton("Take over…")
        self.button.clicked.connect(self.take_over_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.addWidget(self.time, 1)
        row.addWidget(self.who, 1)
        row.addWidget(self.button)
        self._others = False
        self.hide()

    def show_claim(self, claim: Claim | None, person: str, now: datetime) -> None:
        """Say who works on the story.

        Args:
            claim: by whom it is claimed.
            person: who sits here.
            now: the present moment.
        """
        self._others = claim is not None and claim.person != person
        since = f"{claim.since.astimezone(now.tzinfo):%H:%M}" if claim is not None else ""
        who = claim.person if claim is not None and self._others else "You"
        verb = "is" if self._others else "are"
        self.who.setText(f"{who} {verb} working on it, since {since}." if claim is not None else "")
        self.button.setVisible(self._others)
        self._show()

    def show_time(self, words: str) -> None:
        """Say how long an embargo still holds."""
        if words != self.time.text():
            self.time.setText(words)
            self.time.setAccessibleName(words)
            self._show()

    def _show(self) -> None:
        self.who.setVisible(bool(self.who.text()))
        self.time.setVisible(bool(self.time.text()))
        self.setVisible(bool(self.who.text() or self.time.text()))
