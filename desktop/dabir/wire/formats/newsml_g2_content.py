"""The text of a NewsML-G2 item: inline XML (NITF, XHTML), inline data, remote content; what a package refers to."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from dabir.domain.story import Story
from dabir.wire.encoding import decode
from dabir.wire.format import Context
from dabir.wire.formats.nitf import story_of
from dabir.wire.markup import (
    Body,
    join_renditions,
    paragraphs_of,
    paragraphs_of_markup,
    paragraphs_of_text,
    text_of,
)
from dabir.wire.properties import code_of
from dabir.wire.xml import attribute, child, children, local_name

_MARKUP: Final = re.compile(r"\s*<(?:[A-Za-z!?])")
_CHARSET: Final = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Content:
    """What an item contains.

    Attributes:
        body: paragraphs and notes.
        documents: NITF documents within it, whose properties complete those of the item.
    """

    body: Body
    documents: tuple[Story, ...] = ()


def read_content(item: etree._Element, context: Context) -> Content:
    """Read all content of a `newsItem`, in order; the same words in another rendition are taken once."""
    bodies: list[Body] = []
    documents: list[Story] = []
    for content_set in children(item, "contentSet"):
        for part in children(content_set):
            name = local_name(part)
            if name == "inlineXML" and child(part, "nitf") is not None:
                for document in children(part):
                    if local_name(document) == "nitf":
                        documents.append(story_of(document, context, embedded=True))
                        bodies.append(Body(documents[-1].paragraphs))
                    else:
                        bodies.append(paragraphs_of(document))
            elif name == "inlineXML":
                bodies.append(_inline_xml(part))
            elif name == "inlineData":
                bodies.append(_inline_data(part))
            else:
                bodies.append(Body((), (_reference_note(part),)))
    return Content(join_renditions(bodies), tuple(documents))


def read_groups(package: etree._Element) -> Body:
    """Return a paragraph for each item a package refers to, in order, and its identifiers as notes."""
    paragraphs: list[str] = []
    notes: list[str] = []
    for group_set in children(package, "groupSet"):
        for group in children(group_set, "group"):
            for part in children(group):
                if local_name(part) == "itemRef":
                    target = attribute(part, "residref", "href")
                    title = text_of(child(part, "title")) or text_of(child(part, "headline"))
                    paragraphs += filter(None, (title or target, text_of(child(part, "description"))))
                    notes.append(f"Refers to {target or title}")
                elif local_name(part) not in {"groupRef", "conceptRef"}:
                    paragraphs += paragraphs_of(part).paragraphs
    return Body(tuple(paragraphs), tuple(dict.fromkeys(notes)))


def _inline_xml(part: etree._Element) -> Body:
    if len(part) or not _MARKUP.match(part.text or ""):
        return paragraphs_of(part)
    return paragraphs_of_markup(part.text or "")


def _inline_data(part: etree._Element) -> Body:
    media_type = attribute(part, "contenttype", "contentType").lower()
    text = part.text or ""
    if code_of(attribute(part, "encoding", "encodinguri")) == "base64":
        if not media_type.startswith("text/"):
            return Body((), (f"Embedded content that is no text: {media_type or 'of unknown type'}",))
        charset = _CHARSET.search(media_type)
        try:
            text = decode(base64.b64decode(text), charset.group(1) if charset else "").text
        except (binascii.Error, ValueError):
            return Body((), ("Embedded content that is marked as base64 but is not.", text))
    if "html" in media_type or (len(part) == 0 and not media_type and _MARKUP.match(text)):
        return paragraphs_of_markup(text) if len(part) == 0 else paragraphs_of(part)
    return Body(paragraphs_of_text(text)) if len(part) == 0 else paragraphs_of(part)


def _reference_note(part: etree._Element) -> str:
    """Name content that is elsewhere (`remoteContent`) or of a kind that holds no text."""
    told = (
        attribute(part, "href", "residref"),
        attribute(part, "contenttype", "contentType"),
        attribute(part, "rendition"),
        text_of(part),
    )
    return f"Not fetched: {', '.join(filter(None, told)) or local_name(part)}"
