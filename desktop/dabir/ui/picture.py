"""A picture of the window, with or without a display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from dabir.domain.errors import InputRefused
from dabir.ui.application import make_application
from dabir.ui.main_window import MainWindow
from dabir.ui.parts.theme import Theme
from dabir.ui.tasks import Tasks
from dabir.workflow import Workflow


def save_picture(
    workflow: Workflow,
    path: Path,
    theme: str = "light",
    size: tuple[int, int] = (1440, 900),
    story: int | None = None,
    target: str | None = None,
) -> Path:
    """Save a picture of the window on a desk, a story side by side with its translation.

    Args:
        workflow: the desk; nothing in it is changed.
        path: the PNG to write.
        theme: "light" or "dark".
        size: width and height of the window, in device-independent pixels.
        story: row of the story shown; None takes the newest.
        target: language of the translation; None takes the one last used.

    Returns:
        The file.

    Raises:
        InputRefused: when the file cannot be written.
    """
    app = make_application()
    window = MainWindow(workflow, Tasks(inline=True))
    try:
        window.set_theme(Theme(theme), remember=False)
        window.resize(*size)
        window.show()
        settle(app)
        if story is not None:
            window.queue.show_story(story)
        here = window.queue.story
        if here is not None and target and target != here.target:
            window.queue.open(here.stored.id, target)
        settle(app)
        if not window.grab().save(str(path), "PNG"):
            raise InputRefused(f"The picture {path} cannot be written.", "See that its folder exists.")
    finally:
        window.tasks.close()
        window.hide()
        window.deleteLater()
        settle(app)
    return path


def settle(app: QApplication) -> None:
    """Let everything that waits to be laid out and drawn be done."""
    for _ in range(6):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
