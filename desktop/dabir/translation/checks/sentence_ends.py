"""Where sentences end within a segment, told roughly: enough to count them in both texts."""

from __future__ import annotations

import re
from typing import Final

#: A sentence ends at these when a space and a new beginning follow.
_END: Final = re.compile("[.!?؟…۔]+[\"'”»’)\\]]*(?=\\s+[\"'“«‘(\\[–—-]*\\w)")
_ABBREVIATION: Final = re.compile(
    '(?:^|[\\s(«“"])(?:\\w{1,2}|[A-Za-z]\\.[A-Za-z]|Mrs|Prof|Gen|Col|[Гг]осп|тыс|млн|млрд|dos|prof)$'
)


def sentence_ends(text: str) -> list[int]:
    """Return where sentences end within a text, the last one's end aside.

    Args:
        text: any text.
    """
    return [
        found.start()
        for found in _END.finditer(text)
        if not (found[0] == "." and _ABBREVIATION.search(text[: found.start()]))
    ]
