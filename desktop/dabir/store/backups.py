"""Copies of the whole database while the desk is in use, and the check that a copy is whole.

A copy is made through SQLite's backup API from one moment of the desk: a read transaction is held from the first page
to the last. In WAL mode no writer waits for that, and nothing that is written meanwhile makes the copy begin again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final, Self

import sqlite_utils

from dabir.domain.errors import RecordBroken, StoreError
from dabir.store.connection import connect
from dabir.store.versions import create_private

#: Pages a step; between two steps the person is told, and may stop it.
STEP: Final = 1024

#: Told how many pages are done, and how many there are.
OnStep = Callable[[int, int], None]


class Moment:
    """The desk as it was at one moment, held until `close`. For one thread."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        """Take over a connection; use `hold`."""
        self.db = db

    @classmethod
    def hold(cls, path: Path) -> Self:
        """Hold a database as it stands now.

        Raises:
            StoreError: when it cannot be read.
        """
        db = connect(path, busy_timeout=10.0, read_only=True)
        try:
            db.execute("BEGIN")
            # A transaction begins with the first look.
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            db.close()
            raise
        return cls(db)

    def copy_to(self, target: Path, on_step: OnStep | None = None) -> None:
        """Copy it to a new file that only its owner can read, and flush that to the disk.

        Args:
            target: the file.
            on_step: told after each step; what it raises ends the copying.

        Raises:
            StoreError: when it cannot be read or written.
        """

        def told(_status: int, left: int, pages: int) -> None:
            if on_step:
                on_step(pages - left, pages)

        try:
            create_private(target)
            with closing(sqlite3.connect(target)) as writing:
                self.db.conn.backup(writing, pages=STEP, progress=told)
            with target.open("rb+") as file:
                os.fsync(file.fileno())
        except (OSError, sqlite3.Error) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise StoreError(
                f"The database could not be copied to {target}: {reason}.",
                "Make room on the disk, see that the folder may be written, and try again.",
            ) from error

    def close(self) -> None:
        """Let go of the moment."""
        self.db.close()


def require_whole(path: Path, what: str) -> None:
    """Make sure that a database file is whole: every page, index and reference in it.

    Args:
        path: the file; nobody else may have it open.
        what: how it is called in the sentence.

    Raises:
        RecordBroken: when it is damaged, with the first of what SQLite found.
        StoreError: when it cannot be opened at all.
    """
    with closing(connect(path, busy_timeout=10.0, read_only=True)) as db:
        found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise RecordBroken(f"{what} is damaged: {found}.", "Take another copy.")
        astray = db.execute("PRAGMA foreign_key_check").fetchone()
    if astray:
        raise RecordBroken(f"{what} is damaged: a row of {astray[0]} names one of {astray[2]} that is missing.")


def stories_in(db: sqlite_utils.Database) -> int:
    """Return how many story versions a database holds."""
    return int(db.execute("SELECT count(*) FROM stories").fetchone()[0])
