import dataclasses
import sqlite3

from conftest import PASSPHRASE
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog, QMessageBox
from wire_samples import ninjs, take_in

from dabir.domain.decision import Action
from dabir.domain.errors import StoreError
from dabir.domain.role import Role
from dabir.ui.parts.theme import tones_of
from dabir.workflow import verify_file


def _tamper(home, sequence):
    """Change a decision behind the program's back."""
    db = sqlite3.connect(home / "desk.sqlite3")
    for (trigger,) in db.execute("select name from sqlite_master where type = 'trigger' and tbl_name = 'decisions'"):
        db.execute(f'drop trigger "{trigger}"')
    changed = db.execute("update decisions set note = 'something else' where sequence = ?", [sequence])
    assert changed.rowcount == 1
    db.commit()
    db.close()


def test_verification_names_the_first_bad_entry(desk, window, settle, stories, signer, home):
    desk.decisions.refuse(stories[0], "", signer, "Not for us.")
    desk.decisions.approve(stories[1], "", signer)
    _tamper(home, 1)
    window.actions_["view_log"].trigger()
    settle(window)
    window.log.verify()
    settle(window)
    assert "First bad entry: 1." in window.log.notice.words.text()
    assert window.log.notice.property("kind") == "alarm"
    model = window.log.model
    (row,) = [number for number, entry in enumerate(model.rows) if entry.sequence == 1]
    first = model.index(row, 0)
    assert model.data(first) == "1 BAD"
    assert model.data(first, Qt.ItemDataRole.BackgroundRole) == QColor(tones_of(window.palette()).red.ground)
    assert model.data(first, Qt.ItemDataRole.ToolTipRole).startswith("Entry 1 ")
    assert model.data(model.index(row + 1, 0), Qt.ItemDataRole.BackgroundRole) is None


def test_mark_goes_when_the_record_is_good_again(desk, window, settle, stories, signer, home):
    desk.decisions.approve(stories[1], "", signer)
    window.actions_["view_log"].trigger()
    settle(window)
    window.log.model.show_bad(1, "Entry 1 was changed.")
    window.log.verify()
    settle(window)
    assert [window.log.model.data(window.log.model.index(row, 0)) for row in range(2)] == ["1", "0"]


def test_state_of_seal_and_witnesses_stands_above_the_list(desk, window, settle, stories, signer):
    desk.decisions.approve(stories[1], "", signer)
    window.actions_["view_log"].trigger()
    settle(window)
    assert "2 entries, newest first" in window.log.words.text()
    assert window.log.coverage.text() == "Sealed by this device: 2 entries. No witness has seen it."


def test_story_and_day_of_the_chosen_entry_are_exported_by_menu(desk, window, settle, stories, signer, tmp_path):
    desk.decisions.approve(stories[0], "", signer)
    desk.decisions.approve(stories[1], "", signer)
    window.actions_["view_log"].trigger()
    settle(window)
    assert not window.log.story_act.isEnabled()
    window.log.table.selectRow(2)
    assert not window.log.story_act.isEnabled(), "an enrolment is about no story"
    assert window.log.day_act.isEnabled()
    window.log.table.selectRow(0)
    window.log.story_act.trigger()
    dialog = window.log.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "story.zip"))
    dialog.close()
    settle(window)
    assert verify_file(tmp_path / "story.zip").what == "the story tag:alborz.example,2026:2"
    assert "2 entries of" in window.log.notice.words.text()


def test_exported_record_verifies_in_the_window(desk, window, settle, stories, signer, tmp_path):
    desk.decisions.approve(stories[1], "", signer)
    window.log.export_to(tmp_path / "record.zip")
    settle(window)
    window.log.verify_file(tmp_path / "record.zip")
    settle(window)
    assert "is whole: 2 entries of" in window.log.notice.words.text()
    assert window.log.notice.property("kind") == "good"


def test_entry_leads_to_its_story(desk, window, settle, stories, signer):
    desk.decisions.approve(stories[1], "", signer)
    window.actions_["view_log"].trigger()
    settle(window)
    window.log.table.selectRow(0)
    window.log.table.activated.emit(window.log.model.index(0, 0))
    settle(window)
    assert window.queue.story.stored.id == stories[1]
    assert window.queue.pane.details.log.rowCount() == 1


def test_error_is_told_with_what_to_do(window, settle):
    settle(window)
    window.tasks.failed.emit(StoreError("The disk is full.", "Make room and try again."))
    box = window.findChild(QMessageBox)
    assert (box.text(), box.informativeText()) == ("The disk is full.", "Make room and try again.")
    box.close()


def test_packs_are_listed_removed_and_installed_from_a_file(desk, window, settle, tiny_pack):
    window.actions_["view_packs"].trigger()
    settle(window)
    before = {pack.info.name for pack in window.packs.model.rows}
    window.packs.install(tiny_pack)
    settle(window)
    (new,) = [pack for pack in window.packs.model.rows if pack.info.name not in before]
    assert "Persian → English" in window.packs.notice.words.text()
    window.packs.remove(new)
    settle(window)
    assert {pack.info.name for pack in window.packs.model.rows} == before


def test_damaged_pack_is_refused_in_words(desk, window, settle, tmp_path):
    file = tmp_path / "bad.argosmodel"
    file.write_bytes(b"no archive")
    window.packs.install(file)
    settle(window)
    box = window.findChild(QMessageBox)
    assert "bad.argosmodel" in box.text()
    box.close()


def test_no_key_is_given_twice(window):
    keys = [key.toString() for action in window.actions_.by_name.values() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def _open_entry(window, settle, action):
    """Open the newest entry with this action by the keyboard's way."""
    window.actions_["view_log"].trigger()
    settle(window)
    row = next(row for row, entry in enumerate(window.log.model.rows) if entry.action is action)
    window.log.table.selectRow(row)
    window.log.table.activated.emit(window.log.model.index(row, 0))
    settle(window)


def test_entry_about_an_agreement_leads_to_its_edition(desk, window, settle, signer):
    example = desk.agreements.example("bilateral")
    desk.agreements.add(example, signer)
    desk.agreements.change(dataclasses.replace(example, title="Renewed"), signer)
    desk.agreements.add(dataclasses.replace(example, id="other"), signer)
    window.actions_["view_log"].trigger()
    settle(window)
    entry = next(
        one
        for one in window.log.model.rows
        if one.subject.uri == "agreement:caspian-2024" and one.subject.version == 1
    )
    row = window.log.model.rows.index(entry)
    cells = [window.log.model.data(window.log.model.index(row, column)) for column in (4, 5)]
    assert cells == ["agreement, edition 1", "\u2068caspian-2024\u2069"]
    window.log.opened.emit(entry)
    settle(window)
    assert window._views.currentWidget() is window.agreements
    assert window.agreements.model.rows[window.agreements.table.chosen()].id == "caspian-2024"
    assert [one.agreement.edition for one in window.agreements.editions.rows] == [2, 1]
    assert window.agreements.history.chosen() == 1
    assert window.findChild(QMessageBox) is None


def _chosen_editor(window):
    view = window.people.view
    return view.model.rows[view.table.chosen()].editor.name if view.table.chosen() >= 0 else ""


def test_entries_about_editors_and_roles_lead_to_the_editors(desk, window, settle, signer, qtbot):
    desk.editors.enroll("Nigar", PASSPHRASE, Role.EDITOR, signer)
    desk.roles.give("Nigar", Role.TRANSLATOR, signer)
    _open_entry(window, settle, Action.ROLE)
    assert window.people.view.isVisible()
    assert _chosen_editor(window) == "Nigar"
    window.people.view.accept()
    qtbot.waitUntil(lambda: window.people.view is None)
    desk.editors.revoke("Nigar", "Left", signer)
    _open_entry(window, settle, Action.REVOKE_EDITOR)
    assert _chosen_editor(window) == "Nigar"
    window.people.view.accept()
    assert window.findChild(QMessageBox) is None
    assert not window.log.story_act.isEnabled()


def test_entry_leads_to_its_own_story_where_two_files_have_one_version(desk, window, settle, tmp_path, signer):
    rows = take_in(
        desk,
        tmp_path / "v",
        ninjs("tag:alborz.example,2026:7"),
        ninjs("tag:alborz.example,2026:7", body_xhtml="<p>متن دیگر.</p>"),
    )
    assert len(set(rows)) == 2
    desk.decisions.approve(rows[0], "", signer)
    _open_entry(window, settle, Action.APPROVE)
    assert window.queue.story.stored.id == rows[0]
