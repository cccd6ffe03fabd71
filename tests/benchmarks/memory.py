"""How long look-ups in a large translation memory take: prints one JSON object.

The units are sentences of the corpus, the beginning of one joined to the end of another, with their figures changed.
Exact look-ups ask for a source that is there; fuzzy ones for one with a fifth of its words replaced. The ratio is to
a plain scan: every source of a sample scored by rapidfuzz in the same run, extrapolated to all units.

    .venv/bin/python tests/benchmarks/memory.py [--units 1000000] [--queries 300]
"""

import argparse
import itertools
import json
import platform
import random
import re
import sqlite3
import statistics
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from rapidfuzz import fuzz, process

from dabir.domain.memory import MemoryUnit
from dabir.store import memory
from dabir.store.database import Database
from dabir.workflow.experience.memory import Memory

CORPUS = Path(__file__).parents[2] / "resources" / "corpus"
PARTS = ("culture_sport", "diplomacy", "economy", "figures_names_contracts", "general")
BATCH = 10_000
SAMPLE = 20_000
SCANS = 20
LIMIT_MS = 50


def sentences() -> list[tuple[list[str], list[str]]]:
    """Return the words of Persian sentences and of their Azerbaijani translations."""
    lines = (line.split("\t") for part in PARTS for line in (CORPUS / f"{part}.tsv").read_text("utf-8").splitlines())
    pairs = ((line[0].split(), line[1].split()) for line in lines if len(line) > 1)
    return [pair for pair in pairs if min(map(len, pair)) >= 4]


def recombined(size: int, chance: random.Random):
    """Yield units that differ from each other."""
    known = sentences()
    for number in range(size):
        one, other = chance.choice(known), chance.choice(known)
        cuts = [
            (chance.randint(2, len(first)), chance.randint(0, len(second) - 2))
            for first, second in zip(one, other, strict=True)
        ]
        texts = [
            re.sub(r"\d", lambda _: str(chance.randint(1, 9)), " ".join(first[:to] + second[at:]))
            for first, second, (to, at) in zip(one, other, cuts, strict=True)
        ]
        yield MemoryUnit(
            texts[0], texts[1], "fa", "az", editor="Leyla", story=f"tag:alborz.example,2026:{number // 20}"
        )


def changed(text: str, words: list[str], chance: random.Random) -> str:
    """Return a text with a fifth of its words replaced."""
    left = text.split()
    for place in chance.sample(range(len(left)), max(1, len(left) // 5)):
        left[place] = chance.choice(words)
    return " ".join(left)


@dataclass
class Times:
    """Milliseconds of some look-ups: by the clock, and of the processor, which other programs lengthen less."""

    clock: list[float]
    processor: list[float]

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.clock, n=20)[-1]

    @property
    def told(self) -> dict[str, float]:
        return {
            "median_ms": round(statistics.median(self.clock), 2),
            "p95_ms": round(self.p95, 2),
            "largest_ms": round(max(self.clock), 2),
            "median_processor_ms": round(statistics.median(self.processor), 2),
            "p95_processor_ms": round(statistics.quantiles(self.processor, n=20)[-1], 2),
        }


def timed(asked: list[str], look_up) -> tuple[Times, list]:
    """Return how long each look-up took, and what it found."""
    times, found = Times([], []), []
    for text in asked:
        start, used = time.perf_counter(), time.process_time()
        found.append(look_up(text))
        times.processor.append((time.process_time() - used) * 1000)
        times.clock.append((time.perf_counter() - start) * 1000)
    return times, found


def built(database: Database, size: int, chance: random.Random) -> float:
    """Fill a memory; return the seconds it took, without those for making the units."""
    seconds, units = 0.0, recombined(size, chance)
    while batch := list(itertools.islice(units, BATCH)):
        start = time.perf_counter()
        database.write(lambda db, batch=batch: memory.add(db, batch))
        seconds += time.perf_counter() - start
    return seconds


def measured(database: Database, queries: int, chance: random.Random) -> dict[str, object]:
    """Look up and scan."""
    kept = Memory(database)
    db = database.read()
    (first, last) = db.execute("SELECT min(id), max(id) FROM memory").fetchone()
    rows = [
        db.execute("SELECT source FROM memory WHERE id >= ?", (chance.randint(first, last),)).fetchone()[0]
        for _ in range(SAMPLE)
    ]
    words = sorted({word for text in rows for word in text.split()})
    known = rows[:queries]
    near = [changed(text, words, chance) for text in known]
    timed(near[:20], lambda text: kept.matches(text, "fa", "az"))
    exact, same = timed(known, lambda text: kept.exact(text, "fa", "az"))
    full, listed = timed(known, lambda text: kept.matches(text, "fa", "az"))
    fuzzy, alike = timed(near, lambda text: kept.matches(text, "fa", "az", at_least=50))
    phrases, _ = timed(known, lambda text: kept.concordance(" ".join(text.split()[:2]), ("fa", "az")))
    scans, _ = timed(near[:SCANS], lambda text: process.extract(text, rows, scorer=fuzz.ratio, limit=5))
    size = kept.count()
    scan = statistics.median(scans.processor) * size / SAMPLE
    return {
        "units": size,
        "queries": queries,
        "exact": {**exact.told, "found": sum(unit is not None for unit in same) / queries},
        "all_matches_of_a_known_source": {
            **full.told,
            "found": sum(bool(one) and one[0].score == 100 for one in listed) / queries,
        },
        "fuzzy": {
            **fuzzy.told,
            "found": sum(any(m.unit.source == text for m in one) for text, one in zip(known, alike, strict=True))
            / queries,
        },
        "concordance_of_two_words": phrases.told,
        "plain_scan_extrapolated_ms": round(scan),
        "times_faster_than_plain_scan": round(scan / statistics.median(fuzzy.processor), 1),
        "under_50_ms_of_processor": all(
            statistics.quantiles(times.processor, n=20)[-1] < LIMIT_MS for times in (exact, full, fuzzy)
        ),
        "under_50_ms": max(times.p95 for times in (exact, full, fuzzy)) < LIMIT_MS,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=300)
    asked = parser.parse_args()
    chance = random.Random(2026)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite3"
        database = Database.open(path, Path(folder) / "backups")
        seconds = built(database, asked.units, chance)
        found = measured(database, asked.queries, chance)
        database.close()
        size = path.stat().st_size
    print(
        json.dumps(
            {
                "benchmark": "memory",
                **found,
                "build_seconds": round(seconds, 1),
                "units_built_per_second": round(asked.units / seconds),
                "database_mb": round(size / 1e6),
                "python": platform.python_version(),
                "sqlite": sqlite3.sqlite_version,
                "rapidfuzz": version("rapidfuzz"),
            }
        )
    )


if __name__ == "__main__":
    main()
