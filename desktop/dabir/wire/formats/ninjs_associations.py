"""What goes with a ninjs object: its renditions, and the objects associated with it.

An association that is a story becomes a reading of its own. One that is a picture, a sound, a film or a document is
listed with its renditions, never fetched, and its words (headline, caption, credited) go to the notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dabir.domain.story import Rendition
from dabir.wire.formats.ninjs_words import CAPTIONS, captions_of, headlines_of, statement
from dabir.wire.json import Item, words_of
from dabir.wire.properties import code_of, size_of

#: Where ninjs 1.x to 3.x, and systems that extend it, put the objects that go with one.
ASSOCIATIONS: Final = ("associations", "associatedobjects", "associated")
_MEDIA: Final = frozenset(
    {"picture", "photo", "image", "still", "graphic", "animated", "audio", "sound", "video", "moving", "file"}
    | {"document"}
)
_TEXTS: Final = ("bodytext", "bodyxhtml", "bodyhtml", "bodynitf", "bodies")
_STORIES: Final = frozenset({"text", "composite", "event", "planning"})
#: Properties of an object that goes with another whose words are told in its notes or its renditions.
_TOLD: Final = frozenset(
    {"headline", "headlines", "title", "name", "uri", "guid", "href", "type", "by", "byline", "creditline"}
    | {"copyrightnotice", "copyrightholder", "usageterms", "ednote", "renditions", "attachments"}
    | {*ASSOCIATIONS, *CAPTIONS, *_TEXTS}
)
_CREDITS: Final = ("byline", "by", "creditline", "copyrightnotice", "copyrightholder", "usageterms", "ednote")
_TYPE: Final = ("mimetype", "contenttype", "mediatype")
_SIZE: Final = ("sizeinbytes", "length", "size", "filesize")
_RENDITION: Final = frozenset(
    {"href", "url", "media", "title", "name", "filename", "description", "width", "height", *_TYPE, *_SIZE}
)


@dataclass(frozen=True, slots=True)
class Company:
    """What goes with an object, as far as it is no story.

    Attributes:
        renditions: pictures, sounds, films and documents.
        notes: their words, and the names of all associated objects.
        given: their other properties, name and text.
    """

    renditions: tuple[Rendition, ...]
    notes: tuple[str, ...]
    given: tuple[tuple[str, str], ...]


def associations_of(item: Item) -> Iterator[tuple[str, Item]]:
    """Yield the objects associated with one, in order, each with its name ("" in a list)."""
    for name in ASSOCIATIONS:
        yield from item.parts(name)


def is_story(association: Item) -> bool:
    """Tell whether an associated object is a story with words of its own, not a mere reference to one."""
    kind = code_of(association.text("type"))
    if kind in _MEDIA:
        return False
    if association.has(*_TEXTS):
        return True
    told = association.has("headline", "headlines", *CAPTIONS)
    return kind in _STORIES and told and association.has(*CAPTIONS, *ASSOCIATIONS)


def company_of(item: Item) -> Company:
    """Return what goes with an object. What goes with an associated story is left to that story."""
    renditions, notes, given = _renditions(item)
    # A stack of its own: pictures within pictures cost no recursion.
    waiting = [*associations_of(item)][::-1]
    while waiting:
        key, one = waiting.pop()
        notes.append(_name_of(one))
        if is_story(one):
            continue
        waiting += [*associations_of(one)][::-1]
        found, words, rest = _renditions(one)
        headline, others = headlines_of(one)
        label = headline or one.words("title", "name") or key
        reference = Rendition(label, one.text(*_TYPE), size_of(one.text(*_SIZE)), one.text("href", "uri", "guid"))
        if found:
            renditions += [replace(each, name=", ".join(filter(None, (label, each.name)))) for each in found]
        elif code_of(one.text("type")) in _MEDIA or one.has("href"):
            renditions.append(reference)
        captions = captions_of(one)
        notes += [*others, *captions.paragraphs, *captions.notes, *words]
        credited = dict.fromkeys(filter(None, (statement(one, name) for name in _CREDITS)))
        if credited:
            notes.append("; ".join((*filter(None, (label,)), *credited)))
        names = dict.fromkeys(filter(None, (key, one.words("name"))))
        given += [(f"association {label}".strip(), f"name: {name}") for name in names if name != label]
        given += [(f"association {label}".strip(), f"{name}: {text}") for name, text in one.rest(_TOLD)]
        given += rest
    return Company(tuple(dict.fromkeys(renditions)), tuple(notes), tuple(given))


def _renditions(item: Item) -> tuple[list[Rendition], list[str], list[tuple[str, str]]]:
    """Return the renditions of an object itself, their descriptions, and their other properties."""
    found: list[Rendition] = []
    notes: list[str] = []
    given: list[tuple[str, str]] = []
    for key, one in (*item.parts("renditions"), *item.parts("attachments")):
        names = dict.fromkeys(filter(None, (key, *(one.words(name) for name in ("name", "title", "filename")))))
        name = ", ".join(names)
        found.append(Rendition(name, one.text(*_TYPE), size_of(one.text(*_SIZE)), one.text("href", "url", "media")))
        notes += filter(None, (one.words("description"),))
        given += [(f"rendition {name}".strip(), f"{key}: {text}") for key, text in one.rest(_RENDITION)]
    return found, notes, given


def _name_of(association: Item) -> str:
    """Name an associated object, which is never fetched."""
    headline, _ = headlines_of(association)
    told = (headline or association.words("title", "name"), association.text("uri", "guid", "href"))
    kind = words_of(association.text("type"))
    return f"Goes with {kind + ': ' if kind else ''}{', '.join(filter(None, told)) or 'an object without a name'}"
