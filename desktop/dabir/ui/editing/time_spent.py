"""Time that somebody works in the segments of a story: from act to act, unless more than a minute lies between.

It is kept every half minute and when the story is left, so that little is lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from dabir.ui.stories.open_story import OpenStory
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: Seconds between two acts after which somebody was elsewhere.
IDLE: Final = 60.0
#: Milliseconds between two writings.
_KEEP: Final = 30_000


class TimeSpent(QObject):
    """Counts for the story that is open.

    Signals:
        changed: the seconds spent on the story that is open.
    """

    changed = Signal(int)

    def __init__(
        self,
        workflow: Workflow,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Count nothing yet.

        Args:
            workflow: the desk.
            tasks: runs the writing.
            parent: owner.
            clock: seconds, going forward.
        """
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        self._clock = clock
        self._place: tuple[int, str] | None = None
        self._kept = 0
        self._fresh = 0.0
        self._last: float | None = None
        self._timer = QTimer(self, interval=_KEEP)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    @property
    def seconds(self) -> int:
        """Seconds spent on the story that is open."""
        return self._kept + int(self._fresh)

    def open(self, story: OpenStory) -> None:
        """Count for a story; the time on the one before is kept."""
        place = (story.stored.id, story.target)
        if place == self._place:
            return
        self.keep()
        self._place = place if story.target else None
        self._kept, self._fresh, self._last = story.effort.seconds, 0.0, None
        self.changed.emit(self.seconds)

    @Slot()
    def acted(self) -> None:
        """Take note that somebody does something in the segments."""
        now = self._clock()
        if self._last is not None and now - self._last <= IDLE:
            self._fresh += now - self._last
        self._last = now
        self.changed.emit(self.seconds)

    @Slot()
    def keep(self) -> None:
        """Write what was counted since the last time, in whole seconds."""
        seconds = int(self._fresh)
        if self._place is None or not seconds or self._tasks.closed:
            return
        story_id, target = self._place
        self._kept += seconds
        self._fresh -= seconds
        self._tasks.run_task(lambda _: self._workflow.translations.spend(story_id, target, seconds), lane=Lane.EDITS)


def duration_words(seconds: int) -> str:
    """Return a duration in few words: "under a minute", "12 min", "1 h 5 min"; "" for none."""
    if seconds <= 0:
        return ""
    minutes = seconds // 60
    if not minutes:
        return "under a minute"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{minutes} min"
