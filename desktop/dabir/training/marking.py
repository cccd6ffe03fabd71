"""Placeholders for the figures that a text and its translations share, as the program shows them to the pack."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

from dabir.translation.placeholders import NUMBERS, YEARS, Figure, find


def mark(texts: Mapping[str, str], source: str, chance: random.Random) -> dict[str, str]:
    """Return a text and its translations with placeholders for the figures that all of them have.

    Which kind of placeholder a figure gets is for the source to say, as it is when the pack is used; which one of
    the kind is drawn, so that all are learned alike. A figure that one of the languages lacks stays everywhere.

    Args:
        texts: by language.
        source: which of them is the source.
        chance: where the choices come from.
    """
    found = {code: [spot for spot in find(text, code) if _in_a_word(text, spot)] for code, text in texts.items()}
    counts = [Counter(figure.value for *_, figure in spots) for spots in found.values()]
    kinds: dict[tuple[str, str], bool] = {}
    for *_, figure in found[source]:
        if len({count[figure.value] for count in counts}) == 1:
            kinds.setdefault(figure.value, figure.may_be_year)
    free = {True: chance.sample(YEARS, len(YEARS)), False: chance.sample(NUMBERS, len(NUMBERS))}
    marks = {value: free[kind].pop() for value, kind in kinds.items() if free[kind]}

    def replaced(code: str) -> str:
        text = texts[code]
        for start, end, figure in reversed(found[code]):
            text = text[:start] + marks.get(figure.value, text[start:end]) + text[end:]
        return text

    return {code: replaced(code) for code in texts}


def _in_a_word(text: str, spot: tuple[int, int, Figure]) -> bool:
    """Whether a figure holds no space: word alignments must go on to fit."""
    return not any(character.isspace() for character in text[spot[0] : spot[1]])
