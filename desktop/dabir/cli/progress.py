"""How far long work is, on standard error: one line renewed in place on a terminal, else a line now and then."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import click

from dabir.cli.output import complain

#: Seconds between two lines where nobody watches: enough for a log, few enough to be read.
PIPE_SECONDS: Final = 15.0
#: Seconds between two changes of the line on a terminal.
TERMINAL_SECONDS: Final = 0.1


class Progress:
    """Tells how far long work is. What is told too soon after the last is left out."""

    def __init__(self, what: str, *, terminal: bool, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin; the work itself begins now.

        Args:
            what: what is done: "Translating".
            terminal: whether standard error is a terminal.
            clock: seconds, going forward.
        """
        self._what = what
        self._terminal = terminal
        self._clock = clock
        self._begun = clock()
        # On a terminal the first line comes at once; what is over soon needs none in a log.
        self._next = self._begun + (0.0 if terminal else PIPE_SECONDS)
        self._drawn = 0

    def tell(self, words: str, share: float) -> None:
        """Tell how far it is.

        Args:
            words: how much is done of how much: "3 of 12 stories".
            share: the same as a fraction, 0 to 1, by which the time that is left is reckoned.
        """
        now = self._clock()
        if now < self._next:
            return
        self._next = now + (TERMINAL_SECONDS if self._terminal else PIPE_SECONDS)
        sentence = f"{self._what}: {words}{_left(now - self._begun, share)}"
        if self._terminal:
            self._draw(sentence)
        else:
            complain(sentence)

    def end(self) -> None:
        """Take the line off the terminal, so that what comes next stands alone."""
        if self._drawn:
            self._draw("")
            click.echo("\r", err=True, nl=False)
            self._drawn = 0

    def _draw(self, sentence: str) -> None:
        # A line that wraps could not be renewed in place.
        line = sentence[: shutil.get_terminal_size().columns - 1]
        click.echo(f"\r{line}{' ' * (self._drawn - len(line))}", err=True, nl=False)
        self._drawn = len(line)


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Tell how far work is for as long as it lasts.

    Args:
        what: what is done: "Translating".
    """
    shown = Progress(what, terminal=sys.stderr.isatty())
    try:
        yield shown
    finally:
        shown.end()


def _left(spent: float, share: float) -> str:
    """Return about how long it goes on, in words; "" before that can be told."""
    if not 0 < share < 1 or spent < TERMINAL_SECONDS:
        return ""
    seconds = spent * (1 - share) / share
    if seconds < 90:
        return f", about {max(1, round(seconds))} s left"
    return f", about {round(seconds / 60):,} min left"
