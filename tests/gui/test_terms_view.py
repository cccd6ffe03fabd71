import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from dabir.domain.term import Term
from dabir.ui.actions import VIEWS

MINISTRY = Term("وزارت نیرو", "Energetika Nazirliyi", "fa", "az", ("وزارت",), (), ("Güc Nazirliyi",), note="rəsmi ad")


@pytest.fixture
def terms(window, settle):
    """The view of terms, shown."""
    settle(window)
    window.actions_["view_terms"].trigger()
    settle(window)
    return window.terms


def _settle(terms, qtbot):
    qtbot.waitUntil(lambda: terms._tasks.idle() and not terms._typing.isActive(), timeout=20_000)


def _sources(terms):
    return [term.source for term in terms.model.rows]


def test_term_is_added_by_the_keyboard(desk, window, terms, qtbot):
    terms.pair.choose("en", "az")
    qtbot.keyClick(terms.table, Qt.Key.Key_Insert)
    form = terms.form
    assert (form.pair.source, form.pair.target) == ("en", "az")
    assert not form.ok.isEnabled()
    qtbot.keyClicks(form.source, "press agency")
    qtbot.keyClicks(form.target, "agentlik")
    qtbot.keyClick(form.target, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: terms.form is None)
    _settle(terms, qtbot)
    assert _sources(terms) == ["press agency"]
    assert desk.terms.list()[0].origin == "desk"


def test_term_that_contradicts_itself_is_refused_and_the_form_stays(desk, terms, qtbot):
    terms.add("وزارت نیرو", "Energetika Nazirliyi", ("fa", "az"))
    form = terms.form
    form.forbidden.setPlainText("Energetika Nazirliyi")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not form.trouble.isHidden())
    assert "both wanted and forbidden" in form.trouble.text()
    form.forbidden.setPlainText("Güc Nazirliyi\n\n  Enerji Nazirliyi ")
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: terms.form is None)
    assert desk.terms.list()[0].forbidden == ("Güc Nazirliyi", "Enerji Nazirliyi")


def test_same_language_twice_cannot_be_kept(terms, qtbot):
    terms.add("a", "b", ("fa", "az"))
    terms.form.pair.choose("az", "az")
    assert not terms.form.ok.isEnabled()
    assert "two different languages" in terms.form.trouble.text()
    terms.form.reject()


def test_term_is_changed_and_removed(desk, terms, qtbot):
    desk.terms.add(MINISTRY)
    terms.reload()
    _settle(terms, qtbot)
    terms.table.selectRow(0)
    qtbot.keyClick(terms.table, Qt.Key.Key_Return)
    assert terms.form.source_forms.forms() == ("وزارت",)
    terms.form.note.setText("yeni qeyd")
    qtbot.mouseClick(terms.form.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: terms.form is None)
    _settle(terms, qtbot)
    assert desk.terms.list()[0].note == "yeni qeyd"
    terms.table.selectRow(0)
    qtbot.keyClick(terms.table, Qt.Key.Key_Delete)
    box = terms.findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Remove").click()
    _settle(terms, qtbot)
    assert desk.terms.list() == []
    assert _sources(terms) == []


def test_term_of_a_partner_the_desk_does_not_know_stays_its_own(desk, terms, qtbot):
    desk.terms.add(Term("بانک", "bank", "fa", "az", partner="ELSEWHERE"))
    terms.reload()
    _settle(terms, qtbot)
    terms.table.selectRow(0)
    terms.change_chosen()
    terms.form.note.setText("qeyd")
    qtbot.mouseClick(terms.form.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: terms.form is None)
    assert (desk.terms.list()[0].partner, desk.terms.list()[0].note) == ("ELSEWHERE", "qeyd")


def test_search_finds_words_of_forms_and_notes(desk, terms, qtbot):
    desk.terms.add(MINISTRY)
    desk.terms.add(Term("بانک", "bank", "fa", "az"))
    terms.search.setText("RƏSMİ")
    qtbot.waitUntil(lambda: _sources(terms) == ["وزارت نیرو"], timeout=20_000)
    terms.search.clear()
    qtbot.waitUntil(lambda: len(_sources(terms)) == 2, timeout=20_000)


def test_terms_go_out_and_come_in_as_tbx_and_csv(desk, terms, qtbot, tmp_path):
    desk.terms.add(MINISTRY)
    terms.pair.choose("fa", "az")
    _settle(terms, qtbot)
    for name in ("out.tbx", "out.csv"):
        terms.export(tmp_path / name)
        _settle(terms, qtbot)
        assert "written to" in terms.notice.words.text()
        terms.import_file(tmp_path / name)
        _settle(terms, qtbot)
        assert "1 term: 0 new, 0 changed, 1 known already" in terms.notice.words.text()
    assert [term.origin for term in desk.terms.list()] == ["desk"]
    for name in ("out.tbx", "out.csv"):
        desk.terms.remove(desk.terms.list()[0].id)
        terms.import_file(tmp_path / name)
        _settle(terms, qtbot)
        assert "1 new" in terms.notice.words.text()
        assert [term.origin for term in desk.terms.list()] == [name]


def test_starter_terms_need_two_languages(desk, terms, qtbot):
    assert not terms.starter_button.isEnabled()
    terms.pair.choose("en", "az")
    _settle(terms, qtbot)
    qtbot.mouseClick(terms.starter_button, Qt.MouseButton.LeftButton)
    _settle(terms, qtbot)
    assert desk.terms.count("en", "az") > 100
    assert "starter terms" in terms.notice.words.text()


def test_selected_words_become_a_term(window, settle, qtbot):
    settle(window)
    original = window.queue.pane.original
    cursor = original.textCursor()
    start = original.document().toPlainText().index("وزیر نیرو")
    cursor.setPosition(start)
    cursor.setPosition(start + len("وزیر نیرو"), cursor.MoveMode.KeepAnchor)
    original.setTextCursor(cursor)
    window.actions_["new_term"].trigger()
    assert window.terms.form.source.text() == "وزیر نیرو"
    assert (window.terms.form.pair.source, window.terms.form.pair.target) == ("fa", "en")
    window.terms.form.reject()


def test_every_view_has_its_key_and_its_icon(window, settle):
    settle(window)
    for number, name in enumerate(VIEWS):
        assert window.actions_[name].shortcut().toString() == f"Ctrl+{number + 1}"
        assert not window.actions_[name].icon().isNull()
        window.actions_[name].trigger()
        assert window.actions_[name].isChecked()
    settle(window)
