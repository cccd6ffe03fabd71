"""The end of the status bar: whose key is unlocked, and the button that locks it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from dabir.ui.parts.parts import flat_button
from dabir.ui.parts.text_direction import isolated
from dabir.ui.people.identity import Identity


class EditorStrip(QWidget):
    """Says who decides here."""

    def __init__(self, identity: Identity, lock: QAction, parent: QWidget | None = None) -> None:
        """Follow the key that is unlocked; `lock` is the action that locks it."""
        super().__init__(parent)
        self._identity = identity
        self._lock = lock
        self.words = QLabel()
        self.words.setContentsMargins(8, 2, 12, 2)
        self.button = flat_button()
        self.button.setDefaultAction(lock)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words)
        row.addWidget(self.button)
        identity.changed.connect(self.show_editor)
        self.show_editor()

    def show_editor(self) -> None:
        """Show who it is now."""
        name, own = self._identity.name, self._identity.own_name
        if name:
            self.words.setText(f"Deciding as {isolated(name)}")
        else:
            working = f"; working as {isolated(own)}" if own else ""
            self.words.setText(f"No editor's key is unlocked{working}")
        self._lock.setEnabled(bool(name))
        self.button.setVisible(bool(name))
