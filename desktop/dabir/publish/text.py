"""Plain text for people: UTF-8, lines ended by a newline, paragraphs divided by an empty line."""

from __future__ import annotations

import re
from typing import Final

from dabir.publish.characters import NOT_IN_UTF8, refuse
from dabir.publish.item import ReleaseItem
from dabir.publish.label import approved_by, translated_from

_OTHER_BREAKS: Final = re.compile(r"\r\n?")


def render(item: ReleaseItem) -> bytes:
    """Write a released text as plain text.

    In order: headline, byline, dateline (unless the first paragraph opens with it), body, credit line and copyright
    notice; for a translation then the label in its language and who approved it. Notes to editors stay out.

    Args:
        item: what is released.

    Returns:
        The text in UTF-8.

    Raises:
        InputRefused: when the text has half a surrogate pair, which UTF-8 cannot hold.
    """
    refuse(item, "Plain text", NOT_IN_UTF8)
    story = item.story
    first = next((paragraph for paragraph in item.paragraphs if paragraph.strip()), "")
    dateline = "" if first.startswith(story.dateline) else story.dateline
    head = [part for part in (item.headline, story.byline, dateline) if part]
    foot = [part for part in (item.credit, story.copyrightnotice) if part]
    if item.is_translation:
        foot.append(translated_from(story.language, item.target_language))
        foot.append(approved_by(item.approved_by, item.target_language))
    blocks = ["\n".join(head), *item.paragraphs, "\n".join(foot)]
    text = "\n\n".join(block for block in blocks if block.strip()) + "\n"
    return _OTHER_BREAKS.sub("\n", text).encode("utf-8")
