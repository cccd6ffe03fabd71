"""Terms in TBX, the exchange format of termbases (ISO 30042): TBX-Basic of both versions in, of 2008 out.

An entry is a concept with terms in several languages; each has an administrative status. Towards one language, the
preferred term is the target, admitted ones are further forms, deprecated and superseded ones are forbidden; as
sources all of them are looked for. A document that has entities or a DTD of its own is refused, and the DTD that a
document names is never fetched.

Sources: ISO 30042:2008 and 2019; TBX-Basic, LTAC/TerminOrgs 2014 (administrativeStatus, customerSubset).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from translate.storage import tbx

from dabir.domain.errors import InputRefused
from dabir.domain.language import normalise
from dabir.domain.term import Term
from dabir.translation.termbase.encoding import decode
from dabir.translation.termbase.entry import cleaned

_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE\b[^>\[]*(?P<own>\[)?[^>]*>?")
_ENTITY: Final = re.compile(r"<!ENTITY\b")
_REFERENCE: Final = re.compile(
    r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|(?P<bad>&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);))", re.DOTALL
)
_ROOT: Final = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_LINE_ENDS: Final = re.compile(r"[^\r\n]")
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_LANGUAGE_SECTIONS: Final = frozenset({"langSet", "langSec"})
_TERM_SECTIONS: Final = frozenset({"tig", "ntig", "termSec"})
_STATUS: Final = "administrativeStatus"
_PARTNER: Final = "customerSubset"
_PREFERRED: Final = frozenset({"preferredterm", "preferred"})
_FORBIDDEN: Final = frozenset({"deprecatedterm", "deprecated", "supersededterm", "superseded", "obsolete"})

#: How much of a file is looked at to tell its format, in bytes.
_HEAD_BYTES: Final = 512
_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang={language}>
<martifHeader>
<fileDesc><titleStmt><title>Terms of a news desk</title></titleStmt><sourceDesc><p>Dabir</p></sourceDesc></fileDesc>
<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>
</martifHeader>
<text><body>
"""
_TAIL: Final = "</body></text>\n</martif>\n"


class _Concept(tbx.tbxunit):
    """An entry as the version of 2019 names it."""

    # The names are translate-toolkit's.
    rootNode = "conceptEntry"  # noqa: N815
    languageNode = "langSec"  # noqa: N815


class _File(tbx.tbxfile):
    """A document as the version of 2019 names its parts."""

    UnitClass = _Concept
    rootNode = "tbx"  # noqa: N815


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document has.

    Attributes:
        terms: the entries that could be taken, in order.
        left_out: what could not and why, a sentence each, with its line.
    """

    terms: tuple[Term, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One term of a concept in one language."""

    text: str
    status: str
    partner: str


def is_xml(data: bytes) -> bool:
    """Tell by content whether a file of terms is TBX and no table."""
    head = data[:_HEAD_BYTES].replace(b"\x00", b"")
    return head.lstrip(b"\xef\xbb\xff\xfe\xbf \t\r\n").startswith(b"<")


def read(data: bytes, name: str, pair: tuple[str, str] | None = None) -> Reading:
    """Read the terms of a TBX document.

    Args:
        data: the document.
        name: its name, for people.
        pair: the direction that is wanted; None takes every direction between the languages of an entry.

    Raises:
        InputRefused: when it is no TBX or not well-formed, or brings entities or a DTD of its own; names the file and
            the line.
    """
    text = _safe(decode(data, name), name)
    wanted = (normalise(pair[0]), normalise(pair[1])) if pair else None
    terms: list[Term] = []
    left_out: list[str] = []
    for entry in _entries(text, name):
        place = f"{name}, line {entry.sourceline}"
        spellings = _spellings(entry)
        directions = [wanted] if wanted else list(itertools.permutations(spellings, 2))
        if not directions:
            left_out.append(f"{place}: this entry has fewer than two languages.")
        if wanted and spellings.keys().isdisjoint(wanted):
            left_out.append(f"{place}: this entry has neither of the two languages.")
            continue
        for source, target in directions:
            try:
                terms.append(_term(entry, spellings, source, target))
            except InputRefused as error:
                left_out.append(f"{place}: {error.message}")
    return Reading(tuple(terms), tuple(left_out))


def write(terms: Iterable[Term]) -> bytes:
    """Return a TBX-Basic document (2008) of terms, an entry each.

    Args:
        terms: of any directions; an entry does not tell a direction, so that reading it back gives both.
    """
    listed = list(terms)
    head = _HEAD.format(language=quoteattr(listed[0].source_language if listed else "en"))
    entries = (line for number, term in enumerate(listed, 1) for line in _entry(number, term))
    return (head + "".join(f"{line}\n" for line in entries) + _TAIL).encode("utf-8")


def _safe(text: str, name: str) -> str:
    """Return the document without its declaration and DOCTYPE, lines as they were.

    Raises:
        InputRefused: when it declares entities or markup, or uses an entity that XML itself does not have.
    """
    for found in (_ENTITY.search(text), next((one for one in _DOCTYPE.finditer(text) if one["own"]), None)):
        if found:
            raise InputRefused(
                f"{name}, line {_line(text, found.start())}: it has a DTD or entities of its own; they are not read.",
                "Export the termbase again without them.",
            )
    for reference in _REFERENCE.finditer(text):
        if reference["bad"]:
            raise InputRefused(
                f"{name}, line {_line(text, reference.start())}: there is a “&” that XML does not know.",
                "Write “&amp;” for “&”, and letters instead of entities.",
            )
    text = _DECLARATION.sub(_blank, text)
    return _DOCTYPE.sub(_blank, text, count=1)


def _entries(text: str, name: str) -> Iterator[Any]:
    """Yield the elements of the entries."""
    root = _ROOT.search(text)
    kind = {"martif": tbx.tbxfile, "tbx": _File}.get(root[1] if root else "")
    if kind is None:
        raise InputRefused(f"{name} is no TBX document.", "Choose a file that a termbase exported as TBX.")
    try:
        document = kind(BytesIO(text.encode("utf-8")))
    except AssertionError as error:
        raise InputRefused(f"{name} is no TBX document.", "Choose a file that a termbase exported as TBX.") from error
    except SyntaxError as error:
        # lxml's own error is one of these, and knows the place.
        raise InputRefused(
            f"{name}, line {error.lineno or 1}: it is not well-formed ({error.msg}).", "Export the termbase again."
        ) from error
    return (unit.xmlelement for unit in document.units)


def _spellings(entry: Any) -> dict[str, list[_Spelling]]:
    found: dict[str, list[_Spelling]] = {}
    for section in entry.iter("{*}*"):
        language = normalise(section.get(_LANGUAGE, ""))
        if _name(section) not in _LANGUAGE_SECTIONS or not language:
            continue
        for part in section.iter("{*}*"):
            if _name(part) in _TERM_SECTIONS:
                spelling = _spelling(part)
                if spelling.text:
                    found.setdefault(language, []).append(spelling)
    return found


def _spelling(part: Any) -> _Spelling:
    text = status = partner = ""
    for element in part.iter("{*}*"):
        content = " ".join("".join(element.itertext()).split())
        if _name(element) == "term":
            text = text or content
        elif _STATUS in {_name(element), element.get("type")}:
            # "deprecatedTerm-admn-sts" in one version is "deprecatedTerm" in another.
            status = content.partition("-")[0].lower()
        elif _PARTNER in {_name(element), element.get("type")}:
            partner = content
    return _Spelling(text, status, partner)


def _term(entry: Any, spellings: dict[str, list[_Spelling]], source: str, target: str) -> Term:
    """Make a term of a concept in one direction.

    Raises:
        InputRefused: when one of the languages has none that may be used.
    """
    sources = sorted(spellings.get(source, ()), key=_by_status)
    targets = sorted(spellings.get(target, ()), key=_by_status)
    allowed = [one.text for one in targets if one.status not in _FORBIDDEN]
    return cleaned(
        Term(
            sources[0].text if sources else "",
            allowed[0] if allowed else "",
            source,
            target,
            tuple(one.text for one in sources[1:]),
            tuple(allowed[1:]),
            tuple(one.text for one in targets if one.status in _FORBIDDEN),
            next((one.partner for one in (*sources, *targets) if one.partner), ""),
            _note(entry),
        )
    )


def _by_status(one: _Spelling) -> int:
    return 0 if one.status in _PREFERRED else 2 if one.status in _FORBIDDEN else 1


def _note(entry: Any) -> str:
    """Return the notes to the concept itself."""
    notes = (" ".join("".join(child.itertext()).split()) for child in entry if _name(child) == "note")
    return "\n".join(note for note in notes if note)


def _name(element: Any) -> str:
    """Return an element's name without its name space."""
    return str(element.tag).rpartition("}")[2]


def _entry(number: int, term: Term) -> Iterator[str]:
    yield f'<termEntry id="t{number}">'
    yield from (f"<note>{escape(line)}</note>" for line in term.note.splitlines())
    yield f"<langSet xml:lang={quoteattr(term.source_language)}>"
    yield _tig(term.source, "preferredTerm", term.partner)
    yield from (_tig(form, "admittedTerm") for form in term.source_forms)
    yield f"</langSet><langSet xml:lang={quoteattr(term.target_language)}>"
    yield _tig(term.target, "preferredTerm")
    yield from (_tig(form, "admittedTerm") for form in term.target_forms)
    yield from (_tig(form, "deprecatedTerm") for form in term.forbidden)
    yield "</langSet></termEntry>"


def _tig(text: str, status: str, partner: str = "") -> str:
    subset = f'<admin type="{_PARTNER}">{escape(partner)}</admin>' if partner else ""
    note = f'<termNote type="{_STATUS}">{status}-admn-sts</termNote>'
    return f"<tig><term>{escape(text)}</term>{note}{subset}</tig>"


def _blank(found: re.Match[str]) -> str:
    return _LINE_ENDS.sub(" ", found.group())


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
