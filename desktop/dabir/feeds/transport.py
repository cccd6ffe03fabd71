"""How HTTP requests of feeds travel: a transport for httpx that connects only to addresses that were judged.

httpx's own looks a name up out of sight, waits without end for a server that sends a byte now and then, and does not
tell when a server sends more than it said. This one does each request on a connection of its own (feeds are asked
minutes apart), reads what h11 makes of the bytes, and takes a body for whole only if it ends where it says.
It is used without httpx's client, which would keep cookies, and write addresses with their secrets into logs.

Proxies of the surroundings are not used: they are not what the desk has set up, and would hide which address is
reached.
"""

from __future__ import annotations

import functools
import ssl
from collections.abc import Callable, Iterator
from typing import Final

import h11
import httpx

from dabir.feeds.addresses import Resolve, permitted, resolve
from dabir.feeds.connection import Connection, Limits, Watch, connected, encrypted, found_in_time
from dabir.feeds.fetcher import FeedError

#: Bytes an answer may have before its body.
_HEAD: Final = 64 * 1024
#: Seconds to wait for more after the end of a body, from a server that does not close the connection as it was asked.
_LINGER: Final = 1.0
_ASK: Final = "Ask whoever looks after the server."


class Transport(httpx.BaseTransport):
    """Carries the requests of one look."""

    def __init__(
        self,
        watch: Watch,
        limits: Limits,
        context: Callable[[], ssl.SSLContext],
        may_be_private: Callable[[str], bool],
        look_up: Resolve = resolve,
    ) -> None:
        """Carry nothing yet.

        Args:
            watch: limits the look.
            limits: of each step.
            context: what is trusted; asked when it is needed.
            may_be_private: whether a host, by its name, may be one of a private network.
            look_up: looks names up.
        """
        self._watch = watch
        self._limits = limits
        self._context = context
        self._may_be_private = may_be_private
        self._look_up = look_up

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and read the head of the answer.

        Returns:
            The answer; its body is read as it is iterated, and closing it closes the connection.

        Raises:
            FeedError: when that fails, and while the body is read when that fails.
        """
        connection = self._connected(request.url)
        try:
            state = h11.Connection(h11.CLIENT, max_incomplete_event_size=_HEAD)
            head = _head(state, connection, request)
        except BaseException:
            connection.close()
            raise
        body = _Body(state, connection, request.url.host, counted=_is_counted(head))
        return httpx.Response(head.status_code, headers=head.headers.raw_items(), stream=body, request=request)

    def _connected(self, url: httpx.URL) -> Connection:
        host, encrypt = url.raw_host.decode("ascii"), url.scheme == "https"
        port = url.port or (443 if encrypt else 80)
        look_up = functools.partial(
            permitted, host, port, private=self._may_be_private(url.host), look_up=self._look_up
        )
        addresses = found_in_time(look_up, url.host, self._watch, self._limits.connect)
        sock = connected(url.host, port, addresses, self._watch, self._limits)
        if encrypt:
            sock = encrypted(sock, host, self._context(), self._watch, self._limits)
        return Connection(sock, url.host, self._watch, self._limits.wait)


class _Body(httpx.SyncByteStream):
    """The body of an answer, as it comes."""

    def __init__(self, state: h11.Connection, connection: Connection, host: str, *, counted: bool) -> None:
        self._state = state
        self._connection = connection
        self._host = host
        self._counted = counted

    def __iter__(self) -> Iterator[bytes]:
        while True:
            try:
                event = _next(self._state, self._connection)
            except h11.RemoteProtocolError as error:
                raise FeedError(
                    f"What {self._host} sent is cut short; nothing of it was taken in.",
                    "Dabir looks again by itself. If it lasts, ask whoever looks after the server: the length it "
                    "says may be wrong.",
                ) from error
            if isinstance(event, h11.Data):
                yield bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                break
        if self._counted and self._goes_on():
            raise FeedError(
                f"{self._host} sent more than the length it said; nothing of it was taken in.",
                f"{_ASK} It may have counted letters instead of bytes.",
            )

    def _goes_on(self) -> bool:
        """Whether there is more after the end of a body: then that end is not where the server says it is."""
        more, ended = self._state.trailing_data
        if not more and not ended:
            try:
                more = self._connection.receive(_LINGER)
            except FeedError:
                return False  # neither more nor an end, or an end without manners: the body itself is whole
        return bool(more.strip(b"\r\n"))

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _head(state: h11.Connection, connection: Connection, request: httpx.Request) -> h11.Response:
    sent = state.send(h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw))
    connection.send((sent or b"") + (state.send(h11.EndOfMessage()) or b""))
    try:
        while not isinstance(event := _next(state, connection), h11.Response):
            if isinstance(event, h11.ConnectionClosed):
                raise FeedError(f"{request.url.host} ended the connection without an answer.", _ASK)
    except h11.RemoteProtocolError as error:
        raise FeedError(f"{request.url.host} does not answer as a web server does.", _ASK) from error
    return event


def _next(state: h11.Connection, connection: Connection) -> h11.Event:
    while (event := state.next_event()) is h11.NEED_DATA:
        state.receive_data(connection.receive())
    assert isinstance(event, h11.Event), "nothing is read after the end of an answer"
    return event


def _is_counted(head: h11.Response) -> bool:
    names = {name for name, _ in head.headers}
    return b"content-length" in names and b"transfer-encoding" not in names
