"""WordPress eXtended RSS 1.0 to 1.2: the posts and pages of an exported site as stories.

Drafts, private and protected posts are withheld, and a scheduled one is under an embargo until its time. Attachments
are renditions of the post they belong to; one that belongs to none is a story of its own, because its caption is
words. Comments of readers are counted and not taken. What an export holds beside (menus, revisions, styles) is told
as one failed reading.

Source: the exporter of WordPress (wp-admin/includes/export.php), which is the format's only definition.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from dabir.domain.errors import WireError
from dabir.domain.language import normalise
from dabir.domain.story import PubStatus, Rendition, Story
from dabir.wire.format import Context, Format, Reading, read_each
from dabir.wire.formats.feed_dates import feed_time
from dabir.wire.formats.rss import feed_language
from dabir.wire.formats.rss_document import FeedDocument, own_text, read_feed
from dabir.wire.formats.rss_words import headline_of, is_excerpt, joined
from dabir.wire.formats.wxr_text import Text, text_of
from dabir.wire.markup import Body, collapse
from dabir.wire.properties import Findings
from dabir.wire.wrapped import dateline_of
from dabir.wire.xml import Branch, children, local_name, sniff_root

NAME: Final = "wxr"

_NAMESPACE: Final = "wordpress.org/export/"
#: Kinds of entries that are parts of the site and no stories.
_OF_THE_SITE: Final = frozenset(
    {"nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request", "wp_block"}
    | {"wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face"}
    | {"acf-field", "acf-field-group"}
)
_WITHHELD: Final = frozenset({"draft", "private", "pending", "auto-draft", "trash"})
_PICTURES: Final = re.compile(r"wp-image-\d{1,19}|\bids=[\"'][\d, ]*|\"ids\":\[[\d, ]*")
_NUMBER: Final = re.compile(r"\d+")
_NO_TIME: Final = "0000-00-00"
#: Keys of properties that WordPress keeps for itself and that hold words all the same.
_ALTERNATIVE_TEXT: Final = "_wp_attachment_image_alt"
_THUMBNAIL: Final = "_thumbnail_id"
#: How values begin that programs wrote for programs.
_SERIALISED: Final = ("a:", "O:", "s:", "{", "[", "i:", "b:")


@dataclass(frozen=True, slots=True)
class _Export:
    """What all entries of an export share.

    Attributes:
        site: name of the site.
        language: as declared; "".
        defects: what was wrong with the file.
        authors: names by login.
        blocks: texts of reusable blocks by number.
        attachments: by their own number.
        attached: by the number of a post, those of the attachments it has or shows.
        listed: the attachments as they are listed, and their words, as far as they were asked for.
    """

    site: str
    language: str
    defects: tuple[str, ...]
    authors: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, etree._Element] = field(default_factory=dict)
    attached: dict[str, list[str]] = field(default_factory=dict)
    listed: dict[str, tuple[Rendition, list[str]]] = field(default_factory=dict)

    def shown(self, attachment: etree._Element) -> tuple[Rendition, list[str]]:
        """Return an attachment as it is listed, and its words: alternative text, description, caption. Read once."""
        number = own_text(attachment, "post_id")
        if number not in self.listed:
            words = _alternative(attachment)
            captions = (_whole(part) for part in children(attachment) if is_excerpt(part))
            for content in (*_contents(attachment), *captions):
                told = text_of(content, {})
                words += [*told.paragraphs, *told.notes]
            self.listed[number] = (_file_of(attachment), words)
        return self.listed[number]


def recognises(data: bytes) -> int:
    """Return the confidence (0 to 100) that some bytes are an export of WordPress."""
    root = sniff_root(data)
    return 100 if root.name == "rss" and _NAMESPACE in root.attributes else 0


def parse(data: bytes, context: Context) -> list[Reading]:
    """Read an export.

    Returns:
        One reading a post, page or unattached picture; one more, failed, for the entries that are no stories, and one
        for the rest of an export that is damaged.

    Raises:
        WireError: when it holds no entry, declares entities of its own, or is broken before its first entry ends.
    """
    feed = read_feed(data)
    export = _export_of(feed)
    stories, left = _sorted(feed, export)
    readings = read_each(stories, lambda item: _story(item, export, context))
    if left:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(left.items()))
        readings.append(
            Reading(None, f"The export also holds parts of the site that are no stories and were left out: {kinds}.")
        )
    if not readings and not feed.broken:
        raise WireError("There is no entry in the export.", "If it should have entries, ask the partner.")
    return [*readings, *feed.broken]


def _export_of(feed: FeedDocument) -> _Export:
    export = _Export(own_text(feed.head, "title"), feed_language(feed), feed.defects)
    for author in children(feed.head, "author"):
        login = own_text(author, "author_login")
        if login:
            export.authors[login] = own_text(author, "author_display_name") or login
    for item in feed.items:
        number, kind = own_text(item, "post_id"), _kind(item)
        if kind == "wp_block":
            export.blocks[number] = "\n\n".join(_contents(item))
        elif kind == "attachment":
            export.attachments[number] = item
    for item in feed.items:
        number, kind = own_text(item, "post_id"), _kind(item)
        if kind == "attachment":
            export.attached.setdefault(own_text(item, "post_parent"), []).append(number)
        else:
            shown = [number for number in _shown(item) if number in export.attachments]
            export.attached.setdefault(number, [])[:0] = shown
    return export


def _shown(item: etree._Element) -> Iterator[str]:
    """Yield the numbers of the attachments an entry shows: its own picture, those of its text and its galleries."""
    yield from (value for key, value in _properties(item) if key == _THUMBNAIL)
    for content in _contents(item):
        for found in _PICTURES.finditer(content):
            yield from _NUMBER.findall(found.group())


def _sorted(feed: FeedDocument, export: _Export) -> tuple[list[etree._Element], Counter[str]]:
    """Part the entries that are stories from those that are not."""
    posts = {own_text(item, "post_id") for item in feed.items if _is_post(item)}
    belonging = {number for post in posts for number in export.attached.get(post, ())}
    stories: list[etree._Element] = []
    left: Counter[str] = Counter()
    for item in feed.items:
        if _is_post(item) or (_kind(item) == "attachment" and own_text(item, "post_id") not in belonging):
            stories.append(item)
        elif _kind(item) in _OF_THE_SITE:
            left[_kind(item)] += 1
    return stories, left


def _story(item: etree._Element, export: _Export, context: Context) -> Story:
    findings = Findings(context.zone, export.defects)
    text = text_of("\n\n".join(_contents(item)), export.blocks)
    excerpts = [text_of(_whole(one), export.blocks) for one in children(item) if is_excerpt(one)]
    body = joined([Body(text.paragraphs, text.notes)], [Body(one.paragraphs, one.notes) for one in excerpts])
    headline = headline_of(Branch(item))
    if not headline and not body.paragraphs:
        raise WireError("The entry has neither a title nor a text.", "Ask the partner to send it again.")
    renditions, captions = _renditions(item, text, export)
    guid = own_text(item, "guid") or own_text(item, "link")
    login = own_text(item, "creator")
    categories, tags = _terms(item)
    story = Story(
        uri=guid,
        guid=guid,
        language=normalise(export.language),
        declared_language=export.language,
        headline=headline,
        slugline=own_text(item, "post_name"),
        byline=export.authors.get(login, login),
        dateline=dateline_of(body.paragraphs[0]) if body.paragraphs else "",
        source=export.site,
        subject=categories,
        keywords=tags,
        paragraphs=body.paragraphs,
        notes=tuple(dict.fromkeys((*body.notes, *captions, *_comments(item)))),
        format=NAME,
        renditions=renditions,
    )
    story = _with_standing(story, item, findings, context)
    for name, words in _unread(item, guid):
        findings.keep(name, words)
    return story.changed(
        pubstatus=findings.status_in_force(story.pubstatus),
        defects=tuple(findings.defects),
        given=tuple(findings.given),
    )


def _with_standing(story: Story, item: etree._Element, findings: Findings, context: Context) -> Story:
    """Read the status and the times: whether the entry may go out, and from when."""
    created = _moment(item, "post_date", findings, context)
    if created is None:
        created = feed_time(findings, context.zone, "pubDate", _real(own_text(item, "pubDate")))
    changed = _moment(item, "post_modified", findings, context)
    status = own_text(item, "status") or "publish"
    pubstatus, embargoed = PubStatus.USABLE, None
    if own_text(item, "post_password"):
        findings.defect("It is protected by a password on its site; it is held as withheld.")
        pubstatus = PubStatus.WITHHELD
    if status in _WITHHELD:
        findings.defect(f'Its status on its site is "{status}": it is not published there and is held as withheld.')
        pubstatus = PubStatus.WITHHELD
    elif status == "future":
        told = bool(created) and bool(_real(own_text(item, "post_date_gmt")))
        embargoed = created if told else findings.embargo("post_date", _real(own_text(item, "post_date")))
    elif status not in {"publish", "inherit"}:
        pubstatus = findings.status(status, "status")
    findings.keep("status", "" if status == "publish" else status)
    version = changed or created
    return story.changed(firstcreated=created, versioncreated=version, pubstatus=pubstatus, embargoed=embargoed)


def _moment(item: etree._Element, name: str, findings: Findings, context: Context) -> datetime | None:
    """Read a time that is told in UTC and in that of the site; the latter is only kept where the former is there."""
    local, universal = _real(own_text(item, name)), _real(own_text(item, f"{name}_gmt"))
    if universal:
        moment = feed_time(findings, UTC, f"{name}_gmt", universal + "Z")
        if moment:
            findings.keep(name, local)
            return moment
    return feed_time(findings, context.zone, name, local)


def _real(text: str) -> str:
    """Return a time as written; "" for the zeros that a draft has in its place."""
    return "" if text.startswith(_NO_TIME) or "-0001" in text else text


def _renditions(item: etree._Element, text: Text, export: _Export) -> tuple[tuple[Rendition, ...], list[str]]:
    """Return what comes with an entry, its own file where it is one, and the words of these."""
    numbers = export.attached.get(own_text(item, "post_id"), ())
    shown = [
        export.shown(export.attachments[number]) for number in dict.fromkeys(numbers) if number in export.attachments
    ]
    if _kind(item) == "attachment":
        shown.insert(0, (_file_of(item), _alternative(item)))
    found = dict.fromkeys((*(rendition for rendition, _ in shown), *text.renditions))
    return tuple(found), [text for _, words in shown for text in words]


def _file_of(attachment: etree._Element) -> Rendition:
    address = own_text(attachment, "attachment_url") or own_text(attachment, "guid") or own_text(attachment, "link")
    return Rendition(headline_of(Branch(attachment)), "", 0, address)


def _alternative(item: etree._Element) -> list[str]:
    """Return the alternative text of a picture, for those who do not see it."""
    return [value for key, value in _properties(item) if key == _ALTERNATIVE_TEXT]


def _terms(item: etree._Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the categories, and the tags and terms of other kinds."""
    categories: list[str] = []
    tags: list[str] = []
    for term in children(item, "category"):
        name = collapse(_whole(term)) or term.get("nicename", "").strip()
        if name:
            (categories if term.get("domain", "category") == "category" else tags).append(name)
    return tuple(dict.fromkeys(categories)), tuple(dict.fromkeys(tags))


def _comments(item: etree._Element) -> Iterator[str]:
    count = sum(1 for _ in children(item, "comment"))
    if count:
        yield f"{count} comment{'s' * (count > 1)} of readers came with it; they are no part of the story."


def _unread(item: etree._Element, guid: str) -> Iterator[tuple[str, str]]:
    """Give the addresses and the properties that hold words and are no property of a story."""
    if own_text(item, "link") != guid:
        yield "link", own_text(item, "link")
    description = next((_whole(one) for one in children(item, "description")), "")
    yield "description", collapse(description)
    yield "post_type", _kind(item) if _kind(item) != "post" else ""
    for key, value in _properties(item):
        machine = value.startswith(_SERIALISED) or (key.startswith("_") and len(value.split()) < 2)
        if key not in {_ALTERNATIVE_TEXT, _THUMBNAIL} and not machine:
            yield key, value


def _properties(item: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the properties of an entry's own (post meta): key and value."""
    for one in children(item, "postmeta"):
        yield own_text(one, "meta_key"), own_text(one, "meta_value")


def _contents(item: etree._Element) -> list[str]:
    return [_whole(one) for one in children(item, "encoded") if not is_excerpt(one)]


def _whole(element: etree._Element) -> str:
    """Return all text of an element; where markup stands in it unescaped, as markup."""
    if not len(element):
        return element.text or ""
    inner = "".join(etree.tostring(part, encoding="unicode", with_tail=True) for part in element)
    return f"{element.text or ''}{inner}"


def _kind(item: etree._Element) -> str:
    return own_text(item, "post_type") or "post"


def _is_post(item: etree._Element) -> bool:
    """Tell whether an entry is a post, a page, or of a kind that the site made for its texts."""
    return local_name(item) == "item" and _kind(item) != "attachment" and _kind(item) not in _OF_THE_SITE


FORMAT: Final = Format(NAME, "application/rss+xml", recognises, parse)
