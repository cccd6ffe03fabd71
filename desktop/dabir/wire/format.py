"""What a wire format is to the registry: how it is recognised, how it is read, and what a reading says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple, TypeVar

from dabir.domain.errors import WireError
from dabir.domain.story import Story

_Item = TypeVar("_Item")


# Tuples with names: they go from one process to another in a third of the time that dataclasses take.
class Context(NamedTuple):
    """What is known of a file beside its bytes.

    Attributes:
        filename: the name it came under, for messages only; never used to tell the format.
        partner: code of the partner it came from; "".
        received: time of receipt, with an offset.
        languages: languages of the desk's partners, for detection.
        zone: what a time without an offset is taken to be in: that of the feed.
        language: what a story is in that neither declares its language nor lets it be detected; "".
        read_part: reads a file within the file, such as an attachment, in whatever format it is; `parse` of the
            registry, given here so that a format need not know the others.
        depth: how many files this one lies within; a format that reads parts refuses those too deep.
    """

    filename: str
    partner: str
    received: datetime
    languages: tuple[str, ...]
    zone: tzinfo = UTC
    language: str = ""
    read_part: Callable[[bytes, Context], tuple[Format, list[Reading]]] | None = None
    depth: int = 0

    def reading_parts_with(self, read_part: Callable[[bytes, Context], tuple[Format, list[Reading]]]) -> Context:
        """Return the same with another `read_part`."""
        return self._replace(read_part=read_part)


class Reading(NamedTuple):
    """One item of a file: the story, or why it could not be read.

    Attributes:
        story: what the item says; None when it could not be read.
        error: why it could not, a sentence; "".
        place: where in the file the item or the trouble is ("item 2", "line 14, column 3"); "".
    """

    story: Story | None
    error: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A wire format.

    Attributes:
        name: as stories carry it ("newsml-g2").
        media_type: IANA media type of its files.
        recognises: confidence from 0 to 100 that some bytes are in this format; looks at their beginning only. At 100
            no format after it is asked.
        parse: reads the bytes; raises `WireError` when nothing in them can be read.
    """

    name: str
    media_type: str
    recognises: Callable[[bytes], int]
    parse: Callable[[bytes, Context], list[Reading]]


def unexpected(error: Exception) -> str:
    """Return the sentence for a failure no parser foresaw."""
    return f"It could not be read because of an unforeseen {type(error).__name__}: {error}"


def read_each(items: Iterable[_Item], read: Callable[[_Item], Story | Sequence[Story]]) -> list[Reading]:
    """Read the items of a file one by one, so that a broken one does not take the others with it.

    Args:
        items: the items, in the order of the file.
        read: makes a story of one, or several where it is a story in several languages, or raises.

    Returns:
        A reading a story, in order; the place of a failed item is its number, from 1.
    """
    readings: list[Reading] = []
    for number, item in enumerate(items, start=1):
        try:
            found = read(item)
            readings += [Reading(story) for story in ([found] if isinstance(found, Story) else found)]
        except WireError as error:
            readings.append(Reading(None, error.message, f"item {number}"))
        except Exception as error:  # noqa: BLE001 - whatever one item does to a parser, the next is still read
            readings.append(Reading(None, unexpected(error), f"item {number}"))
    return readings
