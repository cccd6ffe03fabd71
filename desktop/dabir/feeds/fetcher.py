"""What a fetcher is to whoever polls feeds: it hands over what is new, and is told what is safely kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from dabir.domain.errors import InputRefused
from dabir.feeds.arrival import Arrival


class FeedError(InputRefused):
    """A feed that could not be read: the server is away, refuses, or breaks off.

    Attributes:
        lasting: whether looking again alone will not help (a wrong password, a certificate that is not trusted), so
            that a person has to be told at once and not after some failures.
        retry_after: how long its server asks to be left alone; None when it does not say.
    """

    def __init__(
        self, message: str, remedy: str = "", *, lasting: bool = False, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(message, remedy)
        self.lasting = lasting
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing a feed brought.

    Attributes:
        arrival: its bytes under a name for people, or why they could not be had.
        mark: how far the feed is read once this is safely kept: text of the fetcher's own, given back to it at the
            next look; "" leaves the mark as it is.
        source: what the fetcher knows it by at its source (a path, a message number); for `kept`.
    """

    arrival: Arrival
    mark: str = ""
    source: str = ""


class Fetcher(Protocol):
    """Reads one feed. One at a time, in one thread; `close` ends it."""

    def fetch(self, mark: str) -> Iterator[Delivery]:
        """Yield what is new since a mark, the oldest first.

        Args:
            mark: the `Delivery.mark` last kept; "" at the first look.

        Raises:
            FeedError: when the feed cannot be read, at any point; what was yielded before is good.
        """
        ...

    def kept(self, delivery: Delivery) -> None:
        """Be told that a delivery is safely on the disk; only now may its source be cleared, if the feed asks for it.

        Raises:
            FeedError: when it could not be cleared; it then stays and comes again, which the desk recognises.
        """
        ...

    def close(self) -> None:
        """Give back connections; repeating it is harmless."""
        ...
