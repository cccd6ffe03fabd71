"""When Dabir itself fails: a report on disk, and plain words for the person. Nothing is sent anywhere."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtWidgets import QApplication, QMessageBox

from dabir import __version__


def write_report(folder: Path, error: BaseException) -> Path:
    """Write what is needed to find a defect: the way it was raised, and versions; no story, no key.

    Args:
        folder: where reports lie; made when needed.
        error: what was raised.

    Returns:
        The file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.txt"
    head = f"Dabir {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}\n\n"
    file.write_text(head + "".join(traceback.format_exception(error)), "utf-8")
    return file


class CrashHandler(QObject):
    """Takes what nobody caught, in any thread.

    Signals:
        told: a report was written (its file).
    """

    told = Signal(str)
    _raised = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Write reports into a folder.

        Args:
            folder: `Places.logs`.
            parent: owner; lives in the main thread.
        """
        super().__init__(parent)
        self._folder = folder
        self._box: QMessageBox | None = None
        self._raised.connect(self.take, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over Python's hooks for errors nobody caught."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._raised.emit(args.exc_value)

    def remove(self) -> None:
        """Give Python's hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._raised.emit(error.with_traceback(trace))

    @Slot(object)
    def take(self, error: BaseException) -> None:
        """Write a report and tell the person; one dialog at a time."""
        try:
            file = str(write_report(self._folder, error))
        except OSError:
            traceback.print_exception(error)
            file = ""
        self.told.emit(file)
        if self._box is not None:
            return
        self._box = QMessageBox(QApplication.activeWindow())
        self._box.setIcon(QMessageBox.Icon.Critical)
        self._box.setWindowTitle("Dabir")
        self._box.setTextFormat(Qt.TextFormat.PlainText)
        self._box.setText("Something went wrong in Dabir itself.")
        where = (
            f"A report was written to {file}. It stays on this computer." if file else "No report could be written."
        )
        self._box.setInformativeText(
            f"What was approved and released is safe, and so is what was typed until a few seconds ago. {where} "
            "You can go on; if it happens again, close Dabir and open it again."
        )
        self._box.finished.connect(self._forget)
        self._box.open()

    def _forget(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
        self._box = None
