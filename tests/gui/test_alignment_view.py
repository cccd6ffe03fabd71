import pytest
from pack_builder import Recipe, build_pack
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor

from dabir.ui.parts.underlines import cursor_over


@pytest.fixture(scope="session")
def aligning_pack(tmp_path_factory):
    """A real small pack that can tell which words belong together."""
    recipe = Recipe(("fa", "az", "en"), version="2.0", extra={"placeholders": "figures", "alignment": True})
    return build_pack(tmp_path_factory.mktemp("pack") / "aligning.argosmodel", recipe)


@pytest.fixture
def aligned(desk, window, settle, stories, aligning_pack):
    """The window on a translation whose words the pack can align."""
    settle(window)
    desk.packs.install(aligning_pack)
    window.queue.translation.target_chosen.emit("az")
    settle(window)
    source = window.queue.model.units[1].segment.text
    desk.translations.edit(stories[0], "az", 1, " ".join("a" * len(word) for word in source.split()))
    window.queue.reload()
    settle(window)
    return window


def _pane(window):
    return window.queue.pane.original, window.queue.translation.editor, window.assisting.mouse.delegate


def _words(window, row, marks, *, source):
    model = window.queue.model
    text = model.units[row].segment.text if source else model.text(row)
    return [text[mark.start : mark.end] for mark in marks]


def _point_in_card(window, row, place):
    """Move the mouse over a letter of a card."""
    _, editor, delegate = _pane(window)
    index = window.queue.model.index(row)
    editor.scrollTo(index)
    area = editor.visualRect(index)
    body = delegate.body_rect(area, row)
    document = delegate._document(window.queue.model.text(row), body.width())
    layout = document.firstBlock().layout()
    line = layout.lineForTextPosition(place)
    x = (line.cursorToX(place)[0] + line.cursorToX(place + 1)[0]) / 2
    inside = document.documentLayout().blockBoundingRect(document.firstBlock()).topLeft() + QPointF(x, line.y() + 5)
    return body.topLeft() + inside.toPoint()


def test_word_under_the_mouse_in_a_card_shows_its_counterpart(aligned, qtbot):
    original, editor, delegate = _pane(aligned)
    editor.choose(0, focus=False)
    words = aligned.queue.model.text(1).split()
    place = len(words[0]) + 2
    qtbot.mouseMove(editor.viewport(), _point_in_card(aligned, 1, place))
    qtbot.waitUntil(lambda: bool(original.marks("words").get(1)))
    segment = aligned.queue.model.units[1].segment.text
    assert _words(aligned, 1, original.marks("words")[1], source=True) == [segment.split()[1]]
    assert _words(aligned, 1, delegate.words()[1], source=False) == [words[1]]
    qtbot.mouseMove(editor.viewport(), QPoint(2, editor.viewport().height() - 2))
    qtbot.waitUntil(lambda: not original.marks("words") and not any(delegate.words().values()))


def test_word_under_the_mouse_in_the_original_shows_its_counterpart(aligned, qtbot):
    original, _, delegate = _pane(aligned)
    text = aligned.queue.model.units[1].segment.text
    span = original._spans[1]
    rect = original.cursorRect(cursor_over(original.document(), text, 2, 2, span.start))
    qtbot.mouseMove(original.viewport(), rect.center())
    qtbot.waitUntil(lambda: any(delegate.words().values()))
    assert _words(aligned, 1, original.marks("words")[1], source=True) == [text.split()[0]]


def test_word_at_the_cursor_shows_its_counterpart(aligned, qtbot):
    original, editor, _ = _pane(aligned)
    editor.choose(1, focus=True)
    editor.editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(editor.editor, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bool(original.marks("words").get(1)))
    text = aligned.queue.model.units[1].segment.text
    assert _words(aligned, 1, original.marks("words")[1], source=True) == [text.split()[0]]
    assert _words(aligned, 1, editor.editor.marks("words"), source=False) == [aligned.queue.model.text(1).split()[0]]


def test_a_pair_is_asked_for_once(aligned, qtbot, settle):
    original, editor, _ = _pane(aligned)
    editor.choose(0, focus=False)
    qtbot.mouseMove(editor.viewport(), _point_in_card(aligned, 1, 1))
    qtbot.waitUntil(lambda: bool(original.marks("words").get(1)))
    settle(aligned)
    begun = []
    aligned.tasks.changed.connect(lambda: begun.append(1))
    qtbot.mouseMove(editor.viewport(), _point_in_card(aligned, 1, len(aligned.queue.model.text(1)) - 2))
    last = aligned.queue.model.units[1].segment.text.split()[-1].rstrip(".")
    qtbot.waitUntil(lambda: last in "".join(_words(aligned, 1, original.marks("words").get(1, []), source=True)))
    assert not begun


def test_nothing_is_shown_where_no_pack_can_tell(desk, translated, qtbot):
    desk.packs.remove("translate-fa-az-en-news")
    original, editor, delegate = _pane(translated)
    editor.choose(0, focus=False)
    qtbot.mouseMove(editor.viewport(), _point_in_card(translated, 1, 1))
    qtbot.waitUntil(lambda: bool(translated.assisting.alignment._known))
    assert original.marks("words") == {}
    assert not any(delegate.words().values())
