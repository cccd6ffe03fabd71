"""What the desk keeps: a backup of all of it, the room it takes, and what agreements forbid to keep longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dabir.domain.decision import Decision
from dabir.domain.errors import Cancelled, DabirError
from dabir.ui.parts.dialogs import ask
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import band, label
from dabir.ui.parts.tables import Column, RowsModel, RowsView
from dabir.ui.parts.text_direction import isolated
from dabir.ui.people.identity import Identity
from dabir.ui.tasks import Lane, Task, Tasks
from dabir.workflow import Signer, Workflow
from dabir.workflow.record.backups import Backup
from dabir.workflow.record.retention import Amount, Prospect, Reason

_FILES: Final = "Backups of a desk (*.zip)"
_WHY: Final = {
    Reason.DECIDED: "somebody has decided on a story in it",
    Reason.KILLED: "a kill is about a story in it",
    Reason.REFERRED: "a decided or killed story refers to it",
    Reason.CLAIMED: "somebody works on it",
    Reason.SET_ASIDE: "it is in the quarantine",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table: what becomes of some files, and why."""

    what: str
    amount: Amount
    why: str


class KeepingDialog(QDialog):
    """Takes backups, packs, and removes what agreements forbid to keep; every removal is signed by the chief."""

    def __init__(self, workflow: Workflow, tasks: Tasks, identity: Identity, parent: QWidget) -> None:
        """Show what a desk keeps."""
        super().__init__(parent)
        self.setWindowTitle("Backup, room and retention — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workflow = workflow
        self._tasks = tasks
        self._identity = identity
        self._gone = False
        self._looking: Task | None = None
        self.finished.connect(self._on_finished)
        self.notice = Notice()
        self.model: RowsModel[_Row] = RowsModel(
            [
                Column("What", lambda one: one.what),
                Column("Stories", lambda one: f"{one.amount.stories:,}"),
                Column("Files", lambda one: f"{one.amount.files:,}"),
                Column("Size", lambda one: _size(one.amount.size)),
                Column("Came", lambda one: _days(one.amount)),
                Column("Why", lambda one: one.why),
            ],
            self,
        )
        self.table = RowsView(self.model, [8, 10, 10, 10, 24, 40], 5)
        self.table.setAccessibleName("What goes and what stays")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.notice, self._make_backup(), self._make_room(), self._make_retention(), self.table):
            box.addWidget(part, 1 if part is self.table else 0)
        box.addWidget(self._make_foot())
        self.resize(min(940, parent.window().width()), 520)
        self.reload()

    def _make_backup(self) -> QWidget:
        self.backup_words = label(
            "A backup is one file with stories, log and keys, read back and verified; work goes on meanwhile. Keep "
            "it as you keep this computer: who has it can sign as this device."
        )
        self.backup_button = QPushButton("&Back up…", autoDefault=False)
        self.backup_button.clicked.connect(lambda _: self._ask_file())
        return band(self.backup_words, self.backup_button)

    def _make_room(self) -> QWidget:
        self.room_words = label()
        self.pack_button = QPushButton("&Pack", autoDefault=False)
        self.pack_button.setEnabled(False)
        self.pack_button.setToolTip("Pack what an older Dabir has kept; nothing of it changes")
        self.pack_button.clicked.connect(lambda _: self._pack())
        return band(self.room_words, self.pack_button)

    def _make_retention(self) -> QWidget:
        self.retention_words = label(
            "What agreements forbid to keep longer goes when the chief signs it. What somebody decided on, and what "
            "that refers to, stays for ever."
        )
        self.remove_button = QPushButton("&Remove…", autoDefault=False)
        self.remove_button.setEnabled(False)
        self.remove_button.clicked.connect(lambda _: self._ask_remove())
        return band(self.retention_words, self.remove_button)

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        close = QPushButton("Close", autoDefault=False)
        close.clicked.connect(lambda _: self.accept())
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 12, 8)
        row.addStretch(1)
        row.addWidget(close)
        return foot

    def _on_finished(self) -> None:
        self._gone = True
        if self._looking is not None:
            self._looking.cancel()

    def _run(
        self,
        work: Callable[[Task], Any],
        done: Callable[[Any], None],
        *,
        title: str = "",
        lane: Lane = Lane.WORK,
    ) -> Task:
        """Run a task whose result comes here, unless the dialog is closed by then.

        Where it has a title and ends in an error, it may have done a part: what is shown is looked up again.
        """

        def show(found: Any) -> None:
            if not self._gone:
                done(found)

        def failed(error: BaseException) -> None:
            self._on_error(error)
            if title and not self._gone:
                self.reload()

        return self._tasks.run_task(work, show, on_error=failed, title=title, lane=lane)

    def _on_error(self, error: BaseException) -> None:
        if isinstance(error, DabirError) and not self._gone:
            self.notice.tell(str(error), bad=not isinstance(error, Cancelled))
        elif not isinstance(error, Cancelled):
            self._tasks.failed.emit(error)

    def reload(self) -> None:
        """Look at the room, and at what would go and what stays."""
        self.remove_button.setEnabled(False)
        self.model.show_rows([])
        self.table.hint = "Looking at what has come in…"
        compaction, retention = self._workflow.compaction, self._workflow.retention
        self._run(lambda _: (compaction.room(), compaction.left()), lambda found: self._show_room(*found))
        # Nobody waits for it but this table, and on a large desk it takes minutes: a backup must not wait behind it.
        self._looking = self._run(
            lambda task: retention.prospect(lambda done: _going_on(task)(done, done)),
            self._show_prospect,
            lane=Lane.DRAFTS,
        )

    def _show_room(self, room: Any, left: int) -> None:
        words = f"The desk takes {_size(room.file)} on the disk"
        words += f"; {_size(room.free)} of it are free for what arrives." if room.free else "."
        if left:
            words += f" {left:,} pieces from before packing can be packed."
        self.room_words.setText(words)
        self.pack_button.setEnabled(bool(left))

    def _show_prospect(self, found: Prospect) -> None:
        rows = [_Row("goes", amount, f"forbidden by {isolated(name)}") for name, amount in sorted(found.goes.items())]
        rows += [_Row("stays", amount, _WHY[reason]) for reason, amount in sorted(found.stays.items())]
        if found.waits.files:
            rows.append(_Row("waits", found.waits, "its time is not over"))
        self.table.hint = "No agreement limits how long stories are kept, or nothing has come in under one that does."
        self.model.show_rows(rows)
        self.remove_button.setEnabled(bool(found.goes))

    def _ask_file(self) -> None:
        name = f"dabir-{self._workflow.stories.now():%Y-%m-%d}.zip"
        dialog = QFileDialog(self, "Write a backup of the desk", name, _FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        # A backup is never written over another one, so there is nothing to confirm.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.back_up(Path(file)))
        dialog.open()

    def back_up(self, file: Path) -> None:
        """Write a backup."""
        make = self._workflow.backups.make
        self._run(lambda task: make(file, _going_on(task)), self._on_backup, title=f"Backup to {file.name}")

    def _on_backup(self, made: Backup) -> None:
        words = (
            f"{isolated(str(made.file))}: {made.manifest.stories:,} stories and {made.manifest.entries:,} entries of "
            f"the log, {_size(made.size)}; read back and verified."
        )
        if not made.verdict.ok:
            words += f" But the log itself is wrong: {made.verdict.reason}"
        self.notice.tell(words, bad=not made.verdict.ok)

    def _pack(self) -> None:
        self.pack_button.setEnabled(False)
        run = self._workflow.compaction.run
        self._run(lambda task: run(_going_on(task)), lambda _: self.reload(), title="Packing")

    def _ask_remove(self) -> None:
        going = [one.amount for one in self.model.rows if one.what == "goes"]
        total = Amount(sum(one.files for one in going), sum(one.stories for one in going))
        ask(
            self,
            f"Remove {total.words}?",
            "Remove",
            lambda: self._identity.with_signer(self._remove),
            detail="Nobody can bring them back. The log keeps a signed list of what went, without its words.",
        )

    def _remove(self, signer: Signer) -> None:
        self.remove_button.setEnabled(False)
        going_on = self._workflow.retention.carry_out

        def work(task: Task) -> list[Decision]:
            step = _going_on(task)
            return going_on(signer, lambda done: step(done, done))

        self._run(work, self._on_removed, title="Removing what may not be kept")

    def _on_removed(self, made: list[Decision]) -> None:
        places = ", ".join(str(entry.sequence) for entry in made[:5]) + ("…" if len(made) > 5 else "")
        self.notice.tell(f"Removed, and entered in the log: {places}." if made else "Nothing was to go any more.")
        self.reload()


def _going_on(task: Task) -> Callable[[int, int], None]:
    """Return what reports a task's progress, and ends it where the person stopped it."""

    def step(done: int, total: int) -> None:
        if task.cancelled():
            raise Cancelled(
                "Stopped.", "What was done until then stays done; a backup that was not finished is gone."
            )
        task.report_pair(done, total)

    return step


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size / 1e3:,.1f} kB"


def _days(amount: Amount) -> str:
    assert amount.oldest is not None
    assert amount.newest is not None
    first, last = amount.oldest.date().isoformat(), amount.newest.date().isoformat()
    return first if first == last else f"{first} to {last}"
