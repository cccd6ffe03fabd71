"""Small parts panes are made of: their head, a badge label, a notice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from dabir.ui.parts.badges import draw_badge
from dabir.ui.parts.parts import SelectableLabel, flat_button, title
from dabir.ui.parts.theme import Chip
from dabir.ui.parts.ways import in_window


class BadgeRow(QWidget):
    """A row of badges, drawn as in the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without badges."""
        super().__init__(parent)
        self._badges: list[tuple[str, Chip]] = []
        font = self.font()
        font.setPointSizeF(max(7.0, font.pointSizeF() - 1.5))
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_badges(self, badges: list[tuple[str, Chip]]) -> None:
        """Show these badges."""
        self._badges = badges
        self.setAccessibleName(", ".join(word for word, _ in badges))
        self.updateGeometry()
        self.update()

    def words(self) -> list[str]:
        """Return what the badges say."""
        return [word for word, _ in self._badges]

    def sizeHint(self) -> QSize:
        """Return room for all badges."""
        metrics = self.fontMetrics()
        width = sum(metrics.horizontalAdvance(word) + 16 for word, _ in self._badges)
        return QSize(width, metrics.height() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the badges from left to right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0
        for word, chip in self._badges:
            right = left + self.fontMetrics().horizontalAdvance(word) + 12
            draw_badge(painter, right, self.height() // 2, word, chip)
            left = right + 4
        painter.end()


class PaneHead(QWidget):
    """The line over a pane: its name, then whatever belongs to it."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        """Make a head with a name."""
        super().__init__(parent)
        self.setObjectName("pane-head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = title(words)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 4, 8, 4)
        self.row.setSpacing(8)
        self.row.addWidget(self.title)
        self.setMinimumHeight(self.fontMetrics().height() + 18)


class Notice(QWidget):
    """A line of news above the work, with one thing to do about it; it waits until it is closed.

    Signals:
        closed: the person closed it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = SelectableLabel()
        self.act = QPushButton()
        self._call: Callable[[], object] | None = None
        self.act.clicked.connect(self._on_act)
        self.close_button = flat_button("✕")
        self.close_button.setAccessibleName("Close this notice")
        self.close_button.setToolTip("Close this notice")
        self.close_button.clicked.connect(self.hide)
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.act)
        row.addWidget(self.close_button)
        self.hide()

    def tell(
        self,
        words: str,
        act: str = "",
        call: Callable[[], object] | None = None,
        *,
        bad: bool = False,
        alarm: bool = False,
    ) -> None:
        """Show news.

        Args:
            words: what happened.
            act: what the button says; "" for no button.
            call: what the button does.
            bad: whether it needs attention.
            alarm: whether something was changed that nobody may change.
        """
        words = in_window(words)
        self.words.setText(words)
        self.setAccessibleName(words)
        self.act.setText(act)
        self.act.setVisible(bool(act))
        self._call = call
        self.setProperty("kind", "alarm" if alarm else "bad" if bad else "good")
        self.style().unpolish(self)
        self.style().polish(self)
        for part in (self.words, self.close_button):
            part.style().unpolish(part)
            part.style().polish(part)
        self.show()

    def _on_act(self) -> None:
        self.hide()
        if self._call:
            self._call()
