"""Texts that belong to no story of the desk: files in any wire format read as their stories, others line by line.

Nothing is kept. Markup never passes for words: what is told to be markup but cannot be read is refused.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dabir.domain.errors import InputRefused, WireError
from dabir.domain.language import NAMES
from dabir.domain.story import Story
from dabir.wire.format import Context, Reading
from dabir.wire.formats import plain
from dabir.wire.registry import choose, parse

_REMEDY: Final = "Name a text in UTF-8, or a story in a format that Dabir reads."


def lines_of(data: bytes, name: str) -> tuple[str, ...]:
    """Return the lines of a text in UTF-8, without their ends. Only LF, CRLF and CR end a line.

    Args:
        data: the text.
        name: what it is called, for people.

    Raises:
        InputRefused: when it is not UTF-8; names the byte.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused(f"{name} is not UTF-8 (byte {error.start}).", "Convert it first.") from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(lines[:-1] if lines[-1] == "" else lines)


def read(data: bytes, name: str, received: datetime, language: str = "") -> list[Reading]:
    """Read the stories of a file, or its lines as the paragraphs of a story without an identifier.

    Args:
        data: the file.
        name: its name, for people.
        received: the present moment with an offset.
        language: what a text is in that does not say so nor shows it; "".

    Returns:
        One reading an item; none where there is nothing in the file.

    Raises:
        InputRefused: when it is no text, not UTF-8, or in a format that is not known or damaged.
    """
    if not data.strip():
        return []
    context = Context(name, "", received, tuple(NAMES), language=language)
    try:
        # A table or a list of lines is no story of one headline: plain text stays as its lines are.
        if choose(data) is not plain.FORMAT:
            return parse(data, context)[1]
    except WireError as error:
        raise InputRefused(f"{name} cannot be read. {error.message}", _REMEDY) from error
    return [Reading(Story(uri="", version=0, language=language, paragraphs=lines_of(data, name)))]
