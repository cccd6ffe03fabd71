"""Brings a database file to the version this program knows, or refuses it unchanged.

A database's version is SQLite's `user_version`; who brought it there stands in the table `migrations`. All pending
steps and their records commit together, so a database is wholly old or wholly new, whatever interrupts.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

import sqlite_utils

from dabir import __version__
from dabir.domain.errors import StoreError
from dabir.store.connection import connect
from dabir.store.faults import is_busy
from dabir.store.migrations import Migration

T = TypeVar("T")

#: Marks the file as Dabir's ("Dbir"); SQLite keeps it in the header.
APPLICATION_ID: Final = int.from_bytes(b"Dbir", "big")

_RECORDS: Final = """
CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, applied TEXT NOT NULL, program TEXT NOT NULL
)
"""


def version_of(db: sqlite_utils.Database) -> int:
    """Return the version of an open database; 0 for an empty one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def refuse_foreign(db: sqlite_utils.Database, path: Path, known: int) -> None:
    """Refuse a database that is not Dabir's, or is newer than the program. Only reads.

    Args:
        db: a connection to it.
        path: its file, to be named.
        known: the newest version this program knows.

    Raises:
        StoreError: naming both versions, or that it is another program's.
    """
    version = version_of(db)
    mark = db.execute("PRAGMA application_id").fetchone()[0]
    empty = not db.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]
    if mark != APPLICATION_ID and not (empty and version == 0):
        raise StoreError(f"{path} is a database of another program.", "Choose another home folder for Dabir.")
    if version > known:
        program = _program_of(db)
        raise StoreError(
            f"{path} was written by a newer Dabir ({program}, database version {version}); "
            f"this is Dabir {__version__}, which knows versions up to {known}. Nothing was changed.",
            "Install the newer Dabir on this computer.",
        )


def _program_of(db: sqlite_utils.Database) -> str:
    try:
        row = db.execute("SELECT program FROM migrations ORDER BY number DESC LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        # A newer program may keep its records elsewhere; the refusal must stand all the same.
        row = None
    return str(row[0]) if row else "of an unknown version"


def migrate(db: sqlite_utils.Database, path: Path, backups: Path, steps: Sequence[Migration]) -> Path | None:
    """Apply the steps a database has not gone yet, after a copy of what was there.

    Args:
        db: a connection in autocommit mode.
        path: its file.
        backups: folder for the copy.
        steps: all steps this program knows, in order.

    Returns:
        The copy; None where nothing was there or nothing was to do.

    Raises:
        StoreError: when the copy or the file cannot be written; the database is then as it was.
    """
    if version_of(db) == len(steps):
        return None
    copy = None
    # The write lock first: two programs started at once must not both migrate, nor write between copy and change.
    db.execute("BEGIN IMMEDIATE")
    try:
        refuse_foreign(db, path, len(steps))
        old = version_of(db)
        if 0 < old < len(steps):
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
            copy = backups / f"{path.stem}-v{old}-{stamp}{path.suffix}"
            copy_database(path, copy)
        db.execute(_RECORDS)
        for number, step in enumerate(steps[old:], old + 1):
            step.apply(db)
            applied = datetime.now(UTC).isoformat()
            db.execute("INSERT INTO migrations VALUES (?, ?, ?, ?)", (number, step.name, applied, __version__))
        db.execute(f"PRAGMA user_version = {len(steps)}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise
    return copy


def use_wal(db: sqlite_utils.Database, path: Path, busy_timeout: float) -> None:
    """Switch the file to WAL mode, in which readers and the writer do not wait for each other.

    Raises:
        StoreError: when another program keeps the file locked, or its disk does not allow WAL.
    """
    mode = retry(lambda: db.execute("PRAGMA journal_mode = WAL").fetchone()[0], busy_timeout)
    if mode != "wal":
        raise StoreError(
            f"The database {path} lies on a disk that cannot keep it safe, as some network drives cannot.",
            "Choose a home folder on a disk of this computer.",
        )


def retry(act: Callable[[], T], busy_timeout: float) -> T:
    """Repeat an act that SQLite refuses at once when the file is busy, without asking its own busy handler.

    Raises:
        StoreError: as the act raised it last, when the time is over.
    """
    end = time.monotonic() + busy_timeout
    while True:
        try:
            return act()
        except StoreError as error:
            if not is_busy(error) or time.monotonic() >= end:
                raise
        time.sleep(0.02)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database, whole and consistent, through SQLite's backup API, also while it is written.

    The copy appears under its name only when it is complete and on the disk. It is readable by its owner only.

    Raises:
        StoreError: when it cannot be read or written.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.unlink(missing_ok=True)
        create_private(part)
        reading, writing = connect(source, busy_timeout=10.0, read_only=True), sqlite3.connect(part)
        with closing(reading), closing(writing):
            reading.conn.backup(writing)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        # Half a copy is of no use; where even that cannot be removed, the first trouble is the one to tell of.
        with suppress(OSError):
            part.unlink(missing_ok=True)
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise StoreError(
            f"{source} could not be copied to {target}: {reason}.",
            "Make room on the disk, see that the folder may be written, and try again.",
        ) from error


def create_private(path: Path) -> None:
    """Make an empty file that only its owner may read and write; leave one that is there.

    Raises:
        OSError: when it cannot be made.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
