"""The outbox: what waits, was sent or failed, with the reason in plain words; and the targets it goes to."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from dabir.domain.errors import DabirError
from dabir.domain.language import name_of
from dabir.domain.outbox import ItemKind, ItemState, OutboxItem, Target
from dabir.ui.parts.badges import full_time
from dabir.ui.parts.dialogs import ask
from dabir.ui.parts.fonts import weighted
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import SelectableLabel, band, label
from dabir.ui.parts.tables import Column, Index, RowsModel, RowsView
from dabir.ui.parts.text_direction import isolated
from dabir.ui.parts.theme import tones_of
from dabir.ui.releasing.outputs_dialog import OutputsDialog
from dabir.ui.releasing.sending import Sending
from dabir.ui.releasing.target_form import TargetForm
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow
from dabir.workflow.releasing.output_choice import OutputChoice
from dabir.workflow.releasing.permits import Permit, permits
from dabir.workflow.releasing.sending import Round

_WORDS: Final = {
    ItemState.WAITING: "waits",
    ItemState.SENDING: "is being sent",
    ItemState.SENT: "sent",
    ItemState.FAILED: "failed",
    ItemState.CANCELLED: "cancelled",
}
#: The same, after a number.
_COUNTED: Final = {**_WORDS, ItemState.WAITING: "waiting", ItemState.SENDING: "being sent"}


class OutboxModel(RowsModel[OutboxItem]):
    """The items, the newest first; what failed stands out, in its colour as in its word."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, and the colour of what failed."""
        failed = self.rows[index.row()].state is ItemState.FAILED
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0 and failed:
            return QColor(tones_of(QApplication.palette()).bad)
        return super().data(index, role)


class OutboxView(QWidget):
    """Lists the outbox and the targets.

    Signals:
        counted: how many items failed and want a person's look.
    """

    counted = Signal(int)

    def __init__(self, workflow: Workflow, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Show the outbox of a desk."""
        super().__init__(parent)
        self._workflow = workflow
        self._outbox = workflow.outbox
        self._choice = OutputChoice(workflow.database)
        self._tasks = tasks
        self.form: TargetForm | None = None
        self.outputs: OutputsDialog | None = None
        self.notice = Notice()
        self.model = OutboxModel(
            [
                Column("State", lambda item: _WORDS[item.state]),
                Column("Target", lambda item: isolated(item.target)),
                Column("Story", lambda item: isolated(item.headline or item.uri)),
                Column("What", what_of),
                Column("Since", lambda item: full_time(item.ended or item.queued)),
                Column("Why, or where it is", lambda item: isolated(_why(item))),
            ],
            self,
        )
        self.table = RowsView(self.model, [12, 19, 27, 22, 26, 40], 5)
        self.table.setAccessibleName("Outbox")
        self.table.hint = "What is released stands here until it has arrived, and after."
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.targets: RowsModel[Target] = RowsModel(
            [
                Column("Target", lambda target: isolated(target.name)),
                Column("Kind", lambda target: str(target.kind)),
                Column("Address", lambda target: target.address),
                Column("Takes", _takes),
            ],
            self,
        )
        self.target_table = RowsView(self.targets, [26, 10, 40, 50], 3)
        self.target_table.setAccessibleName("Targets")
        row = self.target_table.verticalHeader().defaultSectionSize()
        self.target_table.setMinimumHeight(4 * row + 8)
        self.target_table.hint = "A target is a folder, a web address or a folder of e-mails."
        self.target_table.selectionModel().selectionChanged.connect(self._on_selection)
        self._lay_out()
        self.sending = Sending(self._outbox, tasks, self)
        self.sending.changed.connect(self._on_round)
        self.sending.failed.connect(self._on_trouble)
        self._on_selection()
        self.reload()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part, stretch in (
            (self._make_head(), 0),
            (self.notice, 0),
            (self.table, 3),
            (self._make_reason(), 0),
            (self._make_target_head(), 0),
            (self.target_table, 1),
        ):
            box.addWidget(part, stretch)

    def _make_head(self) -> QWidget:
        self.words = label()
        self.send_button = QPushButton("&Send now")
        self.send_button.setToolTip("Try everything that waits, also what waits for a later moment")
        self.send_button.clicked.connect(lambda: self.sending.send(at_once=True))
        self.retry_button = QPushButton("&Try again")
        self.retry_button.clicked.connect(self.retry_chosen)
        self.cancel_button = QPushButton("Do &not send…")
        self.cancel_button.clicked.connect(self._ask_cancel)
        return band(self.words, self.send_button, self.retry_button, self.cancel_button)

    def _make_reason(self) -> QWidget:
        """Return the room below the table where the chosen item is told of, every sentence set as its language is."""
        self.about = SelectableLabel()
        self.about.setFont(weighted(self.about.font(), 600))
        self.reason = label()
        self.reason.setTextInteractionFlags(self.about.textInteractionFlags())
        self.whole = QWidget()
        box = QVBoxLayout(self.whole)
        box.setContentsMargins(14, 8, 14, 10)
        box.setSpacing(4)
        box.addWidget(self.about)
        box.addWidget(self.reason)
        return self.whole

    def _make_target_head(self) -> QWidget:
        self.target_words = label()
        self.outputs_button = QPushButton("Out&puts…")
        self.outputs_button.setToolTip("Choose the forms that releases are written in")
        self.outputs_button.clicked.connect(self.choose_outputs)
        self.add_button = QPushButton("&Add a target…")
        self.add_button.clicked.connect(self.add)
        self.remove_button = QPushButton("Re&move…")
        self.remove_button.clicked.connect(self._ask_remove)
        return band(self.target_words, self.outputs_button, self.add_button, self.remove_button)

    def reload(self) -> None:
        """Read the outbox and the file of targets."""
        self._tasks.run_task(
            lambda _: (self._outbox.items(), self._outbox.counts()), lambda found: self._show(*found), lane=Lane.READS
        )
        self._tasks.run_task(
            lambda _: (self._outbox.targets(), self._choice.chosen()),
            lambda found: self._show_targets(*found),
            on_error=self._on_trouble,
            lane=Lane.READS,
        )

    def _show(self, items: list[OutboxItem], counts: dict[ItemState, int]) -> None:
        row = self.chosen()
        self.model.show_rows(items)
        numbers = [item.id for item in items]
        if row is not None and row.id in numbers:
            self.table.selectRow(numbers.index(row.id))
        elif items:
            self.table.selectRow(0)
        told = [f"{counts[state]:,} {words}" for state, words in _COUNTED.items() if state in counts]
        self.words.setText(", ".join(told) if told else "Nothing has been sent yet, and nothing waits.")
        self.counted.emit(counts.get(ItemState.FAILED, 0))
        self._on_selection()

    def _show_targets(self, targets: tuple[Target, ...], outputs: tuple[str, ...]) -> None:
        self.targets.show_rows(targets)
        written = f"Releases are written as {', '.join(outputs)}."
        self.target_words.setText(
            f"{written} Each goes to the targets that take it. Passwords stay in the system's keyring."
            if targets
            else f"{written} No target is set up: they stay in the output folder, and nothing is sent anywhere."
        )
        self._on_selection()

    def chosen(self) -> OutboxItem | None:
        """Return the chosen item."""
        number = self.table.chosen()
        return self.model.rows[number] if 0 <= number < len(self.model.rows) else None

    def _on_selection(self) -> None:
        item = self.chosen()
        self.send_button.setEnabled(not self.sending_runs() and any(_open(one) for one in self.model.rows))
        self.retry_button.setEnabled(item is not None and item.state in {ItemState.FAILED, ItemState.WAITING})
        self.cancel_button.setEnabled(item is not None and item.state in {ItemState.FAILED, ItemState.WAITING})
        self.remove_button.setEnabled(self.target_table.chosen() >= 0)
        self.about.setText(_about(item) if item else "")
        self.reason.setText(_reason(item) if item else "")
        self.reason.setVisible(bool(self.reason.text()))
        self.whole.setVisible(item is not None)

    def sending_runs(self) -> bool:
        """Whether a round is under way."""
        return hasattr(self, "sending") and self.sending.running

    def retry_chosen(self) -> None:
        """Let the chosen item be tried again, now."""
        item = self.chosen()
        if item is not None:
            self._tasks.run_task(
                lambda _: self._outbox.retry(item.id), lambda _: self.sending.send(), title="Trying again"
            )

    def _ask_cancel(self) -> None:
        item = self.chosen()
        if item is not None:
            detail = "The target may have it already." if item.may_have_arrived else "The release itself stays."
            words = f"Do not send “{isolated(item.headline or item.uri)}” to “{isolated(item.target)}”?"
            ask(self, words, "Do not send", lambda: self.cancel(item), detail=detail)

    def cancel(self, item: OutboxItem) -> None:
        """Let an item not be sent."""
        self._tasks.run_task(lambda _: self._outbox.cancel(item.id), lambda _: self.reload(), title="Cancelling")

    def add(self) -> None:
        """Ask for a target."""
        self.form = TargetForm(self._outbox.output_names(), self._keep, self)
        self.form.open()

    def _keep(self, target: Target, form: TargetForm) -> None:
        def done(_: object) -> None:
            form.accept()
            self.notice.tell(f"What is released from now on goes to “{isolated(target.name)}” too.")
            self.reload()

        self._tasks.run_task(
            lambda _: self._outbox.add_target(target), done, on_error=form.show_trouble, title="Keeping the target"
        )

    def _ask_remove(self) -> None:
        row = self.target_table.chosen()
        if row >= 0:
            name = self.targets.rows[row].name
            detail = "What it was sent stays there. What still waits for it is not sent."
            ask(self, f"Remove the target “{isolated(name)}”?", "Remove", lambda: self.remove(name), detail=detail)

    def remove(self, name: str) -> None:
        """Remove a target."""
        self._tasks.run_task(
            lambda _: self._outbox.remove_target(name), lambda _: self.reload(), title="Removing the target"
        )

    def choose_outputs(self) -> None:
        """Ask for the forms that releases are written in."""
        agreements, choice, now = self._workflow.agreements, self._choice, self._workflow.stories.now()

        def read() -> tuple[tuple[Permit, ...], int]:
            known = agreements.all()
            return permits(choice.known, choice.chosen(), known, now), len(known)

        self._tasks.run_task(lambda _: read(), lambda found: self._ask_outputs(*found), lane=Lane.READS)

    def _ask_outputs(self, found: tuple[Permit, ...], agreements: int) -> None:
        self.outputs = OutputsDialog(found, agreements, self.window())
        self.outputs.wanted.connect(self._keep_outputs)
        self.outputs.destroyed.connect(self._forget_outputs)
        self.outputs.open()

    def _forget_outputs(self) -> None:
        self.outputs = None

    def _keep_outputs(self, names: list[str]) -> None:
        self._tasks.run_task(lambda _: self._choice.choose(names), lambda _: self._on_outputs_kept(), lane=Lane.EDITS)

    def _on_outputs_kept(self) -> None:
        if self.outputs is not None:
            self.outputs.accept()
        self.reload()

    def _on_round(self, done: Round | None) -> None:
        self._on_selection()
        if done is not None:
            self.reload()

    def _on_trouble(self, error: BaseException) -> None:
        if isinstance(error, DabirError):
            self.notice.tell(str(error), bad=True)
        else:
            self._tasks.failed.emit(error)


def what_of(item: OutboxItem) -> str:
    """Return what an item brings: kill notice or text, its language, and the output."""
    text = f"translation, {name_of(item.target_language)}" if item.target_language else "original"
    notice = "KILL of the " if item.kind is ItemKind.NOTICE else ""
    return f"{notice}{text}{f', {item.part}' if item.part else ''}"


def _open(item: OutboxItem) -> bool:
    return item.state in {ItemState.WAITING, ItemState.SENDING}


def _why(item: OutboxItem) -> str:
    return item.reason or item.receipt


def _about(item: OutboxItem) -> str:
    return f"{isolated(item.headline or item.uri)} → {isolated(item.target)}: {_WORDS[item.state]}"


def _reason(item: OutboxItem) -> str:
    lines = [_why(item)] if _why(item) else []
    if item.state is ItemState.WAITING and item.not_before is not None:
        lines.append(f"It is tried again by itself after {full_time(item.not_before)}.")
    if item.doubtful and item.state in {ItemState.FAILED, ItemState.CANCELLED}:
        lines.append("It may have arrived all the same.")
    return "\n".join(lines)


def _takes(target: Target) -> str:
    outputs = ", ".join(target.outputs) or "the usual outputs"
    stories = f"of {', '.join(target.partners)}" if target.partners else "of all partners"
    languages = ", ".join(name_of(one) for one in target.languages) or "all languages"
    return f"{outputs}; {stories}; {languages}"
