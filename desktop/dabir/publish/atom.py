"""Atom (RFC 4287) over released texts: the text as XHTML, the label of a translation as the summary.

Urgency, hashes and the approval stand in a name space of Dabir's own, as section 6 of the RFC provides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from dabir.publish.characters import NOT_IN_XML, refuse
from dabir.publish.feed import OWN, SINGLE, Feed, facts_of, newest_of, remark
from dabir.publish.identity import TRANSLATION_OF, time_of, uri_of, uri_of_story, version_time
from dabir.publish.item import ReleaseItem
from dabir.publish.xmltext import XML_LANG, add, add_present, element, xml_bytes

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
#: A feed without entries has no moment of its own (RFC 4287, 4.2.15 wants one all the same).
_NEVER: Final = "1970-01-01T00:00:00+00:00"

#: What stands in Dabir's own name space, in this order.
_FACTS: Final = (
    "version",
    "slugline",
    "dateline",
    "source",
    "creditline",
    "urgency",
    "pubstatus",
    "embargoed",
    "expires",
    "approvedBy",
    "approval",
    "textSha256",
    "originalSha256",
)


def render(item: ReleaseItem) -> bytes:
    """Write a released text as a feed of one entry.

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
    root = element(NAMESPACE, "feed", dabir=OWN)
    if feed.language:
        root.set(XML_LANG, feed.language)
    shown = newest_of(items, feed)
    add(root, "id", feed.identifier)
    add(root, "title", feed.title)
    add(root, "updated", version_time(shown[0]).isoformat() if shown else _NEVER)
    add(add(root, "author"), "name", feed.title)
    for item in shown:
        _entry(root, item)
    return xml_bytes(root)


def _entry(root: etree._Element, item: ReleaseItem) -> None:
    refuse(item, "Atom", NOT_IN_XML)
    story = item.story
    entry = add(root, "entry", lang=item.language)
    add(entry, "id", uri_of(item))
    add(entry, "title", item.headline, type="text")
    add(entry, "updated", version_time(item).isoformat())
    add_present(entry, "published", time_of(story.firstcreated or story.versioncreated))
    if story.byline:
        add(add(entry, "author"), "name", story.byline)
    for word in (*story.subject, *story.keywords):
        add(entry, "category", term=word)
    if item.is_translation:
        add(entry, "link", rel=TRANSLATION_OF, href=uri_of_story(story), hreflang=story.language)
    rights = "\n".join(filter(None, (story.copyrightnotice, story.usageterms)))
    add_present(entry, "rights", rights, type="text")
    add_present(entry, "summary", remark(item), type="text")
    facts = facts_of(item)
    for name in _FACTS:
        if facts[name]:
            etree.SubElement(entry, f"{{{OWN}}}{name}").text = facts[name]
    content = add(entry, "content", type="xhtml")
    body = element(_XHTML, "div", content)
    for paragraph in item.paragraphs:
        add(body, "p", paragraph)
