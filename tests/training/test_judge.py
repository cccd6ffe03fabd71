from __future__ import annotations

import beekeeping
import pytest

pytest.importorskip("sacrebleu", reason="sacrebleu is not installed; make test-training brings it")

from dabir.training.corpus import LANGUAGES
from dabir.training.judge import approach, chrf
from dabir.training.units import choose

PAIRS = choose(beekeeping.units(80), LANGUAGES)
POOR = ["bu xəbər هیچ nothing"] * len(PAIRS)


def test_chrf_is_that_of_each_direction_weighed_by_its_size() -> None:
    right = [one.target for one in PAIRS]
    assert chrf(PAIRS, right) == pytest.approx(100.0)
    first = PAIRS[0].direction
    share = sum(one.direction == first for one in PAIRS) / len(PAIRS)
    half = [one.target if one.direction == first else "" for one in PAIRS]
    assert chrf(PAIRS, half) == pytest.approx(100.0 * share)


def test_drafts_that_became_right_came_nearer_to_their_own() -> None:
    found = approach(PAIRS, POOR, [one.target for one in PAIRS])
    assert found.mean > 30.0
    assert found.mean > 10 * found.error


def test_drafts_that_only_sound_like_the_subject_did_not() -> None:
    same = {one.direction: one.target for one in PAIRS}
    found = approach(PAIRS, POOR, [same[one.direction] for one in PAIRS])
    assert chrf(PAIRS, [same[one.direction] for one in PAIRS]) > chrf(PAIRS, POOR)
    assert found.mean < 2 * found.error


def test_one_unit_alone_cannot_be_compared() -> None:
    assert approach(PAIRS[:1], POOR[:1], [PAIRS[0].target]).mean == 0.0
