"""The agreements of the desk: how each stands today, its editions, and what each edition changed."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from dabir.domain.agreement import Agreement
from dabir.ui.agreements.agreement_form import AgreementForm, blank
from dabir.ui.parts.badges import full_time
from dabir.ui.parts.dialogs import PageDialog
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import band, label
from dabir.ui.parts.tables import Column, RowsModel, RowsView
from dabir.ui.parts.text_direction import isolated
from dabir.ui.people.identity import Identity
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Signer, Workflow
from dabir.workflow.agreements.agreements import TEMPLATES, Edition

_TEMPLATE_WORDS: Final = {"bilateral": "an agreement of &two agencies", "regional": "a &regional scheme of ten"}


class AgreementsView(QWidget):
    """Lists agreements, and lets the chief add and change them.

    Signals:
        changed: an edition was kept.
    """

    changed = Signal()

    def __init__(self, workflow: Workflow, tasks: Tasks, identity: Identity, parent: QWidget | None = None) -> None:
        """Show the agreements of a desk; `identity` signs their editions."""
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        self._identity = identity
        self._states: dict[str, str] = {}
        self._wanted, self._wanted_edition = "", ("", 0)
        self.form: AgreementForm | None = None
        self.notice = Notice()
        self.model: RowsModel[Agreement] = RowsModel(
            [
                Column("Agreement", lambda one: isolated(one.title)),
                Column("Today", lambda one: self._states.get(one.id, "")),
                Column("With", lambda one: ", ".join(party.code for party in one.partners)),
                Column("In force", _span),
                Column("Signed", lambda one: one.signed.isoformat()),
                Column("Edition", lambda one: str(one.edition)),
                Column("Replaces", lambda one: isolated(one.replaces)),
                Column("Short name", lambda one: one.id),
            ],
            self,
        )
        self.table = RowsView(self.model, [40, 26, 24, 26, 13, 9, 24, 22], 0)
        self.table.setAccessibleName("Agreements")
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.doubleClicked.connect(lambda _: self.change_chosen())
        self.editions: RowsModel[Edition] = RowsModel(
            [
                Column("Edition", lambda one: str(one.agreement.edition)),
                Column("Kept", lambda one: full_time(one.time)),
                Column("Signed by", lambda one: isolated(one.editor)),
                Column("Entry", lambda one: str(one.sequence)),
                Column("What it changed", lambda one: isolated(one.changes)),
            ],
            self,
        )
        self.history = RowsView(self.editions, [9, 28, 20, 9, 60], 4)
        self.history.setAccessibleName("Editions of the agreement")
        self.history.doubleClicked.connect(lambda _: self.show_edition())
        self.history.setToolTip("Double-click an edition to read it")
        for watched in (self.table, self.history):
            watched.installEventFilter(self)
        self._lay_out()
        self._on_selection()

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        split.addWidget(self.table)
        split.addWidget(self.history)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        box.addWidget(self.notice)
        box.addWidget(split, 1)

    def _make_head(self) -> QWidget:
        self.words = label()
        self.add_button = QPushButton("&Add")
        self.add_button.setToolTip("Add an agreement (Insert)")
        menu = QMenu(self.add_button)
        menu.addAction("an &empty form…").triggered.connect(lambda _=False: self.add())
        for kind in TEMPLATES:
            action = menu.addAction(f"{_TEMPLATE_WORDS[kind]}…")
            action.triggered.connect(lambda _=False, kind=kind: self.add_from_template(kind))
        menu.addSeparator()
        menu.addAction("from a &file…").triggered.connect(lambda _=False: self._ask_file())
        self.add_button.setMenu(menu)
        self.change_button = QPushButton("&Change…")
        self.change_button.setToolTip("Make the next edition of the chosen agreement (Enter)")
        self.change_button.clicked.connect(lambda _: self.change_chosen())
        self.export_button = QPushButton("&Export…")
        self.export_button.setToolTip("Write the chosen agreement to a file, for a partner or for changes by hand")
        self.export_button.clicked.connect(lambda _: self._ask_target())
        return band(self.words, self.add_button, self.change_button, self.export_button)

    def reload(self) -> None:
        """Read the agreements."""
        agreements = self._workflow.agreements
        self._tasks.run_task(
            lambda _: (agreements.all(), agreements.states()), lambda found: self._show(*found), lane=Lane.READS
        )

    def _show(self, found: list[Agreement], states: dict[str, str]) -> None:
        chosen = self._chosen()
        wanted = self._wanted or (chosen.id if chosen else "")
        self._wanted, self._states = "", states
        self.model.show_rows(found)
        holding = sum(1 for one in found if states[one.id] == "in force")
        many = "1 agreement" if len(found) == 1 else f"{len(found):,} agreements"
        self.words.setText(
            f"{many}, {holding} in force. Each story is judged by the one that was in force at its own time."
            if found
            else "No agreements yet: every partner's stories are free, with a caution. Add one, or take a template."
        )
        if found:
            self.table.selectRow(next((row for row, one in enumerate(found) if one.id == wanted), 0))
        self._on_selection()

    def _chosen(self) -> Agreement | None:
        row = self.table.chosen()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _on_selection(self) -> None:
        agreement = self._chosen()
        for button in (self.change_button, self.export_button):
            button.setEnabled(agreement is not None)
        if agreement is None:
            self.editions.show_rows([])
            return
        name, history = agreement.id, self._workflow.agreements.history

        def show(editions: list[Edition]) -> None:
            now = self._chosen()
            if now is not None and now.id == name:
                self._show_editions(editions[::-1])

        self._tasks.run_task(lambda _: history(name), show, lane=Lane.READS)

    def _show_editions(self, editions: list[Edition]) -> None:
        before = self.history.chosen()
        shown = self.editions.rows[before].agreement if 0 <= before < len(self.editions.rows) else None
        self.editions.show_rows(editions)
        places = {(one.agreement.id, one.agreement.edition): row for row, one in enumerate(editions)}
        if self._wanted_edition in places:
            self.history.selectRow(places[self._wanted_edition])
            self.history.setFocus()
            self._wanted_edition = ("", 0)
        elif shown is not None and (shown.id, shown.edition) in places:
            self.history.selectRow(places[shown.id, shown.edition])

    def lead_to(self, name: str, edition: int) -> None:
        """Have an edition chosen when the view is read next.

        Args:
            name: id of the agreement.
            edition: number of the edition.
        """
        self._wanted, self._wanted_edition = name, (name, edition)

    def add(self) -> None:
        """Ask for a new agreement, from an empty form."""
        self._ask(blank(self._workflow.stories.now().date()), new=True)

    def add_from_template(self, kind: str) -> None:
        """Ask for a new agreement, beginning with a template."""
        self._ask(self._workflow.agreements.example(kind), new=True)

    def change_chosen(self) -> None:
        """Ask for the next edition of the chosen agreement."""
        agreement = self._chosen()
        if agreement is not None:
            self._ask(agreement, new=False)

    def _ask(self, agreement: Agreement, *, new: bool) -> None:
        agreements = self._workflow.agreements
        work = agreements.add if new else agreements.change

        def keep(made: Agreement, refused: Callable[[BaseException], None], done: Callable[[], None]) -> None:
            def kept(one: Agreement) -> None:
                done()
                self._on_kept(one)

            def sign(signer: Signer) -> None:
                form.wait()
                self._tasks.run_task(
                    lambda _: work(made, signer), kept, on_error=refused, title="Signing", lane=Lane.EDITS
                )

            self._identity.with_signer(sign)

        form = AgreementForm(
            agreement, self.model.rows, agreements.outputs, agreements.faults, keep, self.window(), new=new
        )
        form.destroyed.connect(self._forget)
        form.open()
        self.form = form

    def _forget(self) -> None:
        self.form = None

    def _on_kept(self, agreement: Agreement) -> None:
        self._wanted = agreement.id
        self.notice.tell(f"Kept and signed: {isolated(agreement.title)}, edition {agreement.edition}.")
        self.reload()
        self.changed.emit()

    def show_edition(self) -> None:
        """Show what the chosen edition says, word for word."""
        row = self.history.chosen()
        if 0 <= row < len(self.editions.rows):
            edition = self.editions.rows[row]
            text = self._workflow.agreements.written(edition.agreement).decode()
            words = f"{edition.agreement.id}, edition {edition.agreement.edition}"
            lines = "".join(f"<div>{escape(line) or '&nbsp;'}</div>" for line in text.splitlines())
            PageDialog(words, f"{lines}<p>SHA-256 {edition.sha256}</p>", self.window(), size=(720, 640)).open()

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "A file of an agreement", "", "Agreements (*.toml);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.import_file(Path(file)))
        dialog.open()

    def import_file(self, file: Path) -> None:
        """Open the form on what a file says: as a new agreement, or as the next edition of the one with its id."""

        def opened(agreement: Agreement) -> None:
            self._ask(agreement, new=agreement.id not in self._states)

        self._tasks.run_task(lambda _: self._workflow.agreements.check(file), opened, lane=Lane.READS)

    def _ask_target(self) -> None:
        agreement = self._chosen()
        if agreement is None:
            return
        dialog = QFileDialog(self, "Where to write the agreement", f"{agreement.id}.toml", "Agreements (*.toml)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.export(Path(file)))
        dialog.open()

    def export(self, file: Path) -> None:
        """Write the chosen agreement to a file."""
        agreement = self._chosen()
        if agreement is not None:
            self._tasks.run_task(
                lambda _: self._workflow.agreements.export(agreement, file),
                lambda _: self.notice.tell(f"Written to {isolated(str(file))}."),
                title=f"Writing {file.name}",
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the tables: Insert and Enter."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            enter = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if watched is self.table and event.key() in {Qt.Key.Key_Insert, *enter}:
                (self.change_chosen if event.key() in enter else self.add)()
                return True
            if watched is self.history and event.key() in enter:
                self.show_edition()
                return True
        return super().eventFilter(watched, event)


def _span(agreement: Agreement) -> str:
    return f"{agreement.start.isoformat()} – {agreement.end.isoformat() if agreement.end else 'no end'}"
