"""Other processes that take work off this one, where there is enough of it: a help, and never needed.

A system may allow no more processes, and one may be killed at any time. Then there are none from there on, and who
asked does the work himself: slower, and all the same.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import SpawnContext
from multiprocessing.queues import SimpleQueue
from typing import Any, Final, TypeVar

try:
    import fcntl
except ImportError:  # as on Windows
    fcntl = None  # type: ignore[assignment]

S = TypeVar("S")
T = TypeVar("T")
U = TypeVar("U")

#: Bytes of answers that may lie in the pipe to who asked: as many as Linux allows everybody, instead of 64 KiB.
_WIDE: Final = 1 << 20
#: New objects after which Python looks for those that only hold each other.
_OBJECTS: Final = 50_000


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def clean_up_seldom() -> None:
    """Let Python look for garbage less often, and leave out of it what is loaded already.

    Modules and models stay; to go through them again and again takes a tenth of the time of reading stories.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS)


def begin() -> None:
    """Prepare a process that does nothing but work for another: it ends with that other, and not by itself."""
    # Ctrl+C in a terminal is told to all processes; the one that began it says what is kept.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), name="dabir-parent", daemon=True).start()


def _end_with(parent: int) -> None:
    multiprocessing.connection.wait([parent])
    # Nobody is left to be told anything, and the main thread waits for work that never comes.
    os._exit(1)


def in_turn(
    given: S, first: Callable[[S], Sequence[T]], second: Callable[[S, Sequence[T]], Sequence[U]]
) -> list[tuple[T, U]]:
    """Do one work and another on what the first has found, for who asks a process for both at once.

    Args:
        given: to both of them.
        first: finds something for each of what is given.
        second: finds something more for each of it.
    """
    found = first(given)
    return list(zip(found, second(given, found), strict=True))


def _withdrawable(asked: Future[T]) -> Future[T]:
    """Let work that was cancelled be told that a process ended, as Python does itself in newer versions.

    In older ones, that ends the thread which is to tell all the others, and to clear up.
    """
    tell = asked.set_exception

    def told(exception: BaseException | None) -> None:
        with contextlib.suppress(InvalidStateError):
            tell(exception)

    asked.set_exception = told  # type: ignore[method-assign]
    return asked


class _WideQueue(SimpleQueue[Any]):
    """A queue whose pipe holds an answer whole, so that who answers need not wait until it is read."""

    #: The end it is read from, by the name that it has in the library.
    _reader: multiprocessing.connection.Connection

    def __init__(self, *, ctx: Any) -> None:
        super().__init__(ctx=ctx)
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            # Where the system allows no more, the pipe stays as it is, and all comes through it the same.
            with contextlib.suppress(OSError):
                fcntl.fcntl(self._reader.fileno(), fcntl.F_SETPIPE_SZ, _WIDE)


class _Context(SpawnContext):
    """New processes, not forks: the program has threads, and a fork would copy their locks."""

    def SimpleQueue(self) -> _WideQueue:  # noqa: N802 - the name in the library
        return _WideQueue(ctx=self.get_context())


class Processes:
    """Helping processes, which are started with the first work for them.

    Attributes:
        most: how many there may be; 0 from where it shows that none can help.
    """

    def __init__(self, most: int, prepare: Callable[[], None] = begin) -> None:
        """Begin without any.

        Args:
            most: how many there may be.
            prepare: what each does first.
        """
        self.most = most
        self._prepare = prepare
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, work: Callable[..., T], *given: Any) -> Future[T] | None:
        """Have a function called by one of them; None where none can help.

        Args:
            work: of a module, so that it can be named to another process.
            given: its arguments; they are copied to the other process.
        """
        if self.most < 1:
            return None
        try:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(self.most, _Context(), self._prepare)
            return _withdrawable(self._pool.submit(work, *given))
        except (BrokenProcessPool, OSError):
            self.most = 0
            return None

    def answer(self, asked: Future[T], instead: Callable[[], T]) -> T:
        """Return what one of them found, or what is found here when something ended it.

        Args:
            asked: what `submit` returned.
            instead: does the same work here.
        """
        try:
            return asked.result()
        except (BrokenProcessPool, OSError):
            self.most = 0
            return instead()

    def close(self, *, wait: bool) -> None:
        """Let them go; what was asked of them and not begun is not done any more.

        Args:
            wait: whether to wait until they have ended.
        """
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=True)
