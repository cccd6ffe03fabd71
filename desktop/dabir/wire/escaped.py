"""Markup that stands as text in XML: HTML that was escaped, or put into CDATA, with tags in capitals or never closed.

It is put into the tree in the place of the text, so that whoever reads the tree sees one kind of markup only. A text
that merely mentions a sign such as "<" or an address in angle brackets is left as it is.
"""

from __future__ import annotations

import html
import re
from typing import Final

from lxml import etree

from dabir.domain.errors import WireError
from dabir.wire.markup import fragment_of
from dabir.wire.pseudo_tags import with_characters

#: Said of a story whose text was read so.
DEFECT: Final = "Its text holds markup that stands there as text (escaped, or in CDATA); it was read as markup."

#: Tags that need no closing tag to be believed.
_ALONE: Final = frozenset({"p", "br", "div", "li", "tr", "td", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>p|br|div|li|tr|td|h[1-6]|hr|th|b|i|u|a|em|strong|span|font|ul|ol|dl|dt|dd|table|tbody|thead"
    r"|blockquote|pre|sup|sub|small|big|center|tt|q|cite|img|hl[12]|block|media|body\.content)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6});")


def expand(element: etree._Element) -> bool:
    """Read markup that stands as text within an element, in place.

    Args:
        element: the element; its own tail is not its text.

    Returns:
        Whether there was any.
    """
    # Next to no text holds either sign, and all of them are looked through at once in a tenth of the time.
    words = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    if "<" not in words and "&" not in words:
        return False
    found = False
    for node in list(element.iter("*")):
        inner, outer = _markup_in(node.text), None if node is element else _markup_in(node.tail)
        if inner is not None:
            node.text = inner if isinstance(inner, str) else None
            if not isinstance(inner, str):
                node.insert(0, inner)
        if outer is not None:
            node.tail = outer if isinstance(outer, str) else None
            if not isinstance(outer, str):
                node.addnext(outer)
        found = found or inner is not None or outer is not None
    return found


def is_escaped(text: str) -> bool:
    """Tell whether a text is markup: it has tags that belong together or that stand alone."""
    opened: set[str] = set()
    closed: set[str] = set()
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if name in _ALONE and not tag["end"]:
            return True
        (closed if tag["end"] else opened).add(name)
    return bool(opened & closed)


def _markup_in(text: str | None) -> etree._Element | str | None:
    """Return what the text of a node really says: an element, another text, or None where it says what it says."""
    if not text or not ("<" in text or "&" in text):
        return None
    plain, signs = with_characters(text)
    if not is_escaped(plain):
        # Escaped twice, the references of the text itself are text still.
        plain = _REFERENCE.sub(lambda reference: html.unescape(reference.group()), plain)
        plain, more = with_characters(plain)
        signs += more
    if not is_escaped(plain):
        return plain if signs or plain != text else None
    try:
        return fragment_of(plain)
    except WireError:
        # Nested without end: read as text, tags and all, rather than lost.
        return None
