"""Signed notes, and the two kinds of signature a checkpoint carries: the log's own and those of witnesses.

Sources, all of C2SP: signed-note (the envelope and key names), tlog-checkpoint (what the text of a checkpoint says),
tlog-cosignature (what a witness signs: the checkpoint and when it saw it). Any tool that knows these formats can read
and check what Dabir writes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import IntEnum
from typing import Final, Self

from dabir.approval.keys import Signer, is_signed_by
from dabir.approval.merkle import HASH_BYTES
from dabir.domain.errors import RecordBroken

_LINE: Final = re.compile("\u2014 ([^ +\\s]+) ([A-Za-z0-9+/]+={0,2})\n")
_NAME: Final = re.compile(r"[^\s+]+")
_NUMBER: Final = re.compile("0|[1-9][0-9]{0,17}")
_SIGNATURE_BYTES: Final = 64
_LONGEST: Final = 1_000_000


class Kind(IntEnum):
    """Type byte of a signature (signed-note, "Signature types")."""

    LOG = 0x01
    COSIGNATURE = 0x04


def key_id(name: str, kind: Kind, public_key: str) -> bytes:
    """Return the four bytes that tell a verifier which key a signature claims to be by (signed-note).

    Args:
        name: the key's name.
        kind: what it signs.
        public_key: Ed25519, 64 hex digits.
    """
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + bytes.fromhex(public_key)).digest()[:4]


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with its name, as it is handed to whoever checks.

    Attributes:
        name: without spaces and plus signs.
        public_key: Ed25519, 64 hex digits.
        kind: what it signs.
    """

    name: str
    public_key: str
    kind: Kind = Kind.LOG

    @property
    def id(self) -> bytes:
        """The key's four bytes."""
        return key_id(self.name, self.kind, self.public_key)

    def __str__(self) -> str:
        coded = base64.b64encode(bytes([self.kind]) + bytes.fromhex(self.public_key)).decode()
        return f"{self.name}+{self.id.hex()}+{coded}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a key in the form "name+id+base64" (signed-note, "Verifier keys").

        Raises:
            RecordBroken: when it is none, or its id is not that of the key.
        """
        broken = RecordBroken(f"“{text[:80]}” is no verifier key.", "Ask for it again.")
        name, _, rest = text.partition("+")
        number, _, coded = rest.partition("+")
        try:
            data = base64.b64decode(coded, validate=True)
            key = cls(name, data[1:].hex(), Kind(data[0]))
        except (ValueError, IndexError) as error:
            raise broken from error
        if not _NAME.fullmatch(name) or len(data) != 1 + HASH_BYTES or key.id.hex() != number or str(key) != text:
            raise broken
        return key


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line of a note.

    Attributes:
        name: of the key.
        data: key id and signature.
    """

    name: str
    data: bytes

    def __str__(self) -> str:
        return f"\u2014 {self.name} {base64.b64encode(self.data).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text with signatures.

    Attributes:
        text: what is signed; it ends with a newline.
        signatures: in their order.
    """

    text: str
    signatures: tuple[Signature, ...] = ()

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(map(str, self.signatures))}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a signed note; signatures are not checked here.

        Raises:
            RecordBroken: when it is none.
        """
        body, blank, lines = text.rpartition("\n\n")
        found = _LINE.findall(lines)
        if len(text) > _LONGEST or not blank or not found:
            raise RecordBroken("This is no signed note: there are no signatures after the text.")
        try:
            signatures = tuple(Signature(name, base64.b64decode(coded, validate=True)) for name, coded in found)
        except binascii.Error as error:
            raise RecordBroken("A signature of the note is not in base64.") from error
        note = cls(body + "\n", signatures)
        if str(note) != text:
            raise RecordBroken("The note is not written as signed notes are, so it was changed.")
        return note

    def signed_by(self, signer: Signer, name: str) -> Self:
        """Return the note with the signature of a log, under a key name, before all others."""
        data = key_id(name, Kind.LOG, signer.public_key) + bytes.fromhex(signer.sign(self.text.encode()))
        return replace(self, signatures=(Signature(name, data), *self.signatures))

    def cosigned_by(self, signer: Signer, name: str, time: datetime) -> Self:
        """Return the note with a witness's signature after all others.

        Args:
            signer: the witness's key.
            name: its key name.
            time: when the witness saw the checkpoint, with an offset; kept to the second.
        """
        seconds = int(time.timestamp())
        signed = bytes.fromhex(signer.sign(_cosigned(self.text, seconds)))
        data = key_id(name, Kind.COSIGNATURE, signer.public_key) + seconds.to_bytes(8, "big") + signed
        return replace(self, signatures=(*self.signatures, Signature(name, data)))

    def is_signed_by(self, key: VerifierKey) -> bool:
        """Tell whether a good signature by this log's key is on the note."""
        return any(
            len(one.data) == 4 + _SIGNATURE_BYTES
            and is_signed_by(key.public_key, self.text.encode(), one.data[4:].hex())
            for one in self._by(key)
        )

    def witnessed(self, key: VerifierKey) -> datetime | None:
        """Return when a witness has seen the checkpoint, by its good signature; None where there is none."""
        for one in self._by(key):
            seconds, signed = int.from_bytes(one.data[4:12], "big"), one.data[12:]
            good = len(signed) == _SIGNATURE_BYTES and seconds < 1 << 40
            if good and is_signed_by(key.public_key, _cosigned(self.text, seconds), signed.hex()):
                return datetime.fromtimestamp(seconds, UTC)
        return None

    def _by(self, key: VerifierKey) -> Sequence[Signature]:
        return [one for one in self.signatures if one.name == key.name and one.data[:4] == key.id]


def _cosigned(text: str, seconds: int) -> bytes:
    """Return what a witness signs (tlog-cosignature, "Format")."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


@dataclass(frozen=True, slots=True)
class TreeHead:
    """What a checkpoint says (tlog-checkpoint).

    Attributes:
        origin: the log's name.
        size: number of entries.
        root: hash of the tree over them.
    """

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the text of a note.

        Raises:
            RecordBroken: when it is no checkpoint as Dabir writes it, without extension lines.
        """
        broken = RecordBroken("The note is no checkpoint.", "Choose a file that a desk wrote as one.")
        origin, *lines = text.split("\n")
        if len(lines) != 3 or lines[2] or not _NUMBER.fullmatch(lines[0]):
            raise broken
        try:
            head = cls(origin, int(lines[0]), base64.b64decode(lines[1], validate=True))
        except binascii.Error as error:
            raise broken from error
        if not _NAME.fullmatch(origin) or len(head.root) != HASH_BYTES or head.text != text:
            raise broken
        return head


def witnesses(note: Note, known: Mapping[str, VerifierKey]) -> dict[str, datetime]:
    """Return which witnesses have seen a checkpoint, and when.

    Args:
        note: the checkpoint.
        known: keys of the witnesses that count, by whom they belong to.
    """
    seen = {whose: note.witnessed(key) for whose, key in known.items()}
    return {whose: time for whose, time in seen.items() if time is not None}
