import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox


def _select(editor, start, end):
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


@pytest.fixture
def remembered(window, settle, signer):
    """The window on a desk where Leyla has confirmed one segment, its view of the memory shown."""
    settle(window)
    window.deciding.identity.signer = signer
    window.queue.translation.editor.choose(2, focus=True)
    window.queue.translation.editor.editor.setPlainText("He met his counterpart.")
    window.actions_["confirm"].trigger()
    settle(window)
    window.actions_["view_memory"].trigger()
    settle(window)
    return window


def _wait(window, settle, qtbot):
    qtbot.waitUntil(lambda: not window.memory._typing.isActive())
    settle(window)


def test_selected_words_are_looked_up_in_memory_and_archive(remembered, settle, qtbot):
    remembered.show_view(0)
    original = remembered.queue.pane.original
    original.setFocus()
    start = original.document().toPlainText().index("همتای")
    _select(original, start, start + len("همتای خود"))
    remembered.actions_["concordance"].trigger()
    _wait(remembered, settle, qtbot)
    view = remembered.memory
    assert view.search.text() == "همتای خود"
    assert [(one.unit.target, one.unit.editor) for one in view.model.rows] == [("He met his counterpart.", "Leyla")]
    assert ">همتای خود<" in view.text.toHtml()
    assert len(view.archive.rows) == 2
    view.stories.selectRow(1)
    wanted = view.archive.rows[1].id
    qtbot.keyClick(view.stories, Qt.Key.Key_Return)
    settle(remembered)
    assert remembered.queue.isVisible()
    assert remembered.queue.story.stored.id == wanted


def test_head_tells_how_much_the_memory_has(remembered):
    assert remembered.memory.words.text() == "1 unit: Persian → English 1."


def test_languages_narrow_the_search(remembered, settle, qtbot):
    view = remembered.memory
    view.look_up("counterpart")
    _wait(remembered, settle, qtbot)
    assert len(view.model.rows) == 1
    view.pair.choose("az", "ru")
    _wait(remembered, settle, qtbot)
    assert view.model.rows == []
    assert view.words.text() == "Nothing has these words."


def test_memory_goes_out_and_comes_in_as_tmx(desk, remembered, settle, tmp_path, qtbot):
    view = remembered.memory
    assert not view.export_button.isEnabled()
    view.pair.choose("fa", "en")
    _wait(remembered, settle, qtbot)
    assert view.export_button.isEnabled()
    view.export(tmp_path / "out.tmx")
    settle(remembered)
    assert "1 unit written to" in view.notice.words.text()
    data = (tmp_path / "out.tmx").read_text("utf-8").replace("He met his counterpart.", "He saw his counterpart.")
    (tmp_path / "in.tmx").write_text(data, "utf-8")
    view.import_file(tmp_path / "in.tmx")
    settle(remembered)
    assert "1 new of 1 unit" in view.notice.words.text()
    assert desk.memory.count() == 2


def test_file_that_is_no_memory_is_told(remembered, settle, tmp_path):
    (tmp_path / "bad.tmx").write_text("no xml", "utf-8")
    remembered.memory.import_file(tmp_path / "bad.tmx")
    settle(remembered)
    box = remembered.findChild(QMessageBox)
    assert "bad.tmx" in box.text()
    box.close()
