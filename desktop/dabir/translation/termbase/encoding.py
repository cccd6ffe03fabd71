"""The text of a file of terms: UTF-8 or UTF-16, and nothing guessed.

A wrong guess among the old code pages would put wrong letters into every translation, so that they are refused.
"""

from __future__ import annotations

import codecs
from typing import Final

from dabir.domain.errors import InputRefused

#: Largest file of terms that is read, in bytes.
MAX_BYTES: Final = 64 * 1024 * 1024
#: How much of a file is looked at to tell UTF-16 without its mark, in bytes.
_HEAD: Final = 512


def decode(data: bytes, name: str) -> str:
    """Return the text of a file, without its byte order mark.

    Args:
        data: the file.
        name: its name, for people.

    Raises:
        InputRefused: when it is too large, or neither UTF-8 nor UTF-16; says in which line.
    """
    if len(data) > MAX_BYTES:
        raise InputRefused(
            f"{name} has {len(data)} bytes, more than the {MAX_BYTES} that are read.", "Split it into smaller files."
        )
    charset = _charset(data)
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        expected = "UTF-16" if charset.startswith("utf-16") else "UTF-8"
        raise InputRefused(
            f"{name}, line {line}: this is not {expected}. An old code page such as Windows-1256 (Persian, Arabic) "
            "or Windows-1254 (Turkish, Azerbaijani) cannot be told from another.",
            "Save the file as UTF-8 and bring it in again.",
        ) from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise InputRefused(f"{name}, line {line}: this is no text file.", "Choose a CSV or TBX file.")
    return text.removeprefix("\ufeff")


def _charset(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:_HEAD]
    # Every second byte of Latin letters and commas is zero in UTF-16, and the header of a table has those.
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > len(head) // 4 else "utf-8"
