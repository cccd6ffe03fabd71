"""Benchmark of the translation engine: against Argos Translate on the same packs, and Dabir's own settings.

    python tests/benchmarks/translation --argos-env FOLDER --work FOLDER [--quick] [--only PART …] [--notes FILE]

Argos lives in an environment of its own (`--argos-env`), made on the first run: argostranslate with Stanza and Torch,
of CTranslate2 and SentencePiece the versions Dabir runs. `--argos-with` names more requirements, for example a build
of Torch for processors only, which is a tenth of the ordinary one's size. `--work` keeps the packs that are made.

Two packs: one of the size Argos ships, which copies its source (`full_pack`), and the bundled model as a pack of one
direction. Argos runs with its own settings in a child process. Its splitters fetch models from the network, so it is
given Dabir's segments, one a paragraph (`argos_child`): that favours it. Sides and settings take turns, and what is
reported are medians of ratios within a round, because a computer that does other things makes every time uncertain.

Prints one JSON object; `--notes` also writes the tables as Markdown.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import against
import argos
import full_pack
import measures
import tables
import workload
from notes import markdown

from dabir.translation.engine import Engine
from dabir.translation.packs import Packs

BEAM: Final = 4
PACKS: Final = ("argos-size", "bundled")


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done: the whole benchmark takes most of an hour on two cores, the quick one some minutes."""

    rounds: int
    queue: int
    queue_rounds: int
    cold_rounds: int
    table_stories: int
    table_rounds: int
    learnt_from: int
    marks: tuple[int, int]


WHOLE: Final = Effort(7, 50, 3, 5, 5, 5, 8000, (50, 1000))
QUICK: Final = Effort(3, 5, 1, 2, 2, 2, 1000, (5, 20))


class Ground:
    """The packs, installed for Dabir, with an engine and a bench for each."""

    def __init__(self, work: Path) -> None:
        bundled = next((workload.ROOT / "resources" / "packs").glob("*.argosmodel"))
        self.files = {
            "argos-size": full_pack.build(work / "argos-size.argosmodel"),
            "bundled": full_pack.from_bundled(bundled, work),
        }
        self.installed = {name: work / f"packs-{name}" for name in PACKS}
        self.engines, self.benches = {}, {}
        for name, folder in self.installed.items():
            packs = Packs(folder, [self.files[name]])  # installed once, so that two runs do not disturb each other
            self.engines[name] = Engine(packs)
            self.benches[name] = tables.Bench(packs.installed()[0], work)
            self.engines[name].translate(workload.single().segments[:2], "fa", "az", beam=1)


def against_argos(ground: Ground, effort: Effort, python: Path, work: Path) -> dict[str, Any]:
    """Compare with Argos on both packs: a story of 20 segments, the same in paragraphs of 3, and a queue of stories."""
    told: dict[str, Any] = {}
    for name in PACKS:
        with argos.running(python, ground.files[name], work) as running:
            warm = running.translate([workload.single().paragraphs[:1]], beam=BEAM)
            told |= {"versions": warm.versions, "argos_computes_in": warm.compute_type}
            rows = {}
            workloads = [
                ("story", [workload.single()], (4, 2, 1), effort.rounds),
                ("story in paragraphs of 3", [workload.in_paragraphs(workload.single(), 3)], (4,), effort.rounds),
                ("queue", workload.queue(effort.queue), (4, 2), effort.queue_rounds),
            ]
            for label, stories, beams, rounds in workloads:
                for beam in beams:
                    found = against.compare(
                        running, ground.engines[name], ground.benches[name], stories, beam, rounds
                    )
                    rows[f"{label}, beam {beam}"] = dataclasses.asdict(found)
                    _say(f"{name}: {label}, beam {beam}: {found.times_as_fast} times as fast as Argos")
            told[name] = rows
    return told


def cold(ground: Ground, effort: Effort) -> dict[str, Any]:
    """Measure the first segment of a cold story with both packs."""
    texts = workload.single().segments
    return {
        f"{name}, beam {beam}": dataclasses.asdict(
            measures.cold(ground.installed[name], texts, beam, effort.cold_rounds)
        )
        for name in PACKS
        for beam in (2, 4)
    }


def delivery(ground: Ground, effort: Effort) -> dict[str, Any]:
    """Measure what progressive delivery costs."""
    texts = {
        "story": workload.single().segments,
        "queue": [text for story in workload.queue(2 * effort.table_stories) for text in story.segments],
    }
    return {
        f"{name}, {label}": dataclasses.asdict(
            measures.delivery(ground.engines[name], ground.benches[name], some, BEAM, effort.rounds)
        )
        for name in PACKS
        for label, some in texts.items()
    }


def memory(ground: Ground, effort: Effort) -> dict[str, Any]:
    """Measure resident sizes; the big pack gets a tenth of the stories, for the time they take."""
    stories = [story.segments for story in workload.corpus()]
    few = tuple(max(1, mark // 10) for mark in effort.marks)
    told = {}
    for name, marks in (("bundled", effort.marks), ("argos-size", few)):
        sizes = measures.memory(ground.installed[name], stories, 2, marks)
        told[name] = {"mib": sizes, "growth": round(sizes[str(marks[1])] / sizes[str(marks[0])], 3)}
    return told


def settings(ground: Ground, effort: Effort) -> dict[str, Any]:
    """Make the tables of settings; the vocabulary map is learnt from stories and sentences that are not in them."""
    texts = [text for story in workload.queue(effort.table_stories) for text in story.segments]
    told = {}
    for name in PACKS:
        bench = ground.benches[name]
        # The big pack copies, so it has nothing to learn; a few sentences show what a map costs.
        some = effort.learnt_from if name == "bundled" else effort.learnt_from // 20
        others = bench.encode(workload.sentences(some, without=texts))
        made = bench.run(others, dataclasses.replace(tables.REFERENCE, beam=2, places=2048))
        bench.learn(others, made, most=20, always=500)
        rows = tables.table(bench, texts, effort.table_rounds)
        told[name] = {"segments": len(texts), "rows": [dataclasses.asdict(row) for row in rows]}
    return told


def _parts(effort: Effort, python: Path | None, work: Path) -> dict[str, Callable[[Ground], dict[str, Any]]]:
    parts: dict[str, Callable[[Ground], dict[str, Any]]] = {
        "cold": lambda ground: cold(ground, effort),
        "delivery": lambda ground: delivery(ground, effort),
        "version": lambda _: dataclasses.asdict(measures.version(2)),
        "memory": lambda ground: memory(ground, effort),
        "settings": lambda ground: settings(ground, effort),
    }
    if python is not None:
        parts = {"argos": lambda ground: against_argos(ground, effort, python, work)} | parts
    return parts


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measures the translation engine, against Argos and by itself.")
    parser.add_argument(
        "--argos-env", type=Path, help="environment of Argos, made if it is not there; none: no Argos"
    )
    parser.add_argument("--argos-with", action="append", default=[], help="a further requirement of its environment")
    parser.add_argument("--work", type=Path, required=True, help="folder for the packs that are made")
    parser.add_argument("--quick", action="store_true", help="a short run, for a first look")
    parser.add_argument("--only", action="append", default=[], help="a part; may come several times")
    parser.add_argument("--notes", type=Path, help="Markdown file for the tables")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    effort = QUICK if arguments.quick else WHOLE
    python = argos.environment(arguments.argos_env, arguments.argos_with) if arguments.argos_env else None
    parts = _parts(effort, python, arguments.work)
    unknown = set(arguments.only) - set(parts)
    if unknown:
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(parts)}")
    ground = Ground(arguments.work)
    told: dict[str, Any] = {
        "benchmark": "translation",
        "effort": dataclasses.asdict(effort),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load_before": os.getloadavg() if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "ctranslate2": version("ctranslate2"),
        "sentencepiece": version("sentencepiece"),
        "dabir_computes_in": ground.engines["bundled"].runtime.compute_type,
    }
    with ExitStack() as stack:
        for engine in ground.engines.values():
            stack.callback(engine.close)
        for name, measure in parts.items():
            if not arguments.only or name in arguments.only:
                _say(f"measuring: {name}")
                told[name] = measure(ground)
    if arguments.notes:
        arguments.notes.write_text(markdown(told), "utf-8")
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
