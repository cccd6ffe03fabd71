import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from wire_samples import ninjs, take_in

from dabir.domain.segment import MachineTranslation, Severity, UnitState
from dabir.ui.editing.segment_model import DOUBT
from dabir.ui.tasks import Lane

PARAGRAPHS = ("۱۲ نفر در باکو گرد آمدند.", "نشست ۳ ساعت طول کشید. همه خشنود بودند.")
TEXTS = ("Energetika naziri Bakıya gedib", "Bakıda 13 nəfər toplaşıb.", "Görüş 4 saat davam edib.", "Hamı razı idi.")


@pytest.fixture
def row(desk, tmp_path):
    """A Persian story with an Azerbaijani translation that somebody wrote, two of its numbers wrong."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    (made,) = take_in(desk, tmp_path / "wire", ninjs(body_xhtml=body))
    desk.stories.remember("target/fa", "az")
    for index, text in enumerate(TEXTS):
        desk.translations.edit(made, "az", index, text)
    return made


@pytest.fixture
def checked(desk, row, open_window, settle):
    """The window on that story."""
    window = open_window(desk)
    window.queue.show_story(row)
    settle(window)
    return window


def _editor(window):
    return window.queue.translation.editor


def _wrong(window, row):
    """The words of a translation that an error is about."""
    model = window.queue.model
    errors = [one for one in model.findings.get(row, []) if one.severity is Severity.ERROR]
    return [model.text(row)[slice(*one.target_span)] for one in errors if one.target_span]


def _error(window, row):
    return next(one for one in window.queue.model.findings[row] if one.severity is Severity.ERROR)


def _button(window, row):
    """The middle of the button of the error in a card."""
    editor = _editor(window)
    index = window.queue.model.index(row)
    editor.scrollTo(index)
    lines = window.assisting.mouse.delegate.lines(editor.visualRect(index), row)
    return next(line.button.center() for line in lines if not line.button.isEmpty())


def test_findings_are_underlined_in_both_panes(checked, qtbot):
    original, delegate = checked.queue.pane.original, checked.assisting.mouse.delegate
    qtbot.waitUntil(lambda: 1 in original.marks("findings"))
    (source,) = original.marks("findings")[1]
    assert checked.queue.model.units[1].segment.text[source.start : source.end] == "۱۲"
    (target,) = delegate.marks(1)
    assert TEXTS[1][target.start : target.end] == "13"
    _editor(checked).choose(1, focus=False)
    qtbot.waitUntil(lambda: bool(_editor(checked).editor.marks("findings")))
    (mark,) = _editor(checked).editor.marks("findings")
    assert (mark.start, mark.end) == (target.start, target.end)


def test_text_is_checked_as_it_is_typed_before_it_is_kept(checked, qtbot, desk, row):
    _editor(checked).choose(3, focus=True)
    _editor(checked).editor.selectAll()
    qtbot.keyClicks(_editor(checked).editor, "Onlar 77 manat alib.")
    for timer in (checked.queue.editing._idle, checked.queue.editing._latest):
        timer.stop()
    qtbot.waitUntil(lambda: any(one.check == "numbers" for one in checked.queue.model.findings.get(3, [])))
    assert desk.translations.units(row, "az")[3].target == TEXTS[3]
    qtbot.waitUntil(lambda: bool(_editor(checked).editor.marks("findings")))


def test_underline_goes_with_its_words_until_the_text_is_checked_again(checked, qtbot):
    _editor(checked).choose(1, focus=True)
    editor = _editor(checked).editor
    editor.select(0, 0)
    qtbot.keyClicks(editor, "Saat 7-de ")
    assert _wrong(checked, 1) == ["13"]


def test_walk_goes_from_finding_to_finding_and_round(checked, qtbot):
    seen = []
    for _ in range(3):
        qtbot.keyClick(checked, Qt.Key.Key_F4)
        seen.append((_editor(checked).current, _editor(checked).editor.textCursor().selectedText()))
    assert seen == [(1, "13"), (2, "4"), (1, "13")]
    assert _editor(checked).editor.hasFocus()
    assert checked.statusBar().currentMessage().startswith("Segment 1, error: ")
    assert checked.statusBar().currentMessage().endswith("(1 of 2)")
    qtbot.keyClick(checked, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert _editor(checked).current == 2


def test_walk_begins_in_the_segment_gone_to_by_hand(checked, qtbot):
    qtbot.keyClick(checked, Qt.Key.Key_F4)
    _editor(checked).choose(2, focus=True)
    qtbot.keyClick(checked, Qt.Key.Key_F4)
    assert (_editor(checked).current, _editor(checked).editor.textCursor().selectedText()) == (2, "4")


def test_key_mends_the_finding_and_undo_takes_it_back(checked, qtbot, settle, desk, row):
    _editor(checked).choose(1, focus=True)
    qtbot.keyClick(_editor(checked).editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert _editor(checked).editor.text() == "Bakıda 12 nəfər toplaşıb."
    qtbot.waitUntil(lambda: _wrong(checked, 1) == [])
    checked.actions_["undo"].trigger()
    assert _editor(checked).editor.text() == TEXTS[1]
    checked.queue.editing.leave()
    settle(checked)
    assert desk.translations.units(row, "az")[1].target == TEXTS[1]


def test_key_says_when_nothing_can_be_mended(checked, qtbot):
    _editor(checked).choose(3, focus=True)
    qtbot.keyClick(_editor(checked).editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert "Nothing in this segment can be mended" in checked.statusBar().currentMessage()
    assert _editor(checked).editor.text() == TEXTS[3]


def test_button_of_a_card_mends_it_where_it_stands(checked, qtbot, settle, desk, row):
    qtbot.mouseClick(_editor(checked).viewport(), Qt.MouseButton.LeftButton, pos=_button(checked, 2))
    checked.queue.editing.leave()
    settle(checked)
    assert desk.translations.units(row, "az")[2].target == "Görüş 3 saat davam edib."
    assert _editor(checked).current == 2
    assert _editor(checked).editor.hasFocus()
    checked.actions_["undo"].trigger()
    checked.queue.editing.leave()
    settle(checked)
    assert desk.translations.units(row, "az")[2].target == TEXTS[2]


def test_undo_is_for_what_was_mended_last(checked, qtbot):
    editor = _editor(checked)
    editor.choose(1, focus=True)
    qtbot.keyClicks(editor.editor, " Axsam.")
    qtbot.waitUntil(lambda: not checked.assisting.findings._check.isActive() and not checked.tasks.busy(Lane.READS))
    QApplication.processEvents()
    qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=_button(checked, 2))
    assert (editor.current, editor.editor.text()) == (2, "Görüş 3 saat davam edib.")
    checked.actions_["undo"].trigger()
    assert [checked.queue.model.text(row) for row in (1, 2)] == [TEXTS[1] + " Axsam.", TEXTS[2]]


def test_button_says_what_it_will_put(checked):
    point = _button(checked, 1)
    area = _editor(checked).visualRect(checked.queue.model.index(1))
    tip = checked.assisting.mouse.delegate.tip_at(area, 1, point)
    assert "12" in tip and "13" in tip and "Ctrl+." in tip


def test_finding_that_is_no_longer_there_is_not_mended(checked, settle, desk, row):
    from dabir.ui.editing.findings_guide import Place

    gone = dataclasses.replace(_error(checked, 1), target_span=(0, 3))
    checked.assisting.findings.mend(Place(1, gone))
    settle(checked)
    assert desk.translations.units(row, "az")[1].target == TEXTS[1]


def test_mouse_over_the_cards_takes_no_focus(checked, qtbot):
    search = checked.queue.stories.search
    search.setFocus()
    editor = _editor(checked)
    for row in range(3):
        qtbot.mouseMove(
            editor.viewport(), editor.visualRect(checked.queue.model.index(row)).topLeft() + QPoint(40, 12)
        )
        QApplication.processEvents()
    assert search.hasFocus()


def test_unconfirmed_errors_are_looked_at_until_none_is_left(checked, qtbot, settle):
    for expected in (1, 2):
        qtbot.keyClick(checked, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
        assert _editor(checked).current == expected
        checked.queue.editing.confirm(expected)
        settle(checked)
    qtbot.keyClick(checked, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert _editor(checked).current == 2
    assert "No doubtful draft is left" in checked.statusBar().currentMessage()


def test_doubtful_draft_says_so_in_words(desk, row, open_window, settle, qtbot):
    draft = MachineTranslation(TEXTS[3], -0.4, (), 0.31, doubtful=True)
    unit = desk.translations.units(row, "az")[3]
    desk.translations.restore(row, "az", dataclasses.replace(unit, state=UnitState.MACHINE, machine=draft))
    window = open_window(desk)
    window.queue.show_story(row)
    settle(window)
    model, editor = window.queue.model, _editor(window)
    assert DOUBT in model.data(model.index(3), Qt.ItemDataRole.AccessibleTextRole)
    editor.scrollTo(model.index(3))
    area = editor.visualRect(model.index(3))
    assert "31%" in window.assisting.mouse.delegate.tip_at(area, 3, area.topLeft() + QPoint(30, 10))
    editor.choose(2, focus=True)
    qtbot.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert editor.current == 3
    assert DOUBT in window.statusBar().currentMessage()
    qtbot.keyClicks(editor.editor, " Axi.")
    assert not model.doubtful(3)
