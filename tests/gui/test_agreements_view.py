import dataclasses
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox

from dabir.domain.agreement import Agreement, Party, Term, Terms
from dabir.ui.actions import VIEWS
from dabir.ui.help_window import HelpWindow
from dabir.ui.parts.dialogs import PageDialog

KEY = "ab" * 32
AGREEMENT = Agreement(
    id="caspian-2024",
    edition=1,
    title="Exchange of news",
    own="ARAN",
    parties=(Party("ARAN", "Aran Xəbər Xidməti", ("az",)), Party("ALBORZ", "خبرگزاری البرز نمونه", ("fa",), (KEY,))),
    signed=date(2024, 5, 20),
    start=date(2024, 6, 1),
    terms=Terms(credit=(("fa", "خبرگزاری البرز نمونه"),)),
    clauses=((Term.DURATION, "Article 12"),),
)


@pytest.fixture
def view(desk, signer, window, settle):
    """The view of agreements, shown by the chief, whose key is unlocked."""
    settle(window)
    window.deciding.identity.signer = signer
    window.actions_["view_agreements"].trigger()
    settle(window)
    return window.agreements


def shown(view, settle):
    settle(view.window())
    return [view.model.data(view.model.index(0, column)) for column in range(view.model.columnCount())]


def told(form):
    return {place: label.text() for place, label in form.troubles.items() if not label.isHidden()}


def press_keep(form, qtbot):
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)


def test_view_has_the_seventh_key(view, window):
    assert VIEWS[6] == "view_agreements"
    assert window._views.currentWidget() is view
    assert "No agreements yet" in view.words.text()
    assert not view.change_button.isEnabled()


def test_template_is_kept_by_one_press_and_listed(desk, view, settle, qtbot):
    view.add_from_template("bilateral")
    form = view.form
    assert told(form) == {}
    press_keep(form, qtbot)
    qtbot.waitUntil(lambda: view.form is None)
    cells = shown(view, settle)
    assert cells[1] == "in force"
    assert cells[2] == "ALBORZ"
    assert "1 agreement, 1 in force" in view.words.text()
    assert desk.agreements.get("caspian-2024").terms == desk.agreements.example("bilateral").terms
    assert view.editions.rows[0].editor == "Leyla"
    assert "Kept and signed" in view.notice.words.text()


def test_regional_template_shows_ten_parties(view):
    view.add_from_template("regional")
    assert view.form.parties.table.rowCount() == 10
    assert view.form.agreement() == dataclasses.replace(view._workflow.agreements.example("regional"))
    view.form.reject()


def test_empty_form_complains_only_where_somebody_has_been_until_it_is_to_be_kept(desk, view, qtbot):
    view.add()
    form = view.form
    assert told(form) == {}
    qtbot.keyClicks(form.id, "Caspian 2024")
    assert set(told(form)) == {"id"}
    press_keep(form, qtbot)
    assert {"id", "title", "own", "parties"} <= set(told(form))
    assert "Party 1, code" in told(form)["parties"]
    assert told(form)["own"] == "Choose which of the parties this desk is."
    assert "not kept yet" in form.trouble.text()
    assert desk.agreements.all() == []
    form.reject()


def test_agreement_is_written_from_an_empty_form(desk, view, settle, qtbot):
    view.add()
    form = view.form
    form.title.setText("Exchange of news")
    form.id.setText("caspian-2024")
    for row, cells in enumerate((("ARAN", "Aran", "az"), ("ALBORZ", "خبرگزاری البرز نمونه", "fa, en"))):
        for column, words in enumerate(cells):
            form.parties.table.item(row, column).setText(words)
    form.parties.table.setCurrentCell(1, 0)
    form.parties.keys.setPlainText(KEY[:-2])
    assert "has 62 digits" in form.parties.verdict.text()
    assert "has 62 digits" in told(form)["parties"]
    form.parties.keys.setPlainText(KEY)
    assert "✓ The key can be used" in form.parties.verdict.text()
    form.own.setCurrentIndex(form.own.findData("ARAN"))
    form.signed.setDate(QDate(2024, 5, 20))
    form.start.setDate(QDate(2024, 6, 1))
    form.end.open.setChecked(False)
    form.end.field.setDate(QDate(2024, 5, 31))
    assert "before it begins" in told(form)["end"]
    form.end.field.setDate(QDate(2029, 5, 31))
    form.four_eyes.setChecked(True)
    form.delay.setValue(30)
    form.credits.add()
    assert form.credits.rows[0].line.layoutDirection() is Qt.LayoutDirection.RightToLeft
    form.credits.rows[0].line.setText("خبرگزاری البرز نمونه")
    form.clauses[Term.CREDIT].setText("Article 4")
    assert told(form) == {}
    wanted = form.agreement()
    press_keep(form, qtbot)
    qtbot.waitUntil(lambda: view.form is None)
    settle(view.window())
    kept = desk.agreements.get("caspian-2024")
    assert kept == dataclasses.replace(wanted, edition=1)
    assert kept.parties[1] == Party("ALBORZ", "خبرگزاری البرز نمونه", ("fa", "en"), (KEY,))
    assert (kept.own, kept.end, kept.terms.four_eyes) == ("ARAN", date(2029, 5, 31), True)
    assert kept.terms.credit == (("fa", "خبرگزاری البرز نمونه"),)
    assert kept.terms.outputs == ()


def test_change_makes_an_edition_and_its_history_is_shown(desk, signer, view, settle, qtbot, window):
    desk.agreements.add(AGREEMENT, signer)
    view.reload()
    settle(window)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    form = view.form
    assert not form.id.isEnabled()
    assert form.agreement() == AGREEMENT
    press_keep(form, qtbot)
    qtbot.waitUntil(lambda: not form.trouble.isHidden())
    assert "Nothing of the agreement" in form.trouble.text()
    form.translation.setChecked(False)
    press_keep(form, qtbot)
    qtbot.waitUntil(lambda: view.form is None)
    settle(window)
    assert [edition.agreement.edition for edition in view.editions.rows] == [2, 1]
    assert view.editions.rows[0].changes == "translation “yes” → “no”"
    view.history.selectRow(1)
    qtbot.keyClick(view.history, Qt.Key.Key_Return)
    page = window.findChild(PageDialog)
    assert "translation = true" in page.page.toPlainText()
    page.close()


def test_outputs_are_ticked_and_none_at_all_is_refused(view, qtbot):
    view.add_from_template("bilateral")
    form = view.form
    names = list(form.outputs)
    assert all(isinstance(switch, QCheckBox) and switch.isChecked() for switch in form.outputs.values())
    form.outputs[names[0]].setChecked(False)
    assert form.agreement().terms.outputs == tuple(names[1:])
    for switch in form.outputs.values():
        switch.setChecked(False)
    assert "Tick at least one" in told(form)["terms.outputs"]
    press_keep(form, qtbot)
    assert view.form is form
    form.reject()


def test_party_comes_and_goes_with_its_keys(view):
    view.add_from_template("bilateral")
    parties = view.form.parties
    parties.table.setCurrentCell(1, 0)
    parties.keys.setPlainText(f"{KEY}\n{'cd' * 32}")
    assert parties.table.item(1, 4).text() == "2"
    parties.add()
    assert parties.keys.toPlainText() == ""
    parties.table.setCurrentCell(0, 0)
    parties.remove()
    assert [len(party.public_keys) for party in parties.parties()] == [2, 0]
    assert "own" in told(view.form)
    view.form.reject()


def test_file_goes_out_and_comes_in(desk, signer, view, settle, qtbot, window, tmp_path):
    desk.agreements.add(AGREEMENT, signer)
    view.reload()
    settle(window)
    file = tmp_path / "out.toml"
    view.export(file)
    settle(window)
    assert desk.agreements.check(file) == AGREEMENT
    file.write_text(file.read_text("utf-8").replace("four_eyes = false", "four_eyes = true"), "utf-8")
    view.import_file(file)
    qtbot.waitUntil(lambda: view.form is not None)
    assert view.form.four_eyes.isChecked()
    press_keep(view.form, qtbot)
    qtbot.waitUntil(lambda: view.form is None)
    settle(window)
    assert desk.agreements.get("caspian-2024").edition == 2


def test_story_tells_which_agreement_rules_it(desk, signer, view, window, settle, stories, qtbot):
    window.actions_["view_queue"].trigger()
    window.queue.show_story(stories[0])
    settle(window)
    details = window.queue.pane.details.metadata
    qtbot.waitUntil(lambda: "There is no agreement with ALBORZ" in details.toPlainText())
    desk.agreements.add(AGREEMENT, signer)
    window.agreements.changed.emit()
    settle(window)
    qtbot.waitUntil(lambda: "“Exchange of news” (caspian-2024, edition 1)" in details.toPlainText())


def test_release_says_that_no_agreement_rules_or_why_none_does(desk, signer, view, window, settle, stories):
    window.actions_["view_queue"].trigger()
    desk.decisions.approve(stories[0], "", signer)
    window.queue.show_story(stories[0])
    window.queue.reload()
    settle(window)
    window.deciding.release()
    dialog = window.deciding.dialog
    dialog.what.setCurrentIndex(dialog.what.findData(""))
    assert "no agreement with ALBORZ" in dialog.words.text()
    assert dialog.ok.isEnabled()
    dialog.reject()
    desk.agreements.add(dataclasses.replace(AGREEMENT, start=date(2026, 11, 25)), signer)
    window.queue.reload()
    settle(window)
    window.deciding.release()
    dialog = window.deciding.dialog
    dialog.what.setCurrentIndex(dialog.what.findData(""))
    assert "Article 12 of “Exchange of news”" in dialog.words.text()
    assert not dialog.ok.isEnabled()
    dialog.reject()


def test_enter_in_a_field_adds_nothing_and_asks_to_keep(view, qtbot):
    view.add_from_template("bilateral")
    form = view.form
    form.title.clear()
    qtbot.keyClick(form.title, Qt.Key.Key_Return)
    assert form.parties.table.rowCount() == 2
    assert "It is not kept yet" in form.trouble.text()
    form.reject()


def test_help_explains_how_agreements_judge(view, window):
    window.actions_["help"].trigger()
    dialog = window.findChild(HelpWindow)
    assert "in force on the story's own day" in dialog.page.toPlainText()
    dialog.close()


def test_form_can_be_kept_again_after_the_key_was_not_unlocked(desk, view, window, qtbot):
    window.deciding.identity.lock()
    view.add_from_template("bilateral")
    form = view.form
    press_keep(form, qtbot)
    qtbot.waitUntil(lambda: window.deciding.identity.dialog is not None)
    window.deciding.identity.dialog.reject()
    assert view.form is form
    assert form.ok.isEnabled()
    assert desk.agreements.all() == []
    form.reject()
