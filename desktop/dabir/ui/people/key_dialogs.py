"""Forms about keys: some fields, a button, and what was wrong; they stay open until the desk has done it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from dabir.domain.errors import DabirError
from dabir.ui.parts.parts import fit_height, label, named
from dabir.ui.parts.ways import in_window


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a form.

    Attributes:
        name: by which the answer is found.
        words: before the field.
        secret: whether what is typed is hidden.
        again: name of the field that has to say the same; "".
        needed: whether it may not be empty.
        choices: what can be chosen, as (value, words); none for a field to type in.
    """

    name: str
    words: str
    secret: bool = False
    again: str = ""
    needed: bool = True
    choices: tuple[tuple[str, str], ...] = ()


def passphrases(name: str, words: str) -> tuple[Field, Field]:
    """Return the two fields of a passphrase that is chosen now."""
    return Field(name, words, secret=True), Field(f"{name} again", f"{words} again", secret=True, again=name)


class FormDialog(QDialog):
    """Asks for some things at once.

    Signals:
        answered: what was answered, by the names of the fields.
    """

    answered = Signal(dict)

    def __init__(self, heading: str, words: str, act: str, fields: Sequence[Field], parent: QWidget) -> None:
        """Make the form.

        Args:
            heading: title of the dialog.
            words: what it is about.
            act: what the button says.
            fields: in order.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle(f"{heading} — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(500)
        self._fields = fields
        self.inputs: dict[str, QLineEdit | QComboBox] = {}
        form = QFormLayout()
        for field in fields:
            made = self._make(field)
            self.inputs[field.name] = made
            form.addRow(field.words, made)
        self.trouble = named(label(), "trouble")
        self.trouble.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.buttons.accepted.connect(self._answer)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(label(words))
        box.addLayout(form)
        box.addWidget(self.trouble)
        box.addWidget(self.buttons)
        self._check()

    def _make(self, field: Field) -> QLineEdit | QComboBox:
        if field.choices:
            box = QComboBox()
            # The longest choice must not squeeze the words before the field.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(44)
            for value, words in field.choices:
                box.addItem(words, value)
            box.setAccessibleName(field.words)
            return box
        line = QLineEdit()
        line.setAccessibleName(field.words)
        if field.secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textChanged.connect(self._check)
        return line

    def _text(self, name: str) -> str:
        made = self.inputs[name]
        return str(made.currentData()) if isinstance(made, QComboBox) else made.text()

    def _check(self) -> None:
        unlike = [one for one in self._fields if one.again and self._text(one.name) != self._text(one.again)]
        missing = any(one.needed and not self._text(one.name).strip() for one in self._fields)
        self.ok.setEnabled(not missing and not unlike)
        if any(self._text(one.name) for one in unlike):
            self.refuse("The two passphrases are not the same yet.")
        else:
            self.trouble.hide()

    def refuse(self, words: str) -> None:
        """Say why it cannot go on, and let the person try again."""
        self.trouble.setText(in_window(words))
        self.trouble.show()
        fit_height(self)

    def wait(self, *, waiting: bool) -> None:
        """Hold the fields still while the desk is at it."""
        for widget in (*self.inputs.values(), self.ok):
            widget.setEnabled(not waiting)
        if not waiting:
            self._check()
            self.ok.setDefault(True)

    def failed(self, error: BaseException) -> bool:
        """Show why the desk refused, and stay; False for what is no error for people, and then it closes."""
        self.wait(waiting=False)
        if isinstance(error, DabirError):
            self.refuse(str(error))
            return True
        self.reject()
        return False

    def _answer(self) -> None:
        self.wait(waiting=True)
        self.answered.emit({field.name: self._text(field.name) for field in self._fields if not field.again})


Answers = dict[str, str]
Work = Callable[[Answers], object]
