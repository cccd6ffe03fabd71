"""Feeds read by IMAP: a mailbox, of which each new mail is one delivery, byte for byte as it lies there.

The mark holds the number of the last mail (UID) and the number that changes when the server counts anew
(UIDVALIDITY): then everything is looked at once more, and the desk recognises what it has. A mail that the server
does not hand out holds up no other: it is tried again at every look. Nothing is changed in the mailbox and nothing is
ever deleted; only where the feed asks for it, a mail that is safely on the desk's disk is marked as read.

Passwords travel encrypted: by imaps://, or by imap:// with STARTTLS. Only a host in a private network that knows
neither is spoken with in plain text.
"""

from __future__ import annotations

import hashlib
import json
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from dabir.domain.feed import Feed
from dabir.feeds.addresses import Resolve, resolve
from dabir.feeds.arrival import Arrival, too_large
from dabir.feeds.connection import Limits, Watch
from dabir.feeds.fetcher import Delivery, FeedError
from dabir.feeds.imap_session import Mailbox, Refused, Session, TooLarge
from dabir.feeds.servers import LOOK, Dialogue, Place, Turns, name_in, named, place_of, reached

_PORTS: Final = MappingProxyType({"imaps": 993, "imap": 143})
#: Mails that are set aside for the next look, and connections that may break off at a mail, in one look.
_LEFT: Final = 100
_BREAKS: Final = 3
#: Seconds to wait for news at one time: servers forget whoever says nothing for half an hour (RFC 2177).
LONGEST_WAIT: Final = 25 * 60.0


def fetcher(feed: Feed, secret: str) -> ImapFetcher:
    """Return what reads a feed of the kind IMAP; nothing is connected to yet.

    Args:
        feed: the feed.
        secret: password of its user.
    """
    return ImapFetcher(feed, secret)


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far a mailbox is read.

    Attributes:
        of: hash of whose mailbox it is.
        validity: what its server called its counting.
        uid: the number of the last mail.
        left: numbers up to that of mails the server did not hand out.
    """

    of: str = ""
    validity: int = 0
    uid: int = 0
    left: tuple[int, ...] = ()

    @classmethod
    def read(cls, text: str) -> _Mark:
        """Read a mark; one that is damaged is as good as none, and then everything comes once more."""
        try:
            found = json.loads(text or "{}")
            left = tuple(int(uid) for uid in found.get("left", ()))[:_LEFT]
            mark = cls(str(found.get("of", "")), int(found.get("validity", 0)), int(found.get("uid", 0)), left)
        except (ValueError, AttributeError, TypeError, OverflowError, RecursionError):
            return cls()
        return mark if min(mark.validity, mark.uid, *left, 0) >= 0 else cls()

    def write(self) -> str:
        """Return it as text."""
        return json.dumps({"of": self.of, "validity": self.validity, "uid": self.uid, "left": self.left})

    def without(self, uid: int) -> _Mark:
        """Return the mark after a mail that was left before, or is there no more."""
        return replace(self, uid=max(self.uid, uid), left=tuple(one for one in self.left if one != uid))

    def leaving(self, uid: int) -> _Mark:
        """Return the mark after a mail that has to be tried again.

        Raises:
            FeedError: when there are too many of them: none must be forgotten.
        """
        mark = self.without(uid)
        if len(mark.left) >= _LEFT:
            raise FeedError(
                f"Its server does not hand out the mail {uid}, nor {_LEFT} others; those after it have to wait.",
                "Ask whoever looks after the server.",
            )
        return replace(mark, left=(*mark.left, uid))


class ImapFetcher:
    """Reads one mailbox."""

    def __init__(
        self,
        feed: Feed,
        secret: str,
        *,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        look_up: Resolve = resolve,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Connect to nothing yet.

        Args:
            feed: the feed.
            secret: password; "" for none.
            limits: how long each mail may take, and how large it may be.
            look_up: looks names up.
            monotonic: gives seconds that only ever grow.
        """
        self._feed = feed
        self._secret = secret
        self._limits = limits
        self._look_up = look_up
        self._monotonic = monotonic
        self._session: Session | None = None
        self._mailbox = Mailbox()
        self._turns = Turns(self._drop)
        self._not_had: dict[int, str] = {}

    def fetch(self, mark: str) -> Iterator[Delivery]:
        """Yield the mails that are new, the oldest first.

        Raises:
            FeedError: when the mailbox cannot be read, or the conversation broke off at a mail.
        """
        self._not_had = {}
        until = self._monotonic() + LOOK
        of = hashlib.sha256(f"{self._feed.user}\n{self._feed.address}".encode()).hexdigest()[:16]
        with named(self._feed.name), self._turns.turn():
            at, waiting = self._new(_Mark.read(mark), of)
        breaks: list[FeedError] = []
        for uid, size in waiting:
            if self._monotonic() >= until:
                break
            with named(self._feed.name), self._turns.turn():
                arrival = None
                try:
                    arrival = self._mail(uid, size, at.validity)
                except FeedError as error:
                    self._drop()
                    breaks.append(error)
                    if self._turns.ended.is_set() or len(breaks) >= _BREAKS:
                        raise
                    self._not_had[uid] = error.message
                    self._reopen(error)
                had = uid not in self._not_had
                at = at.without(uid) if had else at.leaving(uid)
            if arrival is not None:
                yield Delivery(arrival, at.write(), str(uid))
        if breaks:
            with named(self._feed.name):
                raise breaks[0]

    def kept(self, delivery: Delivery) -> None:
        """Mark a mail as read, if the feed asks for it.

        Raises:
            FeedError: when that cannot be done.
        """
        if not self._feed.clear or delivery.arrival.data is None or not delivery.source:
            return
        uid = int(delivery.source)
        with named(self._feed.name), self._turns.turn():
            validity = _Mark.read(delivery.mark).validity
            try:
                self._mark_seen(uid, validity)
            except FeedError:
                if self._turns.ended.is_set():
                    raise
                # The server may have lost patience while the mails were stored: once more, over a new connection.
                self._drop()
                self._mark_seen(uid, validity)

    def advice(self) -> FeedError | None:
        """Return which mails could not be had; None for none."""
        if not self._not_had:
            return None
        uid, why = next(iter(self._not_had.items()))
        more = f" And {len(self._not_had) - 1} more." if len(self._not_had) > 1 else ""
        return FeedError(
            f"“{self._feed.name}”: The mail {uid} could not be had: {why}{more}",
            "It is tried again at every look; ask whoever looks after the server.",
        )

    def wait(self, seconds: float) -> bool | None:
        """Wait, after a look, until there may be something new.

        Args:
            seconds: at the longest; never longer than `LONGEST_WAIT`.

        Returns:
            True when there is, False when the time has passed, None where the server cannot tell.

        Raises:
            FeedError: when the conversation breaks off.
        """
        with named(self._feed.name), self._turns.turn():
            session, _ = self._ready()
            try:
                return session.wait(min(seconds, LONGEST_WAIT))
            except FeedError:
                self._drop()
                raise

    def close(self) -> None:
        """End what is under way, from whatever thread, and give the connection back; no look can follow."""
        self._turns.end()

    def _new(self, known: _Mark, of: str) -> tuple[_Mark, list[tuple[int, int]]]:
        """Return the mark to go on from, and number and size of the mails to bring."""
        if self._session is not None:
            try:
                self._open(self._session)
            except FeedError:
                self._drop()
        session, mailbox = self._ready()
        at = known if (known.of, known.validity) == (of, mailbox.validity) else _Mark(of, mailbox.validity)
        waiting: list[tuple[int, int]] = []
        try:
            if at.left:
                again = session.sizes(",".join(map(str, at.left)).encode())
                waiting += again
                at = replace(at, left=tuple(uid for uid, _ in again))
            if mailbox.mails and not 0 < mailbox.next <= at.uid + 1:
                # "7:*" always names the last mail, even where its number is below 7 (RFC 3501, 6.4.8).
                waiting += [one for one in session.sizes(b"%d:*" % (at.uid + 1)) if one[0] > at.uid]
        except Refused as error:
            raise FeedError(f"The mails cannot be listed: “{error}”.", "Ask the partner.") from None
        return at, waiting

    def _mail(self, uid: int, size: int, validity: int) -> Arrival | None:
        """Return a mail, or why it is not taken in; None where there is none, or (noted) it is not handed out."""
        name = name_in(self._feed.address, f"{uid}.eml")
        if size > self._limits.size:
            return Arrival(name, None, too_large(size))
        session, mailbox = self._ready()
        if mailbox.validity != validity:
            raise FeedError("Its server counts its mails anew, in the middle of a look.", "The next look will do.")
        session.dialogue.begin()
        try:
            data = session.mail(uid)
        except Refused as error:
            self._not_had[uid] = f"its server says “{error}”."
            return None
        except TooLarge as error:
            self._drop()
            return Arrival(name, None, error.message)
        return None if data is None else Arrival(name, data)

    def _reopen(self, error: FeedError) -> None:
        """Connect anew after a mail at which the conversation broke off.

        Raises:
            FeedError: that of the mail, where there is no way to the server any more.
        """
        try:
            self._ready()
        except FeedError:
            raise error from None

    def _mark_seen(self, uid: int, validity: int) -> None:
        session, mailbox = self._ready()
        if mailbox.validity != validity:
            raise FeedError(f"The mail {uid} is taken in, but is not marked as read: the server counts anew.")
        session.dialogue.begin()
        try:
            session.mark_seen(uid)
        except Refused as error:
            raise FeedError(
                f"The mail {uid} is taken in, but cannot be marked as read: its server says “{error}”.",
                f"Ask for the right to, or leave mails alone: dabir feeds change “{self._feed.name}” --no-clear",
            ) from None

    def _ready(self) -> tuple[Session, Mailbox]:
        """Return the conversation with the mailbox open; a new one where there is none."""
        if self._session is None:
            place = place_of(self._feed.address, _PORTS)
            session = self._connected(place)
            self._session = session
            try:
                encrypt = None if place.scheme == "imaps" else ssl.create_default_context
                session.greet(encrypt, plain=self._feed.private)
                session.sign_in(self._feed.user, self._secret)
                self._open(session)
            except BaseException:
                self._drop()
                raise
        return self._session, self._mailbox

    def _open(self, session: Session) -> None:
        session.dialogue.begin()
        path = place_of(self._feed.address, _PORTS).path
        self._mailbox = session.open(path, read_only=not self._feed.clear)

    def _connected(self, place: Place) -> Session:
        watch = Watch(self._limits.total, self._turns.ended)
        sock = reached(place, private=self._feed.private, watch=watch, limits=self._limits, look_up=self._look_up)
        dialogue = Dialogue(sock, place.host, self._limits, self._turns.ended)
        if place.scheme == "imaps":
            try:
                dialogue.encrypt(ssl.create_default_context())
            except BaseException:
                dialogue.close()
                raise
        return Session(dialogue, place.host, self._limits.size)

    def _drop(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
