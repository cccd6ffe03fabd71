import threading

import pytest
from PySide6.QtCore import Qt
from wire_samples import ninjs, take_in

from dabir.domain.errors import PackError
from dabir.domain.segment import UnitState
from dabir.ui.drafting.drafting_strip import time_words
from dabir.ui.drafting.pretranslating import AFTER_TYPING, Gate, Pretranslating, Reason
from dabir.ui.tasks import Lane


def _is_drafted(desk, row, target="en"):
    return all(unit.state is UnitState.MACHINE for unit in desk.translations.units(row, target))


@pytest.fixture
def drafts(window, settle):
    """The background drafts of a settled window, on a computer with mains power."""
    settle(window)
    found = window.workbench.pretranslating
    found.gate._battery = lambda: False
    return found


def test_nothing_is_drafted_until_it_is_turned_on(desk, window, settle, drafts, stories):
    drafts.look()
    settle(window)
    assert not drafts.on
    assert not window.actions_["draft_arrivals"].isChecked()
    assert not any(_is_drafted(desk, row) for row in stories)


def test_everything_that_waits_is_drafted_the_urgent_first(desk, window, settle, drafts, stories):
    order = []
    drafts.drafted.connect(order.extend)
    window.actions_["draft_arrivals"].trigger()
    settle(window)
    assert order == [stories[1], stories[0]]
    assert all(_is_drafted(desk, row) for row in stories)
    assert window.queue.model.count(UnitState.MACHINE) == 4
    assert not window.drafting.isVisible()


def test_what_arrives_later_is_drafted_too(desk, window, settle, drafts, tmp_path):
    window.actions_["draft_arrivals"].trigger()
    settle(window)
    (row,) = take_in(desk, tmp_path / "later", ninjs("tag:alborz.example,2026:3"))
    window.bringing.finished.emit()
    settle(window)
    assert _is_drafted(desk, row)


def test_choice_is_remembered(desk, window, settle, drafts, qtbot):
    window.actions_["draft_arrivals"].trigger()
    settle(window)
    quality = window.workbench.pretranslating._quality
    again = Pretranslating(desk, window.tasks, quality)
    assert again.on
    assert again._targets == ["en"]
    drafts.switch(on=False)
    settle(window)
    assert not Pretranslating(desk, window.tasks, quality).on


def test_drafts_wait_while_somebody_types_and_go_on_after(desk, window, settle, drafts, stories, qtbot):
    window.queue.translation.editor.choose(0, focus=True)
    qtbot.keyClicks(window.queue.translation.editor.editor, "Typed")
    assert drafts.gate.reason is Reason.TYPING
    assert drafts._typing.interval() == AFTER_TYPING == 3_000
    drafts._typing.setInterval(600_000)
    drafts.touched()
    window.actions_["draft_arrivals"].trigger()
    qtbot.waitUntil(lambda: window.drafting.isVisible() and drafts.left > 0)
    assert "while you type" in window.drafting.words.text()
    assert not _is_drafted(desk, stories[1])
    drafts._typing.timeout.emit()
    settle(window)
    assert _is_drafted(desk, stories[1])


def test_pause_button_holds_drafts_back_until_it_is_pressed_again(desk, window, settle, drafts, stories, qtbot):
    drafts.pause(waits=True)
    window.actions_["draft_arrivals"].trigger()
    qtbot.waitUntil(lambda: window.drafting.isVisible() and "2 stories left" in window.drafting.words.text())
    assert window.drafting.pause.text() == "Go on"
    qtbot.mouseClick(window.drafting.pause, Qt.MouseButton.LeftButton)
    settle(window)
    assert all(_is_drafted(desk, row) for row in stories)


def test_turning_it_off_lets_a_draft_that_waits_go(desk, window, settle, drafts, stories, qtbot):
    drafts.pause(waits=True)
    window.actions_["draft_arrivals"].trigger()
    qtbot.waitUntil(lambda: drafts.left == 2)
    window.actions_["draft_arrivals"].trigger()
    settle(window)
    assert not any(_is_drafted(desk, row) for row in stories)
    assert not window.drafting.isVisible()


def test_window_closes_while_drafts_wait(desk, window, drafts, qtbot):
    drafts.pause(waits=True)
    window.actions_["draft_arrivals"].trigger()
    qtbot.waitUntil(lambda: drafts.left == 2)
    assert window.close()


def test_drafts_wait_for_a_task_that_was_asked_for(window, settle, drafts):
    gate = threading.Event()
    window.tasks.run_task(lambda _: gate.wait(20), lane=Lane.WORK)
    assert drafts.gate.reason is Reason.FOREGROUND
    gate.set()
    settle(window)
    assert drafts.gate.reason is None


def test_draft_is_shown_before_the_story_is_kept(desk, window, settle, drafts, stories, qtbot):
    held = threading.Event()
    began = desk.translations._drafting._keep

    def late(*args, **kwargs):
        held.wait(20)
        return began(*args, **kwargs)

    desk.translations._drafting._keep = late
    window.bringing.translate([stories[0]], "en")
    qtbot.waitUntil(lambda: window.queue.model.count(UnitState.MACHINE) == 4, timeout=20_000)
    assert all(unit.state is UnitState.UNTRANSLATED for unit in desk.translations.units(stories[0], "en"))
    early = window.queue.model.units[1]
    window.queue.translation.editor.choose(1, focus=True)
    window.actions_["confirm"].trigger()
    held.set()
    settle(window)
    kept = desk.translations.units(stories[0], "en")[1]
    assert kept.state is UnitState.CONFIRMED
    assert (kept.target, kept.machine) == (early.target, early.machine)
    assert window.queue.model.count(UnitState.MACHINE) == 3


def test_story_that_cannot_be_drafted_is_told_once_and_does_not_stop_the_rest(
    desk, window, settle, drafts, stories, monkeypatch
):
    real = desk.translations.translate.__func__

    def translate(self, story_ids, *args, **kwargs):
        if story_ids == [stories[1]]:
            raise PackError("The pack is damaged.")
        return real(self, story_ids, *args, **kwargs)

    monkeypatch.setattr(type(desk.translations), "translate", translate)
    window.actions_["draft_arrivals"].trigger()
    settle(window)
    assert "The pack is damaged." in window.queue.notice.words.text()
    assert _is_drafted(desk, stories[0])
    drafts.look()
    settle(window)
    assert list(drafts.refused) == [(stories[1], "en")]


def test_gate_waits_on_battery_power():
    told = []
    gate = Gate(lambda: True, lambda: told.append(1))
    gate._look_at_power()
    assert gate.reason is Reason.BATTERY
    assert told == [1]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (2, "about 5 seconds"),
        (41, "about 40 seconds"),
        (61, "about 1 minute"),
        (200, "about 3 minutes"),
        (7_300, "about 2 hours"),
    ],
)
def test_time_is_told_in_round_words(seconds, words):
    assert time_words(seconds) == words


def test_time_left_is_told_by_the_bytes_a_second_that_were_measured(window, settle, drafts, qtbot):
    drafts.pause(waits=True)
    window.actions_["draft_arrivals"].trigger()
    qtbot.waitUntil(lambda: drafts.left == 2)
    assert drafts.seconds_left is None
    size = sum(one.size for one in drafts._queue)
    drafts._bytes, drafts._seconds = size, 120.0
    assert drafts.seconds_left == pytest.approx(120.0)
