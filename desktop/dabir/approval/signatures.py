"""Checking many signatures: behind the walk through a record, a large one on all processor cores.

A signature takes several times as long as everything else that is checked of an entry. So the walk only says what has
to be signed and by whom, and goes on; a bad one is found a little later, and the earliest bad entry is still the one
that is named. Other processes get as much as keeps them busy, and this one checks what is beyond that: no core waits.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from types import TracebackType
from typing import Final, NamedTuple, Self

from dabir.approval.signing import is_signed_by
from dabir.processes import Processes, cores

#: Signatures handed over at once.
CHUNK: Final = 256
#: From so many on, other processes help: the start of each costs as much as two thousand signatures.
HELPED_FROM: Final = 4096
#: More processes than this would wait for the walk: it takes a quarter to a third of the time of a signature.
_MOST: Final = 4
#: Chunks that each of them has, so that none waits for work while this process is at a chunk of its own.
_AHEAD: Final = 3


class Claim(NamedTuple):
    """What an entry's signature has to be; a tuple, since one is made for every entry.

    Attributes:
        sequence: the entry.
        editor: who is said to have signed it.
        keys: public keys (64 hex digits), any of which may have signed.
        message: the bytes signed.
        signature: 128 hex digits.
    """

    sequence: int
    editor: str
    keys: tuple[str, ...]
    message: bytes
    signature: str


#: What of a claim decides: keys, message, signature. Another process is sent this alone: objects of a class take it
#: ten times as long to read.
Signed = tuple[tuple[str, ...], bytes, str]


def signed_parts(claims: Sequence[Claim]) -> list[Signed]:
    """Return what of the claims decides, in their order."""
    return [(keys, message, signature) for _, _, keys, message, signature in claims]


def first_bad(signed: Sequence[Signed]) -> int | None:
    """Return the place, in the sequence given, of the first message whose signature is by none of its keys."""
    for place, (keys, message, signature) in enumerate(signed):
        if not any(is_signed_by(key, message, signature) for key in keys):
            return place
    return None


class SignatureCheck:
    """Takes claims in order and finds the first bad one; use it as a context."""

    def __init__(self, helped_from: int = HELPED_FROM) -> None:
        """Begin.

        Args:
            helped_from: so many claims have to come before other processes help.
        """
        self._helped_from = helped_from
        self._count = 0
        self._chunk: list[Claim] = []
        self._under_way: deque[tuple[list[Claim], Future[int | None]]] = deque()
        self._helpers = Processes(min(cores() - 1, _MOST))
        self._begun: Future[int | None] | None = None

    def __enter__(self) -> Self:
        """Enter the context."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Let the helping processes go."""
        self._helpers.close(wait=False)

    def add(self, claim: Claim) -> Claim | None:
        """Take the next claim; return the first bad one, if one is known by now."""
        self._chunk.append(claim)
        if len(self._chunk) < CHUNK:
            return None
        chunk, self._chunk = self._chunk, []
        self._count += len(chunk)
        self._under_way.append((chunk, self._given(chunk)))
        # Few enough under way that memory does not grow with the record.
        while self._under_way and (self._under_way[0][1].done() or len(self._under_way) > self._most()):
            found = self._take_one()
            if found:
                return found
        return None

    def finish(self) -> Claim | None:
        """Check what is left; return the first bad claim of all, or None."""
        chunk, self._chunk = self._chunk, []
        self._under_way.append((chunk, _checked(chunk)))
        while self._under_way:
            found = self._take_one()
            if found:
                return found
        return None

    def _given(self, chunk: list[Claim]) -> Future[int | None]:
        """Give a chunk to the helpers where they have not enough to do yet, or else check it here."""
        if self._have_begun() and not self._are_busy():
            given = self._helpers.submit(first_bad, signed_parts(chunk))
            if given is not None:
                return given
        return _checked(chunk)

    def _have_begun(self) -> bool:
        """Tell whether there are helpers at work; where they would be worth while, they are called."""
        if self._helpers.most < 1 or self._count < self._helped_from:
            return False
        if self._begun is None:
            self._begun = self._helpers.submit(first_bad, ())
        return self._begun is not None and self._begun.done()

    def _are_busy(self) -> bool:
        waiting = sum(not future.done() for _, future in self._under_way)
        return waiting >= _AHEAD * self._helpers.most

    def _most(self) -> int:
        """Return how many chunks may be under way: twice what the helpers have."""
        return 2 * _AHEAD * max(self._helpers.most, 0)

    def _take_one(self) -> Claim | None:
        chunk, asked = self._under_way.popleft()
        place = self._helpers.answer(asked, lambda: first_bad(signed_parts(chunk)))
        return None if place is None else chunk[place]


def _checked(chunk: Sequence[Claim]) -> Future[int | None]:
    """Check a chunk in this process."""
    here: Future[int | None] = Future()
    here.set_result(first_bad(signed_parts(chunk)))
    return here
