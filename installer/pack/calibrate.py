"""Fit what a pack tells of its own faults: the chrF to be expected of a draft.

Least squares on the development part, which the model was not trained on; how well the lowest fifth holds the worst
fifth is measured on the held-out part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sacrebleu.metrics.chrf import CHRF

from dabir.translation.confidence import Calibration, estimate
from pack.corpus import DIRECTIONS, Triple
from pack.score import Engine

FIFTH = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """Drafts with known translations: their features, one row each, and their chrF, 0 to 1."""

    features: NDArray[np.float64]
    chrf: NDArray[np.float64]


def sample(engine: Engine, triples: Sequence[Triple]) -> Sample:
    """Translate sentences in all directions and score each by itself."""
    rows, scores, metric = [], [], CHRF()
    for source, target in DIRECTIONS:
        drafts = engine.drafts([triple.text(source) for triple in triples], source, target)
        for draft, triple in zip(drafts, triples, strict=True):
            rows.append(draft.features)
            scores.append(metric.sentence_score(draft.text, [triple.text(target)]).score / 100)
    return Sample(np.array(rows), np.array(scores))


def fit(drafts: Sample) -> Calibration:
    """Fit the weights, and the mark below which a fifth of the drafts lies."""
    weights, *_ = np.linalg.lstsq(drafts.features, drafts.chrf, rcond=None)
    low = float(np.quantile(drafts.features @ weights, 1 / FIFTH))
    return Calibration(tuple(round(float(weight), 5) for weight in weights), round(low, 5))


def worst_found(calibration: Calibration, drafts: Sample) -> float:
    """Return which share of the worst fifth, by chrF, stands in the fifth with the lowest confidence."""
    count = len(drafts.chrf) // FIFTH
    sure = np.array([estimate(calibration, row) for row in drafts.features])
    lowest, worst = (set(np.argsort(values, kind="stable")[:count].tolist()) for values in (sure, drafts.chrf))
    return len(lowest & worst) / count
