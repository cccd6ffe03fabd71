from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.training.spelling import ZWNJ, unify_target, vary_source


def test_persian_targets_are_unified() -> None:
    assert unify_target("fa", "کتاب های 12.5 دلاری نمی شود") == f"کتاب{ZWNJ}های ۱۲٫۵ دلاری نمی{ZWNJ}شود"


def test_other_languages_stay_as_they_are() -> None:
    assert unify_target("az", "12,5 faiz “artım”") == "12,5 faiz “artım”"


def test_a_word_that_only_begins_like_a_verb_prefix_is_no_prefix() -> None:
    assert unify_target("fa", "میز و قدیمی بود") == "میز و قدیمی بود"


def test_every_variant_keeps_letters_and_figures() -> None:
    words = f"کتاب{ZWNJ}های ۱۲٫۵ دلاری نمی{ZWNJ}شود رأی".split()
    seen = set()
    for seed in range(60):
        varied, origins = vary_source(words, random.Random(seed))
        seen.add(" ".join(varied))
        assert sorted(set(origins)) == list(range(len(words)))
        joined = "".join(varied).replace(ZWNJ, "").replace("أ", "ا").replace(".", "٫")
        assert joined.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) == "کتابهای۱۲٫۵دلارینمیشودرای"
    assert len(seen) > 5


@given(text=st.text(alphabet="می شود۱۲٫کتاب\u200cها", max_size=40), seed=st.integers(0, 99))
@settings(max_examples=60)
def test_variation_maps_each_word_to_where_it_came_from(text: str, seed: int) -> None:
    words = text.split()
    varied, origins = vary_source(words, random.Random(seed))
    assert len(varied) == len(origins)
    assert origins == sorted(origins)
    assert set(origins) <= set(range(len(words)))
