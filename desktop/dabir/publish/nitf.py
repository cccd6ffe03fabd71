"""IPTC NITF 3.6 (News Industry Text Format), the form in which many editing systems still take text in.

Elements stand in the order of the NITF 3.6 schema. It has no place for hashes and for the link to the original: they
are `meta` elements of the head, as the schema provides for what a provider adds. The label of a translation is a
note in the head of the body, so that it is printed with it.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from lxml import etree

from dabir.domain.story import PubStatus
from dabir.publish.characters import NOT_IN_XML, refuse
from dabir.publish.identity import approval_of, note_to_editors, time_of, uri_of, uri_of_story, version_time
from dabir.publish.item import ReleaseItem
from dabir.publish.label import approved_by, translated_from
from dabir.publish.xmltext import XML_LANG, add, add_present, element, xml_bytes

NAMESPACE: Final = "http://iptc.org/std/NITF/2006-10-18/"
#: Subject reference numbers of the IPTC: eight digits, with or without the alias of their vocabulary.
_REFNUM: Final = re.compile(r"(?:(?:medtop|subj):)?(\d{8})")


def render(item: ReleaseItem) -> bytes:
    """Write a released text as NITF.

    Args:
        item: what is released.

    Returns:
        The XML document in UTF-8.

    Raises:
        InputRefused: when the text has a character that XML cannot hold.
    """
    refuse(item, "NITF", NOT_IN_XML)
    root = element(NAMESPACE, "nitf")
    root.set("version", "-//IPTC//DTD NITF 3.6//EN")
    if item.language:
        root.set("baselang", item.language)
        root.set(XML_LANG, item.language)
    _head(root, item)
    _body(root, item)
    return xml_bytes(root)


def _head(root: etree._Element, item: ReleaseItem) -> None:
    head = add(root, "head")
    add_present(head, "title", item.headline)
    for name, value in _metas(item):
        if value:
            add(head, "meta", name=name, content=value)
    subjects = [found[1] for subject in item.story.subject if (found := _REFNUM.fullmatch(subject))]
    if subjects:
        objects = add(head, "tobject", tobject_type="news")
        for number in subjects:
            add(objects, "tobject.subject", tobject_subject_refnum=number)
    _docdata(head, item)


def _metas(item: ReleaseItem) -> list[tuple[str, str]]:
    story = item.story
    metas = [
        ("original-sha256", item.original.sha256),
        ("text-sha256", item.text_sha256),
        ("approval", approval_of(item)),
        ("guid", story.guid),
        ("creditline", item.credit),
    ]
    if item.is_translation:
        metas += [
            ("translationOf", uri_of_story(story)),
            ("translationOf-version", str(story.version)),
            ("translationOf-language", story.language),
            ("approved-by", item.approved_by),
        ]
    return metas


def _docdata(head: etree._Element, item: ReleaseItem) -> None:
    story = item.story
    data = add(head, "docdata")
    data.set("management-status", story.pubstatus.value)
    if story.pubstatus is PubStatus.CANCELED:
        data.set("management-doc-idref", uri_of(item))
        data.set("management-idref-status", "canceled")
    add(data, "doc-id").set("id-string", uri_of(item))
    if story.source:
        add(add(data, "del-list"), "from-src").set("src-name", story.source)
    if 1 <= story.urgency <= 8:
        add(data, "urgency").set("ed-urg", str(story.urgency))
    _date(data, "date.issue", version_time(item))
    _date(data, "date.release", story.embargoed)
    _date(data, "date.expire", story.expiry)
    note = note_to_editors(item)
    if note:
        add(data, "ed-msg", info=note)
    key = add(data, "du-key", version=str(story.version))
    if story.slugline:
        key.set("key", story.slugline)
    _rights_and_subjects(data, item)


def _rights_and_subjects(data: etree._Element, item: ReleaseItem) -> None:
    story = item.story
    if story.copyrightnotice:
        add(data, "doc.copyright", holder=story.copyrightnotice)
    if story.usageterms:
        add(data, "doc.rights", limitations=story.usageterms)
    if story.keywords:
        keys = add(data, "key-list")
        for keyword in story.keywords:
            add(keys, "keyword", key=keyword)
    named = [subject for subject in story.subject if subject.strip() and not _REFNUM.fullmatch(subject)]
    if named:
        content = add(data, "identified-content")
        for subject in named:
            add(content, "classifier", type="subject", value=subject)


def _date(data: etree._Element, name: str, moment: datetime | None) -> None:
    norm = time_of(moment)
    if norm:
        add(data, name, norm=norm)


def _body(root: etree._Element, item: ReleaseItem) -> None:
    story = item.story
    body = add(root, "body")
    head = add(body, "body.head")
    if item.headline.strip():
        add(add(head, "hedline"), "hl1", item.headline)
    if item.is_translation:
        content = add(add(head, "note", noteclass="editorsnote"), "body.content")
        add(content, "p", translated_from(story.language, item.language), lang=item.language)
        add(content, "p", approved_by(item.approved_by, item.language), lang=item.language)
    if story.usageterms.strip():
        rights = add(head, "rights")
        add(rights, "rights.limitations", story.usageterms, lang=story.language)
    add_present(head, "byline", story.byline, lang=story.language)
    add_present(head, "distributor", item.credit)
    if story.dateline.strip():
        add(add(head, "dateline", lang=story.language), "location", story.dateline)
    content = add(body, "body.content")
    for paragraph in item.paragraphs:
        add(content, "p", paragraph)
