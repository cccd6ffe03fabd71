"""What a NewsML-G2 item says of itself: identity, management, content and rights metadata, links.

Sources: IPTC NewsML-G2 specification and guidelines (itemMeta, contentMeta, rightsInfo); the signal, pubstatusg2 and
item relation NewsCodes. Codes are taken as `qcode`, `uri`, `literal` or text. What has no place in a story is kept
as given.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from lxml import etree

from dabir.domain import language
from dabir.domain.story import Link, LinkKind, PubStatus, Story
from dabir.wire import escaped
from dabir.wire.alternates import Part, Text, body_of, by_language, uri_of, with_alternates_killed
from dabir.wire.completion import completed
from dabir.wire.format import Context
from dabir.wire.formats.newsml_g2_content import read_content, read_groups
from dabir.wire.markup import text_of
from dabir.wire.properties import Findings, code_of
from dabir.wire.xml import attribute, child, children, language_of, local_name

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


#: Children of the parts of an item that have a place in a story; the words of the others are kept as given.
_PLACED: Final = frozenset(
    {"provider", "versionCreated", "firstCreated", "embargoed", "pubStatus", "edNote", "signal", "link", "title"}
    | {"expires", "urgency", "headline", "slugline", "by", "dateline", "creditline", "keyword", "subject"}
    | {"language", "description", "copyrightHolder", "copyrightNotice", "usageTerms"}
)


def news_item_stories(item: etree._Element, context: Context, defects: tuple[str, ...]) -> list[Story]:
    """Make a story of a `newsItem`; where it holds texts in several languages, one for each."""
    return _stories(item, read_content(item, context), context, defects)


def package_stories(item: etree._Element, context: Context, defects: tuple[str, ...]) -> list[Story]:
    """Make a story of a `packageItem`: its headline, and a paragraph for each item it refers to."""
    return _stories(item, [Text(read_groups(item))], context, defects)


def _stories(item: etree._Element, texts: list[Text], context: Context, defects: tuple[str, ...]) -> list[Story]:
    for part in children(item, "itemMeta", "contentMeta", "rightsInfo"):
        if escaped.expand(part):
            defects = tuple(dict.fromkeys((*defects, escaped.DEFECT)))
    parts = by_language(texts, _language(item, child(item, "contentMeta")))
    return [_story(item, part, context, defects) for part in parts]


def _story(item: etree._Element, part: Part, context: Context, defects: tuple[str, ...]) -> Story:
    """Make the story of an item in one language."""
    code, texts = part.code, part.texts
    findings = Findings(context.zone, defects)
    for text in texts:
        for defect in text.defects:
            findings.defect(defect)
    item_meta, content_meta, rights = (child(item, name) for name in ("itemMeta", "contentMeta", "rightsInfo"))
    guid = attribute(item, "guid")
    if not guid:
        findings.defect("The item has no identifier (guid).")
    if not attribute(item, "version"):
        findings.defect("The item has no version number; version 1 was assumed.")
    version = findings.version(attribute(item, "version"))
    status, links = _standing(item_meta, guid, version, findings)
    declared = (
        next((text.language for text in texts if text.language), code) if code else _language(item, content_meta)
    )
    headline, other_headlines = _headline(content_meta, declared, part)
    body = body_of(texts)
    story = Story(
        uri=uri_of(guid, code),
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
        paragraphs=body.paragraphs,
        notes=(*other_headlines, *_texts(content_meta, "description"), *body.notes),
        links=links,
        renditions=body.renditions,
    )
    story = _with_times(story, item_meta, content_meta, findings)
    story = _with_rights(story, rights, findings)
    for document in (document for text in texts for document in text.documents):
        story = completed(story, document)
    _keep_others(item, findings)
    story = _finished(story, item_meta, content_meta, findings)
    return story if code else with_alternates_killed(story)


def _keep_others(item: etree._Element, findings: Findings) -> None:
    """Keep the words of an item that no property of a story holds: genre, place, persons, service, file name."""
    parts = [part for name in ("itemMeta", "contentMeta", "rightsInfo") for part in children(child(item, name))]
    parts += children(item, "partMeta", "assert", "derivedFrom", "hopHistory", "inlineRef")
    for part in parts:
        name = local_name(part)
        if name not in _PLACED:
            findings.keep(name, _name(part) if child(part, "name") is not None else text_of(part) or _code(part))


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
    return story.changed(
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
    findings.order(("firstCreated", first), ("versionCreated", version_created))
    embargoed = child(item_meta, "embargoed")
    expires = child(item_meta, "expires")
    if expires is None:
        expires = child(content_meta, "expires")
    return story.changed(
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
    return story.changed(
        copyrightnotice=notice or holder or next(filter(None, notices), ""),
        usageterms="\n".join(filter(None, terms)),
    )


def _language(item: etree._Element, content_meta: etree._Element | None) -> str:
    """Return the language of the content as declared: contentMeta/language, else xml:lang on the way down."""
    tags = [attribute(one, "tag") or text_of(one) for one in children(content_meta, "language")]
    content = child(item, "contentSet")
    places = [language_of(one) for one in children(content)]
    places += [language_of(one) for inline in children(content, "inlineXML") for one in children(inline)]
    headline = language_of(child(content_meta, "headline"))
    return next(filter(None, [*tags, *places, headline, language_of(item)]), "")


def _headline(content_meta: etree._Element | None, declared: str, part: Part) -> tuple[str, tuple[str, ...]]:
    """Return the headline in the language of the story, and those that belong to no other story of the item."""
    found = [(language.normalise(language_of(one)), text_of(one)) for one in children(content_meta, "headline")]
    found = [(tag, text) for tag, text in found if text]
    wanted = language.normalise(declared)
    chosen = next((text for tag, text in found if tag == wanted), "")
    if part.code:
        return chosen, tuple(text for tag, text in found if tag == wanted and text != chosen)
    left = [text for tag, text in found if text != chosen and not (tag and tag in part.elsewhere)]
    if not chosen and left:
        return left[0], tuple(left[1:])
    return chosen, tuple(left)


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
