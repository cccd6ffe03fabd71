"""What the checks find in a pair, as far as it counts: warnings and errors."""

from __future__ import annotations

from collections import Counter

from dabir.domain.segment import Finding, Severity
from dabir.translation import checks
from dabir.translation.checks.pair import Pair


def alarms(pair: Pair) -> list[Finding]:
    """Return the warnings and errors of all checks; hints are for reading only."""
    return [finding for finding in checks.run(pair) if finding.severity is not Severity.HINT]


def added(before: list[Finding], after: list[Finding]) -> list[Finding]:
    """Return the findings that say what none said before."""
    known = Counter((finding.check, finding.message) for finding in before)
    fresh = []
    for finding in after:
        key = (finding.check, finding.message)
        if known[key]:
            known[key] -= 1
        else:
            fresh.append(finding)
    return fresh
