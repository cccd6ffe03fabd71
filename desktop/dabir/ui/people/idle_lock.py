"""Locks the key when nobody has been at the window for a while: warns first, and never loses what was typed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from dabir.ui.people.identity import Identity

#: Minutes after which it locks, where nobody has chosen otherwise.
DEFAULT_MINUTES: Final = 15
#: Seconds before locking at which it warns.
WARNING: Final = 60

_LOOK: Final = 1_000
_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


def seconds() -> float:
    """Return seconds that also pass while the computer sleeps, and that nobody can set back."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class IdleLock(QObject):
    """Watches for keys and mouse while a key is unlocked.

    Signals:
        warned: it locks in so many seconds unless somebody does something.
        resumed: somebody did, after a warning.
        locked: it has locked.
    """

    warned = Signal(int)
    resumed = Signal()
    locked = Signal()

    def __init__(
        self, identity: Identity, keep_typing: Callable[[], None], *, clock: Callable[[], float] = seconds
    ) -> None:
        """Begin to watch when the first key is unlocked.

        Args:
            identity: whose key it locks.
            keep_typing: writes what is typed and not yet written; called before it locks.
            clock: seconds that only go forward.
        """
        super().__init__(identity)
        self._identity = identity
        self._keep_typing = keep_typing
        self._clock = clock
        self._last = 0.0
        self._warning = False
        self.minutes = DEFAULT_MINUTES
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.look)
        identity.changed.connect(self._on_changed)

    @property
    def watching(self) -> bool:
        """Whether a key is unlocked that it may lock."""
        return self._timer.isActive()

    def look(self) -> None:
        """Lock, or warn, when it is time."""
        if not self.minutes or not self._identity.name:
            return
        left = self._last + 60 * self.minutes - self._clock()
        if left <= 0:
            self._keep_typing()
            self._identity.lock()
            self.locked.emit()
        elif left <= WARNING:
            self._warning = True
            self.warned.emit(max(1, round(left)))

    def touched(self) -> None:
        """Begin to count anew: somebody is here."""
        self._last = self._clock()
        if self._warning:
            self._warning = False
            self.resumed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of keys and mouse, and let everything pass."""
        if event.type() in _SIGNS_OF_LIFE and event.spontaneous():
            self.touched()
        return super().eventFilter(watched, event)

    def _on_changed(self) -> None:
        app = QApplication.instance()
        assert app is not None
        self._warning = False
        if self._identity.name:
            self._last = self._clock()
            app.installEventFilter(self)
            self._timer.start()
        else:
            # Every event of the program goes through a filter: it is there only while there is something to lock.
            app.removeEventFilter(self)
            self._timer.stop()
