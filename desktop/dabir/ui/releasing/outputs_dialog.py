"""The forms that releases are written in: chosen by the desk, within what the agreements in force permit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from dabir.domain.agreement import Term
from dabir.ui.parts.parts import fit_height, label, named
from dabir.ui.parts.text_direction import isolated
from dabir.workflow.releasing.permits import Permit

#: What an output is for, by its name.
_WORDS: Final = {
    "ninjs": "ninjs: JSON for newsroom systems",
    "newsml-g2": "NewsML-G2: XML for newsroom systems",
    "nitf": "NITF: XML of older newsroom systems",
    "rss": "RSS: an item, and a feed of the newest releases",
    "atom": "Atom: an entry, and a feed of the newest releases",
    "html": "HTML: a page for people",
    "text": "Plain text",
}


class OutputsDialog(QDialog):
    """Asks for the outputs; it stays open until they are kept.

    Signals:
        wanted: names of the outputs that were chosen.
    """

    wanted = Signal(list)

    def __init__(self, permits: Sequence[Permit], agreements: int, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            permits: what is to be known of each output, in order.
            agreements: how many agreements the desk has at all.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle("Outputs of releases — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(600)
        self._permits = tuple(permits)
        self._agreements = agreements
        self.boxes: dict[str, QCheckBox] = {}
        self.verdicts: dict[str, QLabel] = {}
        self.words = named(label(), "trouble")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton("Keep", QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        self.buttons.accepted.connect(lambda: self.wanted.emit(self.chosen()))
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setSpacing(9)
        box.addWidget(
            label("Every release from now on is written in these forms, each with the original beside the text.")
        )
        for permit in self._permits:
            self._add(permit, box)
        box.addWidget(self.words)
        box.addWidget(self.buttons)
        self._check()

    def _add(self, permit: Permit, box: QVBoxLayout) -> None:
        """Add a switch, and below it what the agreements say."""
        switch = QCheckBox(_WORDS.get(permit.output, permit.output))
        switch.setChecked(permit.chosen)
        switch.toggled.connect(self._check)
        verdict = named(label(self._verdict(permit)), "trouble" if permit.barred_by else "muted")
        verdict.setContentsMargins(24, 0, 0, 0)
        switch.setAccessibleDescription(verdict.text())
        pair = QVBoxLayout()
        pair.setSpacing(2)
        pair.addWidget(switch)
        pair.addWidget(verdict)
        box.addLayout(pair)
        self.boxes[permit.output], self.verdicts[permit.output] = switch, verdict

    def _verdict(self, permit: Permit) -> str:
        if permit.barred_by:
            clauses = "; ".join(isolated(one.clause(Term.OUTPUTS)) for one in permit.barred_by)
            return f"✕ not permitted by {clauses}"
        return "✓ permitted by every agreement in force" if self._agreements else "no agreement says anything of it"

    def chosen(self) -> list[str]:
        """Return the names of the outputs that are ticked."""
        return [name for name, box in self.boxes.items() if box.isChecked()]

    def _check(self) -> None:
        chosen = set(self.chosen())
        barred = {one.id: one for permit in self._permits if permit.output in chosen for one in permit.barred_by}
        if not chosen:
            self.words.setText("A release needs at least one output.")
        elif barred:
            titles = ", ".join(f"“{isolated(one.title)}”" for one in barred.values())
            self.words.setText(f"While it stays like this, nothing that came under {titles} can be released.")
        else:
            self.words.setText("")
        self.words.setVisible(bool(self.words.text()))
        self.ok.setEnabled(bool(chosen))
        fit_height(self)
