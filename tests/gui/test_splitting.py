import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from dabir.domain.segment import UnitState
from dabir.ui.editing.splitting import likely_seam, place_in_text, seams

TEXTS = (
    "Energy minister goes to Baku",
    "The minister, arrived in Baku.",
    "He met his counterpart.",
    "It took two hours.",
)


@pytest.fixture
def written(desk, window, settle, stories):
    settle(window)
    for row, text in enumerate(TEXTS):
        desk.translations.edit(stories[0], "en", row, text)
    window.queue.reload()
    settle(window)
    return window


def _stored(desk, stories):
    return [unit.target for unit in desk.translations.units(stories[0], "en")]


def _stand(window, row, place):
    window.queue.translation.editor.choose(row, focus=True)
    editor = window.queue.translation.editor.editor
    cursor = editor.textCursor()
    cursor.setPosition(place)
    editor.setTextCursor(cursor)


def _marked(window):
    return window.queue.pane.original.marked_text()


def test_split_in_two_keystrokes_at_the_cursor(desk, written, settle, stories, qtbot):
    _stand(written, 1, TEXTS[1].index("arrived"))
    written.actions_["split"].trigger()
    dialog = written.workbench.splitting.dialog
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(written.queue.model.units) == 5)
    settle(written)
    assert _stored(desk, stories)[1:3] == ["The minister,", "arrived in Baku."]
    first, second = desk.translations.units(stories[0], "en")[1:3]
    assert f"{first.segment.text} {second.segment.text}" == "وزیر نیرو وارد باکو شد."
    assert written.queue.translation.editor.current == 1
    assert _marked(written) == first.segment.text


def test_arrows_move_the_seam_in_reading_direction(written, qtbot):
    _stand(written, 1, 3)
    written.actions_["split"].trigger()
    dialog = written.workbench.splitting.dialog
    before = dialog.at
    qtbot.keyClick(dialog.text, Qt.Key.Key_Left)
    assert dialog.at > before
    qtbot.keyClick(dialog.text, Qt.Key.Key_Right)
    assert dialog.at == before
    dialog.reject()


def test_person_who_stands_in_the_original_is_not_asked(desk, written, settle, stories):
    _stand(written, 1, TEXTS[1].index("arrived"))
    original = written.queue.pane.original
    original.setFocus()
    cursor = QTextCursor(original.document())
    cursor.setPosition(original.document().toPlainText().index("وارد باکو"))
    original.setTextCursor(cursor)
    written.actions_["split"].trigger()
    settle(written)
    assert written.workbench.splitting.dialog is None
    first, second = desk.translations.units(stories[0], "en")[1:3]
    assert (first.segment.text, second.segment.text) == ("وزیر نیرو", "وارد باکو شد.")


def test_join_and_its_undo_across_other_changes(desk, written, settle, stories, qtbot):
    _stand(written, 2, 0)
    written.actions_["join"].trigger()
    settle(written)
    assert _stored(desk, stories)[2:] == ["He met his counterpart. It took two hours."]
    assert _marked(written) == "او با همتای خود دیدار کرد. این دیدار دو ساعت طول کشید."
    _stand(written, 0, 0)
    qtbot.keyClicks(written.queue.translation.editor.editor, "The ")
    written.queue.translation.editor.choose(1, focus=False)
    settle(written)
    written.actions_["undo"].trigger()
    settle(written)
    assert _stored(desk, stories)[0] == TEXTS[0]
    written.actions_["undo"].trigger()
    settle(written)
    assert _stored(desk, stories) == list(TEXTS)
    assert [unit.state for unit in written.queue.model.units] == [UnitState.EDITED] * 4
    written.actions_["redo"].trigger()
    settle(written)
    assert len(_stored(desk, stories)) == 3
    written.actions_["redo"].trigger()
    settle(written)
    assert _stored(desk, stories)[0] == f"The {TEXTS[0]}"


def test_last_of_a_paragraph_has_nothing_to_join(desk, written, settle, stories):
    _stand(written, 1, 0)
    written.actions_["join"].trigger()
    settle(written)
    assert "last of its paragraph" in written.statusBar().currentMessage()
    assert _stored(desk, stories) == list(TEXTS)


def test_what_is_typed_a_moment_before_a_split_stays_in_its_segment(desk, written, settle, stories, qtbot):
    _stand(written, 3, 0)
    qtbot.keyClicks(written.queue.translation.editor.editor, "Then. ")
    written.queue.translation.editor.choose(1, focus=True)
    written.queue.editing.split(1, 10, 4)
    written.queue.translation.editor.choose(4, focus=True)
    qtbot.keyClicks(written.queue.translation.editor.editor, " End.")
    written.queue.editing.leave()
    settle(written)
    stored = _stored(desk, stories)
    assert [stored[0], *stored[3:]] == [TEXTS[0], TEXTS[2], f"Then. {TEXTS[3]} End."]


def test_segments_of_a_story_that_is_being_drafted_are_left_alone(written, settle, monkeypatch):
    monkeypatch.setattr(written.bringing, "translates", lambda _: True)
    _stand(written, 2, 0)
    written.actions_["join"].trigger()
    settle(written)
    assert "draft of this story is being made" in written.statusBar().currentMessage()
    assert len(written.queue.model.units) == 4


def test_seams_stand_before_words():
    assert seams("یک دو سه") == [3, 6]
    assert seams("one") == []


@pytest.mark.parametrize(
    ("source", "target", "at", "second"),
    [
        ("One two, three four five six", "bir iki, üç dörd beş altı", 8, "three four five six"),
        ("One two three four five six", "bir iki üç dörd beş altı", 0, "four five six"),
        ("وزیر گفت: قیمت‌ها ثابت ماند", "Minister said: prices are stable", 15, "قیمت‌ها ثابت ماند"),
    ],
)
def test_likely_seam_is_near_the_cursor_at_the_end_of_a_clause(source, target, at, second):
    assert source[likely_seam(source, target, at) :] == second


def test_place_in_a_text_whose_line_wraps_are_joined():
    assert place_in_text("one two three", "one  \n two") == 8
