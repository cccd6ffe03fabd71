"""What the formats of the telex age, IPTC 7901 and ANPA 1312, share: framing bytes, signs on lines, bylines.

SOH begins a message, STX its text, ETX ends the text, EOT the transmission. Wires put them in odd places too: a sign
that frames nothing is left where it stands, and told as a control character by whoever decodes the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from dabir.domain.errors import WireError
from dabir.wire.encoding import decode

SOH, STX, ETX = b"\x01", b"\x02", b"\x03"
#: SYN and NUL fill the line, EOT ends the transmission, 0x1A is an old end-of-file mark: none is text.
FILLERS: Final = b"\x00\x04\x16\x1a \t\r\n"

_FRAME: Final = re.compile(rb"[\x01-\x03]")
#: A header that is not as the format says still begins a message where a text follows it soon.
_FRAMED: Final = re.compile(rb"[^\x01-\x03]{0,400}+\x02")
_TABLE_MARK: Final = re.compile(r"[ \t]*<#>[ \t]*")
_TAG: Final = re.compile(r"<[A-Za-z/!?]")
_BYLINE: Final = re.compile(
    r"(?:By|BY|Müxbir:?|Müəllif:|خبرنگار:|گزارش از|گزارش:|Автор:|Корреспондент:|Muhabir:|مراسل:)\s+\S.{0,80}"
)


def starts_of(data: bytes, header: re.Pattern[bytes]) -> list[int]:
    """Return where the messages of a file begin: at the SOH bytes that begin one.

    An SOH within an open text begins a message only if a header follows it, so that a stray one cuts no text short.

    Args:
        data: the file.
        header: matches at the SOH of a message whose header is as its format says.
    """
    starts: list[int] = []
    is_open = False
    for found in _FRAME.finditer(data):
        if found[0] != SOH:
            is_open = found[0] == STX
        elif header.match(data, found.start()) or (not is_open and _FRAMED.match(data, found.end())):
            starts.append(found.start())
            is_open = False
    return starts


@dataclass(frozen=True, slots=True)
class Framed:
    """A message behind its header, parted by the framing bytes.

    Attributes:
        between: what stands between the header and STX; nothing where there is no STX.
        text: the text.
        after: what follows it, without fillers.
        defects: what is wrong with the frame.
    """

    between: bytes
    text: bytes
    after: bytes
    defects: tuple[str, ...]


def header_of(chunk: bytes, header: re.Pattern[bytes], what: str) -> re.Match[bytes]:
    """Return the header of a message.

    Args:
        chunk: the message.
        header: what its format wants.
        what: the header and its format, for the sentence ("header line of the message is not as IPTC 7901").

    Raises:
        WireError: when it is not as its format says.
    """
    found = header.match(chunk)
    if not found:
        line = decode(re.split(rb"[\r\n\x02]", chunk.lstrip(SOH), maxsplit=1)[0][:200]).text
        raise WireError(f"The {what} says: {line[:60]!r}.", "Ask the partner to send it again.")
    return found


def framed(rest: bytes, ended: re.Pattern[bytes], unended: Callable[[bytes], tuple[bytes, bytes]]) -> Framed:
    """Part what stands behind a header.

    Args:
        rest: all of a message behind its header.
        ended: an ETX with the beginning of what follows a text behind it.
        unended: parts a text without ETX from what follows it.
    """
    between, has_start, text = rest.partition(STX)
    if not has_start:
        between, text = b"", rest
    text, complete, after = end_of_text(text, ended)
    if not complete:
        text, after = unended(text)
    defects: tuple[str, ...] = ()
    if has_start and not complete:
        defects = ("The message has no end-of-text sign (ETX); it may be cut short.",)
    elif complete and not has_start:
        defects = ("The message has no start-of-text sign (STX); its text was taken to begin behind the header.",)
    return Framed(between, text, after.strip(FILLERS), defects)


def end_of_text(text: bytes, after: re.Pattern[bytes]) -> tuple[bytes, bool, bytes]:
    """Part a text from what follows it: at the ETX behind which that begins, else at the last one.

    Args:
        text: all of a message behind its STX.
        after: an ETX with the beginning of what follows a text behind it.

    Returns:
        The text, whether there was an ETX at all, and what follows.
    """
    found = after.search(text)
    place = found.start() if found else text.rfind(ETX)
    if place < 0:
        return text, False, b""
    return text[:place], True, text[place + 1 :]


def without_signs(lines: list[str]) -> list[str]:
    """Take the signs of the format off lines: "<" before a paragraph, "<" at the end of lines, "<#>" around a table.

    A line with a sign before it comes out indented, as the first line of a paragraph. Where only some lines of a
    block end in a sign, it ends a paragraph, and a blank line takes its place. "<b" is text and stays.
    """
    filled = [line.rstrip(" \t") for line in lines if line.strip()]
    # One alone is no sign of the format unless it stands at the end of the text.
    signs = sum(line.endswith("<") for line in filled) > 1 or (bool(filled) and filled[-1].endswith("<"))
    cleared: list[str] = []
    for blank, lines_of_block in groupby(
        lines, key=lambda line: not line.strip() or bool(_TABLE_MARK.fullmatch(line))
    ):
        block = list(lines_of_block)
        cleared += [""] * len(block) if blank else _cleared(block, signs=signs)
    return cleared


def byline_of(paragraphs: list[str]) -> str:
    """Return the byline among the first two lines of a text, or ""; the text keeps it."""
    for line in [line for paragraph in paragraphs[:2] for line in paragraph.split("\n")][:2]:
        if is_byline(line):
            return line
    return ""


def is_byline(line: str) -> bool:
    """Tell whether a line is a byline ("By Kamran Aliyev", "خبرنگار: …")."""
    return _BYLINE.fullmatch(line) is not None


def _cleared(block: list[str], *, signs: bool) -> list[str]:
    ends = [signs and line.rstrip(" \t").endswith("<") for line in block]
    # On every line it is the end of the line only, unless every line begins a paragraph.
    parting = not all(ends) or all(line[0] in " \t" for line in block)
    cleared: list[str] = []
    for line, ended in zip(block, ends, strict=True):
        cleared.append(_without_mark(line.rstrip(" \t")[:-1] if ended else line))
        if ended and parting:
            cleared.append("")
    return cleared


def _without_mark(line: str) -> str:
    bare = line.lstrip(" \t")
    return f"  {bare[1:].lstrip(' ')}" if bare.startswith("<") and not _TAG.match(bare) else line
