"""RSS 0.9x, 1.0 and 2.0, and Atom: one story an item.

The words of record (title, description, content) are taken from the XML tree itself, character for character;
feedparser, which knows the many dialects, reads authors, times, categories and rights (`rss_library`).

A feed has no version numbers: an item whose text changed is a newer version by the time it was changed or published,
or where it names none by that of the feed, or at last by that of its receipt. The identity is the item's own
identifier, else its address; an item with neither is named after its text. An identifier that means something in its
own feed only ("1002") is joined with the feed's address.

Sources: RSS 2.0 (rssboard.org), RSS 1.0, Atom (RFC 4287), its tombstones (RFC 6721), Media RSS, PRISM.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from dabir.domain.errors import WireError
from dabir.domain.language import normalise
from dabir.domain.story import PubStatus, Story
from dabir.wire.format import Context, Format, Reading, read_each
from dabir.wire.formats.feed_dates import feed_time
from dabir.wire.formats.rss_document import FeedDocument, own_text, read_feed
from dabir.wire.formats.rss_library import Known, known_of
from dabir.wire.formats.rss_media import is_rendition, renditions_of, words_with_media
from dabir.wire.formats.rss_words import FULL, SHORT, body_of, headline_of, is_media, words_of
from dabir.wire.markup import collapse
from dabir.wire.properties import Findings
from dabir.wire.wrapped import dateline_of
from dabir.wire.xml import Branch, attribute, children, language_of, local_name, sniff_root

NAME: Final = "rss"

#: Elements whose words are in the properties of a story, or are looked for there afterwards.
_READ: Final = frozenset(
    {"title", "language", "embargoDate", "expirationDate", "available", "publicationDate", "modificationDate"}
)
#: Elements that may declare in which language their words are.
_WORDED: Final = frozenset({"title", "content", "encoded", "description", "summary"})
_TIMES: Final = frozenset({"pubDate", "pubdate", "published", "updated", "modified", "issued", "created", "date"})
#: Those of which every word must be found in a property, and is kept as given where it is not.
_CHECKED: Final = frozenset(
    {"author", "creator", "category", "subject", "keywords", "rights", "copyright", "publisher", "source"}
)
#: An identifier that other feeds may use as well: a number, or a path.
_LOCAL: Final = re.compile(r"[0-9]+|/.*", re.DOTALL)
#: How far the clocks of two newsrooms may differ.
_CLOCKS_DIFFER: Final = timedelta(minutes=10)
_ABOUT: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


@dataclass(frozen=True, slots=True)
class _Head:
    """What a feed says that holds for all of its items.

    Attributes:
        language: as declared; "".
        address: where the feed or its site is; "".
        licences: on what terms it may be used; "".
        made: when the feed was made; the time of its receipt where it does not say.
        defects: what was wrong with the feed.
    """

    language: str
    address: str
    licences: str
    made: datetime
    defects: tuple[str, ...]


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
    feed = read_feed(data)
    if not feed.items and not feed.broken:
        raise WireError("There is no item in the feed.", "If the feed should have items, ask the partner.")
    head = _head_of(feed, context)
    pairs = zip(feed.items, known_of(feed), strict=True)
    return [*read_each(pairs, lambda pair: _story(*pair, head, context)), *feed.broken]


def _head_of(feed: FeedDocument, context: Context) -> _Head:
    text = own_text(feed.head, "lastBuildDate", "updated", "modified", "pubDate", "date")
    # What is doubtful about the time of the feed is told with no item.
    made = feed_time(Findings(context.zone), context.zone, "updated", text)
    return _Head(
        language=feed_language(feed),
        address=feed_address(feed),
        licences=_licences(Branch(feed.head)),
        made=made if made and made <= context.received else context.received,
        defects=feed.defects,
    )


def _story(element: etree._Element, known: Known, head: _Head, context: Context) -> Story:
    if local_name(element) == "deleted-entry":
        return _tombstone(element, head, context)
    item = Branch(element)
    findings = Findings(context.zone, head.defects)
    headline, body = headline_of(item), body_of(item)
    if not headline and not body.paragraphs:
        raise WireError("The item has neither a title nor a text.", "Ask the partner to send it again.")
    guid = item.text("guid", "id") or element.get(_ABOUT, "").strip() or _address(item)
    language = _language(item) or head.language
    story = Story(
        uri=scoped(guid, head.address),
        guid=guid,
        language=normalise(language),
        declared_language=language,
        headline=headline,
        byline=known.byline,
        dateline=dateline_of(body.paragraphs[0]) if body.paragraphs else "",
        source=known.source,
        copyrightnotice=known.rights,
        usageterms=_licences(item) or head.licences,
        keywords=known.keywords,
        paragraphs=body.paragraphs,
        notes=tuple(dict.fromkeys((*body.notes, *words_with_media(element)))),
        format=NAME,
        renditions=renditions_of(element),
    )
    story = _with_times(story, item, known, head, findings, context)
    for name, words in (*known.feed, *_unread(item, story, {known.published, known.updated})):
        findings.keep(name, words)
    return story.changed(
        pubstatus=findings.status_in_force(story.pubstatus),
        defects=tuple(findings.defects),
        given=tuple(findings.given),
    )


def _tombstone(item: etree._Element, head: _Head, context: Context) -> Story:
    """Read the sign that an entry was taken back (RFC 6721): it cancels the story of that identifier."""
    findings = Findings(context.zone, head.defects)
    guid = attribute(item, "ref")
    if not guid:
        raise WireError("It says that an entry was taken back, but not which.", "Ask the partner which story it is.")
    return Story(
        uri=scoped(guid, head.address),
        guid=guid,
        language=normalise(head.language),
        declared_language=head.language,
        versioncreated=feed_time(findings, context.zone, "when", attribute(item, "when")) or context.received,
        pubstatus=PubStatus.CANCELED,
        ednote=" ".join(text for one in children(item, "comment") for text in words_of(one).paragraphs),
        notes=tuple(text for one in children(item, "by") for text in words_of(one).paragraphs),
        defects=tuple(findings.defects),
        format=NAME,
        given=tuple(findings.given),
    )


def scoped(guid: str, address: str) -> str:
    """Return the identity for an identifier of a feed.

    Args:
        guid: as the feed wrote it; "".
        address: where the feed or its site is; "".

    Returns:
        The identifier, without white space around it; one that other feeds may use as well is joined with the host.
    """
    guid = guid.strip()
    if not _LOCAL.fullmatch(guid):
        return guid
    try:
        host = (urlsplit(address).hostname or "") if address else ""
    except ValueError:
        host = ""
    return f"urn:dabir:feed:{host}:{guid}" if host else guid


def feed_address(feed: FeedDocument) -> str:
    """Return where a feed's site is, or the feed itself; ""."""
    links = list(children(feed.head, "link"))
    ordered = sorted(links, key=lambda link: link.get("rel", "alternate") != "alternate")
    return next((text for link in ordered if (text := attribute(link, "href") or collapse(link.text or ""))), "")


def feed_language(feed: FeedDocument) -> str:
    """Return the language a feed declares for all of its items, as written; ""."""
    places = dict.fromkeys((feed.head, feed.root))
    return next(filter(None, (own_text(place, "language") or language_of(place) for place in places)), "")


def _with_times(story: Story, item: Branch, known: Known, head: _Head, findings: Findings, context: Context) -> Story:
    def moment(name: str, text: str) -> datetime | None:
        return feed_time(findings, context.zone, name, text)

    created = moment("published", known.published or item.text("publicationDate"))
    changed = moment("updated", known.updated or item.text("modificationDate"))
    version = changed or created
    if version is None and story.guid:
        # Without a time a changed text would be no newer than the one before.
        version = head.made
        findings.defect("The item does not say when it was written; the time of the feed or of receipt was taken.")
    if created and created > context.received + _CLOCKS_DIFFER:
        findings.defect(f"The item is dated in the future ({created.isoformat()}); ask whether it is embargoed.")
    embargo, available = item.text("embargoDate"), item.text("available")
    embargoed = findings.embargo("embargoDate", embargo) if embargo else moment("available", available)
    return story.changed(
        firstcreated=created,
        versioncreated=version,
        embargoed=embargoed,
        expiry=moment("expirationDate", item.text("expirationDate")),
    )


def _address(item: Branch) -> str:
    """Return the address of an item: RSS has it as text, Atom in an attribute."""
    for link in item.children("link"):
        if link.get("rel", "alternate").strip().lower() == "alternate":
            address = attribute(link, "href") or (link.text or "").strip()
            if address:
                return address
    return ""


def _language(item: Branch) -> str:
    """Return the language an item declares for itself or for its words; ""."""
    own = language_of(item.element) or item.text("language")
    texts = (child for name, child in item.parts if name in _WORDED)
    return own or next(filter(None, map(language_of, texts)), "")


def _licences(item: Branch) -> str:
    """Return the licences an item or a feed names, as text or by their addresses."""
    found = [attribute(one, "href", "resource") or collapse(one.text or "") for one in item.children("license")]
    links = [one for one in item.children("link") if one.get("rel", "").strip().lower() == "license"]
    found += [attribute(one, "href") for one in links]
    return "\n".join(dict.fromkeys(filter(None, found)))


def _unread(item: Branch, story: Story, times: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give the words, addresses and times that became no property, so that none is lost."""
    told = {*story.keywords, *story.byline.split(", "), story.byline, story.source, story.copyrightnotice}
    for name, child in item.parts:
        if name in _READ or name in FULL or name in SHORT or is_media(child) or is_rendition(child):
            continue
        if name == "link":
            address = attribute(child, "href") or collapse(child.text or "")
            relation = child.get("rel", "alternate").strip().lower()
            if address not in {story.guid, story.usageterms}:
                yield "link" if relation == "alternate" else f"link {relation}", address
            continue
        words = collapse(" ".join(str(part) for part in child.itertext()))
        if name == "category" and not words:
            words = ", ".join(filter(None, (child.get(one, "").strip() for one in ("label", "term"))))
        if name in _TIMES:
            is_told = words in times
        else:
            is_told = name in _CHECKED and (words in told or {word.strip() for word in words.split(",")} <= told)
        if not is_told and words not in {story.guid, story.usageterms}:
            yield name, words


FORMAT: Final = Format(name=NAME, media_type="application/rss+xml", recognises=recognises, parse=parse)
