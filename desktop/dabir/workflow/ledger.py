"""The log's one way in: entries are signed, chained and kept with the change they bring, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import sqlite_utils

from dabir.approval import chain, keys
from dabir.approval.checkpoint import Checkpoint
from dabir.approval.keys import DeviceKey, Signer
from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import NotAllowed
from dabir.store import decisions, editors
from dabir.store.database import Database
from dabir.workflow import checkpoint_file

T = TypeVar("T")


class Ledger:
    """Appends to this device's chain, and signs after each act how far it has come."""

    def __init__(self, database: Database, folder: Path, clock: Callable[[], datetime]) -> None:
        """Work on a database and a folder of keys.

        Args:
            database: the desk's store.
            folder: where private keys and the checkpoint lie.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._folder = folder
        self._clock = clock

    def commit(self, work: Callable[[sqlite_utils.Database], T]) -> T:
        """Run a transaction that appends entries, and sign the checkpoint after it.

        Args:
            work: changes the database and calls `append`; all of it is kept, or nothing.

        Returns:
            What `work` returned.
        """
        done = self._database.write(work)
        self._mark()
        return done

    def append(
        self, db: sqlite_utils.Database, signer: Signer, action: Action, subject: Subject, note: str
    ) -> Decision:
        """Add an entry within a transaction.

        Raises:
            NotAllowed: when the editor's key was revoked while it lay unlocked in memory.
            InputRefused: when the note cannot be recorded.
        """
        if editors.get(db, signer.name).revoked:
            raise NotAllowed(f"The key of {signer.name} was revoked.", "Another editor has to decide.")
        entry = chain.make_entry(
            previous=decisions.last(db),
            time=self._clock(),
            device=self.device(db).id,
            signer=signer,
            action=action,
            subject=subject,
            note=note,
        )
        decisions.append(db, entry)
        return entry

    def device(self, db: sqlite_utils.Database) -> DeviceKey:
        """Return this device's key, made with the first entry; a key lost later is told, not replaced."""
        return keys.device_key(self._folder, create=decisions.last(db) is None)

    def _mark(self) -> None:
        """Sign how far the chain has come, outside the database, so that a shortened chain is noticed.

        Under the write lock, so that two processes cannot leave the older checkpoint last.
        """

        def work(db: sqlite_utils.Database) -> None:
            last = decisions.last(db)
            if last is not None:
                mark = Checkpoint.make(
                    device_key=self.device(db), size=last.sequence + 1, head=last.entry_sha256, time=self._clock()
                )
                checkpoint_file.save(self._folder, mark)

        self._database.write(work)
