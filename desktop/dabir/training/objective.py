"""What a step of a training minimises: the smoothed loss of the pieces, and how far the guided head is off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor
from torch.nn import functional

from dabir.training.batches import Batch
from dabir.training.loss import smoothed_loss
from dabir.training.model import Translator
from dabir.training.precision import of_products


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


@dataclass(frozen=True, slots=True)
class Shown:
    """A batch where the model is: the arrays of `Batch` as tensors.

    Attributes:
        source: (sources, source length).
        inputs: (targets, target length).
        labels: (targets, target length), -1 where nothing is to be learned.
        alignment: (targets, target length, source length).
    """

    source: Tensor
    inputs: Tensor
    labels: Tensor
    alignment: Tensor


def shown(batch: Batch, device: torch.device) -> Shown:
    """Return a batch as tensors on a device."""
    arrays = (batch.source, batch.inputs, batch.labels, batch.alignment)
    source, inputs, labels, alignment = (torch.from_numpy(array).to(device) for array in arrays)
    return Shown(source, inputs, labels, alignment)


def pieces_of(batch: Batch) -> int:
    """Return how many pieces are learned from a batch."""
    return int((batch.labels >= 0).sum())


def batch_loss(model: Translator, batch: Batch, noise: Noise, guide: float) -> tuple[Tensor, Tensor, int]:
    """Return the loss to minimise, the plain part of it (nats a piece) and the number of pieces learned.

    Args:
        model: in training or not, on any device; words are hidden from it only in training.
        batch: what it is shown.
        noise: how much is hidden and smoothed.
        guide: weight of the alignment loss, for the attention head that is to align words.
    """
    pieces = pieces_of(batch)
    loss, plain = losses(model, shown(batch, model.embedding.weight.device), noise, guide, pieces)
    return loss, plain, pieces


def losses(
    model: Translator, batch: Shown, noise: Noise, guide: Tensor | float, pieces: Tensor | int
) -> tuple[Tensor, Tensor]:
    """Return the loss to minimise and the plain part of it, as `batch_loss` does.

    On a GPU no value of a tensor decides what is computed, so that the work can be recorded and replayed.
    """
    source, inputs = batch.source, batch.inputs
    mask = (source >= 0)[:, None, None, :]
    keep_source = keep_target = None
    if model.training:
        keep_source = (torch.rand(source.shape, device=source.device) >= noise.hide_source).float()
        keep_target = (torch.rand(inputs.shape, device=source.device) >= noise.hide_target).float()
        keep_target[:, :2] = 1.0
    copies = inputs.shape[0] // source.shape[0]
    numbers = of_products(source.device.type)
    with torch.autocast(source.device.type, torch.bfloat16, numbers is not torch.float32, cache_enabled=False):
        memory = model.encode(source.clamp(min=0), mask, keep_source)
        states, looks = model.decode(inputs, memory.repeat(copies, 1, 1), mask.repeat(copies, 1, 1, 1), keep_target)
        plain = _plain(model, states, batch.labels, noise.smoothing, pieces)
    # The first layer is to find where the word just written came from, the last one where the next word comes from:
    # the second is hard to learn without the first. Hidden places have no weight; the clamp keeps them finite.
    alignment = batch.alignment
    before = functional.pad(alignment, (0, 0, 1, 0))[:, :-1]
    guided = -((before * looks[0].clamp(min=-30.0)).sum() + (alignment * looks[-1].clamp(min=-30.0)).sum()) / pieces
    return plain + guide * guided, plain


def _plain(model: Translator, states: Tensor, labels: Tensor, smoothing: float, pieces: Tensor | int) -> Tensor:
    """Return the smoothed loss of the pieces to be learned, in nats a piece."""
    if not states.is_cuda:
        chosen = labels >= 0
        return smoothed_loss(states[chosen], model.output, labels[chosen], smoothing)
    scores = model.logits(states).float().flatten(0, 1)
    total = functional.cross_entropy(
        scores, labels.flatten(), ignore_index=-1, label_smoothing=smoothing, reduction="sum"
    )
    return total / pieces
