"""What is kept of a file and its stories as far as they alone decide it, worked out before anything of it is written.

Packing and finding words take longer than the database does. They need none, so that they may be done in another
process; little comes with this module, so that such a process starts soon. Done for many files in a row, each of
these works finds its own tables in the caches of the processor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Protocol

from dabir.domain.story import Story
from dabir.store.columns import number_in, sortable, text_in, time_in
from dabir.store.packing import Dictionary, Lying, lay
from dabir.store.records import story_in
from dabir.store.searched import Words, words_of

#: Columns of `stories` that the story alone decides, in the order of `ReadyStory.values`.
COLUMNS: Final = (
    "uri, version, text_sha256, part, headline, slugline, language, urgency, versioncreated, versioncreated_utc, "
    "embargoed, pubstatus, is_kill, is_correction, expiry, expiry_utc, record, unpacked, dictionary"
)


# Tuples with names: they go from one process to another in a third of the time that dataclasses take.
class ReadyStory(NamedTuple):
    """A story, ready to be kept.

    Attributes:
        text_sha256: `Story.text_sha256`.
        values: what the `COLUMNS` hold.
        words: what the search index keeps of it.
    """

    text_sha256: str
    values: tuple[Any, ...]
    words: Words


class ReadyFile(NamedTuple):
    """A file, ready to be kept.

    Attributes:
        data: its bytes as they are to lie.
        stories: its stories, in order.
    """

    data: Lying
    stories: tuple[ReadyStory, ...]


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """What is packed with; None for nothing."""

    originals: Dictionary | None = None
    stories: Dictionary | None = None


class HasBytes(Protocol):
    """A file."""

    @property
    def data(self) -> bytes:
        """Its bytes."""


class HasStory(Protocol):
    """What one item of a file says."""

    @property
    def story(self) -> Story | None:
        """The story; None where it could not be read."""


class HasReadings(Protocol):
    """What a file says."""

    @property
    def readings(self) -> Sequence[HasStory]:
        """Its items."""


def ready_all(
    files: Sequence[HasBytes], read: Sequence[HasReadings], *, dictionaries: Dictionaries
) -> list[ReadyFile]:
    """Make files ready, each with what was read from it."""
    return [
        ready_file(file.data, (one.story for one in found.readings if one.story), dictionaries)
        for file, found in zip(files, read, strict=True)
    ]


def ready_file(data: bytes, stories: Iterable[Story], dictionaries: Dictionaries) -> ReadyFile:
    """Make a file ready, by its bytes and the stories in it."""
    lying = lay(data, dictionaries.originals)
    return ReadyFile(lying, tuple(ready_story(story, dictionaries) for story in stories))


def ready_story(story: Story, dictionaries: Dictionaries) -> ReadyStory:
    """Make a story ready."""
    text_sha256 = story.text_sha256
    values = (
        text_in(story.uri),
        number_in(story.version),
        text_sha256,
        story.part,
        text_in(story.headline),
        text_in(story.slugline),
        text_in(story.language),
        number_in(story.urgency),
        time_in(story.versioncreated),
        sortable(story.versioncreated),
        time_in(story.embargoed),
        story.pubstatus.value,
        story.is_kill,
        story.is_correction,
        time_in(story.expiry),
        sortable(story.expiry),
        *lay(story_in(story), dictionaries.stories),
    )
    return ReadyStory(text_sha256, values, words_of(story))
