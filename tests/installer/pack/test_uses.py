"""What the program adds to the model, tried with the bundled pack."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("sacrebleu")
pytest.importorskip("ctranslate2")

from dabir.training.corpus import read_corpus, split
from pack.score import engine_of
from pack.uses import Use, uses

SENTENCES = 24


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, pack_file: Path, corpus_folder: Path) -> tuple[Use, ...]:
    engine = engine_of(pack_file, tmp_path_factory.mktemp("pack"))
    return uses(engine, split(read_corpus(corpus_folder)).development[:SENTENCES])


def test_letters_and_digits_of_another_keyboard_change_nothing(found: tuple[Use, ...]) -> None:
    typed = next(one for one in found if "Arabic letters" in one.name)
    assert typed.chrf == pytest.approx(typed.own, abs=0.5)
    assert typed.names == typed.own_names


def test_mending_brings_names_back(found: tuple[Use, ...]) -> None:
    unmended = next(one for one in found if "mended" in one.name)
    assert unmended.names < unmended.own_names


def test_sentences_are_better_translated_one_at_a_time(found: tuple[Use, ...]) -> None:
    joined = next(one for one in found if "as one" in one.name)
    assert joined.chrf < joined.own
