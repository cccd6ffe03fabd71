from __future__ import annotations

import random

from dabir.training.marking import mark
from dabir.translation.placeholders import MARKS, YEARS


def test_two_languages_are_enough_to_share_a_figure() -> None:
    texts = {"az": "1402-ci ildə 45 pətək vardı, 3 nəfər gəldi.", "en": "In 1402 there were 45 hives; 3 people came."}
    marked = mark(texts, "az", random.Random(1))
    az, en = ([letter for letter in marked[code] if letter in MARKS] for code in ("az", "en"))
    assert az == en
    assert az[0] in YEARS
    assert len(az) == 2
    assert "3 people" in marked["en"]


def test_figure_that_the_translation_lacks_stays() -> None:
    texts = {"az": "45 pətək, 12 ailə", "en": "forty-five hives, 12 colonies"}
    marked = mark(texts, "az", random.Random(1))
    assert "45" in marked["az"]
    assert "12" not in marked["az"] + marked["en"]
