"""What an IMAP server says, taken apart (RFC 3501, section 7 and 9; RFC 9051), and names as it writes them."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from dabir.feeds.fetcher import FeedError

_TOKEN: Final = re.compile(
    rb' *(?:(?P<open>\()|(?P<close>\))|"(?P<quoted>(?:[^"\\\r\n]|\\["\\])*)"|(?P<atom>[^\s()"]+)) *'
)
_DEPTH: Final = 16
_CODE: Final = re.compile(rb"\[([A-Za-z0-9-]+)(?: ([^\]\r\n]*))?\]")
#: Says how it went; its text may look like anything and means nothing.
_STATUS: Final = frozenset({b"OK", b"NO", b"BAD", b"BYE", b"PREAUTH"})


class Literal(bytes):
    """Text of an answer that is a value and no word of the language: counted or quoted."""

    __slots__ = ()


#: A word, a value, or a list of them.
Token = bytes | list["Token"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server.

    Attributes:
        tag: whose answer it is: "*" for all, "+" to go on.
        parts: the rest, with the values that are counted in their places.
    """

    tag: bytes
    parts: tuple[bytes, ...]

    @property
    def words(self) -> list[bytes]:
        """The first words, in capitals."""
        return self.parts[0].upper().split(b" ", 3)[:3]

    @property
    def status(self) -> str:
        """Return "OK", "NO", "BAD", "BYE" or "PREAUTH"; "" where it is no answer of that kind."""
        word = self.words[0]
        return word.decode("ascii") if word in _STATUS else ""

    @property
    def text(self) -> bytes:
        """What it says to people, without the word before and a code in brackets."""
        rest = self.parts[0].partition(b" ")[2]
        return _CODE.sub(b"", rest, count=1).strip() if rest.startswith(b"[") else rest

    @property
    def code(self) -> tuple[str, str]:
        """The code in brackets and what follows it there; ("", "")."""
        found = _CODE.match(self.parts[0].partition(b" ")[2])
        if not found:
            return "", ""
        return found[1].decode("ascii").upper(), (found[2] or b"").decode("ascii", "replace")


def is_status(rest: bytes) -> bool:
    """Whether an answer says how it went."""
    return rest.partition(b" ")[0].upper() in _STATUS


def tokens(parts: Sequence[bytes]) -> list[Token]:
    """Take an answer apart into words, values and lists.

    Raises:
        FeedError: when it is not written as it should be.
    """
    stack: list[list[Token]] = [[]]
    for part in parts:
        if isinstance(part, Literal):
            stack[-1].append(part)
            continue
        bare, place = part.strip(b" "), 0
        while place < len(bare):
            found = _TOKEN.match(bare, place)
            if not found:
                raise broken()
            _put(stack, found)
            place = found.end()
    if len(stack) != 1:
        raise broken()
    return stack[0]


def _put(stack: list[list[Token]], found: re.Match[bytes]) -> None:
    """Put a word or a value where it belongs, or begin or end a list."""
    if found["open"]:
        if len(stack) > _DEPTH:
            raise broken()
        stack.append([])
    elif found["close"]:
        if len(stack) < 2:
            raise broken()
        inner = stack.pop()
        stack[-1].append(inner)
    elif found["atom"] is not None:
        stack[-1].append(found["atom"])
    else:
        stack[-1].append(Literal(re.sub(rb'\\(["\\])', rb"\1", found["quoted"])))


def broken() -> FeedError:
    """Return the error for what no mail server says."""
    return FeedError(
        "Its server does not answer as a mail server does; nothing of that answer was taken in.",
        "Dabir looks again by itself; if it lasts, ask whoever looks after the server.",
    )


def fetched(answer: Answer) -> Mapping[str, Token] | None:
    """Return what an answer says of a mail, by name; None where it is about something else (RFC 3501, 7.4.2).

    Raises:
        FeedError: when it is not written as it should be.
    """
    words = answer.words
    if len(words) < 2 or not words[0].isdigit() or words[1] != b"FETCH":
        return None
    found = tokens(answer.parts)
    if len(found) != 3 or not isinstance(found[2], list) or len(found[2]) % 2:
        raise broken()
    names, values = found[2][::2], found[2][1::2]
    if not all(isinstance(name, bytes) for name in names):
        raise broken()
    return {
        name.decode("ascii", "replace").upper(): value
        for name, value in zip(names, values, strict=True)
        if isinstance(name, bytes)
    }


def number(token: Token | None) -> int:
    """Return a number of up to 63 bits (RFC 9051, "number64").

    Raises:
        FeedError: when it is none.
    """
    if not isinstance(token, bytes) or not re.fullmatch(rb"[0-9]{1,19}", token):
        raise broken()
    return int(token)


def mailbox_name(path: str, delimiter: str) -> bytes:
    """Return a mailbox as its server knows it.

    Args:
        path: from the address, percent-encoded UTF-8, its levels parted by "/"; "" is the inbox.
        delimiter: what parts the levels at this server; "" where there are none.

    Raises:
        FeedError: when there can be no such mailbox.
    """
    try:
        levels = [unquote(level, errors="strict") for level in path.strip("/").split("/")]
    except UnicodeDecodeError:
        levels = ["\x00"]
    name = (delimiter or "/").join(levels) or "INBOX"
    if not name.isprintable():
        raise FeedError("There can be no mailbox of such a name.", "Change the feed's address.", lasting=True)
    return modified_utf7(name)


def modified_utf7(text: str) -> bytes:
    """Return a mailbox's name in modified UTF-7 (RFC 3501, section 5.1.3)."""
    return re.sub(r"[^\x20-\x25\x27-\x7e]+", _shifted, text).encode("ascii")


def _shifted(found: re.Match[str]) -> str:
    pieces = re.split("(&)", found[0])
    return "".join("&-" if piece == "&" else _in_base64(piece) for piece in pieces)


def _in_base64(text: str) -> str:
    if not text:
        return ""
    return "&" + base64.b64encode(text.encode("utf-16-be"), b"+,").decode("ascii").rstrip("=") + "-"


def quoted(text: bytes) -> bytes:
    """Return a text as a value to be sent: quoted where that is possible, else to be counted."""
    if len(text) > 1000 or re.search(rb"[\x00-\x1f\x7f-\xff]", text):
        return Literal(text)
    return b'"' + re.sub(rb'(["\\])', rb"\\\1", text) + b'"'
