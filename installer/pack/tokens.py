"""Training the joint SentencePiece tokenizer of the pack.

The prefix pieces that choose a direction are control symbols: no text can be encoded to them. Digits are single
pieces, ASCII and Persian ones apart, so that figures are copied digit by digit; placeholders of figures are pieces.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import sentencepiece as spm

from dabir.training.corpus import LANGUAGES, Triple
from dabir.training.spelling import PERSIAN_DIGITS, unify_target
from dabir.training.tokens import PREFIXES
from dabir.translation.placeholders import NUMBERS, YEARS
from pack.normal import rules_tsv


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
