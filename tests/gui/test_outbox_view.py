"""The outbox in the window: it sends in the background, says why something failed, and takes targets."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMessageBox
from web_server import unused_port, web_server

from dabir.domain.outbox import ItemState, Target, TargetKind
from dabir.ui.parts.theme import tones_of


@pytest.fixture
def server():
    with web_server() as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch):
    """Send only when a test asks for it: on a busy machine the view's own look would come in between."""
    monkeypatch.setattr("dabir.ui.releasing.sending._LOOK", 24 * 60 * 60 * 1000)


@pytest.fixture
def released(desk, stories, signer, server):
    """A desk with a web target and one release that waits for it."""
    desk.outbox.add_target(Target("سامانهٔ خبر", TargetKind.HTTP, server.url, outputs=("ninjs",), private=True))
    desk.decisions.approve(stories[0], "", signer)
    desk.decisions.release(stories[0], "", signer)


@pytest.fixture
def outbox(released, window, settle, qtbot):
    """The view of that desk's outbox, and waiting until it has sent."""
    settle(window)
    window.actions_["view_outbox"].trigger()
    settle(window)
    view = window.outbox

    def done():
        qtbot.waitUntil(lambda: not view.sending.running and window.tasks.idle(), timeout=30_000)

    view.done = done
    return view


def test_release_is_sent_in_the_background_without_a_word(outbox, window, server):
    assert outbox.words.text() == "1 waiting"
    outbox.sending.look()
    outbox.done()
    outbox.done()
    assert [item.state for item in outbox.model.rows] == [ItemState.SENT]
    assert outbox.words.text() == "1 sent"
    assert len(server.taken) == 1
    assert not outbox.send_button.isEnabled()
    assert outbox.notice.isHidden()
    assert window.findChild(QMessageBox) is None


def test_failure_is_counted_told_in_plain_words_and_tried_again(outbox, window, server):
    server.steps = [401]
    outbox.send_button.click()
    outbox.done()
    assert window.actions_["view_outbox"].text() == "&Outbox (1 failed)"
    assert "does not know the desk's password" in outbox.reason.text()
    assert outbox.about.text().endswith("\u2068سامانهٔ خبر\u2069: failed")
    state = outbox.model.index(0, 0)
    assert outbox.model.data(state, Qt.ItemDataRole.ForegroundRole) == QColor(tones_of(window.palette()).bad)
    assert outbox.model.data(state.siblingAtColumn(1), Qt.ItemDataRole.ForegroundRole) is None
    outbox.retry_button.click()
    outbox.done()
    outbox.done()
    assert window.actions_["view_outbox"].text() == "&Outbox"
    assert outbox.model.rows[0].state is ItemState.SENT


def test_missing_network_is_no_event(desk, outbox, window, server):
    desk.outbox.remove_target("سامانهٔ خبر")
    address = f"http://127.0.0.1:{unused_port()}/"
    desk.outbox.add_target(Target("سامانهٔ خبر", TargetKind.HTTP, address, outputs=("ninjs",), private=True))
    outbox.send_button.click()
    outbox.done()
    assert outbox.model.rows[0].state is ItemState.WAITING
    assert "tried again by itself" in outbox.reason.text()
    assert outbox.notice.isHidden() and window.findChild(QMessageBox) is None
    outbox.sending.look()
    outbox.done()
    assert outbox.model.rows[0].state is ItemState.WAITING


def test_item_is_cancelled_after_a_question(outbox, window, server):
    outbox.cancel_button.click()
    box = window.findChild(QMessageBox)
    assert "Do not send" in box.text() and "The release itself stays." in box.informativeText()
    next(button for button in box.buttons() if button.text() == "Do not send").click()
    outbox.done()
    assert outbox.model.rows[0].state is ItemState.CANCELLED
    outbox.sending.send(at_once=True)
    outbox.done()
    assert server.got == []


def test_broken_file_of_targets_is_told_in_the_view(desk, outbox, window):
    desk.outbox.file.write_text("[[target", "utf-8")
    outbox.reload()
    outbox.done()
    assert str(desk.outbox.file) in outbox.notice.words.text()
    assert window.findChild(QMessageBox) is None


def test_target_is_added_by_the_form_and_removed(desk, outbox, window, tmp_path):
    outbox.add_button.click()
    form = outbox.form
    form.name.setText("سامانهٔ خبر")
    form.address.setText("here")
    assert "whole path" in form.trouble.text() and not form.ok.isEnabled()
    form.address.setText(str(tmp_path))
    form.outputs["html"].setChecked(True)
    form.languages.setText("az، fa")
    form.ok.click()
    outbox.done()
    assert "two targets are called" in form.trouble.text()
    form.name.setText("Hot folder")
    form.ok.click()
    outbox.done()
    assert desk.outbox.targets()[1] == Target(
        "Hot folder", TargetKind.FOLDER, str(tmp_path), outputs=("html",), languages=("az", "fa")
    )
    assert outbox.targets.rowCount() == 2
    outbox.target_table.selectRow(1)
    outbox.remove_button.click()
    box = window.findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Remove").click()
    outbox.done()
    assert len(desk.outbox.targets()) == 1


def test_form_leaves_out_what_a_kind_has_no_use_for(outbox):
    outbox.add_button.click()
    form = outbox.form
    form.kind.setCurrentIndex(form.kind.findData(TargetKind.HTTP))
    form.name.setText("cms")
    form.address.setText("http://10.0.0.1/in")
    form.secret.setText("cms")
    form.outputs["original"].setChecked(True)
    assert "private = true" in form.trouble.text()
    form.private.setChecked(True)
    assert form.ok.isEnabled()
    assert form.target() == Target(
        "cms", TargetKind.HTTP, "http://10.0.0.1/in", outputs=("original",), private=True, secret="cms"
    )
    form.kind.setCurrentIndex(form.kind.findData(TargetKind.FOLDER))
    form.address.setText("/srv/in")
    assert form.target() == Target("cms", TargetKind.FOLDER, "/srv/in")
    form.close()


def test_closing_does_not_wait_for_a_server_that_stalls(outbox, window, server, desk, qtbot):
    server.steps = ["stall"]
    outbox.send_button.click()
    qtbot.waitUntil(lambda: bool(server.got), timeout=30_000)
    assert window.close()
    assert window.tasks.closed
    assert desk.outbox.counts() == {ItemState.SENDING: 1}
