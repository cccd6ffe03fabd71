"""Go on with the training of a model on new lessons: slowly, a few epochs, until it no longer gets better.

What is kept is a moving average of the weights, as in the pack's own training, at its best on the units that are kept
apart for that. The state lives in memory alone: a stopped continuation leaves nothing behind.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import sentencepiece as spm
import torch
from numpy.typing import NDArray

from dabir.training.batches import Batch, Example, make_batch
from dabir.training.cores import Cores, keep_blocks
from dabir.training.lessons import Lessons
from dabir.training.model import Shape, Translator
from dabir.training.modelfile import Trained
from dabir.training.objective import batch_loss
from dabir.training.tokens import Sampler

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a training is continued.

    Attributes:
        seed: of all that is drawn.
        tokens: target pieces a batch has about, padding included.
        rate: learning rate, after a warm-up; over the second half of the epochs it falls to nothing.
        warmup: steps until the rate is reached.
        epochs: passes over the units, at most.
        patience: epochs without a better loss after which it ends.
        decay: of the moving average, a step.
        guide: weight of the alignment loss.
        smoothing: mass that the loss spreads over all pieces.
        hide_target: share of the words hidden from the decoder's input.
        hide_source: share of the words hidden from the encoder.
    """

    seed: int = 20240
    tokens: int = 1200
    rate: float = 1.5e-4
    warmup: int = 40
    epochs: int = 8
    patience: int = 3
    decay: float = 0.98
    guide: float = 0.1
    smoothing: float = 0.1
    hide_target: float = 0.1
    hide_source: float = 0.03


@dataclass(frozen=True, slots=True)
class Continued:
    """What came of it.

    Attributes:
        weights: parameter names of `dabir.training.model.Translator` to arrays.
        epochs: passes over the units that the weights have seen.
        steps: steps in all.
        minutes: what it took.
    """

    weights: dict[str, NDArray[np.float32]]
    epochs: int
    steps: int
    minutes: float


def shape_of(trained: Trained) -> Shape:
    """Return the shape of a model that was read back."""
    pieces, width = trained.weights["embedding.weight"].shape
    inner = trained.weights["encoder.0.feed.inner.weight"].shape[0]
    return Shape(
        pieces,
        width=width,
        inner=inner,
        heads=trained.heads,
        encoder_layers=trained.encoder_layers,
        decoder_layers=trained.decoder_layers,
    )


class Continuation:
    """A training that goes on from the weights of a pack."""

    def __init__(
        self, trained: Trained, processor: spm.SentencePieceProcessor, lessons: Lessons, settings: Settings
    ) -> None:
        torch.manual_seed(settings.seed)
        torch.set_flush_denormal(True)
        keep_blocks()
        self._settings, self._lessons, self._processor = settings, lessons, processor
        self._sampler = Sampler(processor)
        self._model, self._average = _translator(trained), _translator(trained)
        self._optimizer = torch.optim.AdamW(
            self._model.parameters(), settings.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self._apart = self._made(lessons.apart(self._sampler, settings.tokens))
        self._steps, self._share = 0, 0.0

    def run(self, minutes: float, say: Say) -> Continued:
        """Train until it gets no better, the epochs are done or the time is up; return the best weights.

        Args:
            minutes: time it may take; what was reached by then counts.
            say: told a line now and then.
        """
        since = time.monotonic()
        settings, best, kept, epochs = self._settings, self._loss(), self._weights(), 0
        say(f"Loss on the units kept apart before: {best:.3f} nats a piece")
        for epoch in range(1, settings.epochs + 1):
            done = self._epoch(epoch, lambda: time.monotonic() - since > 60 * minutes)
            loss = self._loss()
            say(f"Epoch {epoch}: loss {loss:.3f}, {(time.monotonic() - since) / 60:.1f} minutes")
            if loss < best:
                best, kept, epochs = loss, self._weights(), epoch
            if not done or epoch - epochs >= settings.patience:
                break
        return Continued(kept, epochs, self._steps, (time.monotonic() - since) / 60)

    def _epoch(self, epoch: int, late: Callable[[], bool]) -> bool:
        """Train an epoch; return whether there was time for all of it."""
        settings, cores = self._settings, Cores()
        chance = random.Random(f"{settings.seed}/{epoch}")
        self._model.train()
        batches = self._lessons.epoch(self._sampler, chance, settings.tokens)
        for number, examples in enumerate(batches):
            if late():
                return False
            self._share = (epoch - 1 + number / len(batches)) / settings.epochs
            torch.set_num_threads(cores.look())
            self._step(make_batch(examples, self._lessons.alignments, self._processor, settings.tokens))
        return True

    def _step(self, batch: Batch) -> None:
        settings = self._settings
        left = 1.0 - self._share
        for group in self._optimizer.param_groups:
            group["lr"] = settings.rate * min(1.0, (self._steps + 1) / settings.warmup, 2 * left)
        loss, _, _ = batch_loss(self._model, batch, settings, settings.guide)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._model.parameters(), 1.0)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        self._steps += 1
        with torch.no_grad():
            torch._foreach_lerp_(list(self._average.parameters()), list(self._model.parameters()), 1 - settings.decay)

    def _loss(self) -> float:
        """Return the loss of the average on the units kept apart, in nats a piece."""
        plainly = replace(self._settings, smoothing=0.0)
        total, pieces = 0.0, 0
        self._average.eval()
        with torch.no_grad():
            for batch in self._apart:
                _, plain, count = batch_loss(self._average, batch, plainly, 0.0)
                total, pieces = total + float(plain) * count, pieces + count
        return total / max(1, pieces)

    def _made(self, batches: Sequence[Sequence[Example]]) -> list[Batch]:
        return [make_batch(one, self._lessons.alignments, self._processor, self._settings.tokens) for one in batches]

    def _weights(self) -> dict[str, NDArray[np.float32]]:
        return {name: value.detach().numpy().copy() for name, value in self._average.named_parameters()}


def _translator(trained: Trained) -> Translator:
    model = Translator(shape_of(trained))
    model.load_state_dict({name: torch.from_numpy(value) for name, value in trained.weights.items()})
    return model
