"""NewsML 1.0 to 1.2 (IPTC, 2000 to 2003): news items, items within items, several items in a file.

Every item is read, a broken one beside the others: where a file is not well-formed, each of its items is tried alone.
What an item says of itself is read in `dabir.wire.formats.newsml1_item`, its components in
`dabir.wire.formats.newsml1_components`. Content that is elsewhere is listed and never fetched.

The identity of a story is the name RFC 3085 makes of its identifier, without the revision, so that all revisions are
versions of one story; the public identifier of the revision stays as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from dabir.domain.errors import WireError
from dabir.domain.story import Story
from dabir.wire.damaged import readings_of
from dabir.wire.format import Context, Format, Reading, read_each
from dabir.wire.formats.newsml1_components import party_of
from dabir.wire.formats.newsml1_item import stories_of
from dabir.wire.properties import Findings
from dabir.wire.xml import (
    Document,
    attribute,
    child,
    children,
    language_of,
    local_name,
    sniff_root,
)

NAME: Final = "newsml-1"

_OPENING: Final = re.compile(r"<((?:[\w.-]+:)?NewsItem)[\s>]")
_MESSAGE: Final = re.compile(r"<((?:[\w.-]+:)?NewsML)\b[^<>]*>")


def recognises(data: bytes) -> int:
    """Return the confidence (0 to 100) that some bytes are NewsML 1."""
    return {"NewsML": 100, "NewsItem": 80}.get(sniff_root(data).name, 0)


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read a NewsML document.

    Returns:
        A reading a story, in the order of the file: one an item, or one a language of it.

    Raises:
        WireError: when nothing in it can be read.
    """
    return readings_of(
        data, _MESSAGE, _OPENING, lambda whole: _read(whole, context), lambda part: _read(part, context)
    )


def _read(document: Document, context: Context) -> list[Reading]:
    root, defects = document.root, document.defects
    items = list(_items_in(root))
    if not items:
        raise WireError("The NewsML document holds no news item.", "Ask the partner whether it was meant to.")
    envelope, language = child(root, "NewsEnvelope"), language_of(root)
    return read_each(
        items,
        lambda item: [
            _with_envelope(story, envelope, context) for story in stories_of(item, language, context, defects)
        ],
    )


def _items_in(root: etree._Element) -> Iterator[etree._Element]:
    """Yield every item that says something: those within the components of another are stories of their own."""
    for item in root.iter("{*}NewsItem"):
        components = list(children(item, "NewsComponent"))
        holds_items = any(next(one.iter("{*}NewsItem"), None) is not None for one in components)
        if not holds_items or any(_says_something(one) for one in components):
            yield item


def _says_something(component: etree._Element) -> bool:
    """Tell whether a component that holds items has words of its own."""
    return any(
        local_name(part) in {"HeadLine", "DataContent", "ContentItem", "NewsItemRef"}
        for one in children(component)
        if local_name(one) != "NewsItem"
        for part in one.iter()
    )


def _with_envelope(story: Story, envelope: etree._Element | None, context: Context) -> Story:
    """Fill in what only the envelope says: who sent it and how urgent the sending was."""
    if envelope is None:
        return story
    findings = Findings(context.zone, story.defects)
    for part in children(envelope):
        name = local_name(part)
        if name not in {"Priority", "Catalog"}:
            told = party_of(part) or attribute(part, "FormalName") or " ".join((part.text or "").split())
            findings.keep(f"envelope {name}", told)
    return story.changed(
        source=story.source or party_of(child(envelope, "SentFrom")),
        priority=findings.small_number("Priority", attribute(child(envelope, "Priority"), "FormalName")),
        defects=tuple(findings.defects),
        given=story.given + tuple(findings.given),
    )


FORMAT: Final = Format(NAME, "application/vnd.iptc.newsml+xml", recognises, parse)
