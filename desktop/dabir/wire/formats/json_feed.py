"""JSON Feed 1.0 and 1.1 (jsonfeed.org): one story an item.

An item's `id` is its identity; one that means something in its own feed only is joined with the feed's address. A
feed has no version numbers: an item whose text changed is newer by `date_modified`, else `date_published`, else the
time of its receipt. Properties of extensions ("_…") and unknown ones are kept as given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dabir.domain.errors import WireError
from dabir.domain.language import normalise
from dabir.domain.story import Rendition, Story
from dabir.wire.format import Context, Format, Reading, read_each
from dabir.wire.formats.feed_dates import feed_time
from dabir.wire.formats.rss import scoped
from dabir.wire.formats.rss_words import joined
from dabir.wire.json import Item, looks_like_objects, read_values
from dabir.wire.markup import Body, paragraphs_of_markup, paragraphs_of_text
from dabir.wire.properties import Findings, size_of
from dabir.wire.wrapped import dateline_of

NAME: Final = "json-feed"

_VERSION: Final = re.compile(r"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version", re.IGNORECASE)
_ITEMS: Final = re.compile(r"\"items\"\s*:\s*\[")
_OWN: Final = re.compile(r"\"(?:content_(?:html|text)|date_(?:published|modified)|home_page_url|feed_url)\"\s*:")
#: Properties of an item that are read into those of a story.
_READ: Final = frozenset(
    {"id", "url", "title", "contenthtml", "contenttext", "summary", "image", "bannerimage", "datepublished"}
    | {"datemodified", "author", "authors", "tags", "language", "attachments"}
)
#: Those of them that are lists or objects; where another is one, it is kept as given.
_LISTS: Final = frozenset({"author", "authors", "tags", "attachments"})
_ATTACHMENT: Final = frozenset({"url", "mimetype", "title", "sizeinbytes"})


@dataclass(frozen=True, slots=True)
class _Head:
    """What a feed says that holds for all of its items: its address, title, language, authors, and defects."""

    address: str
    title: str
    language: str
    authors: str
    defects: tuple[str, ...]


def recognises(data: bytes) -> int:
    """Return the confidence (0 to 100) that some bytes are a JSON Feed."""
    head = looks_like_objects(data)
    if not head:
        return 0
    if _VERSION.search(head):
        return 100
    # One that does not say so, told by property names that only it has; above what another JSON format can claim.
    return 95 if _ITEMS.search(head) and len(set(_OWN.findall(head))) > 1 and '"headline"' not in head else 0


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read a JSON Feed.

    Returns:
        One reading an item, in the order of the feed.

    Raises:
        WireError: when it is no JSON, or has no items.
    """
    values, defects = read_values(data)
    feed = next((Item(value) for value in values if isinstance(value, dict) and "items" in value), None)
    items = feed.first("items") if feed else None
    if feed is None or not isinstance(items, list) or not items:
        raise WireError("There is no item in the feed.", "If the feed should have items, ask the partner.")
    head = _Head(
        address=feed.text("feedurl", "homepageurl"),
        title=feed.words("title"),
        language=feed.text("language"),
        authors=_authors(feed),
        defects=defects,
    )
    return read_each(items, lambda value: _story(value, head, context))


def _story(value: object, head: _Head, context: Context) -> Story:
    if not isinstance(value, dict):
        raise WireError("It is no JSON object and so no story.")
    findings = Findings(context.zone, head.defects)
    item = Item(value, findings)
    headline, body = item.words("title"), _body(item)
    if not headline and not body.paragraphs:
        raise WireError("The item has neither a title nor a text.", "Ask the partner to send it again.")
    guid = item.text("id", "url").strip()
    if not item.text("id"):
        findings.defect("The item has no identifier (id).")
    language = item.text("language") or head.language
    created = feed_time(findings, context.zone, "date_published", item.text("datepublished"))
    changed = feed_time(findings, context.zone, "date_modified", item.text("datemodified"))
    if not created and not changed and guid:
        findings.defect("The item does not say when it was written; the time of its receipt was taken.")
    renditions, notes = _renditions(item)
    story = Story(
        uri=scoped(guid, head.address),
        guid=guid,
        language=normalise(language),
        declared_language=language,
        headline=headline,
        byline=_authors(item) or head.authors,
        dateline=dateline_of(body.paragraphs[0]) if body.paragraphs else "",
        source=head.title,
        keywords=item.list_of_names("tags"),
        firstcreated=created,
        versioncreated=changed or created or (context.received if guid else None),
        paragraphs=body.paragraphs,
        notes=tuple(dict.fromkeys((*body.notes, *notes))),
        format=NAME,
        renditions=renditions,
    )
    if item.text("url") != guid:
        findings.keep("url", item.text("url"))
    odd = {name for name in _READ - _LISTS if isinstance(item.first(name), list | dict)}
    for name, words in item.rest(_READ - odd):
        findings.keep(name, words)
    item.tell_repeated_keys()
    return story.changed(defects=tuple(findings.defects), given=tuple(findings.given))


def _body(item: Item) -> Body:
    """Return the text, from its markup where there is any; what only the plain text or the summary says is a note."""
    marked, plain = item.text("contenthtml"), item.text("contenttext")
    full = [paragraphs_of_markup(marked)] if marked.strip() else []
    full += [Body(paragraphs_of_text(plain))] if plain.strip() else []
    summary = item.text("summary")
    return joined(full, [Body(paragraphs_of_text(summary))] if summary.strip() else [])


def _authors(item: Item) -> str:
    """Return the names of the authors: a list since 1.1, one object before."""
    listed = (*item.objects("authors"), *item.objects("author"))
    return ", ".join(dict.fromkeys(filter(None, (one.words("name", "url") for one in listed))))


def _renditions(item: Item) -> tuple[tuple[Rendition, ...], list[str]]:
    """Return the attachments and pictures of an item, and the other properties of the attachments in words."""
    found: list[Rendition] = []
    notes: list[str] = []
    for _, one in item.parts("attachments"):
        title, address = one.words("title"), one.text("url")
        found.append(Rendition(title, one.text("mimetype"), size_of(one.text("sizeinbytes")), address))
        notes += [f"{title or address}: {name} {words}" for name, words in one.rest(_ATTACHMENT)]
    known = {one.href for one in found}
    for name in ("image", "bannerimage"):
        address = item.text(name)
        if address and address not in known:
            found.append(Rendition("banner image" if name == "bannerimage" else name, "", 0, address))
            known.add(address)
    return tuple(dict.fromkeys(found)), notes


FORMAT: Final = Format(NAME, "application/feed+json", recognises, parse)
