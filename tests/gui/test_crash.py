from PySide6.QtWidgets import QMessageBox

from dabir.ui.crash import CrashHandler


def test_defect_is_reported_on_disk_and_told_in_plain_words(window, settle, tmp_path, qtbot):
    settle(window)
    handler = CrashHandler(tmp_path / "logs", window)
    window.defect.connect(handler.take)

    def broken(_task):
        return {}["no such thing"]

    with qtbot.waitSignal(handler.told) as told:
        window.tasks.run_task(broken)
    report = (tmp_path / "logs").glob("crash-*.txt").__next__()
    assert str(report) in told.args[0]
    assert "KeyError: 'no such thing'" in report.read_text("utf-8")
    box = handler._box
    assert isinstance(box, QMessageBox)
    assert str(report) in box.informativeText()
    assert "KeyError" not in box.text() + box.informativeText()
    box.reject()


def test_errors_nobody_caught_reach_the_handler(qapp, qtbot, tmp_path):
    import sys

    handler = CrashHandler(tmp_path)
    handler.install()
    try:
        with qtbot.waitSignal(handler.told):
            sys.excepthook(ValueError, ValueError("lost"), None)
    finally:
        handler.remove()
    assert "ValueError: lost" in next(tmp_path.glob("crash-*.txt")).read_text("utf-8")
    handler._box.reject()


def test_closing_during_a_task_asks_and_then_stops_it(window, settle, qtbot):
    settle(window)
    stopped = []

    def endless(task):
        while not task.cancelled():
            task._cancel.wait(0.01)
        stopped.append(True)

    task = window.tasks.run_task(endless, title="An endless task")
    assert not window.close()
    box = window.findChild(QMessageBox)
    assert "An endless task" in box.text()
    assert not task.cancelled()
    next(button for button in box.buttons() if "Stop" in button.text()).click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert stopped == [True]


def test_stop_button_cancels_the_running_task(window, settle, qtbot):
    settle(window)

    def endless(task):
        while not task.cancelled():
            task._cancel.wait(0.01)

    task = window.tasks.run_task(endless, title="An endless task")
    assert window.strip.words.text() == "An endless task"
    window.strip.stop.click()
    qtbot.waitUntil(lambda: task.finished)
    assert not window.strip.isVisible()
