"""Feeds read by SFTP: the files of a folder at a server, as `remote_files` tells.

By asyncssh, which may be used under the GPL, version 2 or later, and so together with this program. Its loop runs
only while a step is under way, in the thread that asked for it, so nothing goes on behind anybody's back.

Who signs in does so with the feed's password, or without one with the keys of the person's account, as ssh(1) does.
The settings of ssh are not read: they may send one elsewhere.
"""

from __future__ import annotations

import asyncio
import stat
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from socket import socket
from types import MappingProxyType
from typing import Any, Final, TypeVar
from urllib.parse import unquote

import asyncssh
from asyncssh.constants import FILEXFER_TYPE_DIRECTORY, FILEXFER_TYPE_REGULAR

from dabir.domain.feed import Feed
from dabir.feeds.addresses import Resolve, resolve
from dabir.feeds.connection import Limits, Watch
from dabir.feeds.fetcher import FeedError
from dabir.feeds.remote_files import Found, Listing, RemoteFiles, Unreadable, is_folder_to_read, refused_name
from dabir.feeds.servers import AGAIN, Place, Turns, place_of, reached, said
from dabir.feeds.sftp_keys import KNOWN_HOSTS, Client, known_hosts, not_known

T = TypeVar("T")

_PORTS: Final = MappingProxyType({"sftp": 22})
_CLOSED: Final = (ConnectionError, EOFError, asyncssh.DisconnectError, asyncssh.ChannelOpenError)
#: Errors of SFTP that are not about one file but about the connection.
_LOST: Final = (asyncssh.SFTPConnectionLost, asyncssh.SFTPNoConnection, asyncssh.SFTPBadMessage)
#: Kinds of keys that are asked for behind those that are known, so that a server with another can be told by it.
_KINDS: Final = "+ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256"
_SLOW: Final = "Dabir looks again by itself; if it lasts, ask whoever looks after the server."


def fetcher(feed: Feed, secret: str) -> RemoteFiles:
    """Return what reads a feed of the kind SFTP; nothing is connected to yet.

    Args:
        feed: the feed.
        secret: password of its user; "" takes the keys of the person's account.
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
    hosts: tuple[Path, ...] = KNOWN_HOSTS,
) -> RemoteFiles:
    """Return what reads a feed by SFTP.

    Args:
        feed: the feed.
        secret: password of its user; "" takes the keys of the person's account.
        limits: how long each step may take, and how large a file may be.
        look_up: looks names up.
        wait: waits some seconds, or until the fetcher is closed.
        monotonic: gives seconds that only ever grow.
        hosts: where known keys of hosts are.
    """
    server = SftpServer(feed, secret, limits, look_up, hosts)
    return RemoteFiles(feed, server, server.turns, most=limits.size, wait=wait, monotonic=monotonic)


class SftpServer:
    """The files of one feed at its server."""

    def __init__(self, feed: Feed, secret: str, limits: Limits, look_up: Resolve, hosts: tuple[Path, ...]) -> None:
        """Connect to nothing yet; the arguments are those of `reader`."""
        self.turns = Turns(self.close)
        self._feed = feed
        self._secret = secret
        self._limits = limits
        self._look_up = look_up
        self._hosts = hosts
        self._loop: asyncio.AbstractEventLoop | None = None
        self._connection: asyncssh.SSHClientConnection | None = None
        self._sftp: asyncssh.SFTPClient | None = None
        self._socket: socket | None = None
        self._folder = ""

    def listing(self) -> Listing:
        """List the feed's folder and those in it."""
        sftp = self._ready()
        listing = Listing()
        try:
            folders = self._run(self._list(sftp, "", listing), self._limits.total)
        except asyncssh.SFTPError as error:
            raise self._no_folder(error) from error
        for folder in folders:
            listing.counted()
            try:
                self._run(self._list(sftp, f"{folder}/", listing), self._limits.total)
            except asyncssh.SFTPError as error:
                listing.whole = False
                listing.trouble.append(f"the folder “{folder}”, which cannot be listed ({_reason(error)}).")
        return listing

    def read(self, found: Found, most: int) -> bytes:
        """Return the bytes of a file."""
        sftp = self._ready()

        async def read() -> bytes:
            async with sftp.open(self._path(found.source), "rb") as file:
                data: object = await file.read(most + 1)  # its type says text, whatever it was opened for
                assert isinstance(data, bytes), "it was opened for bytes"
                return data

        try:
            return self._run(read(), self._limits.total)
        except asyncssh.SFTPError as error:
            raise Unreadable(_reason(error)) from error

    def state(self, source: str) -> str:
        """Return the state of what lies at a place now."""
        sftp = self._ready()
        try:
            attributes = self._run(sftp.lstat(self._path(source)), self._limits.wait)
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
            return ""
        except asyncssh.SFTPError as error:
            raise Unreadable(_reason(error)) from error
        found = _found(source, attributes) if _kind(attributes) == stat.S_IFREG else None
        return found.state if found else ""

    def delete(self, source: str) -> None:
        """Delete a file."""
        sftp = self._ready()
        try:
            self._run(sftp.remove(self._path(source)), self._limits.wait)
        except asyncssh.SFTPError as error:
            raise Unreadable(_reason(error)) from error

    def close(self) -> None:
        """Give the connection back."""
        loop, connection = self._loop, self._connection
        self._loop = self._connection = self._sftp = None
        if loop is None:
            return
        if connection is not None:
            connection.abort()
        # What the connection leaves behind is let come to its end, so that nothing of it is torn.
        loop.run_until_complete(_ended(loop))
        loop.close()
        if self._socket is not None:
            self._socket.close()

    def _path(self, source: str) -> bytes:
        folder = self._folder.rstrip("/") + "/" if self._folder else ""
        return (folder + source).encode("utf-8", "surrogateescape")

    def _ready(self) -> asyncssh.SFTPClient:
        """Return the way to the server's files; a new one where there is none."""
        if self._sftp is None:
            self.close()
            place = place_of(self._feed.address, _PORTS)
            self._folder = _folder_of(place)
            if not self._feed.user:
                raise FeedError("There is nobody to sign in as.", "Give the feed a user.", lasting=True)
            self._loop = asyncio.SelectorEventLoop()
            try:
                self._sftp = self._connect(place)
            except BaseException:
                self.close()
                raise
        return self._sftp

    def _connect(self, place: Place) -> asyncssh.SFTPClient:
        known = known_hosts(self._feed, place.host, place.port, self._hosts)
        client = Client()
        watch = Watch(self._limits.total, self.turns.ended)
        self._socket = sock = reached(
            place, private=self._feed.private, watch=watch, limits=self._limits, look_up=self._look_up
        )
        try:
            options = self._options(known, client)
            connecting = _connected(place, sock, options)
            self._connection = self._run(connecting, self._limits.connect + self._limits.wait)
            return self._run(_opened(self._connection), self._limits.wait)
        except FeedError as error:
            raise self._refusal(place, error, client, known) from error
        except asyncssh.SFTPError as error:
            raise FeedError(f"{place.host} serves no files: {_reason(error)}.", AGAIN) from error

    def _refusal(self, place: Place, error: FeedError, client: Client, known: asyncssh.SSHKnownHosts) -> FeedError:
        """Return what is raised for a connection that did not come about."""
        why = error.__cause__
        other_key = isinstance(why, asyncssh.KeyExchangeFailed) and "host key" in str(why)
        if other_key or isinstance(why, asyncssh.HostKeyNotVerifiable):
            return not_known(self._feed, place.host, place.port, client.unknown, known)
        if isinstance(why, asyncssh.KeyExchangeFailed):
            return FeedError(
                f"{place.host} encrypts in no way that is still held to be safe; nothing was sent to it.",
                "Ask the partner to bring the server up to date.",
                lasting=True,
            )
        if isinstance(why, asyncssh.PermissionDenied):
            return FeedError(
                f"{place.host} does not let one in.",
                "Check the user and the password of the feed, and ask the partner for them. Without a password the "
                "keys of this account are tried; one with a passphrase has to be in the agent.",
                lasting=True,
            )
        return error

    def _options(self, known: asyncssh.SSHKnownHosts, client: Client) -> asyncssh.SSHClientConnectionOptions:
        """Return how to sign in: by the password, or by the keys of the account where there is none."""
        keys: dict[str, Any] = {"client_keys": None, "agent_path": None} if self._secret else {}
        return asyncssh.SSHClientConnectionOptions(
            config=None,
            known_hosts=known,
            server_host_key_algs=_KINDS,
            client_factory=lambda: client,
            username=self._feed.user,
            password=self._secret or None,
            host_based_auth=False,
            gss_host=None,
            x509_trusted_certs=None,
            login_timeout=self._limits.total,
            **keys,
        )

    def _run(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """Carry a step out, unless it takes too long or is ended.

        Raises:
            FeedError: when it does, or the connection fails.
            SFTPError: when the server says so.
        """
        assert self._loop is not None, "there is a connection"
        watch = Watch(self._limits.total, self.turns.ended)
        host = place_of(self._feed.address, _PORTS).host
        try:
            return self._loop.run_until_complete(_watched(work, watch, seconds))
        except TimeoutError as error:
            raise FeedError(f"{host} has not answered for {seconds:.0f} seconds.", _SLOW) from error
        except _LOST as error:
            raise FeedError(f"The connection to {host} broke off.", AGAIN) from error
        except _CLOSED as error:
            words = said(str(error).encode("utf-8", "replace"))
            raise FeedError(f"The connection to {host} broke off: “{words}”.", AGAIN) from error
        except (OSError, ValueError, UnicodeError, asyncssh.Error) as error:
            if isinstance(error, asyncssh.SFTPError):
                raise
            raise FeedError(f"{host} does not answer as an SFTP server does.", AGAIN) from error

    async def _list(self, sftp: asyncssh.SFTPClient, below: str, listing: Listing) -> list[str]:
        """Sort in what lies in a folder, and return the folders in there."""
        folders: list[str] = []
        async for entry in sftp.scandir(self._path(below) or b"."):
            name = entry.filename
            text = name.decode("utf-8", "surrogateescape") if isinstance(name, bytes) else name
            if text in {"", ".", ".."}:
                continue
            if any(letter in text for letter in "/\0"):
                listing.trouble.append(refused_name(text))
                continue
            kind = _kind(entry.attrs)
            if kind == stat.S_IFDIR and not below and is_folder_to_read(text):
                folders.append(text)
            elif kind == stat.S_IFREG:
                found = _found(below + text, entry.attrs)
                if found is None:
                    listing.trouble.append(f"{below}{text}, whose size its server does not tell.")
                else:
                    listing.add(found)
        return folders

    def _no_folder(self, error: asyncssh.SFTPError) -> FeedError:
        return FeedError(
            f"There is no way to the folder: {_reason(error)}.",
            "Check the folder in the feed's address, and ask the partner whether it may be read.",
            lasting=isinstance(error, asyncssh.SFTPNoSuchFile | asyncssh.SFTPPermissionDenied),
        )


async def _connected(
    place: Place, sock: socket, options: asyncssh.SSHClientConnectionOptions
) -> asyncssh.SSHClientConnection:
    return await asyncssh.connect(place.host, place.port, sock=sock, options=options)


async def _opened(connection: asyncssh.SSHClientConnection) -> asyncssh.SFTPClient:
    return await connection.start_sftp_client()


async def _watched(work: Coroutine[Any, Any, T], watch: Watch, seconds: float) -> T:
    """Await a step, and ask in between whether it is to go on."""
    task = asyncio.ensure_future(work)
    end = time.monotonic() + seconds
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=watch.slice(end))
    except BaseException:
        task.cancel()
        await asyncio.wait({task}, timeout=1)
        raise
    if task.cancelled():
        raise ConnectionAbortedError("it was given up")
    return task.result()


async def _ended(loop: asyncio.AbstractEventLoop) -> None:
    """Let what is still under way in a loop come to its end."""
    await asyncio.sleep(0)
    rest = {task for task in asyncio.all_tasks(loop) if task is not asyncio.current_task()}
    for task in rest:
        task.cancel()
    if rest:
        await asyncio.wait(rest, timeout=1)
    await asyncio.sleep(0)


def _folder_of(place: Place) -> str:
    """Return the folder an address names: from the top; with "~/" before it, from where one comes in."""
    path = unquote(place.path, errors="surrogateescape")
    if "\0" in path:
        raise FeedError("There can be no folder of such a name.", "Change the feed's address.", lasting=True)
    if not path or path == "~":
        return ""
    return path[2:] if path.startswith("~/") else f"/{path}"


def _kind(attributes: asyncssh.SFTPAttrs) -> int:
    """Return what an entry is, in the terms of `stat`; by its type where its server tells no mode."""
    if attributes.permissions is not None and stat.S_IFMT(attributes.permissions):
        return stat.S_IFMT(attributes.permissions)
    return {
        FILEXFER_TYPE_REGULAR: stat.S_IFREG,
        FILEXFER_TYPE_DIRECTORY: stat.S_IFDIR,
    }.get(attributes.type, 0)


def _found(source: str, attributes: asyncssh.SFTPAttrs) -> Found | None:
    if attributes.size is None:
        return None
    changed = attributes.mtime
    return Found(source, attributes.size, "" if changed is None else str(int(changed)), float(changed or 0))


def _reason(error: asyncssh.SFTPError) -> str:
    return f"“{said(error.reason.encode('utf-8', 'replace')) or type(error).__name__}”"
