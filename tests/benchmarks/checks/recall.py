"""How many of the planted errors are found, by which checks, and what else is found beside them.

Recall is the share of segments with a new finding of a check that fits the kind, `recall_of_any_check` that with a new
finding at all. Only segments count about which no fitting check complains while they are right. Precision is the share
of findings in spoilt segments that are new: the others stood there before the error did.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from findings import added, alarms
from kinds import KINDS, Kind
from material import Planted, Row, Segment, directions, place, ring

from dabir.domain.segment import Finding

GOAL: Final = 0.95


@dataclass(frozen=True, slots=True)
class Result:
    """What the checks said to one planted error.

    Attributes:
        kind: name of the kind.
        planted: the pairs.
        fresh: findings that the clean pair has not.
        stale: how many findings the clean pair has, too.
    """

    kind: str
    planted: Planted
    fresh: tuple[Finding, ...]
    stale: int

    @property
    def direction(self) -> str:
        return f"{self.planted.clean.source_language}-{self.planted.clean.target_language}"

    @property
    def is_found(self) -> bool:
        """Whether a check that fits has something new."""
        return not KINDS[self.kind].fitting.isdisjoint(self.checks)

    @property
    def checks(self) -> set[str]:
        """Names of the checks that have something new."""
        return {finding.check for finding in self.fresh}


def plant(rows: Sequence[Row], seed: int, segments: int) -> list[Result]:
    """Plant errors of all kinds in all directions, so many in all, and check them."""
    slots = [(name, *pair) for name, kind in KINDS.items() for _ in range(kind.share) for pair in directions()]
    counts = Counter(itertools.islice(itertools.cycle(slots), segments))
    return [
        result
        for (name, source, target), count in counts.items()
        for result in itertools.islice(_results(rows, seed, name, source, target), count)
    ]


def _results(rows: Sequence[Row], seed: int, name: str, source: str, target: str) -> Iterator[Result]:
    kind = KINDS[name]
    for row in ring(rows, place(seed, name, source, target)):
        chance = Random(f"{seed} {name} {source} {target} {row.mark}")
        planted = kind.plant(Segment(row, source, target), chance)
        result = planted and _checked(name, kind, planted)
        if result:
            yield result


def _checked(name: str, kind: Kind, planted: Planted) -> Result | None:
    before = alarms(planted.clean)
    if any(finding.check in kind.fitting for finding in before):
        return None
    after = alarms(planted.spoilt)
    fresh = tuple(added(before, after))
    return Result(name, planted, fresh, len(after) - len(fresh))


def by_kind(results: Sequence[Result]) -> dict[str, dict[str, Any]]:
    """Return the figures of each kind."""
    return {name: _figures([one for one in results if one.kind == name]) for name in KINDS}


def _figures(results: Sequence[Result]) -> dict[str, Any]:
    finders = Counter(check for one in results for check in one.checks)
    fresh, stale = sum(len(one.fresh) for one in results), sum(one.stale for one in results)
    return {
        "segments": len(results),
        "recall": share(sum(one.is_found for one in results), len(results)),
        "recall_of_any_check": share(sum(bool(one.fresh) for one in results), len(results)),
        "precision": share(fresh, fresh + stale),
        "found_by": {check: share(count, len(results)) for check, count in finders.most_common()},
        "recall_by_direction": {
            direction: share(sum(one.is_found for one in some), len(some))
            for direction in dict.fromkeys(one.direction for one in results)
            if (some := [one for one in results if one.direction == direction])
        },
    }


def by_goal(results: Sequence[Result]) -> dict[str, dict[str, Any]]:
    """Return the recall of the kinds of each goal together, and whether it is reached."""
    goals = dict.fromkeys(kind.goal for kind in KINDS.values() if kind.goal)
    told = {}
    for goal in goals:
        some = [one for one in results if KINDS[one.kind].goal == goal]
        recall = share(sum(one.is_found for one in some), len(some))
        told[goal] = {"segments": len(some), "recall": recall, "goal": GOAL, "reached": (recall or 0) >= GOAL}
    return told


def share(part: int, whole: int) -> float | None:
    """Return a ratio with four digits; None of nothing."""
    return round(part / whole, 4) if whole else None
