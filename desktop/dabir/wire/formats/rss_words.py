"""The words of an item of a feed: title, body, and what only the summary or a second body says.

They are taken from the XML tree itself, character for character.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lxml import etree

from dabir.wire.markup import Body, paragraphs_of, parse_html
from dabir.wire.wrapped import paragraphs_in
from dabir.wire.xml import Branch, attribute, local_name

FULL: Final = frozenset({"encoded", "content", "body", "fullitem", "full-text"})
SHORT: Final = frozenset({"description", "summary", "subtitle"})
_TAG_OR_ENTITY: Final = re.compile(r"</?[A-Za-z][^<>]*>|&(#\d+|#x[0-9A-Fa-f]+|[A-Za-z]\w+);")
_MEDIA_RSS: Final = "search.yahoo.com/mrss"
_EXCERPT: Final = "/excerpt/"
_MOST_COMPARED: Final = 20


def is_media(element: etree._Element) -> bool:
    """Tell whether an element is one of Media RSS."""
    tag = element.tag
    return isinstance(tag, str) and _is_media_tag(tag)


@lru_cache(maxsize=1024)
def _is_media_tag(tag: str) -> bool:
    return _MEDIA_RSS in tag.lower()


def is_out_of_line(element: etree._Element) -> bool:
    """Tell whether an Atom content lies elsewhere (RFC 4287 section 4.1.3.2), or is the bytes of a file (4.1.3.3)."""
    if local_name(element) != "content" or is_media(element):
        return False
    kind = attribute(element, "type").lower()
    foreign = "/" in kind and not kind.startswith("text/") and not kind.endswith(("xml", "html"))
    return bool(attribute(element, "src")) or foreign


def headline_of(item: Branch) -> str:
    """Return the title of an item on one line."""
    titles = [child for child in item.children("title") if not is_media(child)]
    return " ".join(" ".join(words_of(title).paragraphs) for title in titles).replace("\n", " ").strip()


def body_of(item: Branch) -> Body:
    """Return the body: the full content, or else the description; words only the other has become notes."""
    full: list[Body] = []
    short: list[Body] = []
    for name, child in item.parts:
        if (name in FULL or name in SHORT) and not is_media(child) and not is_out_of_line(child):
            (short if name in SHORT or is_excerpt(child) else full).append(words_of(child))
    return joined(full, short)


def is_excerpt(element: etree._Element) -> bool:
    """Tell whether an element is the excerpt of WordPress, which has the same local name as the full content."""
    return isinstance(element.tag, str) and _EXCERPT in element.tag and local_name(element) == "encoded"


def joined(full: list[Body], short: list[Body]) -> Body:
    """Put the bodies and the summaries of an item together: what a later one says that is not said yet is a note."""
    main, *others = [body for body in (*full, *short) if body.paragraphs] or [Body(())]
    notes = [note for body in (*full, *short) for note in body.notes]
    said: list[str] = []
    for number, body in enumerate(others):
        # The summary is the first paragraph more often than not, and then no words need be compared.
        if number < _MOST_COMPARED and len(body.paragraphs) == 1 and body.paragraphs[0] in main.paragraphs:
            continue
        said = said or [" ".join(" ".join(main.paragraphs).split())]
        fresh = " ".join(" ".join(body.paragraphs).split())
        # Beyond so many bodies nothing is compared, so that no feed makes the search quadratic.
        if number >= _MOST_COMPARED or not any(fresh in text for text in said):
            notes += body.paragraphs
            said += [fresh] if number < _MOST_COMPARED else []
    return Body(main.paragraphs, tuple(dict.fromkeys(notes)))


def words_of(element: etree._Element) -> Body:
    """Return the paragraphs of a text construct: markup as elements, escaped markup, or plain text.

    RFC 4287 section 3.1 tells text, html and xhtml apart; RSS does not, so there a text with tags or entities in it
    is markup.
    """
    if len(element):
        return paragraphs_of(element)
    text = element.text or ""
    kind = element.get("type", "").strip().lower()
    in_atom = isinstance(element.tag, str) and "atom" in element.tag.lower().partition("}")[0]
    plain = kind in {"text", "text/plain", "plain"} or (in_atom and not kind)
    if plain or not ("<" in text or "&" in text) or not _TAG_OR_ENTITY.search(text):
        return Body(tuple(paragraphs_in(text)))
    return paragraphs_of(parse_html(text))
