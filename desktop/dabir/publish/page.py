"""A page of HTML for people and for content management systems: one text in its own direction, and nothing remote.

It has no script, and its content policy forbids every request. The article holds headline and paragraphs and nothing
else, so that they can be compared with the original; what belongs to the text stands around it: the label of a
translation, credit and rights, hashes, and under a translation the untouched original.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dabir.domain.language import is_right_to_left
from dabir.domain.story import PubStatus
from dabir.publish.characters import NOT_IN_XML, refuse
from dabir.publish.identity import TRANSLATION_OF, approval_of, time_of, uri_of, uri_of_story, version_time
from dabir.publish.item import ReleaseItem
from dabir.publish.label import approved_by, original_heading, translated_from, withdrawn
from dabir.publish.markup import escaped, paragraphs_html

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE: Final = """
body { max-width: 44em; margin: 2em auto; padding: 0 1em; line-height: 1.7; background: #fff; color: #1a1a1a;
  font-family: "Noto Sans", "Noto Sans Arabic", "Segoe UI", Tahoma, sans-serif; }
h1 { line-height: 1.35; }
h1, h2, h3, p { white-space: pre-wrap; overflow-wrap: anywhere; }
header, footer { color: #555; font-size: .9em; }
header p, footer p { margin: .2em 0; }
.label, .withdrawn { font-weight: bold; color: #7a3b00; }
.withdrawn { color: #b00020; }
aside { margin-top: 2.5em; border-top: 1px solid #bbb; }
code { direction: ltr; unicode-bidi: isolate; overflow-wrap: anywhere; }
"""


def render(item: ReleaseItem) -> bytes:
    """Write a released text as an HTML page.

    Args:
        item: what is released.

    Returns:
        The page in UTF-8.

    Raises:
        InputRefused: when the text has a character that HTML cannot hold.
    """
    refuse(item, "HTML", NOT_IN_XML)
    attributes = _language_attributes(item.language)
    lines = [
        "<!DOCTYPE html>",
        f"<html{attributes}>",
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escaped(item.headline)}</title>",
        *_metas(item),
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        *_header(item),
        f'<article id="released"{attributes}>',
        f"<h1>{escaped(item.headline)}</h1>",
        paragraphs_html(item.paragraphs),
        "</article>",
        *_footer(item),
        *(_original(item) if item.is_translation else ()),
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _language_attributes(language: str) -> str:
    direction = "rtl" if is_right_to_left(language) else "ltr"
    return (f' lang="{escaped(language)}"' if language else "") + f' dir="{direction}"'


def _metas(item: ReleaseItem) -> Iterator[str]:
    story = item.story
    told = [
        ("author", story.byline),
        ("copyright", story.copyrightnotice),
        ("keywords", ", ".join(story.keywords)),
        ("article:published_time", time_of(story.firstcreated or story.versioncreated)),
        ("article:modified_time", version_time(item).isoformat()),
        ("embargoed", time_of(story.embargoed)),
        ("expires", time_of(story.expiry)),
        ("pubstatus", story.pubstatus.value),
        ("urgency", str(story.urgency or "")),
        ("slugline", story.slugline),
        ("source", story.source),
        ("og:site_name", item.credit),
        ("version", str(story.version)),
        ("original-sha256", item.original.sha256),
        ("text-sha256", item.text_sha256),
        ("approval", approval_of(item)),
        *(("subject", subject) for subject in story.subject),
    ]
    if item.is_translation:
        told += [("translation-of-language", story.language), ("approved-by", item.approved_by)]
    yield from (f'<meta name="{name}" content="{escaped(value)}">' for name, value in told if value)
    yield f'<link rel="canonical" href="{escaped(uri_of(item))}">'
    if item.is_translation:
        yield f'<link rel="{TRANSLATION_OF}" href="{escaped(uri_of_story(story))}">'


def _header(item: ReleaseItem) -> Iterator[str]:
    story = item.story
    yield "<header>"
    if story.pubstatus is PubStatus.CANCELED:
        yield f'<p class="withdrawn">{escaped(withdrawn(item.language))}</p>'
    if item.is_translation:
        yield f'<p class="label">{escaped(translated_from(story.language, item.language))}</p>'
        yield f"<p>{escaped(approved_by(item.approved_by, item.language))}</p>"
    for line in (story.byline, story.dateline):
        if line:
            yield f"<p{_language_attributes(story.language)}>{escaped(line)}</p>"
    yield "</header>"


def _footer(item: ReleaseItem) -> Iterator[str]:
    story = item.story
    yield "<footer>"
    if item.credit:
        yield f'<p class="credit"><bdi>{escaped(item.credit)}</bdi></p>'
    for line in (story.copyrightnotice, story.usageterms):
        if line:
            yield f"<p{_language_attributes(story.language)}>{escaped(line)}</p>"
    yield f"<p><code>{escaped(uri_of(item))}</code></p>"
    yield f"<p><code>SHA-256 {item.text_sha256} (text), {item.original.sha256} (original)</code></p>"
    yield "</footer>"


def _original(item: ReleaseItem) -> Iterator[str]:
    story = item.story
    yield f'<aside id="original"{_language_attributes(story.language)}>'
    heading, attributes = original_heading(item.language), _language_attributes(item.language)
    yield f"<h2{attributes}>{escaped(heading)}</h2>"
    yield f"<h3>{escaped(story.headline)}</h3>"
    yield paragraphs_html(story.paragraphs)
    yield "</aside>"
