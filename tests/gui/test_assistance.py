from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dabir.domain.segment import Segment, TranslationUnit, UnitState
from dabir.domain.term import Term
from dabir.ui.actions import widget_owner
from dabir.ui.editing.assistance import Tab

ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def termed(desk, window, settle):
    """The window on an Azerbaijani translation, with two terms in the termbase."""
    desk.terms.add(Term("وزیر نیرو", "energetika naziri", "fa", "az", forbidden=("güc naziri",)))
    desk.terms.add(Term("باکو", "Bakı", "fa", "az"))
    settle(window)
    window.queue.translation.target_chosen.emit("az")
    settle(window)
    return window


def _list(window, tab):
    return window.assisting.panel.lists[tab]


def _choose(window, row):
    window.queue.translation.editor.choose(row, focus=True)
    return window.queue.translation.editor.editor


def test_terms_of_the_segment_are_listed_and_dotted_in_the_original(termed, qtbot):
    _choose(termed, 1)
    qtbot.waitUntil(lambda: len(_list(termed, Tab.TERMS).entries) == 2)
    assert [entry.said for entry in _list(termed, Tab.TERMS).entries] == [
        "1, وزیر نیرو: energetika naziri",
        "2, باکو: Bakı",
    ]
    marks = termed.queue.pane.original.marks("terms")[1]
    assert "energetika naziri" in marks[0].tip and "güc naziri" in marks[0].tip
    assert termed.assisting.panel.tabText(Tab.TERMS) == "Terms (2)"


def test_key_puts_a_term_at_the_cursor(termed, qtbot):
    editor = _choose(termed, 1)
    qtbot.waitUntil(lambda: len(_list(termed, Tab.TERMS).entries) == 2)
    qtbot.keyClicks(editor, "Axsam")
    qtbot.keyClick(editor, Qt.Key.Key_2, ALT_SHIFT)
    assert editor.text() == "Axsam Bakı"
    qtbot.keyClick(editor, Qt.Key.Key_7, ALT_SHIFT)
    assert editor.text() == "Axsam Bakı"
    assert "no term 7" in termed.statusBar().currentMessage()
    termed.actions_["undo"].trigger()
    assert editor.text() == "Axsam"


def test_pages_say_in_a_sentence_that_there_is_nothing(termed, qtbot):
    _choose(termed, 3)
    for tab, words in ((Tab.TERMS, "No term"), (Tab.ALTERNATIVES, "Ctrl+Space"), (Tab.FINDINGS, "find nothing")):
        assert _list(termed, tab).entries == []
        assert words in _list(termed, tab).sentence


def test_alternatives_are_made_on_request_and_enter_takes_one(translated, qtbot, settle):
    _choose(translated, 2)
    qtbot.keyClick(translated, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    shown = _list(translated, Tab.ALTERNATIVES)
    assert shown.hasFocus()
    qtbot.waitUntil(lambda: len(shown.entries) > 1)
    assert shown.current == 0
    wanted = translated.assisting.lookups.alternatives[1].text
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    editor = translated.queue.translation.editor.editor
    assert editor.hasFocus()
    assert editor.text() == wanted
    translated.queue.editing.leave()
    settle(translated)
    story = translated.queue.story
    assert translated._workflow.translations.units(story.stored.id, story.target)[2].target == wanted


def test_alternatives_of_a_segment_left_are_dropped(translated, qtbot, settle):
    _choose(translated, 2)
    translated.actions_["alternatives"].trigger()
    _choose(translated, 3)
    settle(translated)
    assert translated.assisting.lookups.alternatives == []
    assert "Ctrl+Space" in _list(translated, Tab.ALTERNATIVES).sentence


def test_page_says_why_there_are_no_alternatives(termed, qtbot, settle, desk):
    for pack in desk.packs.installed():
        desk.packs.remove(pack.info.name)
    _choose(termed, 1)
    termed.actions_["alternatives"].trigger()
    settle(termed)
    assert "pack" in _list(termed, Tab.ALTERNATIVES).sentence
    assert not termed.assisting.lookups.asking


def test_findings_of_all_segments_are_listed_gone_to_and_mended(termed, qtbot, settle, desk, stories):
    desk.translations.edit(stories[0], "az", 2, "O, 5 həmkarı ilə görüşüb.")
    desk.translations.edit(stories[0], "az", 3, "Görüş iki saat  davam edib.")
    termed.queue.reload()
    settle(termed)
    shown = _list(termed, Tab.FINDINGS)
    qtbot.waitUntil(lambda: len(shown.entries) >= 2)
    last = len(shown.entries) - 1
    assert shown.entries[last].said.startswith("Segment 3, Hint")
    termed.assisting.panel.open_tab(Tab.FINDINGS)
    shown.setCurrentIndex(shown.model().index(last))
    assert termed.assisting.panel.mend.isEnabled()
    termed.assisting.panel.mend.click()
    settle(termed)
    assert desk.translations.units(stories[0], "az")[3].target == "Görüş iki saat davam edib."
    shown.setCurrentIndex(shown.model().index(0))
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert termed.queue.translation.editor.current == 2
    assert termed.queue.translation.editor.editor.hasFocus()


def test_panel_takes_no_focus_by_itself(termed, qtbot, settle):
    termed.queue.stories.search.setFocus()
    for row in (1, 2, 3):
        termed.queue.translation.editor.choose(row, focus=False)
        settle(termed)
    assert termed.queue.stories.search.hasFocus()


def test_panel_can_be_hidden_and_remembers_it_and_its_page(desk, termed, qtbot, settle, open_window):
    termed.assisting.panel.setCurrentIndex(Tab.FINDINGS)
    termed.assisting.panel.lists[Tab.FINDINGS].setFocus()
    qtbot.keyClick(termed, Qt.Key.Key_F7)
    assert termed.assisting.panel.isHidden()
    assert not widget_owner(QApplication.focusWidget(), termed.assisting.panel)
    settle(termed)
    termed.close()
    again = open_window(desk)
    assert again.assisting.panel.isHidden()
    assert not again.actions_["assistance"].isChecked()
    qtbot.keyClick(again, Qt.Key.Key_F7)
    assert not again.assisting.panel.isHidden()
    assert again.assisting.panel.currentIndex() == Tab.FINDINGS


@pytest.fixture
def remembered(desk, termed, settle, stories):
    """The same window; the memory has what is like its second segment, and the fourth itself."""
    similar = Segment(0, 0, 0, "وزیر نیرو دیروز وارد باکو شد.")
    same = termed.queue.model.units[3].segment
    time = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    for segment, text in ((similar, "Energetika naziri dünən Bakıya gəlib."), (same, "Görüş iki saat çəkib.")):
        unit = TranslationUnit(0, segment, text, UnitState.CONFIRMED)
        desk.memory.remember(stories[1], "az", unit, "Leyla", time)
    return termed


def test_match_says_how_alike_it_is_and_where_it_differs(remembered, qtbot):
    _choose(remembered, 1)
    qtbot.waitUntil(lambda: len(_list(remembered, Tab.MEMORY).entries) == 1)
    (entry,) = _list(remembered, Tab.MEMORY).entries
    assert "% alike" in entry.said and "Leyla" in entry.said and "tag:alborz.example,2026:2" in entry.said
    assert "line-through'> دیروز</span>" in entry.html
    _choose(remembered, 3)
    qtbot.waitUntil(
        lambda: [one.said.split(":")[0] for one in _list(remembered, Tab.MEMORY).entries] == ["1, the same text"]
    )


def test_key_puts_a_match_in_place_and_one_undo_takes_it_back(remembered, qtbot, settle, desk, stories):
    editor = _choose(remembered, 1)
    qtbot.waitUntil(lambda: len(_list(remembered, Tab.MEMORY).entries) == 1)
    qtbot.keyClicks(editor, "Nazir")
    qtbot.keyClick(editor, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert editor.text() == "Energetika naziri dünən Bakıya gəlib."
    remembered.actions_["undo"].trigger()
    assert editor.text() == "Nazir"
    qtbot.keyClick(editor, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert editor.text() == "Nazir"
    assert "no match 2" in remembered.statusBar().currentMessage()


def test_keys_do_nothing_while_another_view_is_shown(remembered, qtbot):
    _choose(remembered, 1)
    qtbot.waitUntil(lambda: len(_list(remembered, Tab.MEMORY).entries) == 1)
    remembered.show_view(2)
    qtbot.keyClick(remembered, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert remembered.queue.model.text(1) == ""


def test_match_put_in_place_is_no_confirmation(remembered, qtbot, settle, desk, stories):
    editor = _choose(remembered, 3)
    shown = _list(remembered, Tab.MEMORY)
    qtbot.waitUntil(lambda: len(shown.entries) == 1)
    shown.setFocus()
    shown.setCurrentIndex(shown.model().index(0))
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert editor.hasFocus()
    remembered.queue.editing.leave()
    settle(remembered)
    unit = desk.translations.units(stories[0], "az")[3]
    assert (unit.target, unit.state) == ("Görüş iki saat çəkib.", UnitState.EDITED)


def test_answer_about_a_segment_left_is_dropped(remembered, qtbot, settle):
    lookups = remembered.assisting.lookups
    _choose(remembered, 3)
    lookups._look_up()
    _choose(remembered, 2)
    lookups._rest.stop()  # Nothing is asked about the segment gone to, so whatever comes is about the one left.
    settle(remembered)
    assert (lookups.known.matches, lookups.known.terms) == ((), ())
    assert _list(remembered, Tab.MEMORY).sentence == "The memory has nothing like this segment."
