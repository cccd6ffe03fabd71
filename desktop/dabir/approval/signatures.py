"""Checking many signatures: behind the walk through a record, a large one on all processor cores.

A signature takes as long as everything else that is checked of an entry. So the walk only says what has to be
signed and by whom, and goes on; a bad one is found a little later, and the earliest bad entry is still the one that
is named.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

from dabir.approval.keys import is_signed_by
from dabir.processes import Processes

#: Signatures handed over at once.
CHUNK: Final = 256
#: From so many on, other processes help: the start of each costs as much as eight thousand signatures.
HELPED_FROM: Final = 16384


@dataclass(frozen=True, slots=True)
class Claim:
    """What an entry's signature has to be.

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
    return [(claim.keys, claim.message, claim.signature) for claim in claims]


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
        cores = os.cpu_count() or 1
        self._helpers = Processes(cores if cores > 1 else 0)

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
        self._count += 1
        if len(self._chunk) < CHUNK:
            return None
        chunk, self._chunk = self._chunk, []
        helped = self._hand_over(chunk)
        if helped is None:
            return self._finish_under_way() or _checked(chunk)
        self._under_way.append((chunk, helped))
        # Few enough under way that memory does not grow with the record.
        return self._take_one() if len(self._under_way) > 2 * self._helpers.most else None

    def finish(self) -> Claim | None:
        """Check what is left; return the first bad claim of all, or None."""
        chunk, self._chunk = self._chunk, []
        return self._finish_under_way() or _checked(chunk)

    def _finish_under_way(self) -> Claim | None:
        while self._under_way:
            found = self._take_one()
            if found:
                return found
        return None

    def _hand_over(self, chunk: list[Claim]) -> Future[int | None] | None:
        """Give a chunk to other processes; return None where there are none."""
        if self._count < self._helped_from:
            return None
        return self._helpers.submit(first_bad, signed_parts(chunk))

    def _take_one(self) -> Claim | None:
        chunk, asked = self._under_way.popleft()
        return _named(chunk, self._helpers.answer(asked, lambda: first_bad(signed_parts(chunk))))


def _checked(chunk: Sequence[Claim]) -> Claim | None:
    """Return the first bad claim, checked in this process."""
    return _named(chunk, first_bad(signed_parts(chunk)))


def _named(chunk: Sequence[Claim], place: int | None) -> Claim | None:
    return None if place is None else chunk[place]
