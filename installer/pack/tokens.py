"""The joint SentencePiece tokenizer of the pack: training it, and sampling segmentations for the training.

The prefix pieces that choose a direction are control symbols: no text can be encoded to them. Digits are single
pieces, ASCII and Persian ones apart, so that figures are copied digit by digit.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import sentencepiece as spm

from pack.corpus import LANGUAGES, Triple
from pack.normal import PERSIAN_DIGITS, rules_tsv, unify_target

PREFIXES = {language: f"__{language}__" for language in LANGUAGES}
SAMPLING_ALPHA = 0.5
WORD_START = "▁"
T = TypeVar("T")


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
        user_defined_symbols=list(PERSIAN_DIGITS),
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


def word_indices(pieces: Sequence[str]) -> tuple[int, ...]:
    """Return for each piece the index of its word: a piece with a leading word mark starts the next word."""
    indices, word = [], -1
    for piece in pieces:
        if piece.startswith(WORD_START) or word < 0:
            word += 1
        indices.append(word)
    return tuple(indices)


def encode(processor: spm.SentencePieceProcessor, text: str, *, sample: bool) -> Pieces:
    """Encode a sentence, with a segmentation sampled from the unigram model where `sample` is set.

    Sampling follows Kudo 2018, "Subword Regularization", section 3.
    """
    if sample:
        pieces = processor.encode(text, out_type=str, enable_sampling=True, alpha=SAMPLING_ALPHA, nbest_size=-1)
    else:
        pieces = processor.encode(text, out_type=str)
    return Pieces(tuple(processor.piece_to_id(pieces)), word_indices(pieces))


def seeded(seed: int, work: Callable[[], T]) -> T:
    """Run `work` where SentencePiece samples from `seed`.

    SentencePiece keeps one generator a thread and seeds it at its first use only, hence a fresh thread a call.

    Raises:
        BaseException: whatever `work` raises.
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - carried over to the caller
            errors.append(error)

    spm.set_random_generator_seed(seed)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return results[0]
