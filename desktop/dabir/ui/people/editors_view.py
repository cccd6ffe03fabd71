"""Editors and keys: who may do what at the desk, and everything that can be done with a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from dabir.domain.errors import InputRefused
from dabir.domain.role import Role
from dabir.ui.arrangement import size_first
from dabir.ui.parts.badges import full_time
from dabir.ui.parts.panes import Notice
from dabir.ui.parts.parts import band, label
from dabir.ui.parts.tables import Column, RowsModel, RowsView
from dabir.ui.parts.text_direction import isolated
from dabir.ui.people.identity import Identity, is_device
from dabir.ui.people.key_dialogs import Answers, Field, FormDialog, passphrases
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Member, Signer, Workflow

_ROLES = {
    Role.TRANSLATOR: "Translator: translates and confirms",
    Role.EDITOR: "Editor: also approves, refuses, releases, revokes and kills",
    Role.CHIEF: "Chief: also gives roles, keeps agreements, revokes editors' keys",
}
_ROLE = Field("role", "Role", choices=tuple((role.value, words) for role, words in _ROLES.items()))
_KEY_FILES = "Exported keys (*.dabirkey);;All files (*)"


class EditorsView(QDialog):
    """Lists the people of the desk.

    Attributes:
        wanted: name of whom to choose as soon as the people are read; "".

    Signals:
        minutes_chosen: after so many minutes without typing the key is to be locked; 0 for never.
    """

    minutes_chosen = Signal(int)

    def __init__(self, workflow: Workflow, tasks: Tasks, identity: Identity, minutes: int, parent: QWidget) -> None:
        """Show the people of a desk.

        Args:
            workflow: the desk.
            tasks: runs what takes time.
            identity: whose key is unlocked.
            minutes: after which the key is locked now.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle("Editors and keys — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workflow = workflow
        self._tasks = tasks
        self._identity = identity
        self.wanted = ""
        self.form: FormDialog | None = None
        self.notice = Notice()
        self.model: RowsModel[Member] = RowsModel(
            [
                Column("Name", lambda one: isolated(one.editor.name)),
                Column("Role", lambda one: one.role.value),
                Column("Key", _key_words),
                Column("Last decision", _last_words),
                Column("Public key", lambda one: one.editor.public_key),
            ],
            self,
        )
        self.table = RowsView(self.model, [24, 14, 40, 40, 24], 4)
        self.table.setAccessibleName("Editors of the desk")
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        box.addWidget(self.notice)
        box.addWidget(self.table, 1)
        box.addWidget(self._make_foot(minutes))
        size_first(self, QSize(1080, 460))
        self.reload()

    def _make_head(self) -> QWidget:
        self.words = label()
        self.add_button = self._button("&Add…", self.add)
        self.role_button = self._button("Change &role…", self.change_role)
        self.revoke_button = self._button("Re&voke…", self.revoke)
        self.passphrase_button = self._button("Change &passphrase…", self.change_passphrase)
        self.export_button = self._button("&Export key…", self.export_key)
        self.import_button = self._button("&Import key…", self._ask_file)
        return band(
            self.words,
            *(self.add_button, self.role_button, self.revoke_button),
            *(self.passphrase_button, self.export_button, self.import_button),
        )

    @staticmethod
    def _button(words: str, call: Callable[[], None]) -> QPushButton:
        made = QPushButton(words, autoDefault=False)
        made.clicked.connect(lambda _checked=False: call())
        return made

    def _make_foot(self, minutes: int) -> QWidget:
        foot = QWidget()
        self.minutes = QSpinBox(minimum=0, maximum=240, value=minutes, suffix=" min")
        self.minutes.setSpecialValueText("never")
        self.minutes.setAccessibleName("Minutes without typing after which the key is locked")
        self.minutes.valueChanged.connect(self.minutes_chosen)
        words = QLabel("&Lock the unlocked key when nobody types or moves the mouse for")
        words.setBuddy(self.minutes)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(words)
        row.addWidget(self.minutes)
        row.addStretch(1)
        row.addWidget(self._button("Close", self.accept))
        return foot

    def reload(self) -> None:
        """Read who is at the desk."""
        self._tasks.run_task(lambda _: self._workflow.roles.members(), self._show, lane=Lane.READS)

    def _show(self, members: list[Member]) -> None:
        people = [one for one in members if not is_device(one.editor.name)]
        chosen = self._chosen()
        wanted = self.wanted or (chosen.editor.name if chosen is not None else "")
        self.wanted = ""
        self.model.show_rows(people)
        names = [one.editor.name for one in people]
        if wanted in names:
            self.table.selectRow(names.index(wanted))
        chiefs = [isolated(one.editor.name) for one in people if one.role is Role.CHIEF and not one.editor.revoked]
        self.words.setText(
            f"Chief: {', '.join(chiefs)}" if chiefs else "Nobody has a key yet. The first editor is chief."
        )
        self._on_selection()

    def _chosen(self) -> Member | None:
        row = self.table.chosen()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _on_selection(self) -> None:
        one = self._chosen()
        good = one is not None and not one.editor.revoked
        for button in (self.role_button, self.revoke_button):
            button.setEnabled(good)
        for button in (self.passphrase_button, self.export_button):
            button.setEnabled(good and one is not None and one.has_key)

    def add(self) -> None:
        """Ask for a new editor; on a desk that has a chief, it is the chief who adds him."""
        fields = (Field("name", "Name"), *passphrases("passphrase", "Passphrase"))
        if not any(one.role is Role.CHIEF and not one.editor.revoked for one in self.model.rows):
            self._ask(
                ("New editor", "The first editor of a desk is its chief.", "Make the key"),
                fields,
                lambda given: self._workflow.editors.enroll(given["name"].strip(), given["passphrase"]),
                lambda given: f"{given['name'].strip()} has a key and is the chief.",
            )
            return

        def with_chief(chief: Signer) -> None:
            self._ask(
                ("New editor", f"{chief.name} signs for the role. The new editor types his passphrase.", "Add"),
                (*fields, _ROLE),
                lambda given: self._workflow.editors.enroll(
                    given["name"].strip(), given["passphrase"], Role(given["role"]), chief
                ),
                lambda given: f"{given['name'].strip()} has a key and is {Role(given['role']).words}.",
            )

        self._identity.with_signer(with_chief)

    def change_role(self) -> None:
        """Ask for another role of the one chosen; the chief signs."""
        one = self._chosen()
        if one is None:
            return
        name = one.editor.name
        others = tuple((role.value, words) for role, words in _ROLES.items() if role is not one.role)
        self._identity.with_signer(
            lambda chief: self._ask(
                (
                    "Role",
                    f"{isolated(name)} is {one.role.words}. What is he to be? {chief.name} signs.",
                    "Give the role",
                ),
                (Field("role", "Role", choices=others),),
                lambda given: self._workflow.roles.give(name, Role(given["role"]), chief),
                lambda given: f"{name} is {Role(given['role']).words} now.",
            )
        )

    def revoke(self) -> None:
        """Ask why the key of the one chosen is to be revoked; the chief asks for it where there is another one."""
        one = self._chosen()
        if one is None:
            return
        name = one.editor.name
        words = f"{isolated(name)} decides nothing more; earlier decisions stay good. It cannot be undone."
        chiefs = [m for m in self.model.rows if m.role is Role.CHIEF and not m.editor.revoked and m is not one]

        def ask(chief: Signer | None) -> None:
            self._ask(
                (
                    "Revoke",
                    "\n\n".join(part for part in (words, one.missed) if part),
                    "Revoke the only chief's key" if one.missed else "Revoke the key",
                ),
                (Field("reason", "Reason"),),
                lambda given: self._revoke(one, given, chief),
                lambda _given: self._after_revocation(name),
            )

        if chiefs:
            self._identity.with_signer(ask)
        else:
            ask(None)

    def _revoke(self, one: Member, given: Answers, chief: Signer | None) -> None:
        # What that does to a desk without another chief stood in the form.
        told = bool(one.missed)
        self._workflow.editors.revoke(one.editor.name, given["reason"].strip(), chief, only_chief=told)
        self._workflow.passphrases.forget(one.editor.public_key)

    def _change_passphrase(self, one: Member, given: Answers) -> None:
        self._workflow.editors.change_passphrase(one.editor.name, given["old"], given["new"])
        # The keyring would offer the old one; whoever wants the new one kept says so when he unlocks next.
        self._workflow.passphrases.forget(one.editor.public_key)

    def _after_revocation(self, name: str) -> str:
        if self._identity.name == name:
            self._identity.lock()
        return f"The key of {name} is revoked."

    def change_passphrase(self) -> None:
        """Ask for the old and the new passphrase of the one chosen."""
        one = self._chosen()
        if one is None:
            return
        name = one.editor.name
        self._ask(
            ("Passphrase", f"Another passphrase for the key of {isolated(name)}. The key stays the same.", "Change"),
            (Field("old", "Passphrase now", secret=True), *passphrases("new", "New passphrase")),
            lambda given: self._change_passphrase(one, given),
            lambda _given: f"The new passphrase unlocks the key of {name} from now on.",
        )

    def export_key(self) -> None:
        """Ask where the key of the one chosen is to be written, and for the passphrase of that journey."""
        one = self._chosen()
        if one is None:
            return
        dialog = QFileDialog(self, "Export the key", f"{one.editor.name}.dabirkey", _KEY_FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.export_to(Path(file), one.editor.name))
        dialog.open()

    def export_to(self, file: Path, name: str) -> None:
        """Ask for the passphrases and write a key to a file."""
        self._ask(
            (
                "Export key",
                f"The key of {isolated(name)} goes into one file, sealed by a passphrase for this journey only.",
                "Export",
            ),
            (Field("old", "Passphrase of the key", secret=True), *passphrases("transfer", "Transfer passphrase")),
            lambda given: self._workflow.editors.export_key_to(file, name, given["old"], given["transfer"]),
            lambda _given: f"The key of {name} is in {file}. Delete the file once it is taken.",
        )

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "Import a key", "", _KEY_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.import_from(Path(file)))
        dialog.open()

    def import_from(self, file: Path) -> None:
        """Ask for the passphrases and take a key from a file."""
        self._ask(
            ("Import key", "The key is taken only if it is the one its editor is enrolled with here.", "Import"),
            (
                Field("transfer", "Transfer passphrase", secret=True),
                *passphrases("passphrase", "Passphrase on this workstation"),
            ),
            lambda given: self._workflow.editors.import_key(_read(file), given["transfer"], given["passphrase"]),
            lambda _given: f"The key in {file.name} is on this workstation now.",
        )

    def _ask(
        self,
        words: tuple[str, str, str],
        fields: tuple[Field, ...],
        work: Callable[[Answers], object],
        done: Callable[[Answers], str],
    ) -> None:
        """Ask for some fields and have the desk do it; the form stays open until the desk has done it."""
        form = FormDialog(*words, fields, self)
        self.form = form

        def failed(error: BaseException) -> None:
            if self.form is form and not form.failed(error):
                self._tasks.failed.emit(error)

        def finished(given: Answers) -> None:
            if self.form is form:
                form.accept()
            self.notice.tell(done(given))
            self.reload()

        def start(given: Answers) -> None:
            self._tasks.run_task(
                lambda _: work(given), lambda _: finished(given), on_error=failed, lane=Lane.EDITS, title=words[0]
            )

        form.answered.connect(start)
        form.finished.connect(self._forget_form)
        form.open()

    def _forget_form(self) -> None:
        self.form = None


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputRefused(f"{file} cannot be read: {error.strerror}.") from error


def _key_words(one: Member) -> str:
    if one.editor.revoked:
        return f"revoked {full_time(one.editor.revoked)}"
    return "on this workstation" if one.has_key else "not on this workstation"


def _last_words(one: Member) -> str:
    if one.last is None:
        return "none yet"
    return f"{one.last.action.value}, {full_time(one.last.time)}"
