"""The content of a NewsML-G2 item: inline XML (NITF, XHTML), inline data, remote content; what a package refers to.

Several texts in one item are one story where they are in one language: each paragraph once, in order. In several
languages they are stories of their own (`dabir.wire.alternates` says why).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from dabir.domain.story import Rendition
from dabir.wire.alternates import Text
from dabir.wire.format import Context
from dabir.wire.formats.inline_content import text_in_base64, text_within
from dabir.wire.markup import Body, paragraphs_of, text_of
from dabir.wire.properties import code_of
from dabir.wire.xml import attribute, child, children, local_name

#: What begins the media type of content that is no text.
_NO_TEXT: Final = ("image/", "audio/", "video/", "application/pdf", "application/zip")


def read_content(item: etree._Element, context: Context) -> list[Text]:
    """Read all content of a `newsItem`, in order; remote content is listed, never fetched."""
    return [_text_of(part, context) for content_set in children(item, "contentSet") for part in children(content_set)]


def read_groups(package: etree._Element) -> Body:
    """Return a paragraph for each item a package refers to, in its order, and its identifiers as notes.

    The order is that of the groups as they refer to each other from the root (NewsML-G2 specification, "groupSet");
    a group that none refers to comes last.
    """
    paragraphs: list[str] = []
    notes: list[str] = []
    renditions: list[Rendition] = []
    for group_set in children(package, "groupSet"):
        for part in _in_order(group_set):
            name = local_name(part)
            if name not in {"itemRef", "remoteContent"}:
                found = paragraphs_of(part, listed=True)
                paragraphs += found.paragraphs
                notes += found.notes
                renditions += found.renditions
                continue
            target = attribute(part, "residref", "href")
            title = text_of(child(part, "title")) or text_of(child(part, "headline"))
            rendition = _rendition(part, title)
            paragraphs += filter(None, (title or target, text_of(child(part, "description"))))
            notes += (f"Refers to {target or title}", *_other_words(part))
            if attribute(part, "href") or rendition.media_type.lower().startswith(_NO_TEXT):
                renditions.append(rendition)
    return Body(tuple(paragraphs), tuple(dict.fromkeys(notes)), tuple(dict.fromkeys(renditions)))


def _text_of(part: etree._Element, context: Context) -> Text:
    name = local_name(part)
    media_type = attribute(part, "contenttype", "contentType")
    if name == "inlineData" and code_of(attribute(part, "encoding", "encodinguri")) == "base64":
        found = text_in_base64(part.text or "", media_type, _name_of(part), context)
    elif name == "inlineData" and media_type.lower().startswith(_NO_TEXT):
        return Text(Body((), (), (Rendition(_name_of(part) or "embedded", media_type, _size(part)),)))
    elif name in {"inlineXML", "inlineData"}:
        found = text_within(part, media_type, context)
    else:
        words = paragraphs_of(part).paragraphs
        return Text(Body((), words, (_rendition(part, ""),)))
    declared = attribute(part, "contentlanguage", "language")
    return Text(found.body, found.language or declared, found.documents, found.defects)


def _in_order(group_set: etree._Element) -> Iterator[etree._Element]:
    """Yield what the groups hold, but the references among them, which are followed."""
    groups = {
        attribute(group, "id") or f"#{number}": group for number, group in enumerate(children(group_set, "group"))
    }
    root = attribute(group_set, "root")
    waiting = [iter(children(groups.pop(root)))] if root in groups else []
    while waiting or groups:
        if not waiting:
            waiting.append(iter(children(groups.pop(next(iter(groups))))))
        part = next(waiting[-1], None)
        if part is None:
            waiting.pop()
        elif local_name(part) == "groupRef":
            # A group that was there already is not repeated, so no circle of references is without end.
            group = groups.pop(attribute(part, "idref"), None)
            waiting += [iter(children(group))] if group is not None else []
        elif local_name(part) != "conceptRef":
            yield part


def _other_words(part: etree._Element) -> tuple[str, ...]:
    words = (text_of(one) for one in children(part) if local_name(one) not in {"title", "headline", "description"})
    return tuple(filter(None, words))


def _rendition(part: etree._Element, title: str) -> Rendition:
    """List content that is elsewhere."""
    return Rendition(
        name=title or _name_of(part),
        media_type=attribute(part, "contenttype", "contentType"),
        size=_size(part),
        href=attribute(part, "href", "residref"),
    )


def _name_of(part: etree._Element) -> str:
    names = (
        text_of(child(part, "title")),
        text_of(child(part, "fileName")),
        attribute(part, "rendition", "renditionuri"),
    )
    return next(filter(None, names), "")


def _size(part: etree._Element) -> int:
    """Return the size in bytes as told; 0 where it is not, or is no number."""
    told = attribute(part, "size")
    return int(told) if told.isdecimal() and len(told) < 16 else 0
