"""Word alignment by IBM model 1, both ways, as soft targets for one attention head of the decoder.

Source: Brown et al. 1993, "The Mathematics of Statistical Machine Translation", section 4.1; guided alignment:
Chen et al. 2016, arXiv:1607.01628. Words are cut to a stem-like prefix first, which stands in for a morphology.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dabir.training.spelling import TO_ASCII, ZWNJ

NULL = "\0"
_STEM = {"fa": 5, "az": 5, "en": 5}
_PUNCTUATION = ".,:;!?\"'()«»“”‘’،؛؟–-"
_VERB_PREFIXES = ("می" + ZWNJ, "نمی" + ZWNJ)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SparseAlignment:
    """Posteriors of one sentence pair: `weight[k]` is how surely target word `target[k]` comes from `source[k]`."""

    target: NDArray[np.int16]
    source: NDArray[np.int16]
    weight: NDArray[np.float32]


def stem(language: str, word: str) -> str:
    """Return the key a word is counted under: without case, punctuation, verb prefix and ending."""
    key = word.strip(_PUNCTUATION).replace("İ", "i").lower().translate(TO_ASCII) or word
    for prefix in _VERB_PREFIXES:
        key = key.removeprefix(prefix)
    return key[: _STEM[language]]


class _Pairs:
    """All (source word, target word) cells of a sentence list, flattened into arrays."""

    def __init__(self, sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]) -> None:
        numbers: dict[str, int] = {}
        target_numbers: dict[str, int] = {}
        source_ids, target_ids, rows, places_source, places_target, sentences = [], [], [], [], [], []
        row = 0
        for sentence, (source, target) in enumerate(zip(sources, targets, strict=True)):
            left = [numbers.setdefault(word, len(numbers)) for word in (NULL, *source)]
            right = [target_numbers.setdefault(word, len(target_numbers)) for word in target]
            wide, tall = len(left), len(right)
            source_ids.append(np.tile(left, tall))
            target_ids.append(np.repeat(right, wide))
            rows.append(np.repeat(np.arange(row, row + tall), wide))
            places_source.append(np.tile(np.arange(-1, wide - 1), tall))
            places_target.append(np.repeat(np.arange(tall), wide))
            sentences.append(np.full(wide * tall, sentence))
            row += tall
        self.source: Ints = np.concatenate(source_ids)
        self.row: Ints = np.concatenate(rows)
        self.place_source: Ints = np.concatenate(places_source)
        self.place_target: Ints = np.concatenate(places_target)
        self.sentence: Ints = np.concatenate(sentences)
        keys = self.source * len(target_numbers) + np.concatenate(target_ids)
        unique, self.cell = np.unique(keys, return_inverse=True)
        self.cell_source: Ints = unique // len(target_numbers)

    def posteriors(self, iterations: int) -> Floats:
        """Return P(source word | target word, sentence) for each cell after some rounds of EM."""
        table: Floats = np.ones(len(self.cell_source))
        posterior: Floats = table[self.cell]
        for _ in range(iterations):
            posterior = table[self.cell]
            posterior = posterior / np.bincount(self.row, posterior)[self.row]
            counts = np.bincount(self.cell, posterior, len(self.cell_source))
            totals = np.bincount(self.cell_source, counts)
            table = counts / totals[self.cell_source]
        return posterior


def _sparse(pairs: _Pairs, weight: Floats, sentences: int, threshold: float) -> list[SparseAlignment]:
    chosen = np.flatnonzero((weight > threshold) & (pairs.place_source >= 0))
    edges = np.searchsorted(pairs.sentence[chosen], np.arange(sentences + 1))
    columns: tuple[NDArray[Any], NDArray[Any], NDArray[Any]] = (
        pairs.place_target[chosen].astype(np.int16),
        pairs.place_source[chosen].astype(np.int16),
        weight[chosen].astype(np.float32),
    )
    return [SparseAlignment(*(column[start:end] for column in columns)) for start, end in pairwise(edges)]


def align(
    sources: Sequence[Sequence[str]],
    targets: Sequence[Sequence[str]],
    *,
    iterations: int = 8,
    threshold: float = 0.05,
) -> list[SparseAlignment]:
    """Align sentence pairs, given as stems, by the posteriors of IBM model 1 towards the target.

    Args:
        sources: the words of each source sentence.
        targets: the words of each target sentence, as many sentences.
        iterations: rounds of EM.
        threshold: smaller posteriors are dropped.

    Returns:
        One alignment a pair; a target word that came from no source word has weights that sum to little.
    """
    pairs = _Pairs(sources, targets)
    return _sparse(pairs, pairs.posteriors(iterations), len(sources), threshold)


def align_both_ways(
    sources: Sequence[Sequence[str]],
    targets: Sequence[Sequence[str]],
    *,
    iterations: int = 8,
    threshold: float = 0.05,
) -> tuple[list[SparseAlignment], list[SparseAlignment]]:
    """Align towards the target and towards the source, each as the geometric mean of both models.

    Model 1 lets rare words collect everything; what both directions agree on is nearly always right.
    """
    forward, backward = _Pairs(sources, targets), _Pairs(targets, sources)
    one, two = forward.posteriors(iterations), backward.posteriors(iterations)
    merged_one = _at_most_one(forward, np.sqrt(one * _counterpart(forward, backward, two)))
    merged_two = _at_most_one(backward, np.sqrt(two * _counterpart(backward, forward, one)))
    return (
        _sparse(forward, merged_one, len(sources), threshold),
        _sparse(backward, merged_two, len(sources), threshold),
    )


def _at_most_one(pairs: _Pairs, weight: Floats) -> Floats:
    return weight / np.maximum(1.0, np.bincount(pairs.row, weight))[pairs.row]


def _counterpart(here: _Pairs, there: _Pairs, values: Floats) -> Floats:
    """Return, for each cell here, the value the same word pair has there (0 for the null word)."""
    size = int(max(here.place_source.max(), here.place_target.max())) + 2

    def keys(sentence: Ints, source: Ints, target: Ints) -> Ints:
        return (sentence * size + target + 1) * size + source + 1

    their = keys(there.sentence, there.place_target, there.place_source)
    order = np.argsort(their)
    mine = keys(here.sentence, here.place_source, here.place_target)
    found = np.clip(np.searchsorted(their[order], mine), 0, len(their) - 1)
    match = their[order][found] == mine
    return np.where(match, values[order][found], 0.0)


def align_texts(
    ours: Sequence[str], theirs: Sequence[str], languages: tuple[str, str]
) -> tuple[list[SparseAlignment], list[SparseAlignment]]:
    """Align texts with their translations by words, both ways; words are what stands between spaces."""
    first, second = (
        [[stem(code, word) for word in text.split()] for text in texts]
        for code, texts in zip(languages, (ours, theirs), strict=True)
    )
    return align_both_ways(first, second)
