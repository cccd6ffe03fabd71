"""Fit what a pack tells of its own faults: the chrF to be expected of a draft.

Least squares on drafts of sentences with known translations, which the model was not trained on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dabir.translation.confidence import Calibration, estimate

FIFTH = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """Drafts with known translations: their features, one row each, and their chrF, 0 to 1."""

    features: NDArray[np.float64]
    chrf: NDArray[np.float64]


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
