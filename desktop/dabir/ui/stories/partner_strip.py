"""A partner's approved translation beside the story: read only, or taken over as a draft."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from dabir.domain.language import is_right_to_left, name_of
from dabir.domain.seal import PartnerTranslation
from dabir.ui.parts.parts import label
from dabir.ui.parts.text_direction import isolated, shown
from dabir.ui.stories.open_story import OpenStory

#: Lines of the partner's text that are seen at once.
_LINES = 9


class PartnerStrip(QWidget):
    """Says that a partner approved a translation and shows it; hidden where there is none.

    Signals:
        draft_wanted: the person wants it copied into the segments (the `PartnerTranslation`).
    """

    draft_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._first: PartnerTranslation | None = None
        self.words = label()
        self.show_button = QPushButton("Show it")
        self.show_button.setCheckable(True)
        self.draft_button = QPushButton("Use as draft")
        self.draft_button.setToolTip("Copy it into the segments as a draft; the draft names where it is from.")
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("The partner's approved translation, read only")
        self.text.setFixedHeight(_LINES * self.fontMetrics().lineSpacing())
        self.text.hide()
        self.show_button.toggled.connect(self._on_toggled)
        self.draft_button.clicked.connect(lambda: self.draft_wanted.emit(self._first))
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.show_button)
        row.addWidget(self.draft_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 6, 14, 6)
        box.addLayout(row)
        box.addWidget(self.text)
        self.hide()

    def show_story(self, story: OpenStory) -> None:
        """Show what partners approved of a story: first what is in the language of the pane."""
        found = sorted(story.partner_translations, key=lambda one: one.language != story.target)
        self._first = found[0] if found else None
        self.setVisible(bool(found))
        if found:
            self.words.setText(strip_words(found[0]))
            self.text.setHtml("".join(_page(one) for one in found))

    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001 - a signal's value
        self.show_button.setText("Hide it" if on else "Show it")
        self.text.setVisible(on)


def strip_words(translation: PartnerTranslation) -> str:
    """Return who approved a translation, and when it was signed."""
    seal = translation.seal
    return (
        f"{seal.sender} approved this translation into {name_of(translation.language)} "
        f"({isolated(translation.approved_by)}, {translation.approved_at:%Y-%m-%d}); it came sealed and unchanged."
    )


def _page(translation: PartnerTranslation) -> str:
    right = is_right_to_left(translation.language)
    way = f'dir="{"rtl" if right else "ltr"}" align="{"right" if right else "left"}"'
    body = "".join(f"<p {way}>{escape(shown(paragraph))}</p>" for paragraph in translation.text.paragraphs)
    return f"<p {way}><b>{escape(shown(translation.text.headline))}</b></p>{body}"
