"""Connections to the database file: how they are opened, and that their faults speak to people.

Every connection waits for locks, checks foreign keys and fires triggers for REPLACE too (recursive_triggers, which
sqlite-utils sets). No plug-ins are ever loaded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import sqlite_utils

from dabir.store import packing
from dabir.store.faults import cannot_open, fault_of

#: Memory for pages of the file that are written to, in KiB.
_CACHE_KIB: Final = 16 * 1024
#: Pages that the log of what was written may have before they go into the file itself: 16 MiB.
_LOG_PAGES: Final = 4096


class _Cursor(sqlite3.Cursor):
    """A cursor that raises StoreError for faults of the surroundings, also while rows are fetched."""

    # Written out each time, without a function round it: a bulk act comes through here tens of times a decision.

    def _speak(self, error: sqlite3.Error) -> None:
        """Raise the error for people, where this one is a fault of the surroundings."""
        connection = self.connection
        fault = fault_of(error, connection.path) if isinstance(connection, _Connection) else None
        if fault is not None:
            raise fault from error

    def execute(self, sql: str, parameters: Any = (), /) -> _Cursor:
        try:
            super().execute(sql, parameters)
        except sqlite3.Error as error:
            self._speak(error)
            raise
        return self

    def executemany(self, sql: str, rows: Iterable[Any], /) -> _Cursor:
        try:
            super().executemany(sql, rows)
        except sqlite3.Error as error:
            self._speak(error)
            raise
        return self

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except sqlite3.Error as error:
            self._speak(error)
            raise

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        try:
            return super().fetchmany(size)
        except sqlite3.Error as error:
            self._speak(error)
            raise

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except sqlite3.Error as error:
            self._speak(error)
            raise

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.Error as error:
            self._speak(error)
            raise


class _Connection(sqlite3.Connection):
    """A connection whose cursors know the file they speak of."""

    path: Path = Path()

    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    # The short cuts of sqlite3.Connection take its own kind of cursor, whatever `cursor` returns.
    def execute(self, sql: str, parameters: Any = (), /) -> _Cursor:
        cursor: _Cursor = self.cursor()
        return cursor.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> _Cursor:
        cursor: _Cursor = self.cursor()
        return cursor.executemany(sql, rows)


def connect(path: Path, *, busy_timeout: float, read_only: bool = False) -> sqlite_utils.Database:
    """Open a connection to an existing database file.

    It may be closed from another thread, but is for the use of one thread at a time.

    Args:
        path: the file; it is not created.
        busy_timeout: seconds to wait for another program's lock.
        read_only: refuse to change anything through this connection.

    Raises:
        StoreError: when the file cannot be opened or is no database.
    """
    # "rw" and not "rwc": a file that is gone must not be replaced by an empty one unnoticed.
    address = f"{path.absolute().as_uri()}?mode=rw"
    try:
        # No implicit transactions: the store begins and commits where it means to.
        raw = sqlite3.connect(
            address,
            uri=True,
            timeout=busy_timeout,
            isolation_level=None,
            check_same_thread=False,
            factory=_Connection,
        )
    except sqlite3.Error as error:
        raise fault_of(error, path) or cannot_open(path, str(error)) from error
    raw.path = path
    try:
        packing.register(raw)
        db = sqlite_utils.Database(raw, execute_plugins=False)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")
        if read_only:
            db.execute("PRAGMA query_only = ON")
        else:
            # Pages that are written again and again, such as those of indexes, go to the file less often.
            db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            db.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        # The first look at the file itself: what is no database is found out here.
        db.execute("PRAGMA user_version").fetchone()
    except BaseException:
        raw.close()
        raise
    return db
