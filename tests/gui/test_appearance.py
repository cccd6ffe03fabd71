import threading

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QTableView
from wire_samples import ninjs, take_in

from dabir.settings import resources
from dabir.ui.actions import _TOOLS, VIEWS
from dabir.ui.arrangement import size_first
from dabir.ui.parts.theme import DARK, LIGHT, Theme


@pytest.mark.parametrize(("choice", "tones"), [("theme_dark", DARK), ("theme_light", LIGHT)])
def test_chosen_theme_is_put_on_and_remembered(desk, window, settle, choice, tones):
    settle(window)
    window.actions_[choice].trigger()
    settle(window)
    assert QApplication.palette().color(QPalette.ColorRole.Base).name() == tones.paper
    assert desk.stories.remembered("window/theme") == choice.removeprefix("theme_")
    window.set_theme(Theme.SYSTEM)


def test_arrangement_is_remembered(desk, window, open_window, settle):
    settle(window)
    window.resize(1100, 720)
    window.queue.pane.split.setSizes([100, 400])
    above, below = window.queue.pane.split.sizes()
    assert below > above
    assert window.close()
    again = open_window(desk)
    above, below = again.queue.pane.split.sizes()
    assert below > above
    assert again.size() == QSize(1100, 720)


def test_every_tool_has_an_icon():
    for name in (*VIEWS, *_TOOLS):
        assert name == "-" or (resources() / "ui" / "icons" / f"{name}.svg").is_file(), name


def test_badges_get_a_row_of_their_own_in_a_narrow_list(window, settle):
    settle(window)
    for list_width, narrow in ((260, True), (600, False)):
        window.queue.split.setSizes([list_width, 1300])
        QApplication.processEvents()
        assert window.queue.stories.delegate.narrow is narrow


def test_window_fits_a_small_screen(window, settle):
    settle(window)
    window.resize(1024, 700)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1024, 700)


def test_window_opens_no_larger_than_its_screen_and_all_of_it_has_room_there(window, settle):
    settle(window)
    assert window.size() == QSize(1440, 900)
    (screen,) = (one for one in QApplication.screens() if one.name() == "small")
    room = screen.availableGeometry().size()
    assert room == QSize(1024, 600)
    window.hide()
    window.setScreen(screen)
    size_first(window, QSize(1440, 900), least=QSize(900, 600))
    window.show()
    settle(window)
    # Some of the height is left to the title bar.
    assert window.width() == 1024 and 550 < window.height() < 600
    assert window.minimumSizeHint().boundedTo(window.size()) == window.minimumSizeHint()
    assert window.minimumSize() == QSize(900, window.height())
    (offer,) = (one for one in window.queue.translation.findChildren(QLabel) if "Not translated yet" in one.text())
    for width, words in ((1024, "Not translated yet."), (920, "Not translated yet."), (1440, "without a network.")):
        window.resize(width, 560)
        QApplication.processEvents()
        assert offer.text().endswith(words)
        assert offer.isVisible() and offer.height() >= offer.heightForWidth(offer.width()) > 0


def test_calendar_has_room_for_all_its_days(window, settle):
    settle(window)
    window.queue.stories.filters.choose_day()
    QApplication.processEvents()
    calendar = window.findChild(QCalendarWidget)
    days = calendar.findChild(QTableView)
    assert days.rowViewportPosition(6) + days.rowHeight(6) <= days.viewport().height() + 1
    room = days.columnWidth(1)
    assert room > 1.4 * calendar.fontMetrics().horizontalAdvance("Wed")
    calendar.window().close()


def test_progress_and_messages_of_the_status_bar_stand_beside_each_other(window, settle):
    settle(window)
    window.statusBar().showMessage("Make a machine draft of what is not translated yet")
    gate = threading.Event()
    window.tasks.run_task(lambda _: gate.wait(20), title="Translating the story into English")
    QApplication.processEvents()
    assert window.strip.isVisible() and window.statusBar().currentMessage()
    words = window.statusBar().fontMetrics().horizontalAdvance(window.statusBar().currentMessage())
    assert window.strip.mapTo(window.statusBar(), window.strip.rect().topLeft()).x() > words
    gate.set()
    settle(window)


def test_texts_keep_most_of_the_height_on_a_small_screen_under_an_alarm(desk, window, settle, stories, tmp_path):
    settle(window)
    take_in(desk, tmp_path / "kill", ninjs("tag:alborz.example,2026:2", version="2", pubstatus="canceled"))
    window.watching.look()
    settle(window)
    window.resize(1440, 900)
    QApplication.processEvents()
    window.resize(1024, 576)
    QApplication.processEvents()
    texts, below = window.queue.pane.split.sizes()
    assert window.watching.alarm.isVisible()
    assert below >= window.assisting.below.minimumSizeHint().height() > 0
    assert texts > 2 * below
    window.resize(1440, 900)
    QApplication.processEvents()
    texts, below = window.queue.pane.split.sizes()
    assert 2 * below < texts < 4 * below


def test_how_far_the_work_has_come_is_read_whole_at_any_width(window, settle):
    settle(window)
    progress = window.queue.translation.progress
    for width in (1440, 1024, 900):
        window.resize(width, 700)
        QApplication.processEvents()
        assert progress.words_seen() in {"0 of 4 confirmed · 0 of 22 words", "0 of 4 confirmed", "0 of 4"}
    assert progress.text() == "0 of 4 confirmed · 0 of 22 words"
    assert progress.toolTip().startswith("0 of 4 confirmed; 0 of 22 words.")


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_tools_without_room_are_behind_a_button_that_is_seen(window, settle, theme):
    settle(window)
    window.set_theme(theme, remember=False)
    more = window.actions_.more
    for width, short in ((1440, False), (1024, True)):
        window.resize(width, 700)
        QApplication.processEvents()
        assert more.isVisible() is short
    drawn = more.grab().toImage()
    inks = {drawn.pixelColor(x, y).lightness() for x in range(drawn.width()) for y in range(drawn.height())}
    assert max(inks) - min(inks) > 100
    window.set_theme(Theme.SYSTEM)


def test_headline_is_never_cut_in_the_reading_pane(desk, open_window, settle, tmp_path, qtbot):

    headline = "خبر بلند " * 60
    take_in(desk, tmp_path / "wire", ninjs(headline=headline.strip()))
    window = open_window(desk)
    window.resize(1024, 700)
    settle(window)
    original = window.queue.pane.original
    assert headline.strip() in original.document().toPlainText()
    assert original.horizontalScrollBar().maximum() == 0
