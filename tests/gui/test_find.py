import pytest
from PySide6.QtCore import Qt

from dabir.domain.segment import UnitState

TEXTS = ("Kitab sərgisi açılıb", "Nazir kitab gətirib, kitabxana açıb.", "Kitab: 25 manat.", "Heç nə.")


@pytest.fixture
def written(desk, window, settle, stories):
    """The window on a translation into Azerbaijani that somebody has written, its search bar open."""
    settle(window)
    window.queue.translation.target_chosen.emit("az")
    settle(window)
    for row, text in enumerate(TEXTS):
        desk.translations.edit(stories[0], "az", row, text)
        desk.translations.confirm(stories[0], "az", row)
    window.queue.reload()
    settle(window)
    window.queue.translation.editor.choose(0, focus=True)
    window.queue.translation.editor.editor.moveCursor(
        window.queue.translation.editor.editor.textCursor().MoveOperation.Start
    )
    window.actions_["replace"].trigger()
    return window


def _bar(window):
    return window.queue.translation.finder


def _stored(desk, stories):
    return [unit.target for unit in desk.translations.units(stories[0], "az")]


def _selected(window):
    editor = window.queue.translation.editor
    return editor.current, editor.editor.textCursor().selectedText()


def test_typing_finds_the_first_place_and_counts_all(written, qtbot):
    bar = _bar(written)
    qtbot.keyClicks(bar.wanted, "KITAB")
    assert bar.count.text() == "1 of 4"
    assert _selected(written) == (0, "Kitab")
    assert bar.wanted.hasFocus()


def test_enter_goes_on_in_logical_order_and_shift_enter_back(written, qtbot):
    bar = _bar(written)
    qtbot.keyClicks(bar.wanted, "kitab")
    seen = []
    for _ in range(4):
        qtbot.keyClick(bar.wanted, Qt.Key.Key_Return)
        seen.append((_selected(written)[0], bar.count.text()))
    assert seen == [(1, "2 of 4"), (1, "3 of 4"), (2, "4 of 4"), (0, "1 of 4")]
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "4 of 4"
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "3 of 4"


def test_case_and_whole_words_narrow_it_down(written, qtbot):
    bar = _bar(written)
    qtbot.keyClicks(bar.wanted, "kitab")
    bar.words.setChecked(True)
    assert [place[0] for place in bar.places()] == [0, 1, 2]
    bar.case.setChecked(True)
    assert [place[0] for place in bar.places()] == [1]


def test_replacing_goes_on_to_the_next_place(desk, written, qtbot, settle, stories):
    bar = _bar(written)
    qtbot.keyClicks(bar.wanted, "kitab")
    bar.by.setText("Dəftər")
    qtbot.keyClick(bar.by, Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 3"
    assert _selected(written) == (1, "kitab")
    qtbot.mouseClick(bar.replace_button, Qt.MouseButton.LeftButton)
    settle(written)
    assert _stored(desk, stories)[:2] == ["Dəftər sərgisi açılıb", "Nazir Dəftər gətirib, kitabxana açıb."]
    assert desk.translations.units(stories[0], "az")[0].state is UnitState.EDITED


def test_replacing_all_is_one_step_of_the_history(desk, written, qtbot, settle, stories):
    bar = _bar(written)
    qtbot.keyClicks(bar.wanted, "kitab")
    bar.by.setText("dəftər")
    qtbot.mouseClick(bar.all_button, Qt.MouseButton.LeftButton)
    assert bar.count.text() == "4 places replaced"
    settle(written)
    assert _stored(desk, stories)[1] == "Nazir dəftər gətirib, dəftərxana açıb."
    written.actions_["undo"].trigger()
    settle(written)
    assert _stored(desk, stories) == list(TEXTS)
    assert {unit.state for unit in desk.translations.units(stories[0], "az")} == {UnitState.CONFIRMED}
    written.actions_["redo"].trigger()
    settle(written)
    assert _stored(desk, stories)[2] == "dəftər: 25 manat."


def test_digits_of_any_script_are_one(written, qtbot):
    _bar(written).wanted.insert("۲۵")
    assert _selected(written) == (2, "25")


def test_words_that_are_not_there_are_told(written, qtbot):
    bar = _bar(written)
    bar.wanted.insert("qəzet")
    assert bar.count.text() == "not found"
    assert not bar.all_button.isEnabled()


def test_escape_closes_the_bar_and_goes_back_to_the_segment(written, qtbot):
    qtbot.keyClick(_bar(written).wanted, Qt.Key.Key_Escape)
    assert not _bar(written).isVisible()
    assert written.queue.translation.editor.editor.hasFocus()


def test_selected_words_are_what_is_looked_for(written, qtbot):
    _bar(written).close_bar()
    editor = written.queue.translation.editor.editor
    cursor = editor.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(5, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    written.actions_["replace"].trigger()
    assert _bar(written).wanted.text() == "Kitab"
    assert _bar(written).count.text() == "1 of 4"


def test_count_follows_what_is_typed_in_the_segments(written, qtbot):
    bar = _bar(written)
    qtbot.keyClicks(bar.wanted, "kitab")
    written.queue.translation.editor.choose(3, focus=True)
    qtbot.keyClicks(written.queue.translation.editor.editor, " Kitab.")
    qtbot.waitUntil(lambda: len(bar.places()) == 5)
