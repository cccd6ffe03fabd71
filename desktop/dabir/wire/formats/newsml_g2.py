"""NewsML-G2 (IPTC): news items, packages and news messages.

Every item of a message is read, a broken one beside the others: where a message is not well-formed, each of its items
is tried alone. Remote content is listed with the story and never fetched. What an item says of itself is read in
`dabir.wire.formats.newsml_g2_item`, its text in `dabir.wire.formats.newsml_g2_content`.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from dabir.domain.errors import WireError
from dabir.domain.story import Story
from dabir.wire.damaged import readings_of
from dabir.wire.format import Context, Format, Reading, read_each
from dabir.wire.formats.newsml_g2_item import news_item_stories, package_stories
from dabir.wire.markup import text_of
from dabir.wire.properties import Findings
from dabir.wire.xml import (
    Document,
    attribute,
    child,
    children,
    local_name,
    sniff_root,
)

NAME: Final = "newsml-g2"
#: NewsML-G2 specification, "Namespace": one name space for all versions since 2006.
NAMESPACE: Final = "http://iptc.org/std/nar/2006-10-01/"

_ITEMS: Final = ("newsItem", "packageItem")
_OTHER_ITEMS: Final = ("conceptItem", "knowledgeItem", "planningItem", "catalogItem", "hopItem")
_OPENING: Final = re.compile(r"<((?:[\w.-]+:)?(?:newsItem|packageItem|conceptItem|knowledgeItem|planningItem))[\s>]")
_MESSAGE: Final = re.compile(r"<((?:[\w.-]+:)?newsMessage)\b[^<>]*>")


def recognises(data: bytes) -> int:
    """Return the confidence (0 to 100) that some bytes are NewsML-G2."""
    root = sniff_root(data)
    if root.name not in {"newsMessage", *_ITEMS, *_OTHER_ITEMS}:
        return 0
    return 100 if NAMESPACE in root.attributes else 90


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read a NewsML-G2 document.

    Returns:
        A reading a story, in the order of the file: one an item, or one a language of it.

    Raises:
        WireError: when nothing in it can be read.
    """
    return readings_of(
        data, _MESSAGE, _OPENING, lambda whole: _read(whole, context), lambda part: _read_alone(part, context)
    )


def _read(document: Document, context: Context) -> list[Reading]:
    root, defects = document.root, document.defects
    if local_name(root) != "newsMessage":
        return [Reading(story) for story in _stories(root, context, defects)]
    items = [item for item_set in children(root, "itemSet") for item in children(item_set)]
    items = items or list(children(root, *_ITEMS))
    if not items:
        raise WireError("The news message holds no item.", "Ask the partner whether it was meant to.")
    header = child(root, "header")
    return read_each(
        items, lambda item: [_with_header(story, header, context) for story in _stories(item, context, defects)]
    )


def _read_alone(part: Document, context: Context) -> list[Reading]:
    """Read an item of a damaged message."""
    return read_each(children(part.root), lambda item: _stories(item, context, part.defects))


def _stories(item: etree._Element, context: Context, defects: tuple[str, ...]) -> list[Story]:
    name = local_name(item)
    if name == "newsItem":
        return news_item_stories(item, context, defects)
    if name == "packageItem":
        return package_stories(item, context, defects)
    guid = attribute(item, "guid")
    raise WireError(f"A {name}{f' ({guid})' if guid else ''} is not a story.", "There is nothing to translate in it.")


def _with_header(story: Story, header: etree._Element | None, context: Context) -> Story:
    """Fill in what only the message says: who sent it and how urgent the sending was."""
    findings = Findings(context.zone, story.defects)
    for part in children(header):
        name = local_name(part)
        if name not in {"sender", "priority", "catalogRef", "catalog"}:
            findings.keep(f"message {name}", text_of(part))
    sender = text_of(child(header, "sender"))
    if story.source != sender:
        findings.keep("message sender", sender if story.source else "")
    return story.changed(
        source=story.source or sender,
        priority=findings.small_number("priority", text_of(child(header, "priority"))),
        defects=tuple(findings.defects),
        given=story.given + tuple(findings.given),
    )


FORMAT: Final = Format(NAME, "application/vnd.iptc.g2.newsmessage+xml", recognises, parse)
