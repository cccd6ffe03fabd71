"""RSS 0.9x, 1.0 and 2.0, and Atom: one story an item.

The words of record (title, description, content) are taken from the XML tree itself, character for character;
feedparser, which knows the many dialects, reads the rest: authors, times, categories, rights, enclosures. It gets
bytes that are UTF-8 and well-formed by then, and never a name it could open or fetch.

A feed that was cut short keeps its complete items; the broken rest is one failed reading.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import feedparser
from lxml import etree

from dabir.domain.errors import WireError
from dabir.domain.language import normalise
from dabir.domain.story import Story
from dabir.wire.format import Context, Format, Reading, read_each
from dabir.wire.markup import Body, collapse, paragraphs_of, parse_html
from dabir.wire.properties import Findings
from dabir.wire.wrapped import dateline_of, paragraphs_in
from dabir.wire.xml import (
    Document,
    MalformedXml,
    children,
    document_of,
    language_of,
    local_name,
    read_text,
    sniff_root,
)

NAME: Final = "rss"

_ITEMS: Final = frozenset({"item", "entry"})
_FULL: Final = frozenset({"encoded", "content", "body", "fullitem", "full-text"})
_SHORT: Final = frozenset({"description", "summary", "subtitle"})
#: Elements feedparser reads into properties; their words need no second place.
_READ: Final = frozenset(
    {"title", "link", "guid", "id", "pubDate", "pubdate", "published", "updated", "modified", "issued", "created"}
    | {"author", "creator", "contributor", "category", "subject", "keywords", "rights", "copyright", "language"}
    | {"date", "enclosure", "source", "publisher"}
)
_TAG_OR_ENTITY: Final = re.compile(r"</?[A-Za-z][^<>]*>|&(#\d+|#x[0-9A-Fa-f]+|[A-Za-z]\w+);")
_END_OF_ITEM: Final = re.compile(r"</(?:[\w.-]+:)?(item|entry)\s*>")
_OPENED: Final = re.compile(r"<((?:[\w.-]+:)?(?:rss|feed|RDF|channel))(?=[\s>])[^>]*>")
_TRIES: Final = 8
_MEDIA_RSS: Final = "search.yahoo.com/mrss"


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a feed: its element, and what feedparser made of it and of the feed."""

    element: etree._Element
    entry: Any
    feed: Any
    language: str


def recognises(data: bytes) -> int:
    """Return the confidence that bytes are an RSS or Atom feed."""
    root = sniff_root(data)
    if root.name in {"rss", "RDF"}:
        return 90 if root.name == "rss" or "purl.org/rss" in root.attributes or "netscape" in root.attributes else 20
    if root.name in {"feed", "entry"}:
        return 90 if "/Atom" in root.attributes or "purl.org/atom" in root.attributes else 50
    return 0


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read a feed.

    Returns:
        One reading an item; one more, failed, for the rest of a feed that is damaged after complete items.

    Raises:
        WireError: when it is no feed, declares entities of its own, or is broken before its first item ends.
    """
    text, defects = read_text(data)
    broken: list[Reading] = []
    try:
        document = document_of(text)
    except MalformedXml as error:
        document = _complete_part(text, error)
        sentence = f"The feed breaks off or is damaged after its complete items. {error.message}"
        broken = [Reading(None, sentence, error.place)]
    items = _items_of(document.root)
    if not items and not broken:
        raise WireError("There is no item in the feed.", "If the feed should have items, ask the partner.")
    return read_each(items, lambda item: _story(item, defects + document.defects, context)) + broken


def _complete_part(text: str, error: MalformedXml) -> Document:
    """Read a broken feed up to the last complete item before the damage, closing what is open there.

    Raises:
        MalformedXml: the error, when there is no such item.
    """
    line = re.search(r"\d+", error.place)
    lines = text.split("\n", int(line.group())) if line else [text]
    damage = len(text) - (len(lines[-1]) if line and len(lines) > int(line.group()) else 0)
    # The damage is told by its line only, and a line may hold many items: a few of the last ends are tried.
    for end in reversed([found.end() for found in _END_OF_ITEM.finditer(text, 0, damage)][-_TRIES:]):
        before = text[:end]
        opened = [found.group(1) for found in _OPENED.finditer(before) if not found.group().endswith("/>")]
        unclosed = [name for name in opened if not re.search(rf"</{re.escape(name)}\s*>", before)]
        try:
            return document_of(before + "".join(f"</{name}>" for name in reversed(unclosed)))
        except MalformedXml:
            continue
    raise error


def _items_of(root: etree._Element) -> list[_Item]:
    elements = [element for element in root.iter() if local_name(element) in _ITEMS and _is_in_feed(element)]
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    parsed = feedparser.parse(
        io.BytesIO(data),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    entries = parsed.entries if len(parsed.entries) == len(elements) else [{} for _ in elements]
    language = _feed_language(root)
    pairs = zip(elements, entries, strict=True)
    return [_Item(element, entry, parsed.feed, language) for element, entry in pairs]


def _is_in_feed(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is None or local_name(parent) in {"channel", "rss", "feed", "RDF"}


def _story(item: _Item, defects: tuple[str, ...], context: Context) -> Story:
    entry = item.entry
    findings = Findings(context.zone, defects)
    if not entry:
        findings.defect("The item is nested unusually: only its words, identifier and language were read.")
    headline, body = _headline(item.element), _body(item.element)
    if not headline and not body.paragraphs:
        raise WireError("The item has neither a title nor a text.", "Ask the partner to send it again.")
    guid = _own_text(item.element, "guid", "id") or _about(item.element) or _text(entry, "link")
    language = _language(item.element) or item.language
    created = findings.time("published", _text(entry, "published"))
    changed = findings.time("updated", _text(entry, "updated") if "updated" in entry else "")
    for name, words in _unread(item.element):
        findings.keep(name, words)
    return Story(
        uri=guid,
        guid=guid,
        language=normalise(language),
        declared_language=language,
        headline=headline,
        byline=_byline(entry),
        dateline=dateline_of(body.paragraphs[0]) if body.paragraphs else "",
        source=_text(entry.get("source") or {}, "title") or _text(entry, "publisher") or _text(item.feed, "title"),
        copyrightnotice=_text(entry, "rights") or _text(item.feed, "rights"),
        keywords=tuple(dict.fromkeys(filter(None, (_keyword(tag) for tag in entry.get("tags", ()))))),
        firstcreated=created,
        versioncreated=changed or created,
        paragraphs=body.paragraphs,
        notes=(*body.notes, *_media(item.element)),
        defects=tuple(findings.defects),
        format=NAME,
        given=tuple(findings.given),
    )


def _headline(element: etree._Element) -> str:
    titles = [child for child in children(element, "title") if not _is_media(child)]
    return " ".join(" ".join(_words_of(title).paragraphs) for title in titles).replace("\n", " ").strip()


def _body(element: etree._Element) -> Body:
    """Return the body: the full content, or else the description; words only the other has become notes."""
    full = [_words_of(child) for child in children(element) if local_name(child) in _FULL and not _is_media(child)]
    short = [_words_of(child) for child in children(element) if local_name(child) in _SHORT and not _is_media(child)]
    main, *others = [body for body in (*full, *short) if body.paragraphs] or [Body(())]
    notes = [note for body in (*full, *short) for note in body.notes]
    said = " ".join(" ".join(main.paragraphs).split())
    for body in others:
        fresh = " ".join(" ".join(body.paragraphs).split())
        if fresh not in said:
            notes += body.paragraphs
            said = f"{said} {fresh}"
    return Body(main.paragraphs, tuple(dict.fromkeys(notes)))


def _words_of(element: etree._Element) -> Body:
    """Return the paragraphs of a text construct: markup as elements, escaped markup, or plain text.

    RFC 4287 section 3.1 tells text, html and xhtml apart; RSS does not, so there a text with tags or entities in it
    is markup.
    """
    if len(element):
        return paragraphs_of(element)
    text = element.text or ""
    kind = element.get("type", "").strip().lower()
    in_atom = isinstance(element.tag, str) and "atom" in element.tag.lower().partition("}")[0]
    plain = kind in {"text", "text/plain"} or (in_atom and not kind)
    if plain or not _TAG_OR_ENTITY.search(text):
        return Body(tuple(paragraphs_in(text)))
    return paragraphs_of(parse_html(text))


def _own_text(element: etree._Element, *names: str) -> str:
    return next((text for child in children(element, *names) if (text := (child.text or "").strip(" \t\r\n"))), "")


def _about(element: etree._Element) -> str:
    return element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "").strip()


def _language(element: etree._Element) -> str:
    """Return the language an item declares for itself or for its words; ""."""
    own = language_of(element) or _own_text(element, "language")
    texts = children(element, "title", "content", "encoded", "description", "summary")
    return own or next(filter(None, map(language_of, texts)), "")


def _feed_language(root: etree._Element) -> str:
    """Return the language a feed declares for all of its items; ""."""
    for element in (*children(root, "channel"), root):
        declared = _own_text(element, "language") or language_of(element)
        if declared:
            return declared
    return ""


def _text(entry: Any, name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""


def _byline(entry: Any) -> str:
    names = [_text(author, "name") for author in entry.get("authors", ()) if author]
    return ", ".join(dict.fromkeys(filter(None, names))) or _text(entry, "author")


def _keyword(tag: Any) -> str:
    return _text(tag, "label") or _text(tag, "term")


def _is_media(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and _MEDIA_RSS in element.tag


def _media(element: etree._Element) -> Iterator[str]:
    """Name pictures, sounds and films, which are never loaded, and give the words that come with them."""
    for found in element.iter():
        name = local_name(found)
        is_link = name == "link" and found.get("rel", "").lower() == "enclosure"
        if name == "enclosure" or is_link or (_is_media(found) and found.get("url")):
            address = found.get("url") or found.get("href") or ""
            kind = found.get("type") or found.get("medium") or ""
            yield f"Not loaded: {address}" + (f" ({kind})" if kind else "")
        if _is_media(found) and collapse(found.text or ""):
            yield from _words_of(found).paragraphs


def _unread(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Give the words of elements that became no property, so that none is lost."""
    for child in children(element):
        name = local_name(child)
        if name in _READ or name in _FULL or name in _SHORT or _is_media(child):
            continue
        words = collapse(" ".join(str(part) for part in child.itertext()))
        if words:
            yield name, words


FORMAT: Final = Format(name=NAME, media_type="application/rss+xml", recognises=recognises, parse=parse)
