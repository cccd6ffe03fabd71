"""Stories in: from files, folders and archives to the list, and what cannot be read to the quarantine.

Promises: the bytes are kept before anything is done with them, a bad file never stops the rest, and nothing that
came in is dropped without being listed.
"""

from __future__ import annotations

import functools
import itertools
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlite_utils

from dabir.domain.errors import Cancelled, InputRefused, NotFound, WireError
from dabir.domain.listing import IngestOutcome, IngestStatus, Partner, QuarantineRow, StoredStory, with_place
from dabir.domain.story import LinkKind, Original, Story
from dabir.feeds.arrival import MAX_BYTES, Arrival
from dabir.feeds.folder import walk
from dabir.store import originals, partners, quarantine, search, stories
from dabir.store.database import Database
from dabir.wire.format import Context, Reading
from dabir.wire.registry import parse
from dabir.workflow.standing import refresh_state

#: Files, and bytes of them, read and stored in one transaction: enough to spare the disk, few enough for the memory.
BATCH = 32
BATCH_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A file as it was read: its original, None where there are no bytes, and its stories or what is wrong."""

    name: str
    original: Original | None
    readings: tuple[Reading, ...]


class Intake:
    """Takes in files and looks after the quarantine."""

    def __init__(
        self, database: Database, languages: Sequence[str], sample: Path, clock: Callable[[], datetime]
    ) -> None:
        """Work on a database.

        Args:
            database: the desk's store.
            sample: folder of the sample desk that ships with Dabir.
            languages: the partners' languages, for detection.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._languages = tuple(languages)
        self._sample = sample
        self._clock = clock

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        partner: str = "",
        progress: Callable[[int], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Iterator[IngestOutcome]:
        """Take in files, folders and zip archives.

        Args:
            paths: what to take in.
            partner: code of the partner they come from; "".
            progress: told the number of files done so far.
            cancel: asked between batches; when it answers True, no more files are begun.

        Yields:
            One outcome a story, after it is safely stored.

        Raises:
            Cancelled: when `cancel` said so; what was taken in until then stays.
            StoreError: when the database cannot be written.
        """
        done, kept = 0, set[Path]()
        for batch in _batches(walk(paths)):
            if cancel and cancel():
                raise Cancelled(f"Stopped after {done} files.", "What was taken in until then is on the desk.")
            parsed = [self._parse(arrival, partner, kept) for arrival in batch]
            outcomes = self._database.write(functools.partial(_keep_all, batch=parsed))
            done += len(batch)
            if progress:
                progress(done)
            yield from outcomes

    def load_sample(self) -> Iterator[IngestOutcome]:
        """Take in the sample desk: invented stories of two invented agencies, in every wire format.

        Yields:
            One outcome a story.
        """
        listed = tomllib.loads((self._sample / "partners.toml").read_text("utf-8"))
        for entry in listed["partner"]:
            partner = Partner(**entry)
            self.add_partner(partner)
            yield from self.ingest([self._sample / partner.code], partner=partner.code)

    def quarantined(self, *, offset: int = 0, limit: int = 200) -> list[QuarantineRow]:
        """Return a page of the quarantine, newest first."""
        return quarantine.page(self._database.read(), offset, limit)

    def quarantine_size(self) -> int:
        """Return how many inputs are set aside."""
        return quarantine.count(self._database.read())

    def retry(self, quarantine_id: int) -> list[IngestOutcome]:
        """Read quarantined bytes again, with the parsers of today.

        Returns:
            What became of them; what is refused again stays in the quarantine, with the reason of today.
        """
        row = quarantine.get(self._database.read(), quarantine_id)
        original = originals.get(self._database.read(), row.sha256)
        parsed = self._read(row.filename, original)

        def work(db: sqlite_utils.Database) -> list[IngestOutcome]:
            quarantine.resolve(db, quarantine_id)
            return _keep(db, parsed)

        return self._database.write(work)

    def export_quarantined(self, quarantine_id: int, folder: Path) -> Path:
        """Write quarantined bytes, unchanged, into a folder, for whoever can look into them.

        Raises:
            InputRefused: when the folder cannot be written.
        """
        row = quarantine.get(self._database.read(), quarantine_id)
        original = originals.get(self._database.read(), row.sha256)
        name = row.filename.replace("\\", "/").rsplit("/", 1)[-1].strip(". ") or "unnamed"
        target = folder / name
        for number in itertools.count(2):
            if not target.exists():
                break
            target = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            target.write_bytes(original.data)
        except OSError as error:
            raise InputRefused(f"{target} cannot be written: {error.strerror}.", "Choose another folder.") from error
        return target

    def partners(self) -> list[Partner]:
        """Return the partner agencies of this desk."""
        return partners.all(self._database.read())

    def add_partner(self, partner: Partner) -> None:
        """Add a partner, or change what is known of it."""
        self._database.write(lambda db: partners.put(db, partner))

    def _parse(self, arrival: Arrival, partner: str, kept: set[Path]) -> _Parsed:
        """Read a file. What was refused within an archive keeps the archive, once, as its original."""
        data = arrival.data
        if data is None and arrival.container and arrival.container not in kept:
            kept.add(arrival.container)
            data = _whole(arrival.container)
        if data is None:
            return _Parsed(arrival.name, None, (Reading(None, arrival.error),))
        original = Original.of(
            data,
            media_type="application/octet-stream",
            filename=arrival.name,
            partner=partner,
            received=self._clock(),
        )
        if arrival.error:
            return _Parsed(arrival.name, original, (Reading(None, arrival.error),))
        return self._read(arrival.name, original)

    def _read(self, name: str, original: Original) -> _Parsed:
        context = Context(name, original.partner, original.received, self._languages, UTC)
        try:
            found, readings = parse(original.data, context)
        except WireError as error:
            return _Parsed(name, original, (Reading(None, str(error), error.place),))
        typed = Original(original.sha256, original.data, found.media_type, name, original.partner, original.received)
        return _Parsed(name, typed, tuple(readings))


def _whole(archive: Path) -> bytes | None:
    """Return the bytes of an archive, for the quarantine; None when it is too large to keep or is gone."""
    try:
        return archive.read_bytes() if archive.stat().st_size <= MAX_BYTES else None
    except OSError:
        return None


def _batches(arrivals: Iterator[Arrival]) -> Iterator[list[Arrival]]:
    batch: list[Arrival] = []
    size = 0
    for arrival in arrivals:
        batch.append(arrival)
        size += len(arrival.data or b"")
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _keep_all(db: sqlite_utils.Database, batch: list[_Parsed]) -> list[IngestOutcome]:
    return [outcome for parsed in batch for outcome in _keep(db, parsed)]


def _keep(db: sqlite_utils.Database, parsed: _Parsed) -> list[IngestOutcome]:
    if parsed.original is None:
        return [IngestOutcome(IngestStatus.QUARANTINED, parsed.name, "", error=parsed.readings[0].error)]
    originals.add(db, parsed.original)
    if not parsed.readings:
        return [_set_aside(db, parsed, Reading(None, "There is no story in it."))]
    return [
        _add(db, parsed, reading.story) if reading.story else _set_aside(db, parsed, reading)
        for reading in parsed.readings
    ]


def _set_aside(db: sqlite_utils.Database, parsed: _Parsed, reading: Reading) -> IngestOutcome:
    assert parsed.original is not None
    quarantine.add(db, parsed.original, reading.error, reading.place)
    reason = with_place(reading.error, reading.place)
    return IngestOutcome(IngestStatus.QUARANTINED, parsed.name, parsed.original.sha256, error=reason)


def _add(db: sqlite_utils.Database, parsed: _Parsed, story: Story) -> IngestOutcome:
    assert parsed.original is not None
    status, story_id, variant = stories.add(db, story, parsed.original)
    warnings = story.defects
    if variant:
        warnings += (
            f"Another story came as {story.uri} version {story.version} with a different text; both are kept.",
        )
    if status is not IngestStatus.DUPLICATE:
        search.index_story(db, story_id)
        _follow(db, stories.get(db, story_id))
    return IngestOutcome(status, parsed.name, parsed.original.sha256, story, story_id, warnings=warnings)


def _follow(db: sqlite_utils.Database, stored: StoredStory) -> None:
    """Let a new arrival have its effect on the stories it belongs to: supersede, correct, kill."""
    touched = {other.id: other for other in stories.versions(db, stored.story.uri)}
    for link in stored.story.links:
        for other in stories.versions(db, link.uri):
            if link.version in {0, other.story.version}:
                touched[other.id] = other
    for other in touched.values():
        sentence = _kill_sentence(db, other)
        if sentence and not other.killed:
            stories.set_killed(db, other.id, sentence)
        refresh_state(db, other.id)


def _kill_sentence(db: sqlite_utils.Database, stored: StoredStory) -> str:
    """Return why a story is killed by what its partner sent, in whatever order it came; "" when it is not."""
    try:
        latest = stories.find(db, stored.story.uri)
    except NotFound:
        return ""
    if latest.story.is_kill and (latest.id == stored.id or not stored.story.supersedes(latest.story)):
        return (
            f"The partner killed it (version {latest.story.version}, received {latest.received:%Y-%m-%d %H:%M %Z})."
        )
    for other in stories.linked(db, stored.story.uri):
        for link in other.story.links:
            same = link.uri == stored.story.uri and link.version in {0, stored.story.version}
            if same and link.kind is LinkKind.KILLS:
                return f"The partner killed it ({other.story.uri}, received {other.received:%Y-%m-%d %H:%M %Z})."
    return ""
