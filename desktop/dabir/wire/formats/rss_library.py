"""What feedparser makes of the items of a feed: times, categories, rights, sources, in all their dialects.

It gets a skeleton of the feed: only the elements it is asked about, only short ones, in UTF-8 and well-formed, and
never a name that it could open or fetch. So no text, however long, costs it more than a moment. Authors are read
here: it cuts their names where an address ends in more than four letters.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

import feedparser
from lxml import etree

from dabir.wire.formats.rss_document import FeedDocument, own_text
from dabir.wire.markup import collapse
from dabir.wire.xml import children, local_name

_TIMES: Final = frozenset({"pubDate", "pubdate", "published", "updated", "modified", "issued", "created", "date"})
_WORDS: Final = frozenset({"category", "subject", "keywords", "rights", "copyright", "publisher", "source"})
#: Elements feedparser is asked about. Titles are for the names of the feed and of its sources.
_ASKED: Final = _WORDS | _TIMES
_ASKED_OF_FEED: Final = _WORDS | {"title"}
#: The times that items have, most often, and feedparser's names for them: it takes long to read each as a time.
_PLAIN_TIMES: Final = MappingProxyType(
    {
        "pubDate": "published",
        "{http://www.w3.org/2005/Atom}published": "published",
        "{http://www.w3.org/2005/Atom}updated": "updated",
    }
)
_ADDRESS_NAME: Final = re.compile(r"[^\s()<>@]+@[^\s()<>@]+\s*\((?P<name>[^()]+)\)")
_NAME_ADDRESS: Final = re.compile(r"(?P<name>[^<>]+)<[^\s()<>@]+@[^\s()<>@]+>")
#: Characters, and elements an item, that are handed on.
_LONGEST: Final = 400
_MOST: Final = 100
#: Bytes of a skeleton up to which it is remembered: most feeds tell of each item nothing that feedparser is asked.
_REMEMBERED: Final = 8192


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an item beside its words.

    Attributes:
        byline: its authors, or for Atom those of the feed.
        source: where it comes from, or the title of the feed.
        rights: its copyright, or that of the feed.
        feed: name and copyright of the feed, where the item has its own.
        keywords: its categories.
        published: when it was published, as written; "".
        updated: when it was changed, as written; "".
    """

    byline: str = ""
    source: str = ""
    rights: str = ""
    keywords: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    feed: tuple[tuple[str, str], ...] = ()


def known_of(feed: FeedDocument) -> list[Known]:
    """Return what is known of each item of a feed, in order."""
    times = [_plain_times(item) for item in feed.items]
    skeleton = etree.tostring(_skeleton(feed, times), encoding="utf-8", xml_declaration=True)
    parsed = _remembered(skeleton) if len(skeleton) <= _REMEMBERED else _parsed(skeleton)
    authors = _authors(feed.head) if feed.head is not feed.root or local_name(feed.root) == "feed" else ""
    # feedparser knows no tombstones; whatever else it leaves out would shift the others.
    counted = sum(local_name(item) != "deleted-entry" for item in feed.items)
    is_whole = len(parsed.entries) == counted
    entries = iter(parsed.entries if is_whole else [{}] * counted)
    return [
        Known()
        if local_name(item) == "deleted-entry"
        else _known(next(entries), parsed.feed, _authors(item) or authors, told if is_whole else {})
        for item, told in zip(feed.items, times, strict=True)
    ]


def _parsed(skeleton: bytes) -> Any:
    return feedparser.parse(
        io.BytesIO(skeleton),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


_remembered: Final = lru_cache(maxsize=16)(_parsed)


def _known(entry: Any, feed: Any, byline: str, times: Mapping[str, str] | None) -> Known:
    source, rights = _text(entry.get("source") or {}, "title") or _text(entry, "publisher"), _text(entry, "rights")
    title, copyright_ = _text(feed, "title"), _text(feed, "rights")
    if times is None:
        # Asked for only where it is there: feedparser would give the time of publication in its place.
        updated = _text(entry, "updated") if "updated" in entry else ""
        times = {"published": _text(entry, "published"), "updated": updated}
    beside = (("feed", title if source else ""), ("copyright of the feed", copyright_ if rights else ""))
    return Known(
        byline=byline,
        source=source or title,
        rights=rights or copyright_,
        feed=beside,
        keywords=tuple(dict.fromkeys(filter(None, (_keyword(tag) for tag in entry.get("tags", ()))))),
        published=times.get("published", ""),
        updated=times.get("updated", ""),
    )


def _plain_times(item: etree._Element) -> Mapping[str, str] | None:
    """Return the times of an item under feedparser's names; None where it must be asked about them."""
    times: dict[str, str] = {}
    for number, child in enumerate(item):
        if local_name(child) not in _TIMES:
            continue
        name, text = _PLAIN_TIMES.get(str(child.tag), ""), child.text or ""
        is_plain = name and name not in times and not len(child) and text.isascii() and not {"&", "<"} & {*text}
        if not is_plain or number >= _MOST or not _is_short(child):
            return None
        times[name] = text.strip()
    return times


def _skeleton(feed: FeedDocument, times: list[Mapping[str, str] | None]) -> etree._Element:
    """Copy a feed without its texts: its head and its items, flat, with the elements asked about."""
    name = str(feed.root.tag)
    single = local_name(feed.root) == "entry"  # a document of its own, RFC 4287 section 2
    # The stubs know no default name space (None).
    root = etree.Element(name.replace("entry", "feed") if single else name, nsmap=feed.root.nsmap)  # type: ignore[arg-type]
    for attribute, value in feed.root.attrib.items():
        if len(value) <= _LONGEST:
            root.set(attribute, value)
    inner = root if feed.head is feed.root else etree.SubElement(root, feed.head.tag)
    if not single:
        _take(feed.head, inner, _ASKED_OF_FEED)
    for item, told in zip(feed.items, times, strict=True):
        if local_name(item) != "deleted-entry":
            _take(item, etree.SubElement(inner, item.tag), _ASKED if told is None else _WORDS)
    return root


def _take(source: etree._Element, target: etree._Element, names: frozenset[str]) -> None:
    taken = 0
    for child in source:
        if local_name(child) in names and taken < _MOST and _is_short(child):
            target.append(copy.deepcopy(child))
            taken += 1


def _is_short(element: etree._Element) -> bool:
    size = 0
    for part in element.iter():
        size += 10 + len(part.text or "") + sum(len(value) for value in part.attrib.values())
        if size > _LONGEST:
            return False
    return True


def _text(entry: Any, name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""


def _authors(element: etree._Element) -> str:
    """Return the names of the authors, without the addresses that RSS wants ("a@b.example (Name)")."""
    names: list[str] = []
    for child in children(element, "author", "creator"):
        text = own_text(child, "name", "title") or collapse(child.text or "")
        found = _ADDRESS_NAME.fullmatch(text) or _NAME_ADDRESS.fullmatch(text)
        names.append(found["name"].strip() if found and len(text) <= _LONGEST else text)
    return ", ".join(dict.fromkeys(filter(None, names)))


def _keyword(tag: Any) -> str:
    return collapse(_text(tag, "label") or _text(tag, "term"))
