import hashlib
import sqlite3

import pytest
from intruder import tamper
from wire_samples import ninjs, take_in


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
    tamper(record, "UPDATE originals SET data = CAST(replace(CAST(data AS TEXT), 'alborz', 'elbruz') AS BLOB)")
    verdict = record.record.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 1)
    assert "missing" not in verdict.reason


def test_changed_approved_text_breaks_the_entry_that_vouches_for_it(record):
    with sqlite3.connect(record.places.database) as db:
        (table_has_data,) = db.execute("SELECT count(*) FROM texts").fetchone()
    assert table_has_data
    tamper(record, "UPDATE texts SET data = CAST(CAST(data AS TEXT) || ' ' AS BLOB)")
    assert not record.record.verify().ok


def test_exported_log_verifies_without_the_desk(record, tmp_path):
    file = tmp_path / "log.jsonl"
    file.write_bytes(record.record.export())
    verdict = record.record.verify_file(file)
    assert verdict.ok
    assert verdict.entries == record.record.size() == 5


def test_changed_export_is_noticed(record, tmp_path):
    data = record.record.export()
    file = tmp_path / "log.jsonl"
    file.write_bytes(data.replace(b"refuse", b"revoke"))
    assert not record.record.verify_file(file).ok


def test_original_hash_in_the_log_is_that_of_the_bytes_received(record):
    entry = next(e for e in record.record.entries() if e.subject.uri)
    data = record.stories.original(entry.subject.original_sha256).data
    assert hashlib.sha256(data).hexdigest() == entry.subject.original_sha256
