"""Approve, refuse or release all stories chosen in the list: one confirmation that says what will happen to each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.counting import counted
from dabir.domain.language import name_of
from dabir.ui.editing.editing import Editing
from dabir.ui.parts.dialogs import PageDialog
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import label
from dabir.ui.parts.text_direction import isolated
from dabir.ui.people.identity import Identity
from dabir.ui.tasks import Lane, Task, Tasks
from dabir.workflow import BulkAct, BulkOutcome, Prospect, Signer, Workflow

_DONE = {BulkAct.APPROVE: "approved", BulkAct.REFUSE: "refused", BulkAct.RELEASE: "released"}


class BulkDialog(QDialog):
    """Lists the chosen stories with what will happen to each.

    Signals:
        target_chosen: the person wants to decide on the originals ("") or on translations into a language.
        confirmed: stories to decide on, target and reason.
    """

    target_chosen = Signal(str)
    confirmed = Signal(list, str, str)

    def __init__(self, act: BulkAct, targets: Sequence[str], parent: QWidget) -> None:
        """Make the dialog; `show_prospects` fills it.

        Args:
            act: what is to be decided.
            targets: languages of translations that can be decided on.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle(f"{act.value.capitalize()} the chosen stories — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(620)
        self._act = act
        self._able: list[int] = []
        self.what = QComboBox()
        self.what.addItem("The originals", "")
        for target in targets:
            self.what.addItem(f"The translations into {name_of(target)}", target)
        self.what.setEnabled(bool(targets))
        self.reason = QLineEdit()
        self.reason.textChanged.connect(self._check)
        needed = act is BulkAct.REFUSE
        self.reason.setPlaceholderText("The reason goes into the log of each." if needed else "A remark, if any.")
        self.words = label()
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName("What will happen to each story")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton(act.value.capitalize(), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow("What", self.what)
        form.addRow("Reason" if needed else "Remark", self.reason)
        box = QVBoxLayout(self)
        box.addLayout(form)
        box.addWidget(self.words)
        box.addWidget(self.list, 1)
        box.addWidget(self.buttons)
        self.resize(700, 480)
        self.what.currentIndexChanged.connect(self._on_what)
        self._check()

    @property
    def target(self) -> str:
        """What is decided on: "" for the originals."""
        return str(self.what.currentData())

    def _on_what(self) -> None:
        self._able = []
        self._check()
        self.target_chosen.emit(self.target)

    def show_prospects(self, prospects: Sequence[Prospect]) -> None:
        """Show what will happen to each story."""
        self._able = [one.story_id for one in prospects if not one.why_not]
        left_out = [one for one in prospects if one.why_not]
        act = self._act.value.capitalize()
        self.list.clear()
        self.list.addItems(
            [" ".join((f"{act}: {isolated(one.name)}.", *one.cautions)) for one in prospects if not one.why_not]
        )
        self.list.addItems([f"Left out: {isolated(one.name)}. {one.why_not}" for one in left_out])
        out = f" {_stories(len(left_out)).capitalize()} will be left out, with the reason below." if left_out else ""
        unread = sum(1 for one in prospects if one.cautions)
        look = f" Look first: not every segment of {_stories(unread)} is confirmed." if unread else ""
        self.words.setText(f"{_stories(len(self._able)).capitalize()} will be {_DONE[self._act]}.{out}{look}")
        self._check()

    def _check(self) -> None:
        reasoned = self._act is not BulkAct.REFUSE or bool(self.reason.text().strip())
        self.ok.setEnabled(bool(self._able) and reasoned)
        number = f" {_stories(len(self._able))}" if self._able else ""
        self.ok.setText(f"{self._act.value.capitalize()}{number}")

    def _accept(self) -> None:
        self.accept()
        self.confirmed.emit(self._able, self.target, self.reason.text().strip())


class BulkDeciding(QObject):
    """From the chosen stories to the signed entries, and what is told afterwards.

    Signals:
        decided: decisions were recorded.
    """

    decided = Signal()

    def __init__(
        self, workflow: Workflow, tasks: Tasks, editing: Editing, identity: Identity, notice: Notice, window: QWidget
    ) -> None:
        """Decide on the stories that `ask` is given."""
        super().__init__(window)
        self._workflow = workflow
        self._tasks = tasks
        self._editing = editing
        self._identity = identity
        self._notice = notice
        self._window = window
        self.dialog: BulkDialog | None = None

    def ask(self, act: BulkAct, story_ids: Sequence[int], target: str) -> None:
        """Ask whether to decide on many stories.

        Args:
            act: what is to be decided.
            story_ids: rows of the stories.
            target: the language beside the open story; "" where there is none.
        """
        if not story_ids:
            return
        self._editing.leave()
        dialog = BulkDialog(act, [target] if target else [], self._window)
        self.dialog = dialog

        def foresee(wanted: str) -> None:
            # Behind the edits: what was typed a moment ago counts.
            self._tasks.run_task(
                lambda _: self._workflow.bulk.foresee(act, story_ids, wanted),
                lambda prospects: self._show(dialog, wanted, prospects),
                lane=Lane.EDITS,
            )

        dialog.target_chosen.connect(foresee)
        dialog.confirmed.connect(
            lambda ids, wanted, note: self._identity.with_signer(
                lambda signer: self._decide(act, ids, wanted, note, signer)
            )
        )
        dialog.finished.connect(self._forget_dialog)
        dialog.open()
        foresee("")

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _show(self, dialog: BulkDialog, wanted: str, prospects: list[Prospect]) -> None:
        if self.dialog is dialog and dialog.target == wanted:
            dialog.show_prospects(prospects)

    def _decide(self, act: BulkAct, ids: list[int], target: str, note: str, signer: Signer) -> None:
        def work(task: Task) -> BulkOutcome:
            return self._workflow.bulk.decide(
                act, ids, target, signer, note, progress=task.report_pair, cancel=task.cancelled
            )

        self._tasks.run_task(
            work,
            lambda outcome: self._tell(act, outcome),
            on_error=self._on_error,
            title=f"{act.value.capitalize()}: signing",
            lane=Lane.EDITS,
        )

    def _on_error(self, error: BaseException) -> None:
        self._tasks.failed.emit(error)
        self.decided.emit()

    def _tell(self, act: BulkAct, outcome: BulkOutcome) -> None:
        words = f"{_stories(len(outcome.done)).capitalize()} {_DONE[act]} by {self._identity.name or 'you'}."
        if outcome.refused:
            words = f"{words} {_stories(len(outcome.refused)).capitalize()} left out."
        if outcome.unwritten:
            words = f"{words} Not everything is written yet: {outcome.unwritten}"
        show: Callable[[], object] | None = (lambda: self._show_left_out(outcome)) if outcome.refused else None
        bad = bool(outcome.refused or outcome.unwritten)
        self._notice.tell(words, "Show which" if show else "", show, bad=bad)
        self.decided.emit()

    def _show_left_out(self, outcome: BulkOutcome) -> None:
        lines = [f"<p><b>\u2068{escape(one.name)}\u2069</b><br>{escape(one.why_not)}</p>" for one in outcome.refused]
        PageDialog("Left out", "".join(lines), self._window).open()


def _stories(count: int) -> str:
    return counted(count, "story", "stories")
