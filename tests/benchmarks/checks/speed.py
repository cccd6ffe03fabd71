"""How long all checks take for a segment of sixty words that they have not seen, and each check's share of it.

What several checks read (words, names, numbers) is read once and kept: the first that needs it pays for it. Each
segment is measured twice, its sentences in two orders, and the shorter time counts. It is the thread's own time where
the system tells that finely enough, so that other programs do not count.
"""

from __future__ import annotations

import re
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from material import Row, directions, place, ring

from dabir.translation import checks
from dabir.translation.checks.pair import Pair

WORDS: Final = 60
LIMIT_MS: Final = 30
_NEAR: Final = 3
_WARM_UP: Final = 3
_CLOCK: Final = "thread_time" if time.get_clock_info("thread_time").resolution < 1e-5 else "perf_counter"
_now: Final[Callable[[], float]] = getattr(time, _CLOCK)
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one segment.

    Attributes:
        checks: of each check.
        splitting: of splitting both texts into words by a regular expression, for comparison.
    """

    checks: dict[str, float]
    splitting: float

    @property
    def total(self) -> float:
        return sum(self.checks.values())


def measure(rows: Sequence[Row], seed: int, segments: int) -> dict[str, Any]:
    """Return the times of so many segments, as many in each direction."""
    times = []
    for source, target in directions():
        joined = _joined(rows, place(seed, "speed", source, target), (source, target))
        for number, texts in zip(range(segments // 6 + _WARM_UP), joined, strict=False):
            both = [_times(texts, (source, target)), _times(texts[::-1], (source, target))]
            if number >= _WARM_UP:
                times.append(min(both, key=lambda one: one.total))
    return _figures(times)


def _joined(rows: Sequence[Row], start: float, languages: tuple[str, str]) -> Iterator[list[Row]]:
    """Yield rows that come to about sixty words of source together."""
    some: list[Row] = []
    for row in ring(rows, start):
        some.append(row)
        words = sum(len(one.texts[languages[0]].split()) for one in some)
        if words >= WORDS - _NEAR:
            if words <= WORDS + _NEAR and len(some) > 1:
                yield some
            some = []


def _times(rows: Sequence[Row], languages: tuple[str, str]) -> Times:
    source, target = (" ".join(row.texts[language] for row in rows) for language in languages)
    pair = Pair(source, target, *languages)
    began = _now()
    _WORD.findall(source)
    _WORD.findall(target)
    splitting = _now() - began
    taken = {}
    for name, check in checks.CHECKS.items():
        began = _now()
        check(pair)
        taken[name] = (_now() - began) * 1000
    return Times(taken, splitting * 1000)


def _figures(times: Sequence[Times]) -> dict[str, Any]:
    totals = [one.total for one in times]
    by_check: dict[str, float] = defaultdict(float)
    for one in times:
        for name, taken in one.checks.items():
            by_check[name] += taken
    ordered = sorted(by_check.items(), key=lambda item: -item[1])
    return {
        "segments": len(times),
        "words": WORDS,
        "clock": _CLOCK,
        "median_ms": round(statistics.median(totals), 2),
        "p95_ms": round(statistics.quantiles(totals, n=20)[-1], 2),
        "largest_ms": round(max(totals), 2),
        "largest_of_limit": round(max(totals) / LIMIT_MS, 3),
        "times_splitting_into_words": round(
            statistics.median(totals) / statistics.median(one.splitting for one in times)
        ),
        "share_by_check": {name: round(taken / sum(totals), 3) for name, taken in ordered},
    }
