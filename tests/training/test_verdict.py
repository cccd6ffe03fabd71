from __future__ import annotations

from dataclasses import replace

import pytest

from dabir.training.verdict import Figures, why_refused

GOOD = Figures(78, 35.6, 61.2, nearer=14.0, nearer_error=1.5, corpus=(40.3, 39.9))


def test_better_on_its_own_and_not_forgetful_is_taken() -> None:
    assert why_refused(GOOD) == ""
    assert why_refused(replace(GOOD, corpus=None)) == ""


@pytest.mark.parametrize("after", [35.6, 20.0])
def test_what_is_no_better_is_refused_with_both_figures(after: float) -> None:
    reason = why_refused(replace(GOOD, own_after=after))
    assert "78 confirmed units" in reason and "35.6 before" in reason and f"{after} after" in reason


def test_what_only_sounds_like_the_units_is_refused() -> None:
    assert "do not look like translations" in why_refused(replace(GOOD, nearer=2.9))
    assert why_refused(replace(GOOD, nearer=3.1)) == ""


def test_what_forgets_more_than_a_point_is_refused_with_both_figures() -> None:
    assert why_refused(replace(GOOD, corpus=(40.25, 39.25))) == ""
    reason = why_refused(replace(GOOD, corpus=(40.3, 39.2)))
    assert "40.3 before" in reason and "39.2 after" in reason and "forgets" in reason
