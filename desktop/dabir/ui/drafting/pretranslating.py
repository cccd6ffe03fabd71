"""Drafts of what arrives, made in the background: one story at a time, the urgent first, and never in the way.

It waits while somebody types, while a task that was asked for runs, on battery power, and when it is told to; between
two batches of a story as well as between two stories. Off until the person turns it on.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from dabir.domain.errors import Cancelled, DabirError
from dabir.domain.quality import Quality
from dabir.ui.drafting.draft_quality import DraftQuality
from dabir.ui.drafting.power import on_battery
from dabir.ui.tasks import Lane, Task, Tasks
from dabir.workflow import Workflow
from dabir.workflow.translating.pretranslation import Waiting

#: Names under which the choice, and the languages last translated into, are remembered.
ON_KEY: Final = "pretranslation/on"
TARGETS_KEY: Final = "pretranslation/targets"
#: Milliseconds without a key after which nobody is typing.
AFTER_TYPING: Final = 3_000
#: A desk of two agencies goes both ways; of languages used longer ago nobody expects drafts.
_TARGETS_KEPT: Final = 2
#: Seconds between two looks at the power supply, and between two looks at whether to stop.
_POWER_PAUSE: Final = 20.0
_STOP_PAUSE: Final = 0.2


class Reason(StrEnum):
    """Why drafts wait; the words end the sentence "Drafts wait …"."""

    PERSON = "until you go on"
    FOREGROUND = "for the task you asked for"
    TYPING = "while you type"
    BATTERY = "for mains power"


class Gate:
    """Holds a worker back while there is a reason to; safe to use from several threads."""

    def __init__(self, battery: Callable[[], bool], changed: Callable[[], None]) -> None:
        """Begin open.

        Args:
            battery: tells whether the computer runs on its battery; asked by the worker.
            changed: told when a reason came or went, by whoever brought it.
        """
        self._battery = battery
        self._changed = changed
        self._reasons: set[Reason] = set()
        self._moved = threading.Condition()
        self._power_seen = -_POWER_PAUSE
        self.waited = 0.0

    @property
    def reason(self) -> Reason | None:
        """The first reason to wait; None when there is none."""
        with self._moved:
            return next((one for one in Reason if one in self._reasons), None)

    def set(self, reason: Reason, *, waits: bool) -> None:
        """Bring a reason, or take it away."""
        with self._moved:
            if (reason in self._reasons) is waits:
                return
            (self._reasons.add if waits else self._reasons.discard)(reason)
            self._moved.notify_all()
        self._changed()

    def stopped(self, task: Task) -> bool:
        """Wait until there is no reason to; tell whether the task is to stop."""
        began = time.monotonic()
        self._look_at_power()
        while self.reason is not None and not task.cancelled():
            with self._moved:
                self._moved.wait(_STOP_PAUSE)
            self._look_at_power()
        self.waited += time.monotonic() - began
        return task.cancelled()

    def _look_at_power(self) -> None:
        now = time.monotonic()
        if now - self._power_seen >= _POWER_PAUSE:
            self._power_seen = now
            self.set(Reason.BATTERY, waits=self._battery())


class Pretranslating(QObject):
    """Drafts the stories that have none yet.

    Signals:
        ready: a draft of one segment was made: story, language, segment, draft; sent off the main thread.
        drafted: these stories have a draft now.
        changed: how many are left, or whether it waits, changed.
        switched: it was turned on or off.
        trouble: some drafts could not be made; says how many, and why the last one could not.
    """

    ready = Signal(int, str, int, object)
    drafted = Signal(list)
    changed = Signal()
    switched = Signal(bool)
    trouble = Signal(str)

    def __init__(
        self,
        workflow: Workflow,
        tasks: Tasks,
        quality: DraftQuality,
        parent: QObject | None = None,
        *,
        battery: Callable[[], bool] = on_battery,
    ) -> None:
        """Begin as the person left it.

        Args:
            workflow: the desk.
            tasks: runs the work.
            quality: what is wanted of drafts.
            parent: owner.
            battery: tells whether the computer runs on its battery.
        """
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        self._quality = quality
        self.gate = Gate(battery, self.changed.emit)
        self.on = workflow.stories.remembered(ON_KEY) == "1"
        self._targets = workflow.stories.remembered(TARGETS_KEY).split()
        self._queue: list[Waiting] = []
        self._stale = True
        self._task: Task | None = None
        self._bytes, self._seconds, self.done = 0, 0.0, 0
        #: What could not be drafted, with the reason; it is not tried again while the window is open.
        self.refused: dict[tuple[int, str], str] = {}
        self._typing = QTimer(self, singleShot=True, interval=AFTER_TYPING)
        self._typing.timeout.connect(lambda: self.gate.set(Reason.TYPING, waits=False))
        tasks.changed.connect(self._on_tasks)
        quality.changed.connect(self._on_quality)

    @property
    def left(self) -> int:
        """How many drafts are still to be made, the one that is being made included."""
        return len(self._queue)

    @property
    def seconds_left(self) -> float | None:
        """About how long they will take at the speed measured, in seconds; None before the first is done."""
        if not self._bytes or not self._seconds:
            return None
        return sum(one.size for one in self._queue) * self._seconds / self._bytes

    def drafts(self, story_id: int) -> bool:
        """Whether a draft of a story is being made now."""
        return self._task is not None and bool(self._queue) and self._queue[0].story_id == story_id

    @property
    def paused(self) -> bool:
        """Whether the person told it to wait."""
        return self.gate.reason is Reason.PERSON

    def switch(self, *, on: bool) -> None:
        """Turn it on or off, and remember it; a draft that is being made is let go."""
        if on == self.on:
            return
        self.on = on
        self._remember(ON_KEY, "1" if on else "")
        if on:
            self.look()
        else:
            self._queue = []
            if self._task is not None:
                self._task.cancel()
        self.switched.emit(on)
        self.changed.emit()

    def use_target(self, target: str) -> None:
        """Take note of the language somebody translates into: what arrives is drafted into it."""
        if not target or self._targets[:1] == [target]:
            return
        self._targets = [target, *(one for one in self._targets if one != target)][:_TARGETS_KEPT]
        self._remember(TARGETS_KEY, " ".join(self._targets))
        self.look()

    def pause(self, *, waits: bool) -> None:
        """Wait until told to go on, or go on."""
        self.gate.set(Reason.PERSON, waits=waits)

    @Slot()
    def touched(self) -> None:
        """Keep out of the way for a while: somebody types."""
        self._typing.start()
        self.gate.set(Reason.TYPING, waits=True)

    @Slot()
    def look(self) -> None:
        """See what waits, now or once the draft that is being made is done: stories or packs came."""
        self._stale = True
        self._go_on()

    def _go_on(self) -> None:
        if not self.on or self._task is not None or self._tasks.closed:
            return
        if self._stale:
            self._stale = False
            targets = list(self._targets)
            self._task = self._tasks.run_task(
                lambda _: self._workflow.pretranslation.waiting(targets),
                self._on_waiting,
                on_error=self._on_failed,
                lane=Lane.DRAFTS,
            )
        elif self._queue:
            one, quality = self._queue[0], self._quality.chosen
            self._task = self._tasks.run_task(
                lambda task: self._draft(task, one, quality),
                lambda spent: self._on_drafted(one, spent),
                on_error=lambda error: self._on_refused(one, error),
                lane=Lane.DRAFTS,
            )

    def _draft(self, task: Task, one: Waiting, quality: Quality) -> float:
        """Draft a story, off the main thread; return the seconds it took without the waiting."""
        began, waited = time.monotonic(), self.gate.waited
        if self.gate.stopped(task):
            raise Cancelled("Drafting was stopped.")
        self._workflow.translations.translate(
            [one.story_id],
            one.target,
            beam=quality.beam,
            cancel=lambda: self.gate.stopped(task),
            on_ready=lambda row, index, draft: self.ready.emit(row, one.target, index, draft),
        )
        return max(0.001, time.monotonic() - began - (self.gate.waited - waited))

    def _on_waiting(self, found: list[Waiting]) -> None:
        self._task = None
        if self.on:
            self._queue = [one for one in found if (one.story_id, one.target) not in self.refused]
        self._later()

    def _on_drafted(self, one: Waiting, spent: float) -> None:
        self._task = None
        self._bytes += one.size
        self._seconds += spent
        self.done += 1
        self._drop(one)
        self.drafted.emit([one.story_id])
        self._later()

    def _on_refused(self, one: Waiting, error: BaseException) -> None:
        self._task = None
        if self._tasks.closed:
            return
        if not isinstance(error, Cancelled):
            self.refused[one.story_id, one.target] = str(error)
            self._drop(one)
            if isinstance(error, DabirError):
                many = f"{len(self.refused):,} drafts" if len(self.refused) > 1 else "A draft"
                self.trouble.emit(f"{many} could not be made in the background. {error}")
            else:
                self._tasks.failed.emit(error)
        self.drafted.emit([one.story_id])  # what was shown early is read again
        self._later()

    def _on_failed(self, error: BaseException) -> None:
        self._task = None
        if not isinstance(error, Cancelled):
            self._tasks.failed.emit(error)

    def _drop(self, one: Waiting) -> None:
        self._queue = [other for other in self._queue if other != one]

    def _later(self) -> None:
        self.changed.emit()
        if not self._queue and not self._stale:
            self.done = 0
        # From the event loop, so that a closing window is not given more work from within its own end.
        QTimer.singleShot(0, self, self._go_on)

    def _on_quality(self) -> None:
        # The speed was measured at another quality; the draft that is being made still is, which is soon outweighed.
        self._bytes, self._seconds = 0, 0.0
        self.changed.emit()

    def _on_tasks(self) -> None:
        self.gate.set(Reason.FOREGROUND, waits=self._tasks.busy(Lane.WORK))

    def _remember(self, key: str, value: str) -> None:
        self._tasks.run_task(lambda _: self._workflow.stories.remember(key, value), lane=Lane.EDITS)
