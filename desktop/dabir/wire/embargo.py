"""Embargoes that stand in a subject, a slugline or a note for editors, as wires without a property for them have it.

Only a marker counts, never the word: "EMBARGOED until 18:00" holds a story back and "Oil embargo lifted" does not.
"""

from __future__ import annotations

import re
from typing import Final

_MARK: Final = re.compile(
    r"(?:^|[\[({|:;/–—*-])[ ]*(?:(?:STRICTLY|UNDER|STRICT)[ ]+)?"
    r"(?:EMBARGO(?:ED)?|EMBARQO|AMBARGO(?:LU)?|ЭМБАРГО|امبارگو|ممنوع[\u200c ]?الانتشار|غیر[\u200c ]?قابل انتشار|"
    r"حظر نشر|محظور النشر)"
    r"(?=[ ]*(?:[:;\])}|*–—-]|\d|$|"
    r"(?:UNTIL|until|TILL|till|ДО|до|تا|حتى)\b|(?:FOR|TO|for|to)[ ]+\d))[ ]*(?P<rest>[^\])}\n]*)"
)
_LEADING: Final = re.compile(r"^(?:[\s:;|*–—-]|(?:until|till|for|to|до|تا|حتى)\b)*+", re.IGNORECASE)
#: What parts the end of an embargo from the headline behind it; the colon of a clock has no space.
_BEHIND: Final = re.compile(r":\s|\s[-–—|/]\s|[;|]")


#: Of a text only its beginning is searched: what stands further down is no order to the desk.
_SEARCHED: Final = 1000


def marked(*texts: str) -> str | None:
    """Return what texts say of the end of an embargo they mark; "" when that is nothing, None without a marker.

    Args:
        texts: a subject, a slugline, notes, the first paragraph: where a desk looks for an embargo.
    """
    for line in (line for text in texts for line in text[:_SEARCHED].split("\n")):
        found = _MARK.search(line.strip())
        if found:
            return _BEHIND.split(_LEADING.sub("", found["rest"]), maxsplit=1)[0].strip(" .,")
    return None
