"""Who works on the open story, whose draft of it is kept, and how long its embargo still holds: a strip over it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dabir.domain.claim import Claim, TakeOver
from dabir.ui.parts.badges import when
from dabir.ui.parts.parts import label, named
from dabir.ui.parts.text_direction import isolated


class ClaimStrip(QWidget):
    """Hidden where nobody works on the story, nothing is kept of an earlier draft, and no time runs.

    Signals:
        take_over_wanted: the person wants to work on what another has claimed.
        compare_wanted: the person wants to see a kept draft beside the translation.
        take_back_wanted: the person wants a kept draft back.
    """

    take_over_wanted = Signal()
    compare_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        named(self, "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.who, self.time, self.kept = label(), label(), label()
        self.button = QPushButton("Take over…")
        self.button.clicked.connect(self.take_over_wanted)
        self.compare = QPushButton("Compare")
        self.compare.setToolTip("See the kept draft beside the translation as it stands, word by word")
        self.compare.clicked.connect(self.compare_wanted)
        self.take_back = QPushButton("Take it back…")
        self.take_back.clicked.connect(self.take_back_wanted)
        self._first, self._second = QWidget(), QWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 4, 8, 4)
        box.setSpacing(2)
        for line, words, buttons in (
            (self._first, (self.time, self.who), (self.button,)),
            (self._second, (self.kept,), (self.compare, self.take_back)),
        ):
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            for said in words:
                row.addWidget(said, 1)
            for button in buttons:
                row.addWidget(button)
            box.addWidget(line)
        self.hide()

    def show_claim(self, claim: Claim | None, person: str, now: datetime) -> None:
        """Say who works on the story.

        Args:
            claim: by whom it is claimed.
            person: who sits here.
            now: the present moment.
        """
        others = claim is not None and claim.person != person
        since = f"{claim.since.astimezone(now.tzinfo):%H:%M}" if claim is not None else ""
        who = isolated(claim.person) if claim is not None and others else "You"
        verb = "is" if others else "are"
        self.who.setText(f"{who} {verb} working on it, since {since}." if claim is not None else "")
        self.button.setVisible(others)
        self.take_back.setEnabled(not others)
        self.take_back.setToolTip(
            f"{who} is working on the story; take it over first"
            if others
            else "Put the kept draft in place of the translation, which is then kept in its turn"
        )
        self._show()

    def show_kept(self, drafts: int, last: TakeOver | None, person: str, now: datetime) -> None:
        """Say whose draft is kept.

        Args:
            drafts: how many different ones there are.
            last: the take-over that kept the last of them; None where there is none.
            person: who sits here.
            now: the present moment.
        """
        words = ""
        if last is not None:
            more = f"; {drafts - 1} more {'is' if drafts == 2 else 'are'} kept too" if drafts > 1 else ""
            words = f"{whose_draft(last, person, now)} is kept{more}."
        self.kept.setText(words)
        self.kept.setAccessibleName(words)
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
        self._first.setVisible(bool(self.who.text() or self.time.text()))
        self._second.setVisible(bool(self.kept.text()))
        self.setVisible(bool(self.who.text() or self.time.text() or self.kept.text()))


def whose_draft(taken: TakeOver, person: str, now: datetime) -> str:
    """Return what a kept draft is called: whose it was, and until when he worked on it."""
    whose = "Your" if taken.before == person else f"{isolated(taken.before)}’s"
    return f"{whose} draft of {when(taken.at, now)}"
