"""A chain never verifies after a change, and the verdict names the first bad entry."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.approval.canonical import entry_hash, unsigned_bytes
from dabir.approval.chain import NO_SUBJECT, make_revocation
from dabir.approval.keys import DeviceKey, Signer
from dabir.approval.note import Note, TreeHead
from dabir.approval.signatures import CHUNK
from dabir.approval.verify import log_key, verify
from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import RecordBroken

if TYPE_CHECKING:
    from conftest import Desk

Record = tuple[Decision, ...]
Resign = Callable[..., list[Decision]]
MODEST = settings(max_examples=40, deadline=None)


def other_text(text: str, data: st.DataObject) -> str:
    """Another text, a near one where there is something to change."""
    if not text:
        return data.draw(st.sampled_from(["x", " ", "0"]))
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from([letter for letter in "0aə ی\n" if letter != text[at]]))
    return data.draw(
        st.sampled_from([text[:at] + letter + text[at + 1 :], text[:at] + text[at + 1 :], text + letter])
    )


def other_value(value: object, data: st.DataObject) -> object:
    if isinstance(value, Action):
        return data.draw(st.sampled_from([action for action in Action if action is not value]))
    if isinstance(value, str):
        return other_text(value, data)
    if isinstance(value, int):
        return value + data.draw(st.integers(-3, 3).filter(bool))
    if isinstance(value, datetime):
        seconds = data.draw(st.integers(-86_400, 86_400).filter(bool))
        return data.draw(st.sampled_from([value + timedelta(seconds=seconds), value.astimezone(UTC)]))
    assert isinstance(value, Subject)
    name = data.draw(st.sampled_from([field.name for field in fields(Subject)]))
    return replace(value, **{name: other_value(getattr(value, name), data)})  # type: ignore[arg-type]


def test_a_whole_record_is_good(desk: Desk, record: Record, sealed: Note) -> None:
    verdict = desk.verdict(list(record), sealed)
    assert (verdict.ok, verdict.entries, verdict.first_bad, verdict.reason, verdict.warnings) == (
        True,
        len(record),
        None,
        "",
        (),
    )


def test_an_empty_record_is_good(desk: Desk) -> None:
    assert desk.verdict([], desk.checkpoint([]), editors=None).ok
    assert desk.verdict([], None, editors=None).ok
    assert desk.verdict([], None, editors=None, device_public_key=None).ok


@MODEST
@given(data=st.data())
def test_a_changed_field_is_named(desk: Desk, record: Record, sealed: Note, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(record) - 1))
    name = data.draw(st.sampled_from([field.name for field in fields(Decision)]))
    changed = list(record)
    changed[at] = replace(record[at], **{name: other_value(getattr(record[at], name), data)})  # type: ignore[arg-type]
    verdict = desk.verdict(changed, sealed)
    assert not verdict.ok
    assert verdict.first_bad == at
    assert f"Entry {at} " in verdict.reason


@MODEST
@given(data=st.data())
def test_a_changed_field_with_its_hash_made_good_is_named(
    desk: Desk, record: Record, sealed: Note, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(record) - 1))
    names = [field.name for field in fields(Decision) if field.name != "entry_sha256"]
    name = data.draw(st.sampled_from(names))
    changed = replace(record[at], **{name: other_value(getattr(record[at], name), data)})  # type: ignore[arg-type]
    verdict = desk.verdict(
        [*record[:at], replace(changed, entry_sha256=entry_hash(changed)), *record[at + 1 :]], sealed
    )
    assert (verdict.ok, verdict.first_bad) == (False, at)


@MODEST
@given(data=st.data())
def test_any_reordering_removal_or_repetition_is_named(
    desk: Desk, record: Record, sealed: Note, data: st.DataObject
) -> None:
    places = data.draw(
        st.lists(st.integers(0, len(record) - 1), max_size=len(record) + 2).filter(
            lambda found: found[: len(record)] != list(range(len(record)))
        )
    )
    expected = next((n for n, place in enumerate(places) if n != place), len(places))
    verdict = desk.verdict([record[place] for place in places], sealed)
    assert (verdict.ok, verdict.first_bad) == (False, expected)


def test_a_repeated_last_entry_is_named(desk: Desk, record: Record, sealed: Note) -> None:
    verdict = desk.verdict([*record, record[-1]], sealed)
    assert (verdict.ok, verdict.first_bad) == (False, len(record))


@pytest.mark.parametrize("left", [0, 1, 2, 7])
def test_a_cut_tail_names_the_first_missing_entry(desk: Desk, record: Record, sealed: Note, left: int) -> None:
    verdict = desk.verdict(list(record[:left]), sealed)
    assert (verdict.ok, verdict.first_bad, verdict.entries) == (False, left, left)
    assert "cut" in verdict.reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"previous": "f" * 64}, "does not follow"), ({"sequence": 3}, "out of its order"), ({"sequence": 1}, "order")],
)
def test_an_entry_its_editor_signed_in_the_wrong_place_is_named(
    desk: Desk, change: dict[str, object], reason: str
) -> None:
    chain = desk.entry(desk.opened(), Action.APPROVE, desk.subject())
    signer = desk.editors[chain[2].editor]
    draft = replace(chain[2], **change)  # type: ignore[arg-type]
    signed = replace(draft, signature=signer.sign(unsigned_bytes(draft)))
    assert reason in bad_at_end(desk, [*chain[:2], replace(signed, entry_sha256=entry_hash(signed))])


def test_a_cut_head_names_entry_0(desk: Desk, record: Record, sealed: Note) -> None:
    assert desk.verdict(list(record[1:]), sealed).first_bad == 0


def test_removing_everything_with_the_checkpoint_is_found_while_editors_are_known(desk: Desk) -> None:
    verdict = desk.verdict([], None)
    assert (verdict.ok, verdict.first_bad) == (False, 0)
    assert "removed or cut" in verdict.reason


def test_removing_the_checkpoint_is_found(desk: Desk, record: Record) -> None:
    verdict = desk.verdict(list(record), None)
    assert (verdict.ok, verdict.first_bad) == (False, len(record))
    assert "removed or cut" in verdict.reason


def test_without_the_device_key_no_record_is_good(desk: Desk, record: Record, sealed: Note) -> None:
    assert not desk.verdict(list(record), sealed, device_public_key=None).ok
    assert not desk.verdict(list(record), None, device_public_key=None).ok
    assert not desk.verdict([], None, device_public_key=None).ok


@pytest.mark.parametrize("line", range(3))
def test_a_changed_checkpoint_is_found(desk: Desk, record: Record, sealed: Note, line: int) -> None:
    lines = sealed.text.split("\n")
    lines[line] = {0: "dabir/device-1", 1: "2", 2: "A" * 43 + "="}[line]
    verdict = desk.verdict(list(record), replace(sealed, text="\n".join(lines)))
    assert not verdict.ok
    assert "checkpoint is not signed" in verdict.reason


def test_a_note_of_the_device_that_is_no_checkpoint_of_its_log_is_found(desk: Desk, record: Record) -> None:
    name = log_key(desk.device_key.public_key).name
    for text in ("all is well\n", desk.head(list(record), "dabir/another").text):
        verdict = desk.verdict(list(record), Note(text).signed_by(desk.device_key, name))
        assert "checkpoint is not signed" in verdict.reason


def test_a_checkpoint_of_no_entries_with_a_root_is_found(desk: Desk) -> None:
    name = log_key(desk.device_key.public_key).name
    odd = Note(TreeHead(name, 0, b"a" * 32).text).signed_by(desk.device_key, name)
    assert desk.verdict([], odd, editors=None).first_bad == 0


def test_a_record_that_does_not_extend_a_checkpoint_seen_before_is_found(
    desk: Desk, record: Record, resign: Resign
) -> None:
    name = log_key(desk.device_key.public_key).name
    seen = [desk.head(list(record[:size]), name) for size in (3, 6)]
    assert desk.verdict(list(record), desk.checkpoint(list(record)), seen=seen).ok
    # Everything is forged: the keys of editors and device are stolen, the checkpoint is signed anew.
    forged = resign([*record[:4], replace(record[4], note="Read twice."), *record[5:]], desk.editors)
    assert desk.verdict(forged, desk.checkpoint(forged)).ok, "the forgery is perfect but for what was seen before"
    verdict = desk.verdict(forged, desk.checkpoint(forged), seen=seen)
    assert (verdict.ok, verdict.first_bad) == (False, 5)
    assert "rewritten" in verdict.reason
    short = list(record[:4])
    assert desk.verdict(short, desk.checkpoint(short), seen=seen).first_bad == 4


def test_a_chain_rewritten_with_another_key_breaks_at_the_enrolment(
    desk: Desk, record: Record, resign: Resign, another_device: DeviceKey
) -> None:
    forged = resign(list(record), {name: Signer.generate(name) for name in desk.editors})
    verdict = desk.verdict(forged, desk.checkpoint(forged))
    assert (verdict.ok, verdict.first_bad) == (False, 0)
    assert "another key" in verdict.reason
    # and where nobody knows the editors' keys, the device's word on the head is still there
    verdict = desk.verdict(forged, desk.checkpoint(list(record)), editors=None)
    assert (verdict.ok, verdict.first_bad) == (False, len(record) - 1)
    assert "rewritten" in verdict.reason


def test_a_chain_rewritten_with_the_editors_key_needs_the_device(
    desk: Desk, record: Record, sealed: Note, resign: Resign, another_device: DeviceKey
) -> None:
    softened = [*record[:2], replace(record[2], note="looked at nothing"), *record[3:]]
    forged = resign(softened, desk.editors)
    assert desk.verdict(forged, desk.checkpoint(forged)).ok, "the forgery is perfect but for the checkpoint"
    verdict = desk.verdict(forged, sealed)
    assert (verdict.ok, verdict.first_bad) == (False, len(record) - 1)
    assert "rewritten" in verdict.reason
    verdict = desk.verdict(forged, desk.checkpoint(forged, key=another_device))
    assert not verdict.ok
    assert "checkpoint is not signed" in verdict.reason


def test_a_rewrite_that_goes_on_past_the_checkpoint_is_found_at_its_size(
    desk: Desk, record: Record, sealed: Note, resign: Resign
) -> None:
    forged = resign([*record[:6], record[7], record[6], record[2]], desk.editors)
    verdict = desk.verdict(forged, sealed)
    assert (verdict.ok, verdict.first_bad) == (False, 7)


def test_a_record_moved_to_another_device_is_bad_from_the_start(
    desk: Desk, record: Record, another_device: DeviceKey
) -> None:
    own = desk.checkpoint(list(record), key=another_device)
    verdict = desk.verdict(list(record), own, device_public_key=another_device.public_key)
    assert (verdict.ok, verdict.first_bad) == (False, 0)
    assert "was made on" in verdict.reason


def test_entries_behind_the_checkpoint_are_good_but_told(desk: Desk, record: Record) -> None:
    verdict = desk.verdict(list(record), desk.checkpoint(list(record[:-1])))
    assert verdict.ok
    assert "covers 7 of 8" in verdict.warnings[0]


def test_nobody_can_add_himself_behind_the_checkpoint(desk: Desk, record: Record, sealed: Note) -> None:
    stranger = {"Stranger": Signer.generate("Stranger")}
    longer = replace(desk, editors=desk.editors | stranger).enrol(list(record), "Stranger")
    verdict = desk.verdict(longer, sealed)
    assert (verdict.ok, verdict.first_bad) == (False, len(record))
    assert "nobody vouches" in verdict.reason
    assert desk.verdict(longer, desk.checkpoint(longer)).ok
    assert desk.verdict(longer, sealed, editors=desk.pins | {"Stranger": stranger["Stranger"].public_key}).ok


def test_an_editor_known_to_the_desk_but_not_to_the_record_is_told(desk: Desk, record: Record, sealed: Note) -> None:
    verdict = desk.verdict(list(record), sealed, editors=desk.pins | {"Nigar": "0" * 64})
    assert verdict.ok
    assert "Nigar" in verdict.warnings[0]


def bad_at_end(desk: Desk, chain: list[Decision]) -> str:
    """Check a chain whose last entry alone is bad; return the reason."""
    assert desk.verdict(chain[:-1], desk.checkpoint(chain[:-1])).ok
    verdict = desk.verdict(chain, desk.checkpoint(chain))
    assert (verdict.ok, verdict.first_bad, verdict.entries) == (False, len(chain) - 1, len(chain) - 1)
    return verdict.reason


def test_an_editor_who_was_never_enrolled_is_named(desk: Desk) -> None:
    chain = desk.entry(desk.enrol([], "سارا رضایی"), Action.APPROVE, desk.subject(), editor="Elçin Məmmədov")
    assert "never enrolled" in bad_at_end(desk, chain)


def test_one_editor_cannot_sign_in_the_name_of_another(desk: Desk) -> None:
    impostor = replace(
        desk,
        editors={"سارا رضایی": desk.device_key.on_behalf_of("سارا رضایی")},
    )
    chain = impostor.entry(desk.opened(), Action.APPROVE, desk.subject())
    assert "not signed by سارا رضایی" in bad_at_end(desk, chain)


def test_a_second_enrolment_is_named(desk: Desk) -> None:
    assert "second time" in bad_at_end(desk, desk.enrol(desk.opened(), "سارا رضایی"))


def test_one_key_under_two_names_is_named(desk: Desk) -> None:
    twin = Signer("Second name", desk.editors["سارا رضایی"]._key)
    chain = replace(desk, editors=desk.editors | {"Second name": twin}).enrol(desk.opened(), "Second name")
    assert "with the key of سارا رضایی" in bad_at_end(desk, chain)


def test_an_enrolment_without_a_key_is_named(desk: Desk, resign: Resign) -> None:
    chain = desk.opened()
    empty = replace(chain[1], note="")
    empty = replace(empty, entry_sha256=entry_hash(empty))
    assert "not signed by" in bad_at_end(desk, [chain[0], empty])


@pytest.mark.parametrize("by_device", [True, False])
def test_a_revoked_editor_signs_nothing_more(desk: Desk, by_device: bool) -> None:
    chain = desk.opened()
    if by_device:
        gone = make_revocation(
            previous=chain[-1], time=chain[-1].time, device_key=desk.device_key, editor="سارا رضایی", note="left"
        )
        chain = [*chain, gone]
    else:
        chain = desk.entry(chain, Action.REVOKE_EDITOR, note="I am leaving.")
    assert desk.verdict(chain, desk.checkpoint(chain)).ok
    chain = desk.entry(chain, Action.APPROVE, desk.subject(), editor="Elçin Məmmədov")
    assert "revoked by entry 2" in bad_at_end(desk, desk.entry(chain, Action.APPROVE, desk.subject()))


def test_one_editor_cannot_revoke_another(desk: Desk) -> None:
    rogue = Signer("سارا رضایی", desk.editors["Elçin Məmmədov"]._key)
    chain = replace(desk, editors={"سارا رضایی": rogue}).entry(desk.opened(), Action.REVOKE_EDITOR)
    assert "not signed by" in bad_at_end(desk, chain)


@pytest.mark.parametrize(
    ("action", "about", "reason"),
    [
        (Action.APPROVE, NO_SUBJECT, "names no story"),
        (Action.KILL, NO_SUBJECT, "names no story"),
        (Action.APPROVE, Subject("urn:x", 1, "", "az", "0" * 64), "names no original"),
        (Action.APPROVE, Subject("urn:x", 1, "0" * 64, "az", ""), "names no text"),
        (Action.REFUSE, Subject("urn:x", 1, "A" * 64, "az", ""), "names no original"),
        (Action.REFUSE, Subject("urn:x", 1, "0" * 64, "az", "A" * 64), "names no text"),
        (Action.REVOKE_EDITOR, Subject("urn:x", 1, "", "", ""), "yet names the story"),
    ],
)
def test_a_subject_that_names_nothing_to_check_is_named(
    desk: Desk, action: Action, about: Subject, reason: str
) -> None:
    assert reason in bad_at_end(desk, desk.entry(desk.opened(), action, about))


def test_a_refusal_without_text_is_good(desk: Desk) -> None:
    chain = desk.entry(desk.opened(), Action.REFUSE, replace(desk.subject(), text_sha256=""))
    assert desk.verdict(chain, desk.checkpoint(chain)).ok


def test_a_release_without_approval_is_named(desk: Desk) -> None:
    assert "does not stand approved" in bad_at_end(desk, desk.entry(desk.opened(), Action.RELEASE, desk.subject()))


@pytest.mark.parametrize(
    "other",
    [
        {"version": 2},
        {"uri": "urn:newsml:aran.example:20260321:1002"},
        {"target_language": "en"},
        {"text_sha256": "of the Persian text"},
    ],
)
def test_the_approval_of_something_else_does_not_count(desk: Desk, other: dict[str, object]) -> None:
    if "text_sha256" in other:
        other = {"text_sha256": desk.subject("", desk.persian).text_sha256}
    chain = desk.entry(desk.opened(), Action.APPROVE, replace(desk.subject(), **other))  # type: ignore[arg-type]
    assert "does not stand approved" in bad_at_end(desk, desk.entry(chain, Action.RELEASE, desk.subject()))


@pytest.mark.parametrize("action", [Action.REVOKE, Action.REFUSE, Action.KILL])
def test_a_release_after_the_approval_ended_is_named(desk: Desk, action: Action) -> None:
    chain = desk.entry(desk.opened(), Action.APPROVE, desk.subject())
    chain = desk.entry(chain, action, desk.subject())
    assert "does not stand approved" in bad_at_end(desk, desk.entry(chain, Action.RELEASE, desk.subject()))
    again = desk.entry(desk.entry(chain, Action.APPROVE, desk.subject()), Action.RELEASE, desk.subject())
    assert desk.verdict(again, desk.checkpoint(again)).ok


@pytest.mark.parametrize("action", [Action.REVOKE, Action.REFUSE])
def test_an_approval_ends_with_its_own_text_alone(desk: Desk, action: Action) -> None:
    chain = desk.entry(desk.opened(), Action.APPROVE, desk.subject())
    chain = desk.entry(chain, Action.APPROVE, desk.subject("", desk.persian))
    chain = desk.entry(chain, action, desk.subject())
    chain = desk.entry(chain, Action.RELEASE, desk.subject("", desk.persian))
    assert desk.verdict(chain, desk.checkpoint(chain)).ok


def test_a_withdrawal_by_the_device_ends_the_approvals_of_the_story(desk: Desk) -> None:
    with_device = replace(desk, editors=desk.editors | {desk.device_key.id: desk.device_key})
    chain = desk.entry(desk.opened(), Action.APPROVE, desk.subject())
    chain = with_device.entry(chain, Action.WITHDRAW, desk.subject("", desk.persian), editor=desk.device_key.id)
    assert "does not stand approved" in bad_at_end(desk, desk.entry(chain, Action.RELEASE, desk.subject()))


@pytest.mark.parametrize(("language", "version"), [("az", 1), ("az", 2), ("", 1)])
def test_a_kill_ends_approvals_of_the_story_in_every_version_and_language(
    desk: Desk, language: str, version: int
) -> None:
    about = desk.subject(language, version=version)
    chain = desk.entry(desk.opened(), Action.APPROVE, about)
    chain = desk.entry(chain, Action.KILL, desk.subject("", desk.persian))
    assert "does not stand approved" in bad_at_end(desk, desk.entry(chain, Action.RELEASE, about))


def test_a_kill_leaves_other_stories_alone(desk: Desk) -> None:
    chain = desk.entry(desk.opened(), Action.APPROVE, desk.subject())
    chain = desk.entry(chain, Action.KILL, replace(desk.subject(), uri="urn:newsml:aran.example:20260321:1002"))
    chain = desk.entry(chain, Action.RELEASE, desk.subject())
    assert desk.verdict(chain, desk.checkpoint(chain)).ok


def test_a_new_approval_takes_the_place_of_the_old(desk: Desk) -> None:
    chain = desk.entry(desk.opened(), Action.APPROVE, desk.subject())
    chain = desk.entry(chain, Action.APPROVE, desk.subject("az", desk.persian))
    assert "does not stand" in bad_at_end(desk, desk.entry(chain, Action.RELEASE, desk.subject()))


def test_a_changed_original_is_named_where_it_is_first_used(desk: Desk, record: Record, sealed: Note) -> None:
    name = desk.subject().original_sha256
    changed = desk.kept | {name: desk.original.replace(b"\r\n", b"\n")}
    verdict = desk.verdict(list(record), sealed, original_of=changed.get)
    assert (verdict.ok, verdict.first_bad) == (False, 2)
    assert name in verdict.reason
    gone = desk.verdict(list(record), sealed, original_of={}.get)
    assert (gone.ok, gone.first_bad) == (False, 2)
    assert "missing" in gone.reason


def test_a_changed_approved_text_is_named_where_it_is_first_used(desk: Desk, record: Record, sealed: Note) -> None:
    name = desk.subject("", desk.persian).text_sha256
    changed = desk.kept | {name: desk.persian + b"."}
    verdict = desk.verdict(list(record), sealed, text_of=changed.get)
    assert (verdict.ok, verdict.first_bad) == (False, 4)
    del changed[name]
    assert desk.verdict(list(record), sealed, text_of=changed.get).first_bad == 4


def test_what_was_not_at_hand_is_told(desk: Desk, record: Record, sealed: Note) -> None:
    verdict = desk.verdict(list(record), sealed, original_of=None, text_of=None)
    assert verdict.ok
    assert [warning.split(" were")[0] for warning in verdict.warnings] == ["The originals", "The approved texts"]


def test_a_clock_that_went_back_is_told_and_not_bad(desk: Desk, record: Record) -> None:
    chain = desk.entry(list(record), Action.REFUSE, desk.subject(), hours=-48)
    chain = desk.entry(chain, Action.REFUSE, desk.subject(), hours=-72)
    verdict = desk.verdict(chain, desk.checkpoint(chain))
    assert verdict.ok
    assert verdict.warnings == ("The device's clock went back before 2 of the entries, first before entry 8.",)


def test_an_entry_its_reader_cannot_read_is_named(desk: Desk, record: Record, sealed: Note) -> None:
    def damaged() -> Iterator[Decision]:
        yield from record[:3]
        raise RecordBroken("Row 3 has no signature.")

    verdict = verify(damaged(), device_public_key=desk.device_key.public_key, checkpoint=sealed)
    assert (verdict.ok, verdict.first_bad) == (False, 3)
    assert "Row 3 has no signature." in verdict.reason
    assert not verify(damaged(), device_public_key=None, checkpoint=None).ok

    def damaged_from_the_start() -> Iterator[Decision]:
        raise RecordBroken("Row 0 is empty.")
        yield record[0]

    assert not verify(damaged_from_the_start(), device_public_key=None, checkpoint=None).ok
    assert verify(damaged_from_the_start(), device_public_key="0" * 64, checkpoint=sealed).first_bad == 0


def test_an_entry_without_offset_or_with_half_a_letter_is_named(desk: Desk, record: Record, sealed: Note) -> None:
    texts = ("editor", "note", "signature", "entry_sha256")
    for change in ({"time": datetime(2026, 3, 21)}, *({name: "\ud800"} for name in texts)):  # noqa: DTZ001
        verdict = desk.verdict([*record[:5], replace(record[5], **change), *record[6:]], sealed)  # type: ignore[arg-type]
        assert (verdict.ok, verdict.first_bad) == (False, 5)


def test_memory_does_not_grow_with_the_record(desk: Desk) -> None:
    def many(count: int) -> Iterator[Decision]:
        chain = desk.opened()
        yield from chain
        for number in range(count):
            chain = desk.entry(chain[-1:], Action.REVOKE if number % 2 else Action.APPROVE, desk.subject())
            yield chain[-1]

    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            verify(many(count), device_public_key=desk.device_key.public_key, checkpoint=None)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(4)  # what is loaded once
    assert peak(3 * CHUNK) < peak(CHUNK) * 1.5
