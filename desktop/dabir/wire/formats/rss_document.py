"""A feed as a document: read whole, mended where its damage is a known one, or up to the last item that is complete.

WordPress exports are RSS too and are read by the same functions.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from lxml import etree

from dabir.wire.format import Reading
from dabir.wire.xml import Branch, Document, MalformedXml, children, document_of, local_name, read_text

_ITEMS: Final = ("{*}item", "{*}entry", "{*}deleted-entry")
_AROUND: Final = frozenset({"channel", "rss", "feed", "RDF"})
_END_OF_ITEM: Final = re.compile(r"</(?:[\w.-]+:)?(item|entry)\s*>")
_OPENED: Final = re.compile(r"<((?:[\w.-]+:)?(?:rss|feed|RDF|channel))(?=[\s>])[^<>]*>")
_CLOSED: Final = re.compile(r"</((?:[\w.-]+:)?(?:rss|feed|RDF|channel))\s*>")
_PREFIXED: Final = re.compile(r"<([A-Za-z_][\w.-]*):[\w]")
_DECLARED: Final = re.compile(r"xmlns:([A-Za-z_][\w.-]*)\s*=")
_ROOT_NAME: Final = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|RDF)(?=[\s>])")
_TRIES: Final = 8
#: Most prefixes that are declared for a feed; looking one up among very many takes long.
_MOST_PREFIXES: Final = 40
_NAMESPACES: Final = MappingProxyType(
    {
        "atom": "http://www.w3.org/2005/Atom",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "excerpt": "http://wordpress.org/export/1.2/excerpt/",
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "media": "http://search.yahoo.com/mrss/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "slash": "http://purl.org/rss/1.0/modules/slash/",
        "sy": "http://purl.org/rss/1.0/modules/syndication/",
        "wfw": "http://wellformedweb.org/CommentAPI/",
        "wp": "http://wordpress.org/export/1.2/",
    }
)


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed.

    Attributes:
        root: its root element.
        items: its items, in order.
        defects: what was wrong with it and how it was read all the same.
        broken: one failed reading for what follows after the damage, or nothing.
    """

    root: etree._Element
    items: tuple[etree._Element, ...]
    defects: tuple[str, ...]
    broken: tuple[Reading, ...] = ()

    @property
    def head(self) -> etree._Element:
        """The element that says what holds for all of its items."""
        return next(children(self.root, "channel"), self.root)


def read_feed(data: bytes) -> FeedDocument:
    """Read a feed; of one that is cut short or damaged what is complete before the damage.

    Raises:
        WireError: when it is broken before its first item ends, or declares entities of its own.
    """
    text, defects = read_text(data)
    broken: tuple[Reading, ...] = ()
    try:
        document = document_of(text)
    except MalformedXml as error:
        text, undeclared = _with_namespaces(text)
        defects += undeclared
        document, broken = _mended(text, error, mended=bool(undeclared))
    items = tuple(one for one in document.root.iter(*_ITEMS) if _is_in_feed(one))
    return FeedDocument(document.root, items, defects + document.defects, broken)


def own_text(element: etree._Element, *names: str) -> str:
    """Return the text of the first child with one of these names that has any, without white space around it; ""."""
    return Branch(element).text(*names)


def _is_in_feed(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is None or local_name(parent) in _AROUND


def _with_namespaces(text: str) -> tuple[str, tuple[str, ...]]:
    """Declare the prefixes that a feed uses without declaring them, as hand-made feeds do with "content:encoded"."""
    missing = sorted(set(_PREFIXED.findall(text)) - set(_DECLARED.findall(text)) - {"xml"})
    root = _ROOT_NAME.search(text)
    if not 0 < len(missing) <= _MOST_PREFIXES or not root:
        return text, ()
    declared = "".join(f' xmlns:{name}="{_NAMESPACES.get(name, "urn:undeclared:" + name)}"' for name in missing)
    names = ", ".join(missing[:5])
    sentence = f"It uses prefixes it does not declare ({names}); they were read in their usual meaning."
    return text[: root.end()] + declared + text[root.end() :], (sentence,)


def _mended(text: str, error: MalformedXml, *, mended: bool) -> tuple[Document, tuple[Reading, ...]]:
    if mended:
        try:
            return document_of(text), ()
        except MalformedXml as other:
            error = other
    document = _complete_part(text, error)
    sentence = f"The feed breaks off or is damaged after its complete items. {error.message}"
    return document, (Reading(None, sentence, error.place),)


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
        opened = Counter(found[1] for found in _OPENED.finditer(before) if not found[0].endswith("/>"))
        closed = Counter(_CLOSED.findall(before))
        # A Counter keeps the order in which the names were met.
        unclosed = [name for name, times in opened.items() if times > closed[name]]
        try:
            return document_of(before + "".join(f"</{name}>" for name in reversed(unclosed)))
        except MalformedXml:
            continue
    raise error
