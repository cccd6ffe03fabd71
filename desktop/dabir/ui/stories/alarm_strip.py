"""The alarm: what a partner has killed and nobody has acknowledged, over every view, until somebody does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dabir.ui.parts.parts import SelectableLabel, named, title
from dabir.ui.parts.text_direction import isolated
from dabir.workflow.deciding.kills import Alarm


class AlarmStrip(QWidget):
    """Shows one alarm at a time, the oldest first, and how many more there are.

    Signals:
        story_wanted: the person asked for the story (its row).
        answered: what the person says to the alarm: "Acknowledge", "Confirm the kill" or "Dismiss".
    """

    story_wanted = Signal(int)
    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        named(self, "alarm")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.alarm: Alarm | None = None
        self.heading = title("", 1.1)
        self.heading.setWordWrap(True)
        self.words = SelectableLabel()
        self.more = QLabel()
        self.show_button = QPushButton("Show the story")
        self.show_button.clicked.connect(self._on_show)
        self.accept = QPushButton()
        self.accept.clicked.connect(lambda: self.answered.emit(_answer(self.alarm), self.alarm))
        self.dismiss = QPushButton("Dismiss…")
        self.dismiss.clicked.connect(lambda: self.answered.emit("Dismiss", self.alarm))
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.heading)
        said.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(8)
        row.addLayout(said, 1)
        for part in (self.more, self.show_button, self.accept, self.dismiss):
            row.addWidget(part)
        self.hide()

    def show_alarms(self, alarms: Sequence[Alarm]) -> None:
        """Show the first of these alarms; without any, nothing."""
        self.alarm = alarms[0] if alarms else None
        if self.alarm is not None:
            wire = self.alarm.story.story
            proposal = self.alarm.is_proposal
            name = isolated(wire.headline or wire.slugline or wire.uri)
            self.heading.setText(f"{'Is this story killed?' if proposal else 'KILLED:'} {name}")
            self.words.setText(alarm_words(self.alarm))
            self.accept.setText("Confirm the kill…" if proposal else "Acknowledge")
            self.dismiss.setVisible(proposal)
            self.more.setText(f"and {len(alarms) - 1} more" if len(alarms) > 1 else "")
            self.setAccessibleName(f"{self.heading.text()} {self.words.text()}")
            self._paint()
        self.setVisible(self.alarm is not None)

    def _on_show(self) -> None:
        if self.alarm is not None:
            self.story_wanted.emit(self.alarm.story.id)

    def _paint(self) -> None:
        proposal = self.alarm is not None and self.alarm.is_proposal
        self.setProperty("kind", "question" if proposal else "kill")
        for part in (self, self.heading, self.words, self.more):
            part.style().unpolish(part)
            part.style().polish(part)


def alarm_words(alarm: Alarm) -> str:
    """Return what is to be known of an alarm: who killed it, and what became of its releases."""
    out = len(alarm.outputs)
    if alarm.is_proposal:
        held = "Nothing of it is out." if not out else f"It is out in {_outputs(out)}."
        return f"{alarm.kill.words} {held} Nothing happens until somebody confirms it."
    taken = "Nothing of it was out." if not out else f"It is taken back from {_outputs(out)}."
    if out and not alarm.kill.carried_out:
        taken = f"It is out in {_outputs(out)} and could not be taken back there yet."
    return f"{alarm.kill.words} {taken}"


def _outputs(count: int) -> str:
    return "1 release" if count == 1 else f"{count} releases"


def _answer(alarm: Alarm | None) -> str:
    return "Confirm the kill" if alarm is not None and alarm.is_proposal else "Acknowledge"
