"""The strip in the status bar that tells how many drafts are left to make, with a button to pause them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from dabir.ui.drafting.pretranslating import Pretranslating
from dabir.ui.parts.parts import flat_button


class DraftingStrip(QWidget):
    """Watches the background drafts; hidden while there are none to make."""

    def __init__(self, pretranslating: Pretranslating, parent: QWidget | None = None) -> None:
        """Watch them."""
        super().__init__(parent)
        self._drafts = pretranslating
        self.words = QLabel()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(90)
        self.bar.setMaximumHeight(12)
        self.pause = flat_button("Pause")
        self.pause.clicked.connect(lambda: self._drafts.pause(waits=not self._drafts.paused))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.words)
        row.addWidget(self.bar)
        row.addWidget(self.pause)
        pretranslating.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        left, done, reason = self._drafts.left, self._drafts.done, self._drafts.gate.reason
        self.setVisible(self._drafts.on and left > 0)
        seconds = self._drafts.seconds_left
        stories = f"{left:,} {'story' if left == 1 else 'stories'} left"
        if reason is not None:
            self.words.setText(f"Drafts wait {reason.value}: {stories}")
        else:
            about = f", {time_words(seconds)}" if seconds is not None else ""
            self.words.setText(f"Drafting what arrives: {stories}{about}")
        self.bar.setRange(0, max(1, left + done))
        self.bar.setValue(done)
        self.pause.setText("Go on" if self._drafts.paused else "Pause")
        self.pause.setToolTip("Go on drafting" if self._drafts.paused else "Let the drafts wait until you go on")


def time_words(seconds: float) -> str:
    """Return about how long something takes: "about 40 seconds", "about 3 minutes", "about 2 hours"."""
    if seconds < 55:
        number, unit = max(5, 5 * round(seconds / 5)), "second"
    elif seconds < 55 * 60:
        number, unit = max(1, round(seconds / 60)), "minute"
    else:
        number, unit = max(1, round(seconds / 3600)), "hour"
    return f"about {number:,} {unit}{'' if number == 1 else 's'}"
