from datetime import UTC, datetime, timedelta

import pytest
from conftest import PASSPHRASE
from PySide6.QtCore import Qt
from wire_samples import ninjs, take_in

from dabir.domain.decision import Action
from dabir.domain.life import StoryState
from dabir.domain.story import Story
from dabir.ui.stories.countdown import countdown, left

URI = "tag:alborz.example,2026:1"


@pytest.fixture
def leyla(desk, window, settle):
    """The window with Leyla's key unlocked."""
    settle(window)
    desk.editors.enroll("Leyla", PASSPHRASE)
    window.deciding.identity.signer = desk.editors.unlock("Leyla", PASSPHRASE)
    return window


def test_kill_rings_over_every_view_until_it_is_acknowledged(desk, leyla, stories, settle, tmp_path, qtbot):
    desk.decisions.approve(stories[0], "", leyla.deciding.identity.signer)
    desk.decisions.release(stories[0], "", leyla.deciding.identity.signer)
    take_in(desk, tmp_path / "kill", ninjs(version="2", pubstatus="canceled", headline="حذف خبر", body_xhtml=""))
    leyla.watching.look()
    settle(leyla)
    alarm = leyla.watching.alarm
    assert alarm.isVisible() and alarm.heading.text().startswith("KILLED:")
    assert "It is taken back from 1 release." in alarm.words.text()
    leyla.show_view(2)
    assert alarm.isVisible()
    qtbot.mouseClick(alarm.accept, Qt.MouseButton.LeftButton)
    settle(leyla)
    assert not alarm.isVisible()
    assert desk.stories.log_of(URI)[-1].action is Action.ACKNOWLEDGE


def test_kill_is_lifted_with_a_reason(desk, leyla, stories, settle):
    desk.decisions.kill(stories[0], leyla.deciding.identity.signer, "Wrong")
    leyla.queue.reload()
    settle(leyla)
    leyla.watching.changed.emit()
    settle(leyla)
    leyla.watching.lift()
    dialog = leyla.watching.dialog
    assert not dialog.ok.isEnabled()
    dialog.note.setPlainText("It was right")
    dialog.ok.click()
    settle(leyla)
    assert desk.stories.get(stories[0]).state is StoryState.NEW


def test_first_edit_claims_the_story_and_the_list_says_by_whom(desk, leyla, stories, settle):
    editor = leyla.queue.translation.editor
    editor.choose(0, focus=True)
    leyla.queue.editing.type(0, "Minister goes")
    leyla.queue.editing.leave()
    settle(leyla)
    assert desk.claims.of(stories[0]).person == "Leyla"
    assert "You are working on it" in leyla.watching.strip.who.text()
    line = leyla.queue.stories.model.row(leyla.queue.stories.model.place_of(stories[0]))
    assert line.claimed == "Leyla"


def test_story_of_another_is_not_edited_before_it_is_taken_over(desk, leyla, stories, settle, qtbot):
    desk.claims.claim(stories[0], "Murad")
    leyla.watching.look()
    settle(leyla)
    assert leyla.watching.strip.who.text().startswith("\u2068Murad\u2069 is working on it")
    assert not leyla.queue.translation.editor.isEnabled()
    qtbot.mouseClick(leyla.watching.strip.button, Qt.MouseButton.LeftButton)
    leyla.watching.dialog.note.setPlainText("Murad went home")
    leyla.watching.dialog.ok.click()
    settle(leyla)
    assert leyla.queue.translation.editor.isEnabled()
    assert desk.claims.take_overs(stories[0])[0].reason == "Murad went home"


def test_countdown_runs_by_the_second_and_ends_to_the_second(desk, window, settle, tmp_path, clock):
    settle(window)
    (row,) = take_in(desk, tmp_path / "e", ninjs("tag:alborz.example,2026:5", embargoed="2026-11-25T13:30:00+03:30"))
    window.queue.show_story(row)
    settle(window)
    strip = window.watching.strip
    assert strip.time.text() == "Embargo lifts in 01:00:00, at 2026-11-25 13:30:00 +0330."
    clock.advance(minutes=59, seconds=59)
    window.watching.tick()
    assert strip.time.text().startswith("Embargo lifts in 00:00:01")
    clock.advance(seconds=1)
    window.watching.tick()
    settle(window)
    assert strip.time.text() == ""


def test_time_left_is_told_in_days_and_a_begun_second_counts():
    assert left(timedelta(days=1, hours=2, seconds=3)) == "1 day 02:00:03"
    assert left(timedelta(microseconds=1)) == "00:00:01"
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert countdown(Story("a", expiry=noon), noon) == "Expired at 2026-03-01 12:00:00 +0000."
    assert countdown(Story("a"), noon) == ""
