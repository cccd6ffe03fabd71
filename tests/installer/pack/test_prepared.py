from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import sentencepiece as spm

pytest.importorskip("filelock")

from dabir.training.batches import make_batch
from dabir.training.corpus import Triple, read_corpus
from dabir.training.tokens import Sampler
from pack import prepared
from pack.ahead import Ahead, Source
from pack.batches import Mixture, align_corpus, plan_epoch, unified
from pack.prepared import Prepared

PIECES, TOKENS = 600, 400


@pytest.fixture(scope="module")
def triples(corpus_folder: Path) -> list[Triple]:
    return [unified(triple) for triple in read_corpus(corpus_folder)[:120]]


def _refuse(*_: object) -> None:
    msg = "made a second time"
    raise AssertionError(msg)


def test_what_was_made_once_is_read_and_is_the_same(
    tmp_path: Path, triples: list[Triple], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Prepared(tmp_path / "kept")
    tokenizer, alignments = kept.tokenizer(triples, PIECES), kept.alignments(triples)
    vectors = kept.vectors(tokenizer, triples, alignments, 32, seed=1)
    for pair, made in align_corpus(triples).items():
        for one, other in zip(alignments[pair], made, strict=True):
            assert one.target.tolist() == other.target.tolist()
            assert one.source.tolist() == other.source.tolist()
            assert np.array_equal(one.weight, other.weight)
    for name in ("train_tokenizer", "align_corpus", "aligned_counts"):
        monkeypatch.setattr(prepared, name, _refuse)
    again = Prepared(tmp_path / "kept")
    assert again.tokenizer(triples, PIECES) == tokenizer
    assert np.array_equal(again.vectors(tokenizer, triples, again.alignments(triples), 32, seed=1), vectors)
    with pytest.raises(AssertionError):
        again.alignments(triples[1:])  # of other sentences


def test_of_two_who_need_the_same_one_makes_it(
    tmp_path: Path, triples: list[Triple], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, make = list[Path](), prepared.train_tokenizer

    def slowly(some: list[Triple], file: Path, pieces: int) -> None:
        made.append(file)
        time.sleep(0.3)
        make(some, file, pieces)

    monkeypatch.setattr(prepared, "train_tokenizer", slowly)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda _: Prepared(tmp_path).tokenizer(triples, PIECES), range(2)))
    assert found[0] == found[1]
    assert len(made) == 1


def test_what_was_not_made_to_the_end_is_not_there(
    tmp_path: Path, triples: list[Triple], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_: object, file: Path, __: int) -> None:
        file.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(prepared, "train_tokenizer", cut)
        with pytest.raises(OSError, match="No space"):
            Prepared(tmp_path).tokenizer(triples, PIECES)
    assert [file for file in tmp_path.iterdir() if file.suffix != ".lock"] == []
    assert Prepared(tmp_path).tokenizer(triples, PIECES).exists()


def test_epochs_made_ahead_are_those_made_here(tmp_path: Path, triples: list[Triple]) -> None:
    kept = Prepared(tmp_path)
    tokenizer, alignments = kept.tokenizer(triples, PIECES), kept.alignments(triples)
    processor = spm.SentencePieceProcessor(model_file=str(tokenizer))
    ahead = Ahead(Source(tokenizer, triples, alignments, Mixture(), seed=7, tokens=TOKENS), processes=1)
    try:
        for epoch in (0, 1, 1, 2):
            made = ahead.epoch(epoch)
            plan = plan_epoch(Sampler(processor), triples, Mixture(), seed=7, epoch=epoch, tokens=TOKENS)
            assert len(made) == len(plan)
            for batch, examples in zip(made, plan, strict=True):
                wanted = make_batch(examples, alignments, processor, TOKENS)
                assert np.array_equal(batch.inputs, wanted.inputs)
                assert np.array_equal(batch.source, wanted.source)
                assert np.array_equal(batch.alignment, wanted.alignment)
        ahead.end = 4
        ahead.epoch(3)
        assert max(ahead.asked) == 3, "an epoch that nobody wants was made"
    finally:
        ahead.close()
