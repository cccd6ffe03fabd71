"""The record as a whole: verification of the log with all it vouches for, and its export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import sqlite_utils

from dabir.approval import keys
from dabir.approval.export import verify_log, write_log
from dabir.approval.verify import Verdict, verify
from dabir.domain.decision import Decision
from dabir.domain.errors import InputRefused, KeyLocked, NotFound, RecordBroken
from dabir.store import decisions, editors, originals, texts
from dabir.store.database import Database
from dabir.workflow import checkpoint_file

#: Handed to the verifier in place of bytes that no longer have their hash: it names the entry that vouches for them.
_CHANGED = b"changed"


class Record:
    """Proves, or disproves, that the log is whole and that it speaks of what is stored."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Work on a database and the folder of keys beside it."""
        self._database = database
        self._folder = folder

    def entries(self) -> Iterator[Decision]:
        """Return the log from its first entry."""
        return decisions.entries(self._database.read())

    def size(self) -> int:
        """Return the number of entries."""
        return decisions.count(self._database.read())

    def verify(self) -> Verdict:
        """Check every signature and hash of the log, and re-hash the originals and texts it names.

        Returns:
            The verdict, naming the first bad entry.
        """
        db = self._database.read()
        try:
            checkpoint = checkpoint_file.load(self._folder)
            device_public_key = self._device_public_key()
            # Pinned by the key files: a source that the database cannot change.
            known = keys.known_keys(self._folder)
        except (RecordBroken, KeyLocked) as error:
            return Verdict(ok=False, entries=0, first_bad=None, reason=str(error))
        return verify(
            decisions.entries(db),
            device_public_key=device_public_key,
            checkpoint=checkpoint,
            editors=known,
            original_of=lambda sha256: _original(db, sha256),
            text_of=lambda sha256: _text(db, sha256),
        )

    def verify_file(self, file: Path) -> Verdict:
        """Check an exported log; originals and texts are not at hand, and the verdict says so.

        Raises:
            InputRefused: when the file cannot be read or is no exported log.
        """
        try:
            data = file.read_bytes()
        except OSError as error:
            raise InputRefused(f"{file} cannot be read: {error.strerror}.") from error
        return verify_log(data)

    def export(self) -> bytes:
        """Return the whole log with its checkpoint, for an auditor: one JSON object a line.

        Raises:
            NotFound: when nothing has been decided on this desk yet.
        """
        public_key = self._device_public_key()
        if public_key is None:
            raise NotFound("There is no log yet.", "It begins with the first editor's key.")
        enrolled = {editor.name: editor.public_key for editor in editors.all(self._database.read())}
        checkpoint = checkpoint_file.load(self._folder)
        return write_log(self.entries(), checkpoint, enrolled, device_public_key=public_key)

    def _device_public_key(self) -> str | None:
        try:
            return keys.device_key(self._folder, create=False).public_key
        except NotFound:
            return None


def _original(db: sqlite_utils.Database, sha256: str) -> bytes | None:
    try:
        return originals.get(db, sha256).data
    except NotFound:
        return None
    except RecordBroken:
        return _CHANGED


def _text(db: sqlite_utils.Database, sha256: str) -> bytes | None:
    try:
        return texts.get(db, sha256)
    except NotFound:
        return None
    except RecordBroken:
        return _CHANGED
