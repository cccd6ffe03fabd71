"""Ending long work in order: Ctrl+C ends it at the next good place, a second one at once."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from dabir.cli.output import complain, off_the_line
from dabir.domain.errors import Cancelled


class Stop:
    """Whether the person, or the system, has asked a command to end."""

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self._signal = 0

    def __call__(self) -> bool:
        """Whether to stop: what long work in `workflow` asks as `cancel`."""
        return bool(self._signal)

    def check(self) -> None:
        """Stop here when that is wanted.

        Raises:
            Cancelled: then.
        """
        if self():
            raise Cancelled("Stopped.")

    @property
    def exit_status(self) -> int:
        """128 and the number of the signal, as shells have it: 130 after Ctrl+C."""
        return 128 + self._signal

    def ask(self, number: int, _: FrameType | None = None) -> None:
        """Take a signal; the next one of its kind has its usual effect, so that nobody has to wait.

        Nothing is printed here: a signal may come while something is.
        """
        self._signal = number
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Let SIGINT and SIGTERM ask for an end while a command works.

    Yields:
        What tells whether to stop. Work that ends by it raises `Cancelled`, whose sentence is told here; the command
        then ends with the status of the signal.
    """
    stop = Stop()
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    except Cancelled as error:
        off_the_line()
        complain(str(error))
        sys.exit(stop.exit_status)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
