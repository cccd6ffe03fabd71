import hashlib
import json
import sqlite3
import zipfile

import pytest
from intruder import tamper
from wire_samples import ninjs, take_in

from dabir.approval.chain import make_entry
from dabir.approval.keys import device_key
from dabir.approval.note import Note, TreeHead, VerifierKey
from dabir.domain.decision import Action
from dabir.domain.errors import InputRefused, KeyLocked, NotAllowed, NotFound, RecordBroken
from dabir.store import decisions
from dabir.workflow import Kind, Scope, verify_file
from dabir.workflow.record import checkpoint_file
from dabir.workflow.record.ledger import _tree_of


@pytest.fixture
def record(desk, signer, tmp_path):
    """A desk whose log has five entries: enrolment, and two stories approved and released or refused."""
    one, other = take_in(desk, tmp_path / "wire", ninjs(), ninjs("tag:alborz.example,2026:2", headline="خبر دوم"))
    desk.decisions.approve(one, "", signer)
    desk.decisions.release(one, "", signer)
    desk.decisions.refuse(other, "", signer, "No")
    desk.decisions.approve(other, "", signer)
    assert desk.record.verify().ok
    return desk


def test_changed_entry_is_named(record):
    tamper(record, "UPDATE decisions SET note = 'Yes' WHERE sequence = 3")
    verdict = record.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 3)


def test_deleted_entry_is_named(record):
    tamper(record, "DELETE FROM decisions WHERE sequence = 2")
    verdict = record.record.verify()
    assert not verdict.ok
    assert verdict.first_bad in {2, 3}


def test_swapped_entries_are_noticed(record):
    tamper(
        record,
        "UPDATE decisions SET sequence = 99 WHERE sequence = 2",
        "UPDATE decisions SET sequence = 2 WHERE sequence = 3",
        "UPDATE decisions SET sequence = 3 WHERE sequence = 99",
    )
    verdict = record.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 2)


def test_truncated_log_is_noticed(record):
    tamper(record, "DELETE FROM decisions WHERE sequence >= 3")
    verdict = record.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 3)


def test_emptied_log_is_noticed(record):
    tamper(record, "DELETE FROM decisions")
    assert not record.record.verify().ok


def test_changed_original_breaks_the_entry_that_vouches_for_it(record):
    tamper(record, 'UPDATE originals SET data = CAST(\'{"uri": "elbruz"}\' AS BLOB), unpacked = NULL')
    verdict = record.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 1)
    assert "missing" not in verdict.reason


def test_changed_approved_text_breaks_the_entry_that_vouches_for_it(record):
    with sqlite3.connect(record.places.database) as db:
        (table_has_data,) = db.execute("SELECT count(*) FROM texts").fetchone()
    assert table_has_data
    tamper(record, "UPDATE texts SET data = CAST(CAST(data AS TEXT) || ' ' AS BLOB)")
    assert not record.record.verify().ok


def members(file):
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("scope", "sequences"),
    [
        (Scope(), [0, 1, 2, 3, 4]),
        (Scope(Kind.STORY, "tag:alborz.example,2026:2"), [0, 3, 4]),
        (Scope(Kind.DAY, "2026-11-25"), [0, 1, 2, 3, 4]),
    ],
)
def test_exported_record_stands_on_its_own(record, tmp_path, scope, sequences):
    file = tmp_path / "record.zip"
    assert record.record.export(file, scope) == len(sequences)
    verdict = verify_file(file)
    assert (verdict.ok, verdict.entries, verdict.what) == (True, len(sequences), scope.words)
    found = members(file)
    assert [json.loads(line)["sequence"] for line in found["entries.jsonl"].splitlines()] == sequences
    wanted = {f"originals/{e.subject.original_sha256}" for e in record.record.entries() if e.sequence in sequences}
    assert {name for name in found if name.startswith("originals/")} == wanted - {"originals/"}
    assert verify_file(file, str(record.checkpoints.key())).ok
    record.record.export(tmp_path / "again.zip", scope)
    assert (tmp_path / "again.zip").read_bytes() == file.read_bytes()


def test_day_brings_what_was_decided_before_about_its_stories(record, signer, clock, tmp_path):
    clock.advance(days=1)
    other = next(e.subject for e in record.record.entries() if e.sequence == 4)
    record.decisions.release(record.stories.find(other.uri).id, "", signer)
    file = tmp_path / "day.zip"
    assert record.record.export(file, Scope(Kind.DAY, "2026-11-26")) == 4
    assert verify_file(file).ok
    lines = members(file)["entries.jsonl"].splitlines()
    assert [json.loads(line)["sequence"] for line in lines] == [0, 3, 4, 5]


@pytest.mark.parametrize("scope", [Scope(Kind.STORY, "tag:unknown"), Scope(Kind.DAY, "2026-11-24")])
def test_what_the_log_has_nothing_about_is_not_exported(record, tmp_path, scope):
    with pytest.raises(NotFound, match=scope.of):
        record.record.export(tmp_path / "record.zip", scope)
    assert list(tmp_path.glob("*.zip")) == []


def test_log_that_is_not_what_was_sealed_is_not_exported_and_leaves_no_file(record, tmp_path):
    tamper(record, "UPDATE decisions SET note = 'Yes' WHERE sequence = 3")
    with pytest.raises(RecordBroken, match="log verify"):
        record.record.export(tmp_path / "record.zip")
    assert list(tmp_path.glob("*.zip")) == []


def test_changed_export_is_noticed(record, tmp_path):
    file = tmp_path / "record.zip"
    record.record.export(file)
    file.write_bytes(file.read_bytes().replace(b'"refuse"', b'"revoke"'))
    verdict = verify_file(file)
    assert (verdict.ok, verdict.first_bad) == (False, 3)


def test_file_of_another_desk_than_the_one_asked_for_is_told(record, tmp_path):
    record.record.export(tmp_path / "record.zip")
    other = str(VerifierKey("dabir/device-000000000000", "0" * 64))
    assert "not from" in verify_file(tmp_path / "record.zip", other).reason
    with pytest.raises(InputRefused, match="log key"):
        verify_file(tmp_path / "record.zip", other[:-2])
    with pytest.raises(InputRefused, match="cannot be read"):
        verify_file(tmp_path / "none.zip")


def test_what_was_exported_is_remembered_so_that_a_cut_log_is_found(record, tmp_path):
    record.record.export(tmp_path / "record.zip")
    device = device_key(record.places.keys)
    tamper(record, "DELETE FROM decisions WHERE sequence = 4", "DELETE FROM tree")
    grown = _tree_of(record.database.read(), 4)
    name = f"dabir/{device.id}"
    checkpoint_file.save(record.places.keys, Note(TreeHead(name, 4, grown.root).text).signed_by(device, name))
    verdict = record.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 4)


def test_replayed_entry_is_named(record):
    columns = "time, device, editor, action, uri, version, original_sha256, target_language, text_sha256, note"
    tamper(
        record,
        f"INSERT INTO decisions (sequence, {columns}, previous, signature, entry_sha256) "
        f"SELECT 5, {columns}, (SELECT entry_sha256 FROM decisions WHERE sequence = 4), signature, entry_sha256 || ' ' "
        "FROM decisions WHERE sequence = 1",
    )
    verdict = record.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 5)


def test_inserted_entry_is_named(record):
    columns = "time, device, editor, action, uri, version, original_sha256, target_language, text_sha256, note"
    tamper(
        record,
        "UPDATE decisions SET sequence = 99 WHERE sequence = 4",
        "UPDATE decisions SET sequence = 98 WHERE sequence = 3",
        f"INSERT INTO decisions (sequence, {columns}, previous, signature, entry_sha256) "
        f"SELECT 3, {columns}, entry_sha256, signature, entry_sha256 || ' ' FROM decisions WHERE sequence = 2",
        "UPDATE decisions SET sequence = 4 WHERE sequence = 98",
        "UPDATE decisions SET sequence = 5 WHERE sequence = 99",
    )
    verdict = record.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 3)


def test_clock_turned_back_is_told_and_nothing_is_lost(record, signer, clock):
    clock.advance(hours=-3)
    story = record.stories.find("tag:alborz.example,2026:2").id
    record.decisions.release(story, "", signer)
    verdict = record.record.verify()
    assert verdict.ok
    assert "clock went back before 1 of the entries, first before entry 5" in " ".join(verdict.warnings)


def test_revoked_editor_decides_no_more_and_what_he_decided_stays_good(record, signer):
    record.editors.revoke("Leyla", "Left the agency.", only_chief=True)
    story = record.stories.find("tag:alborz.example,2026:2").id
    with pytest.raises(NotAllowed, match="revoked"):
        record.decisions.release(story, "", signer)
    assert record.record.verify().ok
    # and whoever still has the key and the program's own means gets no further
    ledger = record.decisions._ledger
    about = next(e.subject for e in record.record.entries() if e.sequence == 4)

    def forced(db):
        device = ledger.device(db).id
        entry = make_entry(
            previous=decisions.last(db),
            time=record.checkpoints._clock(),
            device=device,
            signer=signer,
            action=Action.RELEASE,
            subject=about,
        )
        ledger.add(db, entry)

    ledger.commit(forced)
    verdict = record.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 6)
    assert "who was revoked by entry 5" in verdict.reason


def test_wrong_passphrase_opens_no_key_and_leaves_no_trace(record):
    with pytest.raises(KeyLocked, match="passphrase"):
        record.editors.unlock("Leyla", "another passphrase")
    assert record.record.size() == 5


def test_another_program_cannot_change_the_log_by_mere_statements(record):
    with sqlite3.connect(record.places.database) as db:
        for statement in (
            "UPDATE decisions SET note = 'x'",
            "DELETE FROM decisions",
            "REPLACE INTO decisions SELECT * FROM decisions",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(statement)
    assert record.record.verify().ok


def test_many_entries_in_one_act_are_one_transaction(record, signer):
    ledger = record.decisions._ledger
    about = next(e.subject for e in record.record.entries() if e.sequence == 4)
    acts = [(Action.REFUSE, about, f"Not {number}.") for number in range(40)]
    made = ledger.commit(lambda db: ledger.append_all(db, signer, acts))
    assert [entry.sequence for entry in made] == list(range(5, 45))
    assert record.record.verify().ok
    with pytest.raises(InputRefused):
        ledger.commit(lambda db: ledger.append_all(db, signer, [*acts, (Action.REFUSE, about, "\ud800")]))
    assert record.record.size() == 45
    assert record.record.verify().warnings == ()


def test_nothing_is_appended_outside_of_a_commit(record, signer):
    ledger = record.decisions._ledger
    about = next(e.subject for e in record.record.entries() if e.sequence == 4)
    with pytest.raises(RuntimeError, match="commit"):
        record.database.write(lambda db: ledger.append(db, signer, Action.REFUSE, about, "No."))
    assert record.record.size() == 5


def test_original_hash_in_the_log_is_that_of_the_bytes_received(record):
    entry = next(e for e in record.record.entries() if e.subject.uri)
    data = record.stories.original(entry.subject.original_sha256).data
    assert hashlib.sha256(data).hexdigest() == entry.subject.original_sha256
