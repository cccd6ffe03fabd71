"""The record as a whole: verification of the log with all it vouches for, and its export as evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import sqlite_utils

from dabir.approval import keys
from dabir.approval.evidence import Kind, Scope, Seals, write_evidence
from dabir.approval.evidence_check import verify_evidence
from dabir.approval.note import TreeHead, VerifierKey
from dabir.approval.verify import Verdict, verify
from dabir.approval.walk import ABOUT_EDITORS
from dabir.approval.witnessing import Witnessed
from dabir.domain.decision import Decision
from dabir.domain.errors import DabirError, InputRefused, KeyLocked, NotFound, RecordBroken
from dabir.store import decisions, originals, texts
from dabir.store.database import Database
from dabir.workflow import whole_files
from dabir.workflow.record import checkpoint_file
from dabir.workflow.record.checkpoints import Checkpoints

#: Handed to the verifier in place of bytes that no longer have their hash: it names the entry that vouches for them.
_CHANGED = b"changed"


class Record:
    """Proves, or disproves, that the log is whole and that it speaks of what is stored."""

    def __init__(self, database: Database, folder: Path, checkpoints: Checkpoints) -> None:
        """Work on a database and the folder of keys beside it.

        Args:
            database: the desk's store.
            folder: where keys and the last checkpoint lie.
            checkpoints: those that were remembered, and their witnesses.
        """
        self._database = database
        self._folder = folder
        self._checkpoints = checkpoints

    def entries(self) -> Iterator[Decision]:
        """Return the log from its first entry."""
        return decisions.entries(self._database.read())

    def size(self) -> int:
        """Return the number of entries."""
        return decisions.count(self._database.read())

    def verify(self) -> Verdict:
        """Check every signature and hash of the log, and re-hash the originals and texts it names.

        Every checkpoint that was remembered has to fit, too.

        Returns:
            The verdict, naming the first bad entry.
        """
        db = self._database.read()
        try:
            checkpoint = checkpoint_file.load(self._folder)
            device_public_key = self._device_public_key()
            # Pinned by the key files: a source that the database cannot change.
            known = keys.known_keys(self._folder)
            seen = [] if device_public_key is None else self._checkpoints.own()
            witnessed = self._checkpoints.witnessed() if seen else ()
        except (RecordBroken, KeyLocked, NotFound) as error:
            return Verdict(ok=False, entries=0, first_bad=None, reason=str(error))
        verdict = verify(
            decisions.entries(db),
            device_public_key=device_public_key,
            checkpoint=checkpoint,
            editors=known,
            original_of=lambda sha256: _original(db, sha256),
            text_of=lambda sha256: _text(db, sha256),
            seen=[TreeHead.read(note.text) for note in seen],
        )
        return replace(verdict, witnessed=witnessed) if verdict.ok else verdict

    def state(self) -> str:
        """Return in words how far the log is sealed, and what witnesses have seen of it."""
        try:
            head = TreeHead.read(self._checkpoints.last().text)
            witnessed = self._checkpoints.witnessed()
        except DabirError as error:
            return str(error)
        return f"{_sealed(head)} {witness_words(witnessed, head.size)}"

    def export(self, path: Path, scope: Scope = Scope()) -> int:  # noqa: B008 - frozen
        """Write the log, or the part about a story or a day, into one file for an auditor.

        Args:
            path: where to.
            scope: what is wanted. For a day, also what was decided before about the stories of that day.

        Returns:
            The number of entries in it.

        Raises:
            NotFound: when there is no log yet, or nothing in it about that story or day.
            RecordBroken: when the log is not what its last checkpoint was signed over, or an original was changed.
            StoreError: when the file cannot be written.
        """
        checkpoint = self._checkpoints.last()
        size = TreeHead.read(checkpoint.text).size
        db = self._database.read()
        places = _places(db, scope, size)
        seals = Seals(
            log=self._checkpoints.key(),
            checkpoint=checkpoint,
            witnessed=[
                note
                for note in self._checkpoints.cosigned()
                if note.text != checkpoint.text and 0 < TreeHead.read(note.text).size <= size
            ],
            witnesses=self._checkpoints.witnesses.keys(),
        )
        self._checkpoints.remember(checkpoint)
        with whole_files.replacing(path) as part, part.open("w+b") as file:
            return write_evidence(
                file,
                decisions.entries(db),
                scope=scope,
                places=places,
                seals=seals,
                device=keys.device_key(self._folder, create=False),
                original_of=lambda sha256: originals.get(db, sha256).data,
                text_of=lambda sha256: _stored_text(db, sha256),
            )

    def _device_public_key(self) -> str | None:
        try:
            return keys.device_key(self._folder, create=False).public_key
        except NotFound:
            return None


def verify_file(file: Path, key: str = "") -> Verdict:
    """Check an exported record, with nothing but the file.

    Args:
        file: the file.
        key: key of the log as the desk told it another way; "" takes the file's own word.

    Raises:
        InputRefused: when the file cannot be read or is no exported record, or the key is none.
    """
    try:
        log = VerifierKey.read(key.strip()) if key else None
    except RecordBroken as error:
        raise InputRefused(error.message, "It is the line that “dabir log key” shows on the other desk.") from error
    try:
        with file.open("rb") as opened:
            return verify_evidence(opened, log=log)
    except OSError as error:
        raise InputRefused(f"{file} cannot be read: {error.strerror}.") from error


def witness_words(witnessed: Sequence[Witnessed], size: int) -> str:
    """Return in words what witnesses have seen of a log.

    Args:
        witnessed: the furthest each has seen.
        size: number of entries of the log.
    """
    if not witnessed:
        return "No witness has seen it."
    told = [
        f"{one.whose} has seen the first {one.size:,}, on {one.time.astimezone():%Y-%m-%d %H:%M}."
        for one in witnessed
    ]
    left = size - witnessed[0].size
    if left > 0:
        told.append(f"The last {'one' if left == 1 else f'{left:,}'} no witness has seen.")
    return " ".join(told)


def _sealed(head: TreeHead) -> str:
    return f"Sealed by this device: {head.size:,} {'entry' if head.size == 1 else 'entries'}."


def _places(db: sqlite_utils.Database, scope: Scope, size: int) -> list[int] | None:
    """Return the numbers of the entries wanted; None for all."""
    if scope.kind is Kind.ALL:
        return None
    if scope.kind is Kind.STORY:
        found = decisions.places_of_story(db, scope.of)
    else:
        found = decisions.places_of_day(db, scope.of)
    if not found:
        raise NotFound(f"The log has nothing about {scope.words}.", "See what it has by: dabir log show")
    found |= decisions.places_of_actions(db, ABOUT_EDITORS)
    return sorted(place for place in found if place < size)


def _stored_text(db: sqlite_utils.Database, sha256: str) -> bytes | None:
    try:
        return texts.get(db, sha256)
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
        return _stored_text(db, sha256)
    except RecordBroken:
        return _CHANGED
