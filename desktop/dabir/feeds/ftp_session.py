"""A conversation with a file server by FTP (RFC 959, RFC 2228, RFC 2428, RFC 3659, RFC 4217), to list and to read.

Why not ftplib: its waits have no end against a server that says a byte now and then, it keeps as much of an answer as
comes, and it does not take up the encryption of the first connection in those for the files, as many servers demand.
Files come over connections to the server itself, whatever other address it names.
"""

from __future__ import annotations

import re
import ssl
import threading
from dataclasses import dataclass
from socket import socket
from typing import Final

from dabir.feeds.connection import Connection, Limits, connected, encrypted
from dabir.feeds.fetcher import FeedError
from dabir.feeds.servers import AGAIN, Dialogue, said

_LINES: Final = 1000
_EPSV: Final = re.compile(r"\((.)\1\1([0-9]{1,5})\1\)")
_PASV: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{1,3}){3},([0-9]{1,3}),([0-9]{1,3})")
#: The connection for a file did not come about or broke off, or the server is in trouble.
_IN_TROUBLE: Final = frozenset({425, 426, 451})


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered.

    Attributes:
        code: three digits (RFC 959, section 4.2).
        lines: what it said, a line each.
    """

    code: int
    lines: tuple[bytes, ...]

    @property
    def good(self) -> bool:
        """Whether what was asked is done."""
        return self.code // 100 == 2

    @property
    def words(self) -> str:
        """What it said, for people."""
        return f"{self.code} {said(self.lines[-1])}".strip()


class Declined(Exception):
    """The server will not do what was asked."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.words)
        self.code = reply.code
        self.words = reply.words


class _Resuming(ssl.SSLContext):
    """Trusts what the system trusts, and takes up the encryption of one connection in the following ones."""

    first: ssl.SSLSocket | None = None

    def wrap_socket(  # type: ignore[override] # what is wrapped here is a client
        self,
        sock: socket,
        *,
        server_hostname: str | None = None,
        do_handshake_on_connect: bool = True,
        suppress_ragged_eofs: bool = True,
    ) -> ssl.SSLSocket:
        return super().wrap_socket(
            sock,
            server_hostname=server_hostname,
            do_handshake_on_connect=do_handshake_on_connect,
            suppress_ragged_eofs=suppress_ragged_eofs,
            session=self.first.session if self.first else None,
        )


class Session:
    """A conversation with one server."""

    def __init__(self, sock: socket, host: str, limits: Limits, ended: threading.Event) -> None:
        """Take over a socket that is connected and does not block.

        Args:
            sock: the connection.
            host: what it is called, for people.
            limits: of each step.
            ended: set by whoever ends it.
        """
        self.dialogue = Dialogue(sock, host, limits, ended)
        self.abilities: frozenset[str] = frozenset()
        self._peer = str(sock.getpeername()[0])
        self._host = host
        self._limits = limits
        self._context: _Resuming | None = None
        self._extended = True

    def encrypt(self) -> None:
        """Encrypt what follows, here and in the connections for files.

        Raises:
            FeedError: when that fails.
        """
        context = _Resuming(ssl.PROTOCOL_TLS_CLIENT)
        context.load_default_certs(ssl.Purpose.SERVER_AUTH)
        self.dialogue.encrypt(context)
        assert isinstance(self.dialogue.socket, ssl.SSLSocket), "that is what encrypting gives"
        context.first = self.dialogue.socket
        self._context = context

    @property
    def encrypted(self) -> bool:
        """Whether it is."""
        return self._context is not None

    def hear(self) -> Reply:
        """Hear the next answer.

        Raises:
            FeedError: when it is none, or the server ends the conversation.
        """
        lines = [self.dialogue.line()]
        code = lines[0][:3]
        if not re.fullmatch(rb"[1-5][0-9]{2}(?:[ -].*)?", lines[0], re.DOTALL):
            raise FeedError(f"{self._host} does not answer as a file server does.", AGAIN)
        if lines[0][3:4] == b"-":
            while not (lines[-1].startswith(code + b" ") or lines[-1] == code):
                if len(lines) > _LINES:
                    raise FeedError(f"{self._host} gives an answer that does not end.", AGAIN)
                lines.append(self.dialogue.line())
        lines[0], lines[-1] = lines[0][4:], lines[-1][4:] if len(lines) > 1 else lines[0][4:]
        reply = Reply(int(code), tuple(lines))
        if reply.code == 421:
            raise FeedError(f"{self._host} ends the conversation: “{reply.words}”.", AGAIN)
        return reply

    def say(self, command: str) -> Reply:
        """Say a command and hear the answer.

        Raises:
            FeedError: when none comes.
        """
        assert not re.search(r"[\r\n\0]", command), "whoever takes a name from outside looks at it"
        self.dialogue.send(command.encode("utf-8", "surrogateescape") + b"\r\n")
        return self.hear()

    def do(self, command: str) -> Reply:
        """Have something done.

        Raises:
            Declined: when the server does not do it.
            FeedError: when it does not answer.
        """
        reply = self.say(command)
        if not reply.good:
            raise Declined(reply)
        return reply

    def learn(self) -> None:
        """Ask what the server can do (RFC 2389)."""
        reply = self.say("FEAT")
        if reply.good:
            words = (line.decode("ascii", "replace").upper().split() for line in reply.lines[1:-1])
            self.abilities = frozenset(word[0] for word in words if word)

    def take(self, command: str, most: int) -> bytes:
        """Have something sent over a connection of its own.

        Args:
            command: what.
            most: bytes that are expected; of more, one comes to show it.

        Raises:
            Declined: when the server does not send it, or not to its end.
            FeedError: when that connection does not come about, or fails.
        """
        sock = self._second(self._port())
        try:
            reply = self.say(command)
            if reply.code // 100 != 1:
                self._judge(reply)
            if self._context is not None:
                sock = encrypted(sock, self._host, self._context, self.dialogue.watch, self._limits)
            data = self._all(Connection(sock, self._host, self.dialogue.watch, self._limits.wait), most)
        finally:
            sock.close()
        reply = self.hear()
        if not reply.good and len(data) <= most:
            self._judge(reply)
        return data

    def close(self) -> None:
        """End the conversation, without waiting for an answer."""
        self.dialogue.close(b"QUIT\r\n")

    def _judge(self, reply: Reply) -> None:
        if reply.code in _IN_TROUBLE:
            raise FeedError(f"{self._host} could not send all: “{reply.words}”; nothing of that was taken in.", AGAIN)
        raise Declined(reply)

    def _all(self, connection: Connection, most: int) -> bytes:
        data = bytearray()
        while len(data) <= most:
            try:
                piece = connection.receive()
            except FeedError as error:
                # Many servers end without the farewell of TLS. The size and the answer that follows tell it, too.
                if not isinstance(error.__cause__, ssl.SSLEOFError):
                    raise
                piece = b""
            if not piece:
                break
            data += piece
        return bytes(memoryview(data)[: most + 1])

    def _port(self) -> int:
        """Return where the server waits for the next connection."""
        port = 0
        if self._extended:
            reply = self.say("EPSV")
            found = _EPSV.search(said(reply.lines[-1])) if reply.code == 229 else None
            port = int(found[2]) if found else 0
            self._extended = reply.code == 229
        if not self._extended and ":" not in self._peer:
            reply = self.say("PASV")
            found = _PASV.search(said(reply.lines[-1])) if reply.code == 227 else None
            port = int(found[1]) * 256 + int(found[2]) if found else 0
        if not 0 < port < 65536:
            raise FeedError(
                f"{self._host} offers no connection for its files.",
                "Ask whoever looks after the server to allow passive connections.",
            )
        return port

    def _second(self, port: int) -> socket:
        watch = self.dialogue.watch
        try:
            return connected(self._host, port, [self._peer], watch, self._limits)
        except FeedError as error:
            watch.check()
            raise FeedError(
                f"{self._host} does not answer where it offers its files.",
                "If it lasts, ask whoever looks after the server, or the network here, to open its passive ports.",
            ) from error
