"""IPTC 7901 messages, framed by control bytes or, as often stored, without them.

A message is a header line (source and message number, priority, category, word count, keywords), the text between
STX and ETX, and a date-time group after it ("011234 FEB 26": day, hour and minute, month, year; IPTC 7901
"Recommended Message Format", revision 5). A file may hold several.

The format has no identifier: `Story.guid` is "" and the identity is made of what the header and the date-time group
say, "urn:dabir:iptc7901:SOURCE:CATEGORY:NUMBER:DATE", so that a redelivery has the same; message numbers begin anew
every day, which is why the date is part of it. A hash of the words takes the place of a date or a number that is not
there.

Bylines and datelines are copied from the text, never cut out of it. A "<" that begins or ends a line is the format's
sign and no part of the text.
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
from dabir.wire import embargo
from dabir.wire.encoding import decode, is_binary
from dabir.wire.format import Context, Format, Reading, read_each
from dabir.wire.properties import Findings
from dabir.wire.telex import FILLERS, SOH, STX, byline_of, framed, header_of, starts_of, without_signs
from dabir.wire.times import parse_time
from dabir.wire.typography import read_codes
from dabir.wire.wrapped import dateline_of, lines_of, paragraphs_in, take_headline

NAME: Final = "iptc7901"

# Possessive and bounded throughout: a file of nothing but spaces must cost no more than its length.
_HEADER: Final = re.compile(
    rb"[\x00\x16 ]*+\x01?[\x00\x02-\x08\x0e-\x1f ]*+(?P<source>[A-Za-z]{1,6})(?:[ ]?(?P<number>\d{1,5}))?[ ]+"
    rb"(?P<priority>[0-9A-Za-z])[ ]+(?P<category>[A-Za-z]{1,4})(?:[ ]+(?P<words>\d{1,6}))?"
    rb"(?:[ ](?P<keywords>[^\r\n\x01\x02\x03]*))?(?=[\r\n\x01\x02\x03]|$)"
)
_BARE_HEADER: Final = re.compile(
    rb"^[A-Z]{2,6}[ ]?\d{3,5}[ ]+[1-9][ ]+[A-Za-z]{1,4}[ ]+\d{1,6}(?:[ ][^\r\n]*)?\r?$", re.MULTILINE
)
#: A header without a number says too little to be told from a line of text but where a message must begin.
_UNNUMBERED: Final = re.compile(rb"[A-Z]{2,6}[ ]+[1-9][ ]+[A-Z]{2,4}[ ]+\d{1,6}(?:[ ][^\r\n]*)?(?=[\r\n]|$)")
_ZCZC: Final = re.compile(rb"ZCZC[^\r\n]{0,60}[\r\n]+")
_ENDED: Final = re.compile(rb"\x03[\x00-\x20]{0,40}\d{6}[ ]*(?:[A-Za-z]{1,4}[ ]+)?[A-Za-z]{3,9}\.?[ ]+\d{2,4}")
_TIME: Final = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)[ ]*(?P<zone>[A-Za-z]{1,4}[ ]+)?(?P<month>[A-Za-z]{3})[a-z]*\.?[ ]+"
    r"(?P<year>\d{4}|\d\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Message:
    """The parts of a message, in bytes, and what is wrong with its frame."""

    header: re.Match[bytes]
    slug: bytes
    text: bytes
    after: bytes
    before: bytes
    defects: tuple[str, ...]


def recognises(data: bytes) -> int:
    """Return the confidence that bytes are IPTC 7901 messages."""
    head = data[:4096].lstrip(FILLERS)
    if head.startswith(SOH):
        return 95 if _HEADER.match(head) else 70 if STX in head else 0
    called = _ZCZC.match(head)
    bare = head[called.end() :] if called else head
    dated = _TIME.search(data[-200:].decode("latin-1"))
    if _BARE_HEADER.match(bare):
        return 85 if STX in head or dated else 60
    if _UNNUMBERED.match(bare) and (STX in head or dated):
        return 60
    return 70 if b"ZCZC" in head[:64] and SOH in head[:256] else 0


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read the messages of a file, each into one story.

    Raises:
        WireError: when there is no message in it.
    """
    if is_binary(data) and SOH not in data[:256]:
        raise WireError("It is not text but a binary file.", "Take the text out of it and take that in.")
    chunks = _chunks(data)
    if not chunks:
        raise WireError("There is no IPTC 7901 message in it.", "Ask the partner to send it again.")
    return read_each(chunks, lambda chunk: _story(_message_of(*chunk), context))


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """Cut a file into messages; each with what stood before the first, which no other message may claim."""
    starts = starts_of(data, _HEADER)
    if not starts:
        starts = [found.start() for found in _BARE_HEADER.finditer(data)]
        first = len(data) - len(data.lstrip(FILLERS))
        if first not in starts and _UNNUMBERED.match(data, first):
            starts.insert(0, first)
    before = data[: starts[0]] if starts else b""
    return [
        (data[start:end], before.strip(FILLERS) if start == starts[0] else b"")
        for start, end in pairwise((*starts, len(data)))
    ]


def _message_of(chunk: bytes, before: bytes) -> _Message:
    header = header_of(chunk, _HEADER, "header line of the message is not as IPTC 7901")
    parts = framed(chunk[header.end() :], _ENDED, _unended)
    defects = parts.defects if header["number"] else ("The message has no number.", *parts.defects)
    return _Message(header, parts.between, parts.text, parts.after, before, defects)


def _unended(text: bytes) -> tuple[bytes, bytes]:
    """Part the text from the date-time group of a message that has no ETX."""
    lines = text.rstrip(FILLERS).split(b"\n")
    for count in (1, 2):
        last = lines[-count].strip(FILLERS) if len(lines) > count else b""
        if _TIME.fullmatch(last.decode("latin-1")):
            return b"\n".join(lines[:-count]), b"\n".join(lines[-count:])
        if last != b"NNNN":
            break
    return text, b""


def _story(message: _Message, context: Context) -> Story:
    decoded = decode(message.text.strip(b"\x00\x16\x1a"))
    typeset = read_codes(decoded.text)
    findings = Findings(context.zone, decoded.defects + message.defects)
    typeset.tell(findings)
    headline, paragraphs = take_headline(paragraphs_in("\n".join(without_signs(lines_of(typeset.text)))))
    if not headline and not paragraphs:
        raise WireError("There is no text in the message.", "Ask the partner to send it again.")
    source, number = _ascii(message, "source"), _ascii(message, "number")
    keywords = decode((message.header["keywords"] or b"").strip(FILLERS)).text.strip()
    slug = "/".join(line.strip(" \t/") for line in lines_of(decode(message.slug).text) if line.strip())
    moment, notes = _after(message, findings, context)
    priority = findings.small_number("priority", _ascii(message, "priority"))
    findings.keep("wordcount", _ascii(message, "words"))
    findings.keep("message", f"{source}{number}")
    held = embargo.marked(slug, keywords, headline, *paragraphs[:1])
    embargoed = findings.embargo("embargo", held) if held is not None else None
    return Story(
        uri=_uri(message, moment, (headline, *paragraphs)),
        headline=headline,
        slugline=slug or keywords,
        byline=byline_of(paragraphs),
        dateline=next(filter(None, map(dateline_of, paragraphs[:2])), ""),
        source=source,
        urgency=priority,
        priority=priority,
        subject=(_ascii(message, "category"),),
        keywords=tuple(word for word in re.split(r"[,/\s]+", keywords) if word),
        versioncreated=moment,
        embargoed=embargoed,
        pubstatus=findings.status_in_force(findings.status("")),
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


def _uri(message: _Message, moment: datetime | None, words: tuple[str, ...]) -> str:
    """Return the identity. Where the header does not suffice it hashes words, which no change of line ends alters."""
    digest = hashlib.sha256(" ".join(" ".join(words).split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    number, date = _ascii(message, "number") or digest, f"{moment:%Y%m%d}" if moment else digest
    parts = (_ascii(message, "source"), _ascii(message, "category"), number, date)
    return "urn:dabir:iptc7901:" + ":".join(parts).lower()


FORMAT: Final = Format(name=NAME, media_type="text/vnd.iptc.iptc7901", recognises=recognises, parse=parse)
