import sqlite3
from dataclasses import replace

import pytest
from intruder import tamper
from wire_samples import ninjs, take_in

from dabir.approval.checkpoint import Checkpoint
from dabir.approval.keys import device_key
from dabir.approval.note import Note, TreeHead
from dabir.domain.decision import Action
from dabir.domain.errors import RecordBroken
from dabir.workflow.record import checkpoint_file


@pytest.fixture
def stories(desk, signer, tmp_path):
    """Three stories, the first of them approved: two entries with the enrolment."""
    found = take_in(desk, tmp_path / "wire", *(ninjs(f"tag:alborz.example,2026:{number}") for number in (1, 2, 3)))
    desk.decisions.approve(found[0], "", signer)
    return found


def head(desk):
    return TreeHead.read(checkpoint_file.load(desk.places.keys).text)


def test_checkpoint_grows_with_each_decision(desk, stories, signer):
    before = head(desk)
    desk.decisions.approve(stories[1], "", signer)
    assert (before.size, head(desk).size) == (2, 3)
    assert before.root != head(desk).root == desk.record.verify().root
    assert head(desk).origin == f"dabir/{device_key(desk.places.keys).id}"


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE decisions SET note = 'Read.' WHERE sequence = 1", "DELETE FROM tree"),
        ("DELETE FROM decisions WHERE sequence = 1", "DELETE FROM tree"),
        ("DELETE FROM decisions WHERE sequence = 1",),
        ("DELETE FROM decisions",),
    ],
)
def test_nothing_is_decided_on_top_of_a_changed_log_and_the_checkpoint_stays(desk, stories, signer, statements):
    before = head(desk)
    tamper(desk, *statements)
    with pytest.raises(RecordBroken, match="log verify"):
        desk.decisions.approve(stories[1], "", signer)
    assert head(desk) == before
    assert not desk.record.verify().ok


def test_changed_entry_under_a_kept_tree_is_found_by_verification(desk, stories, signer):
    tamper(desk, "UPDATE decisions SET note = 'Read.' WHERE sequence = 1")
    desk.decisions.approve(stories[1], "", signer)
    verdict = desk.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 1)


def test_checkpoint_that_is_gone_or_of_another_device_stops_decisions(desk, stories, signer):
    file = desk.places.keys / checkpoint_file.NAME
    kept = file.read_bytes()
    file.write_bytes(
        kept.replace(b"dabir/device-", b"dabir/device+", 1).replace(b"+", b"-", 1).replace(b"\n2\n", b"\n1\n")
    )
    with pytest.raises(RecordBroken):
        desk.decisions.approve(stories[1], "", signer)
    file.unlink()
    with pytest.raises(RecordBroken, match="gone"):
        desk.decisions.approve(stories[1], "", signer)
    file.write_bytes(kept)
    desk.decisions.approve(stories[1], "", signer)
    assert desk.record.verify().ok


def test_entry_that_a_crash_left_behind_the_checkpoint_is_covered_by_the_next(desk, stories, signer, monkeypatch):
    with monkeypatch.context() as crash:
        crash.setattr(desk.decisions._ledger, "_mark", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            desk.decisions.approve(stories[1], "", signer)
    assert head(desk).size == 2
    verdict = desk.record.verify()
    assert verdict.ok
    assert "covers 2 of 3" in verdict.warnings[0]
    desk.decisions.approve(stories[2], "", signer)
    assert head(desk).size == 4
    assert not desk.record.verify().warnings


def test_crash_at_the_very_first_entry_leaves_a_log_that_goes_on(desk, monkeypatch):
    with monkeypatch.context() as crash:
        crash.setattr(desk.editors._ledger, "_mark", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            desk.editors.enroll("Orxan", "a long passphrase")
    assert desk.record.verify().ok
    desk.editors.enroll("Leyla", "a long passphrase")
    assert desk.record.verify().ok


def test_tree_that_was_not_kept_is_built_anew(desk, stories, signer):
    tamper(desk, "DELETE FROM tree")
    desk.decisions.approve(stories[1], "", signer)
    assert desk.record.verify().ok
    tamper(desk, "UPDATE tree SET frontier = x'0102'")
    desk.decisions.approve(stories[2], "", signer)
    assert desk.record.verify().ok


def of_the_form_before(desk, **changes):
    """Put the device's checkpoint back into the form it had before the log was a tree."""
    last = list(desk.record.entries())[-1]
    device = device_key(desk.places.keys)
    draft = Checkpoint(device.id, last.sequence + 1, last.entry_sha256, last.time, "")
    signed = replace(draft, signature=device.sign(draft.signed_bytes))
    (desk.places.keys / checkpoint_file.OLD_NAME).write_text(replace(signed, **changes).text, "utf-8")
    (desk.places.keys / checkpoint_file.NAME).unlink()


def test_true_checkpoint_of_the_form_before_is_taken_over(desk, stories, signer):
    of_the_form_before(desk)
    desk.decisions._ledger.upgrade()
    assert head(desk).size == 2
    assert not (desk.places.keys / checkpoint_file.OLD_NAME).exists()
    desk.decisions.approve(stories[1], "", signer)
    assert desk.record.verify().ok


@pytest.mark.parametrize("change", [{"size": 1}, {"size": 3}, {"head": "a" * 64}, {"signature": "0" * 128}])
def test_false_checkpoint_of_the_form_before_is_not(desk, stories, change):
    of_the_form_before(desk, **change)
    with pytest.raises(RecordBroken):
        desk.decisions._ledger.upgrade()
    assert not desk.record.verify().ok


def test_device_may_withdraw_in_its_own_name_and_decide_nothing_else(desk, stories):
    ledger, device = desk.decisions._ledger, device_key(desk.places.keys)
    about = next(e.subject for e in desk.record.entries() if e.subject.uri)
    ledger.commit(lambda db: ledger.append(db, device, Action.WITHDRAW, about, "The partner killed it."))
    assert desk.record.verify().ok
    ledger.commit(lambda db: ledger.append(db, device, Action.APPROVE, about))
    verdict = desk.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 3)
    assert "never enrolled" in verdict.reason


def test_witnesses_note_is_no_checkpoint_of_the_log(desk, stories, signer):
    device = device_key(desk.places.keys)
    checkpoint_file.save(desk.places.keys, Note("dabir bundle v1\n").signed_by(device, f"dabir/{device.id}"))
    with pytest.raises(RecordBroken):
        desk.decisions.approve(stories[1], "", signer)
    with sqlite3.connect(desk.places.database) as db:
        assert db.execute("SELECT count(*) FROM decisions").fetchone() == (2,)
