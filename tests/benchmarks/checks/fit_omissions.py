"""Fit the weights of `dabir.translation.checks.omission` to sentences, stretches and clauses that were left out.

    python tests/benchmarks/checks/fit_omissions.py [--rows N] [--alarms SHARE]

Prints the weights with the words of the lexicon and without them, and what they find in rows they were not fitted to.
Only the seen half of the corpus is used (see `material.is_seen`): the word list is learnt anew from two thirds of it,
so that it knows the rows of the last third as little as it will know a desk's, and the weights are fitted to some of
these and tried on the others. A rule says something where its score is above 0, and the constant is chosen so that
it does of the wanted share of good translations.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final
from unittest import mock

import gaps
import learn_words
import material
import numpy as np
from material import Planted, Row, Segment

from dabir.translation.checks import lexicon, lexicon_a_to_k, lexicon_l_to_z
from dabir.translation.checks.omission import Evidence, evidence
from dabir.translation.checks.pair import Pair

_PLANTS: Final = (gaps.half_dropped, gaps.sentence_dropped, gaps.clause_dropped)
_CLEAN: Final = "clean"
_NAMES: Final = tuple(field.name for field in dataclasses.fields(Evidence))
_WORDS: Final = ("lost", "free", "silence", "chatter")
_ROUNDS: Final = 40
#: Pulls weights to 0 that the sentences say little about.
_PENALTY: Final = 1e-4
#: So many shares of three of the seen half teach words.
_TEACHING: Final = 2 / 3

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Sample:
    """The signs of many pairs.

    Attributes:
        signs: a row for each pair, in the order of the fields of `Evidence`.
        kinds: what was left out of each, or "clean".
    """

    signs: Array
    kinds: tuple[str, ...]

    def share(self, kind: str, weights: Array) -> float:
        """Return the share of the pairs of a kind that the rule says something about."""
        scores = self.of(kind) @ weights
        return round(float((scores > 0).mean()), 4)

    def of(self, kind: str) -> Array:
        return self.signs[[one == kind for one in self.kinds]]


def _sample(rows: Sequence[Row]) -> Sample:
    found = [(signs, kind) for row in rows for signs, kind in _of_row(row)]
    return Sample(np.array([signs for signs, _ in found], float), tuple(kind for _, kind in found))


def _of_row(row: Row) -> Iterator[tuple[tuple[float, ...], str]]:
    for languages in material.directions():
        segment = Segment(row, *languages)
        pairs: dict[str, Pair] = {_CLEAN: segment.pair()}
        for plant in _PLANTS:
            planted: Planted | None = plant(segment, Random(f"fit {row.mark} {languages}"))
            if planted:
                pairs[plant.__name__] = planted.spoilt
        for kind, pair in pairs.items():
            if found := evidence(pair):
                yield dataclasses.astuple(found[0]), kind


def _fit(sample: Sample, used: Sequence[str], alarms: float) -> Array:
    """Return the weights by Newton's method, each kind counting alike and good pairs as much as all of them."""
    columns = [_NAMES.index(name) for name in used]
    lost = np.array([kind != _CLEAN for kind in sample.kinds], float)
    counts = {kind: sample.kinds.count(kind) for kind in set(sample.kinds)}
    heft = np.array([1 / counts[kind] / (2 if kind == _CLEAN else 2 * len(_PLANTS)) for kind in sample.kinds])
    heft *= len(heft)
    signs = sample.signs[:, columns]
    scale = np.maximum(signs.std(axis=0), 1e-9)
    scale[0] = 1
    scaled, weights = signs / scale, np.zeros(len(columns))
    pull = np.diag(np.r_[0, np.full(len(columns) - 1, _PENALTY * len(heft))])
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (heft * (likely - lost)) + pull @ weights
        bend = (scaled.T * (heft * likely * (1 - likely) + 1e-9)) @ scaled + pull
        weights = weights - np.linalg.solve(bend, slope)
    whole = np.zeros(len(_NAMES))
    whole[columns] = weights / scale
    whole[0] -= float(np.quantile(sample.of(_CLEAN) @ whole, 1 - alarms))
    return whole


def _told(weights: Array, fitted: Sample, tried: Sample) -> Mapping[str, Any]:
    kinds = (_CLEAN, *(plant.__name__ for plant in _PLANTS))
    return {
        "weights": {name: round(float(weight), 3) for name, weight in zip(_NAMES, weights, strict=True)},
        "fitted": {kind: fitted.share(kind, weights) for kind in kinds},
        "tried": {kind: tried.share(kind, weights) for kind in kinds},
    }


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1600, help="fitted to half of them")
    parser.add_argument("--alarms", type=float, default=0.012, help="share of good translations that may be reported")
    asked = parser.parse_args()
    seen = [row for row in material.read(0) if material.is_seen(row)]
    teaching = [row for row in seen if material.place(0, "fit", row.texts["en"]) < _TEACHING]
    others = [row for row in seen if material.place(0, "fit", row.texts["en"]) >= _TEACHING][: asked.rows]
    halves = learn_words.written(learn_words.learn(teaching))
    with (
        mock.patch.object(lexicon_a_to_k, "ROWS", halves["a_to_k"] + "\n"),
        mock.patch.object(lexicon_l_to_z, "ROWS", halves["l_to_z"]),
    ):
        lexicon._tables.cache_clear()
        fitted, tried = _sample(others[::2]), _sample(others[1::2])
    without = [name for name in _NAMES if name not in _WORDS]
    for name, used in (("with words", _NAMES), ("without words", without)):
        print(json.dumps({name: _told(_fit(fitted, used, asked.alarms), fitted, tried)}))


if __name__ == "__main__":
    main()
