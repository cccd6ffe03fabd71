"""Reading of many files, behind the keeping of those before them: with more than one core, by other processes too.

With a second core, files are read while those before them are kept; and the one that keeps reads too, instead of
waiting. Whoever reads them, files are handed on in the order they came.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from itertools import chain
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from dabir.processes import Processes, cores
from dabir.wire.reading import Unread, begin

Batch = TypeVar("Batch")
#: What is found in a file.
Found = TypeVar("Found")

#: From so many files on, other processes help: to start one takes about as long as reading and keeping these here.
HELPED_FROM: Final = 256
#: More processes than this would wait for the one that keeps.
_MOST: Final = 3
#: Files read at a time: many, since they are read faster together; few, since nobody can take off a process what it
#: has begun.
_PIECE: Final = 64
#: Batches that may be under way for each process: enough to read while one is kept, few enough for the memory.
_AHEAD: Final = 4


@dataclass(frozen=True, slots=True)
class _Piece(Generic[Found]):
    """Files that are read together.

    Attributes:
        files: the files.
        answer: what is found in each.
    """

    files: Sequence[Unread]
    answer: Future[list[Found]]


class Readers(Generic[Batch, Found]):
    """Reads batches of files in order; use it as a context."""

    def __init__(self, read: Callable[[Sequence[Unread]], list[Found]], helped_from: int = HELPED_FROM) -> None:
        """Begin.

        Args:
            read: reads files; it can be named to another process.
            helped_from: so many files have to come before other processes help.
        """
        self._read = read
        self._helped_from = helped_from
        self._helpers = Processes(min(cores() - 1, _MOST), begin)
        self._count = 0
        self._ready: Future[list[Found]] | None = None
        self._under_way: deque[tuple[Batch, list[_Piece[Found]]]] = deque()

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

    def read(self, batches: Iterable[tuple[Batch, Sequence[Unread]]]) -> Iterator[tuple[Batch, list[Found]]]:
        """Read files, some batches ahead of what is asked for.

        Args:
            batches: each with its files.

        Yields:
            The same batches in the same order, each with what its files say.
        """
        for batch, files in batches:
            self._count += len(files)
            pieces = (files[start : start + _PIECE] for start in range(0, len(files), _PIECE))
            self._under_way.append((batch, [self._given(piece) for piece in pieces]))
            # One batch out for one in: while it is kept, the helpers still have something to do.
            if self._is_first_read() or len(self._under_way) > self._most():
                yield self._first()
        while self._under_way:
            yield self._first()

    def _most(self) -> int:
        """Return how many batches may be under way."""
        return _AHEAD * max(self._helpers.most, 0)

    def _given(self, files: Sequence[Unread]) -> _Piece[Found]:
        """Give files to the helpers, or read them here where there are none."""
        given = self._helpers.submit(self._read, files) if self._has_help() else None
        return _Piece(files, given) if given is not None else self._read_here(files)

    def _read_here(self, files: Sequence[Unread]) -> _Piece[Found]:
        here: Future[list[Found]] = Future()
        here.set_result(self._read(files))
        return _Piece(files, here)

    def _is_first_read(self) -> bool:
        """Tell whether the batch that comes next is read wholly."""
        return all(piece.answer.done() for piece in self._under_way[0][1])

    def _has_help(self) -> bool:
        """Tell whether there are helpers that have begun; where they would be worth while, they are called."""
        if self._helpers.most < 1 or self._count < self._helped_from:
            return False
        if self._ready is None:
            self._ready = self._helpers.submit(self._read, ())
        return self._ready is not None and self._ready.done()

    def _first(self) -> tuple[Batch, list[Found]]:
        # Instead of waiting, the last of what no helper has begun with is read here.
        while not self._is_first_read() and self._read_last():
            pass
        batch, pieces = self._under_way.popleft()
        found = [self._helpers.answer(piece.answer, partial(self._read, piece.files)) for piece in pieces]
        return batch, list(chain.from_iterable(found))

    def _read_last(self) -> bool:
        """Read the last piece here that no helper has begun with; False where there is none."""
        for _, pieces in reversed(self._under_way):
            for place in reversed(range(len(pieces))):
                if pieces[place].answer.cancel():
                    pieces[place] = self._read_here(pieces[place].files)
                    return True
        return False
