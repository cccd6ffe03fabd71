"""The right side: which language, how far the work has come, what the draft is worth, and the segments."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from dabir.domain.language import NAMES, name_of
from dabir.domain.seal import is_partner
from dabir.domain.segment import UnitState
from dabir.ui.editing.commenting import CommentsPane
from dabir.ui.editing.editing import Editing
from dabir.ui.editing.find_bar import FindBar
from dabir.ui.editing.revision_strip import RevisionStrip
from dabir.ui.editing.segment_model import SegmentModel
from dabir.ui.editing.time_spent import duration_words
from dabir.ui.editing.translation_editor import TranslationEditor
from dabir.ui.parts.panes import PaneHead
from dabir.ui.parts.parts import ElidedLabel, flat_button, label, label_switch, named
from dabir.ui.parts.text_direction import direction_of
from dabir.ui.parts.theme import tones_of
from dabir.ui.stories.open_story import OpenStory, packs_of
from dabir.ui.stories.partner_strip import PartnerStrip

#: Letters across from which the head has room for its name.
_ROOMY = 68
#: Lines that an offer may take from the segments.
_OFFER_LINES = 3


class TranslationPane(QWidget):
    """Shows the translation of the open story.

    Signals:
        target_chosen: the person chose another language.
        translate_wanted: the person asked for a machine draft.
        packs_wanted: the person asked where to get a pack.
        direction_switched: the person pressed the direction switch.
    """

    target_chosen = Signal(str)
    translate_wanted = Signal()
    packs_wanted = Signal()
    direction_switched = Signal()

    def __init__(self, model: SegmentModel, editing: Editing, parent: QWidget | None = None) -> None:
        """Show the units of a model; changes go through `editing`."""
        super().__init__(parent)
        self.model = model
        self.editing = editing
        self._story: OpenStory | None = None
        self._seconds = 0
        self._direction = Qt.LayoutDirection.LeftToRight
        self.editor = TranslationEditor(model, editing)
        self.finder = FindBar(model, self.editor)
        self.comments = CommentsPane(model)
        self.revision = RevisionStrip()
        self.partner = PartnerStrip()
        self._draft = label("", "draft")
        self._draft.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._make_head())
        box.addWidget(self.bar)
        box.addWidget(self.finder)
        box.addWidget(self.revision)
        box.addWidget(self.partner)
        box.addWidget(self._draft)
        box.addWidget(self._make_offer())
        box.addWidget(self.editor, 1)
        box.addWidget(self.comments)
        self.editor.segment_chosen.connect(self.comments.show_row)
        self.comments.left.connect(lambda: self.editor.choose(self.editor.current, focus=True))
        editing.commented.connect(lambda: self.comments.show_row(self.editor.current))
        editing.progressed.connect(self._show_progress)

    def _make_head(self) -> QWidget:
        head = self._head = PaneHead("Translation")
        self.language = QComboBox()
        self.language.setAccessibleName("Language of the translation")
        self.language.activated.connect(lambda _: self.target_chosen.emit(self.language.currentData()))
        self.progress = named(ElidedLabel(), "muted")
        self.progress.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = named(QProgressBar(textVisible=False), "story-progress")
        self.bar.setAccessibleName("Segments confirmed")
        self.bar.setFixedHeight(4)
        self.trouble = QLabel()
        self._switch = flat_button()
        self._switch.clicked.connect(self.direction_switched)
        head.row.addWidget(self.language)
        head.row.addWidget(self.progress, 1)
        head.row.addWidget(self.trouble)
        head.row.addWidget(self._switch)
        return head

    def _make_offer(self) -> QWidget:
        self._offer, self._offered = QWidget(), ""
        self._offer_words = label()
        self._offer_act = QPushButton()
        self._offer_act.clicked.connect(self._on_offer)
        row = self._offer_row = QHBoxLayout(self._offer)
        row.setContentsMargins(14, 8, 14, 8)
        row.addWidget(self._offer_words, 1)
        row.addWidget(self._offer_act)
        self._offer.hide()
        return self._offer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the name of the pane out where there is no room for it."""
        super().resizeEvent(event)
        self._head.title.setVisible(event.size().width() > _ROOMY * self.fontMetrics().averageCharWidth())
        self._fit_offer()

    def show_story(self, story: OpenStory, *, same: bool) -> bool:
        """Show the translation of a story.

        Args:
            story: as it was read.
            same: whether it is the story that was open before.

        Returns:
            Whether the segments were filled anew; those that are the same already are left as they are.
        """
        keep = same and self._story is not None and self._story.target == story.target
        self._story = story
        self._fill_languages(story)
        self._set_direction(direction_of(story.target, story.target_direction))
        anew = not keep or self.model.units != list(story.units)
        if anew:
            self.editing.open(story, keep_history=keep)
        else:
            self.editing.renew(story)
        self.editor.changed = frozenset(story.revision.changed) if story.revision else frozenset()
        self.revision.show_story(story)
        self.partner.show_story(story)
        self._show_draft(story)
        self._show_offer(story)
        return anew

    def _fill_languages(self, story: OpenStory) -> None:
        self.language.clear()
        for code in [*story.packed, *(code for code in NAMES if code not in story.packed)]:
            if code != story.stored.story.language:
                by_hand = "" if code in story.packed else "  (no pack)"
                self.language.addItem(f"{name_of(code)}{by_hand}", code)
        self.language.setCurrentIndex(self.language.findData(story.target))
        self.language.setEnabled(bool(story.stored.story.language))

    def _show_draft(self, story: OpenStory) -> None:
        packs = packs_of([unit for unit in story.units if unit.state is UnitState.MACHINE])
        bundled = [pack for pack in packs if pack.bundled]
        names = ", ".join(f"{pack.name} {pack.version}" for pack in packs)
        if packs and all(is_partner(pack) for pack in packs):
            self._draft.setText(f"Draft from a partner's translation ({names}). Nobody has approved it on this desk.")
        elif bundled:
            self._draft.setText(
                f"Draft of the bundled pack ({names}): small and often wrong. "
                "Read every sentence against the original."
            )
        elif packs:
            self._draft.setText(f"Machine draft ({names}). Read every sentence against the original.")
        self._draft.setVisible(bool(packs))

    def draft_words(self) -> str:
        """Return what is said of the draft; "" when nothing shown is one."""
        return "" if self._draft.isHidden() else self._draft.text()

    def _show_offer(self, story: OpenStory) -> None:
        untranslated = sum(unit.state is UnitState.UNTRANSLATED for unit in story.units)
        source, target = name_of(story.stored.story.language), name_of(story.target)
        if not story.target:
            self._offered = "The language of this story is not known, so it cannot be translated here."
            self._offer_act.hide()
        elif story.target in story.packed:
            part = f"Not translated yet: {untranslated:,} of {len(story.units):,} segments. The drafts are"
            words = "Not translated yet. A draft is" if untranslated == len(story.units) else part
            self._offered = f"{words} made on this computer, without a network."
            self._offer_act.setText("Translate (Ctrl+T)")
            self._offer_act.show()
        else:
            self._offered = (
                f"No installed language pack translates {source} into {target}. Write it by hand, or get a pack."
            )
            self._offer_act.setText("Packs…")
            self._offer_act.show()
        self._offer.setVisible(untranslated > 0 or not story.target)
        self._fit_offer()

    def _fit_offer(self) -> None:
        """Keep every word of the offer in view; a narrow pane has its first sentence only."""
        row, words = self._offer_row, self._offer_words
        margins = row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        if not self._offer_act.isHidden():
            room -= row.spacing() + self._offer_act.sizeHint().width()
        words.setText(self._offered)
        if words.heightForWidth(max(1, room)) > _OFFER_LINES * self.fontMetrics().lineSpacing():
            words.setText(self._offered.partition(". ")[0].removesuffix(".") + ".")
        words.setToolTip(self._offered)
        words.setMinimumHeight(words.heightForWidth(max(1, room)))

    def _on_offer(self) -> None:
        if self._story is not None and self._story.target in self._story.packed:
            self.translate_wanted.emit()
        else:
            self.packs_wanted.emit()

    def show_time(self, seconds: int) -> None:
        """Show how long somebody worked on the story that is open."""
        self._seconds = seconds
        self._show_progress()

    def _show_progress(self) -> None:
        tally = self.model.tally
        segments = f"{tally.confirmed:,} of {tally.total:,}"
        words = f"{tally.words_done:,} of {tally.words:,} words"
        told = [part for part in (f"{segments} confirmed", words, duration_words(self._seconds)) if part]
        if tally.total:
            self.progress.say(" · ".join(told), f"{segments} confirmed", segments)
        else:
            self.progress.say("")
        self.progress.setToolTip(
            f"{'; '.join(told)}.\nWords are those of the original in confirmed segments. Time counts while somebody "
            "works in the segments, not after a minute without a key."
        )
        self.bar.setRange(0, max(1, tally.words))
        self.bar.setValue(tally.words_done)
        self.bar.setVisible(tally.total > 0)
        self.trouble.setText(f"errors in {tally.errors:,}" if tally.errors else "")
        self.trouble.setVisible(bool(tally.errors))
        self.trouble.setToolTip("The checks found errors in so many segments; they stand under the text.")
        self.trouble.setStyleSheet(f"color: {tones_of(self.palette()).bad};")

    def switch_direction(self) -> str:
        """Set the translation the other way; return "rtl" or "ltr"."""
        right = self._direction is not Qt.LayoutDirection.RightToLeft
        self._set_direction(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        return "rtl" if right else "ltr"

    def _set_direction(self, direction: Qt.LayoutDirection) -> None:
        self._direction = direction
        self.editor.set_direction(direction)
        right = direction is Qt.LayoutDirection.RightToLeft
        label_switch(self._switch, right=right)
