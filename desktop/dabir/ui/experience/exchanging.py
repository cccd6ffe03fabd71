"""Sharing memory and terms with a partner: one file out, one file in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.counting import counted
from dabir.domain.language import name_of
from dabir.domain.listing import Partner
from dabir.ui.parts.language_pair import LanguagePair
from dabir.ui.parts.partner_choice import PartnerChoice
from dabir.ui.parts.parts import label
from dabir.ui.parts.text_direction import isolated
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow
from dabir.workflow.experience.exchange import Exchanged


class ExchangeDialog(QDialog):
    """Asks with whom, in which languages, and which way.

    Signals:
        export_wanted: write a file: source, target and the partner's code.
        import_wanted: take a file in, from the partner with this code.
    """

    export_wanted = Signal(str, str, str)
    import_wanted = Signal(str)

    def __init__(self, partners: Sequence[Partner], chosen: str, languages: tuple[str, str], parent: QWidget) -> None:
        """Make the dialog.

        Args:
            partners: agencies of the desk.
            chosen: code of the one chosen at first; "" for none in particular.
            languages: chosen at first.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle("Exchange with a partner — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self.partner = PartnerChoice("no partner in particular", partners, chosen)
        self.pair = LanguagePair()
        self.pair.choose(*languages)
        self.write_button = QPushButton("&Write a file…")
        self.write_button.setDefault(True)
        self.take_button = QPushButton("&Take a file in…")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.write_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.take_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.write_button.clicked.connect(self._on_write)
        self.take_button.clicked.connect(self._on_take)
        self.pair.changed.connect(self._check)
        form = QFormLayout()
        form.addRow("Partner", self.partner)
        form.addRow("Languages", self.pair)
        box = QVBoxLayout(self)
        box.addWidget(
            label(
                "One file has the confirmed sentences of the two languages, in both directions, and the terms. "
                "Terms kept for other partners stay here, and no story goes out whole."
            )
        )
        box.addLayout(form)
        box.addWidget(buttons)
        self._check()

    def _check(self) -> None:
        self.write_button.setEnabled(self.pair.is_whole)

    def _on_write(self) -> None:
        self.accept()
        self.export_wanted.emit(self.pair.source, self.pair.target, self.partner.code)

    def _on_take(self) -> None:
        self.accept()
        self.import_wanted.emit(self.partner.code)


class Exchanging(QObject):
    """Asks, has the file written or read, and tells what came of it.

    Signals:
        told: what came of it, and whether it needs attention.
        taken: memory and terms came in.
    """

    told = Signal(str, bool)
    taken = Signal()

    def __init__(self, workflow: Workflow, tasks: Tasks, window: QWidget) -> None:
        """Work for a window."""
        super().__init__(window)
        self._workflow = workflow
        self._tasks = tasks
        self._window = window
        self.dialog: ExchangeDialog | None = None

    def ask(self, partner: str, languages: tuple[str, str]) -> None:
        """Ask what is to be exchanged.

        Args:
            partner: code of the partner chosen at first.
            languages: chosen at first.
        """
        self._tasks.run_task(
            lambda _: self._workflow.intake.partners(),
            lambda partners: self._open(partners, partner, languages),
            lane=Lane.READS,
        )

    def _open(self, partners: list[Partner], partner: str, languages: tuple[str, str]) -> None:
        self.dialog = ExchangeDialog(partners, partner, languages, self._window)
        self.dialog.export_wanted.connect(self._ask_target)
        self.dialog.import_wanted.connect(self._ask_file)
        self.dialog.destroyed.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _ask_target(self, source: str, target: str, partner: str) -> None:
        name = " ".join(part for part in ("exchange", partner, f"{source}-{target}.zip") if part)
        dialog = QFileDialog(self._window, "Where to write the file", name, "Exchange files (*.zip)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.export(Path(file), source, target, partner))
        dialog.open()

    def export(self, file: Path, source: str, target: str, partner: str) -> None:
        """Write the file for a partner."""
        self._tasks.run_task(
            lambda _: self._workflow.exchange.export(file, source, target, partner),
            lambda made: self.told.emit(
                f"{_words(made)}, {name_of(source)} and {name_of(target)}, are in {isolated(str(file))}.",
                False,
            ),
            title=f"Writing {file.name}",
        )

    def _ask_file(self, partner: str) -> None:
        dialog = QFileDialog(self._window, "A partner's file", "", "Exchange files (*.zip);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.take_in(Path(file), partner))
        dialog.open()

    def take_in(self, file: Path, partner: str) -> None:
        """Take a partner's file in."""
        self._tasks.run_task(
            lambda _: self._workflow.exchange.import_file(file, partner),
            lambda made: self._on_taken(file, made),
            title=f"Taking in {file.name}",
        )

    def _on_taken(self, file: Path, made: Exchanged) -> None:
        left = f" Left out: {' '.join(made.left_out[:5])}" if made.left_out else ""
        self.told.emit(f"{_words(made)} came with {isolated(file.name)}.{left}", bool(made.left_out))
        self.taken.emit()


def _words(made: Exchanged) -> str:
    units = counted(made.units, "unit")
    terms = counted(made.terms, "term")
    return f"{units} of the memory and {terms}"
