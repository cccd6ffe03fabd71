"""A long story is worked on as a short one: what a single draft or key costs does not grow with it."""

import threading

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from wire_samples import ninjs, take_in

from dabir.domain.segment import Finding, MachineTranslation, Severity, UnitState
from dabir.ui.stories import queue_view

PARAGRAPHS = 1_500


@pytest.fixture
def long_story(desk, window, settle, tmp_path):
    """The window with a story of 1,501 segments open."""
    settle(window)
    body = "".join(f"<p>وزیر در روز {number} آمد.</p>" for number in range(PARAGRAPHS))
    (row,) = take_in(desk, tmp_path / "long", ninjs("tag:alborz.example,2026:long", body_xhtml=body))
    window.queue.show_story(row)
    settle(window)
    assert window.queue.story.stored.id == row
    return window


def draft(text):
    return MachineTranslation(text, 0.5, ())


def test_drafts_that_come_together_are_counted_together(long_story, qtbot):
    queue, told = long_story.queue, []
    queue.editing.progressed.connect(lambda: told.append(queue.model.count(UnitState.MACHINE)))
    story = queue.story
    for row in range(1, 1_001):
        queue.editing.show_draft(story.stored.id, story.target, row, draft(f"The minister came on day {row}."))
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert told == [1_000]
    assert queue.model.count(UnitState.MACHINE) == 1_000


def test_drafts_that_come_are_not_checked_one_by_one(long_story):
    queue, guide = long_story.queue, long_story.assisting.findings
    queue.editing.show_draft(queue.story.stored.id, queue.story.target, 7, draft("The minister came."))
    assert not guide._check.isActive()
    queue.editing.rewrite({7: "The minister went."})
    assert guide._check.isActive()


def test_drafts_that_are_made_are_kept_when_translating_is_stopped(desk, long_story, tiny_pack, settle, qtbot):
    desk.packs.install(tiny_pack)
    long_story.packs.changed.emit()
    settle(long_story)
    queue, row = long_story.queue, long_story.queue.story.stored.id
    long_story.bringing.ready.connect(lambda *_: [task.cancel() for task in long_story.tasks.visible()])
    long_story.bringing.translate([row], "en")
    settle(long_story)
    kept = [unit for unit in desk.translations.units(row, "en") if unit.state is UnitState.MACHINE]
    assert 0 < len(kept) <= PARAGRAPHS
    assert queue.model.count(UnitState.MACHINE) == len(kept)
    assert "Stopped" in queue.notice.words.text()
    left = f"Not translated yet: {PARAGRAPHS + 1 - len(kept):,} of 1,501 segments."
    assert any(one.text().startswith(left) for one in queue.translation.findChildren(QLabel))


def test_draft_that_comes_is_put_into_the_segment_that_is_open(long_story):
    queue = long_story.queue
    queue.translation.editor.choose(3, focus=True)
    queue.editing.show_draft(queue.story.stored.id, queue.story.target, 3, draft("The minister came."))
    assert queue.translation.editor.editor.text() == "The minister came."


def test_typing_lists_the_findings_again_only_where_they_become_others(long_story, qtbot):
    guide, model, told = long_story.assisting.findings, long_story.queue.model, []
    QApplication.processEvents()
    guide.changed.connect(lambda: told.append(len(guide.all())))
    long_story.queue.editing.type(5, "The")
    QApplication.processEvents()
    assert told == []
    model.set_findings(5, [Finding("numbers", Severity.ERROR, "5 of the source is missing.")], "The")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [1]


def test_of_thousands_of_findings_the_first_are_listed_and_all_are_counted(long_story, qtbot):
    model, panel = long_story.queue.model, long_story.assisting.panel
    found = {row: [Finding("numbers", Severity.ERROR, f"{row} is missing.")] for row in range(PARAGRAPHS)}
    model.renew_findings(found, [model.text(row) for row in range(len(model.units))])
    qtbot.waitUntil(lambda: panel.tabText(3) == "Findings (1,500)")
    entries = panel.lists[3].entries
    assert len(entries) == 201
    assert entries[-1].said.startswith("and 1,300 more further down")
    assert model.tally.errors == PARAGRAPHS


def test_story_that_takes_its_time_is_said_to_be_opening_and_cannot_be_decided_on(
    desk, window, settle, stories, qtbot, monkeypatch
):
    settle(window)
    assert window.actions_["approve_original"].isEnabled()
    go_on, load = threading.Event(), queue_view.load

    def slow(*given):
        assert go_on.wait(30)
        return load(*given)

    monkeypatch.setattr(queue_view, "load", slow)
    queue = window.queue
    queue.show_story(stories[1])
    qtbot.waitUntil(queue.opening.isVisible)
    assert queue.opening.text() == "Opening…"
    assert not queue.pane.isVisible()
    assert queue.story is None
    assert window.deciding.story is None
    assert not window.actions_["approve_original"].isEnabled()
    go_on.set()
    settle(window)
    assert not queue.opening.isVisible()
    assert queue.story.stored.id == window.deciding.story.stored.id == stories[1]
    assert window.actions_["approve_original"].isEnabled()


def test_story_that_is_read_again_stays_in_view(window, settle, qtbot, monkeypatch):
    settle(window)
    go_on, load = threading.Event(), queue_view.load
    monkeypatch.setattr(queue_view, "load", lambda *given: go_on.wait(30) and load(*given))
    window.queue.reload()
    assert not window.queue._slow.isActive()
    go_on.set()
    settle(window)
    assert window.queue.pane.isVisible()
