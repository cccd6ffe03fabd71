import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from wire_samples import ninjs, take_in

from dabir.domain.attention import Call, Calls
from dabir.domain.life import StoryState
from dabir.domain.listing import StoryRow
from dabir.domain.story import PubStatus
from dabir.ui.notifying import PAUSE, Notifying, body_of, title_of
from dabir.ui.tasks import Tasks


class Bringing(QObject):
    """Says that stories came in."""

    arrived = Signal()
    finished = Signal()


class Shown(QObject):
    """A tray that keeps what it was shown."""

    clicked = Signal()

    def __init__(self):
        super().__init__()
        self.got, self.withdrawn = [], 0

    def show(self, title, body):
        self.got.append((title, body))

    def withdraw(self):
        self.withdrawn += 1


class Background:
    """A window that nobody sees, on a desk that stories come to."""

    def __init__(self, desk, folder, clock, tray):
        self.desk, self.folder, self.clock, self.tray = desk, folder, clock, tray
        self.window, self.bringing = QWidget(), Bringing()
        self.notifying = Notifying(desk, Tasks(self.window, inline=True), self.bringing, self.window)

    def come(self, *names, **properties):
        given = {"urgency": 1, "versioncreated": self.clock.now.isoformat(), **properties}
        wires = [ninjs(f"tag:x.example,2026:{name}", **given) for name in names]
        rows = take_in(self.desk, self.folder / names[0], *wires)
        self.bringing.arrived.emit()
        return rows

    def end_pause(self):
        self.notifying._pause.stop()
        self.notifying._pause.timeout.emit()


@pytest.fixture
def open_on(qapp, qtbot, desk, tmp_path, clock, monkeypatch):
    """Open such a window; its tray is the system's."""
    made = []

    def open_on():
        tray = Shown()
        monkeypatch.setattr("dabir.ui.notifying.make_notifier", lambda _parent: tray)
        made.append(Background(desk, tmp_path, clock, tray))
        qtbot.waitUntil(lambda: made[0].notifying.notifier is tray)
        return made[0]

    yield open_on
    made[0].window.hide()
    made[0].window.deleteLater()


@pytest.fixture
def empty(open_on):
    """A window on an empty desk."""
    return open_on()


@pytest.fixture
def away(open_on, desk, tmp_path):
    """A window on a desk with a story."""
    take_in(desk, tmp_path / "before", ninjs())
    return open_on()


def test_urgent_story_is_notified_while_the_window_is_away(away):
    away.come("one", headline="زمین‌لرزه در طبس")
    assert away.tray.got == [("Urgency 1: ALBORZ", "\u200fزمین‌لرزه در طبس")]


def test_nothing_is_notified_while_the_window_is_in_front(away, qtbot):
    with qtbot.waitActive(away.window):
        away.window.show()
        away.window.activateWindow()
    away.come("one")
    away.window.hide()
    away.notifying.look()
    assert away.tray.got == []


def test_what_came_before_the_eyes_during_the_pause_is_not_notified_after_it(away, qtbot):
    away.come("one")
    with qtbot.waitActive(away.window):
        away.window.show()
        away.window.activateWindow()
    away.come("two")
    away.window.hide()
    away.end_pause()
    assert [title for title, _ in away.tray.got] == ["Urgency 1: ALBORZ"]


def test_many_within_the_pause_become_one_notification(away):
    for name in ("first", "a", "b", "c"):
        away.come(name)
    assert len(away.tray.got) == 1 and PAUSE >= 3_000
    away.end_pause()
    assert [title for title, _ in away.tray.got[1:]] == ["3 urgent stories"]
    away.end_pause()
    assert len(away.tray.got) == 2


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_click_asks_for_the_weightiest_story(away):
    away.come("first")
    rows = away.come("flash") + away.come("kill", pubstatus="canceled", urgency=6)
    away.end_pause()
    asked = []
    away.notifying.story_wanted.connect(asked.append)
    away.notifying._on_clicked()
    assert asked == [rows[1]]


def test_notification_is_withdrawn_when_the_person_comes_back(away):
    away.come("one")
    away.come("waiting")
    QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert away.tray.withdrawn == 1
    away.end_pause()
    assert len(away.tray.got) == 1


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_click_that_is_told_after_the_window_came_to_the_front_finds_its_story(away):
    rows = away.come("one")
    QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    asked = []
    away.notifying.story_wanted.connect(asked.append)
    away.tray.clicked.emit()
    assert asked == rows


def test_first_import_is_not_notified_and_what_comes_after_it_is(empty):
    empty.come("a")
    empty.come("b")
    empty.bringing.finished.emit()
    assert empty.tray.got == []
    empty.come("c", headline="سیل")
    assert empty.tray.got == [("Urgency 1: ALBORZ", "\u200fسیل")]


def test_first_import_by_another_program_is_over_when_nothing_more_comes(empty):
    empty.come("a")
    empty.notifying.timer.timeout.emit()
    assert empty.tray.got == []
    empty.come("b")
    assert len(empty.tray.got) == 1


def test_archive_of_old_stories_is_not_notified(away):
    away.come("old", versioncreated="2026-11-20T08:00:00+00:00")
    assert away.tray.got == []


def test_choice_is_obeyed_and_kept(away, desk):
    away.notifying.choose(Calls.KILLS)
    away.notifying.choose_sound(on=True)
    away.come("one")
    assert away.tray.got == []
    away.come("two", pubstatus="canceled")
    assert away.tray.got[0][0] == "Kill: ALBORZ"
    again = Notifying(desk, Tasks(away.window, inline=True), away.bringing, away.window)
    assert again.calls_for is Calls.KILLS and again.sound


def test_sound_is_off_until_it_is_chosen(away, monkeypatch):
    beeps = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    away.come("one")
    assert len(away.tray.got) == 1 and beeps == []
    away.end_pause()
    away.notifying.choose_sound(on=True)
    away.come("two")
    assert len(away.tray.got) == 2 and beeps == [1]


def call(headline="", *, kills=False, language="fa", urgency=1, partner="ALBORZ"):
    row = StoryRow(
        1, "tag:x", 1, partner, headline, "", language, urgency, None, None, None, PubStatus.USABLE, kills, False, False,
        StoryState.NEW,
    )  # fmt: skip
    return Call(row, kills)


@pytest.mark.parametrize(
    ("calls", "title"),
    [
        ([call()], "Urgency 1: ALBORZ"),
        ([call(partner="")], "Urgency 1"),
        ([call(kills=True)], "Kill: ALBORZ"),
        ([call()] * 7, "7 urgent stories"),
        ([call(kills=True)] * 2, "2 kills"),
        ([call(kills=True), call()], "1 kill and 1 urgent story"),
    ],
)
def test_title_counts_what_calls(calls, title):
    assert title_of(calls) == title


def test_each_headline_has_the_direction_of_its_language_whatever_it_begins_with():
    calls = [call("NATO: دبیرکل به آنکارا می‌رود"), call("«Xəbər» verildi", language="az")]
    assert body_of(calls) == "\u200fNATO: دبیرکل به آنکارا می‌رود\n\u200e«Xəbər» verildi"


def test_of_many_headlines_the_first_three_are_shown():
    lines = body_of([call(f"خبر {number}") for number in "۱۲۳۴۵۶۷"]).split("\n")
    assert lines[0] == "\u200fخبر ۱" and lines[3:] == ["and 4 more"]


@given(st.lists(st.text(max_size=400), min_size=1, max_size=9))
def test_body_never_grows_beyond_a_notification(headlines):
    body = body_of([call(headline) for headline in headlines])
    assert len(body.split("\n")) <= 4 and len(body) < 600
