"""Servers of feeds that one speaks with for a while: where they are, and a conversation with them in lines and bytes.

Mail and file servers keep a connection for a whole look. Each step of it has its own time, so that a mailbox of ten
thousand mails may take long while no single answer may; nothing of what a server says is kept without a limit.
"""

from __future__ import annotations

import functools
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from socket import socket
from typing import Final
from urllib.parse import urlsplit

from dabir.feeds.addresses import Resolve, permitted
from dabir.feeds.arrival import printable
from dabir.feeds.connection import Connection, Limits, Watch, connected, encrypted, found_in_time
from dabir.feeds.fetcher import FeedError

#: Bytes of the longest line a server may say.
MAX_LINE: Final = 64 * 1024
#: Seconds a look at a server goes on; what it could not bring until then comes at the next.
LOOK: Final = 600.0
AGAIN: Final = "Dabir looks again by itself; if it lasts, ask whoever looks after the server."
_NAME: Final = 300


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server is, and where in it the feed lies.

    Attributes:
        scheme: "imaps", "sftp" and so on.
        host: name or address.
        port: where it listens.
        path: what follows, as it stands in the address (percent-encoded), without its first "/".
    """

    scheme: str
    host: str
    port: int
    path: str


def place_of(address: str, ports: Mapping[str, int]) -> Place:
    """Take an address apart.

    Args:
        address: of the feed.
        ports: the usual port of each scheme that is possible.

    Raises:
        FeedError: when it is none of these.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if not host or parts.scheme not in ports or port == 0 or parts.query or parts.fragment:
        begins = " or ".join(f"{scheme}://" for scheme in ports)
        raise FeedError(
            "Its address cannot be read.",
            f"Change it to one that begins with {begins}; a “?” or “#” in it is written %3F or %23.",
            lasting=True,
        )
    if "@" in parts.netloc:
        raise FeedError(
            "Its address has a name or a password in it, where everybody can read them.",
            "Change the address, and give them to the feed by themselves: they then lie in the system's keyring.",
            lasting=True,
        )
    return Place(parts.scheme, host, port or ports[parts.scheme], parts.path.removeprefix("/"))


def reached(place: Place, *, private: bool, watch: Watch, limits: Limits, look_up: Resolve) -> socket:
    """Connect to a server, at an address that may be connected to.

    Args:
        place: where.
        private: whether it may be in a private network.
        watch: limits it.
        limits: of each step.
        look_up: looks names up.

    Returns:
        A socket that does not block.

    Raises:
        FeedError: when there is no way to it.
    """
    look = functools.partial(permitted, place.host, place.port, private=private, look_up=look_up)
    addresses = found_in_time(look, place.host, watch, limits.connect)
    return connected(place.host, place.port, addresses, watch, limits)


def name_in(address: str, within: str) -> str:
    """Return what a thing at a server is called for people: the feed's address and its own name."""
    return printable(f"{address.strip().rstrip('/')}/{within}")[:_NAME]


def said(text: bytes) -> str:
    """Return what a server said as it can be shown within a sentence."""
    return printable(text.decode("utf-8", "replace").strip())[:200].rstrip(".")


@contextmanager
def named(feed: str) -> Iterator[None]:
    """Let errors say which feed they are about."""
    try:
        yield
    except FeedError as error:
        message = f"“{feed}”: {error.message}"
        raise FeedError(message, error.remedy, lasting=error.lasting, retry_after=error.retry_after) from error


class Turns:
    """Sees to it that a connection is closed soon, but never under the hands of whoever uses it."""

    def __init__(self, close: Callable[[], None]) -> None:
        """Begin.

        Args:
            close: closes what there is to close; repeating it is harmless.
        """
        self.ended = threading.Event()
        self._close = close
        self._used = threading.RLock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Use the connection.

        Raises:
            FeedError: when it was ended.
        """
        with self._used:
            try:
                if self.ended.is_set():
                    raise FeedError("The look was ended before it was through.")
                yield
            finally:
                if self.ended.is_set():
                    self._close()

    def end(self) -> None:
        """End it, from whatever thread: now, or as soon as its present turn notices."""
        self.ended.set()
        if self._used.acquire(blocking=False):
            try:
                self._close()
            finally:
                self._used.release()


class Dialogue:
    """A conversation over one connection."""

    def __init__(self, sock: socket, host: str, limits: Limits, ended: threading.Event) -> None:
        """Take over a socket that does not block.

        Args:
            sock: connected.
            host: what it is called, for people.
            limits: of each step.
            ended: set by whoever ends it.
        """
        self._socket = sock
        self._host = host
        self._limits = limits
        self._ended = ended
        self._heard = bytearray()
        self.begin()

    @property
    def socket(self) -> socket:
        """The connection itself; with encryption, the encrypted one."""
        return self._socket

    def begin(self, seconds: float | None = None) -> None:
        """Begin a step, which may take so many seconds in all; None for the usual."""
        self.watch = Watch(self._limits.total if seconds is None else seconds, self._ended)
        self._connection = Connection(self._socket, self._host, self.watch, self._limits.wait)

    def send(self, data: bytes) -> None:
        """Send all of some bytes.

        Raises:
            FeedError: when they cannot be sent in time.
        """
        self._connection.send(data)

    def line(self) -> bytes:
        """Return the next line, without its end.

        Raises:
            FeedError: when none comes in time, or one without end.
        """
        looked = 0
        while (end := self._heard.find(b"\n", looked)) < 0:
            looked = len(self._heard)
            if looked > MAX_LINE:
                raise FeedError(f"{self._host} says a line that does not end.", AGAIN)
            self._hear()
        line = bytes(self._heard[:end])
        del self._heard[: end + 1]
        return line.removesuffix(b"\r")

    def exactly(self, count: int) -> bytes:
        """Return the next bytes, so many of them.

        Raises:
            FeedError: when they do not come in time.
        """
        while len(self._heard) < count:
            self._hear()
        data = bytes(memoryview(self._heard)[:count])
        del self._heard[:count]
        return data

    def waits(self, seconds: float) -> bool:
        """Wait until there is something to read; False where the time has passed.

        Raises:
            FeedError: when the connection breaks off.
        """
        if self._heard:
            return True
        try:
            self._hear(seconds)
        except FeedError as error:
            if isinstance(error.__cause__, TimeoutError):
                return False
            raise
        return True

    def encrypt(self, context: ssl.SSLContext) -> None:
        """Go on encrypted.

        Raises:
            FeedError: when that fails, or the server has spoken out of turn: what came unencrypted may be anybody's.
        """
        if self._heard:
            raise FeedError(
                f"{self._host} goes on speaking before the connection is encrypted. Nothing was read.",
                "Somebody may be in between. Ask whoever looks after the server.",
                lasting=True,
            )
        self._socket = encrypted(self._socket, self._host, context, self.watch, self._limits)
        self._connection = Connection(self._socket, self._host, self.watch, self._limits.wait)

    def close(self, farewell: bytes = b"") -> None:
        """Close the connection, with a last word that nobody waits for; repeating it is harmless."""
        if farewell and self._socket.fileno() >= 0:
            with suppress(OSError):
                self._socket.send(farewell)
        self._socket.close()

    def _hear(self, wait: float | None = None) -> None:
        heard = self._connection.receive(wait)
        if not heard:
            raise FeedError(f"{self._host} ended the connection.", AGAIN)
        self._heard += heard
