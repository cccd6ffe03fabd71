"""What comes with an item of a feed beside its text: enclosures, Media RSS, pictures. Listed, never fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from dabir.domain.story import Rendition
from dabir.wire.formats.rss_words import is_media, is_out_of_line, words_of
from dabir.wire.markup import collapse
from dabir.wire.properties import size_of
from dabir.wire.xml import attribute, local_name

#: Elements of Media RSS whose text is no words.
_TECHNICAL: Final = frozenset({"hash", "rating", "adult", "status", "location", "restriction", "price"})
#: Names of the elements that may name something.
_NAMES: Final = frozenset({"enclosure", "link", "image", "content", "thumbnail", "player"})


def is_rendition(element: etree._Element) -> bool:
    """Tell whether an element names something that comes with an item, and is no text of it."""
    name = local_name(element)
    if name not in _NAMES:
        return False
    if name == "enclosure" or (name == "link" and element.get("rel", "").strip().lower() == "enclosure"):
        return True
    if name == "image" and not is_media(element):
        return True
    return (is_media(element) and name in {"content", "thumbnail", "player"}) or is_out_of_line(element)


def renditions_of(item: etree._Element) -> tuple[Rendition, ...]:
    """Return what comes with an item, each address once."""
    found: dict[str, Rendition] = {}
    for element in item.iter("*"):
        if is_rendition(element):
            rendition = _rendition(element)
            known = found.get(rendition.href, Rendition())
            found[rendition.href] = Rendition(
                known.name or rendition.name,
                known.media_type or rendition.media_type,
                known.size or rendition.size,
                rendition.href,
            )
    return tuple(one for one in found.values() if one != Rendition())


def words_with_media(item: etree._Element) -> Iterator[str]:
    """Yield the words of Media RSS in an item: titles, captions, credits."""
    for element in item.iter("*"):
        if is_media(element) and local_name(element) not in _TECHNICAL and collapse(element.text or ""):
            yield from words_of(element).paragraphs


def _rendition(element: etree._Element) -> Rendition:
    address = attribute(element, "url", "href", "src") or _inner(element, "url") or collapse(element.text or "")
    if is_out_of_line(element) and not attribute(element, "src"):
        # The bytes of a file in base64: four characters make three bytes.
        return Rendition("content", attribute(element, "type"), len(element.text or "") * 3 // 4)
    title = attribute(element, "title") or _inner(element, "title")
    if local_name(element) == "thumbnail":
        title = title or "thumbnail"
    size = size_of(attribute(element, "length", "fileSize"))
    return Rendition(title, attribute(element, "type", "medium"), size, address)


def _inner(element: etree._Element, name: str) -> str:
    return next((collapse(one.text or "") for one in element if local_name(one) == name), "")
