"""NITF 3.x (IPTC News Industry Text Format), a file of its own or inside a NewsML item.

Element and attribute names are those of the NITF 3.6 schema. The `version` attribute of `nitf` is the version of the
format and never that of the story, which is `docdata/du-key/@version`. Bodies are read as agencies really send them:
plain text, escaped HTML and CDATA among them; what the head says is read in `dabir.wire.formats.nitf_docdata`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lxml import etree

from dabir.domain.story import Rendition, Story
from dabir.wire import escaped
from dabir.wire.format import Context, Format, Reading
from dabir.wire.formats.nitf_docdata import read_dates, read_docdata, read_subjects
from dabir.wire.markup import Body, collapse, paragraphs_of, paragraphs_of_text, text_of
from dabir.wire.properties import Findings
from dabir.wire.xml import Branch, attribute, child, children, language_of, local_name, read_document, sniff_root

NAME: Final = "nitf"
#: In these, blank lines part paragraphs where the text has no markup.
_TEXTS: Final = frozenset({"body.content", "block", "body.end", "body"})


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
    """Make a story of a `nitf` element; markup that stands in it as text is put into its tree.

    Args:
        root: the element.
        context: what is known of the file.
        defects: what is known to be wrong with the file already.
        embedded: whether it stands in an item of another format, which says what is missing here.
    """
    findings = Findings(context.zone, defects)
    if escaped.expand(root):
        findings.defect(escaped.DEFECT)
    document_head, document_body = Branch(child(root, "head")), Branch(child(root, "body"))
    docdata = Branch(document_head.child("docdata"))
    head = _read_head(Branch(document_body.child("body.head")))
    title = text_of(document_head.child("title"))
    body = _read_body(document_body.element)
    docs = read_docdata(document_head, docdata, findings)
    issued, created = read_dates(document_head, docdata, findings)
    other_title = (title,) if title and head.headline and title != head.headline else ()
    language = _language(root, document_body)
    if not embedded:
        _tell_missing(docs.guid, title or head.headline, issued, language, findings)
    key = docdata.child("du-key")
    return Story(
        uri=docs.guid,
        guid=docs.guid,
        version=findings.version(attribute(key, "version")),
        declared_language=language,
        headline=head.headline or title,
        slugline=attribute(key, "key"),
        byline=head.byline,
        dateline=head.dateline,
        source=head.distributor or docs.source,
        copyrightnotice=head.copyright or docs.copyright or _copyright_below(document_body),
        usageterms=head.rights or docs.rights,
        ednote=docs.ednote,
        urgency=docs.urgency,
        subject=read_subjects(document_head, docdata),
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
        renditions=tuple(dict.fromkeys(head.renditions + body.renditions)),
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
    renditions: tuple[Rendition, ...] = ()


def _read_head(branch: Branch) -> _Head:
    element = branch.element
    if element is None:
        return _Head()
    hedline = branch.child("hedline")
    first = child(hedline, "hl1")
    rest: list[str] = []
    for part in children(hedline):
        if part is not first:
            rest += paragraphs_of(part).paragraphs
    taken = {name: branch.child(name) for name in ("dateline", "distributor", "copyrite", "rights")}
    notes: list[str] = [element.text or ""]
    renditions: list[Rendition] = []
    for name, part in branch.parts:
        if part is not taken.get(name) and name not in {"hedline", "byline"}:
            found = paragraphs_of(part, listed=True)
            notes += [*found.paragraphs, *found.notes]
            renditions += found.renditions
        notes.append(part.tail or "")
    if hedline is not None:
        notes += [hedline.text or "", *(part.tail or "" for part in hedline)]
    return _Head(
        headline=text_of(first),
        subheads=tuple(rest),
        byline="; ".join(filter(None, map(text_of, branch.children("byline")))),
        dateline=text_of(taken["dateline"]),
        distributor=text_of(taken["distributor"]),
        copyright=text_of(taken["copyrite"]),
        rights=text_of(taken["rights"]),
        notes=tuple(collapse(note) for note in notes if note.strip()),
        renditions=tuple(renditions),
    )


def _read_body(element: etree._Element | None) -> Body:
    """Return what stands below the head, in order: content, end, and whatever else a wire puts there."""
    if element is None:
        return Body(())
    paragraphs: list[str] = []
    notes: list[str] = []
    renditions: list[Rendition] = []
    paragraphs += _loose(element.text)
    for part in element:
        if local_name(part) != "body.head":
            found = _read_part(part)
            paragraphs += found.paragraphs
            notes += found.notes
            renditions += found.renditions
        paragraphs += _loose(part.tail)
    return Body(tuple(paragraphs), tuple(notes), tuple(renditions))


def _loose(text: str | None) -> tuple[str, ...]:
    """Return the words that stand between the parts of a body."""
    return () if not text or text.isspace() else (collapse(text),)


def _read_part(part: etree._Element) -> Body:
    """Return the text of a part of the body. One without any markup is parted by its blank lines."""
    if not len(part) and local_name(part) in _TEXTS:
        return Body(paragraphs_of_text(part.text or ""))
    return paragraphs_of(part, listed=True)


def _copyright_below(body: Branch) -> str:
    """Return the copyright line that stands in or after the text, where it stays a paragraph as well."""
    lines = [child(body.child(name), "copyrite") for name in ("body.end", "body.content")]
    return next((text_of(line) for line in lines if line is not None), "")


def _language(root: etree._Element, body: Branch) -> str:
    """Return the language as declared: on `nitf` (older: baselang), its body, its headline or first paragraph."""
    content = body.child("body.content")
    places = [root, body.element, content, child(body.child("body.head"), "hedline", "hl1")]
    return next(filter(None, map(language_of, (*places, next(children(content), None)))), "")


FORMAT: Final = Format(NAME, "application/nitf+xml", recognises, parse)
