"""False alarms: warnings and errors about translations that are right."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from findings import alarms
from material import Row, Segment, directions, place, ring
from recall import share

from dabir.domain.segment import Finding
from dabir.translation import checks

GOAL: Final = 0.03


@dataclass(frozen=True, slots=True)
class Verdict:
    """A clean segment with what the checks said to it."""

    segment: Segment
    alarms: tuple[Finding, ...]


def check(rows: Sequence[Row], seed: int, pairs: int) -> list[Verdict]:
    """Check so many clean pairs, as many in each direction."""
    counts = Counter(itertools.islice(itertools.cycle(directions()), pairs))
    segments = [
        Segment(row, *pair)
        for pair, count in counts.items()
        for row in itertools.islice(ring(rows, place(seed, "clean", *pair)), count)
    ]
    return [Verdict(segment, tuple(alarms(segment.pair()))) for segment in segments]


def figures(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return the share of pairs with an alarm, by check and by direction."""
    by_direction: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_direction.setdefault(verdict.segment.direction, []).append(verdict)
    alarmed = share(sum(bool(one.alarms) for one in verdicts), len(verdicts))
    return {
        "pairs": len(verdicts),
        "with_alarms": alarmed,
        "goal": GOAL,
        "reached": (alarmed or 0) < GOAL,
        "by_check": _by_check(verdicts),
        "by_direction": {
            direction: {"with_alarms": share(sum(bool(one.alarms) for one in some), len(some)), **_by_check(some)}
            for direction, some in by_direction.items()
        },
    }


def _by_check(verdicts: Sequence[Verdict]) -> dict[str, float | None]:
    counted = Counter(name for one in verdicts for name in {finding.check for finding in one.alarms})
    return {name: share(counted[name], len(verdicts)) for name in checks.CHECKS if counted[name]}
