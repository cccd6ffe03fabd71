"""How long the list and the search of a large desk take: prints one JSON object.

Each act is done a number of times with other places and words, and the middle and the worst of them are told, in
milliseconds. The floor is what SQLite needs to count every line of the list in its index, in the same run. The load of
the machine is told with the figures; on a busy one the middle says more than the worst.

    PYTHONPATH=desktop python tests/benchmarks/scale.py FOLDER [--times 15]

FOLDER is a desk made by desk.py.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from desk import END

from dabir.app import open_desk
from dabir.domain.life import UNHANDLED, StoryState
from dabir.domain.listing import Sort, StoryFilter
from dabir.settings import Places
from dabir.workflow import Workflow

PAGE: Final = 100
SCREEN: Final = 15

#: From filters that let nearly everything through to such that let through next to nothing.
FILTERS: Final = (
    StoryFilter(),
    StoryFilter(states=UNHANDLED),
    StoryFilter(states=(StoryState.APPROVED,)),
    StoryFilter(partner="KARUN", language="fa"),
    StoryFilter(partner="SAHAND", states=(StoryState.NEW,), urgent_only=True),
    StoryFilter(query="-partner:KARUN -state:released"),
    StoryFilter(query="lang:en urgency:1 has:note"),
    StoryFilter(query="after:2019-05-01 before:2019-07-01"),
    StoryFilter(query="has:embargo,note state:expired partner:SAHAND"),
)
#: Words that stand in most stories, in some, in few; alone and in threes; by beginning, as a phrase, with fields.
ONE_WORD: Final = ("the ", "ölkə", "وزیر ", "və ", "از ", "minister", "nazir", "کشور", "xəbər", "budget")
THREE_WORDS: Final = ("the of and ", "وزیر از در ", "və bu ilə ", "the minister of", "nazir və ölkə", "از این که")
OTHERS: Final = ('"of the"', "the -minister", "vəzir partner:ARAZ", "وزیر lang:fa urgency:1-3", "slug:energy", "qwxz")


class Stopwatch:
    """Times of acts, by name, in milliseconds."""

    def __init__(self, times: int) -> None:
        self._times = times
        self.taken: dict[str, list[float]] = {}
        self.worst: dict[str, tuple[float, str]] = {}

    def time(self, name: str, what: str, act: Callable[..., Any], *values: Any, **more: Any) -> None:
        began = time.perf_counter()
        act(*values, **more)
        took = 1000 * (time.perf_counter() - began)
        self.taken.setdefault(name, []).append(took)
        if took > self.worst.get(name, (0.0, ""))[0]:
            self.worst[name] = (took, what)

    def figures(self) -> dict[str, Any]:
        return {
            name: {
                "median": round(statistics.median(taken), 1),
                "p90": round(sorted(taken)[int(len(taken) * 0.9)], 1),
                "worst": round(max(taken), 1),
                "worst_of": self.worst[name][1],
                "acts": len(taken),
            }
            for name, taken in self.taken.items()
        }


def measure_list(workflow: Workflow, watch: Stopwatch, times: int) -> None:
    """Time pages, counts, places and days of every filter in every order."""
    chance = random.Random(1)
    stories = workflow.stories

    def jump(wanted: StoryFilter, day: datetime) -> None:
        stories.page(wanted, offset=stories.place_at(wanted, day), limit=PAGE)

    for wanted in (replace(one, sort=sort) for one in FILTERS for sort in Sort):
        what = f"{wanted.query or wanted} ({wanted.sort})"
        watch.time("first_page", what, stories.page, wanted, offset=0, limit=PAGE)
        watch.time("count", what, stories.tally, wanted)
        size = stories.count(wanted)
        for _ in range(max(times // 5, 1)):
            place = chance.randrange(max(size, 1))
            watch.time("later_page", what, stories.page, wanted, offset=place, limit=PAGE)
            watch.time("jump_to_day", what, jump, wanted, END - timedelta(days=chance.randrange(3650)))
            for found in stories.ids(wanted, offset=place, limit=1):
                watch.time("place_of_story", what, stories.place_of, wanted, found)
                watch.time("next_unhandled", what, stories.next_unhandled, found, wanted)


def measure_search(workflow: Workflow, watch: Stopwatch, times: int) -> None:
    """Time searches as a command gives them, the first page of a list narrowed by words, and a screen of snippets."""
    stories = workflow.stories
    for name, queries in (("one_word", ONE_WORD), ("three_words", THREE_WORDS), ("other", OTHERS)):
        for query in queries:
            for _ in range(max(times // 3, 1)):
                watch.time(f"search_{name}", query, stories.search, query, limit=20)
            for sort in (Sort.RECEIVED, Sort.URGENCY):
                wanted = StoryFilter(query=query, sort=sort)
                watch.time(f"list_of_{name}", f"{query} ({sort})", stories.page, wanted, offset=0, limit=PAGE)
                watch.time(f"list_of_{name}_again", query, stories.page, wanted, offset=PAGE, limit=PAGE)
                seen = stories.ids(wanted, limit=SCREEN)
                watch.time(f"snippets_of_{name}_on_a_screen", query, stories.snippets, query, seen)


def measure(folder: Path, times: int) -> dict[str, Any]:
    """Return the figures of a desk."""
    load = os.getloadavg()[0]
    workflow = open_desk(Places(folder))
    try:
        db = workflow.stories._database.read()
        watch = Stopwatch(times)
        floor = "SELECT count(*) FROM list_lines WHERE received > 0"
        for _ in range(times):
            watch.time("floor_count_all_lines", "", lambda: db.execute(floor).fetchone())
        measure_list(workflow, watch, times)
        measure_search(workflow, watch, times)
        size = {
            table: db.execute("SELECT sum(pgsize) FROM dbstat WHERE name = ?", (table,)).fetchone()[0]
            for table in (
                "list_lines",
                "list_received",
                "list_created",
                "list_facet_received",
                "list_facet_created",
                "list_counts",
            )
        }
        return {
            "benchmark": "scale",
            "stories": workflow.stories.count(StoryFilter()),
            "facets": db.execute("SELECT count(*) FROM list_facets").fetchone()[0],
            "milliseconds": watch.figures(),
            "list_bytes": size,
            "database_bytes": (folder / "desk.sqlite3").stat().st_size,
            "load_before_and_after": [round(load, 1), round(os.getloadavg()[0], 1)],
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
        }
    finally:
        workflow.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=15)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.folder, arguments.times), ensure_ascii=False))
