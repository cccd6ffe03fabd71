from __future__ import annotations

import random

import beekeeping
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.errors import NotAllowed
from dabir.domain.memory import MemoryUnit
from dabir.training.corpus import LANGUAGES, fold
from dabir.training.units import LEAST, LEAST_HELD_OUT, Pair, choose, split


def pairs(count: int) -> list[Pair]:
    return choose(beekeeping.units(count), LANGUAGES)


def texts(part: tuple[Pair, ...]) -> set[tuple[str, str]]:
    return {(one.source_language, fold(one.source)) for one in part} | {
        (one.target_language, fold(one.target)) for one in part
    }


def test_empty_foreign_and_one_language_units_are_left_out() -> None:
    kept = MemoryUnit("عسل", "bal", "fa", "az")
    others = [
        MemoryUnit("عسل", " ", "fa", "az"),
        MemoryUnit("* * *", "* * *", "fa", "az"),
        MemoryUnit("мёд", "bal", "ru", "az"),
        MemoryUnit("bal", "bal", "az", "az"),
    ]
    assert choose([*others, kept], LANGUAGES) == [Pair("fa", "az", "عسل", "bal")]


def test_of_a_source_translated_twice_the_last_translation_counts() -> None:
    units = [MemoryUnit("Bal  baha.", one, "az", "en") for one in ("Honey costly.", "Honey is dear.")]
    units.append(MemoryUnit("bal baha", "عسل گران است.", "az", "fa"))
    assert choose(units, LANGUAGES) == [
        Pair("az", "en", "Bal baha.", "Honey is dear."),
        Pair("az", "fa", "bal baha", "عسل گران است."),
    ]


def test_too_few_units_are_refused_with_both_numbers() -> None:
    with pytest.raises(NotAllowed, match=rf"299 confirmed units.*at least {LEAST}"):
        split(pairs(299))
    assert split(pairs(300)).held_out


@pytest.mark.parametrize("count", [300, 500, 900])
def test_parts_have_the_planned_sizes(count: int) -> None:
    parts = split(pairs(count))
    assert len(parts.held_out) >= LEAST_HELD_OUT
    assert 0.11 < len(parts.held_out) / count < 0.2
    assert 0.05 < len(parts.development) / count < 0.15
    assert len(parts.train) > 0.6 * count


@given(count=st.integers(300, 420), seed=st.integers(0, 9))
@settings(max_examples=12, deadline=None)
def test_no_text_that_judges_is_ever_learned_from(count: int, seed: int) -> None:
    known = pairs(count)
    # Other translations of the same sources, and the same units the other way round.
    known += [Pair(one.target_language, one.source_language, one.target, one.source) for one in known[::3]]
    known += [
        Pair(one.source_language, "az", one.source, f"{number}-ci tərcümə")
        for number, one in enumerate(known[::4])
        if one.source_language != "az"
    ]
    random.Random(seed).shuffle(known)
    parts = split(known)
    assert not texts(parts.held_out) & (texts(parts.train) | texts(parts.development))
    assert not texts(parts.development) & texts(parts.train)


def test_a_unit_that_judged_once_judges_again_when_there_are_more() -> None:
    fewer, more = split(pairs(500)), split(pairs(800))
    assert set(fewer.held_out) <= set(more.held_out)
    assert split(list(reversed(pairs(500)))) == fewer
