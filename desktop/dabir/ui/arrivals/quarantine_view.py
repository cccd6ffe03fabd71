"""What could not be read: listed with its reason, read again or written out by a click. Nothing is ever dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from dabir.domain.listing import IngestOutcome, QuarantineRow, with_place
from dabir.ui.parts.badges import full_time, short_name
from dabir.ui.parts.dialogs import summary_words
from dabir.ui.parts.fonts import weighted
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import SelectableLabel, band, label, named
from dabir.ui.parts.tables import Column, RowsModel, RowsView
from dabir.ui.parts.text_direction import isolated
from dabir.ui.tasks import Lane, Task, Tasks
from dabir.workflow import Intake

_SHOWN = 2_000


class QuarantineView(QWidget):
    """Lists the quarantine.

    Signals:
        counted: how many inputs are set aside.
        changed: something was read again, so the story list may have changed.
    """

    counted = Signal(int)
    changed = Signal()

    def __init__(self, intake: Intake, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Show the quarantine of a desk."""
        super().__init__(parent)
        self._intake = intake
        self._tasks = tasks
        self.notice = Notice()
        self.model: RowsModel[QuarantineRow] = RowsModel(
            [
                Column("File", lambda row: isolated(short_name(row.filename))),
                Column("Partner", lambda row: row.partner),
                Column("Received", lambda row: full_time(row.received)),
                Column("Size", lambda row: f"{row.size:,} bytes"),
                Column("Why it was set aside", lambda row: row.reason),
            ],
            self,
        )
        self.table = RowsView(self.model, [28, 10, 26, 14, 40], 4)
        self.table.setAccessibleName("Quarantine")
        self.table.hint = "What cannot be read as a story is set aside here, whole, with the reason."
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        box.addWidget(self.notice)
        box.addWidget(self.table, 1)
        box.addWidget(self._make_room())
        self._on_selection()

    def _make_room(self) -> QWidget:
        """Return the room below the table where the chosen input is told of."""
        self.about, self.reason = SelectableLabel(), SelectableLabel()
        self.about.setFont(weighted(self.about.font(), 600))
        self.origin = named(SelectableLabel(), "muted")
        self.whole = QWidget()
        box = QVBoxLayout(self.whole)
        box.setContentsMargins(14, 8, 14, 10)
        box.setSpacing(5)
        for part in (self.about, self.reason, self.origin):
            box.addWidget(part)
        return self.whole

    def _make_head(self) -> QWidget:
        self.words = label()
        self.retry = QPushButton("&Read again")
        self.retry.clicked.connect(self.retry_chosen)
        self.retry_all = QPushButton("Read &all again")
        self.retry_all.clicked.connect(lambda: self._retry(list(self.model.rows)))
        self.export = QPushButton("&Export…")
        self.export.clicked.connect(self._ask_folder)
        return band(self.words, self.retry, self.retry_all, self.export)

    def reload(self) -> None:
        """Ask the desk what is in quarantine."""
        self._tasks.run_task(
            lambda _: (self._intake.quarantine_size(), self._intake.quarantined(limit=_SHOWN)),
            lambda found: self._show(*found),
            lane=Lane.READS,
        )

    def _show(self, size: int, rows: list[QuarantineRow]) -> None:
        chosen, scrolled = self._chosen(), self.table.verticalScrollBar().value()
        self.model.show_rows(rows)
        if not size:
            self.words.setText("Nothing is in quarantine: everything that came in could be read.")
        else:
            more = f" The newest {len(rows):,} are listed." if len(rows) < size else ""
            self.words.setText(f"{size:,} could not be read. The bytes are kept whole, as they came.{more}")
        self.counted.emit(size)
        numbers = [row.id for row in rows]
        if chosen is not None and chosen.id in numbers:
            # More may have come in while somebody reads a reason; it stays under the eye.
            self.table.selectRow(numbers.index(chosen.id))
            self.table.verticalScrollBar().setValue(scrolled)
        elif rows:
            self.table.selectRow(0)
        self._on_selection()

    def _on_selection(self) -> None:
        row = self._chosen()
        for button in (self.retry, self.export):
            button.setEnabled(row is not None)
        self.retry_all.setEnabled(bool(self.model.rows))
        self.whole.setVisible(row is not None)
        if row is not None:
            self.about.setText(isolated(short_name(row.filename)))
            self.reason.setText(with_place(row.reason, row.place))
            self.origin.setText(f"{isolated(row.filename, 'en')}\nSHA-256 {row.sha256}")

    def _chosen(self) -> QuarantineRow | None:
        number = self.table.chosen()
        return self.model.rows[number] if 0 <= number < len(self.model.rows) else None

    def retry_chosen(self) -> None:
        """Read the chosen input again, with the parsers of today."""
        row = self._chosen()
        if row is not None:
            self._retry([row])

    def _retry(self, rows: list[QuarantineRow]) -> None:
        def work(task: Task) -> list[IngestOutcome]:
            outcomes: list[IngestOutcome] = []
            for number, row in enumerate(rows, 1):
                if task.cancelled():
                    break
                outcomes += self._intake.retry(row.id)
                task.report((number, len(rows)))
            return outcomes

        self._tasks.run_task(work, self._on_retried, title="Reading the quarantine again")

    def _on_retried(self, outcomes: list[IngestOutcome]) -> None:
        self.notice.tell(f"Read again: {summary_words(outcomes)}")
        self.reload()
        self.changed.emit()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, "Where to write the bytes as they came")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self.export_chosen(Path(folder)))
        dialog.open()

    def export_chosen(self, folder: Path, then: Callable[[Path], object] | None = None) -> None:
        """Write the chosen input into a folder, byte for byte.

        Args:
            folder: where to.
            then: told the file.
        """
        row = self._chosen()
        if row is None:
            return

        def done(file: Path) -> None:
            self.notice.tell(f"Written, byte for byte, to {file}")
            if then:
                then(file)

        self._tasks.run_task(lambda _: self._intake.export_quarantined(row.id, folder), done, title="Exporting")
