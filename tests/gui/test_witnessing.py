"""Two desks witness each other through the log view: one file goes to the other desk and comes back."""

import shutil

import pytest
from conftest import PASSPHRASE
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from dabir.app import open_desk
from dabir.domain.role import Role
from dabir.settings import Places


@pytest.fixture
def partner(tmp_path, clock):
    """The desk of another agency."""
    other = open_desk(Places(tmp_path / "partner"), clock)
    yield other
    other.close()


@pytest.fixture
def log(desk, window, settle, stories, signer):
    """The log view of a desk with two entries."""
    desk.decisions.approve(stories[0], "", signer)
    window.actions_["view_log"].trigger()
    settle(window)
    return window.log


@pytest.fixture
def acquainted(desk, partner, log):
    """The partner's desk; each desk knows the other's key."""
    desk.checkpoints.witnesses.add("خبرگزاری آران", str(partner.checkpoints.key()))
    partner.checkpoints.witnesses.add("Alborz", str(desk.checkpoints.key()))
    return partner


@pytest.fixture
def go_on(desk, stories, signer):
    """Make one more entry."""
    return lambda: desk.decisions.approve(stories[1], "", signer)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "to-aran.checkpoint"


def act(log, words):
    (found,) = [one for one in log.witness_button.menu().actions() if one.text().replace("&", "").startswith(words)]
    found.trigger()


def test_checkpoint_goes_out_by_the_menu_and_its_signature_comes_back(log, window, acquainted, settle, file, clock):
    act(log, "Write a checkpoint")
    settle(window)
    dialog = log.findChild(QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(file))
    dialog.close()
    settle(window)
    assert "tells of the first 2 entries" in log.notice.words.text()
    clock.advance(hours=1)
    acquainted.checkpoints.witness(file)
    act(log, "Bring back")
    dialog = log.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(file))
    dialog.close()
    settle(window)
    assert log.notice.words.text().startswith("\u2068خبرگزاری آران\u2069 has seen the first 2 entries, at 2026-11-25")
    assert "خبرگزاری آران" in log.coverage.text()
    assert "has seen the first 2" in log.coverage.text()


def test_head_says_what_no_witness_has_seen(desk, log, window, acquainted, go_on, settle, file):
    assert log.coverage.text() == "Sealed by this device: 2 entries. No witness has seen it."
    desk.checkpoints.request(file)
    acquainted.checkpoints.witness(file)
    desk.checkpoints.take_back(file)
    go_on()
    log.reload()
    settle(window)
    assert log.coverage.text().endswith("The last one no witness has seen.")


def test_another_desks_checkpoint_is_witnessed_in_the_window(log, window, acquainted, settle, file):
    acquainted.editors.enroll("Nigar", PASSPHRASE)
    acquainted.checkpoints.request(file)
    before = file.read_bytes()
    log.witnessing.witness(file)
    settle(window)
    words = log.notice.words.text()
    assert (
        words.startswith("Witnessed: the first entry of \u2068خبرگزاری آران\u2069.") and "for the first time" in words
    )
    assert file.read_bytes() != before
    assert acquainted.checkpoints.take_back(file)[0].whose == "Alborz"


def test_unknown_desk_is_refused_and_its_key_can_be_added_at_once(log, window, partner, settle, file):
    partner.editors.enroll("Nigar", PASSPHRASE)
    partner.checkpoints.request(file)
    before = file.read_bytes()
    log.witnessing.witness(file)
    settle(window)
    assert "does not know the key" in log.notice.words.text()
    assert log.notice.property("kind") == "bad"
    assert file.read_bytes() == before
    log.notice.act.click()
    settle(window)
    witnesses = log.witnessing.witnesses
    witnesses.add_button.click()
    witnesses.form.inputs["name"].setText("Aran")
    witnesses.form.inputs["key"].setText("no key")
    witnesses.form.ok.click()
    settle(window)
    assert "View › Log › Witnesses › Witnesses and keys" in witnesses.form.trouble.text()
    witnesses.form.inputs["key"].setText(str(partner.checkpoints.key()))
    witnesses.form.ok.click()
    settle(window)
    assert [one.name for one in witnesses.model.rows] == ["Aran"]
    witnesses.accept()
    log.witnessing.witness(file)
    settle(window)
    assert log.notice.words.text().startswith("Witnessed: the first entry of \u2068Aran\u2069.")


def test_own_key_is_copied_and_a_witness_removed_after_a_question(desk, log, window, acquainted, settle):
    act(log, "Witnesses and keys")
    settle(window)
    dialog = log.witnessing.witnesses
    assert dialog.own.text() == str(desk.checkpoints.key())
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == str(desk.checkpoints.key())
    assert not dialog.remove_button.isEnabled()
    dialog.table.selectRow(0)
    dialog.remove_button.click()
    box = dialog.findChild(QMessageBox)
    assert "خبرگزاری آران" in box.text()
    next(button for button in box.buttons() if button.text() == "Remove").click()
    settle(window)
    assert desk.checkpoints.witnesses.all() == []
    assert dialog.model.rows == []
    dialog.accept()


def test_record_that_was_put_back_is_not_witnessed_but_raises_the_alarm(
    log, window, acquainted, settle, file, tmp_path, clock
):
    acquainted.editors.enroll("Nigar", PASSPHRASE)
    shutil.copytree(acquainted.places.home, tmp_path / "older")
    acquainted.editors.enroll("Murad", PASSPHRASE, Role.EDITOR, acquainted.editors.unlock("Nigar", PASSPHRASE))
    acquainted.checkpoints.request(file)
    log.witnessing.witness(file)
    settle(window)
    older = open_desk(Places(tmp_path / "older"), clock)
    older.checkpoints.request(file)
    older.close()
    before = file.read_bytes()
    log.witnessing.witness(file)
    settle(window)
    box = log.witnessing.alarm_box
    assert box.isVisible() and box.icon() is QMessageBox.Icon.Critical
    assert "shorter than the one seen before" in box.text()
    assert "Do not sign it" in box.informativeText()
    assert file.read_bytes() == before
    box.accept()


def test_checkpoint_is_asked_for_whom_where_witnesses_have_seen_unlike_far(
    desk, log, window, acquainted, go_on, settle, file, tmp_path
):
    other = open_desk(Places(tmp_path / "other"), desk.stories.now)
    desk.checkpoints.witnesses.add("Qala", str(other.checkpoints.key()))
    other.checkpoints.witnesses.add("Alborz", str(desk.checkpoints.key()))
    desk.checkpoints.request(file)
    other.checkpoints.witness(file)
    desk.checkpoints.take_back(file)
    go_on()
    desk.checkpoints.request(file, 0)
    acquainted.checkpoints.witness(file)
    desk.checkpoints.take_back(file)
    act(log, "Write a checkpoint")
    settle(window)
    form = log.witnessing.form
    who = form.inputs["who"]
    assert [who.itemText(row).replace("\u2068", "").replace("\u2069", "") for row in range(2)] == [
        "خبرگزاری آران, who has seen 3 entries",
        "Qala, who has seen 2 entries",
    ]
    who.setCurrentIndex(1)
    form.ok.click()
    dialog = log.findChild(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()
    settle(window)
    assert other.checkpoints.witness(file).before == 2
    other.close()
