"""A message of several items that is no well-formed XML: each item is tried alone, so that the whole ones live."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from dabir.domain.errors import WireError
from dabir.wire.format import Reading
from dabir.wire.xml import Document, MalformedXml, document_of, read_text

_TOLD: Final = "The message around it is damaged; this item was read alone."


def readings_of(
    data: bytes,
    message: re.Pattern[str],
    opening: re.Pattern[str],
    read: Callable[[Document], list[Reading]],
    read_alone: Callable[[Document], list[Reading]],
) -> list[Reading]:
    """Read a message, or where it is damaged those of its items that are whole.

    Args:
        data: the message.
        message: as for `readings_of_damaged`.
        opening: as for `readings_of_damaged`.
        read: reads the whole message; what was wrong with its charset is among the defects of the document.
        read_alone: reads one item of it, which stands in a message of its own.

    Raises:
        MalformedXml: when it is damaged and nothing in it can be read.
        WireError: when it declares entities, or is too large.
    """
    text, defects = read_text(data)

    def told(document: Document) -> Document:
        return Document(document.root, defects + document.defects)

    try:
        document = document_of(text)
    except MalformedXml:
        readings = readings_of_damaged(text, message, opening, lambda part: read_alone(told(part)))
        if not readings:
            raise
        return readings
    return read(told(document))


def readings_of_damaged(
    text: str,
    message: re.Pattern[str],
    opening: re.Pattern[str],
    read: Callable[[Document], list[Reading]],
) -> list[Reading]:
    """Read the items of a damaged message one by one.

    Args:
        text: the message, without an XML declaration.
        message: finds its start tag; group 1 is the tag's name.
        opening: finds the start tags of its items; group 1 is the tag's name.
        read: reads one item, which stands in a message of its own.

    Returns:
        A reading a story, or an item that is damaged itself; nothing when there are fewer than two items.
    """
    parts = list(_parts_of(text, message, opening))
    if len(parts) < 2:
        return []
    readings: list[Reading] = []
    for number, (part, line) in enumerate(parts, start=1):
        try:
            document = document_of(part, line)
            found = read(replace(document, defects=(*document.defects, _TOLD)))
        except WireError as error:
            place = ", ".join(filter(None, (f"item {number}", error.place)))
            readings.append(Reading(None, error.message, place))
            continue
        readings += [one._replace(place=f"item {number}" if one.error else "") for one in found]
    return readings


def _parts_of(text: str, message: re.Pattern[str], opening: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """Yield each item of a damaged message as a document of its own, and the line where it begins.

    The message's start tag is put around it, for the name spaces declared there.
    """
    found = message.search(text)
    if not found:
        return
    openings = list(opening.finditer(text, found.end()))
    start_tag = re.sub(r"\s+", " ", found.group())
    line, counted = 1, 0
    for start, following in zip_longest(openings, openings[1:]):
        end_tag = f"</{start.group(1)}>"
        limit = following.start() if following else len(text)
        end = text.find(end_tag, start.start(), limit)
        item = text[start.start() : end + len(end_tag) if end >= 0 else limit]
        line += text.count("\n", counted, start.start())
        counted = start.start()
        yield f"{start_tag}{item}</{found.group(1)}>", line
