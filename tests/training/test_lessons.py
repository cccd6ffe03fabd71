from __future__ import annotations

import random
from collections import Counter
from itertools import chain
from pathlib import Path

import beekeeping
import numpy as np
import pytest
import sentencepiece as spm

from dabir.training.batches import batch_rows, height_of, make_batch
from dabir.training.corpus import LANGUAGES, read_corpus, split
from dabir.training.lessons import Lessons
from dabir.training.tokens import PREFIXES, Sampler
from dabir.training.units import Parts, choose
from dabir.training.units import split as split_units
from dabir.translation.placeholders import MARKS

TOKENS = 600


@pytest.fixture(scope="module")
def processor(bundled: Path) -> spm.SentencePieceProcessor:
    return spm.SentencePieceProcessor(model_file=str(bundled / "sentencepiece.model"))


@pytest.fixture(scope="module")
def parts() -> Parts:
    return split_units(choose(beekeeping.units(320), LANGUAGES))


@pytest.fixture(scope="module")
def lessons(parts: Parts, corpus_folder: Path) -> Lessons:
    return Lessons(parts.train, parts.development, split(read_corpus(corpus_folder)).train[:300])


@pytest.fixture(scope="module")
def epoch(lessons: Lessons, processor: spm.SentencePieceProcessor) -> list:
    return lessons.epoch(Sampler(processor), random.Random(1), TOKENS)


def test_half_of_each_batch_is_of_the_corpus(epoch: list) -> None:
    for batch in epoch:
        of_corpus = sum(example.index < 300 for example in batch)
        assert 2 * of_corpus == len(batch)


def test_each_unit_is_shown_once_each_way(epoch: list, parts: Parts) -> None:
    shown = Counter((one.language, *one.into) for one in chain(*epoch) if one.index >= 300)
    wanted = Counter(chain(*((one.direction, one.direction[::-1]) for one in parts.train)))
    assert shown == wanted


def test_batches_fit_their_shape(epoch: list, lessons: Lessons, processor: spm.SentencePieceProcessor) -> None:
    for examples in epoch:
        assert len(examples) <= batch_rows(max(map(height_of, examples)), TOKENS)
        batch = make_batch(examples, lessons.alignments, processor, TOKENS)
        assert batch.source.shape[0] == batch.inputs.shape[0]
        for row, example in enumerate(examples):
            assert batch.inputs[row, 1] == processor.piece_to_id(PREFIXES[example.into[0]])
        assert batch.alignment.sum(-1).max() <= 1.0 + 1e-4


def test_words_of_the_units_are_aligned(lessons: Lessons, parts: Parts) -> None:
    own = [
        len(one.weight) for direction in (("fa", "az"), ("az", "fa")) for one in lessons.alignments[direction][300:]
    ]
    assert min(own) > 0
    assert np.mean(own) > 5


def test_figures_are_shown_as_placeholders(epoch: list, processor: spm.SentencePieceProcessor) -> None:
    own = [one for one in chain(*epoch) if one.index >= 300]
    marked = [one for one in own if set(processor.decode(list(one.source.ids))) & MARKS]
    assert len(marked) > len(own) / 2
    for one in marked:
        source, target = (processor.decode(list(pieces.ids)) for pieces in (one.source, one.targets[0]))
        assert set(source) & MARKS == set(target) & MARKS


def test_an_epoch_is_fixed_by_its_chance(
    lessons: Lessons, processor: spm.SentencePieceProcessor, epoch: list
) -> None:
    assert lessons.epoch(Sampler(processor), random.Random(1), TOKENS) == epoch
    assert lessons.epoch(Sampler(processor), random.Random(2), TOKENS) != epoch


def test_units_that_tell_when_to_stop_are_never_learned_and_never_varied(
    lessons: Lessons, processor: spm.SentencePieceProcessor, parts: Parts, epoch: list
) -> None:
    apart = list(chain(*lessons.apart(Sampler(processor), TOKENS)))
    assert len(apart) == len(parts.development)
    learned = {(*sorted((one.language, *one.into)), one.index) for one in chain(*epoch)}
    assert learned.isdisjoint({(*sorted((one.language, *one.into)), one.index) for one in apart})
    assert lessons.apart(Sampler(processor), TOKENS) == lessons.apart(Sampler(processor), TOKENS)
