"""Train the model within a time budget, with checkpoints that survive a killed process.

The learning rate follows the share of the budget spent, so the run always ends cooled down. What is exported is an
exponential moving average of the weights, which stands in for averaging the last checkpoints.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece as spm
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from pack.batches import Alignments, Batch, make_batch, plan_epoch
from pack.cores import Cores
from pack.corpus import Triple
from pack.embed import aligned_counts, factorise
from pack.export import export
from pack.loss import smoothed_loss
from pack.model import Shape, Translator
from pack.score import Engine, mean_chrf, score

AVERAGE_EVERY = 4


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of a run; minutes are wall-clock minutes of training, all resumed parts together."""

    seed: int = 20240
    tokens: int = 2600
    peak: float = 1.5e-3
    warmup: int = 500
    floor: float = 0.03
    smoothing: float = 0.1
    guide: float = 0.6
    guide_end: float = 0.1
    hide_target: float = 0.1
    hide_source: float = 0.03
    decay: float = 0.998
    save_minutes: float = 4.0
    try_minutes: float = 10.0


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
    history: list[dict[str, float]] = field(default_factory=list)


os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16384")


def keep_memory() -> None:
    """Tell glibc to keep freed blocks: giving 40 MB back at every step costs a tenth of the time in page faults."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        if hasattr(libc, "mallopt"):
            libc.mallopt(-3, 32 << 20)  # M_MMAP_THRESHOLD
            libc.mallopt(-1, 1 << 30)  # M_TRIM_THRESHOLD


def rate(recipe: Recipe, step: int, spent: float) -> float:
    """Return the learning rate: linear warm-up by steps, then a cosine over the spent share (0 to 1) of the budget."""
    cosine = 0.5 * (1 + math.cos(math.pi * min(1.0, spent)))
    return recipe.peak * min(1.0, (step + 1) / recipe.warmup) * (recipe.floor + (1 - recipe.floor) * cosine)


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
        states, looks = model.decode(
            inputs, memory.repeat(copies, 1, 1), mask.repeat(copies, 1, 1, 1), keep_target
        )
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
    return State(Shape(**state["shape"]), Recipe(**state["recipe"]), Progress(**state["progress"]))


class Run:
    """A training run in a work folder; `resume` first, then `train`."""

    def __init__(
        self,
        folder: Path,
        shape: Shape,
        recipe: Recipe,
        tokenizer: Path,
        train: Sequence[Triple],
        development: Sequence[Triple],
        alignments: Alignments,
    ) -> None:
        self.folder, self.shape, self.recipe, self.tokenizer = folder, shape, recipe, tokenizer
        self.triples, self.development, self.alignments = train, development, alignments
        self.processor = spm.SentencePieceProcessor(model_file=str(tokenizer))
        torch.manual_seed(recipe.seed)
        torch.set_flush_denormal(True)
        keep_memory()
        self.model = Translator(shape)
        self.average = [parameter.detach().clone() for parameter in self.model.parameters()]
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), recipe.peak, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.progress = Progress()

    def start(self) -> None:
        """Begin a new run: embeddings from the word alignments."""
        counts = aligned_counts(self.processor, self.triples, self.alignments, self.recipe.seed)
        vectors = factorise(counts, self.shape.width, self.recipe.seed)
        self.model.start_from(torch.from_numpy(vectors))
        self.average = [parameter.detach().clone() for parameter in self.model.parameters()]

    @property
    def checkpoint(self) -> Path:
        """The file the run resumes from."""
        return self.folder / "checkpoint.pt"

    def resume(self) -> bool:
        """Continue from the checkpoint; return whether there was one of the same shape."""
        if not self.checkpoint.exists():
            return False
        state: dict[str, Any] = torch.load(self.checkpoint, weights_only=False)
        if state["shape"] != asdict(self.shape):
            msg = f"{self.checkpoint} is of another model shape; remove it or choose another folder with --work"
            raise ValueError(msg)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average = state["average"]
        torch.set_rng_state(state["generator"])
        self.progress = Progress(**state["progress"])
        return True

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {
            "shape": asdict(self.shape),
            "recipe": asdict(self.recipe),
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "generator": torch.get_rng_state(),
            "progress": asdict(self.progress),
        }
        partial = self.checkpoint.with_suffix(".partial")
        torch.save(state, partial)
        os.replace(partial, self.checkpoint)

    def averaged(self) -> dict[str, NDArray[np.float32]]:
        """Return the averaged weights as arrays by parameter name."""
        names = [name for name, _ in self.model.named_parameters()]
        return {name: value.numpy().copy() for name, value in zip(names, self.average, strict=True)}

    def _average_step(self) -> None:
        step = self.progress.step / AVERAGE_EVERY
        weight = 1 - min(self.recipe.decay, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, list(self.model.parameters()), weight)  # noqa: SLF001

    def try_out(self) -> float:
        """Export the averaged weights, score them on the development part, keep the best; return the mean chrF."""
        export(self.averaged(), self.shape.heads, self.processor, self.folder / "candidate")
        engine = Engine(self.folder / "candidate", self.tokenizer)
        scores = score(engine, self.development, beam=1)
        mean = mean_chrf(scores)
        if mean >= self.progress.best:
            self.progress.best = mean
            np.savez(self.folder / "best.partial.npz", **self.averaged())
            os.replace(self.folder / "best.partial.npz", self.folder / "best.npz")
        table = "  ".join(f"{one.source}-{one.target} {one.chrf:.1f}/{one.bleu:.1f}" for one in scores)
        self._say(f"development chrF/BLEU: {table}  mean {mean:.2f}, best {self.progress.best:.2f}")
        shown = self.development[: 3]
        for source, target in (("fa", "en"), ("az", "fa"), ("en", "az")):
            for line in engine.translate([triple.text(source) for triple in shown], target, 1):
                self._say(f"  {source}-{target}: {line}")
        self.progress.history.append({"minutes": self.progress.seconds / 60, "epoch": self.progress.epoch, "chrf": mean})
        return mean

    def _say(self, text: str) -> None:
        print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)

    def train(self, minutes: float, steps: int | None = None) -> None:
        """Train until the budget (wall-clock minutes, or steps where given) is spent, then save and try out."""
        recipe, progress, cores, used = self.recipe, self.progress, Cores(), [0, 0, 0]
        budget = minutes * 60
        saved = progress.seconds
        tried = progress.seconds - (0 if progress.step else recipe.try_minutes * 30)
        said, since, pieces, losses = time.monotonic(), time.monotonic(), 0, []
        while progress.seconds < budget and (steps is None or progress.step < steps):
            plan = plan_epoch(
                self.processor, self.triples, seed=recipe.seed, epoch=progress.epoch, tokens=recipe.tokens
            )
            self._say(f"epoch {progress.epoch}: {len(plan)} batches, from {progress.batch}")
            self.model.train()
            while progress.batch < len(plan) and progress.seconds < budget and (steps is None or progress.step < steps):
                spent = progress.seconds / budget
                torch.set_num_threads(cores.look())
                used[cores.threads] += 1
                batch = make_batch(plan[progress.batch], self.alignments, self.processor, recipe.tokens)
                for group in self.optimizer.param_groups:
                    group["lr"] = rate(recipe, progress.step, spent)
                guide = recipe.guide + (recipe.guide_end - recipe.guide) * spent
                loss, plain, count = batch_loss(self.model, batch, recipe, guide)
                loss.backward()  # type: ignore[no-untyped-call]
                torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
                self.optimizer.step()
                self.optimizer.zero_grad(set_to_none=True)
                progress.step += 1
                progress.batch += 1
                progress.fraction = progress.batch / len(plan)
                progress.pieces += count
                if progress.step % AVERAGE_EVERY == 0:
                    self._average_step()
                now = time.monotonic()
                progress.seconds += now - since
                since = now
                pieces += count
                losses.append((float(plain.detach()), float(loss.detach())))
                if now - said > 60:
                    plains, totals = np.mean(losses, axis=0)
                    self._say(
                        f"epoch {progress.epoch} batch {progress.batch} step {progress.step} "
                        f"minute {progress.seconds / 60:.1f} loss {plains:.3f} with guide {totals:.3f} "
                        f"{pieces / (now - said):.0f} target pieces/s, one thread {used[1] / sum(used):.0%}"
                    )
                    said, pieces, losses, used = now, 0, [], [0, 0, 0]
                if progress.seconds - saved > recipe.save_minutes * 60:
                    self.save()
                    saved = progress.seconds
                if progress.seconds - tried > recipe.try_minutes * 60:
                    self.try_out()
                    tried = progress.seconds
                    self.model.train()
            if progress.batch >= len(plan):
                progress.epoch += 1
                progress.batch, progress.fraction = 0, 0.0
        self.try_out()
        self.save()
        (self.folder / "progress.json").write_text(json.dumps(asdict(progress), indent=1), encoding="utf-8")

