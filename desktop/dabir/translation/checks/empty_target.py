"""A segment with words and a translation without any character."""

from __future__ import annotations

from typing import Final

from dabir.domain.segment import Finding, Severity

NAME: Final = "empty-target"


def check(
    source: str,
    target: str,
    source_language: str,  # noqa: ARG001 - one signature for all checks
    target_language: str,  # noqa: ARG001
) -> list[Finding]:
    """Report a missing translation."""
    if source.strip() and not target.strip():
        return [Finding(NAME, Severity.ERROR, "The translation is empty.", (0, len(source)))]
    return []
