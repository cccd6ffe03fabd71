import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from dabir.ui.editing.card_marks import marks_of


def _pane(window):
    return window.queue.translation.comments


def _write(window, qtbot, row, words):
    window.queue.translation.editor.choose(row, focus=True)
    window.actions_["comment"].trigger()
    assert _pane(window).field.hasFocus()
    qtbot.keyClicks(_pane(window).field, words)
    qtbot.keyClick(_pane(window).field, Qt.Key.Key_Return)


def _marks(window, row):
    return [words for words, _ in marks_of(window.queue.model, frozenset(), row)]


@pytest.fixture
def opened(window, settle):
    settle(window)
    return window


def test_comment_is_kept_and_shown_at_its_segment(desk, opened, settle, stories, qtbot):
    _write(opened, qtbot, 2, "Is this the same minister?")
    settle(opened)
    assert [one.text for one in desk.segments.comments(stories[0], "en")] == ["Is this the same minister?"]
    assert _pane(opened).words() == ["Is this the same minister?"]
    assert _marks(opened, 2) == ["1 comment"]
    assert opened.queue.translation.editor.editor.hasFocus()
    opened.queue.translation.editor.choose(0, focus=True)
    assert not _pane(opened).isVisible()
    opened.queue.translation.editor.choose(2, focus=True)
    assert _pane(opened).isVisible()


def test_comment_of_the_editor_whose_key_is_unlocked_bears_his_name(desk, opened, settle, stories, qtbot, signer):
    opened.deciding.identity.signer = signer
    _write(opened, qtbot, 1, "Checked.")
    settle(opened)
    (comment,) = desk.segments.comments(stories[0], "en")
    assert comment.editor == "Leyla"


def test_comments_are_there_again_when_the_story_is_opened_again(opened, settle, stories, qtbot):
    _write(opened, qtbot, 1, "First")
    _write(opened, qtbot, 1, "Second")
    settle(opened)
    opened.queue.show_story(stories[1])
    settle(opened)
    assert _marks(opened, 1) == []
    opened.queue.show_story(stories[0])
    settle(opened)
    assert _marks(opened, 1) == ["2 comments"]


def test_removed_comment_is_gone(desk, opened, settle, stories, qtbot):
    _write(opened, qtbot, 1, "Wrong place")
    settle(opened)
    button = _pane(opened).findChild(QToolButton, "remove-comment")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(opened)
    assert desk.segments.comments(stories[0], "en") == []
    assert _marks(opened, 1) == []
    assert not _pane(opened).isVisible()


def test_escape_leaves_without_a_comment(desk, opened, settle, stories, qtbot):
    opened.queue.translation.editor.choose(1, focus=True)
    opened.actions_["comment"].trigger()
    qtbot.keyClicks(_pane(opened).field, "Never mind")
    qtbot.keyClick(_pane(opened).field, Qt.Key.Key_Escape)
    settle(opened)
    assert desk.segments.comments(stories[0], "en") == []
    assert opened.queue.translation.editor.editor.hasFocus()


def test_comment_stays_with_its_words_when_its_segment_is_joined(opened, settle, qtbot):
    _write(opened, qtbot, 3, "Two hours?")
    settle(opened)
    opened.queue.translation.editor.choose(2, focus=True)
    opened.actions_["join"].trigger()
    settle(opened)
    assert _marks(opened, 2) == ["1 comment"]
    opened.actions_["undo"].trigger()
    settle(opened)
    assert _marks(opened, 3) == ["1 comment"]
