"""What a newer version of a story changes for its translation: a strip, and the difference word by word."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dabir.domain.segment import UnitState
from dabir.domain.story import Story
from dabir.ui.parts.dialogs import PageDialog
from dabir.ui.parts.parts import label
from dabir.ui.parts.theme import Tones, tones_of
from dabir.ui.parts.word_difference import difference_cell
from dabir.ui.stories.open_story import OpenStory
from dabir.workflow.translating.revisions import Difference


class RevisionStrip(QWidget):
    """Says how many segments are new since the version that was translated; hidden where there is none.

    Signals:
        wanted: the person asked what changed.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.words = label()
        self.show_button = QPushButton("Show what changed")
        self.show_button.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.show_button)
        self.hide()

    def show_story(self, story: OpenStory) -> None:
        """Say what is new in a story."""
        self.words.setText(revision_words(story))
        self.setVisible(story.revision is not None)


def revision_words(story: OpenStory) -> str:
    """Return how many segments are new since which version, and what became of the others; "" for a first version."""
    revision = story.revision
    if revision is None:
        return ""
    new, total = len(revision.changed), len(story.units)
    since = name_of_version(revision.earlier.story, story)
    if not new:
        words = f"No segment is new since {since}."
    else:
        words = f"{new} of {total} segments {'is' if new == 1 else 'are'} new since {since}."
    waiting = any(story.units[row].state is UnitState.UNTRANSLATED for row in revision.unchanged)
    if waiting and story.target in story.packed:
        return f"{words} The translations of the others are taken over when you translate (Ctrl+T)."
    return words


def name_of_version(wire: Story, story: OpenStory, *, beside: Story | None = None) -> str:
    """Return what a version is called: its number, and its story where that is not the one that is open.

    Args:
        wire: the version.
        story: the open story.
        beside: the version it stands beside, if any.
    """
    others = {story.stored.story.uri, (beside or wire).uri}
    return f"version {wire.version}" if len(others) == 1 else f"{wire.uri}, version {wire.version}"


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}" if words.startswith("version") else words


def differences_dialog(parent: QWidget, story: OpenStory, found: Sequence[Difference]) -> PageDialog:
    """Return a page that shows the two originals side by side, word by word.

    Args:
        parent: the window.
        story: the newer version.
        found: the segments that differ, in order.
    """
    assert story.revision is not None
    page = differences_page(story, found, tones_of(parent.palette()))
    dialog = PageDialog("What changed", page, parent, size=(860, 560))
    dialog.page.setAccessibleName("What changed in the original")
    return dialog


def differences_page(story: OpenStory, found: Sequence[Difference], tones: Tones) -> str:
    """Return the page of differences: the earlier version beside this one, what went struck out, what came marked."""
    assert story.revision is not None
    earlier, now = story.revision.earlier.story, story.stored.story
    rows = "".join(
        f"<tr>{difference_cell(one.before, one.removed, tones.bad, now.language, gone=True)}"
        f"{difference_cell(one.now, one.added, tones.good, now.language)}</tr>"
        for one in found
    )
    if not rows:
        rows = '<tr><td colspan="2">The text of no segment changed.</td></tr>'
    heads = "".join(
        f'<td width="50%" style="color:{tones.muted};padding:4px 12px">{escape(_capital(words))}</td>'
        for words in (name_of_version(earlier, story), name_of_version(now, story, beside=earlier))
    )
    return f'<table width="100%" cellspacing="0"><tr>{heads}</tr>{rows}</table>'
