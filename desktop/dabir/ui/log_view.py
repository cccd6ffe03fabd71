"""The record of decisions: every entry, its verification, its export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from dabir.domain.decision import Decision
from dabir.domain.errors import InputRefused
from dabir.domain.language import name_of
from dabir.ui.badges import full_time
from dabir.ui.panes import Notice
from dabir.ui.parts import band, label
from dabir.ui.tables import Column, RowsModel, RowsView
from dabir.ui.tasks import Lane, Tasks
from dabir.ui.text_direction import isolated
from dabir.workflow import Record, Verdict


class LogView(QWidget):
    """Lists the log.

    Signals:
        story_wanted: the person asked for the story of an entry: its identifier and version.
    """

    story_wanted = Signal(str, int)

    def __init__(self, record: Record, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Show the record of a desk."""
        super().__init__(parent)
        self._record = record
        self._tasks = tasks
        self.notice = Notice()
        self.model: RowsModel[Decision] = RowsModel(
            [
                Column("No.", lambda entry: str(entry.sequence)),
                Column("Time", lambda entry: full_time(entry.time)),
                Column("Editor", lambda entry: isolated(entry.editor)),
                Column("Decision", lambda entry: entry.action.value),
                Column("Of", _of),
                Column("Story", lambda entry: isolated(entry.subject.uri)),
                Column("Note", lambda entry: isolated(entry.note)),
                Column("SHA-256 of the entry", lambda entry: entry.entry_sha256),
            ],
            self,
        )
        self.table = RowsView(self.model, [6, 26, 18, 11, 22, 34, 24, 20], 6)
        self.table.setAccessibleName("Log of decisions")
        self.table.activated.connect(self._on_activated)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        box.addWidget(self.notice)
        box.addWidget(self.table, 1)

    def _make_head(self) -> QWidget:
        self.words = label()
        self.verify_button = QPushButton("&Verify")
        self.verify_button.setToolTip("Check every signature, hash and text of the record.")
        self.verify_button.clicked.connect(self.verify)
        file = QPushButton("Verify a &file…")
        file.clicked.connect(self._ask_file)
        export = QPushButton("&Export…")
        export.clicked.connect(self._ask_target)
        return band(self.words, self.verify_button, file, export)

    def reload(self) -> None:
        """Read the log again."""
        self._tasks.run_task(lambda _: list(self._record.entries()), self._show, lane=Lane.READS)

    def _show(self, entries: list[Decision]) -> None:
        self.model.show_rows(entries[::-1])
        count = len(entries)
        self.words.setText(
            f"{count:,} {'entry' if count == 1 else 'entries'}, newest first. Each is signed by its editor and names "
            "the one before it."
            if count
            else "Nothing has been decided yet. Every approval, refusal and release will stand here."
        )

    def verify(self) -> None:
        """Check the whole record, off the main thread."""
        self._tasks.run_task(lambda _: self._record.verify(), self._on_verdict, title="Verifying the record")

    def verify_file(self, file: Path) -> None:
        """Check an exported record."""
        self._tasks.run_task(
            lambda _: self._record.verify_file(file),
            lambda verdict: self._on_verdict(verdict, file.name),
            title=f"Verifying {file.name}",
        )

    def _on_verdict(self, verdict: Verdict, name: str = "") -> None:
        self.notice.tell(verdict_words(verdict, name), bad=not verdict.ok)
        if verdict.first_bad is not None and not name:
            for number, entry in enumerate(self.model.rows):
                if entry.sequence == verdict.first_bad:
                    self.table.selectRow(number)
                    self.table.scrollTo(self.model.index(number, 0))

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "An exported record")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.verify_file(Path(file)))
        dialog.open()

    def _ask_target(self) -> None:
        dialog = QFileDialog(self, "Write the record to a file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("dabir-record.jsonl")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.export_to(Path(file)))
        dialog.open()

    def export_to(self, file: Path) -> None:
        """Write the whole record with its checkpoint to a file."""

        def work(_: object) -> int:
            data = self._record.export()
            try:
                file.write_bytes(data)
            except OSError as error:
                raise InputRefused(f"{file} cannot be written: {error.strerror}.", "Choose another place.") from error
            return self._record.size()

        self._tasks.run_task(
            work, lambda size: self.notice.tell(f"{size:,} entries written to {file}"), title="Exporting the record"
        )

    def _on_activated(self) -> None:
        row = self.table.chosen()
        if row >= 0 and self.model.rows[row].subject.version:
            subject = self.model.rows[row].subject
            self.story_wanted.emit(subject.uri, subject.version)


def verdict_words(verdict: Verdict, name: str = "") -> str:
    """Return a verdict as a person reads it; a bad one names the first bad entry."""
    what = f"The record in {name}" if name else "The record"
    if verdict.ok:
        words = (
            f"{what} is whole: {verdict.entries:,} entries; signatures, hashes and order are as they were written."
        )
    else:
        place = "" if verdict.first_bad is None else f" First bad entry: {verdict.first_bad}."
        words = f"{what} is NOT what was written.{place} {verdict.reason}"
    return "\n".join([words, *verdict.warnings])


def _of(entry: Decision) -> str:
    if not entry.subject.version:
        return "editor"
    language = entry.subject.target_language
    return f"translation, {name_of(language)}" if language else "original"
