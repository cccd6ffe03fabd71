import threading

import pytest

from dabir.domain.errors import Cancelled
from dabir.ui.tasks import Lane, Tasks


@pytest.fixture
def tasks(qapp):
    running = Tasks()
    yield running
    running.close()


def test_result_comes_back_on_the_main_thread(tasks, qtbot):
    found = []
    tasks.run_task(
        lambda _: threading.current_thread(), lambda thread: found.append((thread, threading.current_thread()))
    )
    qtbot.waitUntil(tasks.idle)
    ((worker, receiver),) = found
    assert receiver is threading.main_thread()
    assert worker is not receiver


def test_lane_keeps_its_order_and_its_thread(tasks, qtbot):
    found = []
    for number in range(20):
        tasks.run_task(lambda _, n=number: (n, threading.get_ident()), found.append, lane=Lane.EDITS)
    qtbot.waitUntil(tasks.idle)
    assert [number for number, _ in found] == list(range(20))
    assert len({thread for _, thread in found}) == 1


def test_error_goes_to_its_handler_or_to_everybody(tasks, qtbot):
    def broken(_task):
        raise ValueError("no")

    own, everybody = [], []
    tasks.failed.connect(everybody.append)
    tasks.run_task(broken, on_error=own.append)
    tasks.run_task(broken)
    qtbot.waitUntil(tasks.idle)
    assert [str(error) for error in (*own, *everybody)] == ["no", "no"]


def test_task_cancelled_while_it_waits_never_begins(tasks, qtbot):
    gate, began, errors = threading.Event(), [], []
    tasks.run_task(lambda _: gate.wait(10))
    waiting = tasks.run_task(began.append, on_error=errors.append)
    waiting.cancel()
    gate.set()
    qtbot.waitUntil(tasks.idle)
    assert began == []
    assert isinstance(errors[0], Cancelled)


def test_closing_finishes_edits_and_cancels_the_rest(tasks):
    gate, kept = threading.Event(), []
    long = tasks.run_task(lambda task: task._cancel.wait(10))
    tasks.run_task(lambda _: (gate.wait(0.05), kept.append("kept")), lane=Lane.EDITS)
    tasks.close()
    assert kept == ["kept"]
    assert long.cancelled()


def test_after_closing_edits_run_at_once_and_nothing_else_begins(tasks):
    tasks.close()
    told = []
    tasks.run_task(lambda _: told.append("kept"), lane=Lane.EDITS)
    read = tasks.run_task(lambda _: told.append("read"), told.append, on_error=told.append, lane=Lane.READS)
    assert told == ["kept"]
    assert read.cancelled()


def test_inline_tasks_are_done_at_once(qapp):
    tasks = Tasks(inline=True)
    found = []
    tasks.run_task(lambda task: task.report_pair(1, 2) or "done", found.append, found.append)
    assert found == [(1, 2), "done"]
