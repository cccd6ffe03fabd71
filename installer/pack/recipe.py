"""What a training run is told and what it keeps: recipe, progress, checkpoint, learning rate."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from dabir.training.model import Shape
from pack.batches import Mixture

PIECES = 12_000
"""Size of the vocabulary: 6,000 pieces cost six chrF in short trainings, and four in long ones."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of a run. Neither length nor cooling is in them: a run is lengthened by being told more epochs."""

    seed: int = 20240
    tokens: int = 2600
    peak: float = 1.2e-3
    warmup: int = 500
    cooled: float = 0.12
    smoothing: float = 0.1
    guide: float = 0.6
    guide_end: float = 0.1
    guided_epochs: float = 16
    hide_target: float = 0.1
    hide_source: float = 0.03
    decay: float = 0.998
    save_minutes: float = 4.0
    try_minutes: float = 10.0
    mixture: Mixture = field(default_factory=Mixture)


@dataclass(slots=True)
class Progress:
    """Where a run stands."""

    epoch: int = 0
    batch: int = 0
    fraction: float = 0.0
    step: int = 0
    seconds: float = 0.0
    pieces: int = 0
    best: float = 0.0
    saved: float = 0.0
    tried: float = 0.0
    cooling: bool = False
    machine: str = ""
    history: list[dict[str, float]] = field(default_factory=list)

    @property
    def epochs(self) -> float:
        """Passes over the training part so far."""
        return self.epoch + self.fraction


def rate(recipe: Recipe, step: int, done: float, total: float) -> float:
    """Return the learning rate: warm-up by steps, then a plateau, and over the last epochs a fall to nothing.

    The plateau does not know how long it will be, so a run can be lengthened from where it began to cool. Source:
    Hägele et al. 2024, arXiv:2405.18392, with their 1-sqrt cooling.

    Args:
        recipe: the settings; `cooled` is the share of all epochs that cools.
        step: steps done.
        done: epochs done.
        total: epochs the run is to have.
    """
    start = total * (1 - recipe.cooled)
    fall = math.sqrt(min(1.0, (done - start) / (total - start))) if done > start else 0.0
    return recipe.peak * min(1.0, (step + 1) / recipe.warmup) * (1 - fall)


def guidance(recipe: Recipe, done: float) -> float:
    """Return the weight of the alignment loss after so many epochs."""
    return recipe.guide + (recipe.guide_end - recipe.guide) * min(1.0, done / recipe.guided_epochs)


@dataclass(frozen=True, slots=True)
class State:
    """What a checkpoint says of its run."""

    shape: Shape
    recipe: Recipe
    progress: Progress


def read_state(checkpoint: Path) -> State:
    """Read shape, recipe and progress of a checkpoint.

    Raises:
        FileNotFoundError: there is no checkpoint yet.
    """
    state: dict[str, Any] = torch.load(checkpoint, weights_only=False, map_location="cpu")
    recipe = state["recipe"] | {"mixture": Mixture(**state["recipe"].get("mixture", {}))}
    return State(Shape(**state["shape"]), Recipe(**recipe), Progress(**state["progress"]))
