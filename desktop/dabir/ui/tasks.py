"""Long work off the main thread, its results back on it.

One `Tasks` object runs plain functions in lanes. A lane is one thread and a queue: what is put into a lane runs in
that order. Results, progress and errors come back by a queued signal to a slot of this object, which lives in the
main thread, so callbacks may touch widgets. The functions themselves must never touch one.

The lanes are Python's own threads: a thread that Qt starts forgets its thread-local values (and so the store's
connection) after every call.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from dabir.domain.errors import Cancelled

#: Seconds between two reports of one task.
_REPORT_PAUSE: Final = 0.05


class Lane(StrEnum):
    """Which queue a task waits in: what was asked for, changes in order, quick reads, drafts nobody waits for.

    Stories are compared, for those on one event, in a lane of their own, for the others may be busy for long.
    """

    WORK = "work"
    EDITS = "edits"
    READS = "reads"
    DRAFTS = "drafts"
    EVENTS = "events"


@dataclass(eq=False)
class Task:
    """One piece of work and what is to happen after it.

    Attributes:
        title: what it does, for people; "" for work nobody needs to see.
        lane: the queue it waits in.
        work: called off the main thread with this task; what it returns goes to `on_done`.
        on_done: called on the main thread with the result.
        on_error: called on the main thread with what `work` raised; None hands it to `Tasks.failed`.
        on_progress: called on the main thread with what `work` reports.
        progress: what it reported last: how many are done, or how many of how many; None before.
    """

    title: str
    lane: Lane
    work: Callable[[Task], Any]
    on_done: Callable[[Any], None] | None = None
    on_error: Callable[[BaseException], None] | None = None
    on_progress: Callable[[int | tuple[int, int]], None] | None = None
    progress: int | tuple[int, int] | None = None
    finished: bool = False
    _report: Callable[[Task, str, Any], None] | None = None
    _reported_at: float = 0.0
    _cancel: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop; work that has not begun never begins."""
        self._cancel.set()

    def cancelled(self) -> bool:
        """Whether somebody asked for a stop; `work` passes this on as its `cancel`."""
        return self._cancel.is_set()

    def report(self, value: int | tuple[int, int]) -> None:
        """Send progress to the main thread, not more often than anybody can see; called by `work`."""
        now = time.monotonic()
        if self._report and now - self._reported_at >= _REPORT_PAUSE:
            self._reported_at = now
            self._report(self, "progress", value)

    def report_pair(self, done: int, total: int) -> None:
        """Send how many of how many are done."""
        self.report((done, total))


class Tasks(QObject):
    """Runs tasks; create it in the main thread.

    Attributes:
        closed: whether it was closed; edits run at once after that, and nothing else begins.

    Signals:
        changed: a visible task began, went on or ended.
        failed: what a task without `on_error` raised.
    """

    changed = Signal()
    failed = Signal(object)
    _reported = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None, *, inline: bool = False) -> None:
        """Make the lanes.

        Args:
            parent: owner.
            inline: run every task at once in the calling thread, for tests.
        """
        super().__init__(parent)
        self._inline = inline
        self.closed = False
        self._lanes = {} if inline else {lane: ThreadPoolExecutor(1, f"dabir-{lane}") for lane in Lane}
        self._open: list[Task] = []
        kind = Qt.ConnectionType.DirectConnection if inline else Qt.ConnectionType.QueuedConnection
        self._reported.connect(self._deliver, kind)

    def run_task(
        self,
        work: Callable[[Task], Any],
        on_done: Callable[[Any], None] | None = None,
        on_progress: Callable[[int | tuple[int, int]], None] | None = None,
        on_error: Callable[[BaseException], None] | None = None,
        *,
        title: str = "",
        lane: Lane = Lane.WORK,
    ) -> Task:
        """Put work into a lane.

        Args:
            work: what to do, off the main thread; it is given its task, for `cancelled` and `report`.
            on_done: told the result, on the main thread.
            on_progress: told what the work reports, on the main thread.
            on_error: told what the work raised, on the main thread.
            title: shown while it waits and runs.
            lane: the queue to wait in.
        """
        task = Task(title, lane, work, on_done, on_error, on_progress, _report=self._reported.emit)
        if self.closed and lane is not Lane.EDITS:  # nobody is there to be shown what it finds, or that it failed
            task.cancel()
            return task
        self._open.append(task)
        if self._inline:
            self._perform(task)
        else:
            self._lanes[lane].submit(self._perform, task)
        self.changed.emit()
        return task

    def visible(self) -> list[Task]:
        """Return the tasks with a title that have not ended, in order."""
        return [task for task in self._open if task.title]

    def busy(self, lane: Lane) -> bool:
        """Whether anything waits or runs in a lane."""
        return any(task.lane is lane for task in self._open)

    def idle(self) -> bool:
        """Whether nothing waits or runs."""
        return not self._open

    def close(self) -> None:
        """Cancel what can be cancelled, let edits finish, and end the threads."""
        self.closed = True
        for task in self._open:
            if task.lane is not Lane.EDITS:
                task.cancel()
        for lane in self._lanes.values():
            lane.shutdown(wait=True)
        self._lanes = {}
        self._inline = True

    def _perform(self, task: Task) -> None:
        try:
            if task.cancelled():
                raise Cancelled(f"{task.title or 'The task'} was stopped before it began.")  # noqa: TRY301
            result = task.work(task)
        except BaseException as error:  # noqa: BLE001 - handed to the main thread whole, never dropped
            self._reported.emit(task, "error", error)
        else:
            self._reported.emit(task, "done", result)

    @Slot(object, str, object)
    def _deliver(self, task: Task, kind: str, value: Any) -> None:
        if kind == "progress":
            task.progress = value
            self.changed.emit()
            if task.on_progress and not task.cancelled():
                task.on_progress(value)
            return
        task.finished = True
        self._open.remove(task)
        self.changed.emit()
        if self.closed and task.lane is not Lane.EDITS:
            return
        if kind == "done":
            if task.on_done:
                task.on_done(value)
        elif task.on_error:
            task.on_error(value)
        else:
            self.failed.emit(value)
