"""Backup of a desk while it is in use, and a desk put back from one.

A backup holds the database, the keys and the log's last checkpoint. It does not hold language packs, released files
and passwords of feeds: packs are installed again, releases stand in the database, passwords lie in the system's
keyring.

**One device, one chain.** The desk that is put back has the device's key, and so it goes on with the chain of that
device. The desk it was copied from must not go on beside it, or the device would sign two logs. Three things tell of
that. Nothing is put back while the old desk lies where it lay, unless the person says that it is not used any more.
The chain goes on with an entry `restore`, signed by the device, that names the backup: whoever reads the log knows
from where on another one may be about. And whoever has witnessed the old desk behind that place refuses the new one
(`Checkpoints.witness`), since the two do not continue each other.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import sqlite_utils

from dabir import __version__
from dabir.approval import keys
from dabir.approval.verify import Verdict
from dabir.domain.decision import Action, Subject
from dabir.domain.errors import InputRefused, KeyLocked, NotAllowed, NotFound, RecordBroken, StoreError
from dabir.settings import Places
from dabir.store import backups, decisions
from dabir.store.database import Database
from dabir.workflow.record import backup_file
from dabir.workflow.record.backup_file import Manifest, OnProgress
from dabir.workflow.record.checkpoints import Checkpoints
from dabir.workflow.record.ledger import Ledger
from dabir.workflow.record.record import Record
from dabir.workflow.record.witnesses import Witnesses

#: What stands before the moment of the backup in the subject of a `restore` entry.
URI: Final = "backup:"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written and read back.

    Attributes:
        file: where it is.
        size: its bytes.
        manifest: what is in it.
        verdict: on the log in it; where that is wrong, it was wrong on the desk.
    """

    file: Path
    size: int
    manifest: Manifest
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Restored:
    """A desk that was put back.

    Attributes:
        home: its folder.
        manifest: what the backup said of itself.
        entry: number of the log's entry that tells of it; None where there was no log yet.
    """

    home: Path
    manifest: Manifest
    entry: int | None


class Backups:
    """Takes backups of an open desk."""

    def __init__(self, database: Database, places: Places, clock: Callable[[], datetime]) -> None:
        """Work on a desk.

        Args:
            database: its store.
            places: where it keeps its things.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._places = places
        self._clock = clock

    def make(self, file: Path, on_progress: OnProgress | None = None) -> Backup:
        """Write a backup, read it back, and only then give it its name. The desk can be worked on meanwhile.

        Args:
            file: a new file; keep it as you keep the desk, for the device's key is in it.
            on_progress: told of each piece, by steps done and all steps; what it raises ends it, and nothing is left.

        Raises:
            InputRefused: when the file is there already.
            RecordBroken: when the copy is damaged, and so the desk's database.
            StoreError: when it cannot be written.
        """
        file = file.absolute()
        if file.exists():
            raise InputRefused(f"{file} is there already.", "Name a new file; a backup is never written over.")
        with _beside(file) as folder:
            copy, packed = folder / "desk", folder / file.name
            manifest, verdict = self._copy(copy, on_progress)
            backup_file.write(packed, copy, manifest, on_progress)
            backup_file.unpack(packed, None, on_progress)
            size = packed.stat().st_size
            packed.rename(file)
        return Backup(file, size, manifest, verdict)

    def _copy(self, copy: Path, on_progress: OnProgress | None) -> tuple[Manifest, Verdict]:
        """Copy the desk into a folder, and verify it there."""
        (copy / backup_file.KEYS).mkdir(parents=True, mode=0o700)
        moment, taken = self._database.write(lambda _: self._hold(copy / backup_file.KEYS))
        with closing(moment):
            moment.copy_to(copy / backup_file.DATABASE, on_progress)
        backups.require_whole(copy / backup_file.DATABASE, "The desk's database")
        with _desk_in(copy) as database:
            verdict = _record(database, copy, self._clock).verify()
            db = database.read()
            entries, stories = decisions.count(db), backups.stories_in(db)
        parts = tuple(backup_file.Part.of(copy, name) for name in backup_file.names_in(copy))
        device = _device_in(copy / backup_file.KEYS)
        manifest = Manifest(taken, __version__, str(self._places.home), device, entries, stories, parts)
        return manifest, verdict

    def _hold(self, folder: Path) -> tuple[backups.Moment, datetime]:
        """Hold the database and copy the keys and the checkpoint, while nobody writes: so that they fit together."""
        for file in sorted(self._places.keys.glob("*")):
            if file.is_file() and not file.name.startswith("."):
                shutil.copyfile(file, folder / file.name)
                (folder / file.name).chmod(0o600)
        return backups.Moment.hold(self._database.path), self._clock()


def restore(
    file: Path,
    home: Path,
    clock: Callable[[], datetime],
    *,
    instead: bool = False,
    on_progress: OnProgress | None = None,
) -> Restored:
    """Make a desk of a backup, in a folder of its own; it appears there whole or not at all.

    Args:
        file: the backup.
        home: the new desk's folder; not there, or empty.
        clock: gives the present moment with an offset.
        instead: the desk that the backup was taken of is not used any more.
        on_progress: told of each piece; what it raises ends it, and nothing is left.

    Raises:
        InputRefused: when the file is no backup or damaged, or the folder is not empty.
        NotAllowed: when the old desk is still there and nobody has said that it is not used any more.
        RecordBroken: when the log in it is not whole.
        StoreError: when it is from a newer Dabir, or cannot be written.
    """
    home = home.absolute()
    _require_empty(home)
    with _beside(home) as folder:
        copy = folder / "desk"
        copy.mkdir(mode=0o700)
        manifest = backup_file.unpack(file, copy, on_progress)
        backups.require_whole(copy / backup_file.DATABASE, f"The database in {file}")
        entry = _go_on(copy, manifest, clock, instead=instead)
        if home.exists():
            home.rmdir()
        copy.rename(home)
    return Restored(home, manifest, entry)


def _go_on(copy: Path, manifest: Manifest, clock: Callable[[], datetime], *, instead: bool) -> int | None:
    """Verify the log of an unpacked desk, see that it may go on here, and enter in it that it does."""
    with _desk_in(copy) as database:
        verdict = _record(database, copy, clock).verify()
        if not verdict.ok:
            raise RecordBroken(
                f"The log in the backup is not whole: {verdict.reason}",
                "Nothing was restored. Any program for zip files unpacks it, for whoever has to look into it.",
            )
        # Asked last, of a backup that is whole: about a damaged one nobody has to make up his mind.
        if not instead:
            _require_gone(manifest)
        if not verdict.entries:
            return None
        ledger = Ledger(database, copy / backup_file.KEYS, clock)
        taken = manifest.taken.isoformat(timespec="seconds")
        entries = "1 entry" if verdict.entries == 1 else f"{verdict.entries:,} entries"
        note = (
            f"The desk goes on from a backup of {taken}, made by Dabir {manifest.program}, with {entries}. "
            "What was decided after it, if anything was, is not in this log."
        )
        subject = Subject(f"{URI}{taken}", 0, "", "", "")

        def work(db: sqlite_utils.Database) -> int:
            return ledger.append(db, ledger.device(db), Action.RESTORE, subject, note).sequence

        return ledger.commit(work)


@contextmanager
def _desk_in(copy: Path) -> Iterator[Database]:
    """Open the database of a copied desk."""
    with closing(Database.open(copy / backup_file.DATABASE, Places(copy).backups)) as database:
        yield database


def _record(database: Database, copy: Path, clock: Callable[[], datetime]) -> Record:
    folder = copy / backup_file.KEYS
    return Record(database, folder, Checkpoints(database, folder, Witnesses(folder), clock))


def _device_in(folder: Path) -> str:
    """Return the identifier of the device whose key lies in a folder; "" where there is none to be read."""
    try:
        return keys.device_key(folder, create=False).id
    except (NotFound, KeyLocked):
        return ""


def _require_empty(home: Path) -> None:
    try:
        empty = not home.exists() or not any(home.iterdir())
    except NotADirectoryError:
        empty = False
    if not empty:
        raise InputRefused(f"{home} is not empty.", "Name a new folder: a desk is never written over another one.")


def _require_gone(manifest: Manifest) -> None:
    """Make sure that the desk a backup was taken of does not lie where it lay, as far as this computer can tell."""
    if manifest.device and _device_in(Places(Path(manifest.desk)).keys) == manifest.device:
        raise NotAllowed(
            f"The desk that was backed up is still in {manifest.desk}. Two desks with the key of one device "
            "would sign two logs, and no witness would accept them.",
            "Go on there; or never use it again, and restore with --instead.",
        )


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a folder beside a file or folder to be, for its owner only; it is gone afterwards, whatever happened."""
    try:
        # The folder is not made where it is missing: it may be on a medium that is not there.
        with tempfile.TemporaryDirectory(prefix=".dabir-", dir=target.parent, ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise StoreError(
            f"{target} cannot be written: {error.strerror}.",
            "Make room on the disk and try again." if full else "See that its folder is there and may be written.",
        ) from error
