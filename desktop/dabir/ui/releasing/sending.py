"""Sends what waits in the outbox, in the background and without a word: no network is no event, it just waits.

A round runs on a thread of its own that nobody waits for. When the program ends in the middle of it nothing is lost:
what was under way is sent again at the next start, under the same key.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from dabir.ui.tasks import Lane, Tasks
from dabir.workflow.releasing.outbox import Outbox
from dabir.workflow.releasing.sending import Round

#: The outbox is looked into this often, in milliseconds; that asks the database only.
_LOOK: Final = 10_000


class Sending(QObject):
    """Looks into the outbox from time to time, and sends what is due.

    Attributes:
        running: a round is under way.

    Signals:
        changed: a round began or ended; carries what became of it, None at its beginning.
        failed: what stopped a round, such as a full disk.
    """

    changed = Signal(object)
    failed = Signal(object)
    _ended = Signal(object)

    def __init__(self, outbox: Outbox, tasks: Tasks, parent: QObject | None = None) -> None:
        """Begin to look."""
        super().__init__(parent)
        self._outbox = outbox
        self._tasks = tasks
        self.running = False
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self.timer = QTimer(self, interval=_LOOK)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Send if anything is due."""
        if not self.running and not self._tasks.closed:
            self._tasks.run_task(lambda _: self._outbox.due(), self._on_looked, lane=Lane.READS)

    def _on_looked(self, due: bool) -> None:  # noqa: FBT001 - what the task returned
        if due:
            self.send()

    def send(self, *, at_once: bool = False) -> None:
        """Run a round.

        Args:
            at_once: also what waits for a later moment.
        """
        if self.running or self._tasks.closed:
            return
        self.running = True
        self.changed.emit(None)
        threading.Thread(target=self._work, args=(at_once,), name="dabir-sending", daemon=True).start()

    def _work(self, at_once: bool) -> None:  # noqa: FBT001 - a thread's argument
        outcome: object
        try:
            outcome = self._outbox.send(lambda: self._tasks.closed, at_once=at_once)
        except BaseException as error:  # noqa: BLE001 - handed to the main thread whole, never dropped
            outcome = error
        # The window may be gone by now, and with it whoever wants to know.
        with suppress(RuntimeError):
            self._ended.emit(outcome)

    @Slot(object)
    def _on_ended(self, outcome: object) -> None:
        self.running = False
        if self._tasks.closed:
            return
        self.changed.emit(outcome if isinstance(outcome, Round) else Round())
        if isinstance(outcome, BaseException):
            self.failed.emit(outcome)
