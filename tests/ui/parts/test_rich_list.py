import pytest
from PySide6.QtCore import Qt

from dabir.ui.parts.rich_list import Entry, RichList

ENTRIES = [Entry(f"<p dir='rtl'>سطر {number}</p>", f"سطر {number}", f"tip {number}") for number in range(3)]


@pytest.fixture
def shown(qtbot):
    made = RichList("Memory")
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


def test_entry_is_taken_with_enter_and_with_a_double_click(shown, qtbot):
    shown.show_entries(ENTRIES, "")
    taken = []
    shown.taken.connect(taken.append)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    shown.setCurrentIndex(shown.model().index(1))
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    qtbot.mouseDClick(
        shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.visualRect(shown.model().index(2)).center()
    )
    assert taken == [1, 2]


def test_escape_leaves(shown, qtbot):
    with qtbot.waitSignal(shown.left_wanted):
        qtbot.keyClick(shown, Qt.Key.Key_Escape)


def test_same_entries_keep_the_place_and_others_begin_anew(shown):
    shown.show_entries(ENTRIES, "", current=1)
    shown.show_entries(list(ENTRIES), "", current=1)
    assert shown.current == 1
    shown.show_entries(ENTRIES[:1], "")
    assert shown.current == -1


def test_sentence_is_there_for_eye_and_screen_reader_while_there_is_nothing(shown):
    blank = shown.grab().toImage()
    shown.show_entries([], "The memory has nothing like this segment.")
    assert shown.accessibleDescription() == shown.sentence == "The memory has nothing like this segment."
    assert shown.grab().toImage() != blank


def test_screen_reader_is_told_words_not_markup(shown):
    shown.show_entries(ENTRIES, "")
    assert shown.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "سطر 0"
    assert shown.model().index(0).data(Qt.ItemDataRole.ToolTipRole) == "tip 0"


def test_entries_are_measured_again_at_another_width(shown, qtbot):
    long = Entry("<p>" + "söz " * 60 + "</p>", "söz")
    shown.show_entries([long], "")
    wide = shown.visualRect(shown.model().index(0)).height()
    shown.resize(140, 200)
    qtbot.waitUntil(lambda: shown.visualRect(shown.model().index(0)).height() > wide)
