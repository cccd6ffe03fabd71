"""Feeds read by HTTP (RFC 9110): one address, asked whether there is something new, and one delivery when there is.

The mark holds what the server calls the state last kept (ETag and Last-Modified) and the hash of the bytes, so that a
server that knows no conditions does not bring the same again and again. Only the address of the feed is read, and
where it redirects to: nothing that stands in what comes. A body counts only when it is whole, and its bytes are kept
exactly as they are once the content coding is off. The one body whose end cannot be checked is that of a server that
states no length, packs nothing and does not encrypt: its end is where the connection ends in order.

Who signs in does so at the feed's own host alone. Certificates are verified against what the system trusts, by the
same rules as for releases that are sent.
"""

from __future__ import annotations

import hashlib
import json
import re
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Final

import httpx

from dabir.domain.feed import Feed
from dabir.domain.network import authorization
from dabir.feeds.addresses import Resolve, resolve
from dabir.feeds.answers import refusal
from dabir.feeds.arrival import Arrival, printable
from dabir.feeds.codings import OFFERED, too_large, unpacked
from dabir.feeds.connection import Limits, Watch
from dabir.feeds.fetcher import Delivery, FeedError
from dabir.feeds.transport import Transport

#: Redirections that are followed.
MAX_REDIRECTS: Final = 5

_ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/json;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
_REDIRECTIONS: Final = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD: Final = frozenset({301, 308})
#: A state as a server calls it is sent back exactly, if it is one that can be.
_STATE: Final = re.compile(r"[\x20-\x7e]{1,1000}")
_NAME: Final = 300


def fetcher(feed: Feed, secret: str) -> HttpFetcher:
    """Return what reads a feed of the kind HTTP; nothing is connected to yet.

    Args:
        feed: the feed.
        secret: password of its user, or a token ("Bearer …"); "" for none.
    """
    return HttpFetcher(feed, secret)


@dataclass(frozen=True, slots=True)
class _Mark:
    """What was last kept.

    Attributes:
        of: hash of the address it came from, at the end of all redirections, and of who had signed in.
        etag: the server's name for its state; "".
        modified: when the server last changed it, in its own words; "".
        sha256: hash of its bytes.
    """

    of: str = ""
    etag: str = ""
    modified: str = ""
    sha256: str = ""

    @classmethod
    def read(cls, text: str) -> _Mark:
        """Read a mark; one that is damaged is as good as none, and then everything comes once more."""
        try:
            found = json.loads(text or "{}")
            return cls(*(str(found.get(name, "")) for name in cls.__slots__))
        except (ValueError, AttributeError):
            return cls()

    def write(self) -> str:
        """Return it as text."""
        return json.dumps(asdict(self))


class HttpFetcher:
    """Reads one feed by HTTP."""

    def __init__(
        self,
        feed: Feed,
        secret: str,
        *,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        look_up: Resolve = resolve,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Connect to nothing yet.

        Args:
            feed: the feed.
            secret: password or token; "" for none.
            limits: how long a look may take, and how much it may bring.
            look_up: looks names up.
            clock: gives the present moment with an offset.
        """
        self._feed = feed
        self._secret = secret
        self._limits = limits
        self._look_up = look_up
        self._clock = clock
        self._ended = threading.Event()
        self._advice: FeedError | None = None
        self._context: ssl.SSLContext | None = None

    def fetch(self, mark: str) -> Iterator[Delivery]:
        """Yield the feed, if it is another than the one the mark tells of.

        Raises:
            FeedError: when it cannot be read; nothing of it was yielded then.
        """
        self._advice = None
        try:
            delivery = self._look(_Mark.read(mark))
        except FeedError as error:
            said = self._named(error.message)
            raise FeedError(said, error.remedy, lasting=error.lasting, retry_after=error.retry_after) from error
        if delivery is not None:
            yield delivery

    def kept(self, delivery: Delivery) -> None:
        """Do nothing: what lies on a web server is not the desk's to clear."""

    def advice(self) -> FeedError | None:
        """Return, after a look, that the feed has moved for good, if it has; None otherwise."""
        return self._advice

    def close(self) -> None:
        """End a look that is under way, from whatever thread; no other can follow."""
        self._ended.set()

    def _look(self, kept: _Mark) -> Delivery | None:
        start = self._address()
        signed_in = self._signed_in()
        watch = Watch(self._limits.total, self._ended)
        transport = Transport(
            watch, self._limits, self._trusted, lambda host: self._feed.private and host == start.host, self._look_up
        )
        address, for_good = start, True
        for _ in range(MAX_REDIRECTS + 1):
            sign_in = signed_in if _is_same_place(start, address) else ""
            of = hashlib.sha256(f"{self._feed.user}\n{address}".encode()).hexdigest()
            known = kept if kept.of == of else _Mark(of)
            response = transport.handle_request(_request(address, known, sign_in))
            try:
                if response.status_code not in _REDIRECTIONS:
                    return self._taken(response, known)
                for_good = for_good and response.status_code in _FOR_GOOD
                address = _following(address, response.headers.get("Location", ""))
            finally:
                response.close()
            if for_good:
                said = self._named(f"It has moved for good to {shown(address)}.")
                self._advice = FeedError(said, "Change its address to that one.", lasting=True)
        raise FeedError(
            f"Its server sends one on more than {MAX_REDIRECTS} times.",
            "Ask the partner for its address.",
            lasting=True,
        )

    def _named(self, sentence: str) -> str:
        return f"“{self._feed.name}”: {sentence}"

    def _address(self) -> httpx.URL:
        address = _parsed(self._feed.address)
        if address is None:
            raise FeedError(
                "Its address is none of the web.",
                "Change it to one that begins with https:// or http://.",
                lasting=True,
            )
        if address.userinfo:
            raise FeedError(
                "Its address has a name or a password in it, where everybody can read them.",
                "Change the address, and give them to the feed by themselves: they then lie in the system's keyring.",
                lasting=True,
            )
        return address

    def _signed_in(self) -> str:
        try:
            return authorization(self._feed.user, self._secret)
        except ValueError as error:
            raise FeedError(f"Its secret cannot be sent: {error}.", "Set it anew.", lasting=True) from error

    def _trusted(self) -> ssl.SSLContext:
        if self._context is None:
            self._context = ssl.create_default_context()
        return self._context

    def _taken(self, response: httpx.Response, known: _Mark) -> Delivery | None:
        """Return what an answer brings; None where there is nothing new.

        Raises:
            FeedError: when it brings nothing that can be taken.
        """
        fields = response.headers
        if response.status_code == 204 or (response.status_code == 304 and (known.etag or known.modified)):
            return None
        if response.status_code not in {200, 203}:
            raise refusal(response.status_code, fields.get("Retry-After", ""), fields.get("Date", ""), self._clock())
        length = fields.get("Content-Length", "")
        if length.isdigit() and int(length) > self._limits.size:
            raise too_large(self._limits.size)
        data = unpacked(response.iter_raw(), fields.get("Content-Encoding", ""), self._limits.size)
        if not data:
            raise FeedError("Its server answered with nothing at all.", "Ask the partner, if that lasts.")
        mark = _Mark(
            known.of,
            _state(fields.get("ETag", "")),
            _state(fields.get("Last-Modified", "")),
            hashlib.sha256(data).hexdigest(),
        )
        if mark.sha256 == known.sha256:
            return None
        name = shown(self._address())
        return Delivery(Arrival(name, data), mark.write(), name)


def shown(address: httpx.URL) -> str:
    """Return an address for people: without what may be secret in it (a query, a name, a password)."""
    port = "" if address.port is None else f":{address.port}"
    host = f"[{address.host}]" if ":" in address.host else address.host
    return printable(f"{address.scheme}://{host}{port}{address.path}")[:_NAME]


def _parsed(text: str) -> httpx.URL | None:
    try:
        address = httpx.URL(text.strip())
        host, port = address.host, address.port
    except (httpx.InvalidURL, ValueError):
        return None
    ok = address.scheme in {"http", "https"} and host and (port is None or 0 < port < 65536)
    return address if ok else None


def _request(address: httpx.URL, known: _Mark, sign_in: str) -> httpx.Request:
    fields = {"Accept": _ACCEPT, "Accept-Encoding": OFFERED, "Connection": "close", "User-Agent": "dabir"}
    if known.etag:
        fields["If-None-Match"] = known.etag
    if known.modified:
        fields["If-Modified-Since"] = known.modified
    if sign_in:
        fields["Authorization"] = sign_in
    return httpx.Request("GET", address, headers=fields)


def _state(value: str) -> str:
    return value if _STATE.fullmatch(value) else ""


def _is_same_place(start: httpx.URL, address: httpx.URL) -> bool:
    """Whether a secret for one address may be sent to another: the same server, or the same one now encrypted."""
    if start.host != address.host:
        return False
    upgraded = start.scheme == "http" and address.scheme == "https" and start.port is None and address.port is None
    return upgraded or (start.scheme, start.port) == (address.scheme, address.port)


def _following(address: httpx.URL, location: str) -> httpx.URL:
    """Return where a redirection leads.

    Raises:
        FeedError: when nobody should go there.
    """
    try:
        following = _parsed(str(address.join(location))) if location else None
    except (httpx.InvalidURL, ValueError):
        following = None
    if following is None or following.userinfo:
        raise FeedError(
            "Its server sends one on to something that is no web address.", "Ask the partner.", lasting=True
        )
    if address.scheme == "https" and following.scheme == "http":
        raise FeedError(
            f"Its server sends one on to {shown(following)}, which is not encrypted; nobody went there.",
            "Ask the partner for an address that begins with https://.",
            lasting=True,
        )
    return following
