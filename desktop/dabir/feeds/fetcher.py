"""What a fetcher is to whoever polls feeds: it hands over what is new, and is told what is safely kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, runtime_checkable

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
        state: what tells its source as it is now from what may lie there later (its size and time); kept beside
            `source`, once it is safely on the disk, for a fetcher that is `Remembering`; "" keeps nothing.
    """

    arrival: Arrival
    mark: str = ""
    source: str = ""
    state: str = ""


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
            FeedError: when it could not be cleared; it stays where it is, the person is told, and the feed goes on.
        """
        ...

    def close(self) -> None:
        """Give back connections; repeating it is harmless."""
        ...


@runtime_checkable
class Remembering(Protocol):
    """A fetcher that has to know each single thing it brought, where one mark cannot say how far it has read."""

    def recall(self, known: Mapping[str, str]) -> None:
        """Be told, before `fetch`, the `Delivery.state` last kept of each `Delivery.source`."""
        ...

    def missing(self) -> Collection[str] | None:
        """Return, after `fetch` came to its end, which of the known sources are not there; None where it cannot tell.

        They are remembered for some months all the same: they may be away with the whole folder, and come back.
        """
        ...

    def restated(self) -> Mapping[str, str]:
        """Return, after `fetch` came to its end, the states to keep of known sources that were not brought again."""
        ...


@runtime_checkable
class Advising(Protocol):
    """A fetcher that may have something to say although all went well."""

    def advice(self) -> FeedError | None:
        """Return, after `fetch` came to its end, what the person should know; None for nothing. It is not raised."""
        ...


@runtime_checkable
class Waiting(Protocol):
    """A fetcher whose server can tell that there is something new, so that nobody has to wait for the next look."""

    def wait(self, seconds: float) -> bool | None:
        """Wait until there may be something new; `close` from another thread ends it soon.

        Args:
            seconds: at the longest.

        Returns:
            True when there may be, False when the time has passed, None where the server cannot tell.

        Raises:
            FeedError: when the feed cannot be waited for any more.
        """
        ...
