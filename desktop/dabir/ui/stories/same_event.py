"""Other stories on the event of the open one: a strip over it that names them and opens them. Nothing is merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from dabir.domain.life import StoryState
from dabir.domain.listing import StoryRow
from dabir.ui.actions import Actions
from dabir.ui.arrivals.bringing_in import BringingIn
from dabir.ui.parts.badges import when
from dabir.ui.parts.parts import flat_button, label, named
from dabir.ui.parts.text_direction import isolated
from dabir.ui.stories.open_story import OpenStory
from dabir.ui.stories.queue_view import QueueView
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow
from dabir.workflow.stories.events import Progress, Related

#: It is seen this often, in milliseconds, whether other programs have brought in stories to compare.
_LOOK: Final = 15_000
#: Stories named in the strip; the rest are in the menu behind them.
_NAMED: Final = 3
_LONGEST: Final = 90
_LEFT, _RIGHT, _SPACING = 14, 8, 4
_MARGINS: Final = _LEFT + _RIGHT + 2 * _SPACING


class SameEventStrip(QWidget):
    """Hidden where no other story on the event is known.

    Signals:
        story_wanted: the person asked for one of the stories (its row).
    """

    story_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        named(self, "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = label()
        self.words.setWordWrap(False)
        self.buttons = [flat_button() for _ in range(_NAMED)]
        for button in self.buttons:
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(partial(self._on_clicked, button))
        self.more = flat_button()
        self.more.clicked.connect(self.show_menu)
        self.rows: list[StoryRow] = []
        self._now: datetime | None = None
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(_LEFT, 2, _RIGHT, 2)
        line.setSpacing(_SPACING)
        for part in (self.words, *self.buttons, self.more):
            line.addWidget(part)
        line.addStretch(1)
        self.hide()

    def show_related(self, rows: Sequence[StoryRow], now: datetime) -> None:
        """Name some stories.

        Args:
            rows: the stories, the newest first; none hides the strip.
            now: the present moment.
        """
        self.rows, self._now = list(rows), now
        count = len(rows)
        self.words.setText(f"{count} other {'story' if count == 1 else 'stories'} on this event:")
        for row, button in zip(rows, self.buttons, strict=False):
            button.setText(name_of_row(row, now))
            button.setToolTip(headline_of(row))
            button.setAccessibleName(f"Open the story of {button.text()}: {headline_of(row)}")
        self._fit()
        self.setAccessibleName(self.words.text())
        self.setVisible(count > 0)

    def _fit(self) -> None:
        """Name as many as there is room for; the rest are in the menu."""
        shown = self.buttons[: len(self.rows)]
        room = self.width() - self.words.sizeHint().width() - _MARGINS
        widths = [button.sizeHint().width() + _SPACING for button in shown]
        self.more.setText(f"{len(self.rows)} more…")
        behind = self.more.sizeHint().width() + _SPACING
        fitting = len(shown)
        while fitting and sum(widths[:fitting]) + (behind if fitting < len(self.rows) else 0) > room:
            fitting -= 1
        for place, button in enumerate(self.buttons):
            button.setVisible(place < fitting)
        left = len(self.rows) - fitting
        self.more.setVisible(left > 0)
        self.more.setText(f"{left} more…" if fitting else "Show…")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name as many as fit now."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: names that do not fit are in the menu."""
        return QSize(0, super().minimumSizeHint().height())

    def show_menu(self) -> None:
        """Let the person choose among all of them, by keys too; where there is one only, it is opened."""
        if len(self.rows) == 1:
            self.story_wanted.emit(self.rows[0].id)
        elif self.rows and self._now is not None:
            self.menu.clear()
            for row in self.rows:
                words = f"{name_of_row(row, self._now)}  {isolated(headline_of(row), row.language)}"
                self.menu.addAction(words.replace("&", "&&"), partial(self.story_wanted.emit, row.id))
            self.menu.setActiveAction(self.menu.actions()[0])
            self.menu.popup(self.mapToGlobal(QPoint(self.words.x(), self.height())))

    def _on_clicked(self, button: QToolButton) -> None:
        self.story_wanted.emit(self.rows[self.buttons.index(button)].id)


def name_of_row(row: StoryRow, now: datetime) -> str:
    """Return what a story is called in the strip: whose it is, from when, in which language."""
    killed = ", killed" if row.state is StoryState.KILLED else ""
    moment = when(row.versioncreated or row.received, now)
    return f"{row.partner} {moment} ({row.language}){killed}".strip()


def headline_of(row: StoryRow) -> str:
    """Return a headline on one line, cut where it is long."""
    words = " ".join((row.headline or row.slugline or row.uri).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


class SameEvent(QObject):
    """Has stories compared as they come in, and keeps the strip over the open story true.

    Signals:
        found: stories have others on their event now, or others than before; the list shows it.
    """

    found = Signal()

    def __init__(self, workflow: Workflow, tasks: Tasks, queue: QueueView, bringing: BringingIn) -> None:
        """Work for the open story of a window."""
        super().__init__(queue)
        self._workflow = workflow
        self._tasks = tasks
        self._queue = queue
        self._reading = False
        self._shown_id = 0
        self._actions: Actions | None = None
        self._here = False
        self.strip = SameEventStrip()
        self.strip.story_wanted.connect(queue.show_story)
        queue.opened.connect(self.look)
        for news in (bringing.arrived, bringing.finished, bringing.drafted):
            news.connect(self.read)
        self.timer = QTimer(self, interval=_LOOK)
        self.timer.timeout.connect(self.read)
        self.timer.start()

    def calls(self) -> dict[str, Callable[[], object]]:
        """Return what each action does, by its name."""
        return {"same_event": self.strip.show_menu}

    def update_actions(self, actions: Actions, *, here: bool) -> None:
        """Enable what can be done with the story shown."""
        self._actions, self._here = actions, here
        actions["same_event"].setEnabled(here and bool(self.strip.rows))

    def look(self, story: OpenStory) -> None:
        """Ask which other stories tell of the event of a story that was opened."""
        story_id = story.stored.id
        if story_id != self._shown_id:
            self._shown_id = story_id
            self._show(story_id, [])
        self._tasks.run_task(
            lambda _: self._workflow.events.of(story_id),
            lambda related: self._show(story_id, related),
            lane=Lane.READS,
        )

    def _show(self, story_id: int, related: list[Related]) -> None:
        story = self._queue.story
        if story is not None and story.stored.id == story_id:
            self.strip.show_related([one.row for one in related], self._workflow.stories.now())
            if self._actions is not None:
                self._actions["same_event"].setEnabled(self._here and bool(related))

    def read(self) -> None:
        """Have stories compared that came in or were translated, some at a time, until none is left."""
        if not self._reading and not self._tasks.closed:
            self._reading = True
            self._tasks.run_task(
                lambda _: self._workflow.events.step(), self._on_read, on_error=self._on_error, lane=Lane.EVENTS
            )

    def _on_read(self, progress: Progress) -> None:
        self._reading = False
        if progress.changed:
            self.found.emit()
        story = self._queue.story
        if story is not None and story.stored.id in progress.changed:
            self.look(story)
        if progress.more:
            self.read()

    def _on_error(self, error: BaseException) -> None:
        self._reading = False
        self._tasks.failed.emit(error)
