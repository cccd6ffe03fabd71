"""What is kept of a file and its stories as far as they alone decide it, worked out before anything of it is written.

Packing and finding words take longer than the database does. They need none, so that they may be done in another
process; little comes with this module, so that such a process starts soon. Each of these works is done for many
stories before the next is: so it finds its own tables in the caches of the processor, and takes a tenth less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
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
    stories = [[one.story for one in found.readings if one.story] for found in read]
    made = iter(ready_stories(list(chain.from_iterable(stories)), dictionaries))
    lying = [lay(file.data, dictionaries.originals) for file in files]
    return [ReadyFile(data, tuple(islice(made, len(own)))) for data, own in zip(lying, stories, strict=True)]


def ready_stories(stories: Sequence[Story], dictionaries: Dictionaries) -> list[ReadyStory]:
    """Make stories ready."""
    words = [words_of(story) for story in stories]
    hashes = [story.text_sha256 for story in stories]
    records = [story_in(story) for story in stories]
    lying = [lay(record, dictionaries.stories) for record in records]
    each = zip(stories, hashes, lying, words, strict=True)
    return [ReadyStory(sha256, _values_of(story, sha256, record), found) for story, sha256, record, found in each]


def _values_of(story: Story, text_sha256: str, record: Lying) -> tuple[Any, ...]:
    return (
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
        *record,
    )
