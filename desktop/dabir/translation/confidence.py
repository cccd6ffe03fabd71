"""How good a draft probably is: what chrF it may be expected to reach, from what the model says of itself.

A pack brings the weights, fitted on sentences with known translations that it was not trained on, and the mark below
which the worst fifth of them lay. The features are the usual ones of the field that cost nothing: length-normalised
log-probability, its exponential, how rare the words of the source are to the tokenizer, lengths. Source for the use
of the model's own probabilities: Fomicheva et al. 2020, arXiv:2005.10608.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

NAMES: Final = ("constant", "score", "exp(score)", "pieces a word", "log(pieces)", "target pieces a source piece")


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a pack knows of its own faults.

    Attributes:
        weights: one for each of `NAMES`; their sum with the features is the chrF to be expected, 0 to 1.
        low: a draft below this belongs to the fifth that is to be looked at first.
    """

    weights: tuple[float, ...]
    low: float


def features(text: str, pieces: int, score: float, tokens: int) -> tuple[float, ...]:
    """Return what is known of a draft, in the order of `NAMES`.

    Args:
        text: the source as the model was shown it.
        pieces: source pieces.
        score: mean natural log-probability a target token.
        tokens: target tokens, the end of the sentence included.
    """
    words, pieces = max(1, len(text.split())), max(1, pieces)
    return 1.0, score, math.exp(score), pieces / words, math.log(pieces), tokens / pieces


def estimate(calibration: Calibration, values: Sequence[float]) -> float:
    """Return the likeness to a person's translation that a draft may be expected to have, 0 to 1."""
    sum_of = sum(weight * value for weight, value in zip(calibration.weights, values, strict=True))
    return min(1.0, max(0.0, sum_of))
