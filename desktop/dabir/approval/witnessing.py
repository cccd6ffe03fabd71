"""Witnessing: another desk looks at a checkpoint, makes sure that it continues the last one it saw, and cosigns it.

The file that goes to the witness and comes back has the form of a request to a witness by C2SP tlog-witness
("add-checkpoint"): the size the proof begins at, a consistency proof, an empty line and the checkpoint. The witness
puts its signature (C2SP tlog-cosignature) under the checkpoint in it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from dabir.approval.merkle import HASH_BYTES, is_consistent
from dabir.approval.note import Note, TreeHead, VerifierKey, witnesses
from dabir.domain.errors import InputRefused, RecordBroken

_OLD: Final = re.compile("old (0|[1-9][0-9]{0,17})")
#: Most lines of a proof (tlog-witness).
_LONGEST_PROOF: Final = 63


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What a witness has seen.

    Attributes:
        whose: name of the witness.
        size: so many entries, from the first on, are covered.
        time: when, by the witness's clock.
    """

    whose: str
    size: int
    time: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """A checkpoint on its way to a witness and back.

    Attributes:
        old: size of the earlier checkpoint that the proof begins at; 0 for none.
        proof: the consistency proof.
        checkpoint: with the signatures it has got so far.
    """

    old: int
    proof: tuple[bytes, ...]
    checkpoint: Note

    def __str__(self) -> str:
        lines = "".join(f"{base64.b64encode(one).decode()}\n" for one in self.proof)
        return f"old {self.old}\n{lines}\n{self.checkpoint}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `str` writes; nothing is checked here.

        Raises:
            InputRefused: when it is no such file.
            RecordBroken: when the checkpoint in it was changed.
        """
        head, _, note = text.partition("\n\n")
        first, *lines = head.split("\n")
        found = _OLD.fullmatch(first)
        if not found or len(lines) > _LONGEST_PROOF:
            raise InputRefused(
                "This is no checkpoint on its way to a witness.",
                "Choose a file written by: dabir log checkpoint FILE",
            )
        try:
            proof = tuple(base64.b64decode(line, validate=True) for line in lines)
        except binascii.Error as error:
            raise RecordBroken("The proof in the file was changed.", "Ask for the file again.") from error
        request = cls(int(found[1]), proof, Note.read(note))
        if any(len(one) != HASH_BYTES for one in proof) or str(request) != text:
            raise RecordBroken("The proof in the file was changed.", "Ask for the file again.")
        return request

    @property
    def head(self) -> TreeHead:
        """What the checkpoint says; its signature is not checked.

        Raises:
            RecordBroken: when it is none.
        """
        return TreeHead.read(self.checkpoint.text)


def examine(request: Request, log: VerifierKey, last: TreeHead | None) -> TreeHead:
    """Decide, as a witness, whether a checkpoint may be cosigned.

    Args:
        request: the file.
        log: key of the log it says it is of.
        last: what the largest checkpoint of that log said that was seen before; None for none.

    Returns:
        What the checkpoint says.

    Raises:
        RecordBroken: when it is not signed by the log, or shows that the log was shortened, rewritten or forked.
        InputRefused: when the proof begins at another size than the last one seen; the remedy is the command.
    """
    head = request.head
    if head.origin != log.name or not request.checkpoint.is_signed_by(log):
        raise RecordBroken(
            f"The checkpoint says it is of {head.origin}, but it is not signed by that desk.", "Do not sign it."
        )
    if last is None:
        return head
    both = f"Seen before: {_words(last)}. Now: {_words(head)}."
    if head.size < last.size:
        raise RecordBroken(
            f"The log {head.origin} is shorter than the one seen before: it was cut, or put back. {both}",
            "Do not sign it, and keep the file. If it is only an old file, ask for a new one.",
        )
    if head.size > last.size and last.size and request.old != last.size:
        raise InputRefused(
            f"This desk has last seen the first {last.size} entries of {head.origin}; the proof in the file begins "
            f"at {request.old}.",
            f"Ask the other desk for a new file, by: dabir log checkpoint FILE --since {last.size}",
        )
    proof = request.proof if head.size > last.size > 0 else ()
    if not is_consistent(last.size, head.size, last.root, head.root, proof):
        raise RecordBroken(
            f"The log {head.origin} does not continue the one seen before: it was rewritten, or there are two of it "
            f"(a fork), or the proof in the file was changed. {both}",
            "Do not sign it, keep the file, and have the other desk run: dabir log verify",
        )
    return head


def _words(head: TreeHead) -> str:
    return f"{head.size} entries, root {head.root.hex()}"


def coverage(checkpoints: Iterable[Note], known: Mapping[str, VerifierKey]) -> tuple[Witnessed, ...]:
    """Return how far each witness has seen a log, and when.

    Args:
        checkpoints: of the log, their own signatures checked.
        known: keys of the witnesses that count, by whom they belong to.
    """
    furthest: dict[str, Witnessed] = {}
    for note in checkpoints:
        size = TreeHead.read(note.text).size
        for whose, time in witnesses(note, known).items():
            before = furthest.get(whose)
            if before is None or (size, before.time) > (before.size, time):
                furthest[whose] = Witnessed(whose, size, time)
    return tuple(sorted(furthest.values(), key=lambda one: (-one.size, one.whose)))
