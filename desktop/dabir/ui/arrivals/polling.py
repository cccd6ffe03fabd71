"""Reads the feeds of a desk in the background, without a word: what comes is simply there.

One thread, which is no thread of the window's tasks, reads what is due, and at once what a folder or a mailbox gives
notice of. A computer that slept reads everything once when it wakes; no network is no event, it is tried again. While
no feed is set up, or all are paused, nothing runs.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from dabir.domain.feed import Feed, FeedStatus
from dabir.domain.listing import IngestOutcome, IngestStatus
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow
from dabir.workflow.arrivals.looking import Look
from dabir.workflow.arrivals.patrol import Patrol
from dabir.workflow.arrivals.polling import Trial

T = TypeVar("T")

#: It is seen this often, in milliseconds, whether there is anything to read at all; that asks the database only.
_LOOK: Final = 20_000
#: Feeds that are read at one time, and those that are read or tried out because somebody asked for it.
_AT_ONCE: Final = 2
_ASKED: Final = 2
#: Things that a trial asks for.
_TRIED: Final = 10
#: Seconds that the window waits, when it closes, for what is being read to end in order.
_ENDING: Final = 5.0


class FeedPolling(QObject):
    """Looks after the reading of feeds.

    Attributes:
        looking: names of the feeds that are being read because somebody asked for it.

    Signals:
        known: the feeds and how they do.
        looked: what became of one look at a feed.
        asked_looked: what became of one that somebody asked for; after `looked`.
        arrived: stories came in; more may follow.
        finished: a look that brought something has ended.
        tampered: partner bundles were not as they were signed (their outcomes).
        failed: what stopped the reading, such as a full disk.
    """

    known = Signal(list)
    looked = Signal(object)
    asked_looked = Signal(object)
    arrived = Signal()
    finished = Signal()
    tampered = Signal(list)
    failed = Signal(object)
    _called = Signal(object, object)

    def __init__(self, workflow: Workflow, tasks: Tasks, parent: QObject | None = None) -> None:
        """Begin to look whether there is anything to read."""
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._asked: list[threading.Thread] = []
        self._places = threading.Semaphore(_ASKED)
        self._wake: Callable[[], None] = lambda: None
        self._told = ""
        self.looking: set[str] = set()
        self._called.connect(self._on_called, Qt.ConnectionType.QueuedConnection)
        self.timer = QTimer(self, interval=_LOOK)
        self.timer.timeout.connect(self.look)
        self.timer.start()
        QTimer.singleShot(0, self, self.look)

    @property
    def running(self) -> bool:
        """Whether feeds are being read as they become due."""
        return self._thread is not None

    def look(self) -> None:
        """See which feeds there are and how they do, and read them from now on."""
        self._tasks.run_task(lambda _: self._workflow.feeds.all(), self._on_known, lane=Lane.READS)

    def _on_known(self, statuses: list[FeedStatus]) -> None:
        wanted = any(not one.feed.paused for one in statuses)
        if wanted and self._thread is None:
            self._stop = threading.Event()
            self._thread = threading.Thread(target=self._patrol, args=(self._stop,), name="dabir-feeds", daemon=True)
            self._thread.start()
        elif not wanted:
            self._stop.set()
        self.known.emit(statuses)

    def look_now(self, names: Sequence[str]) -> None:
        """Read some feeds now, whether they are due or not."""
        for name in names:
            if name not in self.looking and not self._tasks.closed:
                self.looking.add(name)
                thread = self.in_background(
                    self._in_turn(partial(self._workflow.polling.look, name, lambda: self._tasks.closed, self._tell)),
                    self._on_asked,
                    partial(self._on_ask_failed, name),
                )
                self._asked = [*(one for one in self._asked if one.is_alive()), thread]

    def try_out(
        self,
        feed: Feed,
        password: str | None,
        done: Callable[[Trial], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Find out what a feed would bring, without taking anything in; this connects to it.

        Args:
            feed: as it is set up, or as somebody wants to.
            password: its password; None takes the one that is kept.
            done: told what it would bring.
            failed: told why it cannot be read.
        """
        self.in_background(self._in_turn(lambda: self._workflow.polling.test(feed, password, _TRIED)), done, failed)

    def in_background(
        self, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[BaseException], object]
    ) -> threading.Thread:
        """Do something that may take long, on a thread that nobody waits for and that keeps no program from ending.

        Args:
            work: what to do.
            done: told on the main thread what it returned.
            failed: told on the main thread what it raised.
        """

        def perform() -> None:
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001 - handed to the main thread whole, never dropped
                self._call(failed, error)
            else:
                self._call(done, result)

        thread = threading.Thread(target=perform, name="dabir-feed-asked", daemon=True)
        thread.start()
        return thread

    def _in_turn(self, work: Callable[[], T]) -> Callable[[], T]:
        """Return work that waits for its turn before it connects to anything."""

        def perform() -> T:
            with self._places:
                return work()

        return perform

    def close(self) -> None:
        """Let what is being read end in order, soon; the feeds are then free for whoever reads them next."""
        self._stop.set()
        self._wake()
        self.timer.stop()
        end = time.monotonic() + _ENDING
        for thread in (self._thread, *self._asked):
            if thread is not None:
                thread.join(max(0.0, end - time.monotonic()))

    def _call(self, what: Callable[[Any], object], value: object) -> None:
        # The window may be gone by now, and with it whoever wants to know.
        with suppress(RuntimeError):
            self._called.emit(what, value)

    @Slot(object, object)
    def _on_called(self, what: Callable[[Any], object], value: object) -> None:
        if not self._tasks.closed:
            what(value)

    def _patrol(self, stop: threading.Event) -> None:
        def statuses() -> list[FeedStatus]:
            if self._tasks.closed:
                stop.set()
                return []
            return self._workflow.feeds.all()

        patrol = Patrol(self._workflow.polling, statuses, self._workflow.stories.now, workers=_AT_ONCE)
        self._wake = patrol.wake
        error: BaseException | None = None
        try:
            patrol.run(stop, lambda look: self._call(self._on_looked, look), self._tell)
        except BaseException as raised:  # noqa: BLE001 - handed to the main thread whole, never dropped
            error = raised
        self._call(self._on_ended, error)

    def _tell(self, outcomes: Sequence[IngestOutcome]) -> None:
        self._call(self._on_told, outcomes)

    def _on_told(self, outcomes: Sequence[IngestOutcome]) -> None:
        alarming = [one for one in outcomes if one.tampered]
        if alarming:
            self.tampered.emit(alarming)
        if any(one.status in {IngestStatus.NEW, IngestStatus.VERSION} for one in outcomes):
            self.arrived.emit()

    def _on_looked(self, look: Look) -> None:
        self.looked.emit(look)
        if look.taken or look.quarantined:
            self._told = ""
            self.finished.emit()
        self.look()

    def _on_asked(self, look: Look) -> None:
        self.looking.discard(look.feed)
        self._on_looked(look)
        self.asked_looked.emit(look)

    def _on_ask_failed(self, name: str, error: BaseException) -> None:
        self.looking.discard(name)
        self.look()
        self.failed.emit(error)

    def _on_ended(self, error: BaseException | None) -> None:
        """Be told that the reading has ended; the next look at what there is begins it again, if there is need."""
        self._thread = None
        # The same trouble, such as a full disk, is told once and not at every new beginning.
        if error is not None and str(error) != self._told:
            self._told = str(error)
            self.failed.emit(error)
        if error is None:
            self.look()
