"""Cheap noise and a chunked loss: the two places where plain torch wastes most of a processor's time.

On a GPU plain torch does not, and it is asked.

With a vocabulary of thousands and a narrow model, the softmax over all pieces is memory traffic more than
arithmetic. `smoothed_loss` walks over it in blocks that fit the cache and computes the gradient on the way.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from dabir.training.precision import of_products

ROWS = 256


class ByteDropout(nn.Module):
    """Dropout whose mask is drawn as raw bytes, eight per random number; the rate is rounded to 1/256."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.limit = round(rate * 256)

    def forward(self, x: Tensor) -> Tensor:
        """Return `x` with elements zeroed at the rate and the rest scaled up, or `x` itself out of training."""
        if not self.training or not self.limit:
            return x
        if x.is_cuda:
            return functional.dropout(x, self.limit / 256)
        words = torch.empty((x.numel() + 7) // 8, dtype=torch.int64)
        words.random_(-(2**63), None)
        mask = words.view(torch.uint8)[: x.numel()].view(x.shape)
        return x * ((mask >= self.limit).to(x.dtype) * (256.0 / (256 - self.limit)))


class _SmoothedLoss(torch.autograd.Function):
    @staticmethod
    def forward(
        context: Any, states: Tensor, weight: Tensor, labels: Tensor, kept: Tensor, smoothing: float
    ) -> Tensor:
        rows, pieces = int(kept.sum()), weight.shape[0]
        numbers = of_products("cpu")
        half_weight, half_states = weight.to(numbers), states.to(numbers)
        grad_states = torch.empty_like(half_states)
        grad_weight = torch.zeros(weight.shape, dtype=torch.float32)
        total = torch.zeros((), dtype=torch.float32)
        on, off = 1.0 - smoothing, smoothing / pieces
        for start in range(0, len(labels), ROWS):
            part = half_states[start : start + ROWS]
            label = labels[start : start + ROWS, None]
            weighed = kept[start : start + ROWS, None]
            scores = (part @ half_weight.t()).float()
            total -= (scores.gather(1, label) * weighed).sum() * on
            # No shift by the maximum: scores of a normed state and a small embedding stay far from overflow.
            scores.exp_()
            mass = scores.sum(1, keepdim=True)
            total += (mass.log() * weighed).sum()
            scores.mul_(weighed / mass)
            scores.scatter_add_(1, label, -on * weighed)
            half = scores.to(numbers)
            grad_states[start : start + ROWS] = half @ half_weight
            grad_weight += half.t() @ part
        # The uniform part of the smoothing is the same for every row: it factors out of the blocks.
        everything = weight.sum(0)
        total -= off * (states.float() @ everything).sum()
        context.save_for_backward(
            grad_states.float() - off * everything * kept[:, None], grad_weight - off * states.float().sum(0)
        )
        context.dtype, context.rows = states.dtype, rows
        return total / rows

    @staticmethod
    def backward(context: Any, grad: Tensor) -> tuple[Tensor, Tensor, None, None, None]:
        grad_states, grad_weight = context.saved_tensors
        scale = grad / context.rows
        return (grad_states * scale).to(context.dtype), grad_weight * scale, None, None, None


def smoothed_loss(states: Tensor, weight: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    """Return the mean label-smoothed cross-entropy of `states @ weight.T`, in nats a piece.

    Args:
        states: decoder states, (rows, width).
        weight: the output embedding, (pieces, width).
        labels: the right pieces, (rows,).
        smoothing: the mass spread over all pieces, 0 to 1 (Szegedy et al. 2016, arXiv:1512.00567, section 7).
    """
    missing = -len(labels) % ROWS
    kept = torch.ones(len(labels) + missing)
    kept[len(labels) :] = 0.0
    states, labels = functional.pad(states, (0, 0, 0, missing)), functional.pad(labels, (0, missing))
    with torch.autocast("cpu", enabled=False):
        loss: Tensor = _SmoothedLoss.apply(states, weight, labels, kept, smoothing)
    return loss
