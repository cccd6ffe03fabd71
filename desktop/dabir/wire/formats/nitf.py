"""NITF 3.x (IPTC News Industry Text Format), a file of its own or inside a NewsML-G2 item.

Element and attribute names are those of the NITF 3.6 schema. The `version` attribute of `nitf` is the version of the
format and never that of the story, which is `docdata/du-key/@version`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lxml import etree

from dabir.domain.story import Link, LinkKind, PubStatus, Story
from dabir.wire.format import Context, Format, Reading
from dabir.wire.markup import Body, collapse, paragraphs_of, text_of
from dabir.wire.properties import Findings, code_of
from dabir.wire.xml import attribute, child, children, language_of, local_name, read_document, sniff_root

NAME: Final = "nitf"


def recognises(data: bytes) -> int:
    """Return the confidence (0 to 100) that some bytes are NITF."""
    return 100 if sniff_root(data).name == "nitf" else 0


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read a NITF document.

    Raises:
        WireError: when it is not well-formed, or declares entities.
    """
    document = read_document(data)
    return [Reading(story_of(document.root, context, document.defects))]


def story_of(
    root: etree._Element, context: Context, defects: tuple[str, ...] = (), *, embedded: bool = False
) -> Story:
    """Make a story of a `nitf` element.

    Args:
        root: the element.
        context: what is known of the file.
        defects: what is known to be wrong with the file already.
        embedded: whether it stands in an item of another format, which says what is missing here.
    """
    findings = Findings(context.zone, defects)
    docdata = child(root, "head", "docdata")
    head = _read_head(child(root, "body", "body.head"))
    title = text_of(child(root, "head", "title"))
    body = _read_body(child(root, "body"))
    docs = _read_docdata(docdata, findings)
    issued, created = _dates(root, docdata, findings)
    other_title = (title,) if title and head.headline and title != head.headline else ()
    language = _language(root)
    if not embedded:
        _tell_missing(docs.guid, title or head.headline, issued, language, findings)
    return Story(
        uri=docs.guid,
        guid=docs.guid,
        version=findings.version(attribute(child(docdata, "du-key"), "version")),
        declared_language=language,
        headline=head.headline or title,
        slugline=attribute(child(docdata, "du-key"), "key"),
        byline=head.byline,
        dateline=head.dateline,
        source=head.distributor or docs.source,
        copyrightnotice=head.copyright or docs.copyright,
        usageterms=head.rights or docs.rights,
        ednote=docs.ednote,
        urgency=docs.urgency,
        subject=_subjects(root),
        keywords=docs.keywords,
        firstcreated=created,
        versioncreated=issued,
        embargoed=docs.embargoed,
        expiry=docs.expiry,
        pubstatus=findings.status_in_force(docs.status),
        paragraphs=head.subheads + body.paragraphs,
        notes=tuple(dict.fromkeys(other_title + head.notes + body.notes)),
        links=docs.links,
        defects=tuple(findings.defects),
        given=tuple(findings.given),
    )


def _tell_missing(guid: str, headline: str, issued: datetime | None, language: str, findings: Findings) -> None:
    missing = {
        "It has no identifier (doc-id).": guid,
        "It has no headline.": headline,
        "It does not say when it was issued.": issued,
        "It does not declare its language.": language,
    }
    for sentence, there in missing.items():
        if not there:
            findings.defect(sentence)


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above the text (`body.head`); `notes` are the words that are no property."""

    headline: str = ""
    subheads: tuple[str, ...] = ()
    byline: str = ""
    dateline: str = ""
    distributor: str = ""
    copyright: str = ""
    rights: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _DocData:
    """What the document says of itself (`docdata`)."""

    guid: str
    urgency: int
    status: PubStatus
    embargoed: datetime | None
    expiry: datetime | None
    copyright: str
    rights: str
    source: str
    ednote: str
    keywords: tuple[str, ...]
    links: tuple[Link, ...]


def _read_head(element: etree._Element | None) -> _Head:
    if element is None:
        return _Head()
    hedline = child(element, "hedline")
    first = child(hedline, "hl1")
    rest: list[str] = []
    for part in children(hedline):
        if part is not first:
            rest += paragraphs_of(part).paragraphs
    single = ("dateline", "distributor", "copyrite", "rights")
    taken = {name: child(element, name) for name in single}
    notes: list[str] = [element.text or ""]
    for part in children(element):
        if part is not taken.get(local_name(part)) and local_name(part) not in {"hedline", "byline"}:
            notes += [*paragraphs_of(part).paragraphs, *paragraphs_of(part).notes]
        notes.append(part.tail or "")
    if hedline is not None:
        notes += [hedline.text or "", *(part.tail or "" for part in hedline)]
    return _Head(
        headline=text_of(first),
        subheads=tuple(rest),
        byline="; ".join(filter(None, (text_of(part) for part in children(element, "byline")))),
        dateline=text_of(taken["dateline"]),
        distributor=text_of(taken["distributor"]),
        copyright=text_of(taken["copyrite"]),
        rights=text_of(taken["rights"]),
        notes=tuple(collapse(note) for note in notes if note.strip()),
    )


def _read_body(element: etree._Element | None) -> Body:
    """Return what stands below the head, in order: content, end, and whatever else a wire puts there."""
    if element is None:
        return Body(())
    paragraphs: list[str] = []
    notes: list[str] = []
    loose = etree.Element("p")
    loose.text = element.text
    for part in element:
        paragraphs += paragraphs_of(loose).paragraphs
        if local_name(part) != "body.head":
            found = paragraphs_of(part)
            paragraphs += found.paragraphs
            notes += found.notes
        loose.text = part.tail
    paragraphs += paragraphs_of(loose).paragraphs
    return Body(tuple(paragraphs), tuple(notes))


def _read_docdata(docdata: etree._Element | None, findings: Findings) -> _DocData:
    guid = attribute(child(docdata, "doc-id"), "id-string")
    release, expire = child(docdata, "date.release"), child(docdata, "date.expire")
    status = findings.status(attribute(docdata, "management-status"), "management-status")
    embargoed = None
    released = attribute(release, "norm") or text_of(release)
    if released:
        # An empty element means nothing: the default is the time of receipt.
        embargoed = findings.embargo("date.release", released)
    elif code_of(attribute(docdata, "management-status")) == "embargoed":
        embargoed = findings.embargo("date.release", "")
    owner = child(docdata, "doc.copyright")
    rights = child(docdata, "doc.rights")
    sources = [attribute(one, "src-name") for one in children(child(docdata, "del-list"), "from-src")]
    for fixture in children(docdata, "fixture"):
        findings.keep("fixture", attribute(fixture, "fix-id"))
    return _DocData(
        guid=guid,
        urgency=findings.small_number("urgency", attribute(child(docdata, "urgency"), "ed-urg")),
        status=status,
        embargoed=embargoed,
        expiry=findings.time("date.expire", attribute(expire, "norm") or text_of(expire)),
        copyright=" ".join(filter(None, (attribute(owner, "year"), attribute(owner, "holder")))),
        rights=", ".join(filter(None, (attribute(rights, "owner"), attribute(rights, "limitations", "geography")))),
        source=next(filter(None, sources), ""),
        ednote="\n".join(_notes_to_editors(docdata)),
        keywords=tuple(filter(None, (_keyword(one) for one in children(child(docdata, "key-list"), "keyword")))),
        links=_links(docdata, guid, status, findings),
    )


def _notes_to_editors(docdata: etree._Element | None) -> list[str]:
    told = [attribute(one, "info") or text_of(one) for one in children(docdata, "ed-msg", "correction")]
    return [note for note in told if note]


def _keyword(element: etree._Element) -> str:
    return attribute(element, "key") or text_of(element)


def _links(docdata: etree._Element | None, guid: str, status: PubStatus, findings: Findings) -> tuple[Link, ...]:
    """Return what it corrects, and what it kills: `management-doc-idref` names the document the status is for."""
    links: list[Link] = []
    for correction in children(docdata, "correction"):
        corrected = attribute(correction, "id-string") or guid
        if corrected:
            links.append(Link(LinkKind.CORRECTS, corrected))
        else:
            findings.defect("It is a correction but does not say of what.")
    managed = attribute(docdata, "management-doc-idref")
    if managed and managed != guid:
        if status is PubStatus.CANCELED:
            links.append(Link(LinkKind.KILLS, managed))
        findings.keep("management-doc-idref", managed)
    return tuple(dict.fromkeys(links))


def _dates(
    root: etree._Element, docdata: etree._Element | None, findings: Findings
) -> tuple[datetime | None, datetime | None]:
    """Return the time of this version and that of the first: of issue, or of the last and first revision."""
    element = child(docdata, "date.issue")
    issued = findings.time("date.issue", attribute(element, "norm") or text_of(element))
    revisions = [
        findings.time("revision-history", attribute(revision, "norm"))
        for revision in children(child(root, "head"), "revision-history")
    ]
    moments = [moment for moment in (issued, *revisions) if moment]
    return (max(moments), min(moments)) if moments else (None, None)


def _subjects(root: etree._Element) -> tuple[str, ...]:
    head = child(root, "head")
    found: list[str] = []
    for subject in children(child(head, "tobject"), "tobject.subject"):
        names = [attribute(subject, f"tobject.subject.{level}") for level in ("type", "matter", "detail")]
        found.append(next(filter(None, reversed(names)), "") or attribute(subject, "tobject.subject.refnum"))
    classifiers = children(child(head, "docdata", "identified-content"), "classifier")
    found += [attribute(classifier, "value") or text_of(classifier) for classifier in classifiers]
    return tuple(dict.fromkeys(filter(None, found)))


def _language(root: etree._Element) -> str:
    """Return the language as declared: on `nitf`, on its body, or on the first paragraph that has one."""
    body = child(root, "body")
    places = [root, body, child(body, "body.content"), child(body, "body.head", "hedline", "hl1")]
    places += list(children(child(body, "body.content")))[:1]
    return next(filter(None, (language_of(place) for place in places)), "")


FORMAT: Final = Format(NAME, "application/nitf+xml", recognises, parse)
