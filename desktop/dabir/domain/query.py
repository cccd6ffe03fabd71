"""The language of the search box: words, phrases, words to leave out, and fields.

    زلزله "وزیر امور خارجه" -فوتبال partner:ARAN lang:fa urgency:1-3 after:2026-01-01 has:embargo

Words are looked for together; a phrase stands in quotation marks of any kind, "…", “…”, «…»; a minus before a word,
a phrase or a field leaves out. A field is a name, a colon and a value, or several with commas between; a value with
spaces stands in quotation marks. Pure: it knows no desk, so it knows what is no urgency, and not what is no partner.

What is no field is searched as words, and what has no sense is left out; both are said, never silently done.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Flag, auto
from types import MappingProxyType
from typing import Final

from dabir.domain.language import normalise
from dabir.domain.life import UNHANDLED, StoryState


class Mark(Flag):
    """What a story has or is, besides its properties. The values are those of the list's table."""

    KILL = auto()
    CORRECTION = auto()
    EMBARGO = auto()
    NOTE = auto()
    TRANSLATION = auto()


_NO_MARK: Final = Mark(0)

#: Formats by the name that is typed, with the media type their files are kept under. WXR is RSS in this respect.
FORMATS: Final = MappingProxyType(
    {
        "newsml-g2": "application/vnd.iptc.g2.newsmessage+xml",
        "newsml-1": "application/vnd.iptc.newsml+xml",
        "nitf": "application/nitf+xml",
        "ninjs": "application/ninjs+json",
        "json-feed": "application/feed+json",
        "rss": "application/rss+xml",
        "anpa1312": "text/vnd.anpa.1312",
        "iptc7901": "text/vnd.iptc.iptc7901",
        "mail": "message/rfc822",
        "html": "text/html",
        "plain": "text/plain",
    }
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that was typed and cannot be meant so.

    Attributes:
        start: its first character in what was typed (Unicode code points).
        end: one past its last.
        words: a sentence for the person who typed it.
        left_out: whether it has no effect; otherwise it was searched as words.
    """

    start: int
    end: int
    words: str
    left_out: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase to look for.

    Attributes:
        text: as it was typed, without quotation marks.
        phrase: whether it stood in quotation marks.
        unwanted: whether it is to be left out.
    """

    text: str
    phrase: bool = False
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Values of a field.

    Attributes:
        wanted: one of these; empty for any.
        unwanted: none of these.
    """

    wanted: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)

    def with_values(self, values: frozenset[str], *, unwanted: bool) -> Choice:
        """Return the choice with more values."""
        if unwanted:
            return replace(self, unwanted=self.unwanted | values)
        return replace(self, wanted=self.wanted | values)


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, understood.

    Attributes:
        terms: words and phrases in the order typed.
        partners: codes, in capital letters.
        languages: short codes.
        urgencies: digits, "1" to "9".
        states: values of `StoryState`.
        formats: names of wire formats.
        having: marks that a story must have, all of them; lacking: marks that it must not have.
        after: on this day or later; before: earlier than this day. The day is that of the time the list is sorted by.
        slugs: words of the slugline to look for.
        faults: what could not be meant so.
    """

    terms: tuple[Term, ...] = ()
    partners: Choice = Choice()
    languages: Choice = Choice()
    urgencies: Choice = Choice()
    states: Choice = Choice()
    formats: Choice = Choice()
    having: Mark = _NO_MARK
    lacking: Mark = _NO_MARK
    after: date | None = None
    before: date | None = None
    slugs: tuple[Term, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def refused(self) -> tuple[Fault, ...]:
        """The faults that were left out."""
        return tuple(fault for fault in self.faults if fault.left_out)


_QUOTED: Final = '"[^"]*"?|“[^”]*”?|„[^“”]*[“”]?|«[^»]*»?'
_PIECE: Final = re.compile(
    rf"(?P<minus>-(?=\S))?(?:(?P<field>[A-Za-z]+):(?P<value>(?:{_QUOTED}|[^\s\"“”„«»]+)?)|(?P<quoted>{_QUOTED})|(?P<word>[^\s]+))"
)
_MARKS_OF_QUOTATION: Final = '"“”„«»'
_DAY: Final = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_URGENCIES: Final = re.compile(r"([1-9])(?:[-–]([1-9]))?")


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said of a field: its value, and whether that is to be left out."""

    value: str
    unwanted: bool


#: A field's effect on the query so far. Raises ValueError with a sentence.
_Field = Callable[[Query, _Said], Query]


def parse(typed: str) -> Query:
    """Understand what was typed; anything is allowed.

    Args:
        typed: the whole content of the search box.
    """
    query, at = Query(), 0
    while found := _PIECE.search(typed, at):
        start, at = found.span()
        unwanted, name = found["minus"] is not None, (found["field"] or "").lower()
        if name in _FIELDS:
            query = _with_field(query, found, unwanted=unwanted)
            continue
        if found["quoted"] is not None:
            text = found["quoted"].strip(_MARKS_OF_QUOTATION)
            query = replace(query, terms=(*query.terms, Term(text, phrase=True, unwanted=unwanted)))
            continue
        # "NATO: …" and addresses are no attempts at a field.
        if name and found["value"] and not found["value"].startswith("//"):
            words = f"{found['field']} is no field, so it is searched as a word. Fields: {', '.join(_FIELDS)}."
            query = replace(query, faults=(*query.faults, Fault(start, at, words, left_out=False)))
        text = found["word"] or f"{found['field']}:{found['value']}"
        if not any(map(str.isalnum, text)):
            # Signs only: there is nothing to leave out.
            text, unwanted = found.group(), False
        query = replace(query, terms=(*query.terms, Term(text, unwanted=unwanted)))
    return _checked(query, typed)


def _with_field(query: Query, found: re.Match[str], *, unwanted: bool) -> Query:
    name, value = found["field"].lower(), found["value"].strip(_MARKS_OF_QUOTATION).strip()
    try:
        if not value:
            raise ValueError(f"{found['field']}: says nothing yet; {_EXAMPLES[name]}")  # noqa: TRY301
        return _FIELDS[name](query, _Said(value, unwanted))
    except ValueError as error:
        return replace(query, faults=(*query.faults, Fault(*found.span(), str(error))))


def _checked(query: Query, typed: str) -> Query:
    """Say what makes sense piece by piece and not together."""
    if query.after and query.before and query.before <= query.after:
        words = f"No day is on or after {query.after} and before {query.before}."
        query = replace(query, before=None, faults=(*query.faults, Fault(0, len(typed), words)))
    sought = (*query.terms, *query.slugs)
    if sought and all(term.unwanted for term in sought):
        words = "Say at least one word to look for besides those to leave out."
        query = replace(query, terms=(), slugs=(), faults=(*query.faults, Fault(0, len(typed), words)))
    return query


def _values(name: str, value: str) -> list[str]:
    found = [one.strip() for one in re.split("[,،]", value) if one.strip()]
    if not found:
        raise ValueError(f"{name}:{value} says nothing; {_EXAMPLES[name]}")
    return found


def _partner(query: Query, said: _Said) -> Query:
    codes = frozenset(one.upper() for one in _values("partner", said.value))
    return replace(query, partners=query.partners.with_values(codes, unwanted=said.unwanted))


def _language(query: Query, said: _Said) -> Query:
    codes = frozenset(map(normalise, _values("lang", said.value)))
    return replace(query, languages=query.languages.with_values(codes, unwanted=said.unwanted))


def _urgency(query: Query, said: _Said) -> Query:
    found: set[str] = set()
    for one in _values("urgency", said.value):
        bounds = _URGENCIES.fullmatch(_ascii_digits(one))
        if bounds is None:
            raise ValueError(f"urgency:{said.value} is no urgency; 1 to 9, or a range such as 1-3.")
        low, high = sorted((int(bounds[1]), int(bounds[2] or bounds[1])))
        found |= {str(number) for number in range(low, high + 1)}
    return replace(query, urgencies=query.urgencies.with_values(frozenset(found), unwanted=said.unwanted))


def _state(query: Query, said: _Said) -> Query:
    known = {state.value.replace(" ", ""): frozenset({state.value}) for state in StoryState}
    known["unhandled"] = frozenset(state.value for state in UNHANDLED)
    chosen: frozenset[str] = frozenset()
    for one in _values("state", said.value):
        states = known.get(re.sub("[ _-]", "", one.lower()))
        if states is None:
            names = ", ".join(state.value.replace(" ", "-") for state in StoryState)
            raise ValueError(f"state:{one} is no state; {names} or unhandled.")
        chosen |= states
    return replace(query, states=query.states.with_values(chosen, unwanted=said.unwanted))


def _format(query: Query, said: _Said) -> Query:
    short = {name.replace("-", ""): name for name in FORMATS}
    chosen = set()
    for one in _values("format", said.value):
        plain = re.sub("[ ._-]", "", one.lower())
        if plain not in short:
            raise ValueError(f"format:{one} is no format; {', '.join(FORMATS)}.")
        chosen.add(short[plain])
    return replace(query, formats=query.formats.with_values(frozenset(chosen), unwanted=said.unwanted))


def _has(query: Query, said: _Said) -> Query:
    marks = Mark(0)
    for one in _values("has", said.value):
        try:
            marks |= Mark[one.upper()]
        except KeyError:
            names = ", ".join((mark.name or "").lower() for mark in Mark)
            raise ValueError(f"has:{one} is nothing a story can have; {names}.") from None
    if said.unwanted:
        return replace(query, lacking=query.lacking | marks)
    return replace(query, having=query.having | marks)


def _after(query: Query, said: _Said) -> Query:
    day = _day("after", said.value)
    # Not on or after a day is before it.
    return replace(query, before=day) if said.unwanted else replace(query, after=day)


def _before(query: Query, said: _Said) -> Query:
    day = _day("before", said.value)
    return replace(query, after=day) if said.unwanted else replace(query, before=day)


def _slug(query: Query, said: _Said) -> Query:
    return replace(query, slugs=(*query.slugs, Term(said.value, unwanted=said.unwanted)))


def _day(name: str, value: str) -> date:
    found = _DAY.fullmatch(_ascii_digits(value))
    try:
        if found is None:
            raise ValueError  # noqa: TRY301
        day = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
        # The first and the last day there are cannot be moved by a zone.
        return min(max(day, date.min + timedelta(2)), date.max - timedelta(2))
    except ValueError:
        raise ValueError(f"{name}:{value} is no day; write it like 2026-11-25, 2026-11 or 2026.") from None


def _ascii_digits(text: str) -> str:
    """Return the text with digits of every script as 0 to 9."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


_FIELDS: Final[MappingProxyType[str, _Field]] = MappingProxyType(
    {
        "partner": _partner,
        "lang": _language,
        "urgency": _urgency,
        "after": _after,
        "before": _before,
        "state": _state,
        "slug": _slug,
        "format": _format,
        "has": _has,
    }
)
_EXAMPLES: Final = MappingProxyType(
    {
        "partner": "write a partner's code, like partner:ARAN.",
        "lang": "write a language, like lang:fa.",
        "urgency": "write 1 to 9, like urgency:1-3.",
        "after": "write a day, like after:2026-11-25.",
        "before": "write a day, like before:2026-11-25.",
        "state": "write a state, like state:approved.",
        "slug": "write words of a slugline, like slug:energy.",
        "format": "write a format, like format:nitf.",
        "has": "write kill, correction, embargo, note or translation.",
    }
)
