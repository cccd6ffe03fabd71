"""Connections to the database file: how they are opened, and that their faults speak to people.

Every connection waits for locks, checks foreign keys and fires triggers for REPLACE too (recursive_triggers, which
sqlite-utils sets). No plug-ins are ever loaded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import sqlite_utils

from dabir.store.faults import cannot_open, fault_of

T = TypeVar("T")


class _Cursor(sqlite3.Cursor):
    """A cursor that raises StoreError for faults of the surroundings, also while rows are fetched."""

    def _guard(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except sqlite3.Error as error:
            connection = self.connection
            fault = fault_of(error, connection.path) if isinstance(connection, _Connection) else None
            if fault is None:
                raise
            raise fault from error

    def execute(self, sql: str, parameters: Any = (), /) -> _Cursor:
        self._guard(lambda: super(_Cursor, self).execute(sql, parameters))
        return self

    def executemany(self, sql: str, rows: Iterable[Any], /) -> _Cursor:
        self._guard(lambda: super(_Cursor, self).executemany(sql, rows))
        return self

    def fetchone(self) -> Any:
        return self._guard(super().fetchone)

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        return self._guard(lambda: super(_Cursor, self).fetchmany(size))

    def fetchall(self) -> list[Any]:
        return self._guard(super().fetchall)

    def __next__(self) -> Any:
        return self._guard(super().__next__)


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
        db = sqlite_utils.Database(raw, execute_plugins=False)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")
        if read_only:
            db.execute("PRAGMA query_only = ON")
        # The first look at the file itself: what is no database is found out here.
        db.execute("PRAGMA user_version").fetchone()
    except BaseException:
        raw.close()
        raise
    return db
