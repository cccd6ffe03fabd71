"""RSS 2.0 (RSS Advisory Board, 2.0.11) over released texts, with the content, Dublin Core and Atom modules.

RSS has no place for urgency, hashes and the approval: these stand in a name space of Dabir's own, which readers pass
over.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime
from typing import Final

from lxml import etree

from dabir.publish.characters import NOT_IN_XML, refuse
from dabir.publish.feed import OWN, SINGLE, Feed, facts_of, newest_of, remark
from dabir.publish.identity import TRANSLATION_OF, time_of, uri_of, uri_of_story, version_time
from dabir.publish.item import ReleaseItem
from dabir.publish.markup import paragraphs_html
from dabir.publish.xmltext import add, add_present, xml_bytes

_ATOM: Final = "http://www.w3.org/2005/Atom"
_CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
_CORE: Final = "http://purl.org/dc/elements/1.1/"
_TERMS: Final = "http://purl.org/dc/terms/"
_PREFIXES: Final = {"atom": _ATOM, "content": _CONTENT, "dc": _CORE, "dcterms": _TERMS, "dabir": OWN}

#: What stands in Dabir's own name space, in this order.
_FACTS: Final = (
    "version",
    "slugline",
    "dateline",
    "creditline",
    "urgency",
    "pubstatus",
    "approvedBy",
    "sourceLanguage",
    "approval",
    "textSha256",
    "originalSha256",
)


def render(item: ReleaseItem) -> bytes:
    """Write a released text as a feed of one item.

    Raises:
        InputRefused: when the text has a character that XML cannot hold.
    """
    return render_feed([item], SINGLE)


def render_feed(items: Sequence[ReleaseItem], feed: Feed) -> bytes:
    """Write a feed over released texts.

    Args:
        items: the releases, in any order; the newest are taken.
        feed: what the feed tells of itself.

    Returns:
        The XML document in UTF-8.

    Raises:
        InputRefused: when a text has a character that XML cannot hold.
    """
    root = etree.Element("rss", nsmap=dict(_PREFIXES))
    root.set("version", "2.0")
    channel = add(root, "channel")
    shown = newest_of(items, feed)
    add(channel, "title", feed.title)
    add(channel, "link", feed.identifier)
    add(channel, "description", feed.title)
    add_present(channel, "language", feed.language)
    if shown:
        add(channel, "lastBuildDate", format_datetime(max(version_time(item) for item in shown)))
    for item in shown:
        _item(channel, item)
    return xml_bytes(root)


def _item(channel: etree._Element, item: ReleaseItem) -> None:
    refuse(item, "RSS", NOT_IN_XML)
    story = item.story
    entry = add(channel, "item")
    add_present(entry, "title", item.headline)
    add_present(entry, "description", remark(item))
    for subject in story.subject:
        add_present(entry, "category", subject)
    for keyword in story.keywords:
        add_present(entry, "category", keyword)
    add(entry, "guid", uri_of(item), isPermaLink="false")
    add(entry, "pubDate", format_datetime(version_time(item)))
    if story.source:
        _own(entry, _CORE, "publisher", story.source)
    _own(entry, _CORE, "creator", story.byline)
    _own(entry, _CORE, "language", item.language)
    _own(entry, _CORE, "rights", story.copyrightnotice)
    _own(entry, _TERMS, "accessRights", story.usageterms)
    _own(entry, _TERMS, "created", time_of(story.firstcreated))
    _own(entry, _TERMS, "available", time_of(story.embargoed))
    _own(entry, _TERMS, "valid", time_of(story.expiry))
    facts = facts_of(item)
    for name in _FACTS:
        _own(entry, OWN, name, facts[name])
    if item.is_translation:
        link = etree.SubElement(entry, f"{{{_ATOM}}}link")
        link.set("rel", TRANSLATION_OF)
        link.set("href", uri_of_story(story))
        if story.language:
            link.set("hreflang", story.language)
    _own(entry, _CONTENT, "encoded", paragraphs_html(item.paragraphs))


def _own(entry: etree._Element, space: str, name: str, text: str) -> None:
    if text:
        etree.SubElement(entry, f"{{{space}}}{name}").text = text
