import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from dabir.settings import resources
from dabir.ui.actions import _TOOLS, VIEWS
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
    window.queue.pane.split.setSizes([100, 400])
    above, below = window.queue.pane.split.sizes()
    assert below > above
    assert window.close()
    again = open_window(desk)
    above, below = again.queue.pane.split.sizes()
    assert below > above


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


def test_headline_is_never_cut_in_the_reading_pane(desk, open_window, settle, tmp_path, qtbot):
    from wire_samples import ninjs, take_in

    headline = "خبر بلند " * 60
    take_in(desk, tmp_path / "wire", ninjs(headline=headline.strip()))
    window = open_window(desk)
    window.resize(1024, 700)
    settle(window)
    original = window.queue.pane.original
    assert headline.strip() in original.document().toPlainText()
    assert original.horizontalScrollBar().maximum() == 0
