"""A draft that a take-over has kept, beside the translation as it stands: segment by segment, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from dabir.domain.claim import TakeOver
from dabir.ui.parts.parts import label, named
from dabir.ui.parts.text_direction import isolated
from dabir.ui.parts.theme import Tones, tones_of
from dabir.ui.parts.word_difference import difference_cell
from dabir.workflow.deciding.kept_drafts import Beside


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A kept draft as it is shown.

    Attributes:
        taken: the take-over that kept it.
        name: what it is called: "Leyla’s draft of 14:05".
        rows: it beside the translation, in the order of the original.
    """

    taken: TakeOver
    name: str
    rows: tuple[Beside, ...]


class KeptDraftDialog(QDialog):
    """Shows kept drafts one at a time, and offers to take one back.

    Signals:
        take_back_wanted: the person wants this one back (its `TakeOver`).
    """

    take_back_wanted = Signal(object)

    def __init__(
        self, drafts: Sequence[KeptDraft], languages: tuple[str, str], why_not: str, headline: str, parent: QWidget
    ) -> None:
        """Make the dialog.

        Args:
            drafts: the kept drafts, the one to be seen first ahead; at least one.
            languages: of the original and of the translation.
            why_not: why none can be taken back now, a sentence; "".
            headline: of the story.
            parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle(f"Kept drafts: {isolated(headline)} — Dabir")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._drafts, self._languages = tuple(drafts), languages
        self.which = QComboBox()
        self.which.setAccessibleName("Which draft")
        for draft in self._drafts:
            self.which.addItem(draft.name)
        self.only = QCheckBox("&Only what differs")
        self.about = named(label(), "muted")
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setAccessibleName("The kept draft beside the translation")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.take_back = buttons.addButton("Take it back…", QDialogButtonBox.ButtonRole.ActionRole)
        self.take_back.setAutoDefault(False)
        self.take_back.setEnabled(not why_not)
        self.take_back.setToolTip(why_not)
        self.take_back.clicked.connect(self._on_take_back)
        buttons.rejected.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(QLabel("Draft"))
        head.addWidget(self.which)
        head.addStretch(1)
        head.addWidget(self.only)
        box = QVBoxLayout(self)
        box.addLayout(head)
        box.addWidget(self.about)
        box.addWidget(self.page, 1)
        trouble = label(why_not)
        trouble.setVisible(bool(why_not))
        box.addWidget(trouble)
        box.addWidget(buttons)
        self.resize(min(1080, parent.width()), min(640, parent.height()))
        self.which.currentIndexChanged.connect(self._show)
        self.only.toggled.connect(self._show)
        self._show()
        self.page.setFocus()

    def chosen(self) -> KeptDraft:
        """Return the draft that is shown."""
        return self._drafts[self.which.currentIndex()]

    def _show(self) -> None:
        draft = self.chosen()
        taken = draft.taken
        different = sum(1 for row in draft.rows if row.differs)
        self.about.setText(
            f"{isolated(taken.person)} took the story over: {isolated(taken.reason)}\n"
            f"{different} of {len(draft.rows)} segments differ."
        )
        rows = [row for row in draft.rows if row.differs or not self.only.isChecked()]
        self.page.setHtml(drafts_page(rows, draft.name, self._languages, tones_of(self.palette())))

    def _on_take_back(self) -> None:
        self.take_back_wanted.emit(self.chosen().taken)


def drafts_page(rows: Sequence[Beside], name: str, languages: tuple[str, str], tones: Tones) -> str:
    """Return the page of two drafts: original, what was kept, what stands.

    Args:
        rows: the segments.
        name: what the kept draft is called.
        languages: of the original and of the translation.
        tones: colours.
    """
    source, target = languages
    heads = "".join(
        f'<td width="{width}%" style="color:{tones.muted};padding:4px 12px">{escape(words)}</td>'
        for width, words in ((30, "Original"), (35, name), (35, "As it stands now"))
    )
    lines = "".join(
        f"<tr>{difference_cell(row.source, language=source)}"
        f"{difference_cell(row.kept, row.only_kept, tones.bad, target, gone=True)}"
        f"{difference_cell(row.now, row.only_now, tones.good, target)}</tr>"
        for row in rows
    )
    return f'<table width="100%" cellspacing="0"><tr>{heads}</tr>{lines}</table>'
