"""A translation of signs alone, with no letter and no digit: what a broken model writes."""

from __future__ import annotations

from typing import Final

from dabir.domain.segment import Finding, Severity
from dabir.translation.checks.pair import Pair

NAME: Final = "symbols-only"


def check(pair: Pair) -> list[Finding]:
    """Report a target without letters or digits where the source has some."""
    source, target = pair.source, pair.target
    if not target.strip() or any(character.isalnum() for character in target):
        return []
    if not any(character.isalnum() for character in source):
        return []
    return [Finding(NAME, Severity.ERROR, "The translation has no word in it, only signs.", None, (0, len(target)))]
