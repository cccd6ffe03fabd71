"""The editors of a desk and their keys: enrolled, unlocked, changed, taken to another workstation, revoked."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import sqlite_utils

from dabir.approval import chain, keys
from dabir.approval.keys import Signer
from dabir.domain.decision import Action
from dabir.domain.errors import InputRefused, NotAllowed, NotFound
from dabir.domain.listing import Editor
from dabir.domain.role import Role
from dabir.store import decisions, editors
from dabir.store.database import Database
from dabir.workflow.people import roles
from dabir.workflow.record.ledger import Ledger


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

    def enroll(self, name: str, passphrase: str, role: Role | None = None, by: Signer | None = None) -> Editor:
        """Make an editor's key and enter its public half in the log.

        Args:
            name: the editor's name.
            passphrase: unlocks his key; at least 8 characters.
            role: what he is to be; None for what the record makes of a newcomer (`dabir.approval.roles`).
            by: the chief's unlocked key, needed to give a role.

        Raises:
            NotAllowed: when the name is taken, or a role is asked for and no chief gives it.
            InputRefused: when name or passphrase will not do.
        """
        if self.has(name):
            raise NotAllowed(f"An editor named {name} has a key already.", "Choose another name.")
        if role is not None:
            if by is None:
                raise NotAllowed(f"Only the chief may make {name} {role.value}.", "Unlock the chief's key first.")
            roles.require(self._database.read(), by.name, Action.ROLE)
        return self._enter(self._new_or_left_key(name, passphrase), role, by)

    def _enter(self, signer: Signer, role: Role | None = None, by: Signer | None = None) -> Editor:
        """Bring a key into the log."""
        editor = Editor(signer.name, signer.public_key, self._clock())

        def work(db: sqlite_utils.Database) -> None:
            editors.add(db, editor)
            device = self._ledger.device(db).id
            previous = decisions.last(db)
            entry = chain.make_enrolment(previous=previous, time=editor.enrolled, device=device, signer=signer)
            self._ledger.add(db, entry)
            if role is not None and by is not None and roles.roles_in(db).of(editor.name) is not role:
                roles.give(self._ledger, db, editor.name, role, by)

        self._ledger.commit(work)
        return editor

    def _new_or_left_key(self, name: str, passphrase: str) -> Signer:
        """Make a key, or take the one that an enrolment cut off by a crash has left behind."""
        if not keys.key_file(self._folder, name).exists():
            return keys.new_signer(self._folder, name, passphrase)
        return keys.unlock(self._folder, name, passphrase)

    def unlock(self, name: str, passphrase: str) -> Signer:
        """Unlock an editor's key.

        Raises:
            NotFound: when nobody by this name has a key.
            NotAllowed: when the key was revoked.
            KeyLocked: when the passphrase is wrong.
        """
        self._require_good(name)
        return keys.unlock(self._folder, name, passphrase)

    def change_passphrase(self, name: str, passphrase: str, new_passphrase: str) -> None:
        """Have another passphrase unlock an editor's key from now on.

        Raises:
            NotFound: when nobody by this name has a key.
            KeyLocked: when the passphrase is wrong.
            InputRefused: when the new one will not do.
        """
        self._require(name)
        keys.change_passphrase(self._folder, name, passphrase, new_passphrase)

    def export_key(self, name: str, passphrase: str, transfer: str) -> bytes:
        """Return an editor's key in a file for a second workstation.

        Args:
            name: the editor's name.
            passphrase: that of his key.
            transfer: seals the file; he types it on the other workstation.

        Raises:
            NotFound: when nobody by this name has a key.
            NotAllowed: when the key was revoked.
            KeyLocked: when the passphrase is wrong.
            InputRefused: when the transfer passphrase will not do.
        """
        self._require_good(name)
        return keys.export_key(self._folder, name, passphrase, transfer)

    def export_key_to(self, file: Path, name: str, passphrase: str, transfer: str) -> None:
        """Write an editor's key to a new file that only its owner can read (see `export_key`).

        Raises:
            InputRefused: when the file is there already or cannot be written.
        """
        data = self.export_key(name, passphrase, transfer)
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
        except FileExistsError as error:
            raise InputRefused(
                f"{file} is there already.", "Name a new file; a key is never written over."
            ) from error
        except OSError as error:
            raise InputRefused(f"{file} cannot be written: {error.strerror}.") from error

    def import_key(self, data: bytes, transfer: str, passphrase: str) -> Editor:
        """Take an editor's key from another workstation, and enrol him where he is not enrolled yet.

        Args:
            data: the exported file.
            transfer: the passphrase it was exported with.
            passphrase: unlocks the key on this workstation from now on.

        Raises:
            InputRefused: when it is no exported key, or the passphrase will not do.
            NotAllowed: when it is another key than the enrolled one, was revoked, or is here already.
            KeyLocked: when the transfer passphrase is wrong.
        """
        name = keys.transfer_of(data).name
        known = next((editor for editor in self.all() if editor.name == name), None)
        if known is not None and known.revoked:
            raise NotAllowed(f"The key of {name} was revoked at {known.revoked.isoformat()}.")
        expected = known.public_key if known else ""
        if known is None and keys.key_file(self._folder, name).exists():
            # Taken before, and cut off by a crash before the log had it: it is the same key or it is refused.
            expected = keys.public_key_of(self._folder, name)
            if keys.transfer_of(data).public_key == expected:
                return self._enter(keys.unlock(self._folder, name, passphrase))
        signer = keys.import_key(self._folder, data, transfer, passphrase, expected=expected)
        return known or self._enter(signer)

    def revoke(self, name: str, reason: str = "", by: Signer | None = None, *, only_chief: bool = False) -> None:
        """Take an editor's right to decide; earlier decisions stay good. The device signs, since keys get lost.

        Args:
            name: whose.
            reason: for the log.
            by: the unlocked key of the chief who asks for it, or of the editor himself; not needed where no other
                chief is there to ask.
            only_chief: whether it is meant even of the only chief; what that does to the desk is in `Member.missed`.

        Raises:
            NotFound: when nobody by this name has a key.
            NotAllowed: when there is a chief and it is not he who asks; when he is the only chief and that was not
                said to be meant.
        """
        self._require(name)

        def work(db: sqlite_utils.Database) -> None:
            _require_right_to_revoke(db, name, by, only_chief=only_chief)
            editors.revoke(db, name, self._clock())
            asked = f"asked for by {by.name}" if by and by.name != name else ""
            entry = chain.make_revocation(
                previous=decisions.last(db),
                time=self._clock(),
                device_key=self._ledger.device(db),
                editor=name,
                note="; ".join(part for part in (reason, asked) if part),
            )
            self._ledger.add(db, entry)

        self._ledger.commit(work)

    def _require(self, name: str) -> Editor:
        editor = next((editor for editor in self.all() if editor.name == name), None)
        if editor is None:
            raise NotFound(f"No editor named {name} has a key on this desk.", "Make one with: dabir editors add NAME")
        return editor

    def _require_good(self, name: str) -> None:
        editor = self._require(name)
        if editor.revoked:
            raise NotAllowed(f"The key of {name} was revoked at {editor.revoked.isoformat()}.")


def _require_right_to_revoke(db: sqlite_utils.Database, name: str, by: Signer | None, *, only_chief: bool) -> None:
    followed = roles.roles_in(db)
    missed = roles.without_chief(followed, name)
    if missed and not only_chief:
        raise NotAllowed(
            missed,
            f"Make another one chief first: dabir editors role NAME chief --editor “{name}”. Where that cannot be "
            f"done, as after a lost passphrase, say that it is meant: dabir editors revoke “{name}” --only-chief",
        )
    others = [chief for chief in followed.chiefs if chief != name]
    if others and (by is None or by.name not in {name, *others}):
        raise NotAllowed(f"Only the chief may revoke the key of {name}.", f"Ask {', '.join(others)}.")
