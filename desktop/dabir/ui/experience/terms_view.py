"""The termbase: how names and expressions are to be translated, and how not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dabir.domain.counting import counted
from dabir.domain.language import name_of
from dabir.domain.listing import Partner
from dabir.domain.term import Term
from dabir.ui.experience.term_form import TermForm
from dabir.ui.parts.dialogs import ask
from dabir.ui.parts.language_pair import LanguagePair, filter_row
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import band, label
from dabir.ui.parts.tables import Column, RowsModel, RowsView
from dabir.ui.parts.text_direction import isolated
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow
from dabir.workflow.experience.terms import Imported

#: Listed at once; a search finds the others.
_SHOWN: Final = 5_000
#: Milliseconds after the last letter at which the search begins.
_AFTER_TYPING: Final = 200


class TermsView(QWidget):
    """Lists terms, and lets the person add, change and remove them.

    Signals:
        changed: terms came, went or changed.
    """

    changed = Signal()

    def __init__(self, workflow: Workflow, tasks: Tasks, parent: QWidget | None = None) -> None:
        """Show the terms of a desk."""
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        self._asked = 0
        self._partners: list[Partner] = []
        self.notice = Notice()
        self.form: TermForm | None = None
        self.model: RowsModel[Term] = RowsModel(
            [
                Column("Term", lambda term: isolated(term.source, term.source_language)),
                Column("Translation", lambda term: isolated(term.target, term.target_language)),
                Column(
                    "Languages", lambda term: f"{name_of(term.source_language)} → {name_of(term.target_language)}"
                ),
                Column("Other forms", lambda term: _forms((*term.source_forms, *term.target_forms))),
                Column("Must not be used", lambda term: _forms(term.forbidden)),
                Column("For", lambda term: term.partner or "every partner"),
                Column("Note", lambda term: isolated(term.note)),
                Column("From", lambda term: _origin(term.origin)),
            ],
            self,
        )
        self.table = RowsView(self.model, [28, 28, 26, 24, 20, 14, 20, 16], 6)
        self.table.setAccessibleName("Terms")
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.doubleClicked.connect(lambda _: self.change_chosen())
        self.table.installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        box.addWidget(self._make_filters())
        box.addWidget(self.notice)
        box.addWidget(self.table, 1)
        self._typing = QTimer(self, singleShot=True, interval=_AFTER_TYPING)
        self._typing.timeout.connect(self.reload)
        self._on_selection()

    def _make_head(self) -> QWidget:
        self.words = label()
        self.add_button = QPushButton("&Add…")
        self.add_button.setToolTip("Add a term (Insert)")
        self.add_button.clicked.connect(lambda _: self.add())
        self.change_button = QPushButton("&Change…")
        self.change_button.setToolTip("Change the chosen term (Enter)")
        self.change_button.clicked.connect(self.change_chosen)
        self.remove_button = QPushButton("Re&move…")
        self.remove_button.setToolTip("Remove the chosen term (Delete)")
        self.remove_button.clicked.connect(self._ask_remove)
        self.import_button = QPushButton("&Import…")
        self.import_button.clicked.connect(self._ask_file)
        self.export_button = QPushButton("&Export…")
        self.export_button.clicked.connect(self._ask_target)
        self.starter_button = QPushButton("&Starter terms")
        self.starter_button.clicked.connect(self.start)
        buttons = (self.add_button, self.change_button, self.remove_button)
        return band(self.words, *buttons, self.import_button, self.export_button, self.starter_button)

    def _make_filters(self) -> QWidget:
        self.search = QLineEdit(placeholderText="Search terms and notes", clearButtonEnabled=True)
        self.search.setAccessibleName("Search terms")
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.installEventFilter(self)
        self.pair = LanguagePair(any_language=True)
        self.pair.changed.connect(self.reload)
        return filter_row(self.search, self.pair)

    def reload(self) -> None:
        """Read the terms that the search and the languages let through; of many asks only the last counts."""
        self._typing.stop()
        self._asked += 1
        asked, query, pair = self._asked, self.search.text().strip(), (self.pair.source, self.pair.target)
        terms, partners = self._workflow.terms, self._workflow.intake.partners

        def read(_: object) -> tuple[list[Term], int, list[Partner]]:
            if query:
                found = terms.search(query, *pair, limit=_SHOWN)
                return found, len(found), partners()
            return terms.list(*pair, limit=_SHOWN), terms.count(*pair), partners()

        self._tasks.run_task(read, lambda found: self._show(asked, *found), lane=Lane.READS)

    def _show(self, asked: int, found: list[Term], total: int, partners: list[Partner]) -> None:
        if asked != self._asked:
            return
        self._partners = partners
        self.model.show_rows(found)
        more = f", the first {len(found):,} are listed" if len(found) < total else ""
        self.words.setText(
            f"{counted(total, 'term')}{more}. A term in an original is marked, and its translation is checked."
            if total
            else "No terms here. Add one, import a file, or begin with starter terms: countries, months, currencies."
        )
        self._on_selection()

    def _on_selection(self) -> None:
        chosen = self.table.chosen() >= 0
        self.change_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)
        both = self.pair.is_whole
        for button, words in (
            (self.export_button, "Write the terms of the two languages as TBX or CSV"),
            (self.starter_button, "Take countries, months, weekdays and currencies of the two languages from CLDR"),
        ):
            button.setEnabled(both)
            button.setToolTip(words if both else f"{words}: choose the two languages below first")

    def add(self, source: str = "", target: str = "", languages: tuple[str, str] = ("", "")) -> None:
        """Ask for a new term.

        Args:
            source: the term, as far as it is known.
            target: its translation.
            languages: of both; "" takes the ones chosen for the list.
        """
        first = languages[0] or self.pair.source or "fa"
        second = languages[1] or self.pair.target or ("az" if first != "az" else "fa")
        self._ask(Term(source, target, first, second), self._workflow.terms.add)

    def change_chosen(self) -> None:
        """Ask what the chosen term is to be."""
        row = self.table.chosen()
        if row >= 0:
            self._ask(self.model.rows[row], self._workflow.terms.change)

    def _ask(self, term: Term, work: Callable[[Term], Term]) -> None:
        def keep(made: Term, refused: Callable[[BaseException], None], done: Callable[[], None]) -> None:
            def kept(one: Term) -> None:
                done()
                self._tell(f"Kept: {isolated(one.source)} → {isolated(one.target)}.")

            self._tasks.run_task(lambda _: work(made), kept, on_error=refused, lane=Lane.EDITS)

        self.form = TermForm(term, self._partners, keep, self.window())
        self.form.destroyed.connect(self._forget)
        self.form.open()

    def _forget(self) -> None:
        self.form = None

    def _ask_remove(self) -> None:
        row = self.table.chosen()
        if row >= 0:
            term = self.model.rows[row]
            words = f"Remove the term {isolated(term.source)} → {isolated(term.target)}?"
            ask(self, words, "Remove", lambda: self.remove(term))

    def remove(self, term: Term) -> None:
        """Remove a term."""
        self._tasks.run_task(
            lambda _: self._workflow.terms.remove(term.id),
            lambda _: self._tell(f"Removed: {isolated(term.source)}."),
            lane=Lane.EDITS,
        )

    def start(self) -> None:
        """Take the starter terms of the chosen languages."""
        source, target = self.pair.source, self.pair.target
        self._tasks.run_task(
            lambda _: self._workflow.terms.start(source, target),
            lambda count: self._tell(f"{count:,} starter terms from {name_of(source)} into {name_of(target)}."),
            title="Taking the starter terms",
        )

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "A file of terms", "", "Terms (*.tbx *.csv *.xml);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.import_file(Path(file)))
        dialog.open()

    def import_file(self, file: Path) -> None:
        """Bring in a TBX, or a CSV in the two languages that are chosen."""
        source, target = (self.pair.source, self.pair.target) if self.pair.is_whole else ("", "")
        self._tasks.run_task(
            lambda _: self._workflow.terms.import_file(file, source, target),
            lambda made: self._on_imported(file, made),
            title=f"Bringing in {file.name}",
        )

    def _on_imported(self, file: Path, made: Imported) -> None:
        left = f" Left out: {' '.join(made.left_out[:5])}" if made.left_out else ""
        self._tell(f"{isolated(file.name)}: {made.words}.{left}", bad=bool(made.left_out))

    def _ask_target(self) -> None:
        name = f"terms {self.pair.source}-{self.pair.target}.tbx"
        dialog = QFileDialog(self, "Where to write the terms", name, "TBX (*.tbx);;CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.export(Path(file)))
        dialog.open()

    def export(self, file: Path) -> None:
        """Write the terms of the chosen languages: as CSV where the file is called so, else as TBX."""
        terms, source, target = self._workflow.terms, self.pair.source, self.pair.target
        write = terms.export_csv if file.suffix.lower() == ".csv" else terms.export_tbx
        self._tasks.run_task(
            lambda _: write(file, source, target),
            lambda count: self.notice.tell(f"{counted(count, 'term')} written to {isolated(str(file))}."),
            title=f"Writing {file.name}",
        )

    def _tell(self, words: str, *, bad: bool = False) -> None:
        self.notice.tell(words, bad=bad)
        self.reload()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the table (Insert, Enter, Delete) and of the search field (Down, Escape)."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            key = event.key()
            if watched is self.search and key in {Qt.Key.Key_Down, Qt.Key.Key_Escape}:
                if key == Qt.Key.Key_Escape:
                    self.search.clear()
                self.table.setFocus()
                return True
            calls: dict[int, Callable[[], None]] = {
                Qt.Key.Key_Insert: self.add,
                Qt.Key.Key_Return: self.change_chosen,
                Qt.Key.Key_Enter: self.change_chosen,
                Qt.Key.Key_Delete: self._ask_remove,
            }
            if watched is self.table and key in calls:
                calls[key]()
                return True
        return super().eventFilter(watched, event)


def _forms(forms: tuple[str, ...]) -> str:
    return " · ".join(isolated(form) for form in forms)


def _origin(origin: str) -> str:
    return {"desk": "this desk", "starter": "starter terms"}.get(origin, isolated(origin))
