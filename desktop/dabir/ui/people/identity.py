"""Who is deciding: the editor whose key is unlocked in this window, until it is locked or the window closes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.errors import DabirError
from dabir.domain.listing import Editor
from dabir.ui.parts.parts import label
from dabir.ui.parts.ways import in_window
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Editors, Passphrases, Signer

_NEW: Final = "New editor…"
#: The device itself is enrolled too, to sign for lost keys; it is nobody who decides at a window.
_DEVICE: Final = re.compile("device-[0-9a-f]{12}")


def is_device(name: str) -> bool:
    """Tell whether a name is that of a device, which decides nothing at a window."""
    return _DEVICE.fullmatch(name) is not None


class EditorDialog(QDialog):
    """Asks for an editor and his passphrase, or for a new editor's name and passphrase twice.

    Signals:
        answered: name, passphrase, and whether the editor is new.
    """

    answered = Signal(str, str, bool)

    def __init__(self, editors: list[Editor], last: str, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            editors: those who may decide.
            last: who decided last at this window; "".
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle("Editor — Dabir")
        self.setMinimumWidth(440)
        intro = QLabel(
            "Decisions are signed with the editor's own key. It stays unlocked in this window until you lock it.",
            wordWrap=True,
        )
        self.who = QComboBox()
        for editor in editors:
            self.who.addItem(editor.name, editor.name)
        self.who.addItem(_NEW, "")
        self.who.setCurrentIndex(max(0, self.who.findData(last)) if last else 0)
        self.name = QLineEdit()
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.again = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.keep = QCheckBox("Keep the passphrase in this computer's keyring")
        self.keep.hide()
        self.trouble = label()
        self.trouble.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton("Unlock", QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.buttons.accepted.connect(self._answer)
        self.buttons.rejected.connect(self.reject)
        self.form = QFormLayout()
        self.form.addRow("Editor", self.who)
        self.form.addRow("Name", self.name)
        self.form.addRow("Passphrase", self.passphrase)
        self.form.addRow("Passphrase again", self.again)
        box = QVBoxLayout(self)
        box.addWidget(intro)
        box.addLayout(self.form)
        box.addWidget(self.keep)
        box.addWidget(self.trouble)
        box.addWidget(self.buttons)
        self.who.currentIndexChanged.connect(self._check)
        for field in (self.name, self.passphrase, self.again):
            field.textChanged.connect(self._check)
        self._check()
        (self.name if self._is_new() else self.passphrase).setFocus()

    def _is_new(self) -> bool:
        return not self.who.currentData()

    def _check(self) -> None:
        new = self._is_new()
        self.form.setRowVisible(self.name, new)
        self.form.setRowVisible(self.again, new)
        self.ok.setText("Make the key" if new else "Unlock")
        complete = bool(self.passphrase.text()) and (not new or bool(self.name.text().strip()))
        unlike = new and self.passphrase.text() != self.again.text()
        self.ok.setEnabled(complete and not unlike)
        if unlike and self.again.text():
            self.refuse("The two passphrases are not the same yet.")
        else:
            self.trouble.hide()

    def refuse(self, words: str) -> None:
        """Say why it cannot go on, and let the person try again."""
        self.trouble.setText(in_window(words))
        self.trouble.show()
        self.adjustSize()

    def offer(self, name: str, passphrase: str) -> None:
        """Offer the keyring, and what it has for an editor who is still chosen and has typed nothing."""
        self.keep.show()
        if passphrase and self.who.currentData() == name and not self.passphrase.text():
            self.keep.setChecked(True)
            self.passphrase.setText(passphrase)

    def wait(self, *, waiting: bool) -> None:
        """Hold the fields still while a key is unlocked."""
        for widget in (self.who, self.name, self.passphrase, self.again, self.ok):
            widget.setEnabled(not waiting)
        if not waiting:
            self._check()
            # While it was disabled, Qt gave the default to the other button: Enter would have meant Cancel.
            self.ok.setDefault(True)
            self.passphrase.setFocus()
            self.passphrase.selectAll()

    def _answer(self) -> None:
        name = self.name.text().strip() if self._is_new() else self.who.currentData()
        self.answered.emit(name, self.passphrase.text(), self._is_new())


class Identity(QObject):
    """Keeps the unlocked key of one editor.

    Signals:
        changed: somebody else, or nobody, is unlocked now.
    """

    changed = Signal()

    def __init__(self, editors: Editors, tasks: Tasks, window: QWidget) -> None:
        """Begin locked."""
        super().__init__(window)
        self._editors = editors
        self._tasks = tasks
        self._window = window
        self.signer: Signer | None = None
        #: The keyring of the system; None where it is not asked.
        self.passphrases: Passphrases | None = None
        #: Of somebody who works here without a key; "" where nobody has said it.
        self.own_name = ""
        self._last = ""
        self.dialog: EditorDialog | None = None

    @property
    def name(self) -> str:
        """The editor's name; "" while locked."""
        return self.signer.name if self.signer else ""

    @property
    def working_name(self) -> str:
        """Whose words are what is typed here: the unlocked editor's, else of whoever has said who he is; ""."""
        return self.name or self.own_name

    def lock(self) -> None:
        """Forget the key."""
        self.signer = None
        self.changed.emit()

    def with_signer(self, call: Callable[[Signer], object]) -> None:
        """Call something with the unlocked key, asking for it first when it is locked."""
        if self.signer is not None:
            call(self.signer)
            return
        self._tasks.run_task(
            lambda _: [editor for editor in self._editors.all() if not editor.revoked],
            lambda editors: self._ask(editors, call),
            lane=Lane.READS,
        )

    def _ask(self, editors: list[Editor], call: Callable[[Signer], object]) -> None:
        people = [editor for editor in editors if not is_device(editor.name)]
        dialog = EditorDialog(people, self._last, self._window)
        self.dialog = dialog
        dialog.answered.connect(lambda name, words, new: self._unlock(dialog, name, words, new=new, call=call))
        dialog.finished.connect(self._forget_dialog)
        dialog.open()
        self._look_into_keyring(dialog, people)
        dialog.who.currentIndexChanged.connect(lambda _: self._look_into_keyring(dialog, people))

    def _look_into_keyring(self, dialog: EditorDialog, people: list[Editor]) -> None:
        ring = self.passphrases
        if ring is None:
            return
        chosen = next((one for one in people if one.name == dialog.who.currentData()), None)

        def look(_: object) -> tuple[bool, str]:
            return (True, ring.get(chosen.public_key) if chosen else "") if ring.available() else (False, "")

        def show(found: tuple[bool, str]) -> None:
            there, passphrase = found
            if there and self.dialog is dialog:
                dialog.offer(chosen.name if chosen else "", passphrase)

        self._tasks.run_task(look, show, lane=Lane.DRAFTS)

    def _keep(self, dialog: EditorDialog, signer: Signer) -> None:
        """Keep the passphrase where the person asks for it, and nowhere else."""
        ring, asked, passphrase = self.passphrases, dialog.keep.isChecked(), dialog.passphrase.text()
        if ring is None or dialog.keep.isHidden():
            return
        key = signer.public_key
        self._tasks.run_task(lambda _: ring.keep(key, passphrase) if asked else ring.forget(key), lane=Lane.DRAFTS)

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

    def _unlock(
        self, dialog: EditorDialog, name: str, passphrase: str, *, new: bool, call: Callable[[Signer], object]
    ) -> None:
        dialog.wait(waiting=True)

        def work(_: object) -> Signer:
            if new:
                self._editors.enroll(name, passphrase)
            return self._editors.unlock(name, passphrase)

        def refused(error: BaseException) -> None:
            if self.dialog is not dialog:
                return
            dialog.wait(waiting=False)
            if isinstance(error, DabirError):
                dialog.refuse(str(error))
            else:
                dialog.reject()
                self._tasks.failed.emit(error)

        self._tasks.run_task(work, lambda signer: self._take(dialog, signer, call), on_error=refused, lane=Lane.EDITS)

    def _take(self, dialog: EditorDialog, signer: Signer, call: Callable[[Signer], object]) -> None:
        if self.dialog is not dialog:
            return  # The person gave up while the key was being unlocked.
        self._keep(dialog, signer)
        dialog.accept()
        self.signer, self._last = signer, signer.name
        self.changed.emit()
        call(signer)
