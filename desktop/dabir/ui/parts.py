"""The smallest parts: labels, switches and widgets that carry the name the style sheet knows them by."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from dabir.ui.fonts import weighted

Part = TypeVar("Part", bound=QWidget)


def named(part: Part, name: str) -> Part:
    """Give a widget the name the style sheet knows it by, and return it."""
    part.setObjectName(name)
    return part


def label(words: str = "", name: str = "") -> QLabel:
    """Return a label for plain words, which wraps."""
    made = named(QLabel(words), name)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def title(words: str = "", scale: float = 1.0) -> QLabel:
    """Return a label in half-bold letters, for one line."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(weighted(made.font(), 600, scale))
    return made


def flat_button(words: str = "") -> QToolButton:
    """Return a button without a frame."""
    made = QToolButton()
    made.setText(words)
    made.setAutoRaise(True)
    return made


def band(*parts: QWidget) -> QWidget:
    """Return the band over a view: its words take the room, its buttons stand at the end."""
    made = named(QWidget(), "pane-head")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(made)
    row.setContentsMargins(12, 6, 12, 6)
    for number, part in enumerate(parts):
        row.addWidget(part, 0 if number else 1)
    return made


def label_switch(button: QToolButton, *, right: bool) -> None:
    """Let a direction switch say how its text is set."""
    words = "right to left" if right else "left to right"
    button.setText("RTL" if right else "LTR")
    button.setToolTip(f"Set {words}. Click to set the text the other way; it is remembered for this story.")
    button.setAccessibleName(f"Direction: {words}; press to switch")
