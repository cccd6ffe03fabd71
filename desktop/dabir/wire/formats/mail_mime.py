"""The build of a mail: header block, parts within parts, transfer encodings (RFC 5322, RFC 2045 and 2046).

Reads bytes as they come and never fails: what is not as the RFCs say is read as far as it goes, told as a defect, and
no byte of it is lost. The library of Python is not used for it, because it reads nested parts by recursion and each
line once for every level, so that a hostile mail stops it.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from typing import Final

from dabir.wire.encoding import control_defects

#: Fields a header block may have, and bytes; what stands behind them is text.
_MAX_FIELDS: Final = 2_000
_MAX_BLOCK: Final = 1024 * 1024
#: Parts a mail may have, and how deep they may lie within each other.
MAX_PARTS: Final = 1_000
_MAX_DEPTH: Final = 20

_LINE: Final = re.compile(rb"([^\r\n]*+)(\r\n|\r|\n|\Z)")
#: RFC 5322, section 2.2: printable ASCII without a colon; section 4.5 allows white space before the colon.
FIELD: Final = re.compile(rb"([!-9;-~]{1,100})[ \t]{0,20}:[ \t]*+")
_ENVELOPE: Final = re.compile(rb">?From ")
_HEX: Final = re.compile(rb"=([0-9A-Fa-f]{2})")
_SOFT: Final = re.compile(rb"=[ \t]*+(?:\r\n|\r|\n|\Z)")
_BROKEN_ESCAPE: Final = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*+(?:[\r\n]|\Z))")
#: As many lines from the beginning as are base64: an alphabet without spaces within a line.
_BASE64: Final = re.compile(rb"(?:[ \t]*+[A-Za-z0-9+/=]++[ \t]*+(?:\r\n|\r|\n|\Z)|[ \t]*+(?:\r\n|\r|\n))*+")
_SPACED: Final = re.compile(rb"[^\s][ \t]++[^\s]")
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/=]++")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a header block: its name as written and its body, unfolded."""

    name: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """A header block.

    Attributes:
        fields: its fields in order.
        end: where in the bytes what follows it begins.
        junk: lines in it that are no fields.
        parted: whether a blank line ends it, as it must, or the bytes do.
    """

    fields: tuple[Field, ...]
    end: int
    junk: tuple[bytes, ...] = ()
    parted: bool = True

    def get(self, name: str) -> bytes:
        """Return the first field of a name that is not blank; b""."""
        for one in self.fields:
            if one.name.lower() == name and one.value.strip():
                return one.value
        return b""


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a part, out of its transfer encoding.

    Attributes:
        data: the content.
        rest: bytes behind the encoded ones that are not encoded, such as the lines a mailing list adds.
        defects: what was wrong, a sentence each.
    """

    data: bytes
    rest: bytes = b""
    defects: tuple[str, ...] = ()


@dataclass(slots=True)
class Budget:
    """How many parts a mail may still have."""

    parts: int = MAX_PARTS


@dataclass(frozen=True, slots=True)
class Pieces:
    """The parts of a multipart body, as bytes.

    Attributes:
        parts: each with its own header block.
        preamble: what stands before the first, for programs that know no parts.
        epilogue: what stands behind the last.
        defects: what was wrong, a sentence each.
    """

    parts: tuple[bytes, ...]
    preamble: bytes = b""
    epilogue: bytes = b""
    defects: tuple[str, ...] = ()


def block_of(data: bytes) -> Block:
    """Read the header block that some bytes begin with; an empty one where they begin otherwise."""
    fields: list[tuple[str, list[bytes]]] = []
    junk: list[bytes] = []
    place = 0
    while place < len(data) and place < _MAX_BLOCK and len(fields) < _MAX_FIELDS:
        found = _LINE.match(data, place)
        assert found is not None
        line = found[1]
        if not line.strip(b" \t"):
            return Block(_unfolded(fields), found.end(), tuple(junk))
        field = FIELD.match(line)
        if line[:1] in {b" ", b"\t"} and fields:
            fields[-1][1].append(line.strip(b" \t"))
        elif field and not _ENVELOPE.match(line):
            fields.append((field[1].decode("ascii"), [line[field.end() :].rstrip(b" \t")]))
        elif _goes_on(data, found.end()):
            junk.append(line)
        else:
            return Block(_unfolded(fields), place, tuple(junk), parted=False)
        place = found.end()
    return Block(_unfolded(fields), place, tuple(junk), parted=place >= len(data))


def pieces_of(body: bytes, boundary: bytes, depth: int, budget: Budget) -> Pieces:
    """Cut a multipart body at its boundary (RFC 2046, section 5.1.1).

    Args:
        body: all behind the header block of the part.
        boundary: as its content type names it.
        depth: how many multiparts this one lies within.
        budget: is drawn on for every part.
    """
    if depth >= _MAX_DEPTH:
        return Pieces((), body, defects=("Its parts lie too deep within each other; the innermost were not read.",))
    line = rb"--" + re.escape(boundary)
    # The look back stands behind the line it is about: so the search has letters to begin with.
    lines = re.compile(line + rb"(?<![^\r\n]" + line + rb")(--)?[ \t]*+(?=[\r\n]|\Z)")
    starts: list[tuple[int, int]] = []
    closed = None
    for found in lines.finditer(body):
        if found[1]:
            closed = found
            break
        starts.append((found.start(), found.end()))
    if not starts:
        return Pieces((), body, defects=("The line that parts its contents is not in it; it was read as one text.",))
    end = closed.start() if closed else len(body)
    stops = [start for start, _ in starts[1:]] + [end]
    parts = [_cut(body[begin:stop]) for (_, begin), stop in zip(starts, stops, strict=True)]
    defects: tuple[str, ...] = () if closed else ("The mail ends before its last part does; it may be cut short.",)
    if len(parts) > budget.parts:
        defects += (f"It has more than {MAX_PARTS} parts; those behind were not read.",)
        parts = parts[: budget.parts]
    budget.parts -= len(parts)
    epilogue = body[closed.end() :] if closed else b""
    return Pieces(tuple(parts), body[: starts[0][0]], epilogue, defects)


def unpacked(body: bytes, encoding: str) -> Content:
    """Take a body out of its transfer encoding (RFC 2045, section 6).

    Args:
        body: as it is in the mail.
        encoding: the Content-Transfer-Encoding as written.
    """
    name = encoding.partition(";")[0].partition("(")[0].strip().lower()
    if name == "base64":
        return _of_base64(body)
    if name == "quoted-printable":
        broken = sum(1 for _ in _BROKEN_ESCAPE.finditer(body))
        data = _HEX.sub(lambda found: bytes.fromhex(found[1].decode("ascii")), _SOFT.sub(b"", body))
        told = (f"Its quoted-printable encoding is broken in {broken} places; what stands there is kept as written.",)
        return Content(data, defects=told if broken else ())
    if name in {"", "7bit", "8bit", "binary", "7-bit", "8-bit"}:
        return Content(body)
    return Content(body, defects=(f'Its transfer encoding "{name[:40]}" is not known; it was read as it stands.',))


def _of_base64(body: bytes) -> Content:
    found = _BASE64.match(body)
    coded, rest = (found[0], body[found.end() :]) if found else (b"", body)
    defects: list[str] = []
    if rest.strip() and not _SPACED.search(rest):
        # No words stand there: letters of it were damaged on the way.
        coded, rest = _NOT_BASE64.sub(b"", body), b""
        defects.append("Its base64 encoding is damaged; what could be read of it may not be as it was sent.")
    letters = coded.translate(None, b" \t\r\n")
    data, whole = _letters_decoded(letters)
    # A word or two at the beginning of a text may look like base64, but seldom like base64 of a text.
    if not letters or (len(letters) < len(rest.strip()) and (len(letters) < 16 or not _is_text(data))):
        told = ("It is declared as base64 but is not; it was read as it stands.",) if body.strip() else ()
        return Content(body, defects=told)
    if not whole:
        defects.append("Its base64 encoding is cut short; the last letters of it are lost.")
    if rest.strip():
        defects.append("Behind its base64 encoding stands text that is not encoded; it was read too.")
    return Content(data, rest.strip(b"\r\n"), tuple(defects))


def _letters_decoded(letters: bytes) -> tuple[bytes, bool]:
    """Decode base64 and tell whether nothing is missing. Padding within it ends a piece: texts were put together."""
    pieces = re.findall(rb"[^=]+", letters)
    # One letter alone encodes no byte.
    full = [piece[:-1] if len(piece) % 4 == 1 else piece for piece in pieces]
    return b"".join(binascii.a2b_base64(piece + b"=" * (-len(piece) % 4)) for piece in full), full == pieces


def _is_text(data: bytes) -> bool:
    try:
        return not control_defects(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _unfolded(fields: list[tuple[str, list[bytes]]]) -> tuple[Field, ...]:
    return tuple(Field(name, b" ".join(lines).strip(b" \t")) for name, lines in fields)


def _goes_on(data: bytes, place: int) -> bool:
    """Tell whether a header block goes on behind a line that does not belong into it."""
    return FIELD.match(data, place) is not None and not _ENVELOPE.match(data, place)


def _cut(part: bytes) -> bytes:
    """Take off a part the line ends that belong to the boundaries around it."""
    begin = 2 if part[:2] == b"\r\n" else 1 if part[:1] in {b"\r", b"\n"} else 0
    end = 2 if part[-2:] == b"\r\n" else 1 if part[-1:] in {b"\r", b"\n"} else 0
    return part[begin : max(begin, len(part) - end)]
