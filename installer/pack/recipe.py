"""What a training run is told and what it keeps: recipe, progress, checkpoint, learning rate and loss."""

from __future__ import annotations

import ctypes
import math
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from pack.batches import Batch, Mixture
from pack.loss import smoothed_loss
from pack.model import Shape, Translator


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of a run. Neither length nor cooling is in them: a run is lengthened by being told more epochs."""

    seed: int = 20240
    tokens: int = 2600
    peak: float = 1.2e-3
    warmup: int = 500
    cooled: float = 0.2
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
    history: list[dict[str, float]] = field(default_factory=list)

    @property
    def epochs(self) -> float:
        """Passes over the training part so far."""
        return self.epoch + self.fraction


os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16384")


def keep_memory() -> None:
    """Tell glibc to keep freed blocks: giving 40 MB back at every step costs a tenth of the time in page faults."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        if hasattr(libc, "mallopt"):
            libc.mallopt(-3, 32 << 20)  # M_MMAP_THRESHOLD
            libc.mallopt(-1, 1 << 30)  # M_TRIM_THRESHOLD


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


def batch_loss(model: Translator, batch: Batch, recipe: Recipe, guide: float) -> tuple[Tensor, Tensor, int]:
    """Return the loss to minimise, the plain part of it (nats a piece) and the number of pieces learned."""
    source = torch.from_numpy(batch.source)
    inputs, labels = torch.from_numpy(batch.inputs), torch.from_numpy(batch.labels)
    alignment = torch.from_numpy(batch.alignment)
    mask = (source >= 0)[:, None, None, :]
    keep_source = keep_target = None
    if model.training:
        keep_source = (torch.rand(source.shape) >= recipe.hide_source).float()
        keep_target = (torch.rand(inputs.shape) >= recipe.hide_target).float()
        keep_target[:, :2] = 1.0
    copies = inputs.shape[0] // source.shape[0]
    with torch.autocast("cpu", torch.bfloat16):
        memory = model.encode(source.clamp(min=0), mask, keep_source)
        states, looks = model.decode(inputs, memory.repeat(copies, 1, 1), mask.repeat(copies, 1, 1, 1), keep_target)
    chosen = labels >= 0
    plain = smoothed_loss(states[chosen], model.embedding.weight, labels[chosen], recipe.smoothing)
    pieces = int(chosen.sum())
    # The first layer is to find where the word just written came from, the last one where the next word comes from:
    # the second is hard to learn without the first. Hidden places have no weight; the clamp keeps them finite.
    before = functional.pad(alignment, (0, 0, 1, 0))[:, :-1]
    guided = -((before * looks[0].clamp(min=-30.0)).sum() + (alignment * looks[-1].clamp(min=-30.0)).sum()) / pieces
    return plain + guide * guided, plain, pieces


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
    state: dict[str, Any] = torch.load(checkpoint, weights_only=False)
    recipe = state["recipe"] | {"mixture": Mixture(**state["recipe"].get("mixture", {}))}
    return State(Shape(**state["shape"]), Recipe(**recipe), Progress(**state["progress"]))
