"""The log's one way in: entries are signed, chained and kept with the change they bring, in one transaction.

With each entry the Merkle tree grows. After the transaction the device signs how far the log has come; before the
next one it is made sure that the log still is what was signed, so that an entry never covers the traces of a change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import sqlite_utils

from dabir.approval import chain, keys
from dabir.approval.canonical import line_of
from dabir.approval.checkpoint import Checkpoint
from dabir.approval.keys import DeviceKey, Signer
from dabir.approval.merkle import Frontier, leaf_hash
from dabir.approval.note import Note, TreeHead
from dabir.approval.verify import head_of, log_key
from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import NotAllowed, RecordBroken
from dabir.store import decisions, editors, tree
from dabir.store.database import Database
from dabir.workflow.record import checkpoint_file

T = TypeVar("T")

_REMEDY = (
    "Decide nothing more on this desk. Check it with: dabir log verify. A backup of the desk tells what was there."
)


@dataclass(slots=True)
class _Book:
    """What an entry is added to, held in memory for the length of one transaction.

    The database is asked once for it, and not for each of the thousands of entries that one act may bring. Only the
    writer's thread has it, so nobody else can add an entry meanwhile.
    """

    device: DeviceKey
    last: Decision | None
    grown: Frontier
    revoked: dict[str, bool] = field(default_factory=dict)

    def take(self, entry: Decision) -> None:
        """Follow an entry that was added."""
        self.grown.add(leaf_hash(line_of(entry)))
        self.last = entry
        if entry.action is Action.REVOKE_EDITOR:
            self.revoked.clear()

    def is_revoked(self, db: sqlite_utils.Database, name: str) -> bool:
        """Tell whether an editor's key was revoked."""
        if name not in self.revoked:
            self.revoked[name] = editors.get(db, name).revoked is not None
        return self.revoked[name]


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
        self._book: _Book | None = None

    def commit(self, work: Callable[[sqlite_utils.Database], T]) -> T:
        """Run a transaction that appends entries, and sign the checkpoint after it.

        Args:
            work: changes the database and calls `append`; all of it is kept, or nothing.

        Returns:
            What `work` returned.

        Raises:
            RecordBroken: when the log is not what its last checkpoint was signed over; nothing is appended then.
        """

        def guarded(db: sqlite_utils.Database) -> T:
            grown = self._unbroken(db)
            self._book = _Book(self.device(db), decisions.last(db), grown)
            try:
                outcome = work(db)
                tree.put_frontier(db, self._book.grown.to_bytes())
            finally:
                self._book = None
            return outcome

        done = self._database.write(guarded)
        self._mark()
        return done

    def append(
        self, db: sqlite_utils.Database, signer: Signer, action: Action, subject: Subject, note: str = ""
    ) -> Decision:
        """Sign an entry and add it, within the work of `commit`.

        Raises:
            NotAllowed: when the editor's key was revoked while it lay unlocked in memory.
            InputRefused: when the note cannot be recorded.
        """
        book = self._open_book()
        if signer.public_key != book.device.public_key and book.is_revoked(db, signer.name):
            raise NotAllowed(f"The key of {signer.name} was revoked.", "Another editor has to decide.")
        entry = chain.make_entry(
            previous=book.last,
            time=self._clock(),
            device=book.device.id,
            signer=signer,
            action=action,
            subject=subject,
            note=note,
        )
        self.add(db, entry)
        return entry

    def append_all(
        self, db: sqlite_utils.Database, signer: Signer, acts: Iterable[tuple[Action, Subject, str]]
    ) -> list[Decision]:
        """Sign many entries and add them, within the work of one `commit`: all of them are kept, or none.

        Args:
            db: the writer's connection.
            signer: the editor's unlocked key.
            acts: what is decided about what, with the note of each, in order.

        Raises:
            NotAllowed: when the editor's key was revoked.
            InputRefused: when a note cannot be recorded.
        """
        return [self.append(db, signer, action, subject, note) for action, subject, note in acts]

    def add(self, db: sqlite_utils.Database, entry: Decision) -> None:
        """Add an entry that is signed already, within the work of `commit`."""
        book = self._open_book()
        decisions.append(db, entry)
        book.take(entry)

    def _open_book(self) -> _Book:
        if self._book is None:
            raise RuntimeError("entries are added within the work of Ledger.commit only")
        return self._book

    def device(self, db: sqlite_utils.Database) -> DeviceKey:
        """Return this device's key, made with the first entry; a key lost later is told, not replaced."""
        return keys.device_key(self._folder, create=decisions.last(db) is None)

    def upgrade(self) -> None:
        """Sign a checkpoint of today's form in place of one of the form before, if that one is true of the log.

        Raises:
            RecordBroken: when it is not.
        """
        text = checkpoint_file.load_old(self._folder)
        if text is None:
            return
        if checkpoint_file.load(self._folder) is None:
            old = Checkpoint.from_json(text)
            self._database.write(lambda db: self._require_true(db, old))
            self._mark()
        checkpoint_file.remove_old(self._folder)

    def _require_true(self, db: sqlite_utils.Database, old: Checkpoint) -> None:
        last = next(decisions.entries(db, old.size - 1), None) if old.size else None
        head = last.entry_sha256 if last and last.sequence == old.size - 1 else chain.GENESIS
        if not old.is_signed_by(self.device(db).public_key) or head != old.head:
            raise RecordBroken("The log is not the one that its last checkpoint tells of.", _REMEDY)

    def _unbroken(self, db: sqlite_utils.Database) -> Frontier:
        """Return the tree, compared with the last checkpoint. What a crash left unsigned is gone through anew."""
        checkpoint = checkpoint_file.load(self._folder)
        if checkpoint is None:
            if decisions.last(db) is not None:
                raise RecordBroken("The log's checkpoint is gone: the log may have been cut or replaced.", _REMEDY)
            # From here on a log without a checkpoint is a broken one, even if a crash follows at once.
            self._sign(db, Frontier())
            return Frontier()
        head = head_of(checkpoint, log_key(self.device(db).public_key))
        grown = self._tree(db)
        covered = _tree_of(db, head.size) if head and grown.size > head.size else grown
        if head is None or (covered.size, covered.root) != (head.size, head.root):
            raise RecordBroken("The log is not the one that its last checkpoint was signed over.", _REMEDY)
        return grown

    def _tree(self, db: sqlite_utils.Database) -> Frontier:
        """Return the tree over the log as it stands; built anew where it was not kept with it."""
        last = decisions.last(db)
        size = last.sequence + 1 if last else 0
        try:
            kept = Frontier.from_bytes(tree.frontier(db))
        except ValueError:
            return _tree_of(db, size)
        return kept if kept.size == size else _tree_of(db, size)

    def _mark(self) -> None:
        """Sign how far the chain has come, outside the database, so that a shortened chain is noticed.

        Under the write lock, so that two processes cannot leave the older checkpoint last.
        """

        def work(db: sqlite_utils.Database) -> None:
            self._sign(db, self._tree(db))

        self._database.write(work)

    def _sign(self, db: sqlite_utils.Database, grown: Frontier) -> None:
        device = self.device(db)
        name = log_key(device.public_key).name
        checkpoint = Note(TreeHead(name, grown.size, grown.root).text).signed_by(device, name)
        checkpoint_file.save(self._folder, checkpoint)


def _tree_of(db: sqlite_utils.Database, size: int) -> Frontier:
    """Build the tree over the first entries of the log."""
    grown = Frontier()
    for entry in decisions.entries(db):
        if grown.size == size:
            break
        grown.add(leaf_hash(line_of(entry)))
    return grown
