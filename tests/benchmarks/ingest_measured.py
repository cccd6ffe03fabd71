"""What `ingest.py` measures and prints: how fast files become stories that are safe on the disk.

The files are those of `mixed_wires`: what partners send, in all formats. The ratio is to bare parsing of the same
bytes in the same run, before and after: lxml for XML and HTML, feedparser for web feeds, json, email. Where the time goes
is measured apart, on fewer files and in one process, in microseconds of the processor a story.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import platform
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mixed_wires import BARE, Wire, make

from dabir.app import open_desk
from dabir.domain.listing import IngestStatus
from dabir.domain.story import Original
from dabir.processes import clean_up_seldom
from dabir.settings import Places
from dabir.store import originals, ready, search, stories
from dabir.store.database import Database
from dabir.wire import reading, registry
from dabir.workflow.arrivals import intake, keeping, readers

#: Stories whose parts are measured, in one process.
PARTS = 500


def bare(wires: list[Wire]) -> float:
    """Return how many seconds bare parsing of all files takes."""
    start = time.perf_counter()
    for wire in wires:
        BARE[wire.template.bare](wire.data)
    return time.perf_counter() - start


def ingested(folder: Path, home: Path) -> tuple[Counter[str], Counter[str], float, float]:
    """Take a folder in on a new desk; return how many stories by outcome and by format, and the seconds it took.

    The seconds are those of the clock, and those of the processor in all processes.
    """
    desk = open_desk(Places(home))
    try:
        start, begun = time.perf_counter(), sum(os.times()[:4])
        statuses, formats = Counter[str](), Counter[str]()
        for outcome in desk.intake.ingest([folder], partner="ALBORZ"):
            statuses[outcome.status.value] += 1
            if outcome.story:
                formats[outcome.story.format] += 1
        clock = time.perf_counter() - start
    finally:
        desk.close()
    return statuses, formats, clock, sum(os.times()[:4]) - begun


class Parts:
    """Measures what parts of the work take, each without those within it."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._within: list[float] = []

    def time(self, owner: Any, name: str, part: str) -> None:
        """Count the time of a function to a part."""
        real: Callable[..., Any] = getattr(owner, name)

        @functools.wraps(real)
        def timed(*arguments: Any, **options: Any) -> Any:
            start = time.thread_time()
            self._within.append(0.0)
            try:
                return real(*arguments, **options)
            finally:
                self._ended(part, time.thread_time() - start)

        setattr(owner, name, timed)

    def each(self, owner: Any, name: str, part: str) -> None:
        """Count the time of a generator to a part."""
        real: Callable[..., Iterator[Any]] = getattr(owner, name)

        @functools.wraps(real)
        def timed(*arguments: Any, **options: Any) -> Iterator[Any]:
            iterator = real(*arguments, **options)
            while True:
                start = time.thread_time()
                self._within.append(0.0)
                try:
                    found = next(iterator)
                except StopIteration:
                    return
                finally:
                    self._ended(part, time.thread_time() - start)
                yield found

        setattr(owner, name, timed)

    def _ended(self, part: str, spent: float) -> None:
        self.spent[part] += spent - self._within.pop()
        if self._within:
            self._within[-1] += spent


def parts_of(folder: Path, home: Path) -> dict[str, float]:
    """Return microseconds a story by part, of the processor, the largest first."""
    parts = Parts()
    # What another process does cannot be measured here.
    readers.cores = lambda: 1
    parts.each(intake, "walk", "files read")
    parts.time(Original, "of", "files hashed")
    parts.time(registry, "choose", "format told")
    parts.time(reading, "parse", "parsed")
    parts.time(registry.detection, "detect", "language told")
    parts.time(Database, "_transact", "committed")
    parts.time(intake, "ready_all", "made ready")
    parts.time(ready, "lay", "made ready: packed")
    parts.time(ready, "words_of", "made ready: words")
    parts.time(keeping._Keeping, "keep", "kept: looked up, checked")
    parts.time(keeping, "_follow", "kept: effect on others")
    parts.time(stories, "_insert", "kept: stored")
    parts.time(originals, "add", "kept: original")
    parts.time(search, "index_arrivals", "search: index")
    taken = sum(ingested(folder, home)[0].values())
    return {part: round(spent / taken * 1e6, 1) for part, spent in parts.spent.most_common()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=6000)
    parser.add_argument("--cores", type=int, default=2)
    arguments = parser.parse_args()
    # As a command of `dabir` does.
    clean_up_seldom()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: arguments.cores])
    with tempfile.TemporaryDirectory() as place:
        wires = make(Path(place) / "wires", arguments.stories)
        before = bare(wires)
        statuses, formats, clock, processor = ingested(Path(place) / "wires", Path(place) / "desk")
        least = (before + bare(wires)) / 2
        make(Path(place) / "few", PARTS)
        parts = parts_of(Path(place) / "few", Path(place) / "parts")
    taken = statuses[IngestStatus.NEW] + statuses[IngestStatus.VERSION]
    print(
        json.dumps(
            {
                "benchmark": "ingest",
                "stories": taken,
                "files": len(wires),
                "bytes": sum(len(wire.data) for wire in wires),
                "outcomes": dict(statuses),
                "formats": dict(formats.most_common()),
                "stories_per_second": round(taken / clock),
                "bare_stories_per_second": round(taken / least),
                "ratio_to_bare": round(least / clock, 3),
                "processor_us_a_story": round(processor / taken * 1e6),
                "bare_us_a_story": round(least / taken * 1e6),
                "parts_us_a_story": parts,
                "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
                "python": platform.python_version(),
                "sqlite": sqlite3.sqlite_version,
                "lxml": version("lxml"),
                "feedparser": version("feedparser"),
            }
        )
    )
