"""Reading of many files, behind the keeping of those before them: with more than one core, by other processes too.

Reading a story and keeping it take about as long, so with a second core both go on at once. Whoever reads them, files
are handed on in the order they came.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from dabir.processes import Processes, cores
from dabir.wire.reading import Read, Unread, begin, read_all

Batch = TypeVar("Batch")

#: From so many files on, other processes help: the start of one costs as much as reading that many.
HELPED_FROM: Final = 512
#: More processes than this would wait for the one that keeps.
_MOST: Final = 3
#: Batches given to each process before its answers are waited for.
_AHEAD: Final = 4


class Readers(Generic[Batch]):
    """Reads batches of files in order; use it as a context."""

    def __init__(self, helped_from: int = HELPED_FROM) -> None:
        """Begin.

        Args:
            helped_from: so many files have to come before other processes help.
        """
        self._helped_from = helped_from
        self._helpers = Processes(min(cores() - 1, _MOST), begin)
        self._count = 0
        self._ready: Future[list[Read]] | None = None
        self._under_way: deque[tuple[Batch, Sequence[Unread], Future[list[Read]]]] = deque()

    def __enter__(self) -> Self:
        """Enter the context."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Let the helping processes go."""
        # Nobody waits for what is under way when something went wrong, nor for helpers that never began.
        begun = self._ready is not None and self._ready.done()
        self._helpers.close(wait=begun and error is None)

    def read(self, batches: Iterable[tuple[Batch, Sequence[Unread]]]) -> Iterator[tuple[Batch, list[Read]]]:
        """Read files, some batches ahead of what is asked for.

        Args:
            batches: each with its files.

        Yields:
            The same batches in the same order, each with what its files say.
        """
        for batch, files in batches:
            self._count += len(files)
            # Only where there is nothing to keep is something read here instead of by the helpers.
            while self._are_busy() and self._under_way[0][2].done():
                yield self._first()
            self._under_way.append((batch, files, self._given(files)))
            # One batch out for one in: while it is kept, the helpers still have something to do.
            if self._under_way[0][2].done() or len(self._under_way) > self._most():
                yield self._first()
        while self._under_way:
            yield self._first()

    def _most(self) -> int:
        """Return how many batches may be under way: twice what the helpers have, so that memory does not grow."""
        return 2 * _AHEAD * max(self._helpers.most, 0)

    def _given(self, files: Sequence[Unread]) -> Future[list[Read]]:
        """Give files to the helpers where they have not enough to do yet, or else read them here."""
        if self._has_help() and not self._are_busy():
            given = self._helpers.submit(read_all, files)
            if given is not None:
                return given
        here: Future[list[Read]] = Future()
        here.set_result(read_all(files))
        return here

    def _are_busy(self) -> bool:
        """Tell whether the helpers have enough to do."""
        waiting = sum(not future.done() for _, _, future in self._under_way)
        return self._helpers.most > 0 and waiting >= _AHEAD * self._helpers.most

    def _has_help(self) -> bool:
        """Tell whether there are helpers that have begun; where they would be worth while, they are called."""
        if self._helpers.most < 1 or self._count < self._helped_from:
            return False
        if self._ready is None:
            self._ready = self._helpers.submit(read_all, ())
        return self._ready is not None and self._ready.done()

    def _first(self) -> tuple[Batch, list[Read]]:
        batch, files, future = self._under_way.popleft()
        return batch, self._helpers.answer(future, lambda: read_all(files))
