"""Sentences and clauses that were left out or made up.

A segment should be one sentence, but headlines, quotes and long wires make it two or three. Where the translation has
fewer sentences, and is shorter too, one was left out. A clause, or the end of a sentence, that was left out shows in
many small signs, which `omission` weighs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.length_ratio import deviation
from dabir.translation.checks.omission import omission
from dabir.translation.checks.pair import Pair
from dabir.translation.checks.sentence_ends import sentence_ends

NAME: Final = "sentences"

#: Standard deviations from the usual length, where the translation has fewer sentences, or more.
_SHORTER: Final = -0.9
_LONGER: Final = 0.9


def check(pair: Pair) -> list[Finding]:
    """Report sentences and clauses without a counterpart, and questions that ceased to be."""
    odd = deviation(pair)
    if odd is None:
        return []
    found = [*_number_of_sentences(pair, odd), *_question(pair)]
    told = any(one.severity is Severity.WARNING for one in found)
    return found if told else [*found, *_part(pair)]


def _number_of_sentences(pair: Pair, odd: float) -> Iterator[Finding]:
    ours, theirs = sentence_ends(pair.source), sentence_ends(pair.target)
    if len(ours) == len(theirs):
        return
    message = f"The source has {len(ours) + 1} sentences, the translation {len(theirs) + 1}."
    fewer = len(theirs) < len(ours)
    sure = odd < _SHORTER if fewer else odd > _LONGER
    weight = Severity.WARNING if sure else Severity.HINT
    yield Finding(NAME, weight, message, (0, len(pair.source)), (0, len(pair.target)))


def _question(pair: Pair) -> Iterator[Finding]:
    asked = re.search("[?؟]", pair.source)
    if asked and not re.search("[?؟]", pair.target):
        message = "The source asks; the translation has no question mark."
        yield Finding(NAME, Severity.WARNING, message, asked.span())


def _part(pair: Pair) -> Iterator[Finding]:
    found = omission(pair)
    if found is not None and found.score > 0:
        message = "A part of the source seems to be missing."
        span = found.stretch or (0, len(pair.source))
        yield Finding(NAME, Severity.WARNING, message, span, (0, len(pair.target)))
