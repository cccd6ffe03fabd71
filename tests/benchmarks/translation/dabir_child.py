"""Dabir's engine in a fresh process, for what a running one cannot show: a cold start, and how much memory it comes to.

python dabir_child.py first PACKS BEAM         one story; a line of JSON when its first segment is there
python dabir_child.py memory PACKS BEAM MARK … one story after another; a line of JSON at each mark
"""

import json
import sys
import time
from pathlib import Path

BEGUN = time.perf_counter()

from dabir.translation.engine import Engine  # noqa: E402 - its import is part of a cold start
from dabir.translation.packs import Packs  # noqa: E402


def first(folder: Path, beam: int) -> None:
    """Translate the story given on the standard input; tell when the first of it is there, and when all is."""
    texts = json.loads(sys.stdin.read())
    told = False

    def ready(batch: list) -> None:
        nonlocal told
        if not told and any(translation.text for _, translation in batch):
            told = True
            taken = {"inside": time.perf_counter() - BEGUN, "cpu": time.process_time(), "segments": len(batch)}
            print(json.dumps(taken), flush=True)

    engine = Engine(Packs(folder))
    engine.translate(texts, "fa", "az", beam=beam, on_batch=ready)
    print(json.dumps({"all": time.perf_counter() - BEGUN}), flush=True)


def memory(folder: Path, beam: int, marks: list[int]) -> None:
    """Translate stories, each with words of its own; tell the resident size at each mark, in MiB, and after unloading."""
    stories = json.loads(sys.stdin.read())
    engine = Engine(Packs(folder), idle_seconds=0)
    for number in range(1, max(marks) + 1):
        story = stories[number % len(stories)]
        engine.translate([f"{text} {number}" for text in story], "fa", "az", beam=beam)
        if number in marks:
            print(json.dumps({"stories": number, "mib": resident()}), flush=True)
    engine.unload_idle()
    print(json.dumps({"stories": "unloaded", "mib": resident()}), flush=True)


def resident() -> float:
    """Return the resident size of this process in MiB, as Linux tells it."""
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    return round(int(fields["VmRSS"].split()[0]) / 1024, 1)


if __name__ == "__main__":
    what, place, width, *rest = sys.argv[1:]
    if what == "first":
        first(Path(place), int(width))
    else:
        memory(Path(place), int(width), [int(mark) for mark in rest])
