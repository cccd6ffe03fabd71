"""The segmenter against boundaries set by hand."""

from collections import Counter

import pytest
from benchmarks.segmentation import LISTS, ends_by, ends_by_sentencex, read_gold, score

from dabir.translation.segmenter import Segmenter

LANGUAGES = ("ar", "az", "en", "fa", "ru", "tr")


@pytest.fixture(scope="module")
def counts():
    return score(read_gold(), ends_by(Segmenter(LISTS)))


def test_gold_holds_fifty_paragraphs_a_language():
    paragraphs = Counter(paragraph.language for paragraph in read_gold())
    assert set(paragraphs) == set(LANGUAGES)
    assert min(paragraphs.values()) >= 50
    assert paragraphs.total() >= 300


def test_gold_paragraphs_are_all_different_and_marked_inside():
    gold = read_gold()
    assert len({paragraph.text for paragraph in gold}) == len(gold)
    for paragraph in gold:
        for place in paragraph.required | paragraph.optional:
            assert paragraph.text[:place].strip(), paragraph.line
            assert paragraph.text[place:].strip(), paragraph.line
            assert not paragraph.text[place - 1].isspace(), paragraph.line


def test_boundaries_agree_with_gold_in_total(counts):
    assert counts["all"].f1 >= 0.98


@pytest.mark.parametrize("language", LANGUAGES)
def test_boundaries_agree_with_gold_in_language(counts, language):
    assert counts[language].f1 >= 0.96


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_are_better_than_sentencex_alone(counts, language):
    assert counts[language].f1 > score(read_gold(), ends_by_sentencex)[language].f1
