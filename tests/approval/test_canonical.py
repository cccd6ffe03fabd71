"""Canonical bytes: one decision, one spelling."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.approval.canonical import entry_hash, from_json, signed_bytes, to_json, unsigned_bytes
from dabir.approval.jcs import Fields
from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import RecordBroken

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NUMBER = st.integers(0, 2**53 - 1)
OFFSET = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIME = st.builds(lambda naive, zone: naive.replace(tzinfo=zone), st.datetimes(), OFFSET)
SUBJECT = st.builds(Subject, TEXT, NUMBER, TEXT, TEXT, TEXT)
DECISION = st.builds(Decision, NUMBER, TIME, TEXT, TEXT, st.sampled_from(Action), SUBJECT, *[TEXT] * 4)

DECISION_MADE = Decision(
    sequence=3,
    time=datetime(2026, 3, 21, 8, 5, tzinfo=timezone(timedelta(hours=3, minutes=30))),
    device="device-0123456789ab",
    editor="Elçin Məmmədov",
    action=Action.APPROVE,
    subject=Subject("urn:newsml:aran.example:1", 2, "0a" * 32, "az", "0b" * 32),
    note="«ə» → «e»؟\n",
    previous="00" * 32,
    signature="0c" * 64,
    entry_sha256="0d" * 32,
)


def test_unsigned_bytes_are_rfc8785_with_sorted_names_and_raw_unicode() -> None:
    expected = (
        '{"action":"approve","device":"device-0123456789ab","editor":"Elçin Məmmədov","format":"dabir.decision.v1",'
        '"note":"«ə» → «e»؟\\n","previous":"'
        + "00" * 32
        + '","sequence":3,"subject":{"original_sha256":"'
        + "0a" * 32
        + '","target_language":"az","text_sha256":"'
        + "0b" * 32
        + '","uri":"urn:newsml:aran.example:1",'
        '"version":2},"time":"2026-03-21T08:05:00+03:30"}'
    )
    assert unsigned_bytes(DECISION_MADE).decode() == expected


def test_entry_hash_is_sha256_of_the_bytes_with_signature() -> None:
    fields = json.loads(unsigned_bytes(DECISION_MADE)) | {"signature": "0c" * 64}
    by_hand = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert signed_bytes(DECISION_MADE) == by_hand
    assert entry_hash(DECISION_MADE) == hashlib.sha256(by_hand).hexdigest()


@given(DECISION)
def test_every_decision_is_written_as_rfc8785_says(decision: Decision) -> None:
    assert unsigned_bytes(decision) == rfc8785.dumps(json.loads(unsigned_bytes(decision)))
    assert to_json(decision).encode() == rfc8785.dumps(json.loads(to_json(decision)))


@pytest.mark.parametrize(
    "change", [{"sequence": 2**53}, {"sequence": True}, {"subject": Subject("u", 2**53, "", "", "")}]
)
def test_number_that_json_cannot_carry_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(RecordBroken):
        unsigned_bytes(replace(DECISION_MADE, **change))  # type: ignore[arg-type]


def test_texts_are_not_normalised() -> None:
    composed, decomposed = (replace(DECISION_MADE, note=note) for note in ("\u00e7", "c\u0327"))
    assert unsigned_bytes(composed) != unsigned_bytes(decomposed)


@settings(max_examples=80)
@given(DECISION)
def test_every_decision_survives_export(decision: Decision) -> None:
    assert from_json(to_json(decision)) == decision


@settings(max_examples=80)
@given(DECISION, DECISION)
def test_two_decisions_never_share_their_bytes(one: Decision, other: Decision) -> None:
    same = (
        replace(one, entry_sha256="") == replace(other, entry_sha256="")
        and one.time.isoformat() == other.time.isoformat()
    )
    assert (signed_bytes(one) == signed_bytes(other)) == same


def _without(field: str) -> str:
    fields = json.loads(to_json(DECISION_MADE))
    del fields[field]
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _with(**changes: object) -> str:
    fields = json.loads(to_json(DECISION_MADE)) | changes
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize("field", sorted(json.loads(to_json(DECISION_MADE))))
def test_a_missing_field_is_refused(field: str) -> None:
    with pytest.raises(RecordBroken, match=field):
        from_json(_without(field))


@pytest.mark.parametrize(
    "line",
    [
        _with(reviewer="no such field"),
        _with(sequence="3"),
        _with(sequence=3.0),
        _with(sequence=True),
        _with(note=None),
        _with(action="publish"),
        _with(format="dabir.decision.v2"),
        _with(time="2026-03-21"),
        _with(time="2026-03-21T08:05:00"),
        _with(time="2026-03-21T08:05:00.000000+03:30"),
        _with(subject=[]),
        _with(subject={"uri": ""}),
        to_json(DECISION_MADE).replace("approve", r"\u0061pprove"),
        to_json(DECISION_MADE).replace('"sequence":3', '"sequence":3,"sequence":3'),
        to_json(DECISION_MADE) + " ",
        " " + to_json(DECISION_MADE),
        "[]",
        "",
        "[" * 100_000,
        "NaN",
    ],
)
def test_a_line_spelled_in_any_other_way_is_refused(line: str) -> None:
    with pytest.raises(RecordBroken):
        from_json(line)


@pytest.mark.parametrize(
    "changes",
    [{"note": "\ud800"}, {"sequence": 2**53}, {"time": datetime(2026, 1, 1)}],  # noqa: DTZ001
)
def test_what_json_cannot_carry_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(RecordBroken):
        unsigned_bytes(replace(DECISION_MADE, **changes))  # type: ignore[arg-type]


def test_the_same_moment_in_another_offset_is_another_record() -> None:
    in_utc = replace(DECISION_MADE, time=DECISION_MADE.time.astimezone(UTC))
    assert in_utc.time == DECISION_MADE.time
    assert unsigned_bytes(in_utc) != unsigned_bytes(DECISION_MADE)


def test_an_act_that_does_not_exist_is_told() -> None:
    with pytest.raises(RecordBroken, match="“publish”, which does not exist"):
        from_json(_with(action="publish"))


def test_a_time_without_offset_names_no_moment() -> None:
    fields = Fields.read('{"at":"2026-03-21T08:05:00"}', frozenset({"at"}), "It")
    with pytest.raises(RecordBroken, match="no offset"):
        fields.moment("at")
