"""Checkpoints of the form before: read strictly, so that only a true one is taken over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.approval.checkpoint import Checkpoint
from dabir.approval.keys import DeviceKey
from dabir.domain.errors import RecordBroken

DEVICE = DeviceKey(Ed25519PrivateKey.generate())
DRAFT = Checkpoint(DEVICE.id, 8, "ab" * 32, datetime(2026, 3, 22, tzinfo=UTC), "")
OLD = replace(DRAFT, signature=DEVICE.sign(DRAFT.signed_bytes))


def test_what_was_written_is_read() -> None:
    assert Checkpoint.from_json(OLD.text) == OLD
    assert OLD.is_signed_by(DEVICE.public_key)
    assert not OLD.is_signed_by(DeviceKey(Ed25519PrivateKey.generate()).public_key)


@settings(max_examples=60)
@given(data=st.data())
def test_no_byte_of_its_text_can_be_changed(data: st.DataObject) -> None:
    text = bytearray(OLD.text.encode())
    text[data.draw(st.integers(0, len(text) - 1))] ^= data.draw(st.integers(1, 127))
    try:
        changed = Checkpoint.from_json(text.decode())
    except RecordBroken:
        return
    assert not changed.is_signed_by(DEVICE.public_key)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", "{", replace(OLD, size=-1).text, OLD.text + "\n", OLD.text.replace(":", ": ", 1)]
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(RecordBroken):
        Checkpoint.from_json(text)
