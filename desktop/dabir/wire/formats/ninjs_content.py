"""The text of a ninjs object: its bodies in whatever renditions, and what is associated with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dabir.domain.errors import WireError
from dabir.wire.formats.ninjs_json import Item
from dabir.wire.markup import Body, join_renditions, paragraphs_of, paragraphs_of_markup, paragraphs_of_text
from dabir.wire.properties import code_of
from dabir.wire.xml import child, document_of, local_name

_ASSOCIATIONS: Final = ("associations", "associatedobjects", "associated")
#: The renditions of 1.x, best first: markup parts paragraphs exactly.
_BODIES: Final = ("bodyxhtml", "bodyhtml", "bodynitf", "bodytext")
_DESCRIPTIONS: Final = ("descriptiontext", "descriptioncaption", "descriptionusage", "descriptionhtml", "description")


def body_of(item: Item) -> Body:
    """Return the text of an object, every rendition that says something of its own, and its notes.

    A composite without a text of its own gets a paragraph for each object it is made of.
    """
    body = join_renditions([*_first_version_bodies(item), *_listed_bodies(item)])
    described = join_renditions([*_descriptions(item)])
    parts = [Item(association) for association in associations_of(item)]
    notes = tuple(_name_of(part) for part in parts)
    words = tuple(text for part in parts for text in (part.words("descriptiontext"), part.words("ednote")))
    if body.paragraphs:
        return Body(body.paragraphs, (*body.notes, *described.paragraphs, *described.notes, *notes, *words))
    if described.paragraphs:
        return Body(described.paragraphs, (*body.notes, *described.notes, *notes, *words))
    listed = tuple(filter(None, (part.words("headline") for part in parts))) if is_composite(item) else ()
    return Body(listed, (*body.notes, *notes, *words))


def is_composite(item: Item) -> bool:
    """Tell whether an object is a package of others."""
    return code_of(item.text("type")) == "composite"


def associations_of(item: Item) -> Iterator[dict[str, object]]:
    """Yield the objects associated with one, in order (an object by name in 1.x, a list since)."""
    for name in _ASSOCIATIONS:
        value = item.first(name)
        listed = list(value.values()) if isinstance(value, dict) else value
        for one in listed if isinstance(listed, list) else []:
            if isinstance(one, dict):
                yield one


def _first_version_bodies(item: Item) -> Iterator[Body]:
    known = [name for name in _BODIES if item.has(name)]
    known += [name for name in item.property_names() if name.startswith("body") and name not in {*_BODIES, "bodies"}]
    for name in known:
        text = item.text(name)
        if text.strip():
            yield _rendition(text, name.removeprefix("body"))


def _listed_bodies(item: Item) -> Iterator[Body]:
    for body in item.objects("bodies"):
        text = body.text("value", "text", "body")
        if text.strip():
            yield _rendition(text, body.text("contenttype").lower())
    for text in item.strings("bodies"):
        yield _rendition(text, "")


def _descriptions(item: Item) -> Iterator[Body]:
    for name in _DESCRIPTIONS:
        text = item.text(name)
        if text.strip():
            yield _rendition(text, name.removeprefix("description"))
    for description in item.objects("descriptions"):
        text = description.text("value", "text")
        if text.strip():
            yield _rendition(text, description.text("contenttype").lower())


def _rendition(text: str, kind: str) -> Body:
    """Read one rendition by its content type or the end of its property name ("xhtml", "text")."""
    if "nitf" in kind:
        return _nitf_body(text)
    if "html" in kind or "xml" in kind:
        return paragraphs_of_markup(text)
    return Body(paragraphs_of_text(text))


def _nitf_body(text: str) -> Body:
    try:
        root = document_of(text).root
    except WireError:
        return paragraphs_of_markup(text)
    content = child(root, "body") if local_name(root) == "nitf" else None
    return paragraphs_of(root if content is None else content)


def _name_of(association: Item) -> str:
    """Name an associated object, which is never fetched."""
    told = (association.words("headline", "title", "name"), association.text("uri", "guid", "href"))
    kind = association.text("type")
    return f"Goes with {kind + ': ' if kind else ''}{', '.join(filter(None, told)) or 'an object without a name'}"
