import sqlite3

from dabir.domain.errors import StoreError


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
    assert window.log.model.rows[window.log.table.chosen()].sequence == 1


def test_exported_record_verifies_in_the_window(desk, window, settle, stories, signer, tmp_path):
    desk.decisions.approve(stories[1], "", signer)
    window.log.export_to(tmp_path / "record.jsonl")
    settle(window)
    window.log.verify_file(tmp_path / "record.jsonl")
    settle(window)
    assert "The record in record.jsonl is whole: 2 entries" in window.log.notice.words.text()


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
    from dabir.ui.dialogs import PageDialog

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
