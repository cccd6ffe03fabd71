"""Making clearance sheets from the menu: asks for the shift, the language and the file, and writes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import QDateTime, QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.counting import counted
from dabir.domain.language import name_of
from dabir.ui.parts.parts import label
from dabir.ui.record.clearance_sheet import languages, write_sheet
from dabir.ui.stories.queue_view import QueueView
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow
from dabir.workflow.record.clearance import Clearance, Sheet

_LANGUAGE_KEY = "sheet/language"


class SheetDialog(QDialog):
    """Asks what a clearance sheet is to tell, and in which language.

    Signals:
        wanted: the language, and for a shift its beginning and end; None for a story.
    """

    wanted = Signal(str, object, object)

    def __init__(self, parent: QWidget, language: str, now: datetime | None = None) -> None:
        """Make the dialog.

        Args:
            parent: the window.
            language: chosen at first.
            now: the present moment, for a shift; None for a story.
        """
        super().__init__(parent)
        self.setWindowTitle("Clearance sheet — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self._zone = now.tzinfo if now else None
        self.start = self._edit(datetime.combine(now.date(), time()) if now else None)
        # The minute that is running belongs to the shift.
        self.end = self._edit(now + timedelta(minutes=1) if now else None)
        self.language = QComboBox()
        for code in languages():
            self.language.addItem(name_of(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(language)))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        if now:
            form.addRow("&From", self.start)
            form.addRow("&To", self.end)
            self.start.dateTimeChanged.connect(self._check)
            self.end.dateTimeChanged.connect(self._check)
        form.addRow("&Language of the sheet", self.language)
        box = QVBoxLayout(self)
        box.addWidget(
            label(
                "The sheet is a PDF: what was approved, by whom and when, on what terms, and where the log has it. "
                + ("It takes every approval of the time." if now else "It takes every version of the story.")
            )
        )
        box.addLayout(form)
        box.addWidget(buttons)
        self.save_button = buttons.button(QDialogButtonBox.StandardButton.Save)

    def _edit(self, moment: datetime | None) -> QDateTimeEdit:
        edit = QDateTimeEdit()
        edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        edit.setCalendarPopup(True)
        if moment is not None:
            edit.setDateTime(QDateTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, 0))
        return edit

    def _check(self) -> None:
        self.save_button.setEnabled(self.start.dateTime() < self.end.dateTime())

    def _moment(self, edit: QDateTimeEdit) -> datetime:
        # The desk's own zone: a shift is told by the clock on its wall.
        shown = edit.dateTime()
        day, clock = shown.date(), shown.time()
        return datetime(
            day.year(), day.month(), day.day(), clock.hour(), clock.minute(), clock.second(), tzinfo=self._zone
        )

    def _on_save(self) -> None:
        shift = (self._moment(self.start), self._moment(self.end)) if self._zone else (None, None)
        self.wanted.emit(self.language.currentData(), *shift)
        self.accept()


class SheetMaking(QObject):
    """Makes sheets of the story shown, and of shifts.

    Signals:
        told: a sentence for the status bar.
    """

    told = Signal(str)

    def __init__(self, workflow: Workflow, tasks: Tasks, queue: QueueView, window: QWidget) -> None:
        """Work with a desk and the story its window shows."""
        super().__init__(window)
        self._clearance = Clearance(workflow.database, workflow.stories.now)
        self._stories = workflow.stories
        self._tasks = tasks
        self._queue = queue
        self._window = window

    def calls(self) -> dict[str, Callable[[], object]]:
        """Return what each action does, by its name."""
        return {"sheet_story": self.of_story, "sheet_shift": self.of_shift}

    def of_story(self) -> SheetDialog | None:
        """Ask for the language, and make the sheet of the story shown; None where none is shown."""
        story = self._queue.story
        if story is None:
            self.told.emit("No story is shown, so there is nothing to make a sheet of.")
            return None
        uri, slugline = story.stored.story.uri, story.stored.story.slugline
        dialog = SheetDialog(self._window, self._stories.remembered(_LANGUAGE_KEY, "en"))
        dialog.wanted.connect(
            lambda language, *_: self._ask(lambda: self._clearance.of_story(uri), slugline or "story", language)
        )
        dialog.open()
        return dialog

    def of_shift(self) -> SheetDialog:
        """Ask for the time and the language, and make the sheet of a shift."""
        dialog = SheetDialog(self._window, self._stories.remembered(_LANGUAGE_KEY, "en"), self._stories.now())
        dialog.wanted.connect(
            lambda language, start, end: self._ask(
                lambda: self._clearance.of_shift(start, end), f"{start:%Y-%m-%d %H-%M}", language
            )
        )
        dialog.open()
        return dialog

    def _ask(self, collect: Callable[[], Sheet], name: str, language: str) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in name)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Save the clearance sheet", str(Path(folder) / f"{proposed}.pdf"), "PDF (*.pdf)"
        )
        if chosen:
            self.write(collect, Path(chosen), language)

    def write(self, collect: Callable[[], Sheet], file: Path, language: str) -> None:
        """Collect a sheet and write it, in the background.

        Args:
            collect: reads what it tells.
            file: the PDF.
            language: of its words.
        """
        file = file if file.suffix.lower() == ".pdf" else file.with_name(f"{file.name}.pdf")

        def work(_: object) -> int:
            self._stories.remember(_LANGUAGE_KEY, language)
            return write_sheet(collect(), file, language)

        self._tasks.run_task(work, lambda pages: self._on_written(pages, file), lane=Lane.EDITS)

    def _on_written(self, pages: int, file: Path) -> None:
        self.told.emit(f"The clearance sheet is in {file} ({counted(pages, 'page')}).")
