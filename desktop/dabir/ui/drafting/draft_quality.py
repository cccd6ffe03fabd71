"""Which quality the person wants of drafts: chosen in the menu, remembered, and good for the next draft on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from dabir.domain.quality import Quality
from dabir.ui.actions import Actions
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: Name under which the choice is remembered.
KEY: Final = "drafts/quality"


class DraftQuality(QObject):
    """The choice, for all drafts that the window has made.

    Signals:
        told: what the choice means for drafts that are there, a sentence.
        changed: another quality was chosen.
    """

    told = Signal(str)
    changed = Signal()

    def __init__(self, workflow: Workflow, tasks: Tasks, parent: QObject | None = None) -> None:
        """Begin with what was chosen last; a name this program does not know counts as none."""
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        name = workflow.stories.remembered(KEY)
        self.chosen = Quality(name) if name in set(Quality) else Quality.BALANCED

    def choose(self, quality: Quality) -> None:
        """Ask for another quality, and remember it."""
        if quality is self.chosen:
            return
        better = quality.beam > self.chosen.beam
        self.chosen = quality
        self._tasks.run_task(lambda _: self._workflow.stories.remember(KEY, quality.value), lane=Lane.EDITS)
        self.changed.emit()
        rest = "Translate a story again to have its drafts made anew" if better else "Better ones that are there stay"
        self.told.emit(f"Drafts from now on: {quality.value}. {rest}.")

    def calls(self) -> dict[str, Callable[[], object]]:
        """Return what each action of the choice does, by its name."""
        return {f"quality_{quality.value}": partial(self.choose, quality) for quality in Quality}

    def update_actions(self, actions: Actions) -> None:
        """Mark the quality that is chosen."""
        actions[f"quality_{self.chosen.value}"].setChecked(True)
