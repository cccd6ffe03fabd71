"""ANPA 1312 messages, framed by control bytes or, as often stored, without them.

A message is a header of two lines, the text between STX and ETX, and the time it was sent:

    SYN SYN SOH  b1488 US cpstf                        service level, number, agency's field, selector code
    r f DC3 DC1 Silk-Festival 1stLd-Writethru TB06 11-26 0588
                                                       priority, category, format, keyword, version, reference,
                                                       date filed, words
    STX ... ETX  11-26-26 1434EST  EOT

The text begins with lines that have a "^" before them and a "<" behind: the keyword line, the headline, notes for
editors, the byline. (ANPA 1312, "High-Speed Wire Service Transmission Guidelines", 1979, revised 1989.)

The format has no identifier: `Story.guid` is "" and the identity is made of what the message says of itself,
"urn:dabir:anpa1312:AGENCY:CATEGORY:NUMBER:DATE", so that a redelivery has the same. A new lead or a writethru has a
number of its own and so is a story of its own here; its version counts from the first one sent.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from dabir.domain.errors import WireError
from dabir.domain.story import Story
from dabir.wire import embargo
from dabir.wire.encoding import decode, is_binary
from dabir.wire.format import Context, Format, Reading, read_each
from dabir.wire.formats.anpa1312_text import ADD, Heading, body_of, heading_of
from dabir.wire.formats.anpa1312_time import TRAILER, moment_of, written_date
from dabir.wire.properties import Findings
from dabir.wire.telex import FILLERS, SOH, STX, byline_of, framed, header_of, starts_of
from dabir.wire.typography import read_codes
from dabir.wire.wrapped import dateline_of, lines_of

NAME: Final = "anpa1312"

_SECOND: Final = (
    rb"(?P<priority>[A-Za-z])[ ]?(?P<category>[A-Za-z]{1,3})[ ]?(?P<face>[\x11-\x14]{0,2})[ ]"
    rb"(?P<rest>[^\r\n\x01-\x03]*)"
)
# Possessive and bounded: a file of nothing but spaces must cost no more than its length.
_HEADER: Final = re.compile(
    rb"[\x00\x16\r\n ]*+\x01?[\x00\x16 ]*+(?P<level>[A-Za-z]?)(?P<number>\d{0,5})"
    rb"(?:(?P<agency>[^\x00-\x1f]{0,20})\x1f|[ ]?)(?P<selector>[A-Za-z-]{0,6}\d?)[ ]{0,8}\r{0,3}\n[\r\n]{0,4}"
    + _SECOND
)
_BARE_HEADER: Final = re.compile(
    rb"^(?P<level>[A-Za-z])(?P<number>\d{3,5})(?:[^\x00-\x1f]{0,20}\x1f|[ ]?)(?P<selector>[A-Za-z-]{2,6}\d?)[ ]{0,8}"
    rb"\r{0,3}\n" + _SECOND,
    re.MULTILINE,
)
#: How a header without framing bytes ends, if it is none that merely looks like one.
_FILED: Final = re.compile(rb"[ ]\d{1,2}-\d{1,2}[ ]+\d{1,5}[ ]*$")
_ENDED: Final = re.compile(rb"\x03" + TRAILER.pattern)
_KEYWORDS: Final = re.compile(
    r"(?P<keyword>\S*)(?P<middle>.*?)(?:[ ]+(?P<filed>\d{1,2}-\d{1,2}))?(?:[ ]+(?P<words>\d{1,5}))?[ ]*"
)
#: A version that replaces what was sent before: "1stLd", "7th Writethru", "2nd Ld-Writethru"; an add does not.
_VERSION: Final = re.compile(
    r"(?<!\w)(?:(?P<count>\d{1,2})(?:st|nd|rd|th)[ -]*"
    r"(?:(?:ld|lead)(?:[ -]*write-?thr(?:u|ough))?|write-?thr(?:u|ough))|write-?thr(?:u|ough))(?![a-z])",
    re.IGNORECASE,
)
#: ANPA 1312: flash, bulletin, urgent, regular, deferred, hold, and three kinds that wait for their day.
_URGENCY: Final = MappingProxyType({"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "h": 6, "a": 6, "s": 6, "w": 6, "y": 7})
_PLACE: Final = re.compile(r"\((?P<agency>[^()]{2,20})\)")


@dataclass(frozen=True, slots=True)
class _Message:
    """The parts of a message, in bytes, and what is wrong with its frame."""

    header: re.Match[bytes]
    text: bytes
    after: bytes
    before: bytes
    defects: tuple[str, ...]

    def told(self, name: str) -> str:
        """Return a field of the header."""
        return (self.header[name] or b"").decode("latin-1").strip()


@dataclass(frozen=True, slots=True)
class _Keywords:
    """What the second line of a header says behind the category."""

    keyword: str
    version: str
    filed: str
    words: str


def recognises(data: bytes) -> int:
    """Return the confidence that bytes are ANPA 1312 messages."""
    head = data[:4096].lstrip(FILLERS)
    found = _HEADER.match(head)
    if head.startswith(SOH) and found:
        return 97 if found["face"] or b"\x1f" in found[0] or STX in head else 80
    bare = _BARE_HEADER.match(head)
    if not bare:
        return 0
    return 85 if _FILED.search(bare["rest"]) else 75 if STX in head or bare["face"] else 0


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read the messages of a file, each into one story.

    Raises:
        WireError: when there is no message in it.
    """
    if is_binary(data) and SOH not in data[:256]:
        raise WireError("It is not text but a binary file.", "Take the text out of it and take that in.")
    starts = starts_of(data, _HEADER) or [found.start() for found in _BARE_HEADER.finditer(data)]
    if not starts:
        raise WireError("There is no ANPA 1312 message in it.", "Ask the partner to send it again.")
    before = data[: starts[0]].strip(FILLERS)
    spans = [(start, end, before if start == starts[0] else b"") for start, end in pairwise((*starts, len(data)))]
    return read_each(spans, lambda span: _story(_message_of(data[span[0] : span[1]], span[2]), context))


def _message_of(chunk: bytes, before: bytes) -> _Message:
    header = header_of(chunk, _HEADER, "header of the message is not as ANPA 1312")
    parts = framed(chunk[header.end() :], _ENDED, _unended)
    defects = parts.defects if header["number"] else ("The message has no story number.", *parts.defects)
    words = parts.between.strip(FILLERS)
    return _Message(header, words + b"\n" + parts.text if words else parts.text, parts.after, before, defects)


def _unended(text: bytes) -> tuple[bytes, bytes]:
    """Part the text from the time behind it in a message that was stored without control bytes."""
    lines = text.rstrip(FILLERS).rsplit(b"\n", 1)
    return (lines[0], lines[1]) if len(lines) > 1 and TRAILER.fullmatch(lines[1].rstrip(FILLERS)) else (text, b"")


def _story(message: _Message, context: Context) -> Story:
    decoded = decode(message.text.strip(b"\x00\x16\x1a"))
    typeset = read_codes(decoded.text, telex=True)
    findings = Findings(context.zone, decoded.defects + message.defects)
    typeset.tell(findings)
    heading, rest = heading_of(lines_of(typeset.text))
    headline, paragraphs = body_of(rest, heading.headline)
    if not headline and not paragraphs and not heading.slugline:
        raise WireError("There is no text in the message.", "Ask the partner to send it again.")
    keywords = _keywords_of(message)
    slugline = heading.slugline or " ".join(filter(None, (keywords.keyword, keywords.version)))
    notes, sent = _after(message)
    moment = moment_of(sent, findings, context.zone, context.received) if sent else None
    if not sent:
        findings.defect("The message does not say when it was sent.")
    ednote = "\n".join(heading.ednotes)
    held = embargo.marked(slugline, headline, ednote, *paragraphs[:1])
    embargoed = findings.embargo("embargo", held) if held is not None else None
    dateline = next(filter(None, map(dateline_of, paragraphs[:2])), "")
    version = _version_of(keywords.version, slugline, findings)
    _keep_header(message, keywords, heading, findings)
    return Story(
        uri=_uri(message, keywords, sent, dateline, context, (headline, *paragraphs)),
        version=version,
        headline=headline or ("" if paragraphs else slugline),
        slugline=slugline,
        byline=heading.byline or byline_of(paragraphs),
        dateline=dateline,
        ednote=ednote,
        source=_agency_of(message, dateline, context),
        urgency=_urgency(message, findings),
        subject=tuple(dict.fromkeys(filter(None, (message.told("category").lower(), *heading.subject)))),
        keywords=(keywords.keyword,) if keywords.keyword else (),
        versioncreated=moment,
        embargoed=embargoed,
        pubstatus=findings.status_in_force(findings.status("")),
        paragraphs=tuple(paragraphs),
        notes=(*heading.notes, *notes),
        defects=tuple(findings.defects),
        format=NAME,
        given=tuple(findings.given),
    )


def _keywords_of(message: _Message) -> _Keywords:
    rest = decode(message.header["rest"]).text.strip()
    found = _KEYWORDS.fullmatch(rest) if len(rest) <= 400 else None
    if not found:
        return _Keywords(rest, "", "", "")
    middle = " ".join(found["middle"].split())
    return _Keywords(found["keyword"], middle, found["filed"] or "", found["words"] or "")


def _keep_header(message: _Message, keywords: _Keywords, heading: Heading, findings: Findings) -> None:
    findings.keep("message", message.told("level") + message.told("number"))
    findings.keep("agency", message.told("agency"))
    findings.keep("selector", message.told("selector"))
    findings.keep("priority", message.told("priority"))
    findings.keep("filed", keywords.filed)
    findings.keep("wordcount", keywords.words)
    if keywords.keyword not in heading.slugline or keywords.version:
        findings.keep("keyword line", " ".join(filter(None, (keywords.keyword, keywords.version))))
    for name, value in heading.given:
        findings.keep(name, value)


def _version_of(told: str, slugline: str, findings: Findings) -> int:
    """Return the version, from 1 for what was sent first: the 1st lead or writethru is the second one."""
    if ADD.search(told) or ADD.search(slugline):
        findings.defect("It is an add: it goes with the story of the same keyword that came before it.")
        return 1
    found = _VERSION.search(told) or _VERSION.search(slugline)
    if not found:
        return 1
    findings.keep("version", found[0])
    return int(found["count"] or 1) + 1


def _urgency(message: _Message, findings: Findings) -> int:
    letter = message.told("priority")
    urgency = _URGENCY.get(letter.lower(), 0)
    if not urgency:
        findings.defect(f'The priority "{letter}" is none that ANPA 1312 knows and was not taken.')
    return urgency


def _after(message: _Message) -> tuple[tuple[str, ...], str]:
    """Return what stands outside the text: words nobody may lose, and the time it was sent as written."""
    notes = [text for text in (decode(message.before).text.strip(),) if text]
    sent = ""
    for line in lines_of(decode(message.after).text):
        bare = line.strip(" \t\x03\x04<")
        if bare and not sent and TRAILER.fullmatch(bare.encode("utf-8", "replace")):
            sent = bare
        elif bare:
            notes.append(bare)
    return tuple(notes), sent


def _agency_of(message: _Message, dateline: str, context: Context) -> str:
    named = _PLACE.search(dateline)
    return message.told("agency") or (named["agency"] if named else "") or context.partner


def _uri(
    message: _Message, keywords: _Keywords, sent: str, dateline: str, context: Context, words: tuple[str, ...]
) -> str:
    """Return the identity. Where the message does not say enough it hashes words, which no line ends alter."""
    text = " ".join(" ".join(words).split()) or keywords.keyword
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    number = message.told("number")
    parts = (
        _agency_of(message, dateline, context),
        message.told("category"),
        f"{message.told('level')}{number}" if number else digest,
        (written_date(sent) if sent else "") or digest,
    )
    return "urn:dabir:anpa1312:" + ":".join(quote(part.lower(), safe="") for part in parts)


FORMAT: Final = Format(name=NAME, media_type="text/vnd.anpa.1312", recognises=recognises, parse=parse)
