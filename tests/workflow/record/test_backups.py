import hashlib
import json
import os
import sqlite3
import stat
import zipfile
from contextlib import closing

import pytest
from conftest import PASSPHRASE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intruder import tamper
from wire_samples import ninjs, take_in

from dabir.app import open_desk
from dabir.domain.decision import Action
from dabir.domain.errors import Cancelled, InputRefused, NotAllowed, RecordBroken, StoreError
from dabir.settings import Places
from dabir.store import backups as snapshots
from dabir.workflow.record import backup_file
from dabir.workflow.record.backups import restore


@pytest.fixture
def story(desk, signer, tmp_path):
    """A story that was approved: two entries with the enrolment."""
    (found,) = take_in(desk, tmp_path / "wire", ninjs())
    desk.decisions.approve(found, "", signer)
    return found


@pytest.fixture
def backup(desk, story, tmp_path):
    return desk.backups.make(tmp_path / "desk.zip")


@pytest.fixture
def put_back(tmp_path, clock):
    """Restore a backup as if the old desk were gone, and open what comes of it; closed at the end."""
    opened = []

    def run(file, name="new"):
        restore(file, tmp_path / name, clock, instead=True)
        opened.append(open_desk(Places(tmp_path / name), clock))
        return opened[-1]

    yield run
    for workflow in opened:
        workflow.close()


def leftovers(folder):
    return [file.name for file in folder.iterdir() if file.name.startswith(".dabir")]


def repacked(file, change):
    """Write a backup anew with its files and manifest changed."""
    with zipfile.ZipFile(file) as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(held.pop("manifest.json"))
    change(manifest, held)
    other = file.with_name("other.zip")
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", json.dumps(manifest))
        for name, data in held.items():
            packed.writestr(name, data)
    return other


def test_restored_desk_has_everything_and_its_log_goes_on(desk, story, backup, put_back):
    assert (backup.manifest.stories, backup.manifest.entries, backup.verdict.ok) == (1, 2, True)
    new = put_back(backup.file)
    assert new.stories.get(story) == desk.stories.get(story)
    before, after = list(desk.record.entries()), list(new.record.entries())
    assert after[:-1] == before
    told = after[-1]
    assert (told.action, told.editor) == (Action.RESTORE, told.device)
    assert told.subject.uri == "backup:2026-11-25T09:00:00+00:00" and "2 entries" in told.note
    leyla = new.editors.unlock("Leyla", PASSPHRASE)
    new.decisions.revoke(story, "", leyla, "Read again.")
    verdict = new.record.verify()
    assert (verdict.ok, verdict.entries, verdict.warnings) == (True, 4, ())


def test_backup_is_of_one_moment_while_the_desk_is_written(desk, signer, story, tmp_path, put_back, monkeypatch):
    monkeypatch.setattr(snapshots, "STEP", 1)
    wires = iter(ninjs(f"tag:alborz.example,2026:m{number}") for number in range(3))

    def meanwhile(_done, _all):
        wire = next(wires, None)
        if wire:
            (row,) = take_in(desk, tmp_path / "meanwhile", wire)
            desk.decisions.approve(row, "", signer)

    made = desk.backups.make(tmp_path / "desk.zip", meanwhile)
    assert desk.record.size() == 5
    assert (made.manifest.stories, made.manifest.entries, made.verdict.warnings) == (1, 2, ())
    assert put_back(made.file).record.verify().ok


def test_copying_goes_on_when_another_program_writes_between_its_steps(desk, story, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "STEP", 1)
    seen = []

    def meanwhile(done, pages):
        if len(seen) < 20:
            with closing(sqlite3.connect(desk.places.database, isolation_level=None)) as other:
                other.execute("INSERT INTO preferences (key, value) VALUES (?, 1)", (f"k{len(seen)}",))
        seen.append(done)

    with closing(snapshots.Moment.hold(desk.places.database)) as moment:
        moment.copy_to(tmp_path / "copy.sqlite3", meanwhile)
    # A copy that had to begin again would count from the beginning again.
    assert seen == sorted(set(seen)) and len(seen) > 20
    snapshots.require_whole(tmp_path / "copy.sqlite3", "The copy")


def test_backup_is_for_its_owner_and_never_over_another(desk, backup):
    if os.name == "posix":
        assert stat.S_IMODE(backup.file.stat().st_mode) == 0o600
    before = backup.file.read_bytes()
    with pytest.raises(InputRefused, match="there already"):
        desk.backups.make(backup.file)
    assert backup.file.read_bytes() == before
    assert not leftovers(backup.file.parent)


def test_backup_that_is_stopped_leaves_nothing(desk, story, tmp_path):
    def stop(_done, _all):
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        desk.backups.make(tmp_path / "desk.zip", stop)
    assert not (tmp_path / "desk.zip").exists() and not leftovers(tmp_path)


def test_backup_into_a_folder_that_cannot_be_made_is_told(desk, story, tmp_path):
    (tmp_path / "file").write_text("a file")
    with pytest.raises(StoreError, match=r"desk\.zip cannot be written"):
        desk.backups.make(tmp_path / "file" / "desk.zip")


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_anywhere_is_refused_or_changes_nothing(backup, data):
    good = backup.file.read_bytes()
    kind = data.draw(st.sampled_from(["flip", "cut", "blank"]))
    at = data.draw(st.integers(0, len(good) - 1))
    if kind == "flip":
        bad = good[:at] + bytes([good[at] ^ data.draw(st.integers(1, 255))]) + good[at + 1 :]
    elif kind == "cut":
        bad = good[:at]
    else:
        bad = good[:at] + bytes(min(512, len(good) - at)) + good[at + 512 :]
    file = backup.file.with_name("bad.zip")
    file.write_bytes(bad)
    try:
        found = backup_file.unpack(file, None)
    except InputRefused:
        return
    # A byte of the zip that says nothing of the contents, such as a date; or of the manifest's words.
    assert found.parts == backup.manifest.parts


def test_damaged_backup_is_refused_and_no_folder_appears(backup, tmp_path, clock):
    data = bytearray(backup.file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 512] = bytes(512)
    bad = tmp_path / "bad.zip"
    bad.write_bytes(data)
    # While the old desk is there, too: nobody is asked about a backup that is of no use.
    for instead in (True, False):
        with pytest.raises(InputRefused, match=r"bad\.zip is damaged"):
            restore(bad, tmp_path / "new", clock, instead=instead)
    assert not (tmp_path / "new").exists() and not leftovers(tmp_path)


def test_damage_of_the_database_that_the_manifest_knows_nothing_of_is_found(backup, tmp_path, clock):
    def change(manifest, held):
        data = bytearray(held["desk.sqlite3"])
        data[40960:45056] = b"\xff" * 4096
        held["desk.sqlite3"] = bytes(data)
        (part,) = (one for one in manifest["parts"] if one["name"] == "desk.sqlite3")
        part["sha256"] = hashlib.sha256(data).hexdigest()

    with pytest.raises((RecordBroken, StoreError), match="damaged"):
        restore(repacked(backup.file, change), tmp_path / "new", clock, instead=True)
    assert not (tmp_path / "new").exists()


def test_backup_of_a_newer_program_is_refused(backup, tmp_path, clock):
    def change(manifest, held):
        path = tmp_path / "newer.sqlite3"
        path.write_bytes(held["desk.sqlite3"])
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("PRAGMA user_version = 9999")
            raw.execute("PRAGMA journal_mode = DELETE")
        held["desk.sqlite3"] = path.read_bytes()
        (part,) = (one for one in manifest["parts"] if one["name"] == "desk.sqlite3")
        part.update(size=len(held["desk.sqlite3"]), sha256=backup_file.Part.of(tmp_path, path.name).sha256)

    with pytest.raises(StoreError, match="newer Dabir"):
        restore(repacked(backup.file, change), tmp_path / "new", clock, instead=True)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["../device.pem", "keys/../../x", "/etc/x", "keys/.hidden", "keys\\x", "packs/x"])
def test_file_that_leads_out_of_the_desk_is_refused(backup, tmp_path, clock, name):
    def change(manifest, held):
        held[name] = b"x"
        manifest["parts"].append({"name": name, "size": 1, "sha256": "2d" * 32})

    with pytest.raises(InputRefused, match="no backup"):
        restore(repacked(backup.file, change), tmp_path / "new", clock, instead=True)


def test_file_that_unpacks_beyond_its_size_is_not_read_to_its_end(backup, tmp_path, clock):
    def change(_manifest, held):
        held["keys/device.pem"] = bytes(50_000_000)

    read = []
    with pytest.raises(InputRefused, match=r"keys/device\.pem is not what was written"):
        backup_file.unpack(repacked(backup.file, change), None, lambda done, _: read.append(done))
    assert max(read) <= backup.manifest.size


def test_other_bytes_of_the_same_size_are_refused_even_in_a_zip_that_is_whole(backup, tmp_path):
    def change(_manifest, held):
        held["keys/device.pem"] = held["keys/device.pem"][::-1]

    with pytest.raises(InputRefused, match=r"keys/device\.pem is not what was written"):
        backup_file.unpack(repacked(backup.file, change), None)


def test_file_too_many_is_refused(backup, tmp_path, clock):
    with pytest.raises(InputRefused, match="does not hold the files it names"):
        restore(repacked(backup.file, lambda _, held: held.update(extra=b"x")), tmp_path / "new", clock, instead=True)


def test_what_is_no_backup_is_refused(tmp_path, clock):
    (tmp_path / "text.zip").write_text("no zip")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as packed:
        packed.writestr("readme.txt", "nothing")
    for name in ("text.zip", "other.zip", "missing.zip"):
        with pytest.raises(InputRefused, match=name):
            restore(tmp_path / name, tmp_path / "new", clock)


def test_folder_that_is_not_empty_is_not_touched(backup, tmp_path, clock):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    for target in (tmp_path / "full", tmp_path / "full" / "mine.txt"):
        with pytest.raises(InputRefused, match="not empty"):
            restore(backup.file, target, clock, instead=True)
    assert [file.name for file in (tmp_path / "full").iterdir()] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    assert restore(backup.file, tmp_path / "empty", clock, instead=True).entry == 2


def test_restoring_that_is_stopped_leaves_nothing(backup, tmp_path, clock):
    def stop(_done, _all):
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        restore(backup.file, tmp_path / "new", clock, instead=True, on_progress=stop)
    assert not (tmp_path / "new").exists() and not leftovers(tmp_path)


def test_nothing_is_restored_beside_the_desk_it_was_taken_of(desk, backup, tmp_path, clock):
    with pytest.raises(NotAllowed, match="--instead"):
        restore(backup.file, tmp_path / "new", clock)
    assert not (tmp_path / "new").exists() and not leftovers(tmp_path)
    desk.close()
    desk.places.home.rename(tmp_path / "put away")
    assert restore(backup.file, tmp_path / "new", clock).entry == 2


def test_witness_of_the_old_desk_refuses_the_new_one_when_it_does_not_continue_it(
    desk, story, backup, put_back, signer, tmp_path, clock
):
    new, witness = put_back(backup.file), open_desk(Places(tmp_path / "witness"), clock)
    with closing(witness):
        witness.checkpoints.witnesses.add("Alborz desk", str(desk.checkpoints.key()))
        desk.decisions.revoke(story, "", signer, "On the old desk, after the backup.")
        for workflow, name in ((desk, "to-old"), (new, "to-new")):
            workflow.checkpoints.request(tmp_path / name, 0)
        witness.checkpoints.witness(tmp_path / "to-old")
        with pytest.raises(RecordBroken):
            witness.checkpoints.witness(tmp_path / "to-new")


def test_backup_of_a_desk_whose_log_was_changed_is_kept_and_told_and_not_restored(desk, story, tmp_path, clock):
    tamper(desk, "UPDATE decisions SET note = 'Read.' WHERE sequence = 1")
    made = desk.backups.make(tmp_path / "desk.zip")
    assert (made.verdict.ok, made.verdict.first_bad) == (False, 1)
    for instead in (True, False):
        with pytest.raises(RecordBroken, match="Entry 1"):
            restore(made.file, tmp_path / "new", clock, instead=instead)


def test_desk_without_a_log_is_restored_without_one(desk, tmp_path, clock):
    take_in(desk, tmp_path / "wire", ninjs())
    made = desk.backups.make(tmp_path / "desk.zip")
    restored = restore(made.file, tmp_path / "new", clock)
    assert (made.manifest.device, restored.entry, restored.manifest.stories) == ("", None, 1)
