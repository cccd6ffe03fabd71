"""The strip in the status bar: what is being done, how far it is, what waits, and a button to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from dabir.ui.parts.parts import flat_button
from dabir.ui.tasks import Task, Tasks


class ProgressStrip(QWidget):
    """Shows the visible tasks; hidden while there are none."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Watch the tasks."""
        super().__init__(parent)
        self._tasks = tasks
        self.words = QLabel()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(160)
        self.bar.setMaximumHeight(12)
        self.stop = flat_button("Stop")
        self.stop.setToolTip("Stop this task. What it has finished stays.")
        self.stop.clicked.connect(self._on_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.words)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        tasks.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        waiting = self._tasks.visible()
        self.setVisible(bool(waiting))
        if not waiting:
            return
        task = waiting[0]
        more = f"  (+{len(waiting) - 1} waiting)" if len(waiting) > 1 else ""
        self.words.setText(f"{task.title}{_count(task)}{more}")
        if isinstance(task.progress, tuple) and task.progress[1] > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(1000 * task.progress[0] // task.progress[1])
        else:
            self.bar.setRange(0, 0)
        self.stop.setEnabled(not task.cancelled())
        self.stop.setText("Stopping…" if task.cancelled() else "Stop")

    def _on_stop(self) -> None:
        waiting = self._tasks.visible()
        if waiting:
            waiting[0].cancel()
            self._show()


def _count(task: Task) -> str:
    if isinstance(task.progress, tuple):
        done, total = task.progress
        return f": {done:,} of {total:,}" if total else f": {done:,}"
    return f": {task.progress:,}" if task.progress else ""
