"""Report of what the checks find and what they say without need: errors are planted in good translations by a seed.

    python tests/benchmarks/checks [--quick] [--seed N] [--unseen] [--show KIND]

Prints one JSON object. With `--show` it prints the errors of that kind that no fitting check found instead, and with
`--show clean` the alarms about translations that are right. The lists of the checks were written with this corpus at
hand: of the texts of a desk expect somewhat more alarms and misses. With `--unseen` only the half of the corpus is used
that neither the word list nor the weights of the omissions were learnt from.
"""

from __future__ import annotations

import argparse
import io
import json
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final

import clean
import material
import recall
import speed
from kinds import KINDS

SEED: Final = 2026
CLEAN: Final = "clean"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done.

    Attributes:
        planted: segments with an error.
        clean: segments without.
        timed: segments whose time is taken.
    """

    planted: int
    clean: int
    timed: int


WHOLE: Final = Effort(2000, 2000, 300)
QUICK: Final = Effort(200, 600, 30)


def report(effort: Effort, seed: int, *, unseen: bool) -> dict[str, Any]:
    """Plant, check and measure; return all figures."""
    rows = material.unseen(seed) if unseen else material.read(seed)
    times = speed.measure(rows, seed, effort.timed)
    results = recall.plant(rows, seed, effort.planted)
    verdicts = clean.check(rows, seed, effort.clean)
    caused = sum(len(one.fresh) for one in results)
    needless = sum(one.stale for one in results) + sum(len(one.alarms) for one in verdicts)
    return {
        "benchmark": "checks",
        "goals": recall.by_goal(results),
        "false_alarms": clean.figures(verdicts),
        "precision_of_findings": recall.share(caused, caused + needless),
        "planted": recall.by_kind(results),
        "speed": times,
        "workload": {
            "rows": len(rows),
            "planted": len(results),
            "clean": len(verdicts),
            "seed": seed,
            "unseen": unseen,
        },
        "versions": _versions(),
    }


def shown(kind: str, effort: Effort, seed: int, *, unseen: bool) -> Iterator[str]:
    """Yield what was missed of a kind, or the false alarms, a line each."""
    rows = material.unseen(seed) if unseen else material.read(seed)
    if kind == CLEAN:
        for verdict in clean.check(rows, seed, effort.clean):
            for alarm in verdict.alarms:
                segment = verdict.segment
                yield f"{segment.direction}\t{alarm.check}\t{alarm.message}\t{segment.source}\t{segment.target}"
        return
    for one in recall.plant(rows, seed, effort.planted):
        if one.kind == kind and not one.is_found:
            pair = one.planted.spoilt
            yield f"{one.direction}\t{pair.source}\t{one.planted.clean.target}\t{pair.target}"


def _versions() -> dict[str, str]:
    return {name: version(name) for name in ("dabir", "rapidfuzz", "babel", "persiantools")} | {
        "python": platform.python_version(),
        "machine": platform.machine(),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="200 planted errors instead of 2,000")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", choices=(*KINDS, CLEAN), metavar="KIND", help=f"{', '.join(KINDS)}, or {CLEAN}")
    parser.add_argument("--unseen", action="store_true", help="only the half that nothing was learnt from")
    asked = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # consoles of Windows may have another
    effort = QUICK if asked.quick else WHOLE
    if asked.show:
        for line in shown(asked.show, effort, asked.seed, unseen=asked.unseen):
            sys.stdout.write(line + "\n")
        return
    sys.stdout.write(json.dumps(report(effort, asked.seed, unseen=asked.unseen), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
