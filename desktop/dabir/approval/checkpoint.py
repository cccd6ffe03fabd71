"""Checkpoints of the form they had before the record was a Merkle tree: read, so that such a desk can go on.

Today's checkpoints are signed notes (`dabir.approval.note`). These were one line of canonical JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from dabir.approval.jcs import Fields, canonical, moment
from dabir.approval.keys import is_signed_by
from dabir.domain.errors import RecordBroken

_FORMAT: Final = "dabir.checkpoint.v1"
CHECKPOINT_KEYS: Final = frozenset({"format", "device", "size", "head", "time", "signature"})


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a device's record had come at a moment.

    Attributes:
        device: identifier of the device.
        size: number of entries.
        head: hash of the last entry (hex); 64 zeros for none.
        time: when, with an offset.
        signature: Ed25519 signature (hex) by the device's key over all of it.
    """

    device: str
    size: int
    head: str
    time: datetime
    signature: str

    def _unsigned(self) -> dict[str, object]:
        return {
            "format": _FORMAT,
            "device": self.device,
            "size": self.size,
            "head": self.head,
            "time": moment(self.time),
        }

    @property
    def signed_bytes(self) -> bytes:
        """The bytes the device signs."""
        return canonical(self._unsigned())

    def is_signed_by(self, public_key: str) -> bool:
        """Tell whether the signature is by the device with this public key (64 hex digits)."""
        return is_signed_by(public_key, self.signed_bytes, self.signature)

    @property
    def text(self) -> str:
        """The line of canonical JSON it was, without the newline."""
        return canonical(self._unsigned() | {"signature": self.signature}).decode("utf-8")

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read such a line; the signature is not checked here.

        Raises:
            RecordBroken: when it is not exactly as it was written.
        """
        fields = Fields.read(text, CHECKPOINT_KEYS, "The checkpoint")
        checkpoint = cls(
            fields.text("device"),
            fields.number("size"),
            fields.text("head"),
            fields.moment("time"),
            fields.text("signature"),
        )
        if checkpoint.size < 0 or checkpoint.text != text:
            raise RecordBroken("The checkpoint is not as Dabir writes it, so it was changed.")
        return checkpoint
