"""Sentences as pieces: which piece asks for a language, and segmentations drawn for the training."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from itertools import accumulate

import sentencepiece as spm

from dabir.training.corpus import LANGUAGES

PREFIXES = {language: f"__{language}__" for language in LANGUAGES}
SAMPLING_ALPHA = 0.5
SEGMENTATIONS = 24


@dataclass(frozen=True, slots=True)
class Pieces:
    """Piece ids of a sentence and, for each, the index of the word (split at spaces) it belongs to."""

    ids: tuple[int, ...]
    words: tuple[int, ...]


class Sampler:
    """Encodes sentences word by word, with the best segmentation or with a sampled one.

    Sampling follows Kudo 2018, "Subword Regularization", section 3: one of the best segmentations of each
    word, with a probability that grows with its score. Pieces never cross a space, so words can be drawn apart.
    SentencePiece's own sampling is not used because its seed does not fix the result from one process to the next.
    """

    def __init__(self, processor: spm.SentencePieceProcessor) -> None:
        self._processor = processor
        self._known: dict[str, tuple[list[list[int]], list[float]]] = {}

    def _segmentations(self, word: str) -> tuple[list[list[int]], list[float]]:
        known = self._known.get(word)
        if known is None:
            choices = self._processor.nbest_encode(word, nbest_size=SEGMENTATIONS, out_type=int)
            scores = [sum(self._processor.get_score(piece) for piece in choice) for choice in choices]
            top = max(scores, default=0.0)
            weights = [math.exp(SAMPLING_ALPHA * (score - top)) for score in scores]
            known = self._known[word] = choices, list(accumulate(weights))
        return known

    def encode(self, text: str, chance: random.Random | None = None) -> Pieces:
        """Encode a sentence, sampled from `chance` where given; a word that is normalized away has no pieces."""
        ids: list[int] = []
        words: list[int] = []
        for index, word in enumerate(text.split()):
            choices, weights = self._segmentations(word)
            if not choices:
                continue
            chosen = choices[0] if chance is None else chance.choices(choices, cum_weights=weights)[0]
            ids += chosen
            words += [index] * len(chosen)
        return Pieces(tuple(ids), tuple(words))
