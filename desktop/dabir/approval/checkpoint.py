"""Checkpoints: the device's signed word on how long its record is and how it ends.

A chain without its last entries is still a good chain; only a checkpoint tells that something was cut off. It is
written as one line of canonical JSON. The three things a C2SP tlog-checkpoint needs are all there (origin: `device`,
tree size: `size`, hash: `head`) and are signed apart from their spelling, so a note can be written beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from dabir.approval.jcs import Fields, canonical, moment
from dabir.approval.keys import DeviceKey, is_signed_by
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

    @classmethod
    def make(cls, *, device_key: DeviceKey, size: int, head: str, time: datetime) -> Self:
        """Sign a checkpoint.

        Args:
            device_key: the key of the device whose record it is.
            size: number of entries.
            head: hash of the last one; `chain.GENESIS` for none.
            time: now, with an offset.

        Raises:
            RecordBroken: when the time has no offset.
        """
        draft = cls(device_key.id, size, head, time, "")
        return cls(draft.device, size, head, time, device_key.sign(draft.signed_bytes))

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

    def to_json(self) -> str:
        """Write it as one line of canonical JSON, without the newline."""
        return canonical(self._unsigned() | {"signature": self.signature}).decode("utf-8")

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote; the signature is not checked here.

        Raises:
            RecordBroken: when it is not exactly what `to_json` writes.
        """
        fields = Fields.read(text, CHECKPOINT_KEYS, "The checkpoint")
        checkpoint = cls(
            fields.text("device"),
            fields.number("size"),
            fields.text("head"),
            fields.moment("time"),
            fields.text("signature"),
        )
        if checkpoint.size < 0 or checkpoint.to_json() != text:
            raise RecordBroken("The checkpoint is not as Dabir writes it, so it was changed.")
        return checkpoint
