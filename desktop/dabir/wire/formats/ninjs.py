"""ninjs (IPTC News in JSON) 1.x to 3.x: one object, an array, `{"items": […]}`, or objects one after the other.

Names are compared without case and underscores, so that `versioncreated` (1.x), `versionCreated` (2.x and 3.x) and
`version_created` are one. JSON's own weak spots are read with a defect: repeated keys, NaN, numbers too long, lone
surrogates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from dabir.domain.errors import WireError
from dabir.domain.story import Link, LinkKind, PubStatus, Story
from dabir.wire.format import Context, Format, Reading, read_each
from dabir.wire.formats.ninjs_content import associations_of, body_of, is_composite
from dabir.wire.formats.ninjs_json import Item, read_values
from dabir.wire.properties import Findings, code_of

NAME: Final = "ninjs"

_JSON: Final = re.compile(rb"[ \t\r\n]*(?:\[[ \t\r\n]*)*(?:\{[ \t\r\n]*[\"}]|\[[ \t\r\n]*\])")
_KEY: Final = re.compile(
    rb"\"(uri|guid|headlines?|body_?(?:text|xhtml|html)|bodies|version_?created|pub_?status|slugline|ed_?note)\"\s*:",
    re.IGNORECASE,
)
_HEAD: Final = 64 * 1024
#: Most objects that are read of one file.
_MOST_ITEMS: Final = 10_000


def recognises(data: bytes) -> int:
    """Return the confidence (0 to 100) that some bytes are ninjs."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if b"\x00" in head[:64]:
        head = head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    if not _JSON.match(head):
        return 0
    found = {name.lower() for name in _KEY.findall(head)}
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


def _items(values: list[object]) -> Iterator[object]:
    """Yield the items among the values of a file, and after each the stories embedded in it."""
    for value in values:
        if isinstance(value, list):
            yield from _items_of_list(value)
        elif isinstance(value, dict):
            item = Item(value)
            listed = item.first("items")
            if isinstance(listed, list) and not item.has("headline", "headlines", "uri", "bodytext"):
                yield from _items_of_list(listed)
            else:
                yield from _with_embedded(value)
        else:
            yield value


def _items_of_list(values: list[object]) -> Iterator[object]:
    for value in values:
        if isinstance(value, dict):
            yield from _with_embedded(value)
        else:
            yield value


def _with_embedded(value: dict[str, object]) -> Iterator[object]:
    yield value
    for association in associations_of(Item(value)):
        embedded = Item(association)
        if embedded.has("bodytext", "bodyxhtml", "bodyhtml", "bodies"):
            yield association


def _story(value: object, context: Context, defects: tuple[str, ...]) -> Story:
    if not isinstance(value, dict):
        raise WireError("It is no JSON object and so no story.")
    findings = Findings(context.zone, defects)
    item = Item(value, findings)
    body = body_of(item)
    guid = item.text("uri", "guid")
    version = findings.version(item.text("version"))
    status, links = _standing(item, guid, version, findings)
    headline, other_headlines = _headline(item)
    language = item.text("language")
    story = Story(
        uri=guid.strip(),
        guid=guid,
        version=version,
        declared_language=language,
        headline=headline,
        slugline=item.text("slugline"),
        byline=item.text("byline") or item.names("by", "; ") or item.names("creator", "; "),
        dateline=item.text("dateline") or item.names("dateline", ", ") or item.names("located", ", "),
        creditline=item.text("creditline", "credit"),
        source=item.text("source") or item.names("provider", "; ") or item.names("infosource", "; "),
        copyrightnotice=item.text("copyrightnotice") or item.text("copyrightholder"),
        usageterms=item.text("usageterms"),
        ednote=item.text("ednote"),
        urgency=findings.small_number("urgency", item.text("urgency")),
        priority=findings.small_number("priority", item.text("priority")),
        subject=(*item.list_of_names("subject"), *item.list_of_names("subjects")),
        keywords=_keywords(item),
        pubstatus=status,
        paragraphs=body.paragraphs,
        notes=(*other_headlines, *body.notes),
        links=links,
    )
    return _finished(_with_times(story, item, findings), item, findings)


def _with_times(story: Story, item: Item, findings: Findings) -> Story:
    embargoed: datetime | None = None
    value = item.first("embargoed")
    if value is not None and value is not False and value != "":
        embargoed = findings.embargo("embargoed", item.text("embargoed"))
    created = findings.time("versioncreated", item.text("versioncreated"))
    first = findings.time("firstcreated", item.text("firstcreated")) or findings.time(
        "contentcreated", item.text("contentcreated")
    )
    return replace(
        story,
        versioncreated=created,
        firstcreated=first,
        embargoed=embargoed,
        expiry=findings.time("expires", item.text("expires", "expiry")),
    )


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
    if story.copyrightnotice:
        holder = item.text("copyrightholder")
        if holder != story.copyrightnotice:
            findings.keep("copyrightholder", holder)
    for name in ("profile", "type", "title"):
        if item.text(name) != story.headline:
            findings.keep(name, item.text(name))
    item.tell_repeated_keys()
    return replace(
        story,
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
    """Return the headline (of `headlines` the one with the role "main", else the first) and the others."""
    listed = item.objects("headlines")
    found = [(one.text("role"), one.words("value", "text", "headline")) for one in listed]
    found += [("", text) for text in item.strings("headlines")]
    main = next((text for role, text in found if code_of(role) in {"main", "headline"} and text), "")
    headline = item.words("headline") or main or next((text for _, text in found if text), "")
    if not headline and is_composite(item):
        headline = item.words("title")
    return headline, tuple(text for _, text in found if text and text != headline)


def _keywords(item: Item) -> tuple[str, ...]:
    single = item.first("keywords")
    if isinstance(single, str):
        return tuple(filter(None, (word.strip() for word in re.split("[,،;؛\n]", single))))
    return item.list_of_names("keywords")


FORMAT: Final = Format(NAME, "application/ninjs+json", recognises, parse)
