from __future__ import annotations

import random

import pytest

from dabir.training.corpus import Triple
from pack.names import lines, names_kept, places, rename


def test_names_of_cldr_are_lines_in_all_three_languages() -> None:
    known = {line.en: line for line in lines()}
    assert (known["Germany"].az, known["Germany"].fa) == ("Almaniya", "آلمان")
    assert known["March"].az == "mart"
    assert all(line.fa and line.az and line.en for line in lines())
    assert len(lines()) > 800
    assert len(places()) > 400


def test_place_is_replaced_in_all_three_languages_by_one_with_the_same_endings() -> None:
    triple = Triple(
        "وزیر خارجه آلمان اینجاست.",
        "Almaniyanın xarici işlər naziri buradadır.",
        "Germany's foreign minister is here.",
    )
    by_english = {place.en: place for place in places()}
    renamed = [rename(triple, random.Random(seed)) for seed in range(40)]
    for one in renamed:
        country = by_english[one.en.split("'s ")[0]]
        assert country.fa in one.fa
        assert one.az.startswith(f"{country.az}nın ")
        assert country.ending == by_english["Germany"].ending
    assert len({one.en for one in renamed}) > 10


@pytest.mark.parametrize(
    "triple",
    [
        Triple("آلمان و آلمان", "Almaniya", "Germany"),
        Triple("آلمانی‌ها", "almanlar", "Germans"),
        Triple("برلین", "Almaniya", "Germany"),
    ],
)
def test_place_that_is_not_once_in_each_language_stays(triple: Triple) -> None:
    assert rename(triple, random.Random(1)) == triple


def test_names_count_where_the_reference_has_them_with_any_ending() -> None:
    sources = ["آلمان و فرانسه", "روز سه‌شنبه در ایتالیا", "ژاپن"]
    references = ["Almaniya və Fransa", "çərşənbə axşamı İtaliyada", "Gündoğar ölkə"]
    outputs = ["Almaniyanın və İspaniya", "çərşənbə axşamı İtaliyada", "Çin"]
    assert names_kept(sources, outputs, references, ("fa", "az")) == 3 / 4
