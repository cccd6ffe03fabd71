import sqlite3

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog

from dabir.domain.errors import StoreError
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
    assert window.log.notice.property("kind") == "bad"
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
    assert "Sealed by this device: 2 entries. No witness has seen it." in window.log.words.text()


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
    from PySide6.QtWidgets import QMessageBox

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
    from PySide6.QtWidgets import QMessageBox

    file = tmp_path / "bad.argosmodel"
    file.write_bytes(b"no archive")
    window.packs.install(file)
    settle(window)
    box = window.findChild(QMessageBox)
    assert "bad.argosmodel" in box.text()
    box.close()


def test_keys_page_lists_every_key(window, settle):
    from dabir.ui.parts.dialogs import PageDialog

    settle(window)
    window.actions_["keys"].trigger()
    page = window.findChild(PageDialog)
    words = page.page.toPlainText()
    for action in window.actions_.by_name.values():
        for key in action.shortcuts():
            assert key.toString() in words, action.text()
    page.close()


def test_no_key_is_given_twice(window):
    keys = [key.toString() for action in window.actions_.by_name.values() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
