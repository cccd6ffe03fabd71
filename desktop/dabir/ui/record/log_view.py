"""The record of decisions: every entry, its verification, its export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton, QVBoxLayout, QWidget

from dabir.domain.decision import Decision
from dabir.ui.parts.badges import full_time
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import band, label
from dabir.ui.parts.tables import Column, Index, RowsModel, RowsView
from dabir.ui.parts.text_direction import isolated
from dabir.ui.parts.theme import tones_of
from dabir.ui.record.entries import About, about, name_of_subject, note_of, of_what
from dabir.ui.record.witnessing import Witnessing
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Kind, Scope, Verdict, Workflow, verify_file, witness_words


class LogModel(RowsModel[Decision]):
    """The entries, the newest first; the first bad one stands out."""

    def __init__(self, columns: Sequence[Column[Decision]], parent: QObject) -> None:
        """Begin without entries."""
        super().__init__(columns, parent)
        self._bad: int | None = None
        self._reason = ""

    def show_bad(self, sequence: int | None, reason: str = "") -> int:
        """Mark the first bad entry, or none.

        Returns:
            Its row; -1 where it is not among the rows.
        """
        self._bad, self._reason = sequence, reason
        row = next((number for number, entry in enumerate(self.rows) if entry.sequence == sequence), -1)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1))
        return row

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says; a bad entry says so in words, too, and the tool tip gives the reason."""
        if self._bad is None or self.rows[index.row()].sequence != self._bad:
            return super().data(index, role)
        tones = tones_of(QApplication.palette())
        match role:
            case Qt.ItemDataRole.BackgroundRole:
                return QColor(tones.red.ground)
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(tones.red.ink)
            case Qt.ItemDataRole.ToolTipRole:
                return self._reason
            case Qt.ItemDataRole.DisplayRole if index.column() == 0:
                return f"{self._bad} BAD"
        return super().data(index, role)


class LogView(QWidget):
    """Lists the log.

    Signals:
        opened: the person wants to see what an entry is about (the `Decision`).
    """

    opened = Signal(object)

    def __init__(self, workflow: Workflow, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Show the record of a desk."""
        super().__init__(parent)
        self._record = workflow.record
        self._tasks = tasks
        self.notice = Notice()
        self.witnessing = Witnessing(workflow.checkpoints, tasks, workflow.stories.now, self.notice, self)
        self.witnessing.covered.connect(self.reload)
        self.model = LogModel(
            [
                Column("No.", lambda entry: str(entry.sequence)),
                Column("Time", lambda entry: full_time(entry.time)),
                Column("Editor", lambda entry: isolated(entry.editor)),
                Column("Decision", lambda entry: entry.action.value),
                Column("Of", of_what),
                Column("Story or agreement", lambda entry: isolated(name_of_subject(entry))),
                Column("Note", note_of),
                Column("SHA-256", lambda entry: entry.entry_sha256),
            ],
            self,
        )
        self.table = RowsView(self.model, [8, 26, 20, 13, 25, 30, 24, 18], 6)
        self.table.setAccessibleName("Log of decisions")
        self.table.activated.connect(self._on_activated)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        box.addWidget(self.notice)
        box.addWidget(self.table, 1)

    def _make_head(self) -> QWidget:
        self.words, self.coverage = label(), label()
        self.verify_button = QPushButton("&Verify")
        self.verify_button.setToolTip("Check every signature, hash and text of the record.")
        self.verify_button.clicked.connect(self.verify)
        file = QPushButton("Verify a &file…")
        file.clicked.connect(self._ask_file)
        self.export_button = QPushButton("&Export for an auditor")
        self.export_button.setToolTip("Write one file that anybody can check, with no desk and no network.")
        menu = QMenu(self.export_button)
        menu.addAction("The &whole record…", lambda: self._ask_target(Scope()))
        self.story_act = menu.addAction("The &story of the chosen entry…", lambda: self._ask_target(self._of_story()))
        self.day_act = menu.addAction("The &day of the chosen entry…", lambda: self._ask_target(self._of_day()))
        self.export_button.setMenu(menu)
        self.witness_button = QPushButton("&Witnesses")
        self.witness_button.setToolTip("Have the record witnessed by another desk, or witness the record of another.")
        witnessing = QMenu(self.witness_button)
        self.witnessing.fill(witnessing)
        self.witness_button.setMenu(witnessing)
        self._on_selected()
        said = QWidget()
        lines = QVBoxLayout(said)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self.words)
        lines.addWidget(self.coverage)
        return band(said, self.verify_button, file, self.export_button, self.witness_button)

    def _chosen(self) -> Decision | None:
        row = self.table.chosen()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _on_selected(self) -> None:
        entry = self._chosen()
        self.story_act.setEnabled(entry is not None and about(entry) is About.STORY)
        self.day_act.setEnabled(entry is not None)

    def _of_story(self) -> Scope:
        entry = self._chosen()
        return Scope(Kind.STORY, entry.subject.uri) if entry else Scope()

    def _of_day(self) -> Scope:
        entry = self._chosen()
        return Scope(Kind.DAY, entry.time.date().isoformat()) if entry else Scope()

    def reload(self) -> None:
        """Read the log again."""
        self._tasks.run_task(
            lambda _: (list(self._record.entries()), self._record.state()),
            lambda found: self._show(*found),
            lane=Lane.READS,
        )

    def _show(self, entries: list[Decision], state: str) -> None:
        self.model.show_rows(entries[::-1])
        count = len(entries)
        self._on_selected()
        self.words.setText(
            f"{count:,} {'entry' if count == 1 else 'entries'}, newest first. Each is signed by its editor and names "
            "the one before it."
            if count
            else "Nothing has been decided yet. Every approval, refusal and release will stand here."
        )
        self.coverage.setText(state if count else "")
        self.coverage.setVisible(bool(count))

    def verify(self) -> None:
        """Check the whole record, off the main thread."""
        self._tasks.run_task(lambda _: self._record.verify(), self._on_verdict, title="Verifying the record")

    def verify_file(self, file: Path) -> None:
        """Check an exported record."""
        self._tasks.run_task(
            lambda _: verify_file(file),
            lambda verdict: self._on_verdict(verdict, file.name),
            title=f"Verifying {file.name}",
        )

    def _on_verdict(self, verdict: Verdict, name: str = "") -> None:
        self.notice.tell(verdict_words(verdict, name), alarm=not verdict.ok)
        if name:
            return
        row = self.model.show_bad(verdict.first_bad, verdict.reason)
        if row >= 0:
            # Not chosen: the colour of what is chosen would hide that of what is bad.
            self.table.clearSelection()
            self.table.scrollTo(self.model.index(row, 0), RowsView.ScrollHint.PositionAtCenter)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "An exported record", "", "Records (*.zip);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.verify_file(Path(file)))
        dialog.open()

    def _ask_target(self, scope: Scope) -> None:
        dialog = QFileDialog(self, f"Write {scope.words} to a file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(f"dabir-record-{scope.of}.zip" if scope.kind is Kind.DAY else "dabir-record.zip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.export_to(Path(file), scope))
        dialog.open()

    def export_to(self, file: Path, scope: Scope = Scope()) -> None:  # noqa: B008 - frozen
        """Write the record, or a part of it, into one file for an auditor."""
        self._tasks.run_task(
            lambda _: self._record.export(file, scope),
            lambda size: self.notice.tell(f"{size:,} entries of {isolated(scope.words)} written to {file}"),
            title="Exporting the record",
        )

    def _on_activated(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self.opened.emit(entry)


def verdict_words(verdict: Verdict, name: str = "") -> str:
    """Return a verdict as a person reads it; a bad one names the first bad entry."""
    what = f"The record in {isolated(name)}" if name else "The record"
    if not verdict.ok:
        place = "" if verdict.first_bad is None else f" First bad entry: {verdict.first_bad}."
        return "\n".join([f"{what} is NOT what was written.{place} {verdict.reason}", *verdict.warnings])
    of = f" of {isolated(verdict.what)}" if verdict.what else ""
    words = (
        f"{what} is whole: {verdict.entries:,} entries{of}; signatures, hashes and order are as they were written."
    )
    witnessed = [replace(one, whose=isolated(one.whose)) for one in verdict.witnessed]
    return "\n".join([words, witness_words(witnessed, verdict.size), *verdict.warnings])
