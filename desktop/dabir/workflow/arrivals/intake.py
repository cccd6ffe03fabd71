"""Stories in: from files, folders and archives to the list, and what cannot be read to the quarantine.

Promises: the bytes are kept before anything is done with them, a bad file never stops the rest, and nothing that
came in is dropped without being listed.
"""

from __future__ import annotations

import functools
import itertools
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import sqlite_utils

from dabir.domain.errors import Cancelled, DabirError, InputRefused, WireError
from dabir.domain.listing import IngestOutcome, IngestStatus, Partner, QuarantineRow, StoredStory, with_place
from dabir.domain.story import Original, Story
from dabir.feeds.arrival import MAX_BYTES, Arrival
from dabir.feeds.folder import walk
from dabir.store import originals, partners, quarantine, removals, search, stories
from dabir.store.database import Database
from dabir.wire.format import Context, Reading
from dabir.wire.registry import parse
from dabir.workflow.arrivals.unsealing import Piece, Unsealed, Unsealing, is_one_file
from dabir.workflow.deciding import kills
from dabir.workflow.deciding.kills import Kills
from dabir.workflow.deciding.standing import refresh_state

#: Files, and bytes of them, read and stored in one transaction: enough to spare the disk, few enough for the memory.
BATCH = 32
BATCH_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """Where files come from.

    Attributes:
        partner: code of the partner; "".
        zone: what times without an offset are taken to be in.
        language: what a story is in that neither says so nor shows it; "".
    """

    partner: str = ""
    zone: tzinfo = UTC
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A file as it was read: its original, None where there are no bytes, and its stories or what is wrong.

    `under` is the bundle it came in; `tampered` whether it is a bundle that was changed.
    """

    name: str
    original: Original | None
    readings: tuple[Reading, ...]
    under: Unsealed | None = None
    tampered: bool = False


class Intake:
    """Takes in files and looks after the quarantine."""

    def __init__(
        self,
        database: Database,
        languages: Sequence[str],
        sample: Path,
        clock: Callable[[], datetime],
        unsealing: Unsealing,
        killing: Kills,
    ) -> None:
        """Work on a database.

        Args:
            database: the desk's store.
            sample: folder of the sample desk that ships with Dabir.
            languages: the partners' languages, for detection.
            clock: gives the present moment with an offset.
            unsealing: opens partner bundles.
            killing: carries out what a kill that came in takes back.
        """
        self._kills = killing
        self._unsealing = unsealing
        self._database = database
        self._languages = tuple(languages)
        self._sample = sample
        self._clock = clock

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        partner: str = "",
        keys: Mapping[str, Collection[str]] | None = None,
        progress: Callable[[int], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Iterator[IngestOutcome]:
        """Take in files, folders, zip archives and partner bundles.

        Args:
            paths: what to take in.
            partner: code of the partner they come from; "". What is in a bundle comes from who signed it.
            keys: public keys by the partner's code that open bundles, beside those in the agreements.
            progress: told the number of files done so far.
            cancel: asked between batches; when it answers True, no more files are begun.

        Yields:
            One outcome a story, after it is safely stored.

        Raises:
            Cancelled: when `cancel` said so; what was taken in until then stays.
            StoreError: when the database cannot be written.
            DabirError: at the end, when a kill that came in could not be carried out in the log or in an output.
        """
        yield from self.take(walk(paths, is_one_file), Source(partner), keys=keys, progress=progress, cancel=cancel)

    def take(
        self,
        arrivals: Iterable[Arrival],
        source: Source,
        *,
        keys: Mapping[str, Collection[str]] | None = None,
        progress: Callable[[int], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Iterator[IngestOutcome]:
        """Take in what a feed hands over, in batches that are safe on the disk before their outcomes are told.

        Args:
            arrivals: files, one at a time.
            source: where they come from.
            keys: as for `ingest`.
            progress: as for `ingest`.
            cancel: as for `ingest`.

        Yields:
            One outcome a story, after it is safely stored.

        Raises:
            Cancelled: as `ingest`.
            StoreError: as `ingest`.
            DabirError: as `ingest`.
        """
        done, kept, trouble = 0, set[Path](), list[DabirError]()
        for batch in _batches(self._unsealing.pieces(arrivals, source.partner, keys)):
            if cancel and cancel():
                raise Cancelled(f"Stopped after {done} files.", "What was taken in until then is on the desk.")
            parsed = [self._parse(piece, kept, source) for piece in batch]
            outcomes = self._database.write(functools.partial(self._keep_all, batch=parsed))
            trouble += self._carry_out_kills()
            done += len(batch)
            if progress:
                progress(done)
            yield from outcomes
        if trouble:
            # Everything is in and the stories are killed; what could not be taken back from an output must be told.
            raise trouble[0]

    def _carry_out_kills(self) -> list[DabirError]:
        try:
            self._kills.carry_out()
        except DabirError as error:
            return [error]
        return []

    def preview(self, arrivals: Iterable[Arrival], source: Source) -> Iterator[Reading]:
        """Read what came as `take` would, and keep nothing of it.

        Args:
            arrivals: files, one at a time.
            source: where they come from.

        Yields:
            Each story, or why something would be set aside.
        """
        for piece in self._unsealing.pieces(arrivals, source.partner):
            readings = self._parse(piece, set(), source).readings
            yield from readings or (Reading(None, "There is no story in it."),)

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
        arrival = Arrival(row.filename, original.data)
        pieces = self._unsealing.pieces([arrival], original.partner)
        source = Source(original.partner)
        parsed = [self._parse(piece, set(), source, original.received) for piece in pieces]

        def work(db: sqlite_utils.Database) -> list[IngestOutcome]:
            quarantine.resolve(db, quarantine_id)
            return self._keep_all(db, parsed)

        outcomes = self._database.write(work)
        for error in self._carry_out_kills():
            raise error
        return outcomes

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

    def _parse(self, piece: Piece, kept: set[Path], source: Source, received: datetime | None = None) -> _Parsed:
        """Read a file. What was refused within an archive keeps the archive, once, as its original."""
        arrival = piece.arrival
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
            partner=piece.partner,
            received=received or self._clock(),
        )
        if arrival.error:
            return _Parsed(arrival.name, original, (Reading(None, arrival.error),), tampered=piece.tampered)
        return replace(self._read(arrival.name, original, source), under=piece.under)

    def _keep_all(self, db: sqlite_utils.Database, batch: list[_Parsed]) -> list[IngestOutcome]:
        return [outcome for parsed in batch for outcome in self._keep_one(db, parsed)]

    def _keep_one(self, db: sqlite_utils.Database, parsed: _Parsed) -> list[IngestOutcome]:
        outcomes = _keep(db, parsed)
        if parsed.tampered:
            return [replace(outcome, tampered=True) for outcome in outcomes]
        return self._unsealing.keep(db, parsed.under, outcomes) if parsed.under else outcomes

    def _read(self, name: str, original: Original, source: Source) -> _Parsed:
        context = Context(
            name, original.partner, original.received, self._languages, source.zone, language=source.language
        )
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


def _batches(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.arrival.data or b"")
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _keep(db: sqlite_utils.Database, parsed: _Parsed) -> list[IngestOutcome]:
    if parsed.original is None:
        return [IngestOutcome(IngestStatus.QUARANTINED, parsed.name, "", error=parsed.readings[0].error)]
    gone = removals.entry_of_file(db, parsed.original.sha256)
    if gone is not None and not originals.has(db, parsed.original.sha256):
        return _known_as_removed(parsed, gone)
    originals.add(db, parsed.original)
    if not parsed.readings:
        return [_set_aside(db, parsed, Reading(None, "There is no story in it."))]
    return [
        _add(db, parsed, reading.story) if reading.story else _set_aside(db, parsed, reading)
        for reading in parsed.readings
    ]


def _known_as_removed(parsed: _Parsed, entry: int) -> list[IngestOutcome]:
    """Tell that a file came again that an agreement forbids to keep: it is not taken in, so it has no hash here."""
    told = f"It was removed by entry {entry} of the log, as the agreement asks, and is not taken in again."
    return [
        IngestOutcome(IngestStatus.DUPLICATE, parsed.name, "", reading.story, warnings=(told,))
        for reading in parsed.readings or (Reading(None, ""),)
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
    kills.follow(db, stored)
    if stored.story.expiry and stored.received >= stored.story.expiry:
        stories.set_expired(db, stored.id)
    touched = {other.id for other in stories.versions(db, stored.story.uri)}
    for link in stored.story.links:
        touched |= {other.id for other in stories.versions(db, link.uri) if link.version in {0, other.story.version}}
    for story_id in sorted(touched):
        refresh_state(db, story_id)
