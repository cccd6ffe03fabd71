"""What is measured of Dabir alone: the first segment of a cold story, progressive delivery, memory, a new version."""

from __future__ import annotations

import dataclasses
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tables import REFERENCE, Bench

from dabir.app import open_desk
from dabir.settings import Places
from dabir.translation.engine import Engine
from dabir.workflow.workflow import Workflow

ROOT: Final = Path(__file__).parents[3]
CHILD: Final = Path(__file__).with_name("dabir_child.py")
_ALBORZ: Final = ROOT / "resources" / "sample" / "ALBORZ"
_VERSIONS: Final = ("04-gilan-flood.xml", "05-gilan-flood-correction.xml")


@dataclass(frozen=True, slots=True)
class Cold:
    """A story of 20 segments in a process that has just begun; seconds, medians.

    Attributes:
        first: from the start of the interpreter until the first segment is there.
        first_inside: from the import of the engine; what a window that is open would wait.
        first_cpu: processor time until then, of all threads together, which a busy computer hardly changes.
        whole: from the import of the engine until all segments are there.
        segments: how many come first.
    """

    first: float
    first_inside: float
    first_cpu: float
    whole: float
    segments: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """What it costs to hand over segments as they are ready; each time divided by that of one call for all batches.

    Attributes:
        engine: `Engine.translate`, to nobody.
        engine_progressive: the same with `on_batch` and `progress`.
        on_batch_costs: the second by the first.
        deliveries: calls of `on_batch`.
    """

    engine: float
    engine_progressive: float
    on_batch_costs: float
    deliveries: int


@dataclass(frozen=True, slots=True)
class Version:
    """A story and its correction through the workflow: what the machine had to translate, and how long it took."""

    story_segments: int
    story_seconds: float
    correction_segments: int
    correction_seconds: float


def cold(packs: Path, texts: Sequence[str], beam: int, rounds: int) -> Cold:
    """Start the engine anew each time, in a process of its own."""
    firsts, inside, cpu, whole, count = [], [], [], [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        with _child("first", packs, beam) as process:
            _send(process, texts)
            line = _line(process)
            firsts.append(time.perf_counter() - start)
            inside.append(line["inside"])
            cpu.append(line["cpu"])
            count = line["segments"]
            whole.append(_line(process)["all"])
    seconds = [round(statistics.median(one), 3) for one in (firsts, inside, cpu, whole)]
    return Cold(seconds[0], seconds[1], seconds[2], seconds[3], count)


def memory(packs: Path, stories: Sequence[Sequence[str]], beam: int, marks: Sequence[int]) -> dict[str, float]:
    """Return the resident size in MiB after so many stories, translated one by one, and after unloading."""
    with _child("memory", packs, beam, *marks) as process:
        _send(process, stories)
        lines = [_line(process) for _ in range(len(marks) + 1)]
    return {str(line["stories"]): line["mib"] for line in lines}


def delivery(engine: Engine, bench: Bench, texts: Sequence[str], beam: int, rounds: int) -> Delivery:
    """Translate the same segments in three ways, by turns."""
    inputs = bench.encode(texts)
    setting = dataclasses.replace(REFERENCE, beam=beam)
    calls: list[int] = []
    times: list[tuple[float, float, float]] = []
    for _ in range(rounds):
        calls.clear()
        marks = [time.perf_counter()]
        bench.run(inputs, setting)
        marks.append(time.perf_counter())
        engine.translate(texts, "fa", "az", beam=beam)
        marks.append(time.perf_counter())
        engine.translate(
            texts, "fa", "az", beam=beam, on_batch=lambda batch: calls.append(len(batch)), progress=lambda *_: None
        )
        marks.append(time.perf_counter())
        times.append((marks[1] - marks[0], marks[2] - marks[1], marks[3] - marks[2]))
    return Delivery(
        engine=round(statistics.median(b / a for a, b, _ in times), 3),
        engine_progressive=round(statistics.median(c / a for a, _, c in times), 3),
        on_batch_costs=round(statistics.median(c / b for _, b, c in times), 3),
        deliveries=len(calls),
    )


def version(beam: int) -> Version:
    """Translate a story of the sample desk and then its correction."""
    with tempfile.TemporaryDirectory() as place:
        desk = open_desk(Places(Path(place) / "home"))
        try:
            # The pack is installed and loaded before the clock runs.
            desk.translations.translate_texts(["سلام."], "fa", "az")
            measured = [_drafted(desk, _ALBORZ / name, beam) for name in _VERSIONS]
        finally:
            desk.close()
    (story, its_time), (correction, time_after) = measured
    return Version(story, its_time, correction, time_after)


def _drafted(desk: Workflow, file: Path, beam: int) -> tuple[int, float]:
    """Take a file in and translate its story; return how many segments the machine made, and in how many seconds."""
    stories = [outcome.story_id for outcome in desk.intake.ingest([file]) if outcome.story_id]
    units: list[int] = []
    start = time.perf_counter()
    desk.translations.translate(stories, "az", beam=beam, on_ready=lambda _story, unit, _draft: units.append(unit))
    return len(units), round(time.perf_counter() - start, 3)


def _child(what: str, packs: Path, beam: int, *more: int) -> subprocess.Popen[str]:
    path = os.pathsep.join(filter(None, (str(ROOT / "desktop"), os.environ.get("PYTHONPATH", ""))))
    return subprocess.Popen(
        [sys.executable, CHILD, what, packs, str(beam), *map(str, more)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": path},
        text=True,
        encoding="utf-8",
    )


def _send(process: subprocess.Popen[str], value: object) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(value))
    process.stdin.close()


def _line(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"The engine's process ended with status {process.wait()}.")
    answer: dict[str, Any] = json.loads(line)
    return answer
