"""The words of a ninjs object: its headlines, its bodies in whatever renditions, its captions, its statements.

ninjs 1.x names each rendition in the property ("body_text", "body_xhtml"); 2.x and 3.x list them with a role and a
content type. Of several renditions of one text that say the same, markup is taken: it parts paragraphs exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dabir.domain.errors import WireError
from dabir.wire.json import Item
from dabir.wire.markup import Body, join_renditions, paragraphs_of, paragraphs_of_markup, paragraphs_of_text
from dabir.wire.properties import code_of
from dabir.wire.xml import child, document_of, local_name

#: The renditions of 1.x, best first.
_BODIES: Final = ("bodyxhtml", "bodyhtml", "bodynitf", "bodytext")
_DESCRIPTIONS: Final = ("descriptiontext", "descriptioncaption", "descriptionusage", "descriptionhtml", "description")
#: Properties that describe an object in words.
CAPTIONS: Final = (*_DESCRIPTIONS, "descriptions")
#: Roles of a listed body that is no part of the running text.
_ASIDE: Final = frozenset({"caption", "summary", "abstract", "teaser", "description", "alt", "alttext", "note"})


def headlines_of(item: Item) -> tuple[str, tuple[str, ...]]:
    """Return the headline (of `headlines` the one with the role "main", else the first) and the others."""
    listed = item.objects("headlines")
    found = [(one.text("role"), one.words("value", "text", "headline")) for one in listed]
    found += [("", " ".join(paragraphs_of_text(text))) for text in item.strings("headlines")]
    main = next((text for role, text in found if code_of(role) in {"main", "headline"} and text), "")
    headline = item.words("headline") or main or next((text for _, text in found if text), "")
    return headline, tuple(dict.fromkeys(text for _, text in found if text and text != headline))


def body_of(item: Item) -> Body:
    """Return the text of an object, every rendition that says something of its own, and its notes."""
    running, aside = _listed_bodies(item)
    body = join_renditions([*_first_version_bodies(item), *running])
    beside = join_renditions([*aside, *_descriptions(item)])
    if body.paragraphs:
        return Body(body.paragraphs, (*body.notes, *beside.paragraphs, *beside.notes))
    return Body(beside.paragraphs, (*body.notes, *beside.notes))


def captions_of(item: Item) -> Body:
    """Return the words that describe an object which is no story: its captions and, where it has any, its text."""
    running, aside = _listed_bodies(item)
    return join_renditions([*_descriptions(item), *_first_version_bodies(item), *running, *aside])


def statement(item: Item, name: str) -> str:
    """Return a property that is a line of words, or a list of them (by role in 3.x), as one text."""
    return item.words(name) or "; ".join(item.list_of_names(name) or item.list_of_names(f"{name}s"))


def _first_version_bodies(item: Item) -> Iterator[Body]:
    known = [name for name in _BODIES if item.has(name)]
    known += [name for name in item.property_names() if name.startswith("body") and name not in {*_BODIES, "bodies"}]
    for name in known:
        text = item.text(name)
        if text.strip():
            yield _rendition(text, name.removeprefix("body"))


def _listed_bodies(item: Item) -> tuple[list[Body], list[Body]]:
    """Return the bodies of the running text, those in markup first, and the bodies beside it."""
    running: list[tuple[bool, Body]] = []
    aside: list[Body] = []
    for body in item.objects("bodies"):
        text = body.text("value", "text", "body")
        kind = body.text("contenttype", "mimetype").lower()
        if not text.strip():
            continue
        if code_of(body.text("role")) in _ASIDE:
            aside.append(_rendition(text, kind))
        else:
            running.append(("html" not in kind and "xml" not in kind, _rendition(text, kind)))
    running += [(True, _rendition(text, "")) for text in item.strings("bodies")]
    return [body for _, body in sorted(running, key=lambda one: one[0])], aside


def _descriptions(item: Item) -> Iterator[Body]:
    for name in _DESCRIPTIONS:
        text = item.text(name)
        if text.strip():
            yield _rendition(text, name.removeprefix("description"))
    for description in item.objects("descriptions"):
        text = description.text("value", "text")
        if text.strip():
            yield _rendition(text, description.text("contenttype").lower())
    for text in item.strings("descriptions"):
        yield _rendition(text, "")


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
