"""The components of a NewsML 1 item: their texts, lines and metadata, in order, with what they inherit.

A component says for itself and all within it in which language it is and which part it plays (`Role`); of an
`EquivalentsList` the members say the same thing in other languages or formats (NewsML 1.2, "NewsComponent").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from dabir.domain import language
from dabir.domain.story import Rendition
from dabir.wire.alternates import Text
from dabir.wire.format import Context
from dabir.wire.formats.inline_content import text_in_base64, text_within
from dabir.wire.markup import Body, text_of
from dabir.wire.properties import code_of
from dabir.wire.xml import Branch, attribute, child, children, language_of, local_name

#: Roles whose words stand beside the story, not in it.
_BESIDE: Final = ("caption", "picture", "photo", "image", "graphic", "thumb", "summary", "abstract", "teaser", "logo")
_TEXT: Final = ("text/", "xml", "html", "nitf")


@dataclass(frozen=True, slots=True)
class Component:
    """A component with what it inherits.

    Attributes:
        element: the `NewsComponent`.
        parts: what it holds.
        language: as declared on it or around it; "".
        role: its own or that of the component around it, in lower case; "".
        is_beside: whether its words are no part of the running text, such as those of a picture.
        is_equivalent: whether it is a member of an `EquivalentsList`.
    """

    element: etree._Element
    parts: Branch
    language: str
    role: str
    is_beside: bool
    is_equivalent: bool


def components_of(item: etree._Element, declared: str) -> list[Component]:
    """Return all components of an item in order, those within others too, but none of an item within it.

    Args:
        item: the `NewsItem`.
        declared: the language declared around it; "".
    """
    around = language_of(item) or declared
    waiting = [_component(one, around, "", is_equivalent=False) for one in children(item, "NewsComponent")]
    waiting.reverse()
    found: list[Component] = []
    while waiting:
        component = waiting.pop()
        found.append(component)
        equivalents = attribute(component.element, "EquivalentsList").lower() == "yes"
        within = [
            _component(one, component.language, component.role, is_equivalent=equivalents)
            for one in component.parts.children("NewsComponent")
        ]
        waiting += reversed(within)
    if all(one.is_beside for one in found if one.parts.child("NewsLines") is not None):
        # A picture with its caption and nothing else is the story itself.
        return [replace(one, role="", is_beside=False) for one in found]
    return found


def texts_of(components: list[Component], context: Context) -> list[Text]:
    """Return the texts of an item, in order; a text of the same list and language that repeats another only once.

    Words that stand beside the story, and what another format of the same text says more, are notes.
    """
    texts: list[Text] = []
    said: dict[tuple[int, str], set[str]] = {}
    for component in components:
        for item in component.parts.children("ContentItem"):
            found = _text_of(Branch(item), component, context)
            if component.is_beside:
                heads = tuple(
                    word for one in found.documents for word in (one.headline, one.byline, *one.notes) if word
                )
                body = Body((), heads + found.body.paragraphs + found.body.notes, found.body.renditions)
                found = Text(body, found.language, (), found.defects)
            elif component.is_equivalent and found.body.paragraphs:
                found = _without_repeated(found, component, said)
            texts.append(found)
        texts += [Text(_reference(one)) for name, one in component.parts.parts if name in {"NewsItemRef", "NewsItem"}]
    return texts


def party_of(element: etree._Element | None) -> str:
    """Return the names of the parties in an element: their formal names, or a property that is a name."""
    names = []
    for party in children(element, "Party"):
        properties = {
            attribute(one, "FormalName").lower(): attribute(one, "Value") for one in children(party, "Property")
        }
        named = next((properties[key] for key in ("name", "fullname", "organization") if properties.get(key)), "")
        names.append(named or attribute(party, "FormalName") or text_of(party))
    return "; ".join(dict.fromkeys(filter(None, names)))


def _component(element: etree._Element, around: str, role: str, *, is_equivalent: bool) -> Component:
    """Return a component with the language and the role that it names, or else those of what is around it."""
    parts = Branch(element)
    named = (attribute(one, "FormalName") for one in children(parts.child("DescriptiveMetadata"), "Language"))
    own_role = code_of(attribute(parts.child("Role"), "FormalName"))
    own_language = next(filter(None, named), "") or language_of(element)
    role = own_role or role
    is_beside = any(word in role for word in _BESIDE)
    return Component(element, parts, own_language or around, role, is_beside, is_equivalent)


def _text_of(item: Branch, component: Component, context: Context) -> Text:
    """Read a content item: the text it holds, or a rendition of what is elsewhere or no text."""
    kind = attribute(item.child("MimeType"), "FormalName")
    shapes = (item.child(name) for name in ("MediaType", "Format"))
    shape = ", ".join(attribute(one, "FormalName") for one in shapes if one is not None)
    content, encoding = item.child("DataContent"), ""
    holder = item.child("Encoding")
    # One encoding may stand within another; the innermost is what the characters are in.
    while holder is not None:
        encoding = code_of(attribute(holder, "Notation")) or encoding
        inner = child(holder, "DataContent")
        content, holder = (inner if inner is not None else content), child(holder, "Encoding")
    href = attribute(item.element, "Href")
    notes = tuple(filter(None, map(text_of, item.children("Comment"))))
    if content is None:
        return Text(
            Body((), notes, (_rendition(item, component, kind or shape, href),))
            if href or kind or shape
            else Body((), notes)
        )
    if encoding == "base64":
        found = text_in_base64(content.text or "", kind or _kind_of(shape), _name(item, component), context)
    else:
        found = text_within(content, kind or _kind_of(shape), context)
    listed = (_rendition(item, component, kind or shape, href),) if href else ()
    body = Body(found.body.paragraphs, notes + found.body.notes, listed + found.body.renditions)
    return Text(body, found.language or component.language, found.documents, found.defects)


def _kind_of(shape: str) -> str:
    """Return a media type for a format that is only named, such as "NITF" or "Text"."""
    name = shape.lower()
    return "text/xml" if "nitf" in name or "xhtml" in name else "text/html" if "html" in name else ""


def _without_repeated(found: Text, component: Component, said: dict[tuple[int, str], set[str]]) -> Text:
    """Leave out what another format of the same text has said; what it says more goes to the notes."""
    parent = component.element.getparent()
    key = (id(parent), language.normalise(found.language))
    words = [" ".join(paragraph.split()) for paragraph in found.body.paragraphs]
    if key not in said:
        said[key] = set(words)
        return found
    more = tuple(
        paragraph for paragraph, one in zip(found.body.paragraphs, words, strict=True) if one not in said[key]
    )
    said[key].update(words)
    return Text(
        Body((), more + found.body.notes, found.body.renditions), found.language, found.documents, found.defects
    )


def _rendition(item: Branch, component: Component, kind: str, href: str) -> Rendition:
    size = " ".join((text.text or "") for text in children(item.child("Characteristics"), "SizeInBytes")).strip()
    return Rendition(
        name=_name(item, component),
        media_type=kind,
        size=int(size) if size.isdecimal() and len(size) < 16 else 0,
        href=href,
    )


def _name(item: Branch, component: Component) -> str:
    """Return what the content is called: its headline, its file, or its role."""
    own = component.parts if component.is_beside else Branch(None)
    names = (
        text_of(child(own.child("NewsLines"), "HeadLine")),
        text_of(child(own.child("AdministrativeMetadata"), "FileName")),
        component.role,
        attribute(item.child("MediaType"), "FormalName"),
    )
    return next(filter(None, names), "")


def _reference(element: etree._Element) -> Body:
    """Name another item that this one holds or refers to, as a package does."""
    if local_name(element) == "NewsItem":
        target = text_of(child(element, "Identification", "NewsIdentifier", "PublicIdentifier"))
        title = next(_headlines(element), "")
    else:
        target = attribute(element, "NewsItem")
        title = next(filter(None, (text_of(one) for one in children(element, "Comment"))), "")
    return Body(tuple(filter(None, (title or target,))), (f"Refers to {target or title}",) if target or title else ())


def _headlines(element: etree._Element) -> Iterator[str]:
    return (text for one in element.iter("{*}HeadLine") if (text := text_of(one)))
