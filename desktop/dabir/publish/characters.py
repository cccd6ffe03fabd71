"""Characters a form of release cannot hold. A text that has one is refused there: it never goes out altered."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from dabir.domain.errors import InputRefused
from dabir.publish.item import ReleaseItem

#: What XML 1.0 (production 2, Char) leaves out, and so does HTML that is to be read the same by every reader.
NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What UTF-8 cannot hold.
NOT_IN_UTF8: Final = re.compile("[\ud800-\udfff]")


def refuse(item: ReleaseItem, form: str, forbidden: re.Pattern[str]) -> None:
    """Refuse a text or a property with a character that a form cannot hold.

    Args:
        item: what is to be released.
        form: the form, as people call it.
        forbidden: finds such a character.

    Raises:
        InputRefused: with the character and its place.
    """
    story = item.story
    places = [
        ("the headline", item.headline),
        *((f"paragraph {number}", paragraph) for number, paragraph in enumerate(item.paragraphs, 1)),
        *((f"paragraph {number} of the original", paragraph) for number, paragraph in enumerate(story.paragraphs, 1)),
        ("the headline of the original", story.headline),
        ("the credit line", item.credit),
        ("the name of the approver", item.approved_by),
        ("the name of the original's file", item.original.filename),
        *((f"its {name}", str(getattr(story, name))) for name in _PROPERTIES),
        *(("its subjects", word) for word in (*story.subject, *story.keywords)),
        *(("its notes", note) for note in story.notes),
    ]
    for place, text in places:
        found = forbidden.search(text)
        if found:
            code = ord(found[0])
            name = unicodedata.name(found[0], "a control character or half a letter")
            raise InputRefused(
                f"{form} cannot hold the character U+{code:04X} ({name}) in {place} of {story.uri},"
                f" version {story.version}.",
                "Release it in another form, such as ninjs, or ask the partner for a clean copy.",
            )


_PROPERTIES: Final = (
    "uri",
    "guid",
    "language",
    "slugline",
    "byline",
    "dateline",
    "source",
    "copyrightnotice",
    "usageterms",
    "ednote",
)
