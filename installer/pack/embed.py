"""Start the piece embeddings where translations are already neighbours.

A small corpus teaches a lexicon slowly through attention, while the word alignments hold it from the start: count
which pieces are aligned with which, weigh the counts by pointwise mutual information and factorise. Pieces of any two
languages that stand for each other get nearly the same vector, so the decoder can find its place in the source
from the first epoch. Source of the factorisation: Levy and Goldberg 2014, "Neural Word Embedding as Implicit Matrix
Factorization"; of the randomised SVD: Halko et al. 2011, arXiv:0909.4061.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import sentencepiece as spm
from numpy.typing import NDArray

from dabir.training.batches import Alignments
from dabir.training.corpus import LANGUAGES, Triple
from dabir.training.spelling import PERSIAN_DIGITS
from dabir.training.tokens import Pieces, Sampler

SAMPLES = 3
SELF_WEIGHT = 0.5
"""How much of a piece's own count stands on the diagonal: enough to tell synonyms apart, too little to hide them."""

Floats = NDArray[np.float32]


def _add(counts: Floats, source: Pieces, target: Pieces, words: Sequence[NDArray[np.generic]]) -> None:
    sources, targets, weights = words
    by_source: dict[int, list[int]] = {}
    by_target: dict[int, list[int]] = {}
    for pieces, table in ((source, by_source), (target, by_target)):
        for piece, word in zip(pieces.ids, pieces.words, strict=True):
            table.setdefault(word, []).append(piece)
    for left, right, weight in zip(sources.tolist(), targets.tolist(), weights.tolist(), strict=True):
        ours, theirs = by_source.get(left, []), by_target.get(right, [])
        # A piece is most likely rendered by the piece at the same place of the word: stems lead, endings follow.
        for place, ours_piece in enumerate(ours):
            for other, their_piece in enumerate(theirs):
                distance = abs(place / len(ours) - other / len(theirs))
                counts[ours_piece, their_piece] += weight * (1.0 - distance) / len(theirs)


def aligned_counts(
    processor: spm.SentencePieceProcessor, triples: Sequence[Triple], alignments: Alignments, seed: int
) -> Floats:
    """Count aligned pieces over all language pairs; the result is symmetric, (pieces, pieces)."""
    size = processor.get_piece_size()
    counts = np.zeros((size, size), np.float32)

    sampler, chance = Sampler(processor), random.Random(seed)
    for sample in range(SAMPLES):
        for index, triple in enumerate(triples):
            pieces = {code: sampler.encode(triple.text(code), chance if sample else None) for code in LANGUAGES}
            for (source, target), found in alignments.items():
                if LANGUAGES.index(source) < LANGUAGES.index(target):
                    one = found[index]
                    _add(counts, pieces[source], pieces[target], (one.source, one.target, one.weight))
    digits = np.array([processor.piece_to_id(digit) for digit in "0123456789" + PERSIAN_DIGITS])
    same = np.tile(np.eye(10, dtype=np.float32), (2, 2))
    # Within a number every digit meets every other; only equal ones are translations of each other.
    counts[np.ix_(digits, digits)] *= same
    return counts + counts.T


def factorise(counts: Floats, width: int, seed: int) -> Floats:
    """Return one vector of length 1 a piece, alike where the pieces are aligned with the same pieces.

    Args:
        counts: symmetric counts, (pieces, pieces).
        width: length of the vectors.
        seed: of the random start, and of the vectors of pieces never aligned.
    """
    chance = np.random.default_rng(seed)
    totals = counts.sum(1)
    full = counts + np.diag(SELF_WEIGHT * totals).astype(np.float32)
    rows = np.maximum(full.sum(1), 1e-6)
    expected = rows[:, None] * (rows / rows.sum())[None, :]
    with np.errstate(divide="ignore"):
        information = np.log(full / expected)
    # Counts under one half are noise of single sentences.
    information[(full < 0.5) | (information < 0)] = 0.0
    basis = chance.standard_normal((len(counts), width + 32), dtype=np.float32)
    for _ in range(4):
        basis, _ = np.linalg.qr(information @ (information.T @ basis))
    left, values, _ = np.linalg.svd(basis.T @ information, full_matrices=False)
    vectors = (basis @ left[:, :width]) * np.sqrt(values[:width])
    noise = chance.standard_normal(vectors.shape, dtype=np.float32)
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.where(length > 1e-3, vectors / np.maximum(length, 1e-3), 0.0) + 0.3 * noise
    result: Floats = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return result
