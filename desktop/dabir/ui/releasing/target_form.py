"""The form of a target: where releases go, and which of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.outbox import ORIGINAL, Target, TargetKind, why_not_target
from dabir.ui.parts.parts import fit_height, label, named
from dabir.ui.parts.ways import in_window

_KINDS = {
    TargetKind.FOLDER: "A folder",
    TargetKind.HTTP: "A web address (HTTP POST)",
    TargetKind.EMAIL: "E-mails as files, to be sent by hand",
}
_ADDRESSES = {
    TargetKind.FOLDER: "/srv/cms/in",
    TargetKind.HTTP: "https://cms.example/api/stories",
    TargetKind.EMAIL: "/srv/mail/to-send",
}


class TargetForm(QDialog):
    """Asks for a target; it stays open until what is written can be kept."""

    def __init__(
        self, outputs: Sequence[str], keep: Callable[[Target, TargetForm], None], parent: QWidget | None = None
    ) -> None:
        """Make the form.

        Args:
            outputs: names of the outputs there are.
            keep: keeps a target, and then closes this form or shows in it what was wrong.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle("New target — Dabir")
        self.setMinimumWidth(520)
        self._names = tuple(outputs)
        self._keep = keep
        self.kind = QComboBox()
        for kind, words in _KINDS.items():
            self.kind.addItem(words, kind)
        self.name, self.address = QLineEdit(), QLineEdit()
        self.partners, self.languages = QLineEdit(), QLineEdit()
        self.partners.setPlaceholderText("all; or codes, such as ARAN, ALBORZ")
        self.languages.setPlaceholderText("all; or codes, such as az, fa")
        self.outputs = {output: QCheckBox(output) for output in (*outputs, ORIGINAL)}
        self.private = QCheckBox("It is in our own &network, and may do without encryption")
        self.secret, self.user = QLineEdit(), QLineEdit()
        self.secret.setPlaceholderText("the name of the password or token, never itself")
        self.user.setPlaceholderText("for a password; without it the secret is a token")
        self.mail_from, self.recipients = QLineEdit(), QLineEdit()
        self.recipients.setPlaceholderText("one or more, with commas between them")
        self.hint, self.trouble = named(label(), "muted"), named(label(), "trouble")
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._on_kind)
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(self._check)
        for box in self.findChildren(QCheckBox):
            box.toggled.connect(self._check)
        self._on_kind()
        self.name.setFocus()

    def _lay_out(self) -> None:
        choices = QWidget()
        grid = QGridLayout(choices)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, choice in enumerate(self.outputs.values()):
            grid.addWidget(choice, number // 4, number % 4)
        self.fields = QFormLayout()
        self.fields.addRow("&Name", self.name)
        self.fields.addRow("&Kind", self.kind)
        self.fields.addRow("&Address", self.address)
        self.fields.addRow("Outputs", choices)
        self.fields.addRow("", self.hint)
        self.fields.addRow("Stories of &partners", self.partners)
        self.fields.addRow("Texts in &languages", self.languages)
        self.fields.addRow("", self.private)
        self.fields.addRow("&Secret", self.secret)
        self.fields.addRow("&User", self.user)
        self.fields.addRow("&From", self.mail_from)
        self.fields.addRow("&To", self.recipients)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton("Keep", QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        self.buttons.accepted.connect(lambda: self._keep(self.target(), self))
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addLayout(self.fields)
        box.addWidget(self.trouble)
        box.addWidget(self.buttons)

    def target(self) -> Target:
        """Return the target as it is written; what its kind has no use for is left out."""
        kind = TargetKind(self.kind.currentData())
        web, mail = kind is TargetKind.HTTP, kind is TargetKind.EMAIL
        return Target(
            name=self.name.text().strip(),
            kind=kind,
            address=self.address.text().strip(),
            outputs=tuple(name for name, box in self.outputs.items() if box.isChecked() and box.isVisibleTo(self)),
            partners=_listed(self.partners),
            languages=_listed(self.languages),
            private=web and self.private.isChecked(),
            secret=self.secret.text().strip() if web else "",
            user=self.user.text().strip() if web else "",
            sender=self.mail_from.text().strip() if mail else "",
            recipients=_listed(self.recipients) if mail else (),
        )

    def show_trouble(self, error: BaseException) -> None:
        """Say why the target could not be kept."""
        self._tell(str(error))

    def _tell(self, words: str) -> None:
        self.trouble.setText(in_window(words))
        self.trouble.setVisible(bool(words))
        fit_height(self)

    def _on_kind(self) -> None:
        kind = TargetKind(self.kind.currentData())
        self.address.setPlaceholderText(_ADDRESSES[kind])
        for row in (self.private, self.secret, self.user):
            self.fields.setRowVisible(row, kind is TargetKind.HTTP)
        for row in (self.mail_from, self.recipients):
            self.fields.setRowVisible(row, kind is TargetKind.EMAIL)
        # Folders and e-mails carry the original always.
        self.outputs[ORIGINAL].setVisible(kind is TargetKind.HTTP)
        self.hint.setText(
            "Each that is ticked is sent by itself."
            if kind is TargetKind.HTTP
            else "With none ticked, everything a release is written in; the original goes with it."
        )
        self._check()

    def _check(self) -> None:
        target = self.target()
        begun = bool(target.name and target.address)
        why = why_not_target(target, self._names)
        self._tell(why if begun else "")
        self.ok.setEnabled(begun and not why)


def _listed(line: QLineEdit) -> tuple[str, ...]:
    return tuple(one.strip() for one in line.text().replace("،", ",").split(",") if one.strip())
