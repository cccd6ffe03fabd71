"""Loss and gradients on a GPU as recorded work: a small model leaves a GPU waiting for Python at every operation.

Source: the CUDA graphs of torch (Nguyen et al. 2021, "Accelerating PyTorch with CUDA Graphs"). Batches have few
shapes (`dabir.training.batches.HEIGHTS`): each is recorded once and then replayed with other numbers in its tensors.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from dabir.training.batches import Batch
from dabir.training.model import Translator
from dabir.training.objective import Noise, Shown, losses, pieces_of, shown

WARM_UP = 2


@dataclass(frozen=True, slots=True)
class _Recording:
    """A graph and the tensors it reads and writes."""

    graph: torch.cuda.CUDAGraph
    batch: Shown
    guide: Tensor
    pieces: Tensor
    loss: Tensor
    plain: Tensor


class Replay:
    """Computes loss and gradients of one batch after the other, with a recording for each shape of batches."""

    def __init__(self, model: Translator, noise: Noise) -> None:
        self._model, self._noise = model, noise
        # One stream for all recordings: memory that one has done with is the next one's only on the same stream.
        self._side, self._pool = torch.cuda.Stream(), torch.cuda.graph_pool_handle()
        self._known: dict[tuple[torch.Size, ...], _Recording] = {}
        for parameter in model.parameters():
            parameter.grad = torch.zeros_like(parameter)

    def __call__(self, batch: Batch, guide: float) -> tuple[Tensor, Tensor, int]:
        """Return what `batch_loss` returns, with the gradients of the loss in the parameters.

        The tensors returned are overwritten by the next batch.
        """
        pieces, given = pieces_of(batch), shown(batch, self._model.embedding.weight.device)
        shape = (given.source.shape, given.inputs.shape)
        known = self._known.get(shape)
        if known is None:
            known = self._known[shape] = self._record(given)
        for ours, theirs in (
            (known.batch.source, given.source),
            (known.batch.inputs, given.inputs),
            (known.batch.labels, given.labels),
            (known.batch.alignment, given.alignment),
        ):
            ours.copy_(theirs)
        known.guide.fill_(guide)
        known.pieces.fill_(pieces)
        known.graph.replay()
        return known.loss, known.plain, pieces

    def _work(self, batch: Shown, guide: Tensor, pieces: Tensor) -> tuple[Tensor, Tensor]:
        torch._foreach_zero_([parameter.grad for parameter in self._model.parameters() if parameter.grad is not None])
        loss, plain = losses(self._model, batch, self._noise, guide, pieces)
        loss.backward()
        return loss.detach(), plain.detach()

    def _record(self, given: Shown) -> _Recording:
        batch = Shown(*(one.clone() for one in (given.source, given.inputs, given.labels, given.alignment)))
        guide, pieces = torch.zeros((), device=batch.source.device), torch.ones((), device=batch.source.device)
        # Recorded on a stream of its own, on which all of it has run before: what runs the first time allocates.
        side = self._side
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(WARM_UP):
                self._work(batch, guide, pieces)
        torch.cuda.current_stream().wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, pool=self._pool, stream=side):
            loss, plain = self._work(batch, guide, pieces)
        return _Recording(graph, batch, guide, pieces, loss, plain)
