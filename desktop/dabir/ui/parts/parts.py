"""The smallest parts: labels, switches and widgets that carry the name the style sheet knows them by."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from dabir.ui.parts.fonts import weighted
from dabir.ui.parts.text_direction import keep_left_to_right

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


class SelectableLabel(QLabel):
    """A label for sentences of the interface that can be selected and copied; it wraps, and stays left to right."""

    def __init__(self, words: str = "") -> None:
        """Show some words."""
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setText(words)

    def setText(self, words: str) -> None:
        """Show other words."""
        super().setText(words)
        keep_left_to_right(self)


class ElidedLabel(QLabel):
    """A label of one line that gives way: shorter words where the long do not fit, at last an ellipsis."""

    def __init__(self, words: str = "") -> None:
        """Show some words."""
        super().__init__(words)
        self._shorter: tuple[str, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Ask for no width."""
        return QSize(0, super().minimumSizeHint().height())

    def say(self, words: str, *shorter: str) -> None:
        """Show words, or the first of `shorter` that fits where they do not; there is always room for the last."""
        self._shorter = shorter
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(shorter[-1]) if shorter else 0)
        self.setText(words)
        self.update()

    def words_seen(self) -> str:
        """Return what is drawn at the label's width."""
        metrics, width = self.fontMetrics(), self.width()
        said = (self.text(), *self._shorter)
        fitting = next((words for words in said if metrics.horizontalAdvance(words) <= width), None)
        return fitting or metrics.elidedText(said[-1], Qt.TextElideMode.ElideRight, width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of the words as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment(), self.words_seen())
        painter.end()


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


def fit_height(dialog: QWidget) -> None:
    """Give a dialog the height that its parts need at its width, with every word of them seen."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        width = dialog.width()
        by_width = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        dialog.resize(width, max(by_width, layout.totalMinimumSize().height()))


def label_switch(button: QToolButton, *, right: bool) -> None:
    """Let a direction switch say how its text is set."""
    words = "right to left" if right else "left to right"
    button.setText("RTL" if right else "LTR")
    button.setToolTip(f"Set {words}. Click to set the text the other way; it is remembered for this story.")
    button.setAccessibleName(f"Direction: {words}; press to switch")
