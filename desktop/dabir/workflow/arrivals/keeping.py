"""What was read goes to the desk or to the quarantine, many files in one transaction.

Promises: the bytes are kept before what was read from them, stories come in the order of their files, and each has
had its effect on those it belongs to before the next comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import sqlite_utils

from dabir.domain.life import StoryState
from dabir.domain.listing import IngestOutcome, IngestStatus, StoredStory, with_place
from dabir.domain.story import Original, Story
from dabir.store import originals, quarantine, removals, search, stories
from dabir.store.arriving import Arriving
from dabir.store.ready import ReadyFile, ReadyStory
from dabir.store.searched import Words, words_of
from dabir.wire.format import Reading
from dabir.workflow.arrivals.unsealing import Unsealed, Unsealing
from dabir.workflow.deciding import kills
from dabir.workflow.deciding.standing import refresh_arrival, refresh_state


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as it was read: its original, None where there are no bytes, and its stories or what is wrong.

    `under` is the bundle it came in; `tampered` whether it is a bundle that was changed; `zone` and `language` are
    those of where it came from, for when it is read again; `ready` is how it is to be kept, where that is worked out.
    """

    name: str
    original: Original | None
    readings: tuple[Reading, ...]
    under: Unsealed | None = None
    tampered: bool = False
    zone: str = ""
    language: str = ""
    ready: ReadyFile | None = None


def keep_all(db: sqlite_utils.Database, batch: Sequence[Parsed], unsealing: Unsealing) -> list[IngestOutcome]:
    """Keep files with what was read from them.

    Args:
        db: the writer's connection.
        batch: the files, in the order they came.
        unsealing: keeps the seals of bundles.

    Returns:
        What became of each story, in that order.
    """
    keeping = _Keeping(db, _asked_for(db, batch))
    outcomes: list[IngestOutcome] = []
    for parsed in batch:
        kept = keeping.keep(parsed)
        if parsed.tampered:
            kept = [replace(outcome, tampered=True) for outcome in kept]
        elif parsed.under:
            kept = unsealing.keep(db, parsed.under, kept)
        outcomes += kept
    # Last, and all together: see there.
    search.index_arrivals(db, keeping.came)
    return outcomes


_REMOVED: Final = "It was removed by entry {} of the log, as the agreement asks, and is not taken in again."
_CAME = frozenset({IngestStatus.NEW, IngestStatus.VERSION})


def _asked_for(db: sqlite_utils.Database, batch: Sequence[Parsed]) -> Arriving:
    """Ask at once what of all that came in is new."""
    return Arriving(
        db,
        (parsed.original.sha256 for parsed in batch if parsed.original),
        (reading.story.uri for parsed in batch for reading in parsed.readings if reading.story),
    )


def _known_as_removed(parsed: Parsed, entry: int) -> list[IngestOutcome]:
    """Tell that a file came again that an agreement forbids to keep: it is not taken in, so it has no hash here."""
    return [
        IngestOutcome(IngestStatus.DUPLICATE, parsed.name, "", reading.story, warnings=(_REMOVED.format(entry),))
        for reading in parsed.readings or (Reading(None, ""),)
    ]


def _set_aside(db: sqlite_utils.Database, parsed: Parsed, reading: Reading) -> IngestOutcome:
    assert parsed.original is not None
    quarantine.add(db, parsed.original, reading.error, reading.place, zone=parsed.zone, language=parsed.language)
    reason = with_place(reading.error, reading.place)
    return IngestOutcome(IngestStatus.QUARANTINED, parsed.name, parsed.original.sha256, error=reason)


class _Keeping:
    """Keeps the files of one transaction.

    Attributes:
        came: row, story and words of each story that was not here before.
    """

    def __init__(self, db: sqlite_utils.Database, arriving: Arriving) -> None:
        """Work within a transaction.

        Args:
            db: the writer's connection.
            arriving: what was asked once for the whole transaction.
        """
        self.came: list[tuple[int, Story, Words]] = []
        self._db = db
        self._arriving = arriving

    def keep(self, parsed: Parsed) -> list[IngestOutcome]:
        """Keep a file with what was read from it."""
        original, ready, db = parsed.original, parsed.ready, self._db
        if original is None:
            return [IngestOutcome(IngestStatus.QUARANTINED, parsed.name, "", error=parsed.readings[0].error)]
        gone = None if self._arriving.is_new_file(original.sha256) else removals.entry_of_file(db, original.sha256)
        if gone is not None and not originals.has(db, original.sha256):
            return _known_as_removed(parsed, gone)
        first_file = originals.add(db, original, self._arriving, ready.data if ready else None)
        if not parsed.readings:
            return [_set_aside(db, parsed, Reading(None, "There is no story in it."))]
        made_ready = iter(ready.stories if ready else ())
        return [
            self._add(parsed, original, reading.story, next(made_ready, None), first_file=first_file)
            if reading.story
            else _set_aside(db, parsed, reading)
            for reading in parsed.readings
        ]

    def _add(
        self, parsed: Parsed, original: Original, story: Story, ready: ReadyStory | None, *, first_file: bool
    ) -> IngestOutcome:
        db, arriving = self._db, self._arriving
        new = arriving.is_new_story(story.uri)
        status, story_id, variant = stories.add(db, story, original, arriving, first_file=first_file, ready=ready)
        warnings = story.defects
        if variant:
            warnings += (
                f"Another story came as {story.uri} version {story.version} with a different text; both are kept.",
            )
        if status is IngestStatus.DUPLICATE and story_id:
            # As it is called here: a story without an identifier is called after its partner too, who may be another
            # now.
            story = replace(story, uri=stories.uri_of(db, story_id))
        elif status is IngestStatus.DUPLICATE:
            warnings += (_REMOVED.format(removals.entry_of_story(db, story, story.text_sha256)),)
        if status in _CAME:
            stored = _as_stored(story_id, story, original, variant=variant)
            _follow(db, stored, arriving, first=status is IngestStatus.NEW, new=new)
            self.came.append((story_id, story, ready.words if ready else words_of(story)))
        return IngestOutcome(status, parsed.name, original.sha256, story, story_id, warnings=warnings)


def _as_stored(story_id: int, story: Story, original: Original, *, variant: bool) -> StoredStory:
    """Return a new arrival as it was kept: nobody but this transaction has seen it, so it need not be read back."""
    expired = stories.is_over(story, original.received)
    return StoredStory(
        id=story_id,
        story=story,
        original_sha256=original.sha256,
        media_type=original.media_type,
        filename=original.filename,
        partner=original.partner,
        received=original.received,
        variant=variant,
        state=StoryState.EXPIRED if expired else StoryState.NEW,
        expired=expired,
    )


def _follow(db: sqlite_utils.Database, stored: StoredStory, arriving: Arriving, *, first: bool, new: bool) -> None:
    """Let a new arrival have its effect on the stories it belongs to: supersede, correct, kill.

    Args:
        db: the writer's connection.
        stored: what came in.
        arriving: what was asked once for the whole transaction.
        first: whether no other version of it is on the desk.
        new: whether nothing on the desk was about it before it came.
    """
    story = stored.story
    killed = kills.follow(db, stored, arriving, new=new)
    touched = {stored.id} if first else {row for row, _ in stories.rows_of(db, story.uri)}
    for link in story.links:
        touched |= {row for row, version in stories.rows_of(db, link.uri) if link.version in {0, version}}
    for row in sorted(touched):
        if row == stored.id and not killed:
            refresh_arrival(db, stored, first=first, new=new)
        else:
            refresh_state(db, row)
