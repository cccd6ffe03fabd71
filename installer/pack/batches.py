"""Training batches: an epoch is a pure function of the seed and its number, so a killed run resumes inside it.

A batch holds sentences of one source language with both other languages as targets: the encoder reads each source
once for two directions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import sentencepiece as spm
from numpy.typing import NDArray

from pack.align import SparseAlignment, align_both_ways, stem
from pack.corpus import LANGUAGES, Triple
from pack.figures import masked, substitute
from pack.names import rename
from pack.normal import unify_target, vary_latin, vary_source
from pack.tokens import PREFIXES, Pieces, Sampler

TARGETS = {language: tuple(other for other in LANGUAGES if other != language) for language in LANGUAGES}
LONGEST = 158
"""Longer sentences, in pieces, are left out of training."""

HEIGHTS = (12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 56, 64, 80, 96, 128, 160)
WIDTH_STEP = 8
"""Lengths are rounded up to few values: oneDNN compiles a kernel for every new shape, which takes longer than running
it, and keeps the compiled ones."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """What an epoch is made of, as shares from 0 to 1.

    Attributes:
        english: share of the sentences that English gets as a source; Persian and Azerbaijani, which the desks read
            most, get all.
        masked: share of the sentences whose figures are placeholders.
        substituted: of the rest, share whose figures are replaced by others.
        renamed: share whose places are replaced by others of CLDR.
        sampled_sources: share of the sources whose segmentation is drawn.
        sampled_targets: the same for targets.
    """

    english: float = 0.7
    masked: float = 0.75
    substituted: float = 0.7
    renamed: float = 0.4
    sampled_sources: float = 0.5
    sampled_targets: float = 0.2


Alignments = dict[tuple[str, str], list[SparseAlignment]]


@dataclass(frozen=True, slots=True)
class Example:
    """One source sentence and its two translations, in the order of `TARGETS`; `index` is the triple's place."""

    index: int
    language: str
    source: Pieces
    targets: tuple[Pieces, ...]


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


def unified(triple: Triple) -> Triple:
    """Return the triple as the model is to write it."""
    fa, az, en = (" ".join(unify_target(code, triple.text(code)).split()) for code in LANGUAGES)
    return Triple(fa, az, en, triple.story)


def align_corpus(triples: Sequence[Triple]) -> Alignments:
    """Align all ordered language pairs of the unified triples by words."""
    stems = {
        code: [[stem(code, word) for word in triple.text(code).split()] for triple in triples] for code in LANGUAGES
    }
    alignments: Alignments = {}
    for first, second in (("fa", "en"), ("az", "en"), ("fa", "az")):
        pair = align_both_ways(stems[first], stems[second])
        alignments[first, second], alignments[second, first] = pair
    return alignments


def _source_pieces(sampler: Sampler, code: str, text: str, sampled: float, chance: random.Random) -> Pieces:
    draw = chance if chance.random() < sampled else None
    if code != "fa":
        return sampler.encode(vary_latin(code, text, chance), draw)
    words, origins = vary_source(text.split(), chance)
    pieces = sampler.encode(" ".join(words), draw)
    return Pieces(pieces.ids, tuple(origins[word] for word in pieces.words))


def _examples(
    sampler: Sampler, triples: Sequence[Triple], mixture: Mixture, chance: random.Random
) -> Iterator[Example]:
    for index, triple in enumerate(triples):
        renamed = rename(triple, chance) if chance.random() < mixture.renamed else triple
        hidden = chance.random() < mixture.masked
        plain = substitute(renamed, chance) if not hidden and chance.random() < mixture.substituted else renamed
        for code in LANGUAGES:
            if chance.random() >= (mixture.english if code == "en" else 1.0):
                continue
            shown = masked(plain, code, chance) if hidden else plain
            source = _source_pieces(sampler, code, shown.text(code), mixture.sampled_sources, chance)
            targets = tuple(
                sampler.encode(shown.text(other), chance if chance.random() < mixture.sampled_targets else None)
                for other in TARGETS[code]
            )
            if max(len(source.ids), *(len(target.ids) for target in targets)) <= LONGEST:
                yield Example(index, code, source, targets)


def plan_epoch(
    sampler: Sampler, triples: Sequence[Triple], mixture: Mixture, *, seed: int, epoch: int, tokens: int
) -> list[list[Example]]:
    """Return the batches of an epoch, of about `tokens` target pieces each, padding included."""
    chance = random.Random(f"{seed}/{epoch}")
    groups: dict[tuple[str, int], list[tuple[float, int, Example]]] = {}
    for example in _examples(sampler, triples, mixture, chance):
        longest = max(len(target.ids) for target in example.targets) + 2
        height = next(height for height in HEIGHTS if height >= longest)
        key = len(example.source.ids) + 4 * chance.random()
        groups.setdefault((example.language, height), []).append((key, example.index, example))
    batches: list[list[Example]] = []
    for (code, height), group in groups.items():
        ordered = [example for _, _, example in sorted(group, key=lambda entry: entry[:2])]
        count = batch_rows(height, tokens) // len(TARGETS[code])
        batches += [ordered[start : start + count] for start in range(0, len(ordered), count)]
    chance.shuffle(batches)
    return batches


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
    """Pad the examples of one source language into arrays of one of the few shapes; missing rows stay empty."""
    bos, eos, pad = processor.bos_id(), processor.eos_id(), processor.eos_id()
    code = examples[0].language
    wide = -(-(max(len(example.source.ids) for example in examples) + 1) // WIDTH_STEP) * WIDTH_STEP
    longest = max(len(target.ids) for example in examples for target in example.targets) + 2
    tall = next(height for height in HEIGHTS if height >= longest)
    rows = batch_rows(tall, tokens)
    count = rows // len(TARGETS[code])
    source = np.full((count, wide), -1, np.int64)
    inputs = np.full((rows, tall), pad, np.int64)
    labels = np.full((rows, tall), -1, np.int64)
    alignment = np.zeros((rows, tall, wide), np.float32)
    for place, example in enumerate(examples):
        length = len(example.source.ids)
        source[place, :length] = example.source.ids
        source[place, length] = eos
        for which, (other, target) in enumerate(zip(TARGETS[code], example.targets, strict=True)):
            row, end = which * count + place, len(target.ids) + 2
            inputs[row, :end] = (bos, processor.piece_to_id(PREFIXES[other]), *target.ids)
            labels[row, 1:end] = (*target.ids, eos)
            words = alignments[code, other][example.index]
            alignment[row, 1 : end - 1, :length] = _spread(words, example.source, target)
    return Batch(source, inputs, labels, alignment)
