"""NewsML-G2 (IPTC): news items, packages and news messages.

Every item of a message is read, a broken one beside the others: where a message is not well-formed, each of its items
is tried alone. Remote content is named in the notes and never fetched. What an item says of itself is read in
`dabir.wire.formats.newsml_g2_item`, its text in `dabir.wire.formats.newsml_g2_content`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from lxml import etree

from dabir.domain.errors import WireError
from dabir.domain.story import Story
from dabir.wire.format import Context, Format, Reading, read_each
from dabir.wire.formats.newsml_g2_item import news_item_story, package_story
from dabir.wire.markup import text_of
from dabir.wire.properties import Findings
from dabir.wire.xml import (
    MalformedXml,
    attribute,
    child,
    children,
    document_of,
    local_name,
    read_text,
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
        One reading an item, in the order of the file.

    Raises:
        WireError: when nothing in it can be read.
    """
    text, defects = read_text(data)
    try:
        document = document_of(text)
    except MalformedXml:
        parts = list(_parts_of_damaged(text))
        if len(parts) < 2:
            raise
        return [
            reading
            for number, (part, line) in enumerate(parts, start=1)
            for reading in _read_part(part, line, number, context, defects)
        ]
    return _read_root(document.root, context, defects + document.defects)


def _read_root(root: etree._Element, context: Context, defects: tuple[str, ...]) -> list[Reading]:
    if local_name(root) != "newsMessage":
        return [Reading(_story(root, context, defects))]
    items = [item for item_set in children(root, "itemSet") for item in children(item_set)]
    items = items or list(children(root, *_ITEMS))
    if not items:
        raise WireError("The news message holds no item.", "Ask the partner whether it was meant to.")
    header = child(root, "header")
    return read_each(items, lambda item: _with_header(_story(item, context, defects), header, context))


def _story(item: etree._Element, context: Context, defects: tuple[str, ...]) -> Story:
    name = local_name(item)
    if name == "newsItem":
        return news_item_story(item, context, defects)
    if name == "packageItem":
        return package_story(item, context, defects)
    guid = attribute(item, "guid")
    raise WireError(f"A {name}{f' ({guid})' if guid else ''} is not a story.", "There is nothing to translate in it.")


def _with_header(story: Story, header: etree._Element | None, context: Context) -> Story:
    """Fill in what only the message says: who sent it and how urgent the sending was."""
    findings = Findings(context.zone, story.defects)
    return replace(
        story,
        source=story.source or text_of(child(header, "sender")),
        priority=findings.small_number("priority", text_of(child(header, "priority"))),
        defects=tuple(findings.defects),
        given=story.given + tuple(findings.given),
    )


def _parts_of_damaged(text: str) -> Iterator[tuple[str, int]]:
    """Yield each item of a damaged message as a document of its own, and the line where it begins.

    The message's start tag is put around it, for the name spaces declared there.
    """
    message = _MESSAGE.search(text)
    if not message:
        return
    openings = list(_OPENING.finditer(text, message.end()))
    start_tag = re.sub(r"\s+", " ", message.group())
    line, counted = 1, 0
    for opening, following in zip_longest(openings, openings[1:]):
        end_tag = f"</{opening.group(1)}>"
        limit = following.start() if following else len(text)
        end = text.find(end_tag, opening.start(), limit)
        item = text[opening.start() : end + len(end_tag) if end >= 0 else limit]
        line += text.count("\n", counted, opening.start())
        counted = opening.start()
        yield f"{start_tag}{item}</{message.group(1)}>", line


def _read_part(part: str, line: int, number: int, context: Context, defects: tuple[str, ...]) -> list[Reading]:
    """Read one item of a damaged message."""
    try:
        document = document_of(part, line)
    except WireError as error:
        place = getattr(error, "place", "")
        return [Reading(None, error.message, ", ".join(filter(None, (f"item {number}", place))))]
    damaged = ("The message around it is damaged; this item was read alone.",)
    readings = read_each(
        children(document.root), lambda item: _story(item, context, defects + document.defects + damaged)
    )
    return [replace(reading, place=f"item {number}" if reading.error else "") for reading in readings]


FORMAT: Final = Format(NAME, "application/vnd.iptc.g2.newsmessage+xml", recognises, parse)
