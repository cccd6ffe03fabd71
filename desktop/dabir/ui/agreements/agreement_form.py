"""The form of an agreement: every field with what is wrong beside it; it is kept only when nothing is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.agreement import Agreement, Party, Term, Terms
from dabir.domain.agreement_faults import Fault
from dabir.domain.errors import DabirError
from dabir.ui.agreements.agreement_fields import Credits, Day, Lines, OpenDay, Parties, Retention
from dabir.ui.parts.parts import label, named, title
from dabir.ui.parts.theme import tones_of
from dabir.ui.parts.ways import in_window

#: Keeps an agreement; told what to call when that fails, and when it is done.
Keep = Callable[[Agreement, Callable[[BaseException], None], Callable[[], None]], None]

#: Outputs stand in rows of so many.
_IN_A_ROW = 4
_LONGEST_DELAY = 366 * 24 * 60
_TERM_WORDS = {
    Term.NO_ALTERATION: "No alteration",
    Term.TRANSLATION: "Translation",
    Term.CREDIT: "Credit line",
    Term.OUTPUTS: "Outputs",
    Term.EMBARGO: "Waiting time",
    Term.RETENTION: "Retention",
    Term.FOUR_EYES: "Four eyes",
    Term.KILLS: "Kills",
    Term.DURATION: "Duration",
}


def blank(day: date) -> Agreement:
    """Return what a new agreement begins with."""
    return Agreement("", 0, "", "", (Party("", ""), Party("", "")), day, day)


class AgreementForm(QDialog):
    """Asks for an agreement; it stays open until what is written was kept."""

    def __init__(
        self,
        agreement: Agreement,
        others: Sequence[Agreement],
        outputs: Sequence[str],
        faults: Callable[[Agreement], Sequence[Fault]],
        keep: Keep,
        parent: QWidget,
        *,
        new: bool,
    ) -> None:
        """Make the form.

        Args:
            agreement: what it begins with.
            others: the agreements of the desk.
            outputs: names of the outputs that can be permitted.
            faults: tells what is wrong with an agreement.
            keep: keeps it, signed.
            parent: the window.
            new: whether it is a first edition.
        """
        super().__init__(parent)
        self.setWindowTitle(f"{'New agreement' if new else f'Change {agreement.id}'} — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._agreement, self._new = agreement, new
        self._faults, self._keep = faults, keep
        #: Places whose faults are told: those the person has been at. What is brought in is told of at once.
        self._touched: set[str] = set() if not agreement.id else {"*"}
        self.troubles: dict[str, QLabel] = {}
        self._fields: dict[str, QWidget] = {}
        self._make_fields(agreement, others, outputs)
        self._lay_out()
        self._check("")
        self.id.setEnabled(new)
        (self.title if new else self.parties.table).setFocus()
        self.resize(820, min(900, self.screen().availableGeometry().height() - 60))

    def _make_fields(self, agreement: Agreement, others: Sequence[Agreement], outputs: Sequence[str]) -> None:
        terms = agreement.terms
        self.title, self.id = QLineEdit(agreement.title), QLineEdit(agreement.id)
        self.id.setPlaceholderText("for instance caspian-2024")
        self.own = QComboBox()
        self.parties = Parties(agreement.parties)
        self.signed = Day(agreement.signed, "Day of the signature")
        self.start = Day(agreement.start, "First day in force")
        self.end = OpenDay(agreement.end, agreement.start + timedelta(days=5 * 365))
        self.replaces = QComboBox(editable=True)
        self.replaces.addItems(["", *(one.id for one in others if one.id != agreement.id)])
        self.replaces.setCurrentText(agreement.replaces)
        self.no_alteration = _switch("Stories are used word for word as they came", terms.no_alteration)
        self.translation = _switch("Translations may be published", terms.translation)
        self.four_eyes = _switch("Whoever translated a text does not approve it", terms.four_eyes)
        self.after_end = _switch("What came before the end may be released after it", terms.after_end)
        known = dict.fromkeys((*outputs, *terms.outputs))
        self.outputs = {name: _switch(name, not terms.outputs or name in terms.outputs) for name in known}
        self.delay = QSpinBox(minimum=0, maximum=_LONGEST_DELAY, suffix=" minutes")
        self.delay.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.delay.setAccessibleName("Minutes that have to pass after the partner's own publication")
        self.delay.setToolTip("So many minutes have to pass after the partner's own publication")
        self.delay.setValue(terms.embargo_delay // timedelta(minutes=1))
        self.retention = Retention(terms.retention)
        self.kill_contact = QLineEdit(terms.kill_contact)
        self.credits = Credits(terms.credit)
        places = dict(agreement.clauses)
        self.clauses = {term: QLineEdit(places.get(term, "")) for term in Term}
        self.note = Lines(agreement.note, "Note", "anything else the desk should know")

    def _lay_out(self) -> None:
        inner = QWidget()
        form = QFormLayout(inner)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._head(form, "The agreement")
        self._add(form, "&Title", "title", self.title)
        self._add(form, "&Short name", "id", self.id)
        self._head(form, "Parties")
        self._add(form, "", "parties", self.parties)
        self._add(form, "This &desk is", "own", self.own)
        self._head(form, "Dates")
        self._add(form, "Sig&ned", "signed", self.signed)
        self._add(form, "In force &from", "start", self.start)
        self._add(form, "In force &until", "end", self.end)
        self._add(form, "Re&places", "replaces", self.replaces)
        self._head(form, "Terms")
        for switch in (self.no_alteration, self.translation, self.four_eyes, self.after_end):
            self._add(form, "", "", switch)
        self._add(form, "Outputs permitted", "terms.outputs", _Switches(tuple(self.outputs.values())))
        self._add(form, "&Waiting time", "terms.embargo_minutes", self.delay)
        self._add(form, "Originals are kept", "terms.retention_days", self.retention)
        self._add(form, "Contact for &kills", "terms.kill_contact", self.kill_contact)
        self._head(form, "Credit lines, by the language a text is published in")
        self._add(form, "", "terms.credit", self.credits)
        self._head(form, "Where the paper says it; a refusal names the clause like this")
        for term, line in self.clauses.items():
            self._add(form, _TERM_WORDS[term], f"clauses.{term.value}", line)
            line.setAccessibleName(f"Clause: {_TERM_WORDS[term]}")
        self._head(form, "Note")
        self._add(form, "", "note", self.note)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inner)
        self.trouble = _trouble(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton("Sign and keep", QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        self.buttons.accepted.connect(self._on_keep)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        for part in (self.area, self.trouble, self.buttons):
            box.addWidget(part)

    @staticmethod
    def _head(form: QFormLayout, words: str) -> None:
        head = title(words)
        head.setContentsMargins(0, 10, 0, 2)
        form.addRow(head)

    def _add(self, form: QFormLayout, words: str, place: str, field: QWidget) -> None:
        """Add a field, and below it room for what is wrong with it."""
        if words:
            form.addRow(words, field)
        elif isinstance(field, QCheckBox):
            form.addRow("", field)
        else:
            form.addRow(field)
        _listen(field, lambda: self._check(place))
        if place:
            trouble = _trouble(self)
            self.troubles[place], self._fields[place] = trouble, field
            if words:
                form.addRow("", trouble)
            else:
                form.addRow(trouble)

    def agreement(self) -> Agreement:
        """Return the agreement as it is written."""
        terms = Terms(
            no_alteration=self.no_alteration.isChecked(),
            translation=self.translation.isChecked(),
            credit=self.credits.lines(),
            outputs=self._permitted(),
            embargo_delay=timedelta(minutes=self.delay.value()),
            retention=self.retention.length(),
            four_eyes=self.four_eyes.isChecked(),
            kill_contact=self.kill_contact.text().strip(),
            after_end=self.after_end.isChecked(),
        )
        return Agreement(
            id=self.id.text().strip(),
            edition=self._agreement.edition,
            title=self.title.text().strip(),
            own=str(self.own.currentData() or ""),
            parties=self.parties.parties(),
            signed=self.signed.day(),
            start=self.start.day(),
            end=self.end.day(),
            replaces=self.replaces.currentText().strip(),
            terms=terms,
            clauses=tuple((term, words) for term, line in self.clauses.items() if (words := line.text().strip())),
            note=self.note.text().strip(),
        )

    def _permitted(self) -> tuple[str, ...]:
        """Return the outputs that are ticked, as they were written where they are the same; none for all."""
        before = self._agreement.terms.outputs
        ticked = tuple(name for name, switch in self.outputs.items() if switch.isChecked())
        if before and set(ticked) == set(before):
            return before
        return () if len(ticked) == len(self.outputs) else ticked

    def faults(self) -> list[Fault]:
        """Return everything that is wrong with what is written."""
        found = list(self._faults(self.agreement()))
        if not any(switch.isChecked() for switch in self.outputs.values()):
            # An empty list would permit all, which is the opposite of what stands here.
            found.append(Fault("terms.outputs", "Tick at least one output; nothing could be released."))
        return found

    def _check(self, place: str) -> None:
        """Tell what is wrong, as far as the person has come."""
        self._touched.add(place)
        if place in {"", "parties"}:
            self._offer_codes()
        self.trouble.hide()
        told: dict[str, list[str]] = {field: [] for field in self.troubles}
        for fault in self.faults():
            field = self._field_of(fault.place)
            if field in self._touched or "*" in self._touched:
                told[field].append(self._words_of(fault))
        for field, words in told.items():
            self.troubles[field].setText("\n".join(words))
            self.troubles[field].setVisible(bool(words))

    def _offer_codes(self) -> None:
        chosen = self.own.currentData() or self._agreement.own
        self.own.blockSignals(True)
        self.own.clear()
        self.own.addItem("choose", "")
        for code in self.parties.codes():
            self.own.addItem(code, code)
        self.own.setCurrentIndex(max(0, self.own.findData(chosen)))
        self.own.blockSignals(False)

    def _field_of(self, place: str) -> str:
        """Return the field that a fault belongs to: the longest beginning of its place that is one."""
        return max((field for field in self.troubles if place.startswith(field)), key=len, default="title")

    @staticmethod
    def _words_of(fault: Fault) -> str:
        """Return a fault as it stands beside its field: in a table, with its row."""
        if fault.place == "own":
            return "Choose which of the parties this desk is."
        if fault.place.startswith("parties["):
            number, _, column = fault.place.removeprefix("parties[").partition("].")
            return f"Party {number}, {column.replace('_', ' ')}: {fault.sentence}"
        return fault.sentence

    def _on_keep(self) -> None:
        self._touched.add("*")
        self._check("*")
        found = self.faults()
        if found:
            field = self._fields[self._field_of(found[0].place)]
            self.area.ensureWidgetVisible(self.troubles[self._field_of(found[0].place)])
            field.setFocus()
            many = "1 field is" if len(found) == 1 else f"{len(found)} things are"
            self._refuse(f"It is not kept yet: {many} to be put right.")
            return
        self._keep(self.agreement(), self._on_refused, self.accept)

    def wait(self) -> None:
        """Take no second press while it is being signed and kept."""
        self.ok.setEnabled(False)

    def _on_refused(self, error: BaseException) -> None:
        self.ok.setEnabled(True)
        self._refuse(str(error) if isinstance(error, DabirError) else f"It could not be kept: {error}")

    def _refuse(self, words: str) -> None:
        self.trouble.setText(in_window(words))
        self.trouble.show()


def _trouble(form: QWidget) -> QLabel:
    """Return the room below a field for what is wrong with it."""
    made = named(label(), "trouble")
    palette = made.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(tones_of(form.palette()).bad))
    made.setPalette(palette)
    made.hide()
    return made


def _switch(words: str, on: bool) -> QCheckBox:  # noqa: FBT001 - its state
    made = QCheckBox(words)
    made.setChecked(on)
    return made


class _Switches(QWidget):
    """Switches in rows of a few."""

    def __init__(self, switches: Sequence[QCheckBox]) -> None:
        super().__init__()
        self.switches = switches
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for number, switch in enumerate(switches):
            box.addWidget(switch, number // _IN_A_ROW, number % _IN_A_ROW)
        box.setColumnStretch(_IN_A_ROW, 1)


def _listen(field: QWidget, call: Callable[[], object]) -> None:
    """Have something called whenever the person changes a field."""
    if isinstance(field, QCheckBox):
        field.toggled.connect(lambda _: call())
    elif isinstance(field, _Switches):
        for switch in field.switches:
            switch.toggled.connect(lambda _: call())
    elif isinstance(field, QLineEdit):
        field.textChanged.connect(lambda _: call())
    elif isinstance(field, QComboBox):
        field.currentTextChanged.connect(lambda _: call())
    elif isinstance(field, Day):
        field.dateChanged.connect(lambda _: call())
    elif isinstance(field, QSpinBox):
        field.valueChanged.connect(lambda _: call())
    elif isinstance(field, Lines):
        field.textChanged.connect(call)
    elif isinstance(field, (Parties, OpenDay, Retention, Credits)):
        field.changed.connect(call)
