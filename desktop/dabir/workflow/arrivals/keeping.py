"""What was read goes to the desk or to the quarantine, many files in one transaction.

Promises: the bytes are kept before what was read from them, stories come in the order of their files, and each has
had its effect on those it belongs to before the next comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlite_utils

from dabir.domain.life import StoryState
from dabir.domain.listing import IngestOutcome, IngestStatus, StoredStory, with_place
from dabir.domain.story import Original, Story
from dabir.store import originals, quarantine, removals, search, stories
from dabir.wire.format import Reading
from dabir.workflow.arrivals.unsealing import Unsealed, Unsealing
from dabir.workflow.deciding import kills
from dabir.workflow.deciding.standing import refresh_arrival, refresh_state


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as it was read: its original, None where there are no bytes, and its stories or what is wrong.

    `under` is the bundle it came in; `tampered` whether it is a bundle that was changed; `zone` and `language` are
    those of where it came from, for when it is read again.
    """

    name: str
    original: Original | None
    readings: tuple[Reading, ...]
    under: Unsealed | None = None
    tampered: bool = False
    zone: str = ""
    language: str = ""


def keep_all(db: sqlite_utils.Database, batch: Sequence[Parsed], unsealing: Unsealing) -> list[IngestOutcome]:
    """Keep files with what was read from them.

    Args:
        db: the writer's connection.
        batch: the files, in the order they came.
        unsealing: keeps the seals of bundles.

    Returns:
        What became of each story, in that order.
    """
    outcomes: list[IngestOutcome] = []
    for parsed in batch:
        kept = _keep(db, parsed)
        if parsed.tampered:
            kept = [replace(outcome, tampered=True) for outcome in kept]
        elif parsed.under:
            kept = unsealing.keep(db, parsed.under, kept)
        outcomes += kept
    came = [(one.story_id, one.story) for one in outcomes if one.story and one.status in _CAME]
    # Last, and all together: see there.
    search.index_arrivals(db, came)
    return outcomes


_CAME = frozenset({IngestStatus.NEW, IngestStatus.VERSION})


def _keep(db: sqlite_utils.Database, parsed: Parsed) -> list[IngestOutcome]:
    if parsed.original is None:
        return [IngestOutcome(IngestStatus.QUARANTINED, parsed.name, "", error=parsed.readings[0].error)]
    gone = removals.entry_of_file(db, parsed.original.sha256)
    if gone is not None and not originals.has(db, parsed.original.sha256):
        return _known_as_removed(parsed, gone)
    first_file = originals.add(db, parsed.original)
    if not parsed.readings:
        return [_set_aside(db, parsed, Reading(None, "There is no story in it."))]
    return [
        _add(db, parsed, reading.story, first_file=first_file) if reading.story else _set_aside(db, parsed, reading)
        for reading in parsed.readings
    ]


def _known_as_removed(parsed: Parsed, entry: int) -> list[IngestOutcome]:
    """Tell that a file came again that an agreement forbids to keep: it is not taken in, so it has no hash here."""
    told = f"It was removed by entry {entry} of the log, as the agreement asks, and is not taken in again."
    return [
        IngestOutcome(IngestStatus.DUPLICATE, parsed.name, "", reading.story, warnings=(told,))
        for reading in parsed.readings or (Reading(None, ""),)
    ]


def _set_aside(db: sqlite_utils.Database, parsed: Parsed, reading: Reading) -> IngestOutcome:
    assert parsed.original is not None
    quarantine.add(db, parsed.original, reading.error, reading.place, zone=parsed.zone, language=parsed.language)
    reason = with_place(reading.error, reading.place)
    return IngestOutcome(IngestStatus.QUARANTINED, parsed.name, parsed.original.sha256, error=reason)


def _add(db: sqlite_utils.Database, parsed: Parsed, story: Story, *, first_file: bool) -> IngestOutcome:
    original = parsed.original
    assert original is not None
    status, story_id, variant = stories.add(db, story, original, first_file=first_file)
    warnings = story.defects
    if variant:
        warnings += (
            f"Another story came as {story.uri} version {story.version} with a different text; both are kept.",
        )
    if status in _CAME:
        # Not read back: nobody but this transaction has seen it, so that it is as it was put there.
        stored = StoredStory(
            id=story_id,
            story=story,
            original_sha256=original.sha256,
            media_type=original.media_type,
            filename=original.filename,
            partner=original.partner,
            received=original.received,
            variant=variant,
            state=StoryState.NEW,
        )
        _follow(db, stored, first=status is IngestStatus.NEW)
    return IngestOutcome(status, parsed.name, original.sha256, story, story_id, warnings=warnings)


def _follow(db: sqlite_utils.Database, stored: StoredStory, *, first: bool) -> None:
    """Let a new arrival have its effect on the stories it belongs to: supersede, correct, kill.

    Args:
        db: the writer's connection.
        stored: what came in.
        first: whether no other version of it is on the desk.
    """
    story = stored.story
    killed = kills.follow(db, stored)
    if story.expiry and stored.received >= story.expiry:
        stories.set_expired(db, stored.id)
        stored = replace(stored, expired=True)
    touched = {stored.id} if first else {row for row, _ in stories.rows_of(db, story.uri)}
    for link in story.links:
        touched |= {row for row, version in stories.rows_of(db, link.uri) if link.version in {0, version}}
    for row in sorted(touched):
        if row == stored.id and not killed:
            refresh_arrival(db, stored, first=first)
        else:
            refresh_state(db, row)
