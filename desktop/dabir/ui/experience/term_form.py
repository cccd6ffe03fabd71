"""The form of a term: what it is in both languages, its other forms, and what must not be used for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.errors import DabirError
from dabir.domain.listing import Partner
from dabir.domain.term import Term
from dabir.ui.parts.language_pair import LanguagePair
from dabir.ui.parts.partner_choice import PartnerChoice
from dabir.ui.parts.parts import label, named
from dabir.ui.parts.text_direction import direction_of, set_document_direction, text_of
from dabir.ui.parts.ways import in_window


class _Lines(QPlainTextEdit):
    """A field for some forms, one a line."""

    def __init__(self, name: str) -> None:
        super().__init__(tabChangesFocus=True)
        self.setAccessibleName(name)
        self.setPlaceholderText("one a line")

    def sizeHint(self) -> QSize:
        """Return room for three lines."""
        return QSize(280, 3 * self.fontMetrics().lineSpacing() + 14)

    def forms(self) -> tuple[str, ...]:
        """Return what is written, line by line."""
        return tuple(line.strip() for line in text_of(self.document()).split("\n") if line.strip())


class TermForm(QDialog):
    """Asks for a term; it stays open until what is written can be kept."""

    def __init__(
        self,
        term: Term,
        partners: Sequence[Partner],
        keep: Callable[[Term, Callable[[BaseException], None], Callable[[], None]], None],
        parent: QWidget,
    ) -> None:
        """Make the form.

        Args:
            term: what it begins with; a new one has row 0.
            partners: agencies the term can be kept for.
            keep: keeps a term; told what to call when that fails, and when it is done.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle(f"{'Change the term' if term.id else 'New term'} — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self._term = term
        self._keep = keep
        self.pair = LanguagePair()
        self.pair.choose(term.source_language, term.target_language)
        self.source, self.target = QLineEdit(term.source), QLineEdit(term.target)
        self.source.setAccessibleName("Term")
        self.target.setAccessibleName("Translation")
        self.source_forms, self.target_forms = (
            _Lines("Other forms of the term"),
            _Lines("Other forms of the translation"),
        )
        self.forbidden = _Lines("Translations that must not be used")
        for field, forms in (
            (self.source_forms, term.source_forms),
            (self.target_forms, term.target_forms),
            (self.forbidden, term.forbidden),
        ):
            field.setPlainText("\n".join(forms))
        self.partner = PartnerChoice("every partner", partners, term.partner)
        self.note = QLineEdit(term.note)
        self.trouble = named(label(), "trouble")
        self.trouble.hide()
        self._lay_out()
        self.pair.changed.connect(self._on_languages)
        for line in (self.source, self.target):
            line.textChanged.connect(self._check)
        self._on_languages()
        (self.target if term.source and not term.target else self.source).setFocus()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow("Languages", self.pair)
        form.addRow("&Term", self.source)
        form.addRow("T&ranslation", self.target)
        form.addRow("Other &forms of the term", self.source_forms)
        form.addRow("Other f&orms of the translation", self.target_forms)
        form.addRow("Must &not be used", self.forbidden)
        form.addRow("For", self.partner)
        form.addRow("Not&e", self.note)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton("Keep", QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        self.buttons.accepted.connect(self._on_keep)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addLayout(form)
        box.addWidget(self.trouble)
        box.addWidget(self.buttons)

    def term(self) -> Term:
        """Return the term as it is written."""
        return dataclasses.replace(
            self._term,
            source=self.source.text().strip(),
            target=self.target.text().strip(),
            source_language=self.pair.source,
            target_language=self.pair.target,
            source_forms=self.source_forms.forms(),
            target_forms=self.target_forms.forms(),
            forbidden=self.forbidden.forms(),
            partner=self.partner.code,
            note=self.note.text().strip(),
        )

    def _on_languages(self) -> None:
        for language, line, fields in (
            (self.pair.source, self.source, (self.source_forms,)),
            (self.pair.target, self.target, (self.target_forms, self.forbidden)),
        ):
            direction = direction_of(language)
            line.setLayoutDirection(direction)
            for field in fields:
                set_document_direction(field.document(), direction)
        self._check()

    def _check(self) -> None:
        written = self.term()
        self.trouble.setText("" if self.pair.is_whole else "A term needs two different languages.")
        self.trouble.setVisible(bool(self.trouble.text()))
        self.ok.setEnabled(bool(written.source and written.target) and self.pair.is_whole)

    def _on_keep(self) -> None:
        self.ok.setEnabled(False)
        self._keep(self.term(), self._on_refused, self.accept)

    def _on_refused(self, error: BaseException) -> None:
        self.ok.setEnabled(True)
        words = str(error) if isinstance(error, DabirError) else f"It could not be kept: {error}"
        self.trouble.setText(in_window(words))
        self.trouble.show()
