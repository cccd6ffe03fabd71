from __future__ import annotations

from pathlib import Path

import pytest

from dabir.training.corpus import (
    LANGUAGES,
    Splits,
    Triple,
    bucket,
    corpus_sha256,
    fold,
    held_out_story_ids,
    read_corpus,
    split,
)


@pytest.fixture(scope="module")
def triples(corpus_folder: Path) -> tuple[Triple, ...]:
    return read_corpus(corpus_folder)


@pytest.fixture(scope="module")
def splits(triples: tuple[Triple, ...]) -> Splits:
    return split(triples)


def test_parts_have_the_planned_sizes(triples: tuple[Triple, ...], splits: Splits) -> None:
    lone = sum(not triple.story for triple in triples)
    assert 0.04 < len(splits.held_out) / lone < 0.06
    assert 0.015 < len(splits.development) / lone < 0.035
    assert len({triple.story for triple in splits.stories}) == 10
    assert len(splits.train) > 0.85 * len(triples)


def test_no_sentence_outside_training_is_trained_on_in_any_language(splits: Splits) -> None:
    apart = (*splits.development, *splits.held_out, *splits.stories)
    for language in LANGUAGES:
        trained = {fold(triple.text(language)) for triple in splits.train}
        assert not trained & {fold(triple.text(language)) for triple in apart}


def test_no_line_of_a_held_out_story_is_trained_on(splits: Splits) -> None:
    assert not {triple.story for triple in splits.train} & {triple.story for triple in splits.stories}


def test_held_out_and_development_are_disjoint(splits: Splits) -> None:
    assert not set(splits.held_out) & set(splits.development)


def test_split_does_not_depend_on_order_or_on_other_sentences(triples: tuple[Triple, ...], splits: Splits) -> None:
    fewer = split(reversed(triples[::2]))
    half = {triple.en for triple in triples[::2] if not triple.story}
    assert {triple.en for triple in fewer.held_out} == {triple.en for triple in splits.held_out} & half


def test_bucket_is_fixed_for_ever() -> None:
    # SHA-256("Water freezes at zero degrees.") read as a big-endian number of 8 bytes, modulo 1000
    assert bucket("Water freezes at zero degrees.") == 863
    assert held_out_story_ids(["s001", "s002", "s003"], 1) == {"s003"}


def test_a_training_sentence_equal_to_a_held_out_one_but_for_case_and_marks_is_dropped() -> None:
    held = next(f"Sentence {n}" for n in range(1000) if bucket(f"Sentence {n}") < 50)
    other = next(f"Another {n}" for n in range(1000) if bucket(f"Another {n}") > 100)
    twin = Triple("متن دوم", "İKİNCİ MƏTN!", other)
    parts = split([Triple("متن", "İkinci mətn", held), twin])
    assert parts.held_out
    assert twin not in parts.train


def test_a_line_without_three_columns_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("یک\tbir\tone\nدو\tiki\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.tsv, line 2"):
        read_corpus(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="--corpus"):
        read_corpus(tmp_path)


def test_corpus_hash_changes_with_any_byte(tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("یک\tbir\tone\n", encoding="utf-8")
    before = corpus_sha256(tmp_path)
    file.write_text("یک\tbir\tone.\n", encoding="utf-8")
    assert corpus_sha256(tmp_path) != before


def test_glossary_is_for_training_alone_and_gives_way_to_the_measures(tmp_path: Path) -> None:
    lines = [f"جمله {number} است.\tBu, {number}-ci cümlədir.\tThis is sentence {number}." for number in range(400)]
    (tmp_path / "general.tsv").write_text("\n".join(lines), encoding="utf-8")
    plain = split(read_corpus(tmp_path))
    words = [f"کلمه{number}\tsöz{number}\tword{number}" for number in range(400)]
    repeated = f"{plain.held_out[0].fa}\t{plain.held_out[0].az}\t{plain.held_out[0].en}"
    (tmp_path / "glossary_words.tsv").write_text("\n".join([*words, repeated]), encoding="utf-8")
    grown = split(read_corpus(tmp_path))
    assert (grown.held_out, grown.development) == (plain.held_out, plain.development)
    assert len(grown.train) == len(plain.train) + 400
