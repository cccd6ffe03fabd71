"""Dialogs: an error in plain words, a decision with its reason, a page, what came in. None of them blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.errors import DabirError
from dabir.domain.listing import IngestOutcome, IngestStatus
from dabir.ui.parts.parts import label, title
from dabir.ui.parts.text_direction import isolated, keep_left_to_right, text_of
from dabir.ui.parts.ways import in_window


def show_error(parent: QWidget, error: DabirError) -> QMessageBox:
    """Show an error of the desk: what happened, and what to do."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Dabir")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(in_window(error.message))
    box.setInformativeText(in_window(error.remedy))
    let_select(box)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def let_select(box: QMessageBox) -> None:
    """Let the words of a message be selected and copied; called when they are set."""
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    for part in box.findChildren(QLabel):
        keep_left_to_right(part)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a decision can be about.

    Attributes:
        target: "" for the original, else the language of the translation.
        label: what it is called.
        why_not: why the decision is not allowed for it now; "".
        cautions: what the editor should know before deciding, a sentence each.
        errors: what the checks found that is wrong, a sentence each; with any the decision needs a reason.
    """

    target: str
    label: str
    why_not: str = ""
    cautions: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


class DecisionDialog(QDialog):
    """Asks what a decision is about and, where the act needs one, for the reason.

    Signals:
        decided: the target ("" for the original) and the reason or remark.
    """

    decided = Signal(str, str)

    def __init__(self, act: str, story: str, choices: Sequence[Choice], parent: QWidget, *, reason: bool) -> None:
        """Make the dialog.

        Args:
            act: the verb: "Refuse".
            story: headline of the story.
            choices: what can be decided on; the first allowed one is chosen.
            parent: the window.
            reason: whether a reason must be given.
        """
        super().__init__(parent)
        self.setWindowTitle(f"{act} — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self._choices = choices
        self._needs_reason = reason
        headline = title(isolated(story))
        headline.setWordWrap(True)
        self.what = QComboBox()
        for choice in choices:
            self.what.addItem(choice.label, choice.target)
        allowed = [number for number, choice in enumerate(choices) if not choice.why_not]
        self.what.setCurrentIndex(allowed[0] if allowed else 0)
        self.what.setEnabled(len(choices) > 1)
        self.note = QPlainTextEdit(tabChangesFocus=True)
        self.note.setMaximumHeight(110)
        self.note.textChanged.connect(self._check)
        self.note_label = QLabel()
        self.note_label.setBuddy(self.note)
        self.words = label()
        self.errors = QListWidget()
        self.errors.setWordWrap(True)
        self.errors.setAccessibleName("Errors the checks found")
        self.errors.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow("What", self.what)
        form.addRow(self.note_label, self.note)
        box = QVBoxLayout(self)
        box.addWidget(headline)
        box.addWidget(self.errors)
        box.addLayout(form)
        box.addWidget(self.words)
        box.addWidget(self.buttons)
        self.what.currentIndexChanged.connect(self._show_choice)
        self._show_choice()
        (self.note if self._reason_needed() else self.ok).setFocus()

    def _choice(self) -> Choice:
        return self._choices[self.what.currentIndex()]

    def _reason_needed(self) -> bool:
        return self._needs_reason or bool(self._choice().errors)

    def _show_choice(self) -> None:
        choice = self._choice()
        self.errors.clear()
        self.errors.addItems(list(choice.errors))
        self.errors.setVisible(bool(choice.errors))
        rows = range(min(6, self.errors.count()))
        self.errors.setMaximumHeight(sum(self.errors.sizeHintForRow(row) for row in rows) + 10)
        if choice.errors:
            hint = "Why it is right all the same. The reason goes into the log."
        else:
            hint = "The reason goes into the log." if self._needs_reason else "A remark for the log, if any."
        self.note.setPlaceholderText(hint)
        self.note_label.setText("Reason" if self._reason_needed() else "Remark")
        self.note.setAccessibleName(self.note_label.text())
        self.words.setText(choice.why_not or "\n".join(choice.cautions))
        self.words.setVisible(bool(self.words.text()))
        self._check()

    def _check(self) -> None:
        lacking = self._reason_needed() and not text_of(self.note.document()).strip()
        self.ok.setEnabled(not self._choice().why_not and not lacking)

    def _accept(self) -> None:
        self.accept()
        self.decided.emit(self.what.currentData(), text_of(self.note.document()).strip())


class PageDialog(QDialog):
    """A page to read, with one button to close it."""

    def __init__(self, title: str, html: str, parent: QWidget, *, size: tuple[int, int] = (560, 560)) -> None:
        """Show a page.

        Args:
            title: of the dialog.
            html: the page; whatever came from outside is escaped.
            parent: the window.
            size: width and height in pixels.
        """
        super().__init__(parent)
        self.setWindowTitle(f"{title} — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setHtml(html)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(self.page)
        box.addWidget(buttons)
        self.resize(*size)


def summary_words(outcomes: Sequence[IngestOutcome]) -> str:
    """Return one sentence for what came in: how many new, versions, duplicates, set aside, not taken in at all."""
    unread = sum(1 for one in outcomes if _is_unread(one))
    counted = {status: sum(1 for one in outcomes if one.status is status) for status in IngestStatus}
    counted[IngestStatus.QUARANTINED] -= unread
    named = {
        IngestStatus.NEW: ("new story", "new stories"),
        IngestStatus.VERSION: ("new version", "new versions"),
        IngestStatus.DUPLICATE: ("already on the desk", "already on the desk"),
        IngestStatus.QUARANTINED: (
            "could not be read and is in quarantine",
            "could not be read and are in quarantine",
        ),
    }
    parts = [f"{count:,} {named[status][count != 1]}" for status, count in counted.items() if count]
    if unread:
        parts.append(f"{unread:,} {'was' if unread == 1 else 'were'} not taken in")
    return (", ".join(parts) or "There was nothing to take in") + "."


def summary_page(outcomes: Sequence[IngestOutcome]) -> str:
    """Return the page that lists what became of each file that needs a look."""
    unread = [one for one in outcomes if _is_unread(one)]
    aside = [one for one in outcomes if one.status is IngestStatus.QUARANTINED and not _is_unread(one)]
    warned = [one for one in outcomes if one.warnings]
    parts = [f"<p>{escape(summary_words(outcomes))}</p>"]
    for heading, refused in (("Not taken in", unread), ("In quarantine", aside)):
        if refused:
            parts.append(f"<h3>{heading}</h3>")
            parts += [f"<p><b>\u2068{escape(one.file)}\u2069</b><br>{escape(one.error)}</p>" for one in refused]
    if warned:
        parts.append("<h3>Taken in, with a remark</h3>")
        parts += [
            f"<p><b>\u2068{escape(one.file)}\u2069</b><br>{'<br>'.join(escape(words) for words in one.warnings)}</p>"
            for one in warned
        ]
    return "".join(parts)


def _is_unread(outcome: IngestOutcome) -> bool:
    """Whether there were no bytes to keep, so that nothing of it lies in quarantine."""
    return outcome.status is IngestStatus.QUARANTINED and not outcome.original_sha256


def left_out_page(sentences: Sequence[str]) -> str:
    """Return a page that lists why things were left out."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def ask(parent: QWidget, words: str, act: str, call: Callable[..., object], *, detail: str = "") -> QMessageBox:
    """Ask whether to do something; `call` is called when the answer is yes."""
    box = QMessageBox(parent)
    box.setWindowTitle("Dabir")
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.setInformativeText(detail)
    yes = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    yes.clicked.connect(call)
    box.open()
    return box
