"""The desk's database file: opening it, the one writer, a reader a thread, and copies.

Promises: what `write` returned from is on the disk; what it raised from left nothing behind. Several programs may
have the same file open. The file is never replaced, truncated or repaired by itself.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

import sqlite_utils

from dabir.domain.errors import StoreError
from dabir.store.connection import connect
from dabir.store.faults import cannot_open
from dabir.store.migrations import MIGRATIONS, Migration
from dabir.store.versions import copy_database, create_private, migrate, refuse_foreign, retry, use_wal, version_of

T = TypeVar("T")

#: Work for the writer and where its result goes.
_Job = tuple[Callable[[sqlite_utils.Database], Any], "Future[Any]"]


class _Reader:
    """A thread's own connection; closed when the thread and with it its local storage is gone."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self.db = db

    def __del__(self) -> None:
        self.db.close()


class Database:
    """An open desk database. Safe to share between threads.

    Attributes:
        path: the file.
        copied_to: the copy made before the file was brought to a newer version; None when it was not.
    """

    def __init__(self, path: Path, writer: sqlite_utils.Database, busy_timeout: float, copy: Path | None) -> None:
        """Take over a connection that `open` has prepared; use `open`."""
        self.path = path
        self.copied_to = copy
        self._busy_timeout = busy_timeout
        self._version = version_of(writer)
        self._writer = writer
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._readers = threading.local()
        self._closed = False
        self._door = threading.Lock()
        # A daemon, so that a program that forgets to close still ends; a commit cut off there is rolled back whole.
        self._thread = threading.Thread(target=self._run, name="dabir-writer", daemon=True)
        self._thread.start()

    @classmethod
    def open(
        cls, path: Path, backups: Path, *, busy_timeout: float = 10.0, migrations: Sequence[Migration] = MIGRATIONS
    ) -> Database:
        """Open the database, making it when it is not there, and bring it to this program's version.

        Args:
            path: the file.
            backups: folder for the copy that is made before an older database is changed.
            busy_timeout: seconds to wait for another program that is writing.
            migrations: the steps this program knows.

        Raises:
            StoreError: when it is newer than the program, another program's, damaged, locked, read-only or cannot
                be opened; the file is then as it was.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            create_private(path)
        except OSError as error:
            raise cannot_open(path, error.strerror or str(error)) from error
        db = retry(lambda: connect(path, busy_timeout=busy_timeout), busy_timeout)
        try:
            retry(lambda: refuse_foreign(db, path, len(migrations)), busy_timeout)
            copy = migrate(db, path, backups, migrations)
            use_wal(db, path, busy_timeout)
            # What a statement would need to be undone alone is kept for each of the dozens that a story takes: in a
            # file it would be ten times what the story itself writes. A migration, before this, may need more room.
            db.execute("PRAGMA temp_store = MEMORY")
            return cls(path, db, busy_timeout, copy)
        except BaseException:
            db.close()
            raise

    def write(self, work: Callable[[sqlite_utils.Database], T]) -> T:
        """Run work in one transaction on the writer's thread, and wait until it is on the disk.

        Args:
            work: given the writer's connection; must not commit or roll back by itself.

        Returns:
            What the work returned.

        Raises:
            StoreError: when the disk is full, another program keeps the lock, or the database was closed.
            RuntimeError: when called from inside such work; compose the functions of the store instead.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError("Database.write was called from inside the work of another write")
        result: Future[T] = Future()
        with self._door:
            if self._closed:
                raise StoreError("The desk was closed while something was still to be written.", "Open it again.")
            self._jobs.put((work, result))
        try:
            return result.result()
        except BaseException:
            # Interrupted while waiting (Ctrl+C): what has not begun must not be done behind the person's back.
            result.cancel()
            raise

    @property
    def closed(self) -> bool:
        """Whether the desk was closed, so that nothing can be read any more."""
        return self._closed

    def read(self) -> sqlite_utils.Database:
        """Return this thread's own connection for reading; it refuses to change anything.

        Raises:
            StoreError: when the file cannot be opened any more.
        """
        if self._closed:
            raise StoreError("The desk was closed while something was still to be read.", "Open it again.")
        reader: _Reader | None = getattr(self._readers, "reader", None)
        if reader is None:
            wait = self._busy_timeout
            reader = _Reader(retry(lambda: connect(self.path, busy_timeout=wait, read_only=True), wait))
            self._readers.reader = reader
        return reader.db

    def backup(self, target: Path) -> None:
        """Copy the database as it stands, also while it is written.

        Raises:
            StoreError: when the copy cannot be written.
        """
        copy_database(self.path, target)

    def close(self) -> None:
        """Finish what is being written and give the file back; repeating it is harmless.

        Connections of other threads are closed when those threads end.
        """
        with self._door:
            if self._closed:
                return
            self._closed = True
            self._jobs.put(None)
        self._thread.join()
        self._readers.reader = None
        self._writer.close()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            work, result = job
            if not result.set_running_or_notify_cancel():
                continue
            try:
                result.set_result(self._transact(work))
            except BaseException as error:  # noqa: BLE001 - handed to the thread that waits for it
                result.set_exception(error)
            # Nothing of a finished job may be kept alive while the queue is empty.
            del job, work, result

    def _transact(self, work: Callable[[sqlite_utils.Database], T]) -> T:
        db = self._writer
        try:
            db.execute("BEGIN IMMEDIATE")
            self._refuse_changed_version()
            outcome = work(db)
            # Fails where the work has ended the transaction by itself, which is a defect.
            db.execute("COMMIT")
        except BaseException as error:
            db.rollback()
            if isinstance(error, sqlite3.IntegrityError):
                raise StoreError(f"The database {self.path} refused a change: {error}.") from error
            raise
        return outcome

    def _refuse_changed_version(self) -> None:
        if version_of(self._writer) != self._version:
            raise StoreError(
                f"A newer Dabir has changed {self.path} while this one was open.", "Close this one and start again."
            )
