"""IPTC 7901 messages, framed by control bytes or, as often stored, without them.

A message is a header line (source and message number, priority, category, word count, keywords), the text between
STX and ETX, and a date-time group after it ("011234 FEB 26": day, hour and minute, month, year; IPTC 7901
"Recommended Message Format", revision 5). A file may hold several.

The format has no identifier: `Story.guid` is "" and the identity is made of what the header and the date-time group
say, "urn:dabir:iptc7901:SOURCE:CATEGORY:NUMBER:DATE", so that a redelivery has the same; message numbers begin anew
every day, which is why the date is part of it. Without a date the text's hash takes its place.

Bylines and datelines are copied from the text, never cut out of it. A "<" that begins a line is the format's sign for
a new paragraph and no part of the text.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from dabir.domain.errors import WireError
from dabir.domain.story import Story
from dabir.wire.encoding import decode, is_binary
from dabir.wire.format import Context, Format, Reading, read_each
from dabir.wire.properties import Findings
from dabir.wire.times import parse_time
from dabir.wire.wrapped import dateline_of, lines_of, paragraphs_in, take_headline

NAME: Final = "iptc7901"

_SOH, _STX, _ETX = b"\x01", b"\x02", b"\x03"
# SYN and NUL fill the line, EOT ends the transmission, 0x1A is an old end-of-file mark: none is text.
_FILLERS: Final = b"\x00\x04\x16\x1a \t\r\n"
_HEADER: Final = re.compile(
    rb"[\x00\x16 ]*\x01?[ ]*(?P<source>[A-Za-z]{1,6})[ ]?(?P<number>\d{1,5})[ ]+(?P<priority>[0-9A-Za-z])[ ]+"
    rb"(?P<category>[A-Za-z]{1,4})[ ]+(?P<words>\d{1,6})(?:[ ]+(?P<keywords>[^\r\n\x02]*))?[ ]*(?=[\r\n\x02]|$)"
)
_BARE_HEADER: Final = re.compile(
    rb"^[A-Z]{2,6}[ ]?\d{3,5}[ ]+[1-9][ ]+[A-Za-z]{1,4}[ ]+\d{1,6}(?:[ ][^\r\n]*)?\r?$", re.MULTILINE
)
_TIME: Final = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)[ ]*(?P<zone>[A-Za-z]{1,4}[ ]+)?(?P<month>[A-Za-z]{3})[a-z]*\.?[ ]+"
    r"(?P<year>\d{4}|\d\d)",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(r"(?:By|BY|Müxbir:?|Müəllif:|خبرنگار:|گزارش از|گزارش:|Автор:|Muhabir:)\s+\S.{0,80}")


@dataclass(frozen=True, slots=True)
class _Message:
    """The parts of a message, in bytes."""

    header: re.Match[bytes]
    slug: bytes
    text: bytes
    after: bytes
    before: bytes
    complete: bool


def recognises(data: bytes) -> int:
    """Return the confidence that bytes are IPTC 7901 messages."""
    head = data[:4096].lstrip(_FILLERS)
    if head.startswith(_SOH):
        return 95 if _HEADER.match(head) else 70 if _STX in head else 0
    if _BARE_HEADER.match(head):
        return 85 if _STX in head or _TIME.search(data[-200:].decode("latin-1")) else 60
    if b"ZCZC" in head[:64] and _SOH in head[:256]:
        return 70
    return 0


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read the messages of a file, each into one story.

    Raises:
        WireError: when there is no message in it.
    """
    if is_binary(data) and _SOH not in data[:256]:
        raise WireError("It is not text but a binary file.", "Take the text out of it and take that in.")
    chunks = _chunks(data)
    if not chunks:
        raise WireError("There is no IPTC 7901 message in it.", "Ask the partner to send it again.")
    return read_each(chunks, lambda chunk: _story(_message_of(*chunk), context))


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """Cut a file into messages; each with what stood before the first, which no other message may claim."""
    if _SOH in data:
        before, *chunks = data.split(_SOH)
    else:
        starts = [found.start() for found in _BARE_HEADER.finditer(data)]
        before = data[: starts[0]] if starts else b""
        chunks = [data[start:end] for start, end in pairwise((*starts, len(data)))]
    return [(chunk, b"" if index else before.strip(_FILLERS)) for index, chunk in enumerate(chunks)]


def _message_of(chunk: bytes, before: bytes) -> _Message:
    header = _HEADER.match(chunk)
    if not header:
        line = decode(re.split(rb"[\r\n\x02]", chunk, maxsplit=1)[0]).text
        raise WireError(
            f"The header line of the message is not as IPTC 7901 says: {line[:60]!r}.",
            "Ask the partner to send it again.",
        )
    rest = chunk[header.end() :]
    slug, framed, text = rest.partition(_STX)
    if not framed:
        slug, text = b"", rest
    text, complete, after = text.partition(_ETX)
    if not framed and not complete:
        text, after = _unframed(text)
    return _Message(header, slug, text, after.strip(_FILLERS), before, bool(complete) or not framed)


def _unframed(text: bytes) -> tuple[bytes, bytes]:
    """Part the text from the date-time group of a message that was stored without control bytes."""
    lines = text.rstrip(_FILLERS).split(b"\n")
    last = lines[-1].strip(_FILLERS)
    if _TIME.fullmatch(last.decode("latin-1")):
        return b"\n".join(lines[:-1]), last
    return text, b""


def _story(message: _Message, context: Context) -> Story:
    decoded = decode(message.text.strip(b"\x00\x16\x1a"))
    findings = Findings(context.zone, decoded.defects)
    body = "\n".join(_without_mark(line) for line in lines_of(decoded.text))
    headline, paragraphs = take_headline(paragraphs_in(body))
    if not headline and not paragraphs:
        raise WireError("There is no text in the message.", "Ask the partner to send it again.")
    if not message.complete:
        findings.defect("The message has no end-of-text sign (ETX); it may be cut short.")
    source, number = _ascii(message, "source"), _ascii(message, "number")
    keywords = decode((message.header["keywords"] or b"").strip(_FILLERS)).text.strip()
    slug = "/".join(line.strip(" \t/") for line in lines_of(decode(message.slug).text) if line.strip())
    moment, notes = _after(message, findings, context)
    priority = findings.small_number("priority", _ascii(message, "priority"))
    findings.keep("wordcount", _ascii(message, "words"))
    findings.keep("message", f"{source}{number}")
    return Story(
        uri=_uri(message, moment),
        headline=headline,
        slugline=slug or keywords,
        byline=_byline_of(paragraphs),
        dateline=dateline_of(paragraphs[0]) if paragraphs else "",
        source=source,
        urgency=priority,
        priority=priority,
        subject=(_ascii(message, "category"),),
        keywords=tuple(word for word in re.split(r"[,/]\s*|\s+", keywords) if word),
        versioncreated=moment,
        paragraphs=tuple(paragraphs),
        notes=notes,
        defects=tuple(findings.defects),
        format=NAME,
        given=tuple(findings.given),
    )


def _after(message: _Message, findings: Findings, context: Context) -> tuple[datetime | None, tuple[str, ...]]:
    """Read what stands outside the text: the date-time group, and words nobody may lose."""
    notes = [text for text in (decode(message.before).text.strip(),) if text]
    moment = None
    for line in lines_of(decode(message.after).text):
        found = _TIME.match(line.strip(" \t\x03\x04"))
        if found and moment is None:
            moment = parse_time(
                f"{found['day']} {found['month']} {found['year']} {found['hour']}:{found['minute']} "
                f"{(found['zone'] or '').strip()}",
                context.zone,
            )
            findings.keep("datetime", line.strip())
            if moment is None:
                findings.defect(f'The date-time group "{line.strip()}" is no time and is kept as written only.')
        elif line.strip(" \t\x03\x04"):
            notes.append(line.strip(" \t\x03\x04"))
    if not message.after:
        findings.defect("The message has no date-time group.")
    return moment, tuple(notes)


def _ascii(message: _Message, name: str) -> str:
    return (message.header[name] or b"").decode("ascii", "replace")


def _without_mark(line: str) -> str:
    """Take the "<" that begins a paragraph off a line, making it an indented one; "<b" is text and stays."""
    bare = line.lstrip(" \t")
    return f"  {bare[1:].lstrip(' ')}" if bare.startswith("<") and not re.match(r"<[A-Za-z/!?]", bare) else line


def _byline_of(paragraphs: list[str]) -> str:
    for line in [line for paragraph in paragraphs[:2] for line in paragraph.split("\n")][:2]:
        if _BYLINE.fullmatch(line):
            return line
    return ""


def _uri(message: _Message, moment: datetime | None) -> str:
    date = f"{moment:%Y%m%d}" if moment else hashlib.sha256(message.text).hexdigest()[:16]
    parts = (_ascii(message, "source"), _ascii(message, "category"), _ascii(message, "number"), date)
    return "urn:dabir:iptc7901:" + ":".join(parts).lower()


FORMAT: Final = Format(name=NAME, media_type="text/vnd.iptc.iptc7901", recognises=recognises, parse=parse)
