import pytest
from PySide6.QtCore import Qt
from wire_samples import ninjs, take_in

from dabir.ui.editing.inserting import in_digits_of


@pytest.fixture
def figures(desk, open_window, settle, tmp_path):
    """The window on a story with figures, beside an empty translation into Azerbaijani."""
    desk.stories.remember("target/fa", "az")
    body = "<p>در ۱۲ شهر ۳۵۰ خانه ساخته شد.</p>"
    (row,) = take_in(desk, tmp_path / "wire", ninjs("tag:alborz.example,2026:9", body_xhtml=body))
    window = open_window(desk)
    window.queue.show_story(row)
    settle(window)
    window.queue.translation.editor.choose(1, focus=True)
    return window


def _editor(window):
    return window.queue.translation.editor.editor


def test_numbers_come_in_order_in_the_digits_of_the_target(figures, qtbot):
    qtbot.keyClicks(_editor(figures), "Tikilib: ")
    figures.actions_["next_number"].trigger()
    qtbot.keyClicks(_editor(figures), " yerde")
    figures.actions_["next_number"].trigger()
    assert _editor(figures).text() == "Tikilib: 12 yerde 350"
    figures.actions_["next_number"].trigger()
    assert _editor(figures).text() == "Tikilib: 12 yerde 350"
    assert "No number" in figures.statusBar().currentMessage()


def test_number_goes_to_the_cursor_and_into_an_empty_segment(figures):
    figures.actions_["next_number"].trigger()
    assert _editor(figures).text() == "12"


@pytest.mark.parametrize(
    ("language", "number", "written"),
    [("az", "۱۲٫۵", "12٫5"), ("fa", "12.5", "۱۲.۵"), ("ar", "۷", "٧"), ("en", "٣", "3")],
)
def test_digits_are_those_of_the_target(language, number, written):
    assert in_digits_of(language, number) == written


def test_source_is_copied_in_one_step_that_can_be_undone(figures, qtbot, settle, desk):
    qtbot.keyClicks(_editor(figures), "Old")
    figures.actions_["copy_source"].trigger()
    source = figures.queue.model.units[1].segment.text
    assert _editor(figures).text() == source
    qtbot.keyClick(_editor(figures), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _editor(figures).text() == "Old"
