import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from dabir.domain.quality import Quality
from dabir.ui.drafting.draft_quality import KEY

NAMES = ["quality_fast", "quality_balanced", "quality_best"]


def widths(desk, row):
    return {unit.machine and unit.machine.beam for unit in desk.translations.units(row, "en")}


def chosen(window):
    return [name for name in NAMES if window.actions_[name].isChecked()]


def menu_with(window, name):
    (menu,) = [menu for menu in window.findChildren(QMenu) if window.actions_[name] in menu.actions()]
    return menu


def test_balanced_is_the_beginning(window, settle):
    settle(window)
    assert chosen(window) == ["quality_balanced"]


@pytest.mark.parametrize("quality", [Quality.FAST, Quality.BEST])
def test_choice_takes_effect_with_the_next_draft(desk, window, settle, stories, quality):
    settle(window)
    window.actions_[f"quality_{quality}"].trigger()
    window.actions_["translate"].trigger()
    settle(window)
    assert chosen(window) == [f"quality_{quality}"]
    assert widths(desk, stories[0]) == {quality.beam}


def test_better_drafts_come_when_the_story_is_translated_again(desk, translated, settle, stories):
    translated.actions_["quality_best"].trigger()
    settle(translated)
    assert widths(desk, stories[0]) == {2}
    assert "Translate a story again" in translated.statusBar().currentMessage()
    translated.actions_["translate"].trigger()
    settle(translated)
    assert widths(desk, stories[0]) == {4}
    assert {unit.machine.beam for unit in translated.queue.model.units} == {4}


def test_drafts_that_are_as_good_stay_and_it_is_told(desk, translated, settle, stories):
    translated.actions_["quality_fast"].trigger()
    translated.actions_["translate"].trigger()
    settle(translated)
    assert widths(desk, stories[0]) == {2}
    assert "Nothing to translate" in translated.queue.notice.words.text()


def test_drafts_of_what_arrives_have_the_quality_too(desk, window, settle, stories):
    settle(window)
    drafts = window.workbench.pretranslating
    drafts.gate._battery = lambda: False
    drafts._bytes, drafts._seconds = 1_000, 10.0
    window.actions_["quality_fast"].trigger()
    assert drafts._bytes == 0
    window.actions_["draft_arrivals"].trigger()
    settle(window)
    assert [widths(desk, row) for row in stories] == [{1}, {1}]


def test_choice_is_remembered(desk, window, settle, open_window):
    settle(window)
    window.actions_["quality_best"].trigger()
    settle(window)
    assert desk.stories.remembered(KEY) == "best"
    assert chosen(open_window(desk)) == ["quality_best"]


def test_unknown_remembered_name_counts_as_balanced(desk, open_window):
    desk.stories.remember(KEY, "perfect")
    assert chosen(open_window(desk)) == ["quality_balanced"]


def test_choice_is_one_of_three_each_with_what_it_costs(window, settle):
    settle(window)
    menu = menu_with(window, "quality_fast")
    assert [action.objectName() for action in menu.actions()] == NAMES
    assert menu.toolTipsVisible()
    for name in NAMES:
        action = window.actions_[name]
        assert action.isCheckable()
        assert ":" in action.text()
        assert action.statusTip()
    window.actions_["quality_best"].trigger()
    window.actions_["quality_fast"].trigger()
    assert chosen(window) == ["quality_fast"]


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_choice_is_made_with_the_keyboard_in_either_direction(window, settle, qtbot, direction):
    settle(window)
    QApplication.setLayoutDirection(direction)
    try:
        (top,) = [one.menu() for one in window.menuBar().actions() if one.text() == "&Translation"]
        top.popup(window.mapToGlobal(window.rect().center()))
        qtbot.waitUntil(top.isVisible)
        qtbot.keyClick(top, Qt.Key.Key_Q)
        menu = menu_with(window, "quality_best")
        qtbot.waitUntil(menu.isVisible)
        qtbot.keyClick(menu, Qt.Key.Key_E)
        qtbot.waitUntil(lambda: not top.isVisible())
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert chosen(window) == ["quality_best"]
    assert window.workbench.pretranslating._quality.chosen is Quality.BEST


def test_letters_of_each_menu_are_its_own(window, settle):
    settle(window)
    for name in ("translate", "quality_fast"):
        actions: list[QAction] = menu_with(window, name).actions()
        letters = [one.text().casefold().partition("&")[2][:1] for one in actions if not one.isSeparator()]
        assert all(letters)
        assert len(set(letters)) == len(letters), letters
