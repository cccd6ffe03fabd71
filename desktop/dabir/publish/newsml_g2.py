"""IPTC NewsML-G2 2.35, conformance level "power": one news item with the text as XHTML.

Elements stand in the order of the specification (NewsML-G2 2.35, newsItem, itemMeta, contentMeta, rightsInfo). A
translation is an item of its own that links to its original (the link has the original's hash), says in the editor's
note and a description that it is a translation, and names who approved it.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from dabir.domain.language import is_right_to_left
from dabir.publish.characters import NOT_IN_XML, refuse
from dabir.publish.files import original_name
from dabir.publish.identity import (
    TRANSLATION_OF,
    approval_of,
    note_to_editors,
    time_of,
    uri_of,
    uri_of_story,
    version_time,
)
from dabir.publish.item import ReleaseItem
from dabir.publish.label import approved_by, translated_from
from dabir.publish.xmltext import XML_LANG, add, add_present, element, xml_bytes

NAMESPACE: Final = "http://iptc.org/std/nar/2006-10-01/"
XHTML: Final = "http://www.w3.org/1999/xhtml"
_CATALOG: Final = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
#: IPTC media topics and subject codes, the vocabularies whose aliases the catalogue knows.
_QCODE: Final = re.compile(r"(?:medtop|subj):\d{8}")
#: Roles and hash types that no IPTC vocabulary has.
_OWN: Final = "urn:x-dabir:"


def render(item: ReleaseItem) -> bytes:
    """Write a released text as a NewsML-G2 news item.

    Args:
        item: what is released.

    Returns:
        The XML document in UTF-8.

    Raises:
        InputRefused: when the text has a character that XML cannot hold.
    """
    refuse(item, "NewsML-G2", NOT_IN_XML)
    root = element(NAMESPACE, "newsItem")
    for name, value in (
        ("standard", "NewsML-G2"),
        ("standardversion", "2.35"),
        ("conformance", "power"),
        ("guid", uri_of(item)),
        ("version", str(max(item.story.version, 1))),
    ):
        root.set(name, value)
    if item.language:
        root.set(XML_LANG, item.language)
        root.set("dir", _direction(item.language))
    add(root, "catalogRef", href=_CATALOG)
    _rights(root, item)
    _item_meta(root, item)
    _content_meta(root, item)
    _content(root, item)
    return xml_bytes(root)


def _direction(language: str) -> str:
    return "rtl" if is_right_to_left(language) else "ltr"


def _rights(root: etree._Element, item: ReleaseItem) -> None:
    story = item.story
    if not (story.copyrightnotice or story.usageterms):
        return
    rights = add(root, "rightsInfo")
    add_present(rights, "copyrightNotice", story.copyrightnotice, lang=story.language)
    add_present(rights, "usageTerms", story.usageterms, lang=story.language)


def _item_meta(root: etree._Element, item: ReleaseItem) -> None:
    story = item.story
    meta = add(root, "itemMeta")
    add(meta, "itemClass", qcode="ninat:text")
    add(add(meta, "provider"), "name", story.source or item.credit or item.original.partner or "Dabir")
    add(meta, "versionCreated", version_time(item).isoformat())
    if not item.is_translation:
        add_present(meta, "firstCreated", time_of(story.firstcreated))
    add_present(meta, "embargoed", time_of(story.embargoed))
    add(meta, "pubStatus", qcode=f"stat:{story.pubstatus.value}")
    add_present(meta, "edNote", note_to_editors(item))
    add(meta, "hash", item.text_sha256, hashtypeuri=f"{_OWN}text-sha256")
    add_present(meta, "expires", time_of(story.expiry))
    if item.is_translation:
        _link(meta, item)


def _link(meta: etree._Element, item: ReleaseItem) -> None:
    story, original = item.story, item.original
    link = add(
        meta,
        "link",
        reluri=TRANSLATION_OF,
        residref=uri_of_story(story),
        version=str(max(story.version, 1)),
        contenttype=original.media_type,
        size=str(len(original.data)),
        title=original_name(original),
    )
    add_present(link, "title", story.headline, lang=story.language)
    add(link, "hash", original.sha256, hashtypeuri=f"{_OWN}sha256")


def _content_meta(root: etree._Element, item: ReleaseItem) -> None:
    story = item.story
    meta = add(root, "contentMeta")
    if 1 <= story.urgency <= 9:
        add(meta, "urgency", str(story.urgency))
    if item.is_translation:
        add_present(meta, "contentCreated", time_of(story.firstcreated or story.versioncreated))
        contributor = add(meta, "contributor", roleuri=f"{_OWN}approver")
        add_present(contributor, "name", item.approved_by)
    ids = [("guid", story.guid), ("original-sha256", item.original.sha256), ("approval", approval_of(item))]
    for kind, value in ids:
        add_present(meta, "altId", value, typeuri=f"{_OWN}{kind}")
    if item.language:
        add(meta, "language", tag=item.language)
    for keyword in story.keywords:
        add_present(meta, "keyword", keyword, lang=story.language)
    for subject in filter(str.strip, story.subject):
        if _QCODE.fullmatch(subject):
            add(meta, "subject", type="cpnat:abstract", qcode=subject)
        else:
            add(add(meta, "subject", type="cpnat:abstract", literal=_literal(subject)), "name", subject)
    add_present(meta, "slugline", story.slugline, lang=story.language)
    add_present(meta, "headline", item.headline, lang=item.language)
    add_present(meta, "dateline", story.dateline, lang=story.language)
    add_present(meta, "by", story.byline, lang=story.language)
    add_present(meta, "creditline", item.credit)
    if item.is_translation:
        label = f"{translated_from(story.language, item.language)}. {approved_by(item.approved_by, item.language)}"
        add(meta, "description", label, lang=item.language, roleuri=f"{_OWN}translation")


def _literal(subject: str) -> str:
    """Return a subject as an identifier: its words with single spaces, as a normalised string has to be."""
    return " ".join(subject.split())


def _content(root: etree._Element, item: ReleaseItem) -> None:
    words = sum(len(paragraph.split()) for paragraph in item.paragraphs)
    inline = add(
        add(root, "contentSet"),
        "inlineXML",
        contenttype="application/xhtml+xml",
        wordcount=str(words),
        lang=item.language,
        dir=_direction(item.language),
    )
    page = element(XHTML, "html", inline)
    add(add(page, "head"), "title", item.headline)
    body = add(page, "body")
    for paragraph in item.paragraphs:
        add(body, "p", paragraph)
