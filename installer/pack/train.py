"""Train the model for a number of epochs, with checkpoints that survive a killed process.

The last part of the epochs cools the learning rate down. The state before it is kept, so a run that is told more
epochs later goes on from there. What is exported is an exponential moving average of the weights, which stands in for
averaging the last checkpoints.

On a GPU the steps are recorded and replayed, and the epochs are made by other processes meanwhile. A checkpoint goes
on on either kind of machine.
"""

from __future__ import annotations

import json
import math
import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece as spm
import torch
from numpy.typing import NDArray

from dabir.training.batches import Batch, make_batch
from dabir.training.cores import Cores, keep_blocks
from dabir.training.corpus import Triple
from dabir.training.export import export
from dabir.training.model import Shape, Translator
from dabir.training.objective import batch_loss
from dabir.training.tokens import Sampler
from pack.ahead import Ahead, Source
from pack.batches import plan_epoch
from pack.prepared import Prepared
from pack.recipe import Progress, Recipe, guidance, rate
from pack.replay import Replay
from pack.score import Engine, mean_chrf, score

AVERAGE_EVERY = 4
SAY_SECONDS = 60.0


Losses = list[tuple[torch.Tensor, torch.Tensor]]


def machine() -> str:
    """Return what a training runs on, in words."""
    cores = f"{os.cpu_count()} cores of a {platform.machine()} server processor"
    return f"one {torch.cuda.get_device_name()} and {cores}" if torch.cuda.is_available() else f"{cores}, no GPU"


def say(text: str) -> None:
    """Print a line of the log with the time of day."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


class Meter:
    """Gathers losses and speed and tells them once a minute."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._losses: Losses = []
        self._pieces = 0

    def add(self, plain: torch.Tensor, total: torch.Tensor, pieces: int, progress: Progress) -> None:
        """Count a step."""
        self._losses.append((plain, total))
        self._pieces += pieces
        spent = time.monotonic() - self._since
        if spent > SAY_SECONDS:
            plains, totals = np.mean([(float(one), float(other)) for one, other in self._losses], axis=0)
            say(
                f"epoch {progress.epoch} batch {progress.batch} step {progress.step} "
                f"minute {progress.seconds / 60:.1f} loss {plains:.3f} with guide {totals:.3f} "
                f"{self._pieces / spent:.0f} target pieces/s, {torch.get_num_threads()} threads"
            )
            self._since, self._losses, self._pieces = time.monotonic(), [], 0


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
        prepared: Prepared,
        *,
        helpers: int = 1,
    ) -> None:
        """Make the model, not begun.

        Args:
            folder: of checkpoints and results.
            shape: of the model.
            recipe: settings.
            tokenizer: the sentencepiece model.
            train: the training sentences, unified.
            development: what it is scored on.
            prepared: keeps what is made of the training sentences.
            helpers: processes that make epochs ahead, on a GPU.
        """
        self.folder, self.shape, self.recipe, self.tokenizer = folder, shape, recipe, tokenizer
        self.triples, self.development, self.prepared = train, development, prepared
        self.alignments = prepared.alignments(train)
        self.helpers = helpers
        self.processor = spm.SentencePieceProcessor(model_file=str(tokenizer))
        torch.manual_seed(recipe.seed)
        torch.set_flush_denormal(True)
        keep_blocks()
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model = Translator(shape).to(self.device)
        self.average = [parameter.detach().clone() for parameter in self.model.parameters()]
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), recipe.peak, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.sampler = Sampler(self.processor)
        self.progress = Progress(machine=machine())
        on_gpu = self.device.type == "cuda"
        self._replay = Replay(self.model, recipe) if on_gpu else None
        self._ahead = self._begin_ahead() if on_gpu else None

    def start(self) -> None:
        """Begin a new run: embeddings from the word alignments."""
        vectors = self.prepared.vectors(
            self.tokenizer, self.triples, self.alignments, self.shape.width, self.recipe.seed
        )
        self.model.start_from(torch.from_numpy(vectors))
        self.average = [parameter.detach().clone() for parameter in self.model.parameters()]

    @property
    def checkpoint(self) -> Path:
        """The file the run resumes from."""
        return self.folder / "checkpoint.pt"

    @property
    def plateau(self) -> Path:
        """The state before the learning rate was cooled."""
        return self.folder / "plateau.pt"

    def resume(self, epochs: float) -> bool:
        """Continue from the checkpoint; return whether there was one.

        Args:
            epochs: epochs the run is to have. Where that is more than the checkpoint was cooled for, the run goes on
                from the plateau, and the cooled weights are only kept as the best so far.

        Raises:
            ValueError: the checkpoint is of another model shape.
        """
        if not self.checkpoint.exists():
            return False
        state: dict[str, Any] = torch.load(self.checkpoint, weights_only=False, map_location=self.device)
        done = state["progress"]["epoch"] + state["progress"]["fraction"]
        if state["progress"]["cooling"] and done < epochs * (1 - self.recipe.cooled):
            best = state["progress"]["best"]
            state = torch.load(self.plateau, weights_only=False, map_location=self.device)
            state["progress"]["best"] = best  # what the cooled weights reached stays the mark to beat
        if state["shape"] != asdict(self.shape):
            msg = f"{self.checkpoint} is of another model shape; remove it or choose another folder with --work"
            raise ValueError(msg)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average = state["average"]
        torch.set_rng_state(state["generator"].cpu())
        self.progress = Progress(**(state["progress"] | {"machine": machine()}))
        return True

    def save(self, file: Path | None = None) -> None:
        """Write the checkpoint, or another file of its kind, whole or not at all."""
        file = file or self.checkpoint
        self.progress.saved = self.progress.seconds
        state = {
            "shape": asdict(self.shape),
            "recipe": asdict(self.recipe),
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "generator": torch.get_rng_state(),
            "progress": asdict(self.progress),
        }
        partial = file.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(file)

    def averaged(self) -> dict[str, NDArray[np.float32]]:
        """Return the averaged weights as arrays by parameter name."""
        names = [name for name, _ in self.model.named_parameters()]
        return {name: value.cpu().numpy().copy() for name, value in zip(names, self.average, strict=True)}

    def last(self) -> dict[str, NDArray[np.float32]]:
        """Return the weights of the last step as arrays by parameter name."""
        return {name: value.detach().cpu().numpy().copy() for name, value in self.model.named_parameters()}

    def _average_step(self) -> None:
        step = self.progress.step / AVERAGE_EVERY
        weight = 1 - min(self.recipe.decay, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, list(self.model.parameters()), weight)

    def try_out(self) -> float:
        """Export the averaged weights, score them on the development part, keep the best; return the mean chrF."""
        self.progress.tried = self.progress.seconds
        export(self.averaged(), self.shape.heads, self.processor, self.folder / "candidate")
        engine = Engine(self.folder / "candidate", self.tokenizer)
        scores = score(engine, self.development, beam=1)
        mean = mean_chrf(scores)
        if mean >= self.progress.best:
            self.progress.best = mean
            partial = self.folder / "best.partial.npz"
            np.savez(partial, allow_pickle=False, **self.averaged())
            partial.replace(self.folder / "best.npz")
        table = "  ".join(f"{one.source}-{one.target} {one.chrf:.1f}/{one.bleu:.1f}" for one in scores)
        say(f"development chrF/BLEU: {table}  mean {mean:.2f}, best {self.progress.best:.2f}")
        shown = self.development[:3]
        for source, target in (("fa", "en"), ("az", "fa"), ("en", "az")):
            for line in engine.translate([triple.text(source) for triple in shown], source, target, 1):
                say(f"  {source}-{target}: {line}")
        minutes = self.progress.seconds / 60
        self.progress.history.append({"minutes": minutes, "epoch": round(self.progress.epochs, 2), "chrf": mean})
        return mean

    def _losses(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor, int]:
        """Return the loss, the plain part of it and the pieces learned; the gradients are in the parameters."""
        guide = guidance(self.recipe, self.progress.epochs)
        if self._replay is not None:
            loss, plain, count = self._replay(batch, guide)
            return loss.clone(), plain.clone(), count
        self.optimizer.zero_grad(set_to_none=True)
        loss, plain, count = batch_loss(self.model, batch, self.recipe, guide)
        loss.backward()  # type: ignore[no-untyped-call]
        return loss.detach(), plain.detach(), count

    def _step(self, batch: Batch, epochs: float) -> tuple[torch.Tensor, torch.Tensor, int]:
        recipe = self.recipe
        for group in self.optimizer.param_groups:
            group["lr"] = rate(recipe, self.progress.step, self.progress.epochs, epochs)
        loss, plain, count = self._losses(batch)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.progress.step += 1
        self.progress.pieces += count
        if self.progress.step % AVERAGE_EVERY == 0:
            self._average_step()
        return plain, loss, count

    def _begin_ahead(self) -> Ahead:
        recipe = self.recipe
        source = Source(
            self.tokenizer, self.triples, self.alignments, recipe.mixture, seed=recipe.seed, tokens=recipe.tokens
        )
        return Ahead(source, self.helpers)

    def planned(self, epoch: int) -> tuple[int, Callable[[int], Batch]]:
        """Return how many batches an epoch has, and what gives one by its place."""
        recipe = self.recipe
        if self._ahead is not None:
            made = self._ahead.epoch(epoch)
            return len(made), made.__getitem__
        plan = plan_epoch(
            self.sampler, self.triples, recipe.mixture, seed=recipe.seed, epoch=epoch, tokens=recipe.tokens
        )
        return len(plan), lambda place: make_batch(plan[place], self.alignments, self.processor, recipe.tokens)

    def _epoch(self, epochs: float, steps: int | None) -> None:
        """Train to the end of the epoch, or of all epochs, or to a number of steps."""
        progress, recipe, meter, cores = self.progress, self.recipe, Meter(), Cores()
        since = time.monotonic()
        count, batch_at = self.planned(progress.epoch)
        say(f"epoch {progress.epoch}: {count} batches, from {progress.batch}")
        self.model.train()
        while progress.batch < count:
            if progress.epochs >= epochs or (steps is not None and progress.step >= steps):
                return
            if not progress.cooling and progress.epochs > epochs * (1 - recipe.cooled):
                self.save(self.plateau)
                progress.cooling = True
                say(f"cooling from epoch {progress.epochs:.2f} to {epochs:.2f}")
            torch.set_num_threads(cores.look())
            plain, total, pieces = self._step(batch_at(progress.batch), epochs)
            progress.batch += 1
            progress.fraction = progress.batch / count
            now = time.monotonic()
            progress.seconds += now - since
            since = now
            meter.add(plain, total, pieces, progress)
            self._keep()
        progress.epoch += 1
        progress.batch, progress.fraction = 0, 0.0

    def _keep(self) -> None:
        """Save and try out when their time has come."""
        progress, recipe = self.progress, self.recipe
        if progress.seconds - progress.saved > recipe.save_minutes * 60:
            self.save()
        if progress.seconds - progress.tried > recipe.try_minutes * 60:
            self.try_out()
            self.model.train()

    def train(self, epochs: float, steps: int | None = None) -> None:
        """Train until the epochs (or steps, where given) are done, then save and try out."""
        if self._ahead is not None:
            self._ahead.end = math.ceil(epochs)
        while self.progress.epochs < epochs and (steps is None or self.progress.step < steps):
            self._epoch(epochs, steps)
        if self._ahead is not None:
            self._ahead.close()
        self.save()  # before it is scored: a fault there shall not cost the training
        self.try_out()
        self.save()
        text = json.dumps(asdict(self.progress), indent=1)
        (self.folder / "progress.json").write_text(text, encoding="utf-8")
