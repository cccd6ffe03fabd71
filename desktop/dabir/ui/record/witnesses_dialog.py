"""Other desks whose word counts for this desk's record, and the key by which they know this desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dabir.domain.errors import DabirError
from dabir.ui.parts.dialogs import ask
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import band, label
from dabir.ui.parts.tables import Column, RowsModel, RowsView
from dabir.ui.parts.text_direction import isolated
from dabir.ui.people.key_dialogs import Answers, Field, FormDialog
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow.record.checkpoints import Checkpoints
from dabir.workflow.record.witnesses import Witness

_FIELDS = (Field("name", "Whose desk it is"), Field("key", "Its key"))


class WitnessesDialog(QDialog):
    """Lists the witnesses; those from agreements are changed there.

    Signals:
        changed: somebody was added or removed.
    """

    changed = Signal()

    def __init__(self, checkpoints: Checkpoints, tasks: Tasks, parent: QWidget) -> None:
        """Show the witnesses of a desk."""
        super().__init__(parent)
        self.setWindowTitle("Witnesses and keys — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._checkpoints = checkpoints
        self._tasks = tasks
        self.form: FormDialog | None = None
        self.notice = Notice()
        self.model: RowsModel[Witness] = RowsModel(
            [
                Column("Desk", lambda one: isolated(one.name)),
                Column("Known from", lambda one: "agreement" if one.by_agreement else "added here"),
                Column("Key", lambda one: str(one.log)),
            ],
            self,
        )
        self.table = RowsView(self.model, [34, 16, 60], 2)
        self.table.setAccessibleName("Witnesses")
        self.table.hint = "No other desk is known yet. Add one with its key, or enter the key in its agreement."
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self._make_head(), self.notice, self.table, self._make_foot()):
            box.addWidget(part, 1 if part is self.table else 0)
        self.resize(min(940, parent.window().width()), 420)
        self.reload()

    def _make_head(self) -> QWidget:
        self.words = label(
            "What these desks have signed of this record counts, and this desk may witness theirs. Take a key over "
            "by another way than the checkpoint itself, for instance by telephone."
        )
        self.add_button = QPushButton("&Add…", autoDefault=False)
        self.add_button.clicked.connect(lambda _: self.add())
        self.remove_button = QPushButton("Re&move…", autoDefault=False)
        self.remove_button.clicked.connect(lambda _: self._ask_remove())
        return band(self.words, self.add_button, self.remove_button)

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        self.own = QLineEdit(readOnly=True)
        self.own.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.own.setAccessibleName("Key of this desk")
        words = QLabel("The &key of this desk")
        words.setBuddy(self.own)
        self.copy_button = QPushButton("&Copy", autoDefault=False)
        self.copy_button.setToolTip("Copy the key of this desk, for those who witness or check its record")
        self.copy_button.clicked.connect(lambda _: QGuiApplication.clipboard().setText(self.own.text()))
        close = QPushButton("Close", autoDefault=False)
        close.clicked.connect(lambda _: self.accept())
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(words)
        row.addWidget(self.own, 1)
        row.addWidget(self.copy_button)
        row.addWidget(close)
        return foot

    def reload(self) -> None:
        """Read the list, and the key of this desk."""
        self._tasks.run_task(
            lambda _: (self._checkpoints.witnesses.all(), str(self._checkpoints.key())),
            lambda found: self._show(*found),
            on_error=self._on_error,
            lane=Lane.EDITS,
        )

    def _show(self, found: list[Witness], key: str) -> None:
        self.model.show_rows(found)
        self.own.setText(key)
        self.own.setCursorPosition(0)
        self._on_selection()

    def _on_error(self, error: BaseException) -> None:
        if isinstance(error, DabirError):
            self.notice.tell(str(error), bad=True)
        else:
            self._tasks.failed.emit(error)

    def _chosen(self) -> Witness | None:
        row = self.table.chosen()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _on_selection(self) -> None:
        one = self._chosen()
        by_hand = one is not None and not one.by_agreement
        self.remove_button.setEnabled(by_hand)
        self.remove_button.setToolTip("" if by_hand or one is None else "Its key is changed in the agreement")

    def add(self) -> None:
        """Ask for another desk and its key."""
        words = "The key is what the other desk shows in this place, or prints by “dabir log key”."
        form = FormDialog("New witness", words, "Add", _FIELDS, self)
        form.answered.connect(lambda given: self._add(form, given))
        form.destroyed.connect(self._forget_form)
        self.form = form
        form.open()

    def _forget_form(self) -> None:
        self.form = None

    def _add(self, form: FormDialog, given: Answers) -> None:
        def done(made: Witness) -> None:
            form.accept()
            self.notice.tell(f"{isolated(made.name)} is a witness now.")
            self.reload()
            self.changed.emit()

        def failed(error: BaseException) -> None:
            if not form.failed(error):
                self._tasks.failed.emit(error)

        self._tasks.run_task(
            lambda _: self._checkpoints.witnesses.add(given["name"], given["key"]),
            done,
            on_error=failed,
            lane=Lane.EDITS,
        )

    def _ask_remove(self) -> None:
        one = self._chosen()
        if one is not None:
            detail = "What it has signed counts no longer."
            ask(self, f"Remove the witness {isolated(one.name)}?", "Remove", lambda: self.remove(one), detail=detail)

    def remove(self, one: Witness) -> None:
        """Take a desk off the list."""
        self._tasks.run_task(
            lambda _: self._checkpoints.witnesses.remove(one.name),
            lambda _: self._on_removed(),
            on_error=self._on_error,
            lane=Lane.EDITS,
        )

    def _on_removed(self) -> None:
        self.reload()
        self.changed.emit()
