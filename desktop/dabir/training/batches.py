"""Training batches: examples padded into arrays of few shapes.

The encoder reads each source once, for all targets that the example has.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import sentencepiece as spm
from numpy.typing import NDArray

from dabir.training.align import SparseAlignment
from dabir.training.spelling import vary_latin, vary_source
from dabir.training.tokens import PREFIXES, Pieces, Sampler

LONGEST = 158
"""Longer sentences, in pieces, are left out of training."""

HEIGHTS = (12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 56, 64, 80, 96, 128, 160)
WIDTH_STEP = 8
"""Lengths are rounded up to few values: oneDNN compiles a kernel for every new shape, which takes longer than running
it, and keeps the compiled ones."""


Alignments = dict[tuple[str, str], list[SparseAlignment]]


@dataclass(frozen=True, slots=True)
class Example:
    """A source and its translations.

    Attributes:
        index: its place in the alignments of its languages.
        language: of the source.
        into: languages of the targets.
        source: pieces of the source.
        targets: pieces of the targets, in the order of `into`.
    """

    index: int
    language: str
    into: tuple[str, ...]
    source: Pieces
    targets: tuple[Pieces, ...]

    @property
    def longest(self) -> int:
        """Pieces of the longest text."""
        return max(len(self.source.ids), *(len(target.ids) for target in self.targets))


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded arrays of a batch; rows of the targets are all first targets, then all second ones.

    `inputs` and `labels` are shifted against each other; a label of -1 is not to be learned. `alignment` has the
    shape (targets, target length, source length), its rows sum to at most 1.
    """

    source: NDArray[np.int64]
    inputs: NDArray[np.int64]
    labels: NDArray[np.int64]
    alignment: NDArray[np.float32]


def source_pieces(sampler: Sampler, code: str, text: str, sampled: float, chance: random.Random) -> Pieces:
    """Return the pieces of a unified text as another desk might type it.

    Args:
        sampler: encodes.
        code: language of the text.
        text: the text.
        sampled: share of the texts whose segmentation is drawn.
        chance: where the choices come from.
    """
    draw = chance if chance.random() < sampled else None
    if code != "fa":
        return sampler.encode(vary_latin(code, text, chance), draw)
    words, origins = vary_source(text.split(), chance)
    pieces = sampler.encode(" ".join(words), draw)
    return Pieces(pieces.ids, tuple(origins[word] for word in pieces.words))


def height_of(example: Example) -> int:
    """Return the height of the batches an example belongs in: one of few, the start and the end counted."""
    longest = max(len(target.ids) for target in example.targets) + 2
    return next(height for height in HEIGHTS if height >= longest)


def batch_rows(height: int, tokens: int) -> int:
    """Return how many target rows a batch of that target length has: about `tokens` pieces, an even number."""
    return max(2, tokens // height // 2 * 2)


def _spread(alignment: SparseAlignment, source: Pieces, target: Pieces) -> NDArray[np.float32]:
    """Spread word posteriors over pieces: a source word's weight is shared by its pieces."""
    sizes = np.bincount(source.words)
    height = max(target.words[-1], *alignment.target, 0) + 1
    table = np.zeros((height, max(len(sizes), *alignment.source + 1, 1)), np.float32)
    table[alignment.target, alignment.source] = alignment.weight
    table[:, : len(sizes)] /= np.maximum(sizes, 1)
    spread: NDArray[np.float32] = table[np.ix_(target.words, source.words)]
    return spread


def make_batch(
    examples: Sequence[Example], alignments: Alignments, processor: spm.SentencePieceProcessor, tokens: int
) -> Batch:
    """Pad examples into arrays of one of the few shapes; missing rows stay empty.

    Args:
        examples: each with as many targets.
        alignments: by source and target language, in the order of the examples' indexes.
        processor: the tokenizer.
        tokens: target pieces a batch has about, padding included.
    """
    bos, eos, pad = processor.bos_id(), processor.eos_id(), processor.eos_id()
    languages = len(examples[0].into)
    wide = -(-(max(len(example.source.ids) for example in examples) + 1) // WIDTH_STEP) * WIDTH_STEP
    tall = max(height_of(example) for example in examples)
    rows = batch_rows(tall, tokens)
    count = rows // languages
    source = np.full((count, wide), -1, np.int64)
    inputs = np.full((rows, tall), pad, np.int64)
    labels = np.full((rows, tall), -1, np.int64)
    alignment = np.zeros((rows, tall, wide), np.float32)
    for place, example in enumerate(examples):
        length = len(example.source.ids)
        source[place, :length] = example.source.ids
        source[place, length] = eos
        for which, (other, target) in enumerate(zip(example.into, example.targets, strict=True)):
            row, end = which * count + place, len(target.ids) + 2
            inputs[row, :end] = (bos, processor.piece_to_id(PREFIXES[other]), *target.ids)
            labels[row, 1:end] = (*target.ids, eos)
            words = alignments[example.language, other][example.index]
            alignment[row, 1 : end - 1, :length] = _spread(words, example.source, target)
    return Batch(source, inputs, labels, alignment)
