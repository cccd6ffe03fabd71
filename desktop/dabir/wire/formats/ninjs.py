"""ninjs (IPTC News in JSON) 1.x to 3.x: one object, an array, `{"items": […]}`, or objects one after the other.

Names are compared without case and underscores, so that `versioncreated` (1.x), `versionCreated` (2.x and 3.x) and
`version_created` are one. JSON's own weak spots are read with a defect: repeated keys, NaN, numbers too long, lone
surrogates. Properties that are no property of a story are kept as given.

Sources: the JSON schemas of ninjs 1.0 to 3.3 (iptc.org/std/ninjs).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dabir.domain.errors import WireError
from dabir.domain.story import Link, LinkKind, PubStatus, Story
from dabir.wire.format import Context, Format, Reading, read_each
from dabir.wire.formats.ninjs_associations import ASSOCIATIONS, associations_of, company_of, is_story
from dabir.wire.formats.ninjs_words import CAPTIONS, body_of, headlines_of, statement
from dabir.wire.json import Item, looks_like_objects, read_values, words_of
from dabir.wire.markup import Body
from dabir.wire.properties import Findings, code_of

NAME: Final = "ninjs"

_KEY: Final = re.compile(
    r"\"(uri|guid|headlines?|body_?(?:text|xhtml|html)|bodies|version_?created|pub_?status|slugline|ed_?note"
    r"|renditions|associations)\"\s*:",
    re.IGNORECASE,
)
#: So many different ones of them leave no doubt.
_SURE: Final = 3
#: Most objects that are read of one file.
_MOST_ITEMS: Final = 10_000
_EMBARGOES: Final = ("embargoed", "embargoeduntil")
_VERSIONS: Final = ("version", "itemversion", "revision")
_CONTAINED: Final = ("headline", "headlines", "uri", "bodytext", "bodies")
#: Properties that are read into those of a story; all others are kept as given.
_READ: Final = frozenset(
    {"uri", "guid", "language", "headline", "headlines", "slugline", "byline", "by", "dateline", "located", "source"}
    | {"creditline", "credit", "copyrightnotice", "copyrightnotices", "copyrightholder", "usageterms", "ednote"}
    | {"urgency", "priority", "subject", "subjects", "keywords", "pubstatus", "versioncreated", "firstcreated"}
    | {"expires", "expiry", "evolvedfrom", "rewriteof", "signal", "signals", "standard", "renditions", "attachments"}
    | {"bodies", *ASSOCIATIONS, *CAPTIONS, *_EMBARGOES, *_VERSIONS}
)
#: Those of them that are read only where they are a text or a number.
_SINGLE: Final = frozenset(
    {"uri", "guid", "language", "headline", "slugline", "creditline", "credit", "urgency", "priority", "pubstatus"}
    | {"versioncreated", "firstcreated", "expires", "expiry", "evolvedfrom", "rewriteof", *_EMBARGOES, *_VERSIONS}
)


@dataclass(frozen=True, slots=True)
class _Found:
    """What should be a story, None where it is no object, and the embargo of what it stands in ("" for none)."""

    item: Item | None
    embargo: str


def recognises(data: bytes) -> int:
    """Return the confidence (0 to 100) that some bytes are ninjs."""
    head = looks_like_objects(data)
    if not head:
        return 0
    found: set[str] = set()
    for key in _KEY.finditer(head):
        found.add(key[1].lower())
        if len(found) == _SURE:
            break
    return min(60 + 15 * len(found), 100) if found else 30


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read ninjs.

    Returns:
        One reading an object, in the order of the file, and after it one for each story embedded in it.

    Raises:
        WireError: when it is no JSON, or holds no object.
    """
    values, defects = read_values(data)
    items = list(_items(values))
    if not items:
        raise WireError("The JSON holds no story.", "Ask the partner whether it was meant to.")
    if len(items) > _MOST_ITEMS:
        raise WireError(f"The JSON holds {len(items)} objects, more than the {_MOST_ITEMS} that are read.")
    return read_each(items, lambda item: _story(item, context, defects))


def _items(values: list[object]) -> Iterator[_Found]:
    """Yield the items among the values of a file, and after each the stories embedded in it, however deep."""
    waiting: list[tuple[object, str]] = [(value, "") for value in reversed(values)]
    while waiting:
        value, outer_embargo = waiting.pop()
        if isinstance(value, list):
            waiting += [(one, outer_embargo) for one in reversed(value)]
        elif isinstance(value, dict):
            item = Item(value)
            embargo = item.text(*_EMBARGOES) or outer_embargo
            listed = item.first("items")
            if isinstance(listed, list) and not item.has(*_CONTAINED):
                waiting.append((listed, embargo))
            else:
                yield _Found(item, outer_embargo)
                waiting += [(one.value, embargo) for one in reversed(_embedded(item))]
        else:
            yield _Found(None, outer_embargo)


def _embedded(item: Item) -> list[Item]:
    """Return the stories associated with an object, those associated with its pictures too."""
    stories: list[Item] = []
    waiting = [one for _, one in associations_of(item)][::-1]
    while waiting:
        one = waiting.pop()
        if is_story(one):
            stories.append(one)
        else:
            waiting += [inner for _, inner in associations_of(one)][::-1]
    return stories


def _story(found: _Found, context: Context, defects: tuple[str, ...]) -> Story:
    if found.item is None:
        raise WireError("It is no JSON object and so no story.")
    item, findings = found.item, Findings(context.zone, defects)
    item.tell(findings)
    guid = item.text("uri", "guid")
    version = findings.version(item.text(*_VERSIONS))
    status, links = _standing(item, guid, version, findings)
    headline, other_headlines = _headline(item)
    body, company = _body(item), company_of(item)
    story = Story(
        uri=guid.strip(),
        guid=guid,
        version=version,
        declared_language=item.text("language"),
        headline=headline,
        slugline=item.text("slugline"),
        byline=item.text("byline") or item.names("by", "; ") or item.names("creator", "; ") or _authors(item),
        dateline=item.text("dateline") or item.names("dateline", ", ") or item.names("located", ", "),
        creditline=item.text("creditline", "credit"),
        source=item.text("source") or item.names("provider", "; ") or _sources(item),
        copyrightnotice=statement(item, "copyrightnotice") or statement(item, "copyrightholder"),
        usageterms=statement(item, "usageterms") or words_of(item.first("rightsinfo")),
        ednote=item.text("ednote") or statement(item, "ednote"),
        urgency=findings.small_number("urgency", item.text("urgency")),
        priority=findings.small_number("priority", item.text("priority")),
        subject=(*item.list_of_names("subject"), *item.list_of_names("subjects")),
        keywords=_keywords(item),
        pubstatus=status,
        paragraphs=body.paragraphs,
        notes=(*other_headlines, *body.notes, *company.notes),
        links=links,
        renditions=company.renditions,
    )
    for name, words in company.given:
        findings.keep(name, words)
    return _finished(_with_times(story, item, found.embargo, findings), item, findings)


def _body(item: Item) -> Body:
    """Return the text of an object; a package without one gets a paragraph for each object it is made of."""
    body = body_of(item)
    if body.paragraphs or code_of(item.text("type")) != "composite":
        return body
    headlines = (headlines_of(one)[0] or one.words("title") for _, one in associations_of(item))
    return Body(tuple(filter(None, headlines)), body.notes)


def _with_times(story: Story, item: Item, outer_embargo: str, findings: Findings) -> Story:
    embargoed: datetime | None = None
    for name in _EMBARGOES:
        value = item.first(name)
        if value is not None and value is not False and value != "":
            until = findings.embargo("embargoed", item.text(name))
            embargoed = max(filter(None, (embargoed, until)), default=None)
    if embargoed is None and outer_embargo and not item.has(*_EMBARGOES):
        findings.defect("It names no embargo, but the package it stands in does; that of the package was taken.")
        embargoed = findings.embargo("embargoed", outer_embargo)
    created = findings.time("versioncreated", item.text("versioncreated"))
    first = findings.time("firstcreated", item.text("firstcreated")) or findings.time(
        "contentcreated", item.text("contentcreated")
    )
    expiry = findings.time("expires", item.text("expires", "expiry"))
    return story.changed(versioncreated=created, firstcreated=first, embargoed=embargoed, expiry=expiry)


def _finished(story: Story, item: Item, findings: Findings) -> Story:
    """Tell what is missing, and keep what no other property holds."""
    missing = {
        "The item has no identifier (uri).": story.guid,
        "The item has no headline.": story.headline,
        "The item does not declare its language.": story.declared_language,
        "The item does not say when this version was created.": story.versioncreated,
    }
    for sentence, there in missing.items():
        if not there:
            findings.defect(sentence)
    holder = statement(item, "copyrightholder")
    if holder != story.copyrightnotice:
        findings.keep("copyrightholder", holder)
    read = {name for name in item.property_names() if name in _READ or (name.startswith("body") and item.text(name))}
    odd = item.nested(_SINGLE)
    # Of concepts a story has the names; where they have codes as well, all of it is kept.
    odd |= {
        name for name in ("subject", "subjects") if any(len(one.property_names()) > 1 for one in item.objects(name))
    }
    for name, words in item.rest(read - odd):
        if words not in {story.headline, story.usageterms}:
            findings.keep(name, words)
    item.tell_repeated_keys()
    return story.changed(
        pubstatus=findings.status_in_force(story.pubstatus),
        notes=tuple(note for note in dict.fromkeys(story.notes) if note and note != story.headline),
        defects=tuple(findings.defects),
        given=tuple(findings.given),
    )


def _standing(item: Item, guid: str, version: int, findings: Findings) -> tuple[PubStatus, tuple[Link, ...]]:
    status = findings.status(item.text("pubstatus"), "pubstatus")
    links: list[Link] = []
    for name in ("evolvedfrom", "rewriteof"):
        target = item.text(name)
        if target and target != guid:
            links.append(Link(LinkKind.REPLACES, target))
    for signal in (*item.list_of_names("signal"), *item.list_of_names("signals")):
        if code_of(signal) in {"kill", "cancel", "canceled", "cancelled"}:
            status = PubStatus.CANCELED
        elif code_of(signal) == "correction" and guid:
            links.append(Link(LinkKind.CORRECTS, guid, max(version - 1, 0)))
        findings.keep("signal", signal)
    return status, tuple(dict.fromkeys(links))


def _headline(item: Item) -> tuple[str, tuple[str, ...]]:
    headline, others = headlines_of(item)
    if not headline and code_of(item.text("type")) == "composite":
        headline = item.words("title")
    return headline, others


def _authors(item: Item) -> str:
    """Return the names of those who wrote it, where they stand in a list of persons with roles."""
    return "; ".join(filter(None, (one.words("name", "literal") for one in item.objects("authors"))))


def _sources(item: Item) -> str:
    listed = (one.words("name", "literal") for one in item.objects("infosources"))
    return item.names("infosource", "; ") or "; ".join(filter(None, listed))


def _keywords(item: Item) -> tuple[str, ...]:
    single = item.first("keywords")
    if isinstance(single, str):
        return tuple(filter(None, (word.strip() for word in re.split("[,،;؛\n]", single))))
    return item.list_of_names("keywords")


FORMAT: Final = Format(NAME, "application/ninjs+json", recognises, parse)
