from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dabir.domain.errors import StoreError
from dabir.store import decisions, originals, preferences
from dabir.store.database import Database
from dabir.store.migrations import MIGRATIONS

SOURCE = str(Path(decisions.__file__).parents[2])


def run_python(script: str, *arguments: object, **options: Any) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, **options)


def test_work_is_committed_and_its_result_returned(database: Database) -> None:
    assert database.write(lambda db: (preferences.put(db, "theme", "dark"), 7)[1]) == 7
    assert preferences.get(database.read(), "theme", "") == "dark"


def test_failing_work_leaves_nothing_behind(database: Database) -> None:
    def work(db: Any) -> None:
        preferences.put(db, "theme", "dark")
        raise KeyError("stop")

    with pytest.raises(KeyError, match="stop"):
        database.write(work)
    assert preferences.get(database.read(), "theme", "none") == "none"
    database.write(lambda db: preferences.put(db, "theme", "light"))
    assert preferences.get(database.read(), "theme", "none") == "light"


def test_unfinished_work_is_not_seen_by_readers(database: Database) -> None:
    def work(db: Any) -> str:
        preferences.put(db, "theme", "dark")
        return preferences.get(database.read(), "theme", "not yet")

    assert database.write(work) == "not yet"


def test_write_inside_write_is_refused(database: Database) -> None:
    with pytest.raises(RuntimeError, match="inside the work"):
        database.write(lambda _: database.write(lambda _: None))
    database.write(lambda db: preferences.put(db, "alive", "yes"))


def test_work_that_ends_its_transaction_is_a_defect_and_does_not_stop_the_writer(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no transaction"):
        database.write(lambda db: db.execute("ROLLBACK"))
    database.write(lambda db: preferences.put(db, "alive", "yes"))
    assert preferences.get(database.read(), "alive", "") == "yes"


def test_reader_cannot_write(database: Database) -> None:
    with pytest.raises(StoreError, match="read-only"):
        preferences.put(database.read(), "theme", "dark")


def test_rows_are_fetched_one_by_one_many_or_all(database: Database) -> None:
    database.write(lambda db: [preferences.put(db, str(number), "x") for number in range(5)])
    rows = database.read().execute("SELECT key FROM preferences ORDER BY key")
    assert (rows.fetchone(), rows.fetchmany(2), next(rows)) == (("0",), [("1",), ("2",)], ("3",))
    assert (rows.fetchall(), rows.fetchone(), list(rows)) == ([("4",)], None, [])


def test_each_thread_has_its_own_reader(database: Database) -> None:
    seen = []
    thread = threading.Thread(target=lambda: seen.extend([database.read(), database.read()]))
    thread.start()
    thread.join()
    assert seen[0] is seen[1]
    assert database.read() is database.read()
    assert database.read() is not seen[0]


def test_writes_of_many_threads_are_all_kept(database: Database) -> None:
    def work(number: int) -> None:
        for step in range(10):
            database.write(lambda db, step=step: preferences.put(db, f"{number}-{step}", "kept"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert database.read().execute("SELECT count(*) FROM preferences").fetchone()[0] == 80


def test_closed_database_refuses_work(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "desk.sqlite3", tmp_path / "backups")
    database.close()
    database.close()
    with pytest.raises(StoreError, match="closed"):
        database.write(lambda _: None)
    with pytest.raises(StoreError, match="closed"):
        database.read()


def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    with contextlib.closing(Database.open(tmp_path / "desk.sqlite3", tmp_path / "backups")) as database:
        database.write(lambda db: preferences.put(db, "theme", "dark"))
    with contextlib.closing(Database.open(tmp_path / "desk.sqlite3", tmp_path / "backups")) as database:
        assert preferences.get(database.read(), "theme", "") == "dark"
        assert database.copied_to is None
    assert not (tmp_path / "backups").exists()


def test_what_could_be_undone_is_kept_in_memory_not_in_files(database: Database) -> None:
    assert database.write(lambda db: db.execute("PRAGMA temp_store").fetchone()) == (2,)


def test_writer_waits_for_the_disk_and_checks_references(database: Database) -> None:
    def settings(db: Any) -> tuple[int, int, int]:
        names = ("synchronous", "foreign_keys", "recursive_triggers")
        found = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
        return found[0], found[1], found[2]

    assert database.write(settings) == (2, 1, 1)
    assert database.read().execute("PRAGMA journal_mode").fetchone()[0] == "wal"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in access lists")
def test_file_and_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "home" / "desk.sqlite3"
    with contextlib.closing(Database.open(path, tmp_path / "home" / "backups")) as database:
        database.write(lambda db: preferences.put(db, "theme", "dark"))
        database.backup(tmp_path / "home" / "backups" / "copy.sqlite3")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.rglob("*") if file.is_file()}
    assert set(modes) >= {"desk.sqlite3", "desk.sqlite3-wal", "copy.sqlite3"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((path.parent / "backups").stat().st_mode) == 0o700


def test_backup_is_a_whole_database(database: Database, tmp_path: Path) -> None:
    database.write(lambda db: preferences.put(db, "theme", "dark"))
    target = tmp_path / "copies" / "copy.sqlite3"
    database.backup(target)
    database.write(lambda db: preferences.put(db, "theme", "light"))
    with contextlib.closing(Database.open(target, tmp_path / "backups")) as copy:
        assert preferences.get(copy.read(), "theme", "") == "dark"
    assert [file.name for file in target.parent.iterdir()] == ["copy.sqlite3"]


def test_backup_that_cannot_be_written_says_where(database: Database, tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("a file, no folder")
    with pytest.raises(StoreError, match="occupied") as caught:
        database.backup(tmp_path / "occupied" / "copy.sqlite3")
    assert caught.value.remedy


def test_lock_of_another_program_is_reported_and_passes(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with contextlib.closing(Database.open(path, tmp_path / "backups", busy_timeout=0.05)) as database:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program") as caught:
            database.write(lambda db: preferences.put(db, "theme", "dark"))
        assert str(path) in caught.value.message
        assert "try again" in caught.value.remedy
        other.close()
        database.write(lambda db: preferences.put(db, "theme", "dark"))


def test_full_disk_is_reported_and_loses_nothing(database: Database, original: Any) -> None:
    database.write(lambda db: preferences.put(db, "before", "kept"))
    pages = database.read().execute("PRAGMA page_count").fetchone()[0]
    # SQLite's own limit raises the very error of a disk that is full.
    database.write(lambda db: db.execute(f"PRAGMA max_page_count = {pages + 2}").fetchone())
    big = original(random.Random(1).randbytes(100_000))  # what cannot be packed
    with pytest.raises(StoreError, match="disk is full") as caught:
        database.write(lambda db: (preferences.put(db, "with it", "gone"), originals.add(db, big)))
    assert "Make room" in caught.value.remedy
    database.write(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchone())
    database.write(lambda db: originals.add(db, big))
    assert preferences.get(database.read(), "before", "") == "kept"
    assert preferences.get(database.read(), "with it", "") == ""


def test_broken_constraint_is_an_error_for_people(database: Database) -> None:
    with pytest.raises(StoreError, match="refused a change"):
        database.write(
            lambda db: db.execute("INSERT INTO units VALUES (99, 'en', 0, 0, 0, 0, '', '', '', NULL, '', '[]')")
        )


@pytest.mark.parametrize("content", [b"this is no database at all, " * 50, b"SQLite format 3\0" + b"\xff" * 4096])
def test_file_that_is_no_database_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "desk.sqlite3"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"not a database|damaged") as caught:
        Database.open(path, tmp_path / "backups", busy_timeout=0.05)
    assert "dabir restore FILE --home NEW" in caught.value.remedy
    assert str(tmp_path) not in caught.value.remedy
    assert path.read_bytes() == content
    copies = [f"desk-v9-20261124T{hour}0000000000Z.sqlite3" for hour in ("08", "21")]
    copies.append("desk-v10-20261125T090000000000Z.sqlite3")
    (tmp_path / "backups").mkdir()
    for copy in copies:
        (tmp_path / "backups" / copy).write_bytes(b"")
    with pytest.raises(StoreError) as caught:
        Database.open(path, tmp_path / "backups", busy_timeout=0.05)
    assert [copy for copy in copies if str(tmp_path / "backups" / copy) in caught.value.remedy] == [copies[2]]


def test_damage_inside_is_reported_with_the_file(tmp_path: Path, original: Any) -> None:
    path = tmp_path / "desk.sqlite3"
    files = [original(random.Random(number).randbytes(7_500)) for number in range(20)]
    with contextlib.closing(Database.open(path, tmp_path / "backups")) as database:
        database.write(lambda db: [originals.add(db, file) for file in files])
    data = bytearray(path.read_bytes())
    assert len(data) > 4096 * 60
    # The files lie at the end; before them are the tables' descriptions, without which nothing opens.
    data[-4096 * 20 :] = b"\x5a" * (4096 * 20)
    path.write_bytes(data)
    damaged = Database.open(path, tmp_path / "backups")
    with contextlib.closing(damaged), pytest.raises(StoreError, match="damaged") as caught:
        [originals.get(damaged.read(), file.sha256) for file in files]
    assert str(path) in caught.value.message
    assert "dabir restore" in caught.value.remedy


def test_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (address)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Database.open(path, tmp_path / "backups")
    assert path.read_bytes() == before


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("a file, no folder")
    with pytest.raises(StoreError, match="occupied") as caught:
        Database.open(tmp_path / "occupied" / "desk.sqlite3", tmp_path / "backups")
    assert caught.value.remedy


def test_file_gone_under_a_reader_is_reported_and_not_made_anew(database: Database) -> None:
    database.path.rename(database.path.with_suffix(".moved"))
    with pytest.raises(StoreError, match="cannot be opened"):
        database.read()
    assert not database.path.exists()


@contextlib.contextmanager
def without_rights() -> Iterator[Path]:
    """Act as a user who owns nothing, where the tests run as root, whom no mode stops."""
    folder = Path(tempfile.mkdtemp())
    try:
        yield folder
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        for path in (folder, *folder.iterdir()):
            path.chmod(0o700)
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_read_only_file_is_reported() -> None:
    with without_rights() as folder:
        path = folder / "desk.sqlite3"
        Database.open(path, folder / "backups").close()
        before = path.read_bytes()
        path.chmod(0o444)
        folder.chmod(0o555)
        if os.getuid() == 0:
            os.seteuid(65534)
        with pytest.raises(StoreError, match="cannot be opened") as caught:
            Database.open(path, folder / "backups", busy_timeout=0.05)
        assert "may read and write" in caught.value.remedy
        if os.getuid() == 0:
            os.seteuid(0)
        assert path.read_bytes() == before


APPENDING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from dabir.domain.decision import Action, Decision, Subject
from dabir.store import decisions
from dabir.store.database import Database

path, device, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
database = Database.open(path, path.parent / "backups", busy_timeout=30.0)

def append(db):
    last = decisions.last(db)
    sequence = last.sequence + 1 if last else 0
    subject = Subject("urn:x", 1, "", "", "")
    decisions.append(db, Decision(sequence, datetime.now(UTC), device, "Leyla", Action.APPROVE, subject, "", ""))
    return sequence

for _ in range(number):
    print(database.write(append), flush=True)
database.close()
"""


def test_two_programs_write_one_log_without_gap_or_loss(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    # Both also make the file and its tables, at the same moment.
    programs = [run_python(APPENDING, path, device, 40) for device in ("one", "two")]
    written = [list(map(int, program.communicate()[0].split())) for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    assert sorted(written[0] + written[1]) == list(range(80))
    with contextlib.closing(Database.open(path, tmp_path / "backups")) as database:
        log = list(decisions.entries(database.read()))
    assert [entry.sequence for entry in log] == list(range(80))
    assert {entry.sequence for entry in log if entry.device == "one"} == set(written[0])


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_killed_writer_loses_no_committed_row(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    program = run_python(APPENDING, path, "one", 1_000_000)
    assert program.stdout is not None
    told = [int(program.stdout.readline()) for _ in range(25)]
    program.send_signal(signal.SIGKILL)
    told += map(int, program.communicate()[0].split())
    assert program.returncode == -signal.SIGKILL
    with contextlib.closing(Database.open(path, tmp_path / "backups")) as database:
        kept = [entry.sequence for entry in decisions.entries(database.read())]
        assert database.read().execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert kept[: len(told)] == told
    # The entry being written when it was killed is there whole or not at all.
    assert len(kept) - len(told) in {0, 1}


def test_newer_program_meanwhile_stops_the_older_one(database: Database) -> None:
    other = sqlite3.connect(database.path)
    other.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    other.close()
    with pytest.raises(StoreError, match="newer Dabir"):
        database.write(lambda db: preferences.put(db, "theme", "dark"))
    assert preferences.get(database.read(), "theme", "none") == "none"
