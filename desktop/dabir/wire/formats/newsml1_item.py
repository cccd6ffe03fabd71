"""What a NewsML 1 item says of itself: identity, management, links; and the story it makes with its components.

Sources: NewsML 1.2 functional specification and document type (Identification, NewsManagement, Update); RFC 3085 for
the name. Values are the `FormalName` of an element, whatever vocabulary it is from.
"""

from __future__ import annotations

import re
from datetime import datetime
from types import MappingProxyType
from typing import Final

from lxml import etree

from dabir.domain.errors import WireError
from dabir.domain.story import Link, LinkKind, PubStatus, Story
from dabir.wire import escaped
from dabir.wire.alternates import Part, Text, body_of, by_language, uri_of, with_alternates_killed
from dabir.wire.completion import completed
from dabir.wire.format import Context
from dabir.wire.formats.newsml1_components import Component, components_of, texts_of
from dabir.wire.formats.newsml1_lines import with_lines, with_metadata
from dabir.wire.markup import paragraphs_of, text_of
from dabir.wire.properties import Findings, code_of
from dabir.wire.xml import Branch, attribute, child, children

#: RFC 3085, "Declaration of syntactic structure": provider, date, item, revision and update of a public identifier.
_NAME: Final = re.compile(r"(urn:newsml:[^:]+:\d{8}(?:T\d{6}(?:Z|[+-]\d{4})?)?:.+):(\d+)[NUA]?", re.IGNORECASE)
_RELATIONS: Final = MappingProxyType(
    {
        "correction": LinkKind.CORRECTS,
        "correct": LinkKind.CORRECTS,
        "corrects": LinkKind.CORRECTS,
        "rectification": LinkKind.CORRECTS,
        "rectify": LinkKind.CORRECTS,
        "replace": LinkKind.REPLACES,
        "replaces": LinkKind.REPLACES,
        "supersede": LinkKind.REPLACES,
        "supersedes": LinkKind.REPLACES,
        "kill": LinkKind.KILLS,
        "kills": LinkKind.KILLS,
        "cancel": LinkKind.KILLS,
        "cancels": LinkKind.KILLS,
        "delete": LinkKind.KILLS,
        "withdraw": LinkKind.KILLS,
    }
)
_MANAGED: Final = frozenset(
    {"NewsItemType", "FirstCreated", "ThisRevisionCreated", "Status", "StatusWillChange", "Urgency"}
    | {"AssociatedWith", "DerivedFrom", "Instruction"}
)


def stories_of(item: etree._Element, declared: str, context: Context, defects: tuple[str, ...]) -> list[Story]:
    """Make a story of a `NewsItem`; where it holds texts in several languages, one for each.

    Args:
        item: the element.
        declared: the language declared around it; "".
        context: what is known of the file.
        defects: what is known to be wrong with the file already.

    Raises:
        WireError: when the item is a vocabulary, or only manages another revision and has no words of its own.
    """
    parts = Branch(item)
    if parts.child("TopicSet") is not None and parts.child("NewsComponent") is None:
        raise WireError(
            "The item holds a vocabulary (TopicSet), not a story.", "There is nothing to translate in it."
        )
    components = components_of(item, declared)
    for lines in (part for one in components for part in one.parts.children("NewsLines")):
        if escaped.expand(lines):
            defects = tuple(dict.fromkeys((*defects, escaped.DEFECT)))
    texts = texts_of(components, context)
    own = next((one.language for one in components if one.language), "") or declared
    stories = by_language([*texts, *_updates(parts)], own)
    return [_story(parts, components, part, context, defects) for part in stories]


def _story(
    item: Branch,
    components: list[Component],
    part: Part,
    context: Context,
    defects: tuple[str, ...],
) -> Story:
    """Make the story of an item in one language."""
    code, texts = part.code, part.texts
    findings = Findings(context.zone, defects)
    for text in texts:
        for defect in text.defects:
            findings.defect(defect)
    body = body_of(texts)
    declared = next((text.language for text in texts if text.language), "")
    declared = declared or code or next((one.language for one in components if one.language), "")
    story = Story(
        uri="",
        declared_language=declared,
        paragraphs=body.paragraphs,
        notes=body.notes,
        renditions=body.renditions,
    )
    story = with_lines(story, components, declared, part.elsewhere, findings)
    story = with_metadata(story, components, findings)
    story = _identified(item, story, code, findings)
    story = _managed(item, story, findings)
    for document in (document for text in texts for document in text.documents):
        story = completed(story, document)
    story = _finished(item, story, findings)
    return story if code else with_alternates_killed(story)


def _updates(item: Branch) -> list[Text]:
    """Return the words of an item that says only what changes in the revision before (`Update`)."""
    return [Text(paragraphs_of(part, listed=True)) for update in item.children("Update") for part in children(update)]


def _identified(item: Branch, story: Story, code: str, findings: Findings) -> Story:
    """Give a story its identity, which is that of all revisions, and its version, which is the revision."""
    identification = Branch(item.child("Identification"))
    identifier = Branch(identification.child("NewsIdentifier"))
    provider, date, own = (text_of(identifier.child(name)) for name in ("ProviderId", "DateId", "NewsItemId"))
    public = identifier.child("PublicIdentifier")
    guid = (public.text or "") if public is not None else ""
    named = _NAME.fullmatch(guid.strip())
    if provider and date and own:
        uri = f"urn:newsml:{provider}:{date}:{own}"
    else:
        uri = named[1] if named else guid.strip()
        findings.defect("The item's identifier is not complete (ProviderId, DateId, NewsItemId).")
    revision = identifier.child("RevisionId")
    number = text_of(revision) or (named[2] if named else "")
    if not number:
        findings.defect("The item has no revision number; version 1 was assumed.")
    version = findings.version(number)
    previous = attribute(revision, "PreviousRevision")
    links = story.links
    if uri and previous.isdecimal() and 0 < int(previous[:18]) < version:
        links += (Link(LinkKind.REPLACES, uri_of(uri, code), int(previous[:18])),)
    elif previous.strip("0"):
        findings.keep("PreviousRevision", previous)
    for name, label in identification.parts:
        if name in {"NameLabel", "DateLabel", "Label"}:
            findings.keep(name, text_of(label))
    return story.changed(uri=uri_of(uri, code), guid=guid, version=version, links=links)


def _managed(item: Branch, story: Story, findings: Findings) -> Story:
    """Read the management of an item: status, embargo, times, urgency, what it does to others."""
    management = Branch(item.child("NewsManagement"))
    named = attribute(management.child("Status"), "FormalName")
    status = findings.status(named, "Status")
    embargoed, expiry = _changes(management, code_of(named), findings)
    first = findings.time("FirstCreated", text_of(management.child("FirstCreated")))
    this = findings.time("ThisRevisionCreated", text_of(management.child("ThisRevisionCreated")))
    findings.order(("FirstCreated", first), ("ThisRevisionCreated", this))
    status, links = _effects(management, story, status, findings)
    notes = [text_of(one) for part in (item, management) for one in part.children("Comment")]
    notes += [text_of(one) for _, part in management.parts if len(part) for one in children(part, "Comment")]
    for name, part in management.parts:
        if name not in _MANAGED and name != "Comment":
            told = (*map(str, part.attrib.values()), " ".join((part.text or "").split()))
            findings.keep(name, ", ".join(filter(None, told)))
    return story.changed(
        pubstatus=status,
        embargoed=embargoed,
        expiry=expiry,
        firstcreated=first,
        versioncreated=this,
        urgency=findings.small_number("Urgency", attribute(management.child("Urgency"), "FormalName")),
        notes=(*story.notes, *filter(None, notes)),
        links=tuple(dict.fromkeys((*story.links, *links))),
    )


def _changes(management: Branch, status: str, findings: Findings) -> tuple[datetime | None, datetime | None]:
    """Return the end of an embargo and of the time in use, from how the status is going to change."""
    embargoed = expiry = None
    ends = False
    for change in management.children("StatusWillChange"):
        future = code_of(attribute(child(change, "FutureStatus"), "FormalName"))
        moment = text_of(child(change, "DateAndTime"))
        if status == "embargoed" and future in {"usable", ""}:
            embargoed, ends = findings.embargo("StatusWillChange", moment), True
        elif status in {"usable", "embargoed"} and future in {"canceled", "cancelled", "withheld"}:
            expiry = findings.time("StatusWillChange", moment)
        else:
            findings.keep("StatusWillChange", f"{future} {moment}".strip())
    if status == "embargoed" and not ends:
        embargoed = findings.embargo("Status", "")
    return embargoed, expiry


def _effects(management: Branch, story: Story, status: PubStatus, findings: Findings) -> tuple[PubStatus, list[Link]]:
    """Return the status and the links that instructions and associations make of it."""
    links: list[Link] = []
    for part in management.children("Instruction"):
        kind = _RELATIONS.get(code_of(attribute(part, "FormalName")))
        if kind is LinkKind.KILLS:
            status = PubStatus.CANCELED
        elif kind is not None and story.uri:
            earlier = [link.version for link in story.links if link.kind is LinkKind.REPLACES]
            links.append(Link(kind, story.uri, max((*earlier, 0)) or max(story.version - 1, 0)))
        told = [attribute(part, "FormalName")]
        for revision in children(part, "RevisionStatus"):
            told += (attribute(revision, "Revision"), attribute(child(revision, "Status"), "FormalName"))
        findings.keep("Instruction", " ".join(filter(None, told)))
    for name, part in management.parts:
        if name not in {"AssociatedWith", "DerivedFrom"}:
            continue
        target = attribute(part, "NewsItem")
        kind = _RELATIONS.get(code_of(attribute(part, "FormalName")))
        named = _NAME.fullmatch(target)
        if kind is not None and target:
            links.append(Link(kind, named[1], int(named[2][:18])) if named else Link(kind, target))
        findings.keep(name, " ".join(filter(None, (attribute(part, "FormalName"), target))))
    return status, links


def _finished(item: Branch, story: Story, findings: Findings) -> Story:
    """Fall back on poorer properties where the proper ones are missing, and tell what is missing."""
    identification = item.child("Identification")
    label = text_of(child(identification, "NameLabel"))
    bare = item.child("NewsComponent") is None and not story.paragraphs
    update = attribute(child(identification, "NewsIdentifier", "RevisionId"), "Update").upper()
    if update == "U" or item.child("Update") is not None:
        findings.held = True
        findings.defect(
            "It says only what changes in the revision before; its words are not the whole story, and it is held as "
            "withheld."
        )
    if bare and not story.is_kill:
        if story.pubstatus is PubStatus.USABLE:
            status = attribute(child(item.child("NewsManagement"), "Status"), "FormalName")
            raise WireError(
                f"The item {story.uri or story.guid} only changes how an earlier revision is managed (status "
                f"{status or 'not told'}); it has no text.",
                "Look at that revision, and ask the partner to send the story again if it changed.",
            )
        story = story.changed(headline=label or story.slugline or story.uri)
        findings.defect("It has no words of its own: it only withholds an earlier revision.")
    if not story.headline and not bare:
        findings.defect("The item has no headline.")
    if not story.declared_language and not bare:
        findings.defect("The item does not declare its language.")
    if story.versioncreated is None:
        findings.defect("The item does not say when this version was created.")
    return story.changed(
        slugline=story.slugline or label,
        pubstatus=findings.status_in_force(story.pubstatus),
        notes=tuple(note for note in dict.fromkeys(story.notes) if note != story.headline),
        defects=tuple(dict.fromkeys((*findings.defects, *story.defects))),
        given=tuple(dict.fromkeys((*findings.given, *story.given))),
    )
