"""A story that was taken over: the other draft is kept, shown beside what stands, and taken back by a click."""

import pytest
from PySide6.QtCore import Qt

from dabir.domain.decision import Action
from dabir.domain.segment import UnitState

TEXTS = ("Minister goes to Baku", "He arrived.", "He met him.", "It took two hours.")


@pytest.fixture
def taken_over(desk, stories, clock, window, settle):
    """The window after this person took Murad's draft over, and wrote another headline a while later."""
    settle(window)
    for row, text in enumerate(TEXTS):
        desk.translations.edit(stories[0], "en", row, text)
    desk.claims.claim(stories[0], "Murad")
    desk.claims.take_over(stories[0], "en", window.watching.person, "Murad went home")
    clock.advance(minutes=12)
    window.watching.changed.emit()
    settle(window)
    return window


def rewrite(window, settle, row=0, text="Minister flies to Baku"):
    window.queue.editing.type(row, text)
    window.queue.editing.leave()
    settle(window)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_strip_says_whose_draft_is_kept_as_soon_as_another_stands(taken_over, settle):
    strip = taken_over.watching.strip
    assert not strip.kept.isVisible()
    rewrite(taken_over, settle)
    assert strip.kept.isVisible()
    assert strip.kept.text() == "\u2068Murad\u2069’s draft of 09:00 is kept."
    assert strip.compare.isVisible() and strip.take_back.isEnabled()


def test_other_story_and_other_language_show_no_draft(taken_over, stories, settle):
    rewrite(taken_over, settle)
    strip = taken_over.watching.strip
    taken_over.queue.show_story(stories[1])
    settle(taken_over)
    assert not strip.kept.isVisible()
    taken_over.queue.show_story(stories[0])
    settle(taken_over)
    assert strip.kept.isVisible()
    taken_over.queue.open(stories[0], "az")
    settle(taken_over)
    assert not strip.kept.isVisible()


def test_drafts_are_compared_segment_by_segment(taken_over, settle, qtbot):
    rewrite(taken_over, settle)
    press(qtbot, taken_over.watching.strip.compare)
    settle(taken_over)
    dialog = taken_over.watching.kept.dialog
    assert dialog.isVisible()
    assert "Murad went home" in dialog.about.text() and "1 of 4 segments differ." in dialog.about.text()
    page = dialog.page.toPlainText()
    assert "وزیر نیرو به باکو رفت" in page
    assert all(text in page for text in (*TEXTS, "Minister flies to Baku"))
    html = dialog.page.toHtml()
    assert "line-through" in html and "underline" in html
    dialog.only.setChecked(True)
    page = dialog.page.toPlainText()
    assert TEXTS[0] in page and TEXTS[1] not in page
    dialog.reject()


def test_draft_is_taken_back_with_a_reason_and_the_other_is_kept(desk, taken_over, stories, settle, qtbot):
    rewrite(taken_over, settle)
    kept = taken_over.watching.kept
    press(qtbot, taken_over.watching.strip.compare)
    settle(taken_over)
    press(qtbot, kept.dialog.take_back)
    question = kept.question
    assert not question.ok.isEnabled()
    question.note.setPlainText("Murad's was right")
    press(qtbot, question.ok)
    settle(taken_over)
    qtbot.waitUntil(lambda: kept.dialog is None)
    assert [unit.target for unit in taken_over.queue.model.units] == list(TEXTS)
    assert desk.translations.units(stories[0], "en")[0].state is UnitState.EDITED
    last = desk.stories.log_of("tag:alborz.example,2026:1")[-1]
    assert last.action is Action.TAKE_OVER and "Murad's was right" in last.note
    assert taken_over.watching.strip.kept.text() == "Your draft of 09:12 is kept."
    press(qtbot, taken_over.watching.strip.take_back)
    kept.question.note.setPlainText("No, it was not")
    press(qtbot, kept.question.ok)
    settle(taken_over)
    assert taken_over.queue.model.units[0].target == "Minister flies to Baku"


def test_what_was_typed_last_is_kept_when_a_draft_is_taken_back(desk, taken_over, stories, settle, qtbot):
    rewrite(taken_over, settle)
    taken_over.queue.editing.type(1, "He landed.")
    press(qtbot, taken_over.watching.strip.take_back)
    taken_over.watching.kept.question.note.setPlainText("Murad's was right")
    press(qtbot, taken_over.watching.kept.question.ok)
    settle(taken_over)
    assert desk.claims.take_overs(stories[0])[-1].units[1].target == "He landed."
    assert taken_over.queue.model.units[1].target == "He arrived."


def test_draft_is_not_taken_back_while_somebody_else_works_on_the_story(desk, taken_over, stories, settle, qtbot):
    rewrite(taken_over, settle)
    desk.claims.give_up(stories[0], taken_over.watching.person)
    desk.claims.claim(stories[0], "Nigar")
    taken_over.watching.look()
    settle(taken_over)
    strip = taken_over.watching.strip
    assert not strip.take_back.isEnabled()
    assert "Nigar" in strip.take_back.toolTip() and "take it over first" in strip.take_back.toolTip()
    press(qtbot, strip.compare)
    settle(taken_over)
    dialog = taken_over.watching.kept.dialog
    assert not dialog.take_back.isEnabled()
    dialog.reject()


def test_several_kept_drafts_are_counted_and_chosen_among(desk, taken_over, stories, settle, clock, qtbot):
    rewrite(taken_over, settle)
    clock.advance(minutes=30)
    desk.claims.take_over(stories[0], "en", "Nigar", "Sick") if desk.claims.of(stories[0]) else None
    desk.claims.claim(stories[0], "Nigar")
    desk.claims.take_over(stories[0], "en", taken_over.watching.person, "Nigar went home")
    taken_over.watching.changed.emit()
    settle(taken_over)
    rewrite(taken_over, settle, text="Minister travels")
    strip = taken_over.watching.strip
    assert strip.kept.text() == "\u2068Nigar\u2069’s draft of 09:42 is kept; 1 more is kept too."
    press(qtbot, strip.compare)
    settle(taken_over)
    dialog = taken_over.watching.kept.dialog
    assert [dialog.which.itemText(row) for row in range(2)] == [
        "\u2068Nigar\u2069’s draft of 09:42",
        "\u2068Murad\u2069’s draft of 09:00",
    ]
    dialog.which.setCurrentIndex(1)
    assert TEXTS[0] in dialog.page.toPlainText()
    dialog.reject()
