from __future__ import annotations

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pack.corpus import LANGUAGES, Triple
from pack.figures import figures_kept, shared_runs, substitute
from pack.normal import TO_ASCII

PRICES = Triple(
    "در سال ۱۴۰۲ بهای نفت ۷۵٫۲۵ دلار بود و ۳ نفر آمدند.",
    "1402-ci ildə neftin qiyməti 75,25 dollar oldu və 3 nəfər gəldi.",
    "In 1402 oil cost 75.25 dollars and 3 people came.",
)


def _runs(text: str) -> list[str]:
    return re.findall(r"\d+", text.translate(TO_ASCII))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=50)
def test_all_languages_get_the_same_new_figures(seed: int) -> None:
    changed = substitute(PRICES, random.Random(seed))
    fa, az, en = (_runs(changed.text(language)) for language in LANGUAGES)
    assert fa == az == en
    assert [len(run) for run in fa] == [4, 2, 2, 1]
    assert fa[0].startswith("14")
    assert fa[-1] == "3"


def test_figures_do_change() -> None:
    assert {substitute(PRICES, random.Random(seed)).en for seed in range(20)} - {PRICES.en}


def test_script_of_the_digits_is_kept() -> None:
    changed = substitute(PRICES, random.Random(1))
    assert not re.search(r"[0-9]", changed.fa)
    assert not re.search(r"[۰-۹]", changed.az + changed.en)


def test_a_figure_missing_in_one_language_stays() -> None:
    triple = Triple("۱۲ کشور و ۴۵ نفر", "on iki ölkə və 45 nəfər", "12 countries and 45 people")
    assert shared_runs(triple) == ("45",)
    changed = substitute(triple, random.Random(5))
    assert "۱۲" in changed.fa
    assert "12" in changed.en


def test_english_ordinals_stay_because_their_suffix_depends_on_them() -> None:
    triple = Triple("دوره ۲۱", "21-ci dövr", "the 21st session")
    assert all(substitute(triple, random.Random(seed)) == triple for seed in range(10))


def test_two_figures_never_swap_by_chained_replacement() -> None:
    triple = Triple("12 34 12", "12 34 12", "12 34 12")
    for seed in range(30):
        runs = _runs(substitute(triple, random.Random(seed)).en)
        assert runs[0] == runs[2]


def test_a_lost_figure_counts_and_one_written_otherwise_by_the_translator_does_not() -> None:
    sources = ["۱۲ نفر", "۴۵ نفر", "۷۸ نفر", "۳ نفر"]
    outputs = ["12 people", "54 people", "nobody", "nobody"]
    references = ["12 people", "45 people", "dozens", "three people"]
    assert figures_kept(sources, outputs, references) == 0.5
