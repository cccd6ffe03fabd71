from __future__ import annotations

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.training.corpus import LANGUAGES, Triple
from dabir.training.spelling import TO_ASCII
from dabir.translation.placeholders import MARKS, NUMBERS, YEARS
from pack.figures import figures_kept, masked, shared_runs, substitute

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
    assert figures_kept(sources, outputs, references, ("fa", "en")) == 0.5


def test_figures_are_compared_by_value_not_by_writing() -> None:
    assert figures_kept(["۱۲۴۸ تن، ۷٫۲۵ درصد"], ["1,248 tonnes, 7.25 percent"], ["7.25, 1,248"], ("fa", "en")) == 1.0
    assert figures_kept(["۷٫۲۵ درصد"], ["725 percent"], ["7.25 percent"], ("fa", "en")) == 0.0


@given(seed=st.integers(0, 2**32))
@settings(max_examples=30)
def test_shared_figures_become_the_same_placeholders_in_all_languages(seed: int) -> None:
    hidden = masked(PRICES, "en", random.Random(seed))
    fa, az, en = ([mark for mark in hidden.text(language) if mark in MARKS] for language in LANGUAGES)
    assert fa == az == en
    assert fa[0] in YEARS
    assert fa[1] in NUMBERS
    assert [_runs(hidden.text(language))[-1] for language in LANGUAGES][1:] == ["3", "3"]


def test_figure_that_one_language_lacks_stays_everywhere() -> None:
    triple = Triple("پاییز ۱۴۰۳، ۲۵ نفر", "2024-cü ilin payızı, 25 nəfər", "autumn 2024, 25 people")
    hidden = masked(triple, "fa", random.Random(1))
    assert "۱۴۰۳" in hidden.fa
    assert "2024" in hidden.az
    assert "25" not in hidden.en
