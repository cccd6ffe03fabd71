"""Epochs made by other processes while one is trained on: a GPU takes batches faster than one core makes them."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sentencepiece as spm

from dabir.training.batches import Alignments, Batch, make_batch
from dabir.training.corpus import Triple
from dabir.training.tokens import Sampler
from pack.batches import Mixture, plan_epoch

#: More processes would be ahead of what a training takes.
_MOST: Final = 12


def processes_for(trainings: int = 1) -> int:
    """Return how many processes are to make the epochs of each of so many trainings on this machine."""
    return max(1, min(_MOST, ((os.cpu_count() or 1) - 2) // trainings))


@dataclass(frozen=True, slots=True)
class Source:
    """All that the epochs of a run are made of.

    Attributes:
        tokenizer: the sentencepiece model.
        triples: the training sentences, unified.
        alignments: of the triples.
        mixture: what an epoch is made of.
        seed: of the run.
        tokens: target pieces a batch has about.
    """

    tokenizer: Path
    triples: Sequence[Triple]
    alignments: Alignments
    mixture: Mixture
    seed: int
    tokens: int


_source: Source | None = None


def _begin(source: Source) -> None:
    global _source  # noqa: PLW0603 - a worker process is told once what it works on
    _source = source


def _made(epoch: int) -> list[Batch]:
    assert _source is not None
    processor = spm.SentencePieceProcessor(model_file=str(_source.tokenizer))
    plan = plan_epoch(
        Sampler(processor),
        _source.triples,
        _source.mixture,
        seed=_source.seed,
        epoch=epoch,
        tokens=_source.tokens,
    )
    return [make_batch(examples, _source.alignments, processor, _source.tokens) for examples in plan]


class Ahead:
    """The epochs of a run, in their order, as many ahead of the one asked for as there are processes."""

    def __init__(self, source: Source, processes: int) -> None:
        self._processes = processes
        self._pool = ProcessPoolExecutor(
            processes, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(source,)
        )
        self._asked: dict[int, Future[list[Batch]]] = {}
        self.end: int | None = None
        """The first epoch that is not wanted any more; None while that is not known."""

    def epoch(self, number: int) -> list[Batch]:
        """Return the batches of an epoch; those of the next ones are being made meanwhile."""
        for one in range(number, number + self._processes + 1):
            if one not in self._asked and (one == number or self.end is None or one < self.end):
                self._asked[one] = self._pool.submit(_made, one)
        self._asked = {one: made for one, made in self._asked.items() if one >= number}
        return self._asked[number].result()

    @property
    def asked(self) -> tuple[int, ...]:
        """The epochs that are made or being made."""
        return tuple(self._asked)

    def close(self) -> None:
        """End the processes; what they were making is not awaited."""
        self._pool.shutdown(wait=False, cancel_futures=True)
