"""Witnessing in the window: the file with a checkpoint that goes to another desk, is signed there, and comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from dabir.domain.errors import DabirError, InputRefused, NotFound, RecordBroken
from dabir.ui.parts.badges import full_time
from dabir.ui.parts.dialogs import show_error
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.text_direction import isolated
from dabir.ui.people.key_dialogs import Field, FormDialog
from dabir.ui.record.witnesses_dialog import WitnessesDialog
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Witnessed
from dabir.workflow.record.checkpoints import Checkpoints, Seen

_FILES: Final = "Checkpoints (*.checkpoint);;All files (*)"
#: From so many different lengths on it makes a difference for whom a checkpoint is.
_SEVERAL: Final = 2


class Witnessing(QObject):
    """Does what `dabir log checkpoint`, `cosigned`, `witness` and `witnesses` do.

    Signals:
        covered: what witnesses have seen of this desk's record has changed.
    """

    covered = Signal()

    def __init__(
        self, checkpoints: Checkpoints, tasks: Tasks, now: Callable[[], datetime], notice: Notice, view: QWidget
    ) -> None:
        """Work for a view.

        Args:
            checkpoints: of the desk.
            tasks: runs what takes time.
            now: tells the present moment.
            notice: where it says what it did.
            view: the view.
        """
        super().__init__(view)
        self._checkpoints = checkpoints
        self._tasks = tasks
        self._now = now
        self._notice = notice
        self._view = view
        self.form: FormDialog | None = None
        self.witnesses: WitnessesDialog | None = None
        self.alarm_box: QMessageBox | None = None

    def fill(self, menu: QMenu) -> None:
        """Add what can be done to a menu."""
        menu.addAction("Write a &checkpoint for a witness…", self._ask_target)
        menu.addAction("Bring &back a witness’s signature…", self._ask_signed)
        menu.addSeparator()
        menu.addAction("&Witness another desk’s checkpoint…", self._ask_foreign)
        menu.addSeparator()
        menu.addAction("Witnesses and &keys…", self.show_witnesses)

    def _ask_target(self) -> None:
        """Ask where to write; first for whom, where several witnesses have seen the record unlike far."""
        self._tasks.run_task(
            lambda _: ([one.name for one in self._checkpoints.witnesses.all()], self._checkpoints.witnessed()),
            lambda found: self._ask_for_whom(*found),
            on_error=self._on_error,
            lane=Lane.READS,
        )

    def _ask_for_whom(self, names: list[str], witnessed: Sequence[Witnessed]) -> None:
        seen = {one.whose: one.size for one in witnessed}
        if len({seen.get(name, 0) for name in names}) < _SEVERAL:
            self._ask_where(None)
            return
        choices = tuple(
            (name, f"{isolated(name)}, who has seen {_entries(seen[name]) if name in seen else 'nothing yet'}")
            for name in names
        )
        words = "The file proves that the record continues what the witness has seen; so say for whom it is."
        form = FormDialog("Checkpoint", words, "Go on…", (Field("who", "For", choices=choices),), self._view)
        form.answered.connect(form.accept)
        form.answered.connect(lambda given: self._ask_where(seen.get(given["who"], 0)))
        self.form = form
        form.destroyed.connect(self._forget_form)
        form.open()

    def _forget_form(self) -> None:
        self.form = None

    def _ask_where(self, since: int | None) -> None:
        name = f"{self._now():%Y-%m-%d}.checkpoint"
        dialog = QFileDialog(self._view, "Write a checkpoint for a witness", name, _FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("checkpoint")
        self._open(dialog, lambda file: self.write(file, since))

    def _ask_signed(self) -> None:
        self._ask_file("The checkpoint that a witness has signed", self.take_back)

    def _ask_foreign(self) -> None:
        self._ask_file("The checkpoint of another desk", self.witness)

    def _ask_file(self, title: str, call: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._view, title, "", _FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, call)

    @staticmethod
    def _open(dialog: QFileDialog, call: Callable[[Path], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: call(Path(file)))
        dialog.open()

    def write(self, file: Path, since: int | None = None) -> None:
        """Write the file that goes to a witness.

        Args:
            file: where to.
            since: number of entries that the witness has seen last; None for the most that any witness has.
        """
        self._tasks.run_task(
            lambda _: self._checkpoints.request(file, since),
            lambda made: self._notice.tell(
                f"{isolated(str(file))} tells of the first {_entries(made.head.size)}. Take it to the other desk, "
                "have it witnessed there, and bring its signature back in the same file."
            ),
            on_error=self._on_error,
            title="Writing a checkpoint",
        )

    def take_back(self, file: Path) -> None:
        """Keep what a witness has signed."""
        self._tasks.run_task(
            lambda _: self._checkpoints.take_back(file),
            self._on_taken_back,
            on_error=self._on_refused,
            title="Reading the signature",
            lane=Lane.EDITS,
        )

    def _on_taken_back(self, found: Sequence[Witnessed]) -> None:
        self._notice.tell(
            "\n".join(
                f"{isolated(one.whose)} has seen the first {_entries(one.size)}, "
                f"at {full_time(one.time.astimezone())}."
                for one in found
            )
        )
        self.covered.emit()

    def witness(self, file: Path) -> None:
        """Look at the checkpoint of another desk and sign it, in the same file."""
        self._tasks.run_task(
            lambda _: self._checkpoints.witness(file),
            lambda seen: self._on_witnessed(file, seen),
            on_error=self._on_refused,
            title="Witnessing the checkpoint",
            lane=Lane.EDITS,
        )

    def _on_witnessed(self, file: Path, seen: Seen) -> None:
        since = (
            f"They continue the {seen.before:,} seen before."
            if seen.before
            else "This desk sees that record for the first time."
        )
        self._notice.tell(
            f"Witnessed: the first {_entries(seen.size)} of {isolated(seen.whose)}. {since} Take "
            f"{isolated(str(file))} back to the other desk."
        )

    def _on_refused(self, error: BaseException) -> None:
        """Tell why nothing was signed or kept; often the other desk's key is not known."""
        if isinstance(error, (NotFound, InputRefused)):
            self._notice.tell(str(error), "Witnesses and keys…", self.show_witnesses, bad=True)
        else:
            self._on_error(error)

    def _on_error(self, error: BaseException) -> None:
        if isinstance(error, RecordBroken):
            # Two records where there must be one: not to be overlooked in a line of news.
            self._alarm(error)
        elif isinstance(error, DabirError):
            self._notice.tell(str(error), bad=True)
        else:
            self._tasks.failed.emit(error)

    def _alarm(self, error: RecordBroken) -> None:
        box = show_error(self._view, error)
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle("Alarm — Dabir")
        box.destroyed.connect(self._forget_alarm)
        self.alarm_box = box

    def _forget_alarm(self) -> None:
        self.alarm_box = None

    def show_witnesses(self) -> None:
        """Show whose signatures count here, and the key of this desk."""
        self.witnesses = WitnessesDialog(self._checkpoints, self._tasks, self._view)
        self.witnesses.changed.connect(self.covered)
        self.witnesses.destroyed.connect(self._forget_witnesses)
        self.witnesses.open()

    def _forget_witnesses(self) -> None:
        self.witnesses = None


def _entries(size: int) -> str:
    return "entry" if size == 1 else f"{size:,} entries"
