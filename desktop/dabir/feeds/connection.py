"""Connections to hosts that were judged: nothing waits longer than it may, and another thread can end it.

Sockets never block here. Whatever has to be waited for (a name looked up, a connection, a handshake, a byte) is
waited for in short slices, and between two slices it is seen whether time is up or somebody has ended the look. So
neither a server that sends a byte now and then nor a system that sleeps over a name holds anybody up.
"""

from __future__ import annotations

import errno
import functools
import os
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Final, TypeVar

from dabir.feeds.arrival import MAX_BYTES
from dabir.feeds.fetcher import FeedError

T = TypeVar("T")

#: Seconds after which a look that was ended from another thread notices it, at the latest.
SLICE: Final = 0.2
_PIECE: Final = 64 * 1024
_UNDER_WAY: Final = frozenset(
    {errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN, getattr(errno, "WSAEWOULDBLOCK", errno.EAGAIN)}
)
_AGAIN: Final = "Dabir looks again by itself; if it lasts, ask whoever looks after the server."
_NO_WAY: Final = "Dabir looks again by itself; if it lasts, check the network and the address of the feed."

#: What OpenSSL's verification says of a certificate (openssl-verification-options(1)), in plain words.
_CERTIFICATE: Final = {
    9: "its certificate is not valid yet",
    10: "its certificate has expired",
    18: "it has made its certificate itself",
    19: "its certificate rests on one that this computer does not trust",
    20: "nobody this computer trusts has issued its certificate",
    21: "nobody this computer trusts has issued its certificate",
    23: "its certificate was revoked",
    62: "its certificate is for another name",
    64: "its certificate is for another address",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a look may take and how much it may bring.

    Attributes:
        connect: seconds to look a name up, to connect to an address, and to agree on encryption, each.
        wait: seconds to wait for the next piece.
        total: seconds of the whole look.
        size: bytes of a body.
    """

    connect: float = 10.0
    wait: float = 20.0
    total: float = 180.0
    size: int = MAX_BYTES


class Watch:
    """The time a look has left, and the sign that somebody has ended it."""

    def __init__(self, total: float, ended: threading.Event) -> None:
        """Begin to count.

        Args:
            total: seconds of the whole look.
            ended: set by whoever ends it.
        """
        self._total = total
        self._end = time.monotonic() + total
        self._ended = ended

    def check(self) -> None:
        """Go on only while there is time.

        Raises:
            FeedError: when there is none, or the look was ended.
        """
        if self._ended.is_set():
            raise FeedError("The look was ended before it was through.")
        if time.monotonic() >= self._end:
            raise FeedError(f"It was not through after {self._total:.0f} seconds: its server is too slow.", _AGAIN)

    def slice(self, end: float) -> float:
        """Return how many seconds to wait before asking here again.

        Args:
            end: moment of the monotonic clock until which the present step may take.

        Raises:
            TimeoutError: when that has come.
            FeedError: when the whole look has no time left, or was ended.
        """
        self.check()
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, SLICE)


class Connection:
    """A connection that is up."""

    def __init__(self, sock: socket.socket, host: str, watch: Watch, wait: float) -> None:
        """Take over a socket that does not block.

        Args:
            sock: connected.
            host: what it is called, for people.
            watch: limits everything.
            wait: seconds to wait for each piece.
        """
        self._socket = sock
        self._host = host
        self._watch = watch
        self._wait = wait

    def send(self, data: bytes) -> None:
        """Send all of some bytes.

        Raises:
            FeedError: when they cannot be sent in time.
        """
        left = memoryview(data)
        while left:
            count = self._step(functools.partial(self._socket.send, left), selectors.EVENT_WRITE, self._wait)
            left = left[count:]

    def receive(self, wait: float | None = None) -> bytes:
        """Return the next bytes; none where the other side has ended the connection in order.

        Args:
            wait: seconds; None for the usual.

        Raises:
            FeedError: when nothing comes in time, or the connection breaks off.
        """
        limit = self._wait if wait is None else wait
        return self._step(functools.partial(self._socket.recv, _PIECE), selectors.EVENT_READ, limit)

    def close(self) -> None:
        """Close it; repeating it is harmless."""
        self._socket.close()

    def _step(self, act: Callable[[], T], event: int, wait: float) -> T:
        try:
            return _when_ready(self._socket, act, event, self._watch, wait)
        except TimeoutError as error:
            raise FeedError(f"{self._host} has said nothing for {wait:.0f} seconds.", _AGAIN) from error
        except OSError as error:
            raise FeedError(f"The connection to {self._host} broke off.", _AGAIN) from error


def found_in_time(look_up: Callable[[], list[str]], host: str, watch: Watch, seconds: float) -> list[str]:
    """Look a name up, for which the system itself knows no limit of time.

    Args:
        look_up: does it; may raise.
        host: the name, for people.
        watch: limits it.
        seconds: how long to wait.

    Raises:
        FeedError: when it takes too long.
    """
    outcome: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def work() -> None:
        try:
            outcome.put(look_up())
        except Exception as error:  # noqa: BLE001 - raised again below, in the thread that asked
            outcome.put(error)

    threading.Thread(target=work, name="dabir-look-up", daemon=True).start()
    end = time.monotonic() + seconds
    while True:
        try:
            found = outcome.get(timeout=watch.slice(end))
        except Empty:
            continue
        except TimeoutError as error:
            raise FeedError(f"The address of {host} is not found in time.", _NO_WAY) from error
        if isinstance(found, Exception):
            raise found
        return found


def connected(host: str, port: int, addresses: Sequence[str], watch: Watch, limits: Limits) -> socket.socket:
    """Connect to the first of a host's addresses that answers.

    Args:
        host: its name, for people.
        port: where.
        addresses: in digits, each judged before.
        watch: limits it.
        limits: for each of the addresses.

    Returns:
        A socket that does not block.

    Raises:
        FeedError: when none does.
    """
    last: OSError | None = None
    for address in addresses:
        sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
        try:
            _connect(sock, address, port, watch, limits.connect)
        except OSError as error:
            sock.close()
            last = error
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    raise FeedError(f"{host} does not answer now.", _NO_WAY) from last


def _connect(sock: socket.socket, address: str, port: int, watch: Watch, seconds: float) -> None:
    sock.setblocking(False)
    code = sock.connect_ex((address, port))
    if code in _UNDER_WAY:
        _wait(sock, selectors.EVENT_WRITE, watch, time.monotonic() + seconds)
        code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if code:
        raise OSError(code, os.strerror(code))


def encrypted(sock: socket.socket, host: str, context: ssl.SSLContext, watch: Watch, limits: Limits) -> ssl.SSLSocket:
    """Agree with a server on encryption, and see that it is who it says it is.

    Args:
        sock: connected; it belongs to the new one, and is closed where there is none.
        host: the name its certificate has to be for.
        context: what is trusted.
        watch: limits it.
        limits: for the handshake.

    Raises:
        FeedError: when that fails; lasting, when its certificate is not trusted.
    """
    try:
        # An end that is no TLS end may be a cut by anybody on the way: it must not look like the end of a body.
        tls = context.wrap_socket(
            sock, server_hostname=host, do_handshake_on_connect=False, suppress_ragged_eofs=False
        )
    except (OSError, ValueError) as error:
        sock.close()
        raise FeedError(f"No encrypted connection to {host} comes about.", _AGAIN) from error
    try:
        _when_ready(tls, tls.do_handshake, selectors.EVENT_READ, watch, limits.connect)
    except BaseException as error:
        tls.close()
        if isinstance(error, OSError):
            raise _not_encrypted(host, error) from error
        raise
    return tls


def _not_encrypted(host: str, error: OSError) -> FeedError:
    if isinstance(error, TimeoutError):
        return FeedError(f"{host} does not answer now.", _NO_WAY)
    if isinstance(error, ssl.SSLCertVerificationError):
        why = _CERTIFICATE.get(error.verify_code, "its certificate is not in order")
        return FeedError(
            f"{host} cannot show that it is the server it says it is: {why}. Nothing was read.",
            "Ask whoever looks after it to put that in order; in a network of your own, let this computer trust the "
            "issuer. See that the date and time of this computer are right, too.",
            lasting=True,
        )
    return FeedError(f"No encrypted connection to {host} comes about.", _AGAIN)


def _when_ready(sock: socket.socket, act: Callable[[], T], event: int, watch: Watch, seconds: float) -> T:
    """Do something with a socket as soon as that does not block."""
    end = time.monotonic() + seconds
    while True:
        watch.check()
        try:
            return act()
        except ssl.SSLWantReadError:
            wanted = selectors.EVENT_READ
        except ssl.SSLWantWriteError:
            wanted = selectors.EVENT_WRITE
        except BlockingIOError:
            wanted = event
        _wait(sock, wanted, watch, end)


def _wait(sock: socket.socket, event: int, watch: Watch, end: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(sock, event)
        while not selector.select(watch.slice(end)):
            pass
