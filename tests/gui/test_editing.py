import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor

from dabir.domain.segment import UnitState
from dabir.ui.editing.editing import AFTER_FIRST_KEY, AFTER_LAST_KEY


def _editor(window):
    return window.queue.translation.editor.editor


def _choose(window, row):
    window.queue.translation.editor.choose(row, focus=True)


def _type(window, qtbot, words):
    _editor(window).selectAll()
    qtbot.keyClicks(_editor(window), words)


def _stored(window, row):
    story = window.queue.story
    return window._workflow.translations.units(story.stored.id, story.target)[row]


def _source(window, row):
    """What the original has at the place of a segment."""
    segment = window.queue.story.segments[row]
    wire = window.queue.story.stored.story
    text = wire.headline if segment.paragraph < 0 else wire.paragraphs[segment.paragraph]
    return text[segment.start : segment.end]


def test_choosing_a_segment_highlights_its_counterpart(translated):
    for row in range(4):
        _choose(translated, row)
        assert translated.queue.pane.original.marked_text() == _source(translated, row)


def test_moving_in_the_original_chooses_the_segment(translated):
    original = translated.queue.pane.original
    place = original.document().toPlainText().index("این دیدار")
    cursor = QTextCursor(original.document())
    cursor.setPosition(place + 3)
    original.setTextCursor(cursor)
    row = translated.queue.translation.editor.current
    assert _source(translated, row).startswith("این دیدار")
    assert original.marked_text() == _source(translated, row)


def test_counterparts_stay_aligned_after_edits(translated, qtbot, settle):
    _choose(translated, 1)
    _type(translated, qtbot, "A much longer sentence. Even two of them. " * 8)
    _choose(translated, 3)
    settle(translated)
    assert translated.queue.pane.original.marked_text() == _source(translated, 3)
    _choose(translated, 1)
    assert translated.queue.pane.original.marked_text() == _source(translated, 1)


def test_confirm_key_confirms_and_goes_on(translated, qtbot, settle):
    _choose(translated, 1)
    qtbot.keyClick(_editor(translated), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(translated)
    assert _stored(translated, 1).state is UnitState.CONFIRMED
    assert translated.queue.translation.editor.current == 2
    assert _editor(translated).hasFocus()


def test_machine_text_comes_back(translated, qtbot, settle):
    _choose(translated, 2)
    draft = _stored(translated, 2)
    _type(translated, qtbot, "Something else")
    translated.actions_["revert"].trigger()
    settle(translated)
    assert _stored(translated, 2) == draft
    assert _editor(translated).text() == draft.target


def test_undo_takes_back_confirmation_and_text_step_by_step(translated, qtbot, settle):
    draft = _stored(translated, 1)
    _choose(translated, 1)
    _type(translated, qtbot, "A better sentence")
    _choose(translated, 3)
    translated.actions_["confirm"].trigger()
    settle(translated)
    _choose(translated, 0)
    translated.actions_["undo"].trigger()
    settle(translated)
    assert _stored(translated, 3).state is UnitState.MACHINE
    assert _stored(translated, 1).target == "A better sentence"
    translated.actions_["undo"].trigger()
    settle(translated)
    assert _stored(translated, 1) == draft
    translated.actions_["redo"].trigger()
    settle(translated)
    assert _stored(translated, 1).target == "A better sentence"


def test_typed_text_is_written_without_leaving_the_segment(translated, qtbot):
    assert AFTER_LAST_KEY < AFTER_FIRST_KEY < 4_000
    _choose(translated, 0)
    _type(translated, qtbot, "Written by the clock")
    qtbot.waitUntil(lambda: _stored(translated, 0).target == "Written by the clock", timeout=20_000)
    assert _editor(translated).hasFocus()
    assert _stored(translated, 0).state is UnitState.EDITED


def test_text_is_kept_to_the_last_invisible_letter(translated, settle):
    words = "می\u200cرود \u00ab\u00a0۱۲\u00a0درصد\u00a0\u00bb \U0001f1ee\U0001f1f7"
    _choose(translated, 0)
    _editor(translated).selectAll()
    paste = QMimeData()
    paste.setText(words)
    _editor(translated).insertFromMimeData(paste)
    translated.queue.editing.leave()
    settle(translated)
    assert _stored(translated, 0).target == words


def test_leaving_the_story_writes_what_was_typed(translated, qtbot, settle, stories, desk):
    _choose(translated, 1)
    _type(translated, qtbot, "Left in a hurry")
    translated.queue.show_story(stories[1])
    settle(translated)
    assert desk.translations.units(stories[0], "en")[1].target == "Left in a hurry"


def test_closing_the_window_writes_what_was_typed(translated, qtbot, stories, desk):
    _choose(translated, 1)
    _type(translated, qtbot, "Closed in a hurry")
    assert translated.close()
    assert desk.translations.units(stories[0], "en")[1].target == "Closed in a hurry"


def test_empty_segment_is_not_confirmed(window, settle):
    settle(window)
    window.actions_["confirm"].trigger()
    settle(window)
    assert window.queue.model.count(UnitState.CONFIRMED) == 0
    assert "no translation to confirm" in window.statusBar().currentMessage()


def test_persian_that_begins_in_latin_letters_is_set_right_to_left(desk, window, settle):
    settle(window)
    original = window.queue.pane.original
    assert original.document().defaultTextOption().textDirection() is Qt.LayoutDirection.RightToLeft
    assert original.textCursor().block().textDirection() is Qt.LayoutDirection.RightToLeft
    window.queue.translation.target_chosen.emit("az")
    settle(window)
    _choose(window, 0)
    assert _editor(window).document().defaultTextOption().textDirection() is Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("side", ["turn_original", "turn_translation"])
def test_switched_direction_is_remembered(desk, window, settle, stories, side):
    settle(window)
    window.actions_[side].trigger()
    settle(window)
    window.queue.show_story(stories[1])
    settle(window)
    assert (window.queue.story.original_direction, window.queue.story.target_direction) == ("", "")
    window.queue.show_story(stories[0])
    settle(window)
    shown = window.queue.story
    if side == "turn_original":
        assert shown.original_direction == "ltr"
        direction = window.queue.pane.original.document().defaultTextOption().textDirection()
        assert direction is Qt.LayoutDirection.LeftToRight
    else:
        assert shown.target_direction == "rtl"
        _choose(window, 0)
        direction = _editor(window).document().defaultTextOption().textDirection()
        assert direction is Qt.LayoutDirection.RightToLeft


def test_draft_made_while_typing_keeps_what_is_typed(translated, qtbot, settle, stories, desk):
    _choose(translated, 1)
    _type(translated, qtbot, "Typed meanwhile")
    translated.actions_["translate"].trigger()
    qtbot.keyClicks(_editor(translated), " and more")
    settle(translated)
    translated.queue.editing.leave()
    settle(translated)
    assert desk.translations.units(stories[0], "en")[1].target == "Typed meanwhile and more"


def test_badge_says_when_the_stored_original_was_damaged(desk, window, settle, stories, home):
    settle(window)
    assert window.queue.pane.integrity.text().startswith("✓ SHA-256")
    _damage_originals(home)
    window.queue.show_story(stories[1])
    settle(window)
    assert window.queue.pane.integrity.text() == "✕ Original damaged"


def _damage_originals(home):
    import sqlite3

    db = sqlite3.connect(home / "desk.sqlite3")
    for (trigger,) in db.execute("select name from sqlite_master where type = 'trigger' and tbl_name = 'originals'"):
        db.execute(f'drop trigger "{trigger}"')
    db.execute("update originals set data = cast(data as blob) || x'20'")
    db.commit()
    db.close()
