import pytest
from PySide6.QtCore import QObject, Signal
from wire_samples import ninjs, take_in

from dabir.domain.attention import Calls


class Shown(QObject):
    """A tray that keeps what it was shown."""

    clicked = Signal()

    def __init__(self):
        super().__init__()
        self.got = []

    def show(self, title, body):
        self.got.append((title, body))

    def withdraw(self):
        self.got.append(("", ""))


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_click_brings_the_window_to_the_front_on_the_story(window, desk, clock, settle, qtbot, tmp_path):
    settle(window)
    tray = Shown()
    window.watching.notifying.use(tray)
    window.show_view(2)
    window.showMinimized()
    rows = take_in(desk, tmp_path / "new", ninjs("tag:x:1", urgency=1, versioncreated=clock.now.isoformat()))
    window.bringing.finished.emit()
    settle(window)
    assert [title for title, _ in tray.got] == ["Urgency 1: ALBORZ"]
    tray.clicked.emit()
    qtbot.waitUntil(lambda: not window.isMinimized() and window.isActiveWindow())
    settle(window)
    assert window.queue.isVisible() and window.queue.story.stored.id == rows[0]


def test_menu_chooses_and_says_where_the_system_has_no_notifications(window, settle):
    settle(window)
    notifying, action = window.watching.notifying, window.actions_["notify_kills"]
    notifying.use(None)
    assert not action.isEnabled() and "no way" in action.toolTip()
    notifying.use(Shown())
    assert action.isEnabled() and window.actions_["notify_urgent"].isChecked()
    action.trigger()
    window.actions_["notify_sound"].trigger()
    assert notifying.calls_for is Calls.KILLS and notifying.sound
