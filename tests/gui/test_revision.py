import pytest
from PySide6.QtCore import Qt
from wire_samples import PERSIAN, ninjs, take_in

from dabir.ui.editing.card_marks import marks_of
from dabir.ui.parts.dialogs import PageDialog

CORRECTED = ("وزیر نیرو وارد گنجه شد.", *PERSIAN[1:], "آن‌ها درباره آب گفت‌وگو کردند.")


@pytest.fixture
def newer(desk, window, settle, stories, tmp_path):
    """The window on a corrected version of a story whose first version somebody has translated."""
    settle(window)
    for row, text in enumerate(("Minister goes", "He arrived.", "He met him.", "It took two hours.")):
        desk.translations.edit(stories[0], "en", row, text)
        desk.translations.confirm(stories[0], "en", row)
    later = ninjs(
        version="2",
        versioncreated="2026-11-24T09:00:00+03:30",
        body_xhtml="".join(f"<p>{paragraph}</p>" for paragraph in CORRECTED),
    )
    (row,) = take_in(desk, tmp_path / "later", later)
    window.bringing.finished.emit()
    settle(window)
    window.queue.show_story(row)
    settle(window)
    return window


def test_strip_says_what_is_new_since_which_version(newer, settle):
    strip = newer.queue.translation.revision
    assert strip.isVisible()
    assert strip.words.text().startswith("2 of 5 segments are new since version 1.")
    marked = [row for row in range(5) if marks_of(newer.queue.model, newer.queue.translation.editor.changed, row)]
    assert marked == [1, 4]


def test_unchanged_segments_are_kept_when_it_is_translated(newer, settle):
    newer.actions_["translate"].trigger()
    settle(newer)
    assert [newer.queue.model.text(row) for row in (0, 2, 3)] == [
        "Minister goes",
        "He met him.",
        "It took two hours.",
    ]
    assert newer.queue.translation.revision.words.text() == "2 of 5 segments are new since version 1."


def test_key_goes_from_one_new_segment_to_the_next(newer, qtbot):
    editor = newer.queue.translation.editor
    editor.choose(0, focus=True)
    places = []
    for _ in range(3):
        qtbot.keyClick(
            editor.editor, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        places.append(editor.current)
    assert places == [1, 4, 1]


def test_difference_is_shown_word_by_word(newer, settle, qtbot):
    qtbot.mouseClick(newer.queue.translation.revision.show_button, Qt.MouseButton.LeftButton)
    settle(newer)
    dialog = newer.findChild(PageDialog)
    page = dialog.page.toPlainText()
    assert "Version 1" in page and "Version 2" in page
    html = dialog.page.toHtml()
    assert ">باکو<" in html and ">گنجه<" in html
    assert CORRECTED[-1] in page
    dialog.close()


def test_first_version_has_no_strip(window, settle):
    settle(window)
    assert not window.queue.translation.revision.isVisible()
    assert not window.actions_["next_changed"].isEnabled()
