"""Files on a server of a partner as a feed, whatever they are fetched by: which are new, whole, and done with.

A file is whole when it stands there with the same size and time at two listings some seconds apart, and as many bytes
of it came as its server lists; nothing less is ever handed over. Names of unfinished files are passed over, and one
that is renamed from such a name into its own is new. The folder itself and those directly in it are read, links are
not followed. What was taken is known by its place, size and time, so nothing is read twice.

A file is deleted at its source only if the feed asks for it, only after it is safely on the desk's disk, and only
while it has the size and time of the one that was read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

from dabir.domain.feed import Feed
from dabir.feeds.arrival import Arrival, printable, too_large
from dabir.feeds.fetcher import Delivery, FeedError
from dabir.feeds.folder import is_passed_over
from dabir.feeds.remembered_files import RememberedFiles
from dabir.feeds.servers import LOOK, Turns, name_in, named
from dabir.feeds.watched import is_unfinished

#: Seconds for which a file has to stand unchanged, and how often files that do not are waited for within one look.
SETTLED: Final = 3.0
_PATIENCE: Final = 4
#: Files at which the connection may break off in one look.
_BREAKS: Final = 3
#: Files and folders a listing may have.
MAX_LISTED: Final = 100_000
#: Behind the state of a file that was not taken in whole; it is never deleted.
_KEPT_BACK: Final = " keep"


@dataclass(frozen=True, slots=True)
class Found:
    """A file as its server lists it.

    Attributes:
        source: its place below the feed's folder, with "/".
        size: in bytes.
        time: when it was changed, as its server says it; "" where it does not.
        order: a number that grows with its time, for reading the oldest first.
    """

    source: str
    size: int
    time: str
    order: float = 0.0

    @property
    def state(self) -> str:
        """What tells it from what may lie at its place later."""
        return f"{self.size} {self.time}".rstrip()


@dataclass(slots=True)
class Listing:
    """What lies at a server now.

    Attributes:
        files: those that are finished by their name.
        unfinished: the states of the others.
        trouble: what could not be read, a sentence each.
        whole: whether everything could be listed.
        count: how many names were read.
    """

    files: list[Found] = field(default_factory=list)
    unfinished: set[str] = field(default_factory=set)
    trouble: list[str] = field(default_factory=list)
    whole: bool = True
    count: int = 0

    def add(self, found: Found) -> None:
        """Sort a file in by its name, unless it is none of a partner's.

        Raises:
            FeedError: when there are too many.
        """
        self.counted()
        name = found.source.rpartition("/")[2]
        if is_passed_over(name):
            return
        if is_unfinished(name):
            self.unfinished.add(found.state)
        else:
            self.files.append(found)

    def counted(self) -> None:
        """Count a name.

        Raises:
            FeedError: when there are too many.
        """
        self.count += 1
        if self.count > MAX_LISTED:
            raise FeedError(
                f"More than {MAX_LISTED} files lie there; none was taken in.",
                "Ask the partner to clear the folder, or name one with fewer files.",
                lasting=True,
            )


def is_folder_to_read(name: str) -> bool:
    """Whether a folder within the feed's is read, by its name."""
    return name not in {"", ".", ".."} and not is_passed_over(name) and not is_unfinished(name)


class Unreadable(Exception):
    """One file that cannot be had, or changed, now; its message is the reason."""


class Server(Protocol):
    """What a kind of file server can do; connected to when it is first needed."""

    def listing(self) -> Listing:
        """List the feed's folder and those in it.

        Raises:
            FeedError: when that fails.
        """
        ...

    def read(self, found: Found, most: int) -> bytes:
        """Return the bytes of a file, up to one more than `most`.

        Raises:
            Unreadable: when this file cannot be had.
            FeedError: when the connection fails.
        """
        ...

    def state(self, source: str) -> str:
        """Return the state of what lies at a place now; "" when nothing does.

        Raises:
            Unreadable: when that cannot be found out.
            FeedError: when the connection fails.
        """
        ...

    def delete(self, source: str) -> None:
        """Delete a file.

        Raises:
            Unreadable: when it cannot be deleted.
            FeedError: when the connection fails.
        """
        ...

    def close(self) -> None:
        """Give the connection back; repeating it is harmless."""
        ...


class RemoteFiles(RememberedFiles):
    """Reads the files of one feed."""

    def __init__(
        self,
        feed: Feed,
        server: Server,
        turns: Turns,
        *,
        most: int,
        wait: Callable[[float], object] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Connect to nothing yet.

        Args:
            feed: the feed.
            server: where its files lie.
            turns: closes that server.
            most: bytes of the largest file.
            wait: waits some seconds, or until the fetcher is closed.
            monotonic: gives seconds that only ever grow.
        """
        super().__init__(feed.name)
        self._feed = feed
        self._server = server
        self._turns = turns
        self._most = most
        self._wait = wait or turns.ended.wait
        self._monotonic = monotonic
        self._breaks: list[FeedError] = []
        self._tried: set[tuple[str, str]] = set()

    def fetch(self, mark: str) -> Iterator[Delivery]:  # noqa: ARG002 - each file is known by itself
        """Yield the files that are new and whole, the oldest first.

        Raises:
            FeedError: when the server cannot be read, or the connection broke off at a file.
        """
        self._begin()
        self._breaks, self._tried = [], set()
        until = self._monotonic() + LOOK
        listing = self._list()
        self._recognise(listing.files)
        if self._feed.clear:
            self._clear_known(listing.files, until)
        for _ in range(_PATIENCE):
            if not any(map(self._is_new, listing.files)):
                break
            self._wait(SETTLED)
            before = {(file.source, file.state) for file in listing.files}
            unfinished, listing = listing.unfinished, self._list()
            for file in listing.files:
                if self._is_new(file) and ((file.source, file.state) in before or file.state in unfinished):
                    if self._monotonic() >= until:
                        self._end(listing, whole=False)
                        return
                    delivery = self._take(file)
                    if delivery is not None:
                        yield delivery
        self._end(listing, whole=listing.whole)

    def kept(self, delivery: Delivery) -> None:
        """Delete the file of a delivery, if the feed asks for it and it is still the one that was read.

        Raises:
            FeedError: when it cannot be deleted.
        """
        if self._feed.clear and delivery.source and not delivery.state.endswith(_KEPT_BACK):
            self._clear(delivery.source, delivery.state)

    def close(self) -> None:
        """End what is under way, from whatever thread, and give the connection back; no look can follow."""
        self._turns.end()

    def _list(self) -> Listing:
        with named(self._feed.name), self._turns.turn():
            listing = self._server.listing()
        listing.files.sort(key=lambda file: (file.order, file.source))
        return listing

    def _recognise(self, files: list[Found]) -> None:
        """Know files again whose time their server writes without the hour by now, as lists do after half a year."""
        for file in files:
            known = self._known.get(file.source, "")
            bare = known.removesuffix(_KEPT_BACK)
            if known and bare != file.state and is_same_time(bare, file.state):
                self._known[file.source] = self._restated[file.source] = file.state + known[len(bare) :]

    def _is_new(self, file: Found) -> bool:
        known = self._known.get(file.source, "").removesuffix(_KEPT_BACK) == file.state
        return not known and (file.source, file.state) not in self._tried

    def _end(self, listing: Listing, *, whole: bool) -> None:
        """Note what came out besides the files.

        Raises:
            FeedError: when the connection broke off at one of them.
        """
        self._trouble += listing.trouble
        if whole:
            self._missing = self._known.keys() - {file.source for file in listing.files}
        if self._breaks:
            raise self._breaks[0]

    def _take(self, file: Found) -> Delivery | None:
        """Return a file as it is to be handed over; None where it cannot be had now."""
        name = name_in(self._feed.address, file.source)
        self._tried.add((file.source, file.state))
        if file.size > self._most:
            return Delivery(Arrival(name, None, too_large(file.size)), "", file.source, file.state + _KEPT_BACK)
        try:
            with named(self._feed.name), self._turns.turn():
                data = self._server.read(file, file.size)
        except Unreadable as error:
            self._trouble.append(f"{name} cannot be read ({error}).")
            return None
        except FeedError as error:
            # It may be this file's fault, which must not hold up the others.
            self._breaks.append(error)
            if self._turns.ended.is_set() or len(self._breaks) >= _BREAKS:
                raise
            self._reconnect()
            return None
        if len(data) != file.size:
            came = "more" if len(data) > file.size else str(len(data))
            self._trouble.append(f"{name} has {file.size} bytes by its server's list, but {came} came.")
            return None
        return Delivery(Arrival(name, data), "", file.source, file.state)

    def _clear_known(self, files: list[Found], until: float) -> None:
        """Delete what was taken in before, and could not be deleted then."""
        for file in files:
            if self._known.get(file.source) == file.state and self._monotonic() < until:
                try:
                    self._clear(file.source, file.state)
                except FeedError as error:
                    self._not_cleared = error
                    return

    def _clear(self, source: str, state: str) -> None:
        name = name_in(self._feed.address, source)
        try:
            try:
                self._delete(source, state)
            except FeedError:
                if self._turns.ended.is_set():
                    raise
                # The server may have lost patience while the files were stored: once more, over a new connection.
                self._reconnect()
                self._delete(source, state)
        except Unreadable as error:
            raise FeedError(
                f"“{self._feed.name}”: {name} is taken in, but cannot be deleted ({error}).",
                f"Ask for the right to, or leave files there: dabir feeds change “{self._feed.name}” --no-clear",
            ) from error

    def _delete(self, source: str, state: str) -> None:
        with named(self._feed.name), self._turns.turn():
            if self._server.state(source) == state:
                self._server.delete(source)

    def _reconnect(self) -> None:
        """Let the next step connect anew."""
        with named(self._feed.name), self._turns.turn():
            self._server.close()


def is_same_time(known: str, now: str) -> bool:
    """Whether two states are of one file, of which a list gives the day only in one of them.

    A time of a list is "11-26 14:05" while it is fresh and "2026-11-26" after half a year.
    """
    (size, _, first), (other, _, second) = known.partition(" "), now.partition(" ")
    if size != other or len(first) == len(second) or {len(first), len(second)} != {10, 11}:
        return False
    day, whole = (first, second) if len(first) == 11 else (second, first)
    return day[:5] == whole[5:]


def refused_name(source: str) -> str:
    """Return the sentence for a name that cannot be asked for."""
    return f"“{printable(source)}” is a name no file can be asked for by."
