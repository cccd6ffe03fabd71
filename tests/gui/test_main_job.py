from conftest import PASSPHRASE
from PySide6.QtCore import Qt

from dabir.domain.decision import Action
from dabir.domain.life import StoryState
from dabir.domain.listing import StoryFilter
from dabir.domain.segment import UnitState


def _enroll(window, qtbot, name="Leyla"):
    """Make an editor's key in the dialog that asks for one."""
    identity = window.deciding.identity
    qtbot.waitUntil(lambda: identity.dialog is not None)
    dialog = identity.dialog
    dialog.who.setCurrentIndex(dialog.who.count() - 1)
    dialog.name.setText(name)
    dialog.passphrase.setText(PASSPHRASE)
    dialog.again.setText(PASSPHRASE)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: identity.name == name, timeout=30_000)


def _type(window, qtbot, words):
    editor = window.queue.translation.editor.editor
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, words)


def test_empty_desk_offers_the_sample_and_opens_on_it(desk, open_window, qtbot, settle):
    window = open_window(desk)
    assert window.queue.is_empty()
    qtbot.mouseClick(window.queue.welcome.sample, Qt.MouseButton.LeftButton)
    settle(window)
    assert not window.queue.is_empty()
    assert window.queue.stories.model.rowCount() == desk.stories.count(StoryFilter()) > 20
    assert window.queue.story is not None
    assert desk.intake.quarantine_size() > 0
    assert "quarantine" in window.queue.notice.words.text()


def test_story_goes_from_arrival_to_release_and_the_log_verifies(
    desk, open_window, qtbot, settle, tiny_pack, stories, home
):
    desk.stories.remember("target/fa", "en")
    if "en" not in desk.translations.targets("fa"):
        desk.packs.install(tiny_pack)
    window = open_window(desk)
    window.queue.show_story(stories[0])
    settle(window)

    window.actions_["translate"].trigger()
    settle(window)
    assert window.queue.model.count(UnitState.MACHINE) == 4
    assert "bundled pack" in window.queue.translation.draft_words()

    segments = window.queue.translation.editor
    segments.choose(0, focus=True)
    _type(window, qtbot, "Energy minister travels to Baku")
    for _ in range(4):
        window.actions_["confirm"].trigger()
    settle(window)
    assert window.queue.model.count(UnitState.CONFIRMED) == 4
    assert desk.translations.units(stories[0], "en")[0].target == "Energy minister travels to Baku"

    window.actions_["approve_translation"].trigger()
    _enroll(window, qtbot)
    settle(window)
    assert desk.stories.standing(stories[0], "en").approved
    assert "approved" in window.queue.pane.rules.text()

    window.actions_["release"].trigger()
    dialog = window.deciding.dialog
    assert dialog.what.currentData() == "en"
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(window)
    assert desk.stories.get(stories[0]).state is StoryState.RELEASED
    released = [file for file in (home / "released").rglob("*") if file.is_file()]
    original = desk.stories.original(desk.stories.get(stories[0]).original_sha256)
    assert any(file.read_bytes() == original.data for file in released)
    assert "released" in window.queue.pane.badges.words()

    window.actions_["view_log"].trigger()
    settle(window)
    assert [entry.action for entry in window.log.model.rows] == [Action.RELEASE, Action.APPROVE, Action.ENROLL]
    qtbot.mouseClick(window.log.verify_button, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.log.notice.words.text().startswith("The record is whole: 3 entries")


def test_key_stays_unlocked_until_it_is_locked(desk, window, settle, qtbot):
    settle(window)
    window.actions_["approve_original"].trigger()
    _enroll(window, qtbot)
    settle(window)
    assert "Leyla" in window.editor.words.text()
    window.actions_["next"].trigger()
    settle(window)
    window.actions_["approve_original"].trigger()
    settle(window)
    assert [decision.editor for decision in desk.record.entries()] == ["Leyla"] * 3
    window.actions_["lock"].trigger()
    assert window.deciding.identity.signer is None
    assert window.editor.words.text() == "No editor's key is unlocked"


def test_wrong_passphrase_is_told_and_nothing_is_decided(desk, window, settle, qtbot, signer):
    settle(window)
    window.actions_["approve_original"].trigger()
    identity = window.deciding.identity
    qtbot.waitUntil(lambda: identity.dialog is not None)
    dialog = identity.dialog
    dialog.passphrase.setText("not the passphrase")
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(window)
    assert dialog.trouble.isVisible()
    assert "passphrase" in dialog.trouble.text()
    dialog.reject()
    assert [decision.action for decision in desk.record.entries()] == [Action.ENROLL]


def test_refusal_needs_a_reason_and_keeps_it(desk, window, settle, qtbot):
    settle(window)
    window.actions_["refuse"].trigger()
    dialog = window.deciding.dialog
    assert not dialog.ok.isEnabled()
    qtbot.keyClicks(dialog.note, "The figures are not confirmed.")
    assert dialog.ok.isEnabled()
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    _enroll(window, qtbot)
    settle(window)
    last = list(desk.record.entries())[-1]
    assert (last.action, last.note) == (Action.REFUSE, "The figures are not confirmed.")
    assert window.queue.pane.badges.words()[-1] == "refused"


def test_unapproved_story_cannot_be_released(window, settle):
    settle(window)
    window.actions_["release"].trigger()
    dialog = window.deciding.dialog
    assert not dialog.ok.isEnabled()
    assert "approve" in dialog.words.text().lower()
    dialog.reject()


def test_kill_withdraws_the_story_with_its_reason(desk, window, settle, qtbot, stories):
    settle(window)
    window.actions_["kill"].trigger()
    dialog = window.deciding.dialog
    qtbot.keyClicks(dialog.note, "Untrue.")
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    _enroll(window, qtbot)
    settle(window)
    assert desk.stories.get(stories[0]).state is StoryState.KILLED
    assert "KILLED" in window.queue.pane.badges.words()
    assert not window.actions_["approve_original"].isEnabled()


def test_unconfirmed_drafts_are_named_before_an_approval(translated, settle):
    translated.actions_["approve_translation"].trigger()
    dialog = translated.deciding.dialog
    assert "4 of 4 segments are machine drafts that nobody has confirmed." in dialog.words.text()
    dialog.reject()


def test_next_unhandled_goes_round_the_list(window, settle, stories):
    settle(window)
    before = window.queue.story.stored.id
    window.actions_["next"].trigger()
    settle(window)
    assert window.queue.story.stored.id == next(row for row in stories if row != before)


def test_idle_model_gives_back_its_memory(desk, open_window, settle, stories, monkeypatch):
    window = open_window(desk)
    desk.translations.translate(stories[:1], "en")
    assert desk.engine.loaded
    window.rest.timeout.emit()
    assert desk.engine.loaded
    monkeypatch.setattr(desk.engine, "_idle_seconds", 0)
    window.rest.timeout.emit()
    assert desk.engine.loaded == []
