"""Checkpoints: signed by the device, spelled in one way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.approval.checkpoint import Checkpoint
from dabir.approval.keys import DeviceKey
from dabir.domain.errors import RecordBroken

if TYPE_CHECKING:
    from conftest import Desk


def test_a_checkpoint_survives_its_text(desk: Desk, sealed: Checkpoint) -> None:
    assert Checkpoint.from_json(sealed.to_json()) == sealed
    assert sealed.is_signed_by(desk.device_key.public_key)


def test_another_device_did_not_sign_it(sealed: Checkpoint, another_device: DeviceKey) -> None:
    assert not sealed.is_signed_by(another_device.public_key)


@pytest.mark.parametrize(
    "change",
    [
        {"size": 1},
        {"head": "f" * 64},
        {"device": "device-000000000000"},
        {"time": datetime(2026, 3, 23, tzinfo=UTC)},
        {"signature": "0" * 128},
        {"signature": ""},
    ],
)
def test_no_field_can_be_changed(desk: Desk, sealed: Checkpoint, change: dict[str, object]) -> None:
    changed = replace(sealed, **change)  # type: ignore[arg-type]
    assert not changed.is_signed_by(desk.device_key.public_key)


@settings(max_examples=60)
@given(data=st.data())
def test_no_byte_of_its_text_can_be_changed(desk: Desk, sealed: Checkpoint, data: st.DataObject) -> None:
    text = bytearray(sealed.to_json().encode())
    text[data.draw(st.integers(0, len(text) - 1))] ^= data.draw(st.integers(1, 127))
    try:
        changed = Checkpoint.from_json(text.decode())
    except RecordBroken:
        return
    assert not changed.is_signed_by(desk.device_key.public_key)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "{"])
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(RecordBroken):
        Checkpoint.from_json(text)


def test_a_negative_size_or_an_extra_space_is_refused(sealed: Checkpoint) -> None:
    for text in (replace(sealed, size=-1).to_json(), sealed.to_json() + "\n", sealed.to_json().replace(":", ": ", 1)):
        with pytest.raises(RecordBroken):
            Checkpoint.from_json(text)


def test_a_time_without_offset_cannot_be_signed(desk: Desk) -> None:
    with pytest.raises(RecordBroken, match="offset"):
        Checkpoint.make(device_key=desk.device_key, size=0, head="0" * 64, time=datetime(2026, 3, 21))  # noqa: DTZ001
