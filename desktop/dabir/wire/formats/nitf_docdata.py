"""What a NITF document says of itself in its head: `docdata`, revision history, subjects and everything else there.

Element and attribute names are those of the NITF 3.6 schema ("docdata", "revision-history", "tobject", "pubdata").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lxml import etree

from dabir.domain.story import Link, LinkKind, PubStatus
from dabir.wire.markup import text_of
from dabir.wire.properties import Findings, code_of
from dabir.wire.xml import Branch, attribute, children, local_name

#: Children of docdata that have a place in a story; the words of the others are kept as given.
_PLACED: Final = frozenset(
    {"doc-id", "du-key", "urgency", "date.issue", "date.release", "date.expire", "doc.copyright", "doc.rights"}
    | {"key-list", "ed-msg", "correction", "fixture"}
)


@dataclass(frozen=True, slots=True)
class DocData:
    """What the document says of itself (`docdata`)."""

    guid: str = ""
    urgency: int = 0
    status: PubStatus = PubStatus.USABLE
    embargoed: datetime | None = None
    expiry: datetime | None = None
    copyright: str = ""
    rights: str = ""
    source: str = ""
    ednote: str = ""
    keywords: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


def read_docdata(head: Branch, docdata: Branch, findings: Findings) -> DocData:
    """Read the head of a document; what has no place in a story is kept as given."""
    if docdata.element is None:
        _keep_others(head, docdata, findings)
        return DocData()
    guid = attribute(docdata.child("doc-id"), "id-string")
    managed = attribute(docdata.element, "management-status")
    status = findings.status(managed, "management-status")
    owner = docdata.child("doc.copyright")
    sources = [attribute(one, "src-name") or text_of(one) for one in children(docdata.child("del-list"), "from-src")]
    for fixture in docdata.children("fixture"):
        findings.keep("fixture", attribute(fixture, "fix-id") or text_of(fixture))
    _keep_others(head, docdata, findings)
    return DocData(
        guid=guid,
        urgency=findings.small_number("urgency", attribute(docdata.child("urgency"), "ed-urg")),
        status=status,
        embargoed=_embargo(docdata, managed, findings),
        expiry=findings.time("date.expire", _norm(docdata.child("date.expire"))),
        copyright=" ".join(filter(None, (attribute(owner, "year"), attribute(owner, "holder"), text_of(owner)))),
        rights=", ".join(filter(None, map(_rights, docdata.children("doc.rights")))),
        source=next(filter(None, sources), ""),
        ednote="\n".join(dict.fromkeys(_notes_to_editors(docdata))),
        keywords=tuple(filter(None, map(_keyword, children(docdata.child("key-list"), "keyword")))),
        links=_links(docdata, guid, status, findings),
    )


def read_dates(head: Branch, docdata: Branch, findings: Findings) -> tuple[datetime | None, datetime | None]:
    """Return the time of this version and that of the first: of issue, or of the last and first revision."""
    issued = findings.time("date.issue", _norm(docdata.child("date.issue")))
    revisions = []
    for revision in head.children("revision-history"):
        revisions.append(findings.time("revision-history", attribute(revision, "norm")))
        told = (attribute(revision, name) for name in ("name", "function", "comment"))
        findings.keep("revision-history", ", ".join(filter(None, told)))
    moments = [moment for moment in (issued, *revisions) if moment]
    return (max(moments), min(moments)) if moments else (None, None)


def read_subjects(head: Branch, docdata: Branch) -> tuple[str, ...]:
    """Return the subjects by their most exact names, and the classifiers."""
    found: list[str] = []
    for subject in children(head.child("tobject"), "tobject.subject"):
        names = [attribute(subject, f"tobject.subject.{level}") for level in ("type", "matter", "detail")]
        found.append(next(filter(None, reversed(names)), "") or attribute(subject, "tobject.subject.refnum"))
    classifiers = children(docdata.child("identified-content"), "classifier")
    found += [attribute(classifier, "value") or text_of(classifier) for classifier in classifiers]
    return tuple(dict.fromkeys(filter(None, found)))


def _norm(element: etree._Element | None) -> str:
    return attribute(element, "norm") or text_of(element)


def _embargo(docdata: Branch, status: str, findings: Findings) -> datetime | None:
    """Return the end of the embargo. An empty `date.release` means nothing: the default is the time of receipt."""
    released = _norm(docdata.child("date.release"))
    if released or code_of(status) == "embargoed":
        return findings.embargo("date.release", released)
    return None


def _rights(element: etree._Element) -> str:
    names = ("owner", "agent", "type", "limitations", "geography", "location-code", "startdate", "enddate")
    return ", ".join(filter(None, (*(attribute(element, name) for name in names), text_of(element))))


def _notes_to_editors(docdata: Branch) -> list[str]:
    told = [attribute(one, "info") or text_of(one) for name, one in docdata.parts if name in {"ed-msg", "correction"}]
    return [note for note in told if note]


def _keyword(element: etree._Element) -> str:
    return attribute(element, "key") or text_of(element)


def _links(docdata: Branch, guid: str, status: PubStatus, findings: Findings) -> tuple[Link, ...]:
    """Return what it corrects, and what it kills: `management-doc-idref` names the document the status is for."""
    links: list[Link] = []
    for correction in docdata.children("correction"):
        corrected = attribute(correction, "id-string") or guid
        if corrected:
            links.append(Link(LinkKind.CORRECTS, corrected))
        else:
            findings.defect("It is a correction but does not say of what.")
    managed = attribute(docdata.element, "management-doc-idref")
    if managed and managed != guid:
        if status is PubStatus.CANCELED:
            links.append(Link(LinkKind.KILLS, managed))
        findings.keep("management-doc-idref", managed)
    return tuple(dict.fromkeys(links))


def _keep_others(head: Branch, docdata: Branch, findings: Findings) -> None:
    """Keep the words of the head that no property of a story holds: scope, series, places, persons, page numbers."""
    for name, part in docdata.parts:
        if name not in _PLACED:
            _keep_words(part, name, findings)
    for name, part in head.parts:
        if name in {"meta", "pubdata", "iim", "tobject"}:
            _keep_words(part, name, findings)


def _keep_words(part: etree._Element, name: str, findings: Findings) -> None:
    """Keep the attributes and texts of an element and of those within it, each under its name."""
    for element in part.iter("*"):
        inner = local_name(element)
        if inner in {"classifier", "from-src"} or inner.startswith("tobject.subject"):
            continue  # subjects and sources: they have a place
        label = name if element is part else f"{name} {inner}"
        words = [value.strip() for key, value in element.attrib.items() if not str(key).startswith("{")]
        text = " ".join((element.text or "").split())
        told = ", ".join(filter(None, (*map(str, words), text)))
        findings.keep(label, told)
