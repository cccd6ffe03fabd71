"""IPTC ninjs 3.0 (News in JSON), https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json.

A translation is an item of its own: its own `uri`, its own language, an association "translationOf" to the story it
was made from, a description with role "translation" that says so in the reader's language, and the approval in
`edNote` and `altIds`. The schema allows no property of our own, and has no credit line or dateline: these two stand
in `descriptions` with a role that names them.
"""

from __future__ import annotations

import html
import re
from typing import Final

from dabir.domain.story import Story
from dabir.publish.files import FileFacts, original_name, suffix_of
from dabir.publish.identity import approval_of, note_to_editors, time_of, uri_of, uri_of_story
from dabir.publish.item import ReleaseItem
from dabir.publish.jsontext import json_bytes
from dabir.publish.label import translated_from

_STANDARD: Final = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}
_CODE: Final = re.compile(r"[A-Za-z][\w.-]*:[\w.-]+|\d{5,8}")


def _present(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return {name: value for name, value in pairs if value}


def _headlines(headline: str) -> list[dict[str, object]]:
    return [{"role": "main", "contentType": "text/plain", "value": headline}] if headline else []


def _body(item: ReleaseItem) -> list[dict[str, object]]:
    plain = "\n\n".join(item.paragraphs)
    rich = "\n".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in item.paragraphs)
    return [
        {
            "role": "main",
            "contentType": "text/plain",
            "charCount": len(plain),
            "wordCount": len(plain.split()),
            "value": plain,
        },
        {"role": "richtext", "contentType": "text/html", "value": rich},
    ]


def _descriptions(item: ReleaseItem) -> list[dict[str, object]]:
    told = [("creditline", item.credit), ("dateline", item.story.dateline)]
    if item.is_translation:
        told.insert(0, ("translation", translated_from(item.story.language, item.target_language)))
    return [{"role": role, "contentType": "text/plain", "value": value} for role, value in told if value]


def _alternative_ids(item: ReleaseItem) -> list[dict[str, object]]:
    ids = [
        ("guid", item.story.guid),
        ("original-sha256", item.original.sha256),
        ("text-sha256", item.text_sha256),
        ("approval", approval_of(item)),
    ]
    return [{"role": role, "value": value} for role, value in ids if value]


def _original_rendition(item: ReleaseItem) -> dict[str, object]:
    name = original_name(item.original)
    facts = FileFacts.of(name, item.original.data)
    return _present(
        [
            ("name", "original"),
            ("title", name),
            ("contentType", item.original.media_type),
            ("sizeInBytes", facts.size),
            ("originalFilename", item.original.filename),
            ("fileExtension", suffix_of(item.original.media_type).removeprefix(".")),
            ("digest", f"sha256:{facts.sha256}"),
        ]
    )


def _subjects(story: Story) -> list[dict[str, object]]:
    subjects: list[dict[str, object]] = [
        {"literal": subject} if _CODE.fullmatch(subject) else {"name": subject} for subject in story.subject
    ]
    return subjects + [{"name": keyword, "rel": "keyword"} for keyword in story.keywords]


def _rights_and_times(item: ReleaseItem) -> list[tuple[str, object]]:
    story = item.story
    created = story.firstcreated or story.versioncreated
    return [
        ("firstCreated", "" if item.is_translation else time_of(story.firstcreated)),
        ("versionCreated", time_of(item.approved_at if item.is_translation else story.versioncreated)),
        ("contentCreated", time_of(created) if item.is_translation else ""),
        ("embargoed", time_of(story.embargoed)),
        ("expires", time_of(story.expiry)),
        ("pubStatus", story.pubstatus.value),
        ("urgency", story.urgency),
        ("copyrightNotice", story.copyrightnotice),
        ("usageTerms", story.usageterms),
    ]


def _association(item: ReleaseItem) -> dict[str, object]:
    story = item.story
    return _present(
        [
            ("name", "translationOf"),
            ("uri", uri_of_story(story)),
            ("type", "text"),
            ("representationType", "partial"),
            ("version", str(story.version)),
            ("language", story.language),
            ("versionCreated", time_of(story.versioncreated)),
            ("headlines", _headlines(story.headline)),
            ("renditions", [_original_rendition(item)]),
        ]
    )


def render(item: ReleaseItem) -> bytes:
    """Write a released text as a ninjs 3.0 item.

    Args:
        item: what is released.

    Returns:
        The JSON document in UTF-8.
    """
    story, translation = item.story, item.is_translation
    document = _present(
        [
            ("standard", dict(_STANDARD)),
            ("uri", uri_of(item)),
            ("type", "text"),
            ("profile", "translation" if translation else ""),
            ("representationType", "full"),
            ("version", str(story.version)),
            ("language", item.language),
            *_rights_and_times(item),
            ("edNote", note_to_editors(item)),
            ("slugline", story.slugline),
            ("by", story.byline),
            ("headlines", _headlines(item.headline)),
            ("bodies", _body(item)),
            ("descriptions", _descriptions(item)),
            ("subjects", _subjects(story)),
            ("infoSources", [{"name": story.source}] if story.source else []),
            ("altIds", _alternative_ids(item)),
            ("associations", [_association(item)] if translation else []),
            ("renditions", [] if translation else [_original_rendition(item)]),
        ]
    )
    return json_bytes(document)
