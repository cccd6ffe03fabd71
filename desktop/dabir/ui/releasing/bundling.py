"""Partner bundles in the window: handing stories on in one signed file, and the alarm for one that was changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QDateTime, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.listing import IngestOutcome, Partner
from dabir.domain.seal import PartnerTranslation
from dabir.ui.parts.badges import short_name
from dabir.ui.parts.dialogs import PageDialog, left_out_page, let_select
from dabir.ui.parts.partner_choice import PartnerChoice
from dabir.ui.parts.parts import label
from dabir.ui.parts.text_direction import isolated
from dabir.ui.stories.queue_view import QueueView
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow
from dabir.workflow.bundles.bundles import Exported, Wanted

_NOBODY = "Choose a partner"
_FILES = "Partner bundles (*.zip)"


class BundleDialog(QDialog):
    """Asks for whom a bundle is and what is in it.

    Signals:
        wanted: the partner's code and what is to be handed on (`Wanted`).
    """

    wanted = Signal(str, object)

    def __init__(self, partners: Sequence[Partner], selected: Sequence[int], now: datetime, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            partners: those an agreement is with.
            selected: rows of the stories selected in the list.
            now: the present moment.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle("Hand stories to a partner — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self._selected = tuple(selected)
        self.write_button = QPushButton("Write the file…")
        first = partners[0].code if len(partners) == 1 else ""
        self.partner = PartnerChoice(_NOBODY, partners, first)
        number = len(selected)
        self.chosen = QRadioButton(f"The {number:,} selected stories" if number != 1 else "The selected story")
        self.approved = QRadioButton("All that was approved since")
        self.released = QRadioButton("All that was released since")
        self._which = QButtonGroup(self)
        self.since = QDateTimeEdit(QDateTime.fromSecsSinceEpoch(int((now - timedelta(days=1)).timestamp())))
        self.since.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.since.setCalendarPopup(True)
        self.since.setAccessibleName("Since when")
        form = QFormLayout()
        form.addRow("For", self.partner)
        for row, choice in enumerate((self.chosen, self.approved, self.released)):
            self._which.addButton(choice)
            form.addRow("" if row else "What", choice)
            choice.toggled.connect(self._check)
        form.addRow("Since", self.since)
        self.chosen.setEnabled(bool(selected))
        (self.chosen if selected else self.approved).setChecked(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.write_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.partner.currentIndexChanged.connect(self._check)
        box = QVBoxLayout(self)
        words = (
            "One file, signed with this desk's key, has the originals and the translations that are approved. The "
            "partner's desk finds out whether anything of it was changed on the way."
        )
        box.addWidget(label(words if partners else "No agreement names a partner yet; enter the agreement first."))
        box.addLayout(form)
        box.addWidget(buttons)
        self._check()

    def _check(self) -> None:
        self.since.setEnabled(not self.chosen.isChecked())
        self.write_button.setEnabled(bool(self.partner.code))

    def _accept(self) -> None:
        since = datetime.fromtimestamp(self.since.dateTime().toSecsSinceEpoch()).astimezone()
        self.accept()
        if self.chosen.isChecked():
            self.wanted.emit(self.partner.code, Wanted(stories=self._selected))
        elif self.approved.isChecked():
            self.wanted.emit(self.partner.code, Wanted(approved_since=since))
        else:
            self.wanted.emit(self.partner.code, Wanted(released_since=since))


class Bundling(QObject):
    """Asks, has bundles written, takes a partner's translation over, and raises the alarm."""

    def __init__(self, workflow: Workflow, tasks: Tasks, queue: QueueView, window: QWidget) -> None:
        """Work for a window."""
        super().__init__(window)
        self._workflow = workflow
        self._tasks = tasks
        self._queue = queue
        self._window = window
        self.dialog: BundleDialog | None = None
        self.alarm_box: QMessageBox | None = None
        queue.translation.partner.draft_wanted.connect(self.use_as_draft)

    def ask(self) -> None:
        """Ask for whom and what; the stories selected in the list are offered first."""
        selected = self._queue.stories.selected()

        def read() -> list[Partner]:
            named = {partner.code: partner for partner in self._workflow.intake.partners()}
            return [named.get(code, Partner(code, "")) for code in self._workflow.bundles.partners()]

        self._tasks.run_task(lambda _: read(), lambda partners: self._open(partners, selected), lane=Lane.READS)

    def _open(self, partners: list[Partner], selected: list[int]) -> None:
        self.dialog = BundleDialog(partners, selected, self._workflow.stories.now(), self._window)
        self.dialog.wanted.connect(self._ask_target)
        self.dialog.destroyed.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _ask_target(self, partner: str, wanted: Wanted) -> None:
        name = f"for-{partner}-{self._workflow.stories.now():%Y-%m-%d-%H%M}.zip"
        dialog = QFileDialog(self._window, "Where to write the bundle", name, _FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.export(Path(file), partner, wanted))
        dialog.open()

    def export(self, file: Path, partner: str, wanted: Wanted) -> None:
        """Write a bundle for a partner."""
        self._tasks.run_task(
            lambda _: self._workflow.bundles.export(file, partner, wanted),
            self._on_exported,
            title=f"Writing {file.name}",
        )

    def _on_exported(self, made: Exported) -> None:
        left = made.left_out
        words = f"{made.words} in {isolated(str(made.file))}, signed by {made.seal.sender} for {made.seal.recipient}."
        if left:
            words += f" {len(left):,} could not be handed on."
        self._queue.notice.tell(words, "Details…" if left else "", lambda: self._show(left), bad=bool(left))

    def _show(self, left_out: Sequence[str]) -> None:
        PageDialog("What was not handed on", left_out_page(left_out), self._window).open()

    def use_as_draft(self, translation: PartnerTranslation) -> None:
        """Copy a partner's translation into the segments."""
        self._queue.editing.leave()
        self._tasks.run_task(
            lambda _: self._workflow.bundles.use_as_draft(translation),
            lambda _: self._queue.open(translation.story_id, translation.language),
            lane=Lane.EDITS,
        )

    def alarm(self, outcomes: Sequence[IngestOutcome]) -> None:
        """Say loudly that bundles were changed on their way."""
        names = ", ".join(isolated(short_name(one.file)) for one in outcomes)
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle("Alarm — Dabir")
        box.setTextFormat(Qt.TextFormat.PlainText)
        one = len(outcomes) == 1
        box.setText(f"{names}: {'this bundle is' if one else 'these bundles are'} not as the sender signed it.")
        reasons = "\n\n".join(dict.fromkeys(outcome.error for outcome in outcomes))
        kept = "Nothing of it was taken in. The file is kept whole in the quarantine, with the reason."
        box.setInformativeText(f"{reasons}\n\n{kept}")
        let_select(box)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.destroyed.connect(self._forget_alarm)
        self.alarm_box = box
        box.open()

    def _forget_alarm(self) -> None:
        self.alarm_box = None
