"""Who works here: editors and keys, the idle lock, one's own name without a key, and acts on many stories."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dabir.ui.actions import Actions
from dabir.ui.deciding.bulk_deciding import BulkDeciding
from dabir.ui.deciding.deciding import Deciding
from dabir.ui.people.editors_view import EditorsView
from dabir.ui.people.idle_lock import DEFAULT_MINUTES, IdleLock
from dabir.ui.people.key_dialogs import Answers, Field, FormDialog
from dabir.ui.record.keeping_dialog import KeepingDialog
from dabir.ui.stories.queue_view import QueueView
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import BulkAct, Workflow

_MINUTES: Final = "lock/minutes"
_OWN_NAME: Final = "editor/own-name"
_BULK: Final = {
    "approve_chosen": BulkAct.APPROVE,
    "refuse_chosen": BulkAct.REFUSE,
    "release_chosen": BulkAct.RELEASE,
}


class People(QObject):
    """Owns what is about people and keys, and offers it to the window as actions.

    Signals:
        told: something to be told for a moment, a sentence.
        decided: decisions on many stories were recorded.
    """

    told = Signal(str)
    decided = Signal()

    def __init__(
        self, workflow: Workflow, tasks: Tasks, queue: QueueView, deciding: Deciding, window: QWidget
    ) -> None:
        """Work with the keys of a window."""
        super().__init__(window)
        self._workflow = workflow
        self._tasks = tasks
        self._queue = queue
        self._window = window
        self._identity = deciding.identity
        self._identity.passphrases = workflow.passphrases
        self._identity.own_name = workflow.stories.remembered(_OWN_NAME)
        self.idle_lock = IdleLock(self._identity, queue.editing.leave)
        minutes = workflow.stories.remembered(_MINUTES, str(DEFAULT_MINUTES))
        self.idle_lock.minutes = int(minutes) if minutes.isdecimal() else DEFAULT_MINUTES
        self.bulk = BulkDeciding(workflow, tasks, queue.editing, self._identity, queue.notice, window)
        self.bulk.decided.connect(self.decided)
        self.view: EditorsView | None = None
        self.form: FormDialog | None = None
        self.keeping: KeepingDialog | None = None
        self.idle_lock.warned.connect(self._on_warned)
        self.idle_lock.resumed.connect(lambda: self.told.emit(""))
        self.idle_lock.locked.connect(self._on_locked)

    def calls(self) -> dict[str, Callable[[], object]]:
        """Return what each action does, by its name."""
        return {
            "editors": self.show_editors,
            "own_name": self.ask_own_name,
            "keeping": self.show_keeping,
            **{name: partial(self._decide, act) for name, act in _BULK.items()},
        }

    def update_actions(self, actions: Actions, *, here: bool) -> None:
        """Enable what can be done now.

        Args:
            actions: of the window.
            here: whether the queue is the view that is shown.
        """
        several = here and self._queue.stories.selected_count() > 1
        for name in _BULK:
            actions[name].setEnabled(several)

    def _decide(self, act: BulkAct) -> None:
        story = self._queue.story
        self.bulk.ask(act, self._queue.stories.selected(), story.target if story is not None else "")

    def show_editors(self, name: str = "") -> None:
        """Show the people of the desk and their keys; the one with this name is chosen."""
        view = EditorsView(self._workflow, self._tasks, self._identity, self.idle_lock.minutes, self._window)
        view.wanted = name
        self.view = view
        view.minutes_chosen.connect(self._on_minutes)
        view.finished.connect(self._forget_view)
        view.open()

    def show_keeping(self) -> None:
        """Show what the desk keeps: a backup of it, its room, and what agreements forbid to keep longer."""
        self.keeping = KeepingDialog(self._workflow, self._tasks, self._identity, self._window)
        self.keeping.finished.connect(self._forget_keeping)
        self.keeping.open()

    def _forget_keeping(self) -> None:
        self.keeping = None

    def _forget_view(self) -> None:
        self.view = None

    def _on_minutes(self, minutes: int) -> None:
        self.idle_lock.minutes = minutes
        self._remember(_MINUTES, str(minutes))

    def ask_own_name(self) -> None:
        """Ask who works here without a key: whose words the translations are."""
        words = (
            "Whose words are what is typed here while no key is unlocked? It is kept with each segment, so that "
            "somebody else can be asked to approve what you translate."
        )
        form = FormDialog("Your name", words, "Keep", (Field("name", "Your name", needed=False),), self._window)
        line = form.inputs["name"]
        line.setProperty("text", self._identity.own_name)
        form.answered.connect(lambda given: self._keep_name(form, given))
        self.form = form
        form.finished.connect(self._forget_form)
        form.open()

    def _forget_form(self) -> None:
        self.form = None

    def _keep_name(self, form: FormDialog, given: Answers) -> None:
        form.accept()
        self._identity.own_name = given["name"].strip()
        self._remember(_OWN_NAME, self._identity.own_name)
        self._identity.changed.emit()

    def _remember(self, key: str, value: str) -> None:
        self._tasks.run_task(lambda _: self._workflow.stories.remember(key, value), lane=Lane.EDITS)

    def _on_warned(self, left: int) -> None:
        self.told.emit(f"The key of {self._identity.name} is locked in {left} seconds unless you do something.")

    def _on_locked(self) -> None:
        minutes = self.idle_lock.minutes
        since = "a minute" if minutes == 1 else f"{minutes} minutes"
        self._queue.notice.tell(
            f"Nobody was here for {since}, so the editor's key is locked. What was typed is kept."
        )
