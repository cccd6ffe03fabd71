"""The fields of a mail's header block, to text: encoded words, parameters, addresses (RFC 2047, 2231, 5322).

Bytes above 0x7F that no encoding explains are met everywhere, raw in a field and within encoded words; they are read
in the likeliest charset and told.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from dabir.wire.encoding import decode

#: Longest field that is looked into; a longer one is kept as text.
_LONGEST: Final = 64 * 1024
#: Bytes of a content type up to which it is remembered.
_REMEMBERED: Final = 200
_WORD: Final = re.compile(rb"=\?([A-Za-z0-9_.:-]{1,40}(?:\*[A-Za-z0-9-]{1,20})?)\?([BbQq])\?([^?\r\n]{0,20000}+)\?=")
_PARAMETER: Final = re.compile(r";\s*([^\s=;\"]{1,60})\s*=\s*(\"(?:[^\"\\]|\\.)*+\"|[^;]*)")
_SECTION: Final = re.compile(r"(?P<name>[^*]+)(?:\*(?P<number>\d{1,3}))?(?P<coded>\*)?")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_ADDRESS: Final = re.compile(r"<([^<>]*)>")
_IDENTIFIER: Final = re.compile(r"<([^<>]{1,500})>")


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a field.

    Attributes:
        text: in one line.
        raw: whether bytes stood in it that are neither encoded nor UTF-8 (which RFC 6532 allows).
    """

    text: str
    raw: bool = False


@dataclass(frozen=True, slots=True)
class ContentType:
    """A field with a value and parameters, such as Content-Type.

    Attributes:
        value: in small letters ("text/plain"); "".
        parameters: name in small letters and value, each name once.
    """

    value: str
    parameters: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """Return a parameter; ""."""
        return next((value for key, value in self.parameters if key == name), "")


def words_of(value: bytes, charset: str = "") -> Words:
    """Read a field of free text.

    Args:
        value: its body, unfolded.
        charset: what raw bytes in it are most likely in: that of the mail's text.
    """
    # The subject and the names of persons aside, nearly all fields are letters and signs of ASCII.
    if b"=?" not in value and value.isascii() and (plain := value.decode("ascii")).isprintable():
        return Words(" ".join(plain.split()))
    pieces: list[tuple[str, bytes]] = []
    place, behind_word, raw = 0, False, False
    for found in _WORD.finditer(value) if len(value) <= _LONGEST else ():
        between = value[place : found.start()]
        # RFC 2047, section 6.2: white space between two encoded words is not shown.
        if between and not (behind_word and not between.strip(b" \t")):
            pieces.append(("", between))
        name = found[1].partition(b"*")[0].decode("ascii").lower()
        payload = _payload(found[2].lower(), found[3])
        raw = raw or not found[3].isascii()
        if pieces and behind_word and pieces[-1][0] == name:
            # A character may be cut in two between the words.
            payload = pieces.pop()[1] + payload
        pieces.append((name, payload))
        place, behind_word = found.end(), True
    pieces.append(("", value[place:]))
    raw = raw or any(not name and not _is_utf8(piece) for name, piece in pieces)
    text = "".join(decode(piece, name or charset).text for name, piece in pieces)
    return Words(" ".join(re.split(r"[ \t\r\n]+", text)).strip(), raw)


def content_type_of(value: bytes) -> ContentType:
    """Read a field of a value and parameters, with continuations and charsets (RFC 2231)."""
    return _remembered(value) if len(value) <= _REMEMBERED else _content_type_of(value)


def _content_type_of(value: bytes) -> ContentType:
    text = words_of(value).text if b"=?" in value else decode(value).text
    if len(text) > _LONGEST:
        text = text[:_LONGEST]
    head = text.partition(";")[0].partition("(")[0].strip().strip('"').lower()
    sections: dict[str, list[tuple[int, bool, str]]] = {}
    for found in _PARAMETER.finditer(text):
        section = _SECTION.fullmatch(found[1])
        if not section:
            continue
        written = found[2].strip()
        if written.startswith('"') and written.endswith('"') and len(written) > 1:
            written = _ESCAPED.sub(r"\1", written[1:-1])
        number = int(section["number"] or 0)
        sections.setdefault(section["name"].lower(), []).append((number, bool(section["coded"]), written))
    return ContentType(head, tuple((name, _joined(parts)) for name, parts in sections.items()))


# A part has the same type as those of other mails, but for its boundary.
_remembered: Final = lru_cache(maxsize=64)(_content_type_of)


def sender_of(text: str) -> tuple[str, str]:
    """Return the display name and the address of the first sender in a From field; either may be ""."""
    found = _ADDRESS.search(text[:_LONGEST])
    if found:
        before = text[: found.start()].rpartition("<")[2]
        name = before if '"' in before else before.split(",")[-1]
        return _ESCAPED.sub(r"\1", name.strip().strip('"')).strip(), found[1].strip()
    address = text.partition("(")[0].strip()
    comment = re.search(r"\(([^()]*)\)", text)
    return (comment[1].strip() if comment else ""), address


def identifiers_in(text: str) -> tuple[str, ...]:
    """Return the message identifiers in a field, without their angle brackets."""
    found = tuple(one.strip() for one in _IDENTIFIER.findall(text[:_LONGEST]))
    bare = text.strip().strip("<>").strip()
    return tuple(filter(None, found)) or ((bare,) if bare and " " not in bare else ())


def urn_of(identifier: str) -> str:
    """Return the identity of the mail with a message identifier."""
    return "urn:dabir:mail:" + quote(identifier, safe="@.!$&'*+,;=_~-")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _payload(encoding: bytes, text: bytes) -> bytes:
    if encoding == b"q":
        return re.sub(
            rb"=([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode("ascii")), text.replace(b"_", b" ")
        )
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", text)
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)) if text.isascii() else text


def _joined(parts: list[tuple[int, bool, str]]) -> str:
    """Put the sections of a parameter together."""
    parts.sort(key=lambda part: part[0])
    if not any(coded for _, coded, _ in parts):
        return "".join(text for _, _, text in parts) if len(parts) > 1 and parts[0][0] != parts[1][0] else parts[0][2]
    charset, data = "", b""
    for place, (_, coded, text) in enumerate(parts):
        if coded and place == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)  # noqa: PLW2901 - the charset stands before the first section
        data += unquote_to_bytes(text) if coded else text.encode("utf-8", "surrogatepass")
    return decode(data, charset).text
