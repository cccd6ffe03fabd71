"""What a NewsML-G2 item says of itself: identity, management, content and rights metadata, links.

Sources: IPTC NewsML-G2 specification and guidelines (itemMeta, contentMeta, rightsInfo); the signal, pubstatusg2 and
item relation NewsCodes. Codes are taken as `qcode`, `uri`, `literal` or text. What has no place in a story is kept
as given.
"""

from __future__ import annotations

from dataclasses import dataclass
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
from dabir.wire.xml import Branch, attribute, child, children, language_of

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
#: Children of an item itself whose words are kept as given.
_BESIDE: Final = frozenset({"partMeta", "assert", "derivedFrom", "hopHistory", "inlineRef"})


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
    said = _Said.of(item)
    declared = _language(said)
    return [_story(said, part, declared, context, defects) for part in by_language(texts, declared)]


@dataclass(frozen=True, slots=True)
class _Said:
    """What an item says of itself, beside its content."""

    item: etree._Element
    parts: Branch
    item_meta: Branch
    content_meta: Branch
    rights: Branch

    @classmethod
    def of(cls, item: etree._Element) -> _Said:
        """Look at an item."""
        parts = Branch(item)
        metadata = (Branch(parts.child(name)) for name in ("itemMeta", "contentMeta", "rightsInfo"))
        return cls(item, parts, *metadata)


def _story(said: _Said, part: Part, own_language: str, context: Context, defects: tuple[str, ...]) -> Story:
    """Make the story of an item in one language."""
    item, item_meta, content_meta = said.item, said.item_meta, said.content_meta
    code, texts = part.code, part.texts
    findings = Findings(context.zone, defects)
    for text in texts:
        for defect in text.defects:
            findings.defect(defect)
    guid = attribute(item, "guid")
    if not guid:
        findings.defect("The item has no identifier (guid).")
    if not attribute(item, "version"):
        findings.defect("The item has no version number; version 1 was assumed.")
    version = findings.version(attribute(item, "version"))
    status, links = _standing(item_meta, guid, version, findings)
    declared = next((text.language for text in texts if text.language), code) if code else own_language
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
        urgency=findings.small_number("urgency", text_of(content_meta.child("urgency"))),
        subject=tuple(filter(None, (_name(one) for one in content_meta.children("subject")))),
        keywords=_texts(content_meta, "keyword"),
        pubstatus=status,
        paragraphs=body.paragraphs,
        notes=(*other_headlines, *_texts(content_meta, "description"), *body.notes),
        links=links,
        renditions=body.renditions,
    )
    story = _with_times(story, item_meta, content_meta, findings)
    story = _with_rights(story, said.rights, findings)
    for document in (document for text in texts for document in text.documents):
        story = completed(story, document)
    _keep_others(said, findings)
    story = _finished(story, item_meta, content_meta, findings)
    return story if code else with_alternates_killed(story)


def _keep_others(said: _Said, findings: Findings) -> None:
    """Keep the words of an item that no property of a story holds: genre, place, persons, service, file name."""
    others = [one for part in (said.item_meta, said.content_meta, said.rights) for one in part.parts]
    others += [one for one in said.parts.parts if one[0] in _BESIDE]
    for name, part in others:
        if name not in _PLACED:
            findings.keep(name, _name(part) if child(part, "name") is not None else text_of(part) or _code(part))


def _finished(story: Story, item_meta: Branch, content_meta: Branch, findings: Findings) -> Story:
    """Fall back on poorer properties where the proper ones are missing, and tell what is missing."""
    title = text_of(item_meta.child("title"))
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


def _standing(item_meta: Branch, guid: str, version: int, findings: Findings) -> tuple[PubStatus, tuple[Link, ...]]:
    """Return the publishing status and what the item does to others, from status, signals and links."""
    element = item_meta.child("pubStatus")
    status = findings.status(_code(element) or text_of(element))
    links = [link for one in item_meta.children("link") if (link := _link(one, guid, version, findings))]
    for signal in item_meta.children("signal"):
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


def _with_times(story: Story, item_meta: Branch, content_meta: Branch, findings: Findings) -> Story:
    version_created = findings.time("versionCreated", text_of(item_meta.child("versionCreated")))
    first = findings.time("firstCreated", text_of(item_meta.child("firstCreated")))
    findings.order(("firstCreated", first), ("versionCreated", version_created))
    embargoed = item_meta.child("embargoed")
    expires = item_meta.child("expires")
    if expires is None:
        expires = content_meta.child("expires")
    return story.changed(
        versioncreated=version_created,
        firstcreated=first,
        embargoed=None if embargoed is None else findings.embargo("embargoed", text_of(embargoed)),
        expiry=findings.time("expires", text_of(expires)),
    )


def _with_rights(story: Story, rights: Branch, findings: Findings) -> Story:
    holder = "; ".join(filter(None, (_name(one) for one in rights.children("copyrightHolder"))))
    notice = _joined(rights, "copyrightNotice", "\n")
    if notice:
        findings.keep("copyrightHolder", holder)
    notices = [attribute(one, "href") for one in rights.children("copyrightNotice")]
    terms = [text_of(one) or attribute(one, "href") for one in rights.children("usageTerms")]
    return story.changed(
        copyrightnotice=notice or holder or next(filter(None, notices), ""),
        usageterms="\n".join(filter(None, terms)),
    )


def _language(said: _Said) -> str:
    """Return the language of the content as declared: contentMeta/language, else xml:lang on the way down."""
    for one in said.content_meta.children("language"):
        if tag := attribute(one, "tag") or text_of(one):
            return tag
    content = said.parts.child("contentSet")
    places = [*children(content), *(one for inline in children(content, "inlineXML") for one in children(inline))]
    return next(filter(None, map(language_of, [*places, said.content_meta.child("headline"), said.item])), "")


def _headline(content_meta: Branch, declared: str, part: Part) -> tuple[str, tuple[str, ...]]:
    """Return the headline in the language of the story, and those that belong to no other story of the item."""
    found = [(language.normalise(language_of(one)), text_of(one)) for one in content_meta.children("headline")]
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


def _names(parent: Branch, name: str) -> str:
    return "; ".join(dict.fromkeys(filter(None, map(_name, parent.children(name)))))


def _texts(parent: Branch, name: str) -> tuple[str, ...]:
    return tuple(filter(None, map(text_of, parent.children(name))))


def _joined(parent: Branch, name: str, separator: str) -> str:
    return separator.join(dict.fromkeys(_texts(parent, name)))
