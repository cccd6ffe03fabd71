"""Two texts side by side in a terminal, right-to-left ones set right.

Most terminals draw characters in the order they come and do not join Arabic letters; there arabic-reshaper joins
them and python-bidi orders them. A terminal known to do both, or a file or pipe, gets the text as it is.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

import arabic_reshaper
from bidi import get_display

from dabir.domain.language import is_right_to_left

#: Joins letters but keeps diacritics and ZWNJ, which belong to the words.
_RESHAPER = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "support_ligatures": False})


def terminal_needs_help(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether right-to-left text must be joined and ordered before it is written to this stream."""
    if not stream.isatty():
        return False
    # VTE (GNOME Terminal and its kin) from 0.58 on, Konsole, mlterm and Apple's Terminal do it themselves.
    vte = environment.get("VTE_VERSION", "")
    capable = (vte.isdigit() and int(vte) >= 5800) or "KONSOLE_VERSION" in environment or "MLTERM" in environment
    return not (capable or environment.get("TERM_PROGRAM") == "Apple_Terminal")


def columns(text: str) -> int:
    """Return how many terminal columns a text takes: none for marks and controls, two for wide characters."""
    wide = sum(1 for letter in text if unicodedata.east_asian_width(letter) in "WF")
    hidden = sum(1 for letter in text if unicodedata.category(letter) in {"Mn", "Me", "Cf", "Cc"})
    return len(text) + wide - hidden


def wrap(text: str, width: int) -> list[str]:
    """Break a text at spaces into lines of at most `width` columns; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and columns(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines or [""]


def set_line(line: str, width: int, language: str, *, shape: bool) -> str:
    """Pad a line to `width` columns, from the right for a right-to-left language, joined and ordered if asked."""
    rtl = is_right_to_left(language)
    drawn = get_display(_RESHAPER.reshape(line), base_dir="R" if rtl else "L") if shape else line
    padding = " " * max(0, width - columns(drawn))
    return padding + drawn if rtl else drawn + padding


def side_by_side(
    pairs: Sequence[tuple[str, str]], languages: tuple[str, str], width: int, *, shape: bool
) -> Iterator[str]:
    """Yield lines with each left text beside its right one.

    Args:
        pairs: texts that belong together, in order.
        languages: language of the left and of the right texts.
        width: columns of the terminal.
        shape: whether to join and order right-to-left text here.
    """
    column = max(20, (width - 3) // 2)
    for left, right in pairs:
        lefts, rights = wrap(left, column), wrap(right, column)
        for row in range(max(len(lefts), len(rights))):
            a = set_line(lefts[row] if row < len(lefts) else "", column, languages[0], shape=shape)
            b = set_line(rights[row] if row < len(rights) else "", column, languages[1], shape=shape)
            yield f"{a} │ {b}".rstrip()
        yield ""
