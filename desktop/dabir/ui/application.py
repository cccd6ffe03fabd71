"""The program round the window: Qt's set-up, typefaces, the crash handler, from start to end."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLockFile
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from dabir import __version__
from dabir.domain.errors import DabirError, NotAllowed
from dabir.settings import Places, resources
from dabir.ui.crash import CrashHandler
from dabir.ui.main_window import MainWindow
from dabir.ui.parts.fonts import load_fonts, window_font
from dabir.ui.parts.ways import in_window
from dabir.workflow import Workflow

#: Seconds a Python thread may run before another gets its turn. The default of 5 ms makes the window wait at every
#: call it gets from Qt while stories are parsed; a tenth of it keeps it fluent.
_SWITCH_INTERVAL = 0.0005

#: So many more objects than before begin a search for garbage; Python's own number is 700.
_OBJECTS = 20_000


def make_application() -> QApplication:
    """Return the Qt application with Dabir's style and typefaces, making it where there is none yet."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("dabir")
    app.setApplicationDisplayName("Dabir")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("dabir")
    app.setStyle("Fusion")
    app.setFont(window_font(load_fonts()))
    app.setWindowIcon(QIcon(str(resources() / "ui" / "dabir.svg")))
    return app


@contextmanager
def fluent() -> Iterator[None]:
    """Let the main thread have its turn soon while other threads compute, and look for garbage seldom.

    A search for garbage stops every thread: a tenth of a second where it goes through all that was loaded. So what is
    there already is left out of it, and it comes when there is much to find.
    """
    usual, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(_SWITCH_INTERVAL)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def run_window(places: Places, open_desk: Callable[[Places], Workflow]) -> int:
    """Open a desk in the window and stay until it is closed.

    Args:
        places: where the desk keeps its things.
        open_desk: opens it (`dabir.app.open_desk`).

    Returns:
        The exit status.
    """
    app = make_application()
    handler = CrashHandler(places.logs, app)
    try:
        workflow = open_desk(places)
    except DabirError as error:
        _tell(error)
        return error.exit_status
    # Two windows would show each other's edits late and write over them.
    lock = QLockFile(str(places.home / "window.lock"))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        workflow.close()
        _tell(NotAllowed("This desk is open in another window already.", "Go on there, or close it first."))
        return NotAllowed.exit_status
    handler.install()
    try:
        with fluent():
            window = MainWindow(workflow)
            window.defect.connect(handler.take)
            window.show()
            return app.exec()
    finally:
        handler.remove()
        workflow.close()
        lock.unlock()


def _tell(error: DabirError) -> None:
    box = QMessageBox(QMessageBox.Icon.Critical, "Dabir", f"The desk cannot be opened.\n\n{error.message}")
    box.setInformativeText(in_window(error.remedy))
    box.exec()
