"""What a NewsML-G2 item says of itself: identity, management, content and rights metadata, links.

Sources: IPTC NewsML-G2 specification and guidelines (itemMeta, contentMeta, rightsInfo); the signal, pubstatusg2 and
item relation NewsCodes. Codes are taken as `qcode`, `uri`, `literal` or text.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Final

from lxml import etree

from dabir.domain import language
from dabir.domain.story import Link, LinkKind, PubStatus, Story
from dabir.wire.format import Context
from dabir.wire.formats.newsml_g2_content import Content, read_content, read_groups
from dabir.wire.markup import text_of
from dabir.wire.properties import Findings, code_of
from dabir.wire.xml import attribute, child, children, language_of

_RELATIONS: Final = MappingProxyType(
    {
        "previousversion": LinkKind.REPLACES,
        "evolvedfrom": LinkKind.REPLACES,
        "replaces": LinkKind.REPLACES,
        "supersedes": LinkKind.REPLACES,
        "corrects": LinkKind.CORRECTS,
        "correctionof": LinkKind.CORRECTS,
        "iscorrectionof": LinkKind.CORRECTS,
        "kills": LinkKind.KILLS,
        "cancels": LinkKind.KILLS,
        "withdraws": LinkKind.KILLS,
    }
)
_CORRECTION_SIGNALS: Final = frozenset({"correction", "corrected"})
_KILL_SIGNALS: Final = frozenset({"kill", "killed", "cancel", "canceled", "cancelled", "withdrawal"})


def news_item_story(item: etree._Element, context: Context, defects: tuple[str, ...]) -> Story:
    """Make a story of a `newsItem`."""
    return _story(item, read_content(item, context), context, defects)


def package_story(item: etree._Element, context: Context, defects: tuple[str, ...]) -> Story:
    """Make a story of a `packageItem`: its headline, and a paragraph for each item it refers to."""
    return _story(item, Content(read_groups(item)), context, defects)


def _story(item: etree._Element, content: Content, context: Context, defects: tuple[str, ...]) -> Story:
    findings = Findings(context.zone, defects)
    item_meta, content_meta = child(item, "itemMeta"), child(item, "contentMeta")
    guid = attribute(item, "guid")
    if not guid:
        findings.defect("The item has no identifier (guid).")
    if not attribute(item, "version"):
        findings.defect("The item has no version number; version 1 was assumed.")
    version = findings.version(attribute(item, "version"))
    status, links = _standing(item_meta, guid, version, findings)
    declared = _language(item, content_meta)
    headline, other_headlines = _headline(content_meta, declared)
    story = Story(
        uri=guid,
        guid=item.get("guid", ""),
        version=version,
        declared_language=declared,
        headline=headline,
        slugline=_joined(content_meta, "slugline", " / "),
        byline=_joined(content_meta, "by", "; ") or _names(content_meta, "creator"),
        dateline=_joined(content_meta, "dateline", "; "),
        creditline=_joined(content_meta, "creditline", "; "),
        source=_names(item_meta, "provider") or _names(content_meta, "infoSource"),
        ednote=_joined(item_meta, "edNote", "\n"),
        urgency=findings.small_number("urgency", text_of(child(content_meta, "urgency"))),
        subject=tuple(filter(None, (_name(one) for one in children(content_meta, "subject")))),
        keywords=tuple(filter(None, (text_of(one) for one in children(content_meta, "keyword")))),
        pubstatus=status,
        paragraphs=content.body.paragraphs,
        notes=(*other_headlines, *_texts(content_meta, "description"), *content.body.notes),
        links=links,
    )
    story = _with_times(story, item_meta, content_meta, findings)
    story = _with_rights(story, child(item, "rightsInfo"), findings)
    for embedded in content.documents:
        story = _with_embedded(story, embedded)
    return _finished(story, item_meta, content_meta, findings)


def _finished(
    story: Story, item_meta: etree._Element | None, content_meta: etree._Element | None, findings: Findings
) -> Story:
    """Fall back on poorer properties where the proper ones are missing, and tell what is missing."""
    title = text_of(child(item_meta, "title"))
    headline = story.headline or title
    if title and title != headline:
        findings.keep("title", title)
    if not headline:
        findings.defect("The item has no headline.")
    if not story.declared_language:
        findings.defect("The item does not declare its language.")
    if story.versioncreated is None:
        findings.defect("The item does not say when this version was created.")
    status = story.pubstatus
    return replace(
        story,
        headline=headline,
        dateline=story.dateline or _names(content_meta, "located"),
        pubstatus=findings.status_in_force(status),
        notes=tuple(note for note in dict.fromkeys(story.notes) if note != headline),
        defects=tuple(dict.fromkeys((*findings.defects, *story.defects))),
        given=(*findings.given, *story.given),
    )


def _standing(
    item_meta: etree._Element | None, guid: str, version: int, findings: Findings
) -> tuple[PubStatus, tuple[Link, ...]]:
    """Return the publishing status and what the item does to others, from status, signals and links."""
    element = child(item_meta, "pubStatus")
    status = findings.status(_code(element) or text_of(element))
    links = [link for one in children(item_meta, "link") if (link := _link(one, guid, version, findings))]
    for signal in children(item_meta, "signal"):
        code = _code(signal) or text_of(signal)
        if code_of(code) in _KILL_SIGNALS:
            status = PubStatus.CANCELED
        elif code_of(code) in _CORRECTION_SIGNALS:
            replaced = [link for link in links if link.kind is LinkKind.REPLACES]
            targets = replaced or ([Link(LinkKind.REPLACES, guid, max(version - 1, 0))] if guid else [])
            links += [Link(LinkKind.CORRECTS, link.uri, link.version) for link in targets]
        findings.keep("signal", code)
    return status, tuple(dict.fromkeys(links))


def _link(element: etree._Element, guid: str, version: int, findings: Findings) -> Link | None:
    relation = attribute(element, "rel", "reluri")
    target = attribute(element, "residref", "href")
    kind = _RELATIONS.get(code_of(relation).replace("_", "").replace("-", ""))
    if kind is None or not target:
        findings.keep(f"link {relation}".strip(), target)
        return None
    number = attribute(element, "version")
    linked = findings.version(number) if number else 0
    if target == guid and not linked:
        # "The previous version" of the item itself; version 0 would mean any, this one too.
        linked = max(version - 1, 0)
    return Link(kind, target, linked)


def _with_times(
    story: Story, item_meta: etree._Element | None, content_meta: etree._Element | None, findings: Findings
) -> Story:
    version_created = findings.time("versionCreated", text_of(child(item_meta, "versionCreated")))
    first = findings.time("firstCreated", text_of(child(item_meta, "firstCreated")))
    embargoed = child(item_meta, "embargoed")
    expires = child(item_meta, "expires")
    if expires is None:
        expires = child(content_meta, "expires")
    return replace(
        story,
        versioncreated=version_created,
        firstcreated=first,
        embargoed=None if embargoed is None else findings.embargo("embargoed", text_of(embargoed)),
        expiry=findings.time("expires", text_of(expires)),
    )


def _with_rights(story: Story, rights: etree._Element | None, findings: Findings) -> Story:
    holder = "; ".join(filter(None, (_name(one) for one in children(rights, "copyrightHolder"))))
    notice = _joined(rights, "copyrightNotice", "\n")
    if notice:
        findings.keep("copyrightHolder", holder)
    notices = [attribute(one, "href") for one in children(rights, "copyrightNotice")]
    terms = [text_of(one) or attribute(one, "href") for one in children(rights, "usageTerms")]
    return replace(
        story,
        copyrightnotice=notice or holder or next(filter(None, notices), ""),
        usageterms="\n".join(filter(None, terms)),
    )


def _with_embedded(story: Story, nitf: Story) -> Story:
    """Fill in what only the NITF within the item says; what both say differently goes to the notes."""
    notes = [nitf.headline] if story.headline and nitf.headline != story.headline else []
    for own, other in ((story.byline, nitf.byline), (story.dateline, nitf.dateline)):
        if own and other and own != other:
            notes.append(other)
    status = story.pubstatus if story.pubstatus is not PubStatus.USABLE else nitf.pubstatus
    return replace(
        story,
        declared_language=story.declared_language or nitf.declared_language,
        headline=story.headline or nitf.headline,
        slugline=story.slugline or nitf.slugline,
        byline=story.byline or nitf.byline,
        dateline=story.dateline or nitf.dateline,
        source=story.source or nitf.source,
        copyrightnotice=story.copyrightnotice or nitf.copyrightnotice,
        usageterms=story.usageterms or nitf.usageterms,
        ednote="\n".join(dict.fromkeys(filter(None, (story.ednote, nitf.ednote)))),
        urgency=story.urgency or nitf.urgency,
        subject=tuple(dict.fromkeys(story.subject + nitf.subject)),
        keywords=tuple(dict.fromkeys(story.keywords + nitf.keywords)),
        firstcreated=story.firstcreated or nitf.firstcreated,
        versioncreated=story.versioncreated or nitf.versioncreated,
        embargoed=story.embargoed or nitf.embargoed,
        expiry=story.expiry or nitf.expiry,
        pubstatus=status,
        notes=(*story.notes, *filter(None, notes), *nitf.notes),
        links=tuple(dict.fromkeys(story.links + nitf.links)),
        defects=story.defects + nitf.defects,
        given=story.given + nitf.given,
    )


def _language(item: etree._Element, content_meta: etree._Element | None) -> str:
    """Return the language of the content as declared: contentMeta/language, else xml:lang on the way down."""
    tags = [attribute(one, "tag") or text_of(one) for one in children(content_meta, "language")]
    content = child(item, "contentSet")
    places = [language_of(one) for one in children(content)]
    places += [language_of(one) for inline in children(content, "inlineXML") for one in children(inline)]
    headline = language_of(child(content_meta, "headline"))
    return next(filter(None, [*tags, *places, headline, language_of(item)]), "")


def _headline(content_meta: etree._Element | None, declared: str) -> tuple[str, tuple[str, ...]]:
    """Return the headline in the language of the story, and the others."""
    found = [(language.normalise(language_of(one)), text_of(one)) for one in children(content_meta, "headline")]
    found = [(tag, text) for tag, text in found if text]
    if not found:
        return "", ()
    wanted = language.normalise(declared)
    chosen = next((pair for pair in found if pair[0] == wanted), found[0])
    return chosen[1], tuple(text for tag, text in found if text != chosen[1])


def _code(element: etree._Element | None) -> str:
    return attribute(element, "qcode", "uri", "literal")


def _name(element: etree._Element | None) -> str:
    """Return the name of a concept, or else its code."""
    name = text_of(child(element, "name"))
    return name or attribute(element, "literal", "qcode", "uri") or text_of(element)


def _names(parent: etree._Element | None, name: str) -> str:
    return "; ".join(dict.fromkeys(filter(None, (_name(one) for one in children(parent, name)))))


def _texts(parent: etree._Element | None, name: str) -> tuple[str, ...]:
    return tuple(filter(None, (text_of(one) for one in children(parent, name))))


def _joined(parent: etree._Element | None, name: str, separator: str) -> str:
    return separator.join(dict.fromkeys(_texts(parent, name)))
