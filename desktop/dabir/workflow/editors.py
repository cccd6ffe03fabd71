"""The editors of a desk and their keys: enrolled, unlocked, revoked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import sqlite_utils

from dabir.approval import chain, keys
from dabir.approval.keys import Signer
from dabir.domain.errors import NotAllowed, NotFound
from dabir.domain.listing import Editor
from dabir.store import decisions, editors
from dabir.store.database import Database
from dabir.workflow.ledger import Ledger


class Editors:
    """Keeps the editors' keys; who may decide stands in the log."""

    def __init__(self, database: Database, folder: Path, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        """Work on a database and a folder of keys.

        Args:
            database: the desk's store.
            folder: where private keys lie.
            ledger: the log.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._folder = folder
        self._ledger = ledger
        self._clock = clock

    def all(self) -> list[Editor]:
        """Return everyone who ever had a key on this desk."""
        return editors.all(self._database.read())

    def has(self, name: str) -> bool:
        """Whether somebody by this name has a key here."""
        return any(editor.name == name for editor in self.all())

    def enroll(self, name: str, passphrase: str) -> Editor:
        """Make an editor's key and enter its public half in the log.

        Raises:
            NotAllowed: when the name is taken.
            InputRefused: when name or passphrase will not do.
        """
        if self.has(name):
            raise NotAllowed(f"An editor named {name} has a key already.", "Choose another name.")
        signer = self._new_or_left_key(name, passphrase)
        editor = Editor(name, signer.public_key, self._clock())

        def work(db: sqlite_utils.Database) -> None:
            editors.add(db, editor)
            device = self._ledger.device(db).id
            previous = decisions.last(db)
            entry = chain.make_enrolment(previous=previous, time=editor.enrolled, device=device, signer=signer)
            self._ledger.add(db, entry)

        self._ledger.commit(work)
        return editor

    def _new_or_left_key(self, name: str, passphrase: str) -> Signer:
        """Make a key, or take the one that an enrolment cut off by a crash has left behind."""
        if not keys.key_file(self._folder, name).exists():
            keys.make_key(self._folder, name, passphrase)
        return keys.unlock(self._folder, name, passphrase)

    def unlock(self, name: str, passphrase: str) -> Signer:
        """Unlock an editor's key.

        Raises:
            NotFound: when nobody by this name has a key.
            NotAllowed: when the key was revoked.
            KeyLocked: when the passphrase is wrong.
        """
        editor = next((editor for editor in self.all() if editor.name == name), None)
        if editor is None:
            raise NotFound(f"No editor named {name} has a key on this desk.", "Make one with: dabir editors add NAME")
        if editor.revoked:
            raise NotAllowed(f"The key of {name} was revoked at {editor.revoked.isoformat()}.")
        return keys.unlock(self._folder, name, passphrase)

    def revoke(self, name: str, reason: str = "") -> None:
        """Take an editor's right to decide; earlier decisions stay good. The device signs, since keys get lost.

        Raises:
            NotFound: when nobody by this name has a key.
        """
        if not self.has(name):
            raise NotFound(f"No editor named {name} has a key on this desk.")

        def work(db: sqlite_utils.Database) -> None:
            editors.revoke(db, name, self._clock())
            entry = chain.make_revocation(
                previous=decisions.last(db),
                time=self._clock(),
                device_key=self._ledger.device(db),
                editor=name,
                note=reason,
            )
            self._ledger.add(db, entry)

        self._ledger.commit(work)
