"""Fixtures of the window's tests: a desk that can translate, the window on it, and waiting for its tasks."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1]))

from pack_builder import Recipe, build_pack
from wire_samples import ninjs, take_in

from dabir.settings import resources
from dabir.ui.application import make_application
from dabir.ui.main_window import MainWindow

SAMPLE = resources() / "sample"

# Five seconds are enough for a window on a machine of its own; a shared one may be busy for longer.
QtBot.waitUntil.__kwdefaults__["timeout"] = 30_000
QtBot.waitSignal.__kwdefaults__["timeout"] = 30_000


@pytest.fixture(scope="session")
def tiny_pack(tmp_path_factory):
    """A real small pack that serves Persian, Azerbaijani and English and is marked as the bundled draft pack."""
    return build_pack(tmp_path_factory.mktemp("pack") / "tiny.argosmodel", Recipe(("fa", "az", "en"), bundled=True))


def _leave(window):
    """End the threads of a window, and hide its dialogs: one that stays takes the mouse from the next window."""
    window.tasks.close()
    for dialog in window.findChildren(QDialog):
        dialog.hide()


@pytest.fixture
def open_window(qapp, qtbot):
    """Open windows on a desk; they are closed at the end, with their threads."""
    make_application()
    windows = []

    def open_on(workflow):
        window = MainWindow(workflow)
        windows.append(window)
        qtbot.addWidget(window, before_close_func=_leave)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.isActiveWindow() and window.tasks.idle())
        return window

    return open_on


@pytest.fixture
def stories(desk, tmp_path):
    """Two small stories of a Persian partner on the desk: their rows."""
    return take_in(
        desk,
        tmp_path / "wire",
        ninjs(),
        ninjs("tag:alborz.example,2026:2", headline="نمایشگاه کتاب در گنجه گشایش یافت", urgency=2),
    )


@pytest.fixture
def window(desk, stories, open_window):
    """The window on a desk with two stories, the first of them open beside an empty English translation."""
    desk.stories.remember("target/fa", "en")
    shown = open_window(desk)
    shown.queue.show_story(stories[0])
    return shown


@pytest.fixture
def settle(qtbot):
    """Wait until a window has nothing left to do."""

    def wait(window):
        queue = window.queue
        qtbot.waitUntil(
            lambda: window.tasks.idle() and not queue.editing.dirty() and not queue.stories.refresh_waits()
        )

    return wait


@pytest.fixture
def translated(desk, window, settle, tiny_pack):
    """The window after its open story was translated, by whatever pack the desk has."""
    settle(window)
    if "en" not in desk.translations.targets("fa"):
        desk.packs.install(tiny_pack)
        window.packs.changed.emit()
        settle(window)
    window.actions_["translate"].trigger()
    settle(window)
    return window
