"""Checkpoints that go out to witnesses, come back, and are remembered; and witnessing those of other desks.

One file goes and comes back: `request` writes it here, `witness` cosigns it on the other desk, `take_back` keeps
what came back. Whatever left this desk is remembered for ever, so that a log that does not continue it is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import sqlite_utils

from dabir.approval import keys
from dabir.approval.canonical import line_of
from dabir.approval.keys import DeviceKey
from dabir.approval.merkle import leaf_hash, prove
from dabir.approval.note import Note, Signature, TreeHead, VerifierKey, witnesses
from dabir.approval.verify import head_of, log_key
from dabir.approval.witnessing import Request, Witnessed, coverage, examine
from dabir.domain.errors import InputRefused, NotFound, RecordBroken
from dabir.store import decisions, tree
from dabir.store.database import Database
from dabir.store.tree import SeenCheckpoint
from dabir.workflow import whole_files
from dabir.workflow.record import checkpoint_file
from dabir.workflow.record.witnesses import Witness, Witnesses

_REMEDY = "Check it with: dabir log verify"


@dataclass(frozen=True, slots=True)
class Seen:
    """What this desk has witnessed.

    Attributes:
        whose: name of the other desk.
        size: number of its entries.
        before: how many it had when it was seen last; 0 for never.
    """

    whose: str
    size: int
    before: int


class Checkpoints:
    """Sends, witnesses and remembers checkpoints."""

    def __init__(self, database: Database, folder: Path, witnesses: Witnesses, clock: Callable[[], datetime]) -> None:
        """Work on a database and the folder of keys.

        Args:
            database: the desk's store.
            folder: where the device's key and its last checkpoint lie.
            witnesses: the other desks whose keys are known.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._folder = folder
        self._clock = clock
        self.witnesses = witnesses

    def key(self) -> VerifierKey:
        """Return the key of this desk's log, which other desks add as that of a witness; made where there is none."""
        return log_key(self._device().public_key)

    def last(self) -> Note:
        """Return the last checkpoint, with the signatures of witnesses that came back for it.

        Raises:
            NotFound: when nothing has been decided on this desk yet.
            RecordBroken: when it cannot be read, or is not by this device.
        """
        checkpoint = checkpoint_file.load(self._folder)
        if checkpoint is None:
            raise NotFound("There is no log yet.", "It begins with the first editor's key.")
        if head_of(checkpoint, self.key()) is None:
            raise RecordBroken("The log's checkpoint is not signed by this device.", _REMEDY)
        return next((note for note in self.own() if note.text == checkpoint.text), checkpoint)

    def own(self) -> list[Note]:
        """Return this desk's own checkpoints that were ever sent, witnessed or exported, the smallest first.

        Raises:
            RecordBroken: when one is not signed by this device any more.
        """
        key, found = self.key(), dict[str, Note]()
        for kept in tree.seen(self._database.read(), key.name):
            note = Note.read(kept.note)
            if head_of(note, key) is None:
                raise RecordBroken("A checkpoint that was remembered is not signed by this device: it was changed.")
            found[note.text] = _joined(found.get(note.text, Note(note.text)), note)
        return list(found.values())

    def witnessed(self) -> tuple[Witnessed, ...]:
        """Return how far each witness has seen this desk's log, the furthest first.

        Raises:
            RecordBroken: when a remembered checkpoint was changed.
        """
        return coverage(self.own(), self.witnesses.keys())

    def cosigned(self) -> list[Note]:
        """Return the own checkpoints that a witness who counts has signed, the smallest first."""
        known = self.witnesses.keys()
        return [note for note in self.own() if witnesses(note, known)]

    def remember(self, note: Note) -> None:
        """Keep a checkpoint for ever."""
        head = TreeHead.read(note.text)
        seen = SeenCheckpoint(head.origin, head.size, str(note), self._clock())
        self._database.write(lambda db: tree.remember(db, seen))

    def request(self, path: Path, since: int | None = None) -> Request:
        """Write the file that goes to a witness.

        Args:
            path: where to.
            since: size that the witness has seen last; None for the largest that any witness has signed.

        Raises:
            NotFound: when there is no log yet.
            InputRefused: when the log never had this size.
            RecordBroken: when the log is not the one its last checkpoint was signed over.
            StoreError: when the file cannot be written.
        """
        checkpoint = self.last()
        head = TreeHead.read(checkpoint.text)
        old = max((one.size for one in self.witnessed()), default=0) if since is None else since
        if not 0 <= old <= head.size:
            raise InputRefused(
                f"The log has {head.size} entries, so nobody can have seen {old}.",
                "If a witness has, this desk's log was cut or put back. " + _REMEDY,
            )
        proof = self._proof(head, old) if 0 < old < head.size else ()
        made = Request(old, proof, checkpoint)
        self.remember(checkpoint)
        _write(path, made)
        return made

    def witness(self, path: Path) -> Seen:
        """Look at the checkpoint of another desk and cosign it, in the same file.

        Raises:
            InputRefused: when it is no such file, or the proof begins elsewhere; the remedy is the command to give.
            NotFound: when the other desk's key is not known.
            RecordBroken: when the log was shortened, rewritten or forked; nothing is signed then.
        """
        request = _read(path)
        head = request.head
        whose = self.witnesses.of_log(head.origin)
        device = self._device()

        def work(db: sqlite_utils.Database) -> tuple[Note, int]:
            last = _largest(tree.seen(db, head.origin), whose)
            examine(request, whose.log, last)
            name = log_key(device.public_key).name
            note = request.checkpoint.cosigned_by(device, name, self._clock())
            tree.remember(db, SeenCheckpoint(head.origin, head.size, str(note), self._clock()))
            return note, last.size if last else 0

        # Remembered before the signature is given away.
        note, before = self._database.write(work)
        _write(path, replace(request, checkpoint=note))
        return Seen(whose.name, head.size, before)

    def take_back(self, path: Path) -> tuple[Witnessed, ...]:
        """Keep what a witness has signed.

        Returns:
            Who has seen it, and when.

        Raises:
            InputRefused: when it is no such file, or nobody who counts as a witness has signed it.
            RecordBroken: when it is not a checkpoint of this desk's log as it is now; it is remembered all the same.
        """
        note = _read(path).checkpoint
        key = self.key()
        head = head_of(note, key)
        if head is None:
            raise InputRefused(f"{path} is not a checkpoint of this desk, {key.name}.", "Choose the file you sent.")
        found = coverage([note], self.witnesses.keys())
        if not found:
            raise InputRefused(
                f"No witness has signed {path} yet.",
                "On the other desk: dabir log witness FILE. Its key has to be in an agreement, or added here by: "
                "dabir log witnesses add NAME KEY",
            )
        # Signed by this device, so it is remembered whatever it says: should it not fit, that is the proof of it.
        self.remember(note)
        self._require_own(head)
        return found

    def _require_own(self, head: TreeHead) -> None:
        try:
            own = prove(self.leaves(), head.size).root
        except ValueError:
            own = None
        if own != head.root:
            raise RecordBroken(
                f"This device has signed two logs: the witnesses have seen {head.size} entries, root "
                f"{head.root.hex()}, which is not what this desk has.",
                "The desk was put back to an older copy, its log was rewritten, or the device's key is used "
                f"elsewhere. Keep the file. {_REMEDY}",
            )

    def _proof(self, head: TreeHead, old: int) -> tuple[bytes, ...]:
        try:
            proofs = prove(self.leaves(), head.size, sizes=(old,))
        except ValueError as error:
            raise RecordBroken("The log was cut.", _REMEDY) from error
        if proofs.root != head.root:
            raise RecordBroken("The log is not the one that its last checkpoint was signed over.", _REMEDY)
        return proofs.consistency[old]

    def leaves(self) -> Iterator[bytes]:
        """Return the hashes of the log's leaves."""
        return (leaf_hash(line_of(entry)) for entry in decisions.entries(self._database.read()))

    def _device(self) -> DeviceKey:
        return keys.device_key(self._folder, create=decisions.last(self._database.read()) is None)


def _joined(one: Note, other: Note) -> Note:
    """Return a note with the signatures of both."""
    signatures: dict[Signature, None] = dict.fromkeys((*one.signatures, *other.signatures))
    return replace(one, signatures=tuple(signatures))


def _largest(seen: Iterable[SeenCheckpoint], whose: Witness) -> TreeHead | None:
    """Return what the largest checkpoint said that was seen of another desk's log."""
    heads = [head_of(Note.read(one.note), whose.log) for one in seen]
    return max((head for head in heads if head), key=lambda head: head.size, default=None)


def _read(path: Path) -> Request:
    try:
        text = whole_files.read(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputRefused(f"{path} is no checkpoint on its way to a witness.") from error
    return Request.read(text)


def _write(path: Path, request: Request) -> None:
    with whole_files.replacing(path) as part:
        part.write_text(str(request), "utf-8", newline="\n")
