"""Model of the translation: the units of the open story as the window knows them, saved or not yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dabir.domain.comment import Comment
from dabir.domain.segment import HEADLINE, Finding, Severity, TranslationUnit, UnitState
from dabir.ui.editing.tally import Tally
from dabir.ui.parts.underlines import moved

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()

#: What a state is called in the window. A draft is called a draft.
STATE_WORDS: Final = {
    UnitState.UNTRANSLATED: "not translated",
    UnitState.MACHINE: "machine draft",
    UnitState.MEMORY: "from memory",
    UnitState.EDITED: "edited",
    UnitState.CONFIRMED: "confirmed",
}
#: What a draft is called that the pack gets wrong most likely.
DOUBT: Final = "look here first"


class SegmentModel(QAbstractListModel):
    """Units in order, with what is typed but not saved and what the checks found."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.units: list[TranslationUnit] = []
        self.findings: dict[int, list[Finding]] = {}
        self.typed: dict[int, str] = {}
        self.comments: dict[int, list[Comment]] = {}
        self.tally = Tally()
        #: Grows with each change of what the checks found.
        self.findings_seen = 0
        self._heads = 0

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of segments."""
        return 0 if parent.isValid() else len(self.units)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a segment, or what a screen reader says of it."""
        row = index.row()
        if not 0 <= row < len(self.units):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            doubt = f", {DOUBT}" if self.doubtful(row) else ""
            return f"{self.label(row)}, {STATE_WORDS[self.state(row)]}{doubt}: {self.text(row)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every segment be chosen and edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def show_units(self, units: tuple[TranslationUnit, ...], findings: dict[int, list[Finding]]) -> None:
        """Show another story, or another language of it."""
        self.beginResetModel()
        self.units = list(units)
        self.findings = dict(findings)
        self.typed = {}
        self.tally.begin(self.units, self.findings)
        self.findings_seen += 1
        self._heads = sum(1 for unit in self.units if unit.segment.paragraph == HEADLINE)
        self.endResetModel()

    def text(self, row: int) -> str:
        """Return the translation as it stands in the window."""
        return self.typed.get(row, self.units[row].target)

    def state(self, row: int) -> UnitState:
        """Return the state as it stands in the window: what is being typed counts as edited."""
        unit = self.units[row]
        typed = self.typed.get(row)
        if typed is None or typed == unit.target:
            return unit.state
        return UnitState.EDITED if typed.strip() else UnitState.UNTRANSLATED

    def doubtful(self, row: int) -> bool:
        """Whether a segment is a draft as the machine left it, of those that it gets wrong most."""
        machine = self.units[row].machine
        return machine is not None and machine.doubtful and self.state(row) is UnitState.MACHINE

    def needs_a_look(self, row: int) -> bool:
        """Whether somebody should look at a segment first: a doubtful draft, or an error that is not confirmed."""
        if self.doubtful(row):
            return True
        found = self.findings.get(row, ())
        wrong = any(finding.severity is Severity.ERROR for finding in found)
        return wrong and self.state(row) is not UnitState.CONFIRMED

    def label(self, row: int) -> str:
        """Return how a segment is called: "Headline", or its number."""
        return "Headline" if self.units[row].segment.paragraph == HEADLINE else str(row - self._heads + 1)

    def set_unit(self, row: int, unit: TranslationUnit, findings: list[Finding] | None = None) -> None:
        """Take over a unit as the store has it now, with what the checks found in it."""
        before, found = (self.text(row), self.findings.get(row)) if findings is None else (unit.target, findings)
        self.units[row] = unit
        self._set_findings(row, found, before)
        self.touch(row)

    def set_typed(self, row: int, text: str | None) -> None:
        """Keep what is being typed; None when it is saved."""
        before = self.text(row)
        if text is None:
            self.typed.pop(row, None)
        else:
            self.typed[row] = text
        self._set_findings(row, self.findings.get(row), before)
        self.touch(row)

    def set_findings(self, row: int, findings: list[Finding], text: str) -> None:
        """Take over what the checks found in a text of a segment, which may be older than what stands there now."""
        if self._set_findings(row, findings, text):
            self.touch(row)

    def renew_findings(self, findings: Mapping[int, list[Finding]], texts: Sequence[str]) -> None:
        """Take over what the checks found in all segments.

        Args:
            findings: by row.
            texts: the segments' texts that they were found in.
        """
        with_any = sorted(row for row in {*findings, *self.findings} if row < len(texts))
        rows = [row for row in with_any if self._set_findings(row, findings.get(row, []), texts[row])]
        if rows:
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))

    def _set_findings(self, row: int, findings: list[Finding] | None, text: str) -> bool:
        """Keep findings of a text, their spans moved to the words that stand there now; tell whether they changed."""
        before = self.findings.get(row, [])
        now = moved(findings, text, self.text(row)) if findings else []
        if now != before:
            self.findings[row] = now
            self.findings_seen += 1
        self.tally.change(row, self.state(row), self.text(row), now)
        return now != before

    def touch(self, row: int) -> None:
        """Let a line be measured and drawn again."""
        self.dataChanged.emit(self.index(row), self.index(row))

    def count(self, state: UnitState) -> int:
        """Return how many segments are in a state."""
        return sum(1 for row in range(len(self.units)) if self.state(row) is state)

    def next_to_look_at(self, row: int) -> int:
        """Return the next segment that needs a look, wrapping round to `row` itself; -1 when none does."""
        order = chain(range(row + 1, len(self.units)), range(row + 1))
        return next((candidate for candidate in order if self.needs_a_look(candidate)), -1)

    def next_open(self, row: int) -> int:
        """Return the next segment that is not confirmed, wrapping round; the next one where all are."""
        order = chain(range(row + 1, len(self.units)), range(row))
        for candidate in order:
            if self.state(candidate) is not UnitState.CONFIRMED:
                return candidate
        return min(row + 1, len(self.units) - 1)
