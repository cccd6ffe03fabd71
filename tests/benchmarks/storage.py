"""How much room a desk takes before and after packing, and how fast packing and a backup are: prints one JSON object.

Ratios are to work on the same bytes in the same run: packing to zlib's, a backup to a plain copy of the file. While
the backup runs, somebody writes to the desk; how long the longest of these writes took is told beside how long one
takes with nobody else there.

    PYTHONPATH=desktop python tests/benchmarks/storage.py [stories]
"""

from __future__ import annotations

import json
import platform
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

import desk as made_desk

from dabir.app import open_desk
from dabir.settings import Places
from dabir.store import compacting, dictionaries, packing, preferences
from dabir.workflow import Workflow


def by_table(path: Path, stories: int) -> dict[str, float]:
    """Return bytes a story by table, of those that take more than ten, each with its indexes."""
    with closing(sqlite3.connect(path)) as db:
        owner = dict(db.execute("SELECT name, tbl_name FROM sqlite_master").fetchall())
        found: dict[str, int] = {}
        for name, size in db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall():
            table = owner.get(name, name)
            found[table] = found.get(table, 0) + size
    listed = sorted(found.items(), key=lambda one: -one[1])
    return {name: round(size / stories, 1) for name, size in listed if size / stories > 10}


def timed(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def make(home: Path, stories: int) -> Workflow:
    """Make a desk that has kept everything as it came, as desks did before they knew packing."""
    smallest, packing._SMALLEST = packing._SMALLEST, 10**9
    try:
        made_desk.make_desk(home, stories)
    finally:
        packing._SMALLEST = smallest
    return open_desk(Places(home))


def speeds(workflow: Workflow) -> dict[str, Any]:
    """Return how fast originals are packed and unpacked, and how small they get, beside zlib."""
    db = workflow.database.read()
    table = compacting.TABLES[0]
    rows = compacting.samples(db, table)[:2_000]
    found = dictionaries.newest(db, table.name)
    assert found is not None
    size = sum(map(len, rows))
    packed: list[bytes] = []
    packing_time = timed(lambda: packed.extend(packing.pack(row, found.data) or row for row in rows))
    deflated: list[bytes] = []
    deflating_time = timed(lambda: deflated.extend(zlib.compress(row) for row in rows))
    pairs = [(small, len(row)) for small, row in zip(packed, rows, strict=True) if small is not row]
    unpacking_time = timed(lambda: [packing.unpack(small, noted, found.data) for small, noted in pairs])
    inflating_time = timed(lambda: [zlib.decompress(small) for small in deflated])
    return {
        "average_original": round(size / len(rows)),
        "packed_to": round(sum(map(len, packed)) / size, 3),
        "packed_without_dictionary_to": round(sum(len(packing.pack(row) or row) for row in rows) / size, 3),
        "zlib_to": round(sum(map(len, deflated)) / size, 3),
        "packed_a_second": round(len(rows) / packing_time),
        "unpacked_a_second": round(len(rows) / unpacking_time),
        "packing_times_zlib": round(deflating_time / packing_time, 2),
        "unpacking_times_zlib": round(inflating_time / unpacking_time, 2),
    }


def backing_up(workflow: Workflow, place: Path) -> dict[str, Any]:
    """Return how fast a backup is, and how long others waited to write while it ran."""
    database = workflow.database
    size = database.path.stat().st_size

    def write(number: int) -> float:
        return timed(lambda: database.write(lambda db: preferences.put(db, "benchmark", str(number))))

    alone = max(write(number) for number in range(50))
    copying = timed(lambda: shutil.copyfile(database.path, place / "copy.sqlite3"))
    waits: list[float] = []
    over = threading.Event()

    def write_on() -> None:
        while not over.wait(0.01):
            waits.append(write(len(waits)))

    writer = threading.Thread(target=write_on)
    writer.start()
    made: list[Any] = []
    taken = timed(lambda: made.append(workflow.backups.make(place / "desk.zip")))
    over.set()
    writer.join()
    return {
        "database_bytes": size,
        "backup_bytes": made[0].size,
        "backup_mb_a_second": round(size / 1e6 / taken, 1),
        "backup_times_plain_copy": round(taken / copying, 1),
        "longest_write_alone_ms": round(alone * 1e3, 1),
        "longest_write_meanwhile_ms": round(max(waits) * 1e3, 1),
        "writes_meanwhile": len(waits),
    }


def main() -> None:
    """Measure and print."""
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        workflow = make(place / "home", stories)
        path = workflow.database.path
        with closing(workflow):
            workflow.compaction.give_back()
            before, tables = workflow.compaction.room().file, by_table(path, stories)
            done: list[Any] = []
            packing_time = timed(lambda: done.append(workflow.compaction.run()))
            workflow.compaction.give_back()
            after = workflow.compaction.room().file
            told = {
                "benchmark": "storage",
                "stories": stories,
                "bytes_a_story_before": round(before / stories),
                "bytes_a_story_after": round(after / stories),
                "ratio": round(after / before, 3),
                "by_table_before": tables,
                "by_table_after": by_table(path, stories),
                "pieces_compacted_a_second": round(done[0].rows / packing_time),
                **speeds(workflow),
                **backing_up(workflow, place),
                "python": platform.python_version(),
                "sqlite": sqlite3.sqlite_version,
                "zstandard": version("zstandard"),
            }
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
