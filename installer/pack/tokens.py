"""The joint SentencePiece tokenizer of the pack: training it, and sampling segmentations for the training.

The prefix pieces that choose a direction are control symbols: no text can be encoded to them. Digits are single
pieces, ASCII and Persian ones apart, so that figures are copied digit by digit; placeholders of figures are pieces.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import sentencepiece as spm

from dabir.translation.placeholders import NUMBERS, YEARS
from pack.corpus import LANGUAGES, Triple
from pack.normal import PERSIAN_DIGITS, rules_tsv, unify_target

PREFIXES = {language: f"__{language}__" for language in LANGUAGES}
SAMPLING_ALPHA = 0.5
SEGMENTATIONS = 24


@dataclass(frozen=True, slots=True)
class Pieces:
    """Piece ids of a sentence and, for each, the index of the word (split at spaces) it belongs to."""

    ids: tuple[int, ...]
    words: tuple[int, ...]


def train_tokenizer(triples: Sequence[Triple], model: Path, vocabulary: int) -> None:
    """Train the tokenizer on the training sentences, in both spellings, and write it to `model`.

    Args:
        triples: sentences of the training part only.
        model: the file to write.
        vocabulary: number of pieces, control symbols included.
    """
    rules = model.with_suffix(".rules.tsv")
    rules.write_text(rules_tsv(), encoding="utf-8")
    sentences = [triple.text(language) for triple in triples for language in LANGUAGES]
    sentences += [unify_target("fa", triple.fa) for triple in triples]
    written = io.BytesIO()
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=written,
        model_type="unigram",
        vocab_size=vocabulary,
        character_coverage=1.0,
        required_chars="0123456789+-/%()[]:;!?\"'&@#$€£°٪،؛؟«»٫٬wqQWxX",
        split_digits=True,
        normalization_rule_tsv=str(rules),
        user_defined_symbols=[*PERSIAN_DIGITS, *NUMBERS, *YEARS],
        control_symbols=[PREFIXES[language] for language in LANGUAGES],
        unk_id=0,
        bos_id=1,
        eos_id=2,
        pad_id=-1,
        num_threads=1,
        max_sentence_length=8192,
        minloglevel=2,
    )
    model.write_bytes(written.getvalue())


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
