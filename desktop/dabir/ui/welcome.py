"""What an empty desk shows: two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dabir.ui.parts.parts import title


class Welcome(QWidget):
    """Offers the sample desk.

    Signals:
        sample_wanted: open the sample desk.
        files_wanted: choose files to bring in.
    """

    sample_wanted = Signal()
    files_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the page."""
        super().__init__(parent)
        heading = title("The desk is empty", 1.7)
        words = QLabel(
            "Bring in your partners' stories: NewsML-G2, NITF, ninjs, IPTC 7901, RSS, plain text; single files, "
            "folders or zip archives. You can also drop them on this window.\n\n"
            "Or look round first: the sample desk holds invented stories of two invented agencies, in Persian and "
            "Azerbaijani. Nothing is sent anywhere; everything works without a network.",
            wordWrap=True,
        )
        words.setMaximumWidth(560)
        self.sample = QPushButton("Open the &sample desk")
        self.sample.setDefault(True)
        self.sample.setAutoDefault(True)
        self.sample.clicked.connect(self.sample_wanted)
        # The one thing to press when nothing is there yet: Enter has to do it.
        self.setFocusProxy(self.sample)
        self.files = QPushButton("&Bring in stories…")
        self.files.clicked.connect(self.files_wanted)
        for button in (self.sample, self.files):
            button.setMinimumHeight(36)
        buttons = QHBoxLayout()
        buttons.addWidget(self.sample)
        buttons.addWidget(self.files)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(heading)
        column.addWidget(words)
        column.addLayout(buttons)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)
        row.setAlignment(Qt.AlignmentFlag.AlignCenter)
