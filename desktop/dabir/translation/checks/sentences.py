"""Sentences and clauses that were left out or made up.

A segment should be one sentence, but headlines, quotes and long wires make it two or three. Where the translation has
fewer sentences, and is shorter too, one was left out. Within a sentence a clause that was left out shows in a length
below the usual together with figures, names or commas of the source that have nothing to answer to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.length_ratio import deviation
from dabir.translation.checks.names import unheard_in_target
from dabir.translation.checks.pair import Pair

NAME: Final = "sentences"

#: A sentence ends at these when a space and a new beginning follow.
_END: Final = re.compile("[.!?؟…۔]+[\"'”»’)\\]]*(?=\\s+[\"'“«‘(\\[–—-]*\\w)")
_ABBREVIATION: Final = re.compile(
    '(?:^|[\\s(«“"])(?:\\w{1,2}|[A-Za-z]\\.[A-Za-z]|Mrs|Prof|Gen|Col|[Гг]осп|тыс|млн|млрд|dos|prof)$'
)
_CLAUSE_SIGNS: Final = re.compile("[،,؛;:](?=\\s)|\\s[–—]\\s")
_FIGURES: Final = re.compile("\\d+")
#: Standard deviations from the usual length: with fewer sentences, and with lost clauses.
_SHORTER: Final = -0.9
_LONGER: Final = 0.9
_SHORT: Final = -2.2
#: And where one comma more or less is all that tells it.
_SHORTER_STILL: Final = -2.5


def check(pair: Pair) -> list[Finding]:
    """Report sentences and clauses without a counterpart, and questions that ceased to be."""
    odd = deviation(pair)
    if odd is None:
        return []
    return [*_number_of_sentences(pair, odd), *_question(pair)] or list(_clause(pair, odd))


def _number_of_sentences(pair: Pair, odd: float) -> Iterator[Finding]:
    ours, theirs = _ends(pair.source), _ends(pair.target)
    if len(ours) == len(theirs):
        return
    message = f"The source has {len(ours) + 1} sentences, the translation {len(theirs) + 1}."
    fewer = len(theirs) < len(ours)
    sure = odd < _SHORTER if fewer else odd > _LONGER
    weight = Severity.WARNING if sure else Severity.HINT
    yield Finding(NAME, weight, message, (0, len(pair.source)), (0, len(pair.target)))


def _ends(text: str) -> list[int]:
    """Return where sentences end within a text, the last one's end aside."""
    return [
        found.start()
        for found in _END.finditer(text)
        if not (found[0] == "." and _ABBREVIATION.search(text[: found.start()]))
    ]


def _question(pair: Pair) -> Iterator[Finding]:
    asked = re.search("[?؟]", pair.source)
    if asked and not re.search("[?؟]", pair.target):
        message = "The source asks; the translation has no question mark."
        yield Finding(NAME, Severity.WARNING, message, asked.span())


def _clause(pair: Pair, odd: float) -> Iterator[Finding]:
    if odd >= _SHORT:
        return
    signs = len(_CLAUSE_SIGNS.findall(pair.source)) - len(_CLAUSE_SIGNS.findall(pair.target))
    lost = (
        len(_FIGURES.findall(pair.source)) > len(_FIGURES.findall(pair.target))
        or signs > 1
        or (signs == 1 and odd < _SHORTER_STILL)
        or bool(unheard_in_target(pair))
    )
    if lost:
        message = "A part of the source seems to be missing."
        yield Finding(NAME, Severity.WARNING, message, (0, len(pair.source)), (0, len(pair.target)))
