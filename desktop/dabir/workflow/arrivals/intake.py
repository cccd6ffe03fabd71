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

from dabir.domain.errors import Cancelled, DabirError, InputRefused
from dabir.domain.language import normalise
from dabir.domain.listing import IngestOutcome, Partner, QuarantineRow
from dabir.domain.story import Original
from dabir.feeds.arrival import MAX_BYTES, Arrival
from dabir.feeds.folder import walk
from dabir.processes import in_turn
from dabir.store import originals, partners, quarantine
from dabir.store.arriving import newest_dictionaries
from dabir.store.database import Database
from dabir.store.ready import ReadyFile, ready_all
from dabir.translation.languages import why_not_language
from dabir.wire.format import Context, Reading
from dabir.wire.reading import Read, Unread, read, read_all
from dabir.workflow.arrivals.feed_rules import zone_of
from dabir.workflow.arrivals.keeping import Parsed, keep_all
from dabir.workflow.arrivals.readers import Readers
from dabir.workflow.arrivals.unsealing import Piece, Unsealing, is_one_file
from dabir.workflow.deciding.kills import Kills

#: Files, and bytes of them, stored in one transaction: enough to spare the disk, few enough that neither the window
#: nor whoever else writes has to wait long.
BATCH = 256
BATCH_BYTES = 4 * 1024 * 1024


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
class _File:
    """A file on its way: as it is before it is read, and what is to be read; None where it is refused already."""

    parsed: Parsed
    unread: Unread | None = None


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
        language: str = "",
        keys: Mapping[str, Collection[str]] | None = None,
        progress: Callable[[int], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Iterator[IngestOutcome]:
        """Take in files, folders, zip archives and partner bundles.

        Args:
            paths: what to take in.
            partner: code of the partner they come from; "". What is in a bundle comes from who signed it.
            language: what a story is in that neither says so nor shows it; "".
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
        source = Source(partner, language=language)
        yield from self.take(walk(paths, is_one_file), source, keys=keys, progress=progress, cancel=cancel)

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
        pieces = self._unsealing.pieces(arrivals, source.partner, keys)
        prepared = (self._prepared(piece, kept, source) for piece in pieces)
        with Readers[list[_File], tuple[Read, ReadyFile]](self._read_and_make_ready()) as readers:
            for batch, found in readers.read((batch, _unread(batch)) for batch in _batches(prepared)):
                if cancel and cancel():
                    raise Cancelled(f"Stopped after {done} files.", "What was taken in until then is on the desk.")
                parsed = _put_together(batch, found)
                outcomes = self._database.write(functools.partial(keep_all, batch=parsed, unsealing=self._unsealing))
                trouble += self._carry_out_kills()
                done += len(batch)
                if progress:
                    progress(done)
                yield from outcomes
        if trouble:
            # Everything is in and the stories are killed; what could not be taken back from an output must be told.
            raise trouble[0]

    def _read_and_make_ready(self) -> Callable[[Sequence[Unread]], list[tuple[Read, ReadyFile]]]:
        """Return what reads files and makes them ready to be kept, in any process."""
        dictionaries = newest_dictionaries(self._database.read())
        return functools.partial(
            in_turn, first=read_all, second=functools.partial(ready_all, dictionaries=dictionaries)
        )

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
            file = self._prepared(piece, set(), source)
            readings = read(file.unread).readings if file.unread else file.parsed.readings
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

        Raises:
            InputRefused: when this computer does not know the time zone of the feed that they came by.
        """
        row = quarantine.get(self._database.read(), quarantine_id)
        original = originals.get(self._database.read(), row.sha256)
        arrival = Arrival(row.filename, original.data)
        pieces = self._unsealing.pieces([arrival], original.partner)
        source = Source(original.partner, _zone_of(row), row.language)
        files = [self._prepared(piece, set(), source, original.received) for piece in pieces]
        parsed = _put_together(files, self._read_and_make_ready()(_unread(files)))

        def work(db: sqlite_utils.Database) -> list[IngestOutcome]:
            quarantine.resolve(db, quarantine_id)
            return keep_all(db, parsed, self._unsealing)

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
        """Add a partner, or change what is known of it.

        Raises:
            InputRefused: when its language is none.
        """
        language = normalise(partner.language)
        if language and (unknown := why_not_language(language)):
            raise InputRefused(f"The partner {partner.code} cannot be kept so.", unknown)
        self._database.write(lambda db: partners.put(db, replace(partner, language=language)))

    def _prepared(self, piece: Piece, kept: set[Path], source: Source, received: datetime | None = None) -> _File:
        """Make a file ready to be read. What was refused within an archive keeps the archive, once, as original."""
        arrival = piece.arrival
        data = arrival.data
        if data is None and arrival.container and arrival.container not in kept:
            kept.add(arrival.container)
            data = _whole(arrival.container)
        if data is None:
            return _File(Parsed(arrival.name, None, (Reading(None, arrival.error),)))
        original = Original.of(
            data,
            media_type="application/octet-stream",
            filename=arrival.name,
            partner=piece.partner,
            received=received or self._clock(),
        )
        zone = str(source.zone)
        if arrival.error:
            refused = (Reading(None, arrival.error),)
            return _File(Parsed(arrival.name, original, refused, None, piece.tampered, zone, source.language))
        context = Context(
            arrival.name, piece.partner, original.received, self._languages, source.zone, language=source.language
        )
        parsed = Parsed(arrival.name, original, (), under=piece.under, zone=zone, language=source.language)
        return _File(parsed, Unread(data, context))


def _unread(batch: Iterable[_File]) -> list[Unread]:
    return [file.unread for file in batch if file.unread]


def _put_together(batch: Iterable[_File], found: Iterable[tuple[Read, ReadyFile]]) -> list[Parsed]:
    """Put files together with what was read from those that could be."""
    given = iter(found)
    return [_with(file.parsed, *next(given)) if file.unread else file.parsed for file in batch]


def _with(parsed: Parsed, found: Read, ready: ReadyFile) -> Parsed:
    given = parsed.original
    assert given is not None
    media_type = found.media_type or given.media_type
    # Written out: `replace` takes several times as long, and this is done for every file.
    original = Original(given.sha256, given.data, media_type, given.filename, given.partner, given.received)
    return Parsed(
        parsed.name, original, found.readings, parsed.under, parsed.tampered, parsed.zone, parsed.language, ready
    )


def _zone_of(row: QuarantineRow) -> tzinfo:
    """Return the zone that what was set aside was to be read in."""
    zone = zone_of(row.zone) if row.zone else UTC
    if zone is None:
        raise InputRefused(
            f"{row.filename} came by a feed in the time zone “{row.zone}”, which this computer does not know.",
            "Bring Dabir's package tzdata up to date, and read it again.",
        )
    return zone


def _whole(archive: Path) -> bytes | None:
    """Return the bytes of an archive, for the quarantine; None when it is too large to keep or is gone."""
    try:
        return archive.read_bytes() if archive.stat().st_size <= MAX_BYTES else None
    except OSError:
        return None


def _batches(files: Iterable[_File]) -> Iterator[list[_File]]:
    batch: list[_File] = []
    size = 0
    for file in files:
        batch.append(file)
        size += len(file.parsed.original.data) if file.parsed.original else 0
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
