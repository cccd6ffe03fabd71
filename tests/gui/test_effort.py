import pytest

from dabir.domain.effort import Effort
from dabir.domain.segment import UnitState
from dabir.ui.editing.time_spent import TimeSpent, duration_words
from dabir.ui.stories.details import effort_words


class Watch:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def counted(window, settle):
    """The counting of a settled window, by a clock that goes only when it is told to."""
    settle(window)
    window.workbench.time._clock = watch = Watch()
    window.workbench.time._last = None
    return window, window.workbench.time, watch


def _act(counting, watch, *pauses):
    counting.acted()
    for pause in pauses:
        watch.now += pause
        counting.acted()


def test_time_counts_between_acts_but_not_over_a_pause(counted):
    _, counting, watch = counted
    _act(counting, watch, 10, 59, 61, 5)
    assert counting.seconds == 74


def test_time_is_kept_when_the_story_is_left(desk, counted, settle, stories):
    window, counting, watch = counted
    _act(counting, watch, 12.6)
    window.queue.show_story(stories[1])
    settle(window)
    assert desk.translations.effort(stories[0], "en").seconds == 12
    assert desk.translations.effort(stories[1], "en").seconds == 0
    window.queue.show_story(stories[0])
    settle(window)
    assert counting.seconds == 12


def test_time_is_kept_by_the_clock_and_when_the_window_closes(desk, counted, settle, stories):
    window, counting, watch = counted
    _act(counting, watch, 20)
    counting._timer.timeout.emit()
    settle(window)
    assert desk.translations.effort(stories[0], "en").seconds == 20
    watch.now += 7
    counting.acted()
    assert window.close()
    assert desk.translations.effort(stories[0], "en").seconds == 27


def test_typing_and_moving_are_acts(counted, qtbot):
    window, counting, watch = counted
    window.queue.translation.editor.choose(1, focus=True)
    watch.now += 30
    qtbot.keyClicks(window.queue.translation.editor.editor, "T")
    assert counting.seconds == 30


def test_progress_tells_segments_words_and_time(desk, counted, settle, stories):
    window, counting, watch = counted
    pane = window.queue.translation
    assert pane.progress.text().startswith("0 of 4 confirmed")
    desk.translations.edit(stories[0], "en", 2, "He met his counterpart.")
    desk.translations.confirm(stories[0], "en", 2)
    window.queue.reload()
    settle(window)
    _act(counting, watch, 50, 50)
    assert pane.progress.text() == "1 of 4 confirmed · 6 of 22 words · 1 min"
    assert (pane.bar.value(), pane.bar.maximum()) == (6, 22)


def test_progress_never_pushes_the_original_aside(counted):
    window, counting, watch = counted
    sizes = window.queue.pane.sides.sizes()
    _act(counting, watch, *[50] * 100)
    window.queue.translation.layout().activate()
    assert window.queue.pane.sides.sizes() == sizes


def test_work_is_told_in_the_details_after_approval(desk, translated, settle, stories, signer, qtbot):
    for unit in desk.translations.units(stories[0], "en"):
        if unit.index:
            desk.translations.edit(stories[0], "en", unit.index, f"Written anew {unit.index}.")
        desk.translations.confirm(stories[0], "en", unit.index)
    desk.decisions.approve(stories[0], "en", signer, "A trial.")
    translated.queue.reload()
    settle(translated)
    assert translated.queue.model.count(UnitState.CONFIRMED) == 4
    page = translated.queue.pane.details.metadata
    qtbot.waitUntil(lambda: "1 of 4 drafts approved as they were" in page.toPlainText())


@pytest.mark.parametrize(
    ("effort", "words"),
    [
        (Effort(), ""),
        (Effort(seconds=130), "2 min in the segments"),
        (Effort(units=3), "written without a draft"),
        (
            Effort(seconds=3_900, units=4, drafted=4, untouched=2, words=100, word_edits=20),
            "Lightly edited: 20% of the words changed, 2 of 4 drafts approved as they were; 1 h 5 min in the segments",
        ),
        (
            Effort(units=2, drafted=2, untouched=2, words=10),
            "The drafts were left as they were: 0% of the words changed, 2 of 2 drafts approved as they were",
        ),
    ],
)
def test_effort_is_told_in_plain_words(effort, words):
    assert effort_words(effort) == words


@pytest.mark.parametrize(("seconds", "words"), [(0, ""), (59, "under a minute"), (60, "1 min"), (7_260, "2 h 1 min")])
def test_durations_are_short(seconds, words):
    assert duration_words(seconds) == words


def test_nothing_is_counted_without_a_story(desk, window, settle):
    settle(window)
    counting = TimeSpent(desk, window.tasks)
    _act(counting, counting._clock)
    counting.keep()
    assert counting.seconds == 0
