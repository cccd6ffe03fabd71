"""What a step of a training minimises: the smoothed loss of the pieces, and how far the guided head is off."""

from __future__ import annotations

from typing import Protocol

import torch
from torch import Tensor
from torch.nn import functional

from dabir.training.batches import Batch
from dabir.training.loss import smoothed_loss
from dabir.training.model import Translator


class Noise(Protocol):
    """How much is hidden and smoothed, as shares from 0 to 1."""

    @property
    def smoothing(self) -> float:
        """Mass that the loss spreads over all pieces."""

    @property
    def hide_target(self) -> float:
        """Share of the words hidden from the decoder's input."""

    @property
    def hide_source(self) -> float:
        """Share of the words hidden from the encoder."""


def batch_loss(model: Translator, batch: Batch, noise: Noise, guide: float) -> tuple[Tensor, Tensor, int]:
    """Return the loss to minimise, the plain part of it (nats a piece) and the number of pieces learned.

    Args:
        model: in training or not; words are hidden from it only in training.
        batch: what it is shown.
        noise: how much is hidden and smoothed.
        guide: weight of the alignment loss, for the attention head that is to align words.
    """
    source = torch.from_numpy(batch.source)
    inputs, labels = torch.from_numpy(batch.inputs), torch.from_numpy(batch.labels)
    alignment = torch.from_numpy(batch.alignment)
    mask = (source >= 0)[:, None, None, :]
    keep_source = keep_target = None
    if model.training:
        keep_source = (torch.rand(source.shape) >= noise.hide_source).float()
        keep_target = (torch.rand(inputs.shape) >= noise.hide_target).float()
        keep_target[:, :2] = 1.0
    copies = inputs.shape[0] // source.shape[0]
    with torch.autocast("cpu", torch.bfloat16):
        memory = model.encode(source.clamp(min=0), mask, keep_source)
        states, looks = model.decode(inputs, memory.repeat(copies, 1, 1), mask.repeat(copies, 1, 1, 1), keep_target)
    chosen = labels >= 0
    plain = smoothed_loss(states[chosen], model.embedding.weight, labels[chosen], noise.smoothing)
    pieces = int(chosen.sum())
    # The first layer is to find where the word just written came from, the last one where the next word comes from:
    # the second is hard to learn without the first. Hidden places have no weight; the clamp keeps them finite.
    before = functional.pad(alignment, (0, 0, 1, 0))[:, :-1]
    guided = -((before * looks[0].clamp(min=-30.0)).sum() + (alignment * looks[-1].clamp(min=-30.0)).sum()) / pieces
    return plain + guide * guided, plain, pieces
