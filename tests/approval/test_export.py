"""An exported record: checked with nothing but the file, and no byte of it can be changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.approval.export import read_log, verify_log, write_log
from dabir.approval.keys import DeviceKey, Signer
from dabir.approval.note import Note
from dabir.domain.decision import Decision
from dabir.domain.errors import InputRefused, RecordBroken

if TYPE_CHECKING:
    from conftest import Desk

Record = tuple[Decision, ...]


@pytest.fixture(scope="module")
def exported(desk: Desk, record: Record, sealed: Note) -> bytes:
    return write_log(record, sealed, desk.pins, device_public_key=desk.device_key.public_key)


def test_an_exported_record_is_good_and_says_what_was_not_checked(exported: bytes, desk: Desk) -> None:
    verdict = verify_log(exported)
    assert (verdict.ok, verdict.entries, verdict.reason) == (True, 8, "")
    told = " ".join(verdict.warnings)
    assert "originals were not at hand" in told
    assert "approved texts were not at hand" in told
    assert desk.device_key.public_key in told


def test_with_keys_originals_and_texts_at_hand_nothing_is_left_unchecked(exported: bytes, desk: Desk) -> None:
    verdict = verify_log(
        exported,
        device_public_key=desk.device_key.public_key,
        editors=desk.pins,
        original_of=desk.kept.get,
        text_of=desk.kept.get,
    )
    assert (verdict.ok, verdict.warnings) == (True, ())


def test_what_was_written_is_read(exported: bytes, desk: Desk, record: Record, sealed: Note) -> None:
    log = read_log(exported)
    assert tuple(log.entries()) == record
    assert (log.checkpoint, log.editors, log.device_public_key) == (sealed, desk.pins, desk.device_key.public_key)


def test_the_file_is_one_json_object_a_line(exported: bytes) -> None:
    lines = exported.decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["format"] for line in lines] == ["dabir.log.v2"] + ["dabir.decision.v1"] * 8


def verdict_of_changed(data: bytes) -> bool:
    try:
        return verify_log(data).ok
    except InputRefused:
        return False


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 100_000), flip=st.integers(1, 255))
def test_no_byte_can_be_changed(exported: bytes, place: int, flip: int) -> None:
    changed = bytearray(exported)
    changed[place % len(changed)] ^= flip
    assert not verdict_of_changed(bytes(changed))


@settings(max_examples=60, deadline=None)
@given(start=st.integers(0, 100_000), length=st.integers(1, 3000))
def test_nothing_can_be_cut_out(exported: bytes, start: int, length: int) -> None:
    start %= len(exported)
    assert not verdict_of_changed(exported[:start] + exported[start + length :])


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 100_000), extra=st.binary(min_size=1, max_size=4))
def test_nothing_can_be_put_in(exported: bytes, place: int, extra: bytes) -> None:
    place %= len(exported) + 1
    assert not verdict_of_changed(exported[:place] + extra + exported[place:])


def test_the_damaged_line_is_the_first_bad_entry(exported: bytes) -> None:
    lines = exported.split(b"\n")
    lines[4] = lines[4].replace(b'"sequence":3', b'"sequence": 3')
    verdict = verify_log(b"\n".join(lines))
    assert (verdict.ok, verdict.first_bad) == (False, 3)
    lines[4] = b"\xff"
    assert verify_log(b"\n".join(lines)).first_bad == 3


def test_a_file_that_lost_its_end_names_the_first_missing_entry(exported: bytes) -> None:
    lines = exported.split(b"\n")
    assert verify_log(b"\n".join(lines[:6]) + b"\n").first_bad == 5
    torn = verify_log(exported[:-1])
    assert (torn.ok, torn.first_bad) == (False, 7)
    assert "ends in the middle" in torn.reason


def test_another_device_than_the_one_asked_for_is_told(exported: bytes, another_device: DeviceKey) -> None:
    verdict = verify_log(exported, device_public_key=another_device.public_key)
    assert (verdict.ok, verdict.first_bad) == (False, 0)


def test_a_key_known_another_way_counts_more_than_the_file(exported: bytes) -> None:
    verdict = verify_log(exported, editors={"سارا رضایی": Signer.generate("x").public_key})
    assert (verdict.ok, verdict.first_bad) == (False, 0)


def test_a_forged_file_of_another_device_fails_where_the_device_is_known(
    desk: Desk, record: Record, another_device: DeviceKey
) -> None:
    forger = replace(desk, device_key=another_device)
    chain = forger.record()
    forged = write_log(chain, forger.checkpoint(chain), desk.pins, device_public_key=another_device.public_key)
    assert verify_log(forged).ok, "nobody can tell from the file alone, hence the warning"
    assert not verify_log(forged, device_public_key=desk.device_key.public_key).ok


def test_editors_left_out_of_the_first_line_are_missed(desk: Desk, record: Record, sealed: Note) -> None:
    for editors in ({}, desk.pins | {"Nigar": hashlib.sha256(b"").hexdigest()}):
        data = write_log(record, sealed, editors, device_public_key=desk.device_key.public_key)
        verdict = verify_log(data)
        assert not verdict.ok
        assert "editors in the file's first line" in verdict.reason


def test_an_export_without_checkpoint_is_bad(desk: Desk, record: Record) -> None:
    data = write_log(record, None, desk.pins, device_public_key=desk.device_key.public_key)
    assert not verify_log(data).ok
    assert read_log(data).checkpoint is None


def test_an_empty_record_can_be_exported(desk: Desk) -> None:
    data = write_log((), desk.checkpoint([]), {}, device_public_key=desk.device_key.public_key)
    assert verify_log(data).ok


@pytest.mark.parametrize("data", [b"", b"\n", b"{}", b'{"format":"dabir.decision.v1"}\n', b"\x00" * 100])
def test_a_foreign_file_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused, match="no log exported by Dabir"):
        verify_log(data)


def test_a_first_line_with_something_more_is_refused(exported: bytes) -> None:
    with pytest.raises(RecordBroken):
        read_log(exported.replace(b'"editors":{', b'"approved":"all","editors":{', 1))
    with pytest.raises(RecordBroken):
        read_log(exported.replace(b'"editors":{', b'"editors":["x"],"other":{', 1))
    for spelled_otherwise in (b'"editors": {', b'"editors":{ '):
        with pytest.raises(RecordBroken, match="first line is not as Dabir writes it"):
            read_log(exported.replace(b'"editors":{', spelled_otherwise, 1))
    with pytest.raises(RecordBroken, match="given twice"):
        read_log(exported.replace(b'"editors":{', b'"editors":{},"editors":{', 1))
    with pytest.raises(RecordBroken, match="no list of names"):
        read_log(b'{"checkpoint":"","device_public_key":"","editors":{"a":1},"format":"dabir.log.v2"}\n')
