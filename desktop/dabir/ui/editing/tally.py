"""How far the work on a translation has come, counted change by change: no change costs more in a longer story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dabir.domain.segment import Finding, Severity, TranslationUnit, UnitState


class Tally:
    """Counts of one translation as it stands in the window.

    Attributes:
        total: segments.
        words: words of the original.
        words_done: those of them in confirmed segments.
    """

    def __init__(self) -> None:
        """Begin with no segment."""
        self.begin((), {})

    def begin(self, units: Sequence[TranslationUnit], findings: Mapping[int, Sequence[Finding]]) -> None:
        """Count another translation, of which nothing is typed yet.

        Args:
            units: the segments.
            findings: what the checks found, by row.
        """
        self.total = len(units)
        self._words = [len(unit.segment.text.split()) for unit in units]
        self._confirmed = {row for row, unit in enumerate(units) if unit.state is UnitState.CONFIRMED}
        self._empty = {row for row, unit in enumerate(units) if not unit.target.strip()}
        self._wrong = {row for row, found in findings.items() if row < self.total and _is_wrong(found)}
        self.words = sum(self._words)
        self.words_done = sum(self._words[row] for row in self._confirmed)

    @property
    def confirmed(self) -> int:
        """Return how many segments are confirmed."""
        return len(self._confirmed)

    @property
    def empty(self) -> int:
        """Return how many segments have no text."""
        return len(self._empty)

    @property
    def errors(self) -> int:
        """Return how many segments have a finding that weighs as an error."""
        return len(self._wrong)

    def change(self, row: int, state: UnitState, text: str, found: Sequence[Finding]) -> None:
        """Count a segment as it stands now."""
        if (row in self._confirmed) is not (confirmed := state is UnitState.CONFIRMED):
            self.words_done += self._words[row] if confirmed else -self._words[row]
        for rows, belongs in (
            (self._confirmed, confirmed),
            (self._empty, not text.strip()),
            (self._wrong, _is_wrong(found)),
        ):
            if belongs:
                rows.add(row)
            else:
                rows.discard(row)


def _is_wrong(found: Sequence[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in found)
