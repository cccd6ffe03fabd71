"""Checks of a translation against its source, for machine drafts and for what people write.

Each module holds one check: a pure function of a `Pair` that returns findings. A check says
what looks wrong and never changes a text. To add one, write a module with its function `check`, name it in `CHECKS`
and give it cases in tests/translation/checks.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from dabir.domain.language import normalise
from dabir.domain.segment import Finding
from dabir.translation.checks import (
    amounts,
    bidi,
    dates,
    empty_target,
    leftover_source,
    length_ratio,
    names,
    negation,
    numbers,
    quotes,
    repeated_words,
    sentences,
    spacing,
    symbols_only,
    terms,
    verbatim,
)
from dabir.translation.checks.pair import Pair

Check = Callable[[Pair], list[Finding]]

#: Every check by the name that stands in its findings.
CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        empty_target.NAME: empty_target.check,
        symbols_only.NAME: symbols_only.check,
        numbers.NAME: numbers.check,
        dates.NAME: dates.check,
        amounts.NAME: amounts.check,
        repeated_words.NAME: repeated_words.check,
        leftover_source.NAME: leftover_source.check,
        length_ratio.NAME: length_ratio.check,
        names.NAME: names.check,
        quotes.NAME: quotes.check,
        verbatim.NAME: verbatim.check,
        sentences.NAME: sentences.check,
        negation.NAME: negation.check,
        terms.NAME: terms.check,
        bidi.NAME: bidi.check,
        spacing.NAME: spacing.check,
    }
)


def run(pair: Pair) -> list[Finding]:
    """Return what all checks find.

    An empty target, or one of nothing but signs, is reported as that alone.
    """
    pair = dataclasses.replace(
        pair, source_language=normalise(pair.source_language), target_language=normalise(pair.target_language)
    )
    for alone in (empty_target.NAME, symbols_only.NAME):
        found = CHECKS[alone](pair)
        if found:
            return found
    if not pair.target.strip():
        return []
    return [finding for check in CHECKS.values() for finding in check(pair)]
