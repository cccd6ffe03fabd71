"""A segment with words and a translation without any character."""

from __future__ import annotations

from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.pair import Pair

NAME: Final = "empty-target"


def check(pair: Pair) -> list[Finding]:
    """Report a missing translation."""
    source, target = pair.source, pair.target
    if source.strip() and not target.strip():
        return [Finding(NAME, Severity.ERROR, "The translation is empty.", (0, len(source)))]
    return []
