"""Entries: numbered, linked, signed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from dabir.approval.canonical import entry_hash, unsigned_bytes
from dabir.approval.chain import GENESIS, NO_SUBJECT, make_entry, make_revocation
from dabir.approval.keys import DeviceKey, is_signed_by
from dabir.domain.decision import Action, Decision
from dabir.domain.errors import InputRefused

if TYPE_CHECKING:
    from conftest import Desk

NOW = datetime(2026, 3, 21, tzinfo=UTC)


def test_each_entry_names_the_one_before(record: tuple[Decision, ...]) -> None:
    assert [entry.sequence for entry in record] == list(range(len(record)))
    assert [entry.previous for entry in record] == [GENESIS, *(entry.entry_sha256 for entry in record[:-1])]


def test_each_entry_is_hashed_and_signed_by_its_editor(desk: Desk, record: tuple[Decision, ...]) -> None:
    for entry in record:
        assert entry.entry_sha256 == entry_hash(entry)
        assert is_signed_by(desk.pins[entry.editor], unsigned_bytes(entry), entry.signature)


def test_enrolment_carries_the_public_key(desk: Desk, record: tuple[Decision, ...]) -> None:
    first = record[0]
    assert (first.action, first.editor, first.note) == (Action.ENROLL, "سارا رضایی", desk.pins["سارا رضایی"])
    assert first.subject == NO_SUBJECT


def test_revocation_is_signed_by_the_device(desk: Desk, record: tuple[Decision, ...]) -> None:
    entry = make_revocation(
        previous=record[-1], time=NOW, device_key=desk.device_key, editor="Elçin Məmmədov", note="Passphrase lost."
    )
    assert (entry.editor, entry.action, entry.note) == ("Elçin Məmmədov", Action.REVOKE_EDITOR, "Passphrase lost.")
    assert is_signed_by(desk.device_key.public_key, unsigned_bytes(entry), entry.signature)


def test_a_time_that_goes_back_is_recorded_as_it_is(desk: Desk, record: tuple[Decision, ...]) -> None:
    early = datetime(2001, 1, 1, tzinfo=UTC)
    chain = desk.entry(list(record), Action.REFUSE, desk.subject(), hours=-10_000)
    assert chain[-1].time < record[-1].time
    entry = make_entry(
        previous=record[-1],
        time=early,
        device=desk.device_key.id,
        signer=desk.editors["سارا رضایی"],
        action=Action.REFUSE,
        subject=desk.subject(),
    )
    assert entry.time == early


def test_a_note_that_cannot_be_recorded_is_refused(desk: Desk, record: tuple[Decision, ...]) -> None:
    with pytest.raises(InputRefused, match="cannot be recorded"):
        desk.entry(list(record), Action.REFUSE, desk.subject(), note="half a letter \ud83d")


def test_an_entry_of_another_device_or_without_offset_is_a_defect(
    desk: Desk, record: tuple[Decision, ...], another_device: DeviceKey
) -> None:
    with pytest.raises(ValueError, match="the chain is that of"):
        make_revocation(previous=record[-1], time=NOW, device_key=another_device, editor="x", note="")
    with pytest.raises(ValueError, match="offset"):
        make_revocation(
            previous=record[-1], time=NOW.replace(tzinfo=None), device_key=desk.device_key, editor="x", note=""
        )
