"""Paragraphs of plain text as wires and people write it: hard-wrapped, indented, or one line a paragraph.

No word and no inner character is changed: only spaces at the ends of lines and blank lines between paragraphs go,
and a hard-wrapped paragraph keeps its line breaks as newlines.
"""

from __future__ import annotations

import re
from typing import Final

#: Characters a line may have and still come from a hard-wrapped text; wires wrap at 64 to 80.
_WIDEST: Final = 100
#: Characters a headline may have.
_LONGEST_HEADLINE: Final = 250

_LINE_END: Final = re.compile("\r\n|\r|\n")
_TRIMMED: Final = " \t\r\n\f\v"
#: What ends a sentence, and what may stand behind it.
_SENTENCE_SIGNS: Final = (".", "!", "?", "؟", "…", "۔", ":")
_CLOSING: Final = "\"'»”’)]\u200f\u200e"
_INDENT: Final = re.compile("[ ]{2,}|\t")
#: What parts the columns of a table: a tab, or more spaces than stand behind a sentence or fill a line.
_COLUMN: Final = re.compile(r"\S(?:[ ]*\t|[ ]{3,})")
_DATELINE: Final = re.compile(r"(?P<line>[^\n.!?؟:]{2,60}?(?:\.[^\n.!?؟:]{1,20}?)?)\s*(?:--|[-–—])\s")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, ended by CR LF, LF or CR; no other character ends a line."""
    return _LINE_END.split(text)


def paragraphs_in(text: str) -> list[str]:
    """Return the paragraphs of a plain text, in order.

    Blank lines separate them, and so does an indented line among lines that are not. Lines that are too long for a
    hard-wrapped text, or that all end like sentences, are a paragraph each, and so are the rows of a table: two lines
    or more whose columns are parted by tabs or by several spaces.
    """
    blocks: list[list[str]] = [[]]
    for line in lines_of(text):
        if not line.strip():
            blocks.append([])
        else:
            blocks[-1].append(line)
    return [paragraph for block in blocks if block for paragraph in _of_block(block)]


def take_headline(paragraphs: list[str]) -> tuple[str, list[str]]:
    """Take the headline off the beginning of a text that does not mark it.

    Returns:
        The headline, in one line, and the paragraphs that remain. The headline is "" where the text begins like a
        body: with a long paragraph.
    """
    if not paragraphs:
        return "", []
    first, *rest = paragraphs
    top, *below = first.split("\n")
    if below and not _ends_sentence(top) and len(top) < 0.75 * max(len(line) for line in below):
        return top, ["\n".join(below), *rest]
    wrapped = len(below) > 2 or (bool(below) and _ends_sentence(first))
    if wrapped or len(first) > _LONGEST_HEADLINE:
        return "", paragraphs
    return " ".join(line.strip(_TRIMMED) for line in first.split("\n")), rest


def dateline_of(paragraph: str) -> str:
    """Return the dateline a first paragraph begins with ("BAKI, 1 fevral (ARAN)"), or ""; the paragraph keeps it."""
    found = _DATELINE.match(paragraph)
    if not found:
        return ""
    line = found["line"].strip()
    city = re.split(r"[,،(/]", line)[0].strip()
    telling = re.search(r"[(/،,]", line) or (city.isupper() and len(city) > 2)
    return line if telling and len(city.split()) <= 4 else ""


def _of_block(lines: list[str]) -> list[str]:
    if len(lines) == 1:
        return [lines[0].strip(_TRIMMED)]
    separate = max(map(len, lines)) > _WIDEST or all(_ends_sentence(line.rstrip()) for line in lines)
    indents = [bool(_INDENT.match(line)) for line in lines]
    hanging = not all(indents)
    rows = _rows_among(lines)
    paragraphs: list[list[str]] = []
    for number, (line, indented) in enumerate(zip(lines, indents, strict=True)):
        of_table = rows[number] or (number > 0 and rows[number - 1])
        if not paragraphs or separate or of_table or (indented and hanging):
            paragraphs.append([])
        paragraphs[-1].append(line.strip(_TRIMMED))
    return ["\n".join(parts) for parts in paragraphs]


def _rows_among(lines: list[str]) -> list[bool]:
    """Tell of each line whether it is a row of a table; one alone is none."""
    columns = [_has_columns(line.strip(_TRIMMED)) for line in lines]
    return [
        here and (before or after)
        for before, here, after in zip([False, *columns[:-1]], columns, [*columns[1:], False], strict=True)
    ]


def _has_columns(line: str) -> bool:
    return ("\t" in line or "   " in line) and _COLUMN.search(line) is not None


def _ends_sentence(text: str) -> bool:
    return text.endswith(("»", "”")) or text.rstrip(_CLOSING).endswith(_SENTENCE_SIGNS)
