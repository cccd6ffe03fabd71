"""Plain text files: an optional block of headers, a headline, paragraphs.

Headers ("Headline: …", "تیتر: …", "Başlıq: …") are taken as such only where the block clearly is one: every line of
it has the form, and a name that can only be a header is among them. Otherwise every line is text. White space inside
lines, no-break spaces and zero-width non-joiners stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dabir.domain.errors import WireError
from dabir.domain.language import normalise
from dabir.domain.story import Story
from dabir.wire import embargo
from dabir.wire.encoding import decode, is_binary
from dabir.wire.format import Context, Format, Reading
from dabir.wire.properties import Findings
from dabir.wire.typography import read_codes
from dabir.wire.wrapped import dateline_of, lines_of, paragraphs_in, take_headline

NAME: Final = "plain"

_NAMES: Final = MappingProxyType(
    {
        "headline": "headline title تیتر عنوان başlıq",
        "slugline": "slug slugline اسلاگ sluq",
        "language": "language lang زبان dil",
        "date": "date updated تاریخ tarix",
        "created": "created firstcreated",
        "byline": "byline by author reporter خبرنگار نویسنده گزارشگر müəllif müxbir",
        "dateline": "dateline",
        "version": "version نسخه versiya",
        "guid": "guid id شناسه identifikator",
        "source": "source منبع mənbə",
        "credit": "credit creditline",
        "copyright": "copyright",
        "usage": "usage usageterms",
        "note": "note ednote یادداشت qeyd",
        "urgency": "urgency فوریت təcililik",
        "priority": "priority اولویت prioritet",
        "embargo": "embargo embargoed embarqo",
        "expiry": "expiry expires",
        "status": "status pubstatus",
        "keywords": "keywords کلیدواژه‌ها کلیدواژه açar-sözlər",
    }
)
_FIELDS: Final = MappingProxyType({name: field for field, names in _NAMES.items() for name in names.split(" ")})
#: Names that nothing but a header block begins with: one of them is enough, of the others it takes two.
_TELLING: Final = frozenset({"headline", "slug", "slugline", "guid", "byline", "تیتر", "اسلاگ", "başlıq", "sluq"})
_HEADER: Final = re.compile(r"[ \t]*(?P<name>[^\W\d_][\w\u200c -]{0,24}?)[ \t]*:(?:[ \t]+(?P<value>.*)|$)")
_WITH_FIGURES: Final = ("date", "created", "version", "urgency", "priority", "embargo", "expiry")
_DIGITS: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


@dataclass(frozen=True, slots=True)
class _Headers:
    """The header block of a file.

    Attributes:
        pairs: field, name as written and value, in order; the field is "" for a name that is none of ours.
        lines: how many it takes.
        values: the first value of each field.
    """

    pairs: tuple[tuple[str, str, str], ...]
    lines: int
    values: Mapping[str, str]

    @classmethod
    def of(cls, pairs: list[tuple[str, str]], lines: int) -> _Headers:
        """Make one of names and values."""
        told = tuple((_field_of(name), name, value) for name, value in pairs)
        return cls(told, lines, dict(reversed([(field, value) for field, _, value in told if field and value])))

    def get(self, field: str) -> str:
        """Return the first value of a field; ""."""
        return self.values.get(field, "")


def recognises(data: bytes) -> int:
    """Return the confidence that bytes are plain text: low, for every other format is text as well."""
    return 0 if not data.strip() or is_binary(data) else 10


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read a plain text file: one story.

    Raises:
        WireError: when it holds no text.
    """
    if is_binary(data):
        raise WireError("It is not text but a binary file.", "Take the text out of it and take that in.")
    decoded = decode(data)
    typeset = read_codes(decoded.text)
    headers = _headers_of(lines_of(typeset.text))
    body = "\n".join(lines_of(typeset.text)[headers.lines :])
    paragraphs = paragraphs_in(body)
    headline = headers.get("headline")
    if not headline:
        headline, paragraphs = take_headline(paragraphs)
    if not headline and not paragraphs:
        raise WireError("There is no text in it.", "Ask the partner to send it again.")
    findings = Findings(context.zone, decoded.defects)
    typeset.tell(findings)
    return [Reading(_story(headers, headline, tuple(paragraphs), findings))]


def _headers_of(lines: list[str]) -> _Headers:
    """Read the header block at the top of a file; empty where there clearly is none."""
    none = _Headers.of([], 0)
    pairs: list[tuple[str, str]] = []
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    end = start
    for end in range(start, len(lines)):
        line = lines[end]
        if not line.strip():
            break
        found = _HEADER.fullmatch(line)
        if found:
            pairs.append((found["name"], (found["value"] or "").strip(" \t")))
        elif pairs and line[0] in " \t":
            name, value = pairs[-1]
            pairs[-1] = (name, f"{value} {line.strip()}")
        else:
            return none
    else:
        end = len(lines)
    known = {_field_of(name) for name, _ in pairs} - {""}
    telling = any(_key(name) in _TELLING for name, _ in pairs)
    if not telling and (len(known) < 2 or len(known) * 2 < len(pairs)):
        return none
    return _Headers.of(pairs, end)


def _key(name: str) -> str:
    return re.sub(r"\s+", "-", name.replace("İ", "i").strip().lower())


def _field_of(name: str) -> str:
    return _FIELDS.get(_key(name), "")


def _story(headers: _Headers, headline: str, paragraphs: tuple[str, ...], findings: Findings) -> Story:
    taken: set[str] = set()
    for field, name, value in headers.pairs:
        if not field or field in taken:
            # What is no property of ours, or comes twice, is kept as written.
            findings.keep(name, value)
        elif value:
            taken.add(field)
    figures = {field: _in_ascii(field, headers, findings) for field in _WITH_FIGURES}
    guid = headers.get("guid")
    held = figures["embargo"] or embargo.marked(
        headers.get("slugline"), headline, headers.get("note"), *paragraphs[:1]
    )
    embargoed = findings.embargo("embargo", held) if held is not None else None
    return Story(
        uri=guid,
        guid=guid,
        version=findings.version(figures["version"]),
        language=normalise(headers.get("language")),
        declared_language=headers.get("language"),
        headline=headline,
        slugline=headers.get("slugline"),
        byline=headers.get("byline"),
        dateline=headers.get("dateline") or (dateline_of(paragraphs[0]) if paragraphs else ""),
        creditline=headers.get("credit"),
        source=headers.get("source"),
        copyrightnotice=headers.get("copyright"),
        usageterms=headers.get("usage"),
        ednote=headers.get("note"),
        urgency=findings.small_number("urgency", figures["urgency"]),
        priority=findings.small_number("priority", figures["priority"]),
        keywords=tuple(word.strip() for word in re.split("[,،;؛]", headers.get("keywords")) if word.strip()),
        firstcreated=findings.time("created", figures["created"]),
        versioncreated=findings.time("date", figures["date"]),
        embargoed=embargoed,
        expiry=findings.time("expiry", figures["expiry"]),
        pubstatus=findings.status_in_force(findings.status(headers.get("status"), "status")),
        paragraphs=paragraphs,
        defects=tuple(findings.defects),
        format=NAME,
        given=tuple(findings.given),
    )


def _in_ascii(field: str, headers: _Headers, findings: Findings) -> str:
    """Return a value with Persian or Arabic digits as ASCII ones; what was written is kept beside it."""
    written = headers.get(field)
    value = written.translate(_DIGITS)
    if value != written:
        findings.keep(field, written)
    return value


FORMAT: Final = Format(name=NAME, media_type="text/plain", recognises=recognises, parse=parse)
