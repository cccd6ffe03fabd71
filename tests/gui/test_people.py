import pytest
from conftest import PASSPHRASE
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLabel

from dabir.domain.decision import Action
from dabir.domain.role import Role
from dabir.ui.people.idle_lock import IdleLock
from dabir.workflow import Passphrases


@pytest.fixture
def unlocked(window, settle, qtbot, signer):
    """The window with Leyla's key unlocked; she is the chief."""
    settle(window)
    window.deciding.identity.signer = signer
    window.deciding.identity.changed.emit()
    return window


@pytest.fixture
def idle(unlocked):
    """The window's idle lock, on a clock of its own."""
    now = [1000.0]
    lock = IdleLock(unlocked.deciding.identity, unlocked.queue.editing.leave, clock=lambda: now[0])
    lock.now = now
    lock.touched()
    yield lock
    unlocked.deciding.identity.lock()


def mark(window, count):
    view, model = window.queue.stories.view, window.queue.stories.model
    for place in range(count):
        view.selectionModel().select(model.index(place, 0), QItemSelectionModel.SelectionFlag.Select)


def fill(qtbot, form, **answers):
    for name, text in answers.items():
        for field in (name, f"{name} again"):
            if field in form.inputs:
                form.inputs[field].setText(text)
    qtbot.mouseClick(form.ok, Qt.MouseButton.LeftButton)


def test_key_is_locked_after_fifteen_minutes_and_typing_is_kept(desk, unlocked, idle, settle, qtbot):
    assert unlocked.people.idle_lock.minutes == idle.minutes == 15
    unlocked.queue.translation.editor.choose(1, focus=True)
    qtbot.keyClicks(unlocked.queue.translation.editor.editor, "The minister")
    idle.now[0] += 15 * 60 - 1
    idle.look()
    assert unlocked.deciding.identity.name == "Leyla"
    with qtbot.waitSignal(idle.locked):
        idle.now[0] += 1
        idle.look()
    assert unlocked.deciding.identity.name == ""
    settle(unlocked)
    (unit,) = [one for one in desk.translations.units(unlocked.queue.story.stored.id, "en") if one.target]
    assert (unit.target, unit.editors) == ("The minister", ("Leyla",))


def test_it_warns_a_minute_before_and_a_key_press_puts_it_off(unlocked, idle, qtbot):
    idle.now[0] += 14 * 60 + 1
    with qtbot.waitSignal(idle.warned) as warned:
        idle.look()
    assert warned.args == [59]
    with qtbot.waitSignal(idle.resumed):
        idle.touched()
    idle.now[0] += 14 * 60
    idle.look()
    assert unlocked.deciding.identity.name == "Leyla"


def test_key_presses_count_and_never_means_never(unlocked, idle, qtbot):
    idle.now[0] += 14 * 60
    qtbot.keyClick(unlocked.queue.stories.search, "a")
    idle.now[0] += 2 * 60
    idle.minutes = 0
    idle.look()
    assert unlocked.deciding.identity.name == "Leyla"


def test_nothing_is_watched_while_no_key_is_unlocked(unlocked):
    assert unlocked.people.idle_lock.watching
    unlocked.actions_["lock"].trigger()
    assert not unlocked.people.idle_lock.watching


def test_status_bar_says_who_decides_and_who_works(unlocked, settle, qtbot):
    assert "Leyla" in unlocked.editor.words.text()
    unlocked.actions_["lock"].trigger()
    unlocked.actions_["own_name"].trigger()
    fill(qtbot, unlocked.people.form, name="Orxan Məmmədov")
    settle(unlocked)
    assert "working as" in unlocked.editor.words.text()
    assert unlocked.queue.editing.editor_name() == "Orxan Məmmədov"


def test_chosen_stories_are_approved_after_one_confirmation(desk, unlocked, settle, qtbot, stories):
    desk.decisions.approve(stories[0], "", unlocked.deciding.identity.signer)
    assert not unlocked.actions_["approve_chosen"].isEnabled()
    mark(unlocked, 2)
    assert set(unlocked.queue.stories.selected()) == set(stories)
    unlocked.actions_["approve_chosen"].trigger()
    settle(unlocked)
    dialog = unlocked.people.bulk.dialog
    told = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert told[0].startswith("Approve: ") and "نمایشگاه" in told[0]
    assert told[1].startswith("Left out: ") and "approved already" in told[1]
    assert dialog.ok.text() == "Approve 1 story"
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(unlocked)
    assert desk.stories.standing(stories[1], "").approved
    assert "1 story approved by Leyla" in unlocked.queue.notice.words.text()
    assert len(unlocked.queue.stories.selected()) == 2


def test_refusing_the_chosen_waits_for_a_reason(desk, unlocked, settle, qtbot, stories):
    mark(unlocked, 2)
    unlocked.actions_["refuse_chosen"].trigger()
    settle(unlocked)
    dialog = unlocked.people.bulk.dialog
    assert not dialog.ok.isEnabled()
    dialog.reason.setText("Not for our readers.")
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(unlocked)
    refusals = [entry.note for entry in desk.record.entries() if entry.action is Action.REFUSE]
    assert refusals == ["Not for our readers."] * 2


def test_translations_of_the_chosen_are_left_out_where_there_are_none(unlocked, settle, qtbot):
    mark(unlocked, 2)
    unlocked.actions_["approve_chosen"].trigger()
    settle(unlocked)
    dialog = unlocked.people.bulk.dialog
    dialog.what.setCurrentIndex(1)
    settle(unlocked)
    assert dialog.target == "en"
    assert "no translation" in dialog.list.item(0).text()
    assert not dialog.ok.isEnabled()
    dialog.reject()


def test_raw_drafts_are_told_before_translations_of_many_are_approved(desk, unlocked, settle, stories, tiny_pack):
    desk.packs.install(tiny_pack)
    desk.translations.translate(stories, "en")
    mark(unlocked, 2)
    unlocked.actions_["approve_chosen"].trigger()
    settle(unlocked)
    dialog = unlocked.people.bulk.dialog
    assert "machine drafts" not in dialog.list.item(0).text()
    dialog.what.setCurrentIndex(1)
    settle(unlocked)
    told = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert [line.endswith("segments are machine drafts that nobody has confirmed.") for line in told] == [True, True]
    assert "not every segment of 2 stories is confirmed" in dialog.words.text()
    dialog.reject()


def test_chief_adds_a_translator_makes_him_editor_and_revokes_him(desk, unlocked, settle, qtbot):
    unlocked.actions_["editors"].trigger()
    settle(unlocked)
    view = unlocked.people.view
    view.add()
    view.form.inputs["role"].setCurrentIndex(0)
    fill(qtbot, view.form, name="Orxan", passphrase="uzun bir parol")
    settle(unlocked)
    assert desk.roles.of("Orxan") is Role.TRANSLATOR
    view.table.selectRow(1)
    view.change_role()
    qtbot.mouseClick(view.form.ok, Qt.MouseButton.LeftButton)
    settle(unlocked)
    assert desk.roles.of("Orxan") is Role.EDITOR
    view.revoke()
    fill(qtbot, view.form, reason="Left the desk")
    settle(unlocked)
    assert view.model.rows[1].editor.revoked
    assert not view.role_button.isEnabled()
    assert desk.record.verify().ok
    view.accept()


def test_revoking_the_only_chief_tells_what_becomes_of_the_desk(desk, unlocked, settle, qtbot):
    desk.editors.enroll("Orxan", PASSPHRASE, Role.EDITOR, unlocked.deciding.identity.signer)
    unlocked.actions_["editors"].trigger()
    settle(unlocked)
    view = unlocked.people.view
    view.table.selectRow(0)
    view.revoke()
    said = [part.text() for part in view.form.findChildren(QLabel)]
    assert any("Orxan becomes the chief" in words for words in said)
    assert view.form.ok.text() == "Revoke the only chief's key"
    fill(qtbot, view.form, reason="Lost the passphrase")
    settle(unlocked)
    assert desk.roles.of("Orxan") is Role.CHIEF
    assert unlocked.deciding.identity.name == ""
    view.accept()


def test_passphrase_is_changed_and_a_wrong_one_keeps_the_form_open(desk, unlocked, settle, qtbot):
    unlocked.actions_["editors"].trigger()
    settle(unlocked)
    view = unlocked.people.view
    view.table.selectRow(0)
    view.change_passphrase()
    fill(qtbot, view.form, old="wrong passphrase", new="yeni uzun parol")
    settle(unlocked)
    assert "passphrase is wrong" in view.form.trouble.text()
    fill(qtbot, view.form, old=PASSPHRASE)
    settle(unlocked)
    assert desk.editors.unlock("Leyla", "yeni uzun parol").name == "Leyla"
    view.accept()


def test_key_is_exported_and_minutes_are_remembered(desk, unlocked, settle, qtbot, tmp_path):
    unlocked.actions_["editors"].trigger()
    settle(unlocked)
    view = unlocked.people.view
    view.export_to(tmp_path / "leyla.dabirkey", "Leyla")
    fill(qtbot, view.form, old=PASSPHRASE, transfer="for this journey only")
    settle(unlocked)
    assert (tmp_path / "leyla.dabirkey").exists()
    view.minutes.setValue(5)
    settle(unlocked)
    assert unlocked.people.idle_lock.minutes == 5
    assert desk.stories.remembered("lock/minutes") == "5"
    view.accept()


def test_passphrase_is_kept_in_the_keyring_only_when_asked_and_offered_next_time(desk, window, settle, qtbot, signer):
    kept = {}

    class InMemory:
        def get_password(self, _service, key):
            return kept.get(key)

        def set_password(self, _service, key, passphrase):
            kept[key] = passphrase

        def delete_password(self, _service, key):
            del kept[key]

    identity = window.deciding.identity
    identity.passphrases = Passphrases(InMemory)

    def unlock(*, keep, typed):
        identity.with_signer(lambda _: None)
        qtbot.waitUntil(lambda: identity.dialog is not None and identity.dialog.keep.isVisible())
        if typed:
            identity.dialog.passphrase.setText(PASSPHRASE)
        identity.dialog.keep.setChecked(keep)
        qtbot.mouseClick(identity.dialog.ok, Qt.MouseButton.LeftButton)
        settle(window)
        assert identity.name == "Leyla"
        identity.lock()

    settle(window)
    unlock(keep=False, typed=True)
    assert kept == {}
    unlock(keep=True, typed=True)
    assert kept == {signer.public_key: PASSPHRASE}
    unlock(keep=False, typed=False)
    assert kept == {}


def test_how_many_stories_are_marked_is_known_without_the_desk(window, monkeypatch):
    monkeypatch.setattr(window.queue.stories.model, "ids_between", lambda *_: pytest.fail("the desk was asked"))
    window.queue.stories.view.selectAll()
    assert window.queue.stories.selected_count() == window.queue.stories.model.rowCount()
    window._update_actions()
