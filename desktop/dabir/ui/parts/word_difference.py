"""Two texts beside each other, word by word, as cells of a page: what went is struck out, what came is underlined."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dabir.domain.language import is_right_to_left
from dabir.ui.parts.text_direction import shown

#: How the words of a span stand out; the colour is never alone.
_GONE, _NEW = "text-decoration:line-through", "font-weight:600;text-decoration:underline"


def difference_cell(
    text: str, spans: Sequence[tuple[int, int]] = (), colour: str = "", language: str = "", *, gone: bool = False
) -> str:
    """Return a cell of an HTML table with some words of a text marked.

    Args:
        text: the text, as it is stored; it is escaped here.
        spans: what differs, as start and end in code points, in order.
        colour: of the marked words, as `#rrggbb`.
        language: of the text; sets its direction.
        gone: whether the marked words went, else they came.
    """
    style = f"color:{colour};{_GONE if gone else _NEW}"
    parts, end = [], 0
    for first, stop in spans:
        # The white space before a word is nothing to mark.
        start = stop - len(text[first:stop].lstrip())
        parts.append(escape(shown(text[end:start])))
        parts.append(f'<span style="{style}">{escape(shown(text[start:stop]))}</span>')
        end = stop
    parts.append(escape(shown(text[end:])))
    way, align = ("rtl", "right") if is_right_to_left(language) else ("ltr", "left")
    return f'<td dir="{way}" align="{align}" style="padding:6px 12px" valign="top">{"".join(parts) or "—"}</td>'
