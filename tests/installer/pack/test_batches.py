from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import sentencepiece as spm

from dabir.training.batches import HEIGHTS, batch_rows, make_batch
from dabir.training.corpus import Triple, read_corpus
from dabir.training.tokens import PREFIXES, Sampler
from pack.batches import TARGETS, Mixture, align_corpus, plan_epoch, unified
from pack.tokens import train_tokenizer

TOKENS = 400


@pytest.fixture(scope="module")
def triples(corpus_folder: Path) -> list[Triple]:
    return [unified(triple) for triple in read_corpus(corpus_folder)[:200]]


@pytest.fixture(scope="module")
def processor(tmp_path_factory: pytest.TempPathFactory, triples: list[Triple]) -> spm.SentencePieceProcessor:
    model = tmp_path_factory.mktemp("batches") / "sp.model"
    train_tokenizer(triples, model, 600)
    return spm.SentencePieceProcessor(model_file=str(model))


def test_an_epoch_is_fixed_by_seed_and_number(processor: spm.SentencePieceProcessor, triples: list[Triple]) -> None:
    def plan(seed: int, epoch: int) -> list:
        return plan_epoch(Sampler(processor), triples, Mixture(), seed=seed, epoch=epoch, tokens=TOKENS)

    assert plan(1, 0) == plan(1, 0)
    assert plan(1, 0) != plan(1, 1)
    assert plan(1, 0) != plan(2, 0)


def test_batches_have_few_shapes_and_the_right_labels(
    processor: spm.SentencePieceProcessor, triples: list[Triple]
) -> None:
    alignments = align_corpus(triples)
    prefixes = {language: processor.piece_to_id(prefix) for language, prefix in PREFIXES.items()}
    for examples in plan_epoch(Sampler(processor), triples, Mixture(), seed=1, epoch=0, tokens=TOKENS):
        batch = make_batch(examples, alignments, processor, TOKENS)
        rows, height = batch.inputs.shape
        assert height in HEIGHTS
        assert rows == batch_rows(height, TOKENS) == 2 * batch.source.shape[0]
        assert batch.alignment.shape == (rows, height, batch.source.shape[1])
        assert batch.alignment.sum(-1).max() <= 1.0 + 1e-4
        half = rows // 2
        for place, example in enumerate(examples):
            for which, language in enumerate(TARGETS[example.language]):
                row = which * half + place
                wanted = [*example.targets[which].ids, processor.eos_id()]
                assert batch.inputs[row, 1] == prefixes[language]
                assert batch.labels[row, 0] == -1
                assert batch.labels[row, 1 : len(wanted) + 1].tolist() == wanted
                assert (batch.labels[row, len(wanted) + 1 :] == -1).all()
        assert (batch.labels[len(examples) : half] == -1).all()


def test_alignment_stands_where_the_words_are(processor: spm.SentencePieceProcessor, triples: list[Triple]) -> None:
    alignments = align_corpus(triples)
    checked = 0
    for examples in plan_epoch(Sampler(processor), triples, Mixture(), seed=3, epoch=0, tokens=TOKENS)[:10]:
        batch = make_batch(examples, alignments, processor, TOKENS)
        half = batch.inputs.shape[0] // 2
        for place, example in enumerate(examples):
            for which, language in enumerate(TARGETS[example.language]):
                words = alignments[example.language, language][example.index]
                target, source = example.targets[which], example.source
                wanted = np.zeros(batch.alignment.shape[1])
                for place_target, place_source, weight in zip(words.target, words.source, words.weight, strict=True):
                    if place_source in source.words:
                        wanted[1:][: len(target.words)][np.array(target.words) == place_target] += weight
                assert batch.alignment[which * half + place].sum(-1) == pytest.approx(wanted, abs=1e-3)
                checked += 1
    assert checked > 10


def test_sources_of_one_target_have_batches_of_their_own(
    processor: spm.SentencePieceProcessor, triples: list[Triple]
) -> None:
    alignments = align_corpus(triples)
    mixture = Mixture(paired=0.5)
    plan = plan_epoch(Sampler(processor), triples, mixture, seed=1, epoch=0, tokens=TOKENS)
    targets = {len(examples[0].into) for examples in plan}
    assert targets == {1, 2}
    for examples in plan:
        assert len({(example.language, example.into) for example in examples}) == 1
        batch = make_batch(examples, alignments, processor, TOKENS)
        assert batch.inputs.shape[0] == len(examples[0].into) * batch.source.shape[0]
