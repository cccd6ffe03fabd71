from __future__ import annotations

import random
from pathlib import Path

import pytest
import sentencepiece as spm

from dabir.training.corpus import LANGUAGES, read_corpus
from dabir.training.spelling import PERSIAN_DIGITS, ZWNJ
from dabir.training.tokens import PREFIXES, Sampler
from pack.tokens import train_tokenizer


@pytest.fixture(scope="module")
def processor(tmp_path_factory: pytest.TempPathFactory, corpus_folder: Path) -> spm.SentencePieceProcessor:
    model = tmp_path_factory.mktemp("tokens") / "sp.model"
    train_tokenizer(read_corpus(corpus_folder)[:400], model, 700)
    return spm.SentencePieceProcessor(model_file=str(model))


def test_prefix_pieces_cannot_come_from_text(processor: spm.SentencePieceProcessor) -> None:
    for prefix in PREFIXES.values():
        assert processor.is_control(processor.piece_to_id(prefix))
        for text in (prefix, f"a {prefix} b", f"{prefix}{prefix}", f"x{prefix}سلام"):
            assert not set(processor.encode(text, out_type=str)) & set(PREFIXES.values())


def test_every_digit_is_a_piece_of_its_own(processor: spm.SentencePieceProcessor) -> None:
    pieces = processor.encode("2024 ۱۴۰۳", out_type=str)
    assert [piece for piece in pieces if piece != "▁"] == list("2024۱۴۰۳")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("كتابي", "کتابی"),
        ("٣٤", "۳۴"),
        ("می\u200cشود", "می\u200cشود"),
        ("می\u200c شود", "می شود"),
        ("کتاب\u200c\u200cها", "کتاب\u200cها"),
        ("«خبر»", "«خبر»"),
        ("“xəbər”", '"xəbər"'),
        ("I\u0307ran", "İran"),
        ("a\u00a0b\u202fc", "a b c"),
        ("\u200fخبر\u200e", "خبر"),
        ("José", "Jose"),
        ("ﻻﺭ", "لار"),
    ],
)
def test_normalizer_inside_the_model(processor: spm.SentencePieceProcessor, typed: str, kept: str) -> None:
    assert processor.normalize(typed).replace("▁", " ").strip() == kept


def test_corpus_text_survives_encoding_and_decoding(
    processor: spm.SentencePieceProcessor, corpus_folder: Path
) -> None:
    for triple in read_corpus(corpus_folder)[:50]:
        for language in LANGUAGES:
            text = triple.text(language)
            decoded = processor.decode(processor.encode(text, out_type=str))
            assert decoded == processor.decode(processor.encode(decoded, out_type=str))
            assert ZWNJ not in text or ZWNJ in decoded
            assert [c for c in text if c in PERSIAN_DIGITS] == [c for c in decoded if c in PERSIAN_DIGITS]


def test_sampling_is_fixed_by_the_seed_and_decodes_to_the_same_text(processor: spm.SentencePieceProcessor) -> None:
    text = "The presidents met in Baku on Tuesday."
    drawn = [Sampler(processor).encode(text, random.Random(seed)) for seed in (1, 1, 2, 3, 4)]
    assert drawn[0] == drawn[1]
    assert len({pieces.ids for pieces in drawn}) > 1
    assert {processor.decode(list(pieces.ids)) for pieces in drawn} == {text}


def test_without_a_seed_the_best_segmentation_is_taken(processor: spm.SentencePieceProcessor) -> None:
    text = "Prezidentlər çərşənbə axşamı Bakıda görüşüb."
    assert list(Sampler(processor).encode(text).ids) == processor.encode(text)


def test_pieces_know_their_word(processor: spm.SentencePieceProcessor) -> None:
    text = "Oil rose to 75.25 dollars"
    pieces = Sampler(processor).encode(text)
    for index, word in enumerate(text.split()):
        own = [piece for piece, owner in zip(pieces.ids, pieces.words, strict=True) if owner == index]
        assert processor.decode(own) == word
