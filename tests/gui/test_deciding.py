from conftest import PASSPHRASE
from PySide6.QtCore import Qt

from dabir.domain.decision import Action
from dabir.domain.segment import UnitState

CLEAN = (
    "Energy minister travels to Baku",
    "The energy minister arrived in Baku.",
    "He met his counterpart.",
    "It took two hours.",
)


def _unlock(window, qtbot, signer):
    window.deciding.identity.with_signer(lambda _: None)
    qtbot.waitUntil(lambda: window.deciding.identity.dialog is not None)
    dialog = window.deciding.identity.dialog
    dialog.passphrase.setText(PASSPHRASE)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.deciding.identity.name == signer.name, timeout=30_000)


def _write(desk, window, settle, *texts):
    story = window.queue.story.stored.id
    for row, text in enumerate(texts):
        desk.translations.edit(story, "en", row, text)
        desk.translations.confirm(story, "en", row)
    window.queue.reload()
    settle(window)


def _type(window, qtbot, row, words):
    window.queue.translation.editor.choose(row, focus=True)
    editor = window.queue.translation.editor.editor
    editor.selectAll()
    qtbot.keyClicks(editor, words)


def test_text_with_errors_is_approved_only_with_a_reason(desk, window, settle, qtbot, signer):
    settle(window)
    _write(desk, window, settle, *CLEAN[:3], "It took 77 hours.")
    _unlock(window, qtbot, signer)
    window.actions_["approve_translation"].trigger()
    dialog = window.deciding.dialog
    told = [dialog.errors.item(row).text() for row in range(dialog.errors.count())]
    assert any(line.startswith("Segment 3: ") and "77" in line for line in told)
    assert dialog.note_label.text() == "Reason"
    assert not dialog.ok.isEnabled()
    qtbot.keyClicks(dialog.note, "   ")
    assert not dialog.ok.isEnabled()
    qtbot.keyClicks(dialog.note, "Agreed with the partner by telephone.")
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    settle(window)
    last = list(desk.record.entries())[-1]
    assert (last.action, last.note) == (Action.APPROVE, "Agreed with the partner by telephone.")


def test_text_without_errors_is_approved_at_once(desk, window, settle, qtbot, signer):
    settle(window)
    _write(desk, window, settle, *CLEAN)
    assert window.queue.model.count(UnitState.CONFIRMED) == 4
    _unlock(window, qtbot, signer)
    window.actions_["approve_translation"].trigger()
    settle(window)
    assert window.deciding.dialog is None
    assert desk.stories.standing(window.queue.story.stored.id, "en").approved


def test_error_typed_a_moment_ago_is_listed_too(desk, window, settle, qtbot, signer):
    settle(window)
    _write(desk, window, settle, *CLEAN)
    _type(window, qtbot, 3, "It took 77 hours.")
    window.actions_["approve_translation"].trigger()
    qtbot.waitUntil(lambda: window.deciding.dialog is not None)
    assert window.deciding.dialog.errors.count() >= 1
    window.deciding.dialog.reject()


def test_unfinished_text_without_errors_needs_no_reason(desk, window, settle, qtbot, signer):
    settle(window)
    _write(desk, window, settle, *CLEAN)
    desk.translations.edit(window.queue.story.stored.id, "en", 3, "It lasted two hours.")
    window.queue.reload()
    settle(window)
    window.actions_["approve_translation"].trigger()
    dialog = window.deciding.dialog
    assert dialog.note_label.text() == "Remark"
    assert not dialog.errors.isVisible()
    assert dialog.ok.isEnabled()
    dialog.reject()
