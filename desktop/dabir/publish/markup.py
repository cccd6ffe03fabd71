"""Paragraphs as HTML, for the bodies of outputs: every character comes back as it was.

White space stays in the text (the style says that it is shown); a carriage return, which readers of HTML would turn
into a newline, is written as a character reference.
"""

from __future__ import annotations

import html
from collections.abc import Iterable


def escaped(text: str) -> str:
    """Return a text as HTML, for element content and for attributes in double quotes."""
    return html.escape(text).replace("\r", "&#13;")


def paragraphs_html(paragraphs: Iterable[str]) -> str:
    """Return each paragraph as a `p` element, one a line."""
    return "\n".join(f"<p>{escaped(paragraph)}</p>" for paragraph in paragraphs)
