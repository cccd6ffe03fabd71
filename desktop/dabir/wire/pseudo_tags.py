"""Signs that old editing systems write as tags: "1990<endash>1995" means "1990–1995".

They come down from typesetting codes, are never closed and stand in the middle of words, in XML as well as in text.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

#: What each tag stands for. Names that are elements of NITF, XHTML or NewsML are not among them.
CHARACTERS: Final = MappingProxyType(
    {
        "endash": "–",
        "ndash": "–",
        "emdash": "—",
        "mdash": "—",
        "lsquo": "‘",
        "rsquo": "’",
        "ldquo": "“",
        "rdquo": "”",
        "laquo": "«",
        "raquo": "»",
        "bull": "•",
        "bullet": "•",
        "hellip": "…",
        "ellipsis": "…",
        "nbsp": "\u00a0",
        "ensp": "\u2002",
        "emsp": "\u2003",
        "thinsp": "\u2009",
        "zwnj": "\u200c",
        "shy": "\u00ad",
        "euro": "€",
        "pound": "£",
    }
)
# Longer names first: "bullet" is not "bull" with a rest.
_TAG: Final = re.compile(rf"<(/?)({'|'.join(sorted(CHARACTERS, key=len, reverse=True))})[ \t\r\n]*/?>", re.IGNORECASE)


def character_of(name: str) -> str:
    """Return what an element of this name stands for; "" when it is no pseudo-tag."""
    return CHARACTERS.get(name.lower(), "")


def with_characters(text: str) -> tuple[str, int]:
    """Put the characters in the place of the tags.

    Args:
        text: text or markup.

    Returns:
        The text and how many tags there were; closing tags stand for nothing and vanish.
    """
    return _TAG.subn(lambda found: "" if found.group(1) else CHARACTERS[found.group(2).lower()], text)
