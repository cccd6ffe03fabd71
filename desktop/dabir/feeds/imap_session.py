"""A conversation with a mail server by IMAP4rev1 or IMAP4rev2 (RFC 3501, RFC 9051), as far as reading mail needs it.

Why not imaplib: it reads a value of whatever length a server states, keeps all that a server says without being
asked, and knows no way to wait for news before Python 3.14.
"""

from __future__ import annotations

import base64
import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dabir.feeds.arrival import too_large
from dabir.feeds.fetcher import FeedError
from dabir.feeds.imap_answers import (
    Answer,
    Literal,
    Token,
    broken,
    fetched,
    is_status,
    mailbox_name,
    number,
    quoted,
    tokens,
)
from dabir.feeds.servers import AGAIN, MAX_LINE, Dialogue, said

_COUNTED: Final = re.compile(rb"~?\{([0-9]{1,20})\+?\}\Z")
_VALUES: Final = 64
#: Codes of RFC 5530 and RFC 9051 for a refusal that will not last.
_FOR_NOW: Final = frozenset({"UNAVAILABLE", "INUSE", "SERVERBUG", "LIMIT", "OVERQUOTA"})
#: What a server may say beside a mail, asked or unasked.
_BESIDE: Final = frozenset({"UID", "BODY[]", "FLAGS", "MODSEQ", "RFC822.SIZE", "INTERNALDATE"})
#: Mails that are asked for in one look at the most; the rest comes at the next.
_MOST: Final = 50_000


class Refused(Exception):
    """The server said NO."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(said(answer.text))
        self.code = answer.code[0]


class TooLarge(FeedError):
    """The server states a length above what is taken in, of something it has already begun to send."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What a server says of the mailbox that was opened.

    Attributes:
        validity: the number that changes when it numbers its mails anew.
        next: the number its next mail gets; 0 where it does not say.
        mails: how many there are.
    """

    validity: int = 0
    next: int = 0
    mails: int = 0


class Session:
    """A conversation with one server."""

    def __init__(self, dialogue: Dialogue, host: str, size: int) -> None:
        """Say nothing yet.

        Args:
            dialogue: over a connection that is up, and encrypted where it is to be from its beginning.
            host: what it is called, for people.
            size: bytes of the largest mail.
        """
        self.dialogue = dialogue
        self._host = host
        self._size = size
        self._abilities: frozenset[str] = frozenset()
        self._signed_in = False
        self._count = 0
        self._mails = 0
        self._news = False

    def greet(self, encrypt: Callable[[], ssl.SSLContext] | None, *, plain: bool) -> None:
        """Hear the greeting, and go on encrypted.

        Args:
            encrypt: gives what is trusted, where the connection is not encrypted yet; None where it is.
            plain: whether one may go on unencrypted where the server knows no other way.

        Raises:
            FeedError: when that fails.
        """
        greeting = self._read(MAX_LINE)
        if greeting.tag != b"*" or greeting.status not in {"OK", "PREAUTH"}:
            raise broken()
        self._signed_in = greeting.status == "PREAUTH"
        self._learn()
        if encrypt is None:
            return
        # A server that lets one in unasked can no more be asked to encrypt (RFC 3501, 6.2.1): somebody may want that.
        if "STARTTLS" in self._abilities and not self._signed_in:
            self._obey(b"STARTTLS")
            self.dialogue.encrypt(encrypt())
            self._learn()
        elif not plain:
            raise FeedError(
                f"{self._host} offers no encryption; nothing was sent to it.",
                "Write imaps:// in the feed's address, or ask the partner for a server that encrypts.",
                lasting=True,
            )

    def sign_in(self, user: str, secret: str) -> None:
        """Sign in, if that is not done.

        Raises:
            FeedError: when the server does not let one in.
        """
        if self._signed_in:
            return
        if not user or not secret or "\x00" in user + secret:
            raise FeedError(
                "There is nobody to sign in as, or no password.", "Give the feed a user and a password.", lasting=True
            )
        try:
            if "AUTH=PLAIN" in self._abilities:
                self._command(b"AUTHENTICATE PLAIN", answer=base64.b64encode(f"\0{user}\0{secret}".encode()))
            elif "LOGINDISABLED" in self._abilities:
                raise FeedError(
                    f"{self._host} offers no way to sign in by a name and a password.",
                    "Ask the partner.",
                    lasting=True,
                )
            else:
                self._command(b"LOGIN ", quoted(user.encode()), b" ", quoted(secret.encode()))
        except Refused as error:
            for_now = error.code in _FOR_NOW
            raise FeedError(
                f"{self._host} does not let one in: “{error}”.",
                AGAIN if for_now else "Check the user and the password of the feed, and ask the partner for them.",
                lasting=not for_now,
            ) from None
        self._signed_in = True
        self._learn()

    def open(self, path: str, *, read_only: bool) -> Mailbox:
        """Open a mailbox; read-only, so that not even its look is noted.

        Args:
            path: from the feed's address.
            read_only: whether nothing is to be changed in it.

        Raises:
            FeedError: when that fails.
        """
        delimiter = ""
        for answer in self._told(b'LIST "" ""', b"LIST"):
            found = tokens(answer.parts)
            if len(found) >= 3 and isinstance(found[2], bytes) and found[2].upper() != b"NIL":
                delimiter = found[2].decode("ascii", "replace")
        values: dict[str, int] = {}

        def note(answer: Answer) -> None:
            code, value = answer.code
            if answer.status == "OK" and code in {"UIDVALIDITY", "UIDNEXT"}:
                values[code] = number(value.encode())

        name = quoted(mailbox_name(path, delimiter))
        try:
            self._command(b"EXAMINE " if read_only else b"SELECT ", name, told=note)
        except Refused as error:
            raise FeedError(
                f"The mailbox cannot be opened: “{error}”.",
                "Check the mailbox in the feed's address, and ask the partner whether it may be read.",
                lasting=error.code not in _FOR_NOW,
            ) from None
        if "UIDVALIDITY" not in values:
            raise FeedError(
                f"{self._host} gives its mails no lasting numbers, so that new ones cannot be told from old ones.",
                "Ask the partner for another way.",
                lasting=True,
            )
        self._news = False
        return Mailbox(values["UIDVALIDITY"], values.get("UIDNEXT", 0), self._mails)

    def sizes(self, which: bytes) -> list[tuple[int, int]]:
        """Return the number and size in bytes of some mails, in the order of the numbers.

        Args:
            which: a set of numbers as in RFC 3501, "sequence-set".

        Raises:
            FeedError: when the server does not say.
        """
        found: dict[int, int] = {}
        for values in self._fetched(b"UID FETCH " + which + b" (UID RFC822.SIZE)"):
            if "UID" in values and "RFC822.SIZE" in values:
                found[number(values["UID"])] = number(values["RFC822.SIZE"])
                if len(found) >= 2 * _MOST:
                    found = dict(sorted(found.items())[:_MOST])
        return sorted(found.items())[:_MOST]

    def mail(self, uid: int) -> bytes | None:
        """Return a mail, whose flags stay as they are; None where it is there no more.

        Raises:
            Refused: when the server does not hand it out.
            TooLarge: when it is larger than may be; nothing more can be asked then.
            FeedError: when it does not come whole.
        """
        data = None
        for values in self._fetched(f"UID FETCH {uid} (UID BODY.PEEK[])".encode(), self._size):
            if "BODY[]" in values and number(values.get("UID")) == uid:
                body = values["BODY[]"]
                # Anything else is the rest of a mail whose length was given too small.
                if not isinstance(body, bytes) or not _BESIDE.issuperset(values):
                    raise broken()
                # "NIL" without quotes is no text but says that there is none.
                data = bytes(body) if isinstance(body, Literal) else None
        return data

    def mark_seen(self, uid: int) -> None:
        """Mark a mail as read.

        Raises:
            Refused: when the server does not do it.
            FeedError: when the conversation fails.
        """
        self._command(f"UID STORE {uid} +FLAGS.SILENT (\\Seen)".encode())

    def wait(self, seconds: float) -> bool | None:
        """Wait for news of the mailbox (RFC 2177).

        Returns:
            True when there is a new mail, False when the time has passed, None where the server cannot tell.

        Raises:
            FeedError: when the conversation fails.
        """
        if "IDLE" not in self._abilities:
            return None
        if self._news:
            return True
        self.dialogue.begin(seconds + 60)
        end = time.monotonic() + seconds
        tag = self._send(b"IDLE")
        while (answer := self._read(MAX_LINE)).tag != b"+":
            if answer.tag == tag:
                return None
        while not self._news and (left := end - time.monotonic()) > 0:
            if self.dialogue.waits(left):
                self._read(MAX_LINE)
        self.dialogue.begin()
        self.dialogue.send(b"DONE\r\n")
        self._finish(tag, lambda _: None, MAX_LINE)
        return self._news

    def close(self) -> None:
        """End the conversation, without waiting for an answer."""
        self.dialogue.close(b"x LOGOUT\r\n")

    def _learn(self) -> None:
        """Ask what the server can do."""
        found: set[str] = set()
        for answer in self._told(b"CAPABILITY", b"CAPABILITY"):
            found.update(answer.parts[0].decode("ascii", "replace").upper().split()[1:])
        self._abilities = frozenset(found)

    def _told(self, command: bytes, about: bytes) -> list[Answer]:
        """Return the answers of one kind to a command; no more than a few are expected."""
        found: list[Answer] = []

        def note(answer: Answer) -> None:
            if answer.words[0] == about and len(found) < _VALUES:
                found.append(answer)

        self._obey(command, note)
        return found

    def _fetched(self, command: bytes, size: int = MAX_LINE) -> Iterator[Mapping[str, Token]]:
        """Yield what the server says of mails, each as it comes. It has to be gone through to its end."""
        tag = self._send(command)
        while (answer := self._read(size)).tag != tag:
            values = fetched(answer) if answer.tag == b"*" else None
            if values is not None:
                yield values
            del answer, values  # a mail is large: only one of them at a time
        self._judge(answer)

    def _obey(self, command: bytes, told: Callable[[Answer], None] = lambda _: None) -> None:
        """Give a command that a server cannot refuse."""
        try:
            self._command(command, told=told)
        except Refused as error:
            raise FeedError(f"{self._host} refuses to answer: “{error}”.", AGAIN) from None

    def _command(
        self, *pieces: bytes, answer: bytes | None = None, told: Callable[[Answer], None] = lambda _: None
    ) -> None:
        """Give a command and hear the answers to their end.

        Args:
            pieces: of the command; those to be counted are sent when the server is ready for them.
            answer: what to say when the server asks on; None where it cannot.
            told: told each answer that is for all.
        """
        line = b""
        tag = b""
        for piece in pieces:
            if isinstance(piece, Literal):
                tag = self._send(line + b"{%d}" % len(piece), tag)
                if not self._may_go_on(tag, told):
                    return
                line = b""
                self.dialogue.send(piece)
            else:
                line += piece
        tag = self._send(line, tag)
        if answer is not None:
            if not self._may_go_on(tag, told):
                return
            self.dialogue.send(answer + b"\r\n")
        self._finish(tag, told, MAX_LINE)

    def _may_go_on(self, tag: bytes, told: Callable[[Answer], None]) -> bool:
        while (answer := self._read(MAX_LINE)).tag != b"+":
            if answer.tag == tag:
                self._judge(answer)
                return False
            told(answer)
        return True

    def _send(self, line: bytes, tag: bytes = b"") -> bytes:
        """Send a line of a command, with a tag where it is its first, and return that."""
        if not tag:
            self._count += 1
            tag = b"d%d" % self._count
            line = tag + b" " + line
        self.dialogue.send(line + b"\r\n")
        return tag

    def _finish(self, tag: bytes, told: Callable[[Answer], None], size: int) -> None:
        while (answer := self._read(size)).tag != tag:
            told(answer)
        self._judge(answer)

    def _judge(self, answer: Answer) -> None:
        if answer.status == "NO":
            raise Refused(answer)
        if answer.status != "OK":
            raise FeedError(f"{self._host} does not understand what is asked of it: “{said(answer.text)}”.", AGAIN)

    def _read(self, size: int) -> Answer:
        """Return the next answer, whose values have no more than so many bytes together."""
        line = self.dialogue.line()
        tag, _, rest = line.partition(b" ")
        if not tag or (not rest and tag != b"+"):
            raise broken()
        parts: list[bytes] = []
        while not is_status(rest) and tag == b"*" and (counted := _COUNTED.search(rest)):
            count = int(counted[1])
            if count > size or len(parts) > _VALUES:
                raise TooLarge(too_large(count))
            size -= count
            parts += [rest[: counted.start()], Literal(self.dialogue.exactly(count))]
            rest = self.dialogue.line()
        answer = Answer(tag, (*parts, rest))
        words = answer.words
        if answer.status == "BYE" and tag == b"*":
            raise FeedError(f"{self._host} ends the conversation: “{said(answer.text)}”.", AGAIN)
        if tag == b"*" and len(words) > 1 and words[1] == b"EXISTS":
            self._mails = number(words[0])
            self._news = True
        return answer
