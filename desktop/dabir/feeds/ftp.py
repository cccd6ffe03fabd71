"""Feeds read by FTP: the files of a folder at a server, as `remote_files` tells.

ftps:// stands for a server that encrypts when it is asked to (or, at port 990, from the beginning), and for nothing
less. With ftp:// encryption is asked for, too; where a server has none, the feed is read unencrypted only if its host
may be in a private network or if nobody signs in, so that no password goes over the internet for all to read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from dabir.domain.feed import Feed
from dabir.feeds.addresses import Resolve, resolve
from dabir.feeds.connection import Limits, Watch
from dabir.feeds.fetcher import FeedError
from dabir.feeds.ftp_listing import Entry, of_machines, of_people
from dabir.feeds.ftp_session import Declined, Session
from dabir.feeds.remote_files import Found, Listing, RemoteFiles, Unreadable, is_folder_to_read, refused_name
from dabir.feeds.servers import Place, Turns, place_of, reached

_PORTS: Final = MappingProxyType({"ftps": 21, "ftp": 21})
#: Where servers encrypt from the beginning.
_ENCRYPTED: Final = 990
#: Bytes of a list.
_LIST: Final = 32 * 1024 * 1024


def fetcher(feed: Feed, secret: str) -> RemoteFiles:
    """Return what reads a feed of the kind FTP; nothing is connected to yet.

    Args:
        feed: the feed.
        secret: password of its user; "" for none.
    """
    return reader(feed, secret)


def reader(
    feed: Feed,
    secret: str,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    look_up: Resolve = resolve,
    wait: Callable[[float], object] | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> RemoteFiles:
    """Return what reads a feed by FTP.

    Args:
        feed: the feed.
        secret: password of its user; "" for none.
        limits: how long each step may take, and how large a file may be.
        look_up: looks names up.
        wait: waits some seconds, or until the fetcher is closed.
        monotonic: gives seconds that only ever grow.
    """
    server = FtpServer(feed, secret, limits, look_up)
    return RemoteFiles(feed, server, server.turns, most=limits.size, wait=wait, monotonic=monotonic)


class FtpServer:
    """The files of one feed at its server."""

    def __init__(self, feed: Feed, secret: str, limits: Limits, look_up: Resolve) -> None:
        """Connect to nothing yet; the arguments are those of `reader`."""
        self.turns = Turns(self.close)
        self._feed = feed
        self._secret = secret
        self._limits = limits
        self._look_up = look_up
        self._session: Session | None = None

    def listing(self) -> Listing:
        """List the feed's folder and those in it."""
        session = self._ready()
        listing = Listing()
        folders = []
        try:
            for entry in self._entries(session, "", listing):
                if entry.kind == "file":
                    self._add(session, entry, "", listing)
                elif entry.kind == "folder" and is_folder_to_read(entry.name):
                    folders.append(entry.name)
        except Declined as error:
            raise FeedError(
                f"The folder cannot be listed: “{error.words}”.", "Ask the partner for the right to."
            ) from error
        for folder in folders:
            listing.counted()
            session.dialogue.begin()
            try:
                for entry in self._entries(session, folder, listing):
                    if entry.kind == "file":
                        self._add(session, entry, f"{folder}/", listing)
            except Declined as error:
                listing.whole = False
                listing.trouble.append(f"the folder “{folder}”, which cannot be listed (“{error.words}”).")
        return listing

    def read(self, found: Found, most: int) -> bytes:
        """Return the bytes of a file."""
        session = self._ready()
        try:
            return session.take(f"RETR {found.source}", most)
        except Declined as error:
            raise Unreadable(f"“{error.words}”") from error

    def state(self, source: str) -> str:
        """Return the state of what lies at a place now."""
        session = self._ready()
        folder, slash, name = source.rpartition("/")
        try:
            if "MLST" in session.abilities:
                lines = [line.decode("utf-8", "surrogateescape") for line in session.do(f"MLST {source}").lines]
                entries = iter([entry for entry in map(of_machines, lines[1:-1]) if entry])
            else:
                entries = (entry for entry in self._entries(session, folder, Listing()) if entry.name == name)
            listing = Listing()
            for entry in entries:
                if entry.kind == "file":
                    named = Entry(name, entry.kind, entry.size, entry.time, entry.order)
                    self._add(session, named, folder + slash, listing)
        except Declined as error:
            if error.code in {450, 550}:
                return ""
            raise Unreadable(f"“{error.words}”") from error
        return listing.files[0].state if listing.files else ""

    def delete(self, source: str) -> None:
        """Delete a file."""
        try:
            self._ready().do(f"DELE {source}")
        except Declined as error:
            raise Unreadable(f"“{error.words}”") from error

    def close(self) -> None:
        """Give the connection back."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def _ready(self) -> Session:
        """Return the conversation, in the feed's folder; a new one where there is none."""
        if self._session is None:
            place = place_of(self._feed.address, _PORTS)
            watch = Watch(self._limits.total, self.turns.ended)
            sock = reached(place, private=self._feed.private, watch=watch, limits=self._limits, look_up=self._look_up)
            self._session = Session(sock, place.host, self._limits, self.turns.ended)
            try:
                self._begin(self._session, place)
            except BaseException:
                self.close()
                raise
        self._session.dialogue.begin()
        return self._session

    def _begin(self, session: Session, place: Place) -> None:
        if place.port == _ENCRYPTED:
            session.encrypt()
        greeting = session.hear()
        while greeting.code // 100 == 1:
            greeting = session.hear()
        if not greeting.good:
            raise FeedError(f"{place.host} serves nobody now: “{greeting.words}”.", "Dabir looks again by itself.")
        self._encrypt(session, place)
        self._sign_in(session, place.host)
        session.learn()
        if "UTF8" in session.abilities:
            session.say("OPTS UTF8 ON")
        try:
            if session.encrypted:
                session.do("PBSZ 0")
                session.do("PROT P")
            session.do("TYPE I")
        except Declined as error:
            raise FeedError(
                f"{place.host} does not send files as they have to be sent: “{error.words}”.",
                "Ask whoever looks after the server: files are read binary and, with ftps://, encrypted.",
                lasting=True,
            ) from error
        self._enter(session, place.path)

    def _encrypt(self, session: Session, place: Place) -> None:
        """Go on encrypted, or unencrypted where that is allowed."""
        if session.encrypted:
            return
        reply = session.say("AUTH TLS")
        if reply.code == 234:
            session.encrypt()
            return
        if place.scheme == "ftp" and (self._feed.private or not (self._feed.user or self._secret)):
            return
        raise FeedError(
            f"{place.host} offers no encryption; no password was sent to it.",
            "Ask the partner for a server that encrypts, or for SFTP."
            + (" In a network of your own, say so: dabir feeds change NAME --private" * (place.scheme == "ftp")),
            lasting=True,
        )

    def _sign_in(self, session: Session, host: str) -> None:
        user, secret = self._feed.user or "anonymous", self._secret or ("" if self._feed.user else "dabir@")
        if any(ord(letter) < 32 for letter in user + secret):
            raise FeedError("Its user or its password cannot be sent.", "Set them anew.", lasting=True)
        reply = session.say(f"USER {user}")
        if reply.code == 331:
            reply = session.say(f"PASS {secret}")
        if not reply.good:
            for_now = reply.code // 100 == 4
            raise FeedError(
                f"{host} does not let one in: “{reply.words}”.",
                "Check the user and the password of the feed, and ask the partner for them.",
                lasting=not for_now,
            )

    def _enter(self, session: Session, path: str) -> None:
        """Go to the feed's folder: from where one comes in, as RFC 1738 has it, or else from the top."""
        folder = unquote(path, errors="surrogateescape").rstrip("/") or path[:1]
        if any(ord(letter) < 32 for letter in folder):
            raise FeedError("There can be no folder of such a name.", "Change the feed's address.", lasting=True)
        if not folder:
            return
        reply = session.say(f"CWD {folder}")
        if not reply.good and not folder.startswith("/"):
            reply = session.say(f"CWD /{folder}")
        if not reply.good:
            raise FeedError(
                f"There is no way to the folder: “{reply.words}”.",
                "Check the folder in the feed's address, and ask the partner whether it may be read.",
                lasting=reply.code // 100 == 5,
            )

    def _entries(self, session: Session, folder: str, listing: Listing) -> Iterator[Entry]:
        """Yield what lies in a folder."""
        machines = "MLST" in session.abilities
        place = f" ./{folder}" if folder.startswith("-") else f" {folder}" if folder else ""
        try:
            data = session.take(("MLSD" if machines else "LIST") + place, _LIST)
        except Declined as error:
            if error.code in {450, 550} and "no file" in error.words.lower():
                return
            raise
        if len(data) > _LIST:
            raise FeedError(
                f"The list of files has more than {_LIST} bytes.",
                "Ask the partner to clear the folder.",
                lasting=True,
            )
        now, lines = datetime.now(UTC), data.decode("utf-8", "surrogateescape").split("\n")
        understood = 0
        for line in filter(None, (line.removesuffix("\r") for line in lines)):
            entry = of_machines(line) if machines else of_people(line, now)
            understood += entry is not None or line.startswith("total ")
            if entry is None or entry.name in {".", ".."}:
                continue
            if any(letter in entry.name for letter in "/\r\0"):
                listing.trouble.append(refused_name(entry.name))
                continue
            yield entry
        if not understood and any(line.strip() for line in lines):
            raise FeedError(
                "Its server lists its files in a way that is not understood.",
                "Ask whoever looks after the server for one that knows MLSD (RFC 3659), or for SFTP.",
                lasting=True,
            )

    def _add(self, session: Session, entry: Entry, folder: str, listing: Listing) -> None:
        source, size = folder + entry.name, entry.size
        if size is None:
            reply = session.say(f"SIZE {source}")
            text = reply.lines[-1].strip()
            if reply.code != 213 or not text.isdigit() or len(text) > 18:
                listing.trouble.append(f"{source}, whose size its server does not tell.")
                return
            size = int(text)
        listing.add(Found(source, size, entry.time, entry.order))
