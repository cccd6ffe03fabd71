"""The open story: original and translation side by side, sentence aligned, and what belongs to it below."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from dabir.domain.language import name_of
from dabir.domain.life import Standing, why_not_approve, why_not_release
from dabir.domain.listing import StoredStory
from dabir.ui.editing.editing import Editing
from dabir.ui.editing.translation_pane import TranslationPane
from dabir.ui.parts.badges import badges_of_story, short_name, when
from dabir.ui.parts.panes import BadgeRow, PaneHead
from dabir.ui.parts.parts import flat_button, label, label_switch, named
from dabir.ui.parts.text_direction import direction_of, isolated
from dabir.ui.parts.theme import tones_of
from dabir.ui.stories.details import Details
from dabir.ui.stories.open_story import OpenStory
from dabir.ui.stories.original_view import OriginalView


class StoryPane(QWidget):
    """Shows one story and keeps both sides on the same sentence.

    Signals:
        direction_switched: the person set a side the other way: "" or the target language, and "rtl" or "ltr".
        version_wanted: the person asked for another version (its row on the desk).
        segment_changed: another sentence is the current one.
    """

    direction_switched = Signal(str, str)
    version_wanted = Signal(int)
    segment_changed = Signal(int)

    def __init__(self, editing: Editing, translation: TranslationPane, parent: QWidget | None = None) -> None:
        """Put the panes together.

        Args:
            editing: the changes of the open story.
            translation: the right side.
            parent: owner.
        """
        super().__init__(parent)
        self.story: OpenStory | None = None
        self.translation = translation
        self._linking = False
        self._make_original()
        self.details = Details()
        self.details.version_wanted.connect(self.version_wanted)
        self.sides = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=1)
        self.sides.addWidget(self._original_pane)
        self.sides.addWidget(translation)
        self.sides.setStretchFactor(0, 1)
        self.sides.setStretchFactor(1, 1)
        self.sides.setSizes([10_000, 10_000])
        self.split = QSplitter(Qt.Orientation.Vertical, handleWidth=1)
        self.split.addWidget(self.sides)
        self.split.addWidget(self.details)
        self.split.setStretchFactor(0, 4)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([600, 210])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_head())
        layout.addWidget(self.split, 1)
        self.original.segment_chosen.connect(self._from_original)
        self.original.step_wanted.connect(self.step)
        self.original.filled.connect(self._show_original_title)
        translation.editor.segment_chosen.connect(self._from_translation)
        translation.direction_switched.connect(self.switch_target_direction)
        editing.standing_changed.connect(self._on_standing)

    def _make_head(self) -> QWidget:
        head = named(QWidget(), "pane-head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.badges = BadgeRow()
        self._about = named(QLabel(), "muted")
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rules = label("", "muted")
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.badges)
        first.addWidget(self._about, 1)
        box = QVBoxLayout(head)
        box.setContentsMargins(12, 6, 12, 6)
        box.setSpacing(3)
        box.addLayout(first)
        box.addWidget(self.rules)
        return head

    def _make_original(self) -> None:
        self.original = OriginalView()
        self._original_head = PaneHead("Original")
        self.integrity = flat_button()
        self.integrity.clicked.connect(self._copy_hash)
        self._original_switch = flat_button()
        self._original_switch.clicked.connect(self.switch_original_direction)
        self._original_head.row.addStretch(1)
        self._original_head.row.addWidget(self.integrity)
        self._original_head.row.addWidget(self._original_switch)
        self._original_pane = QWidget()
        box = QVBoxLayout(self._original_pane)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._original_head)
        box.addWidget(self.original, 1)

    def show_story(self, story: OpenStory, now: datetime, *, row: int = -1) -> None:
        """Show a story.

        Args:
            story: as it was read.
            now: the present moment.
            row: the sentence to stand on; -1 for the first that is not confirmed.
        """
        same = self.story is not None and self.story.stored.id == story.stored.id
        self.story = story
        stored = story.stored
        refilled = not same or self.original.segments != story.segments
        if refilled:
            self.original.show_story(stored.story, story.segments, self._original_direction())
        self._show_original_title()
        anew = self.translation.show_story(story, same=same)
        self._show_head(stored, now, sealed=story.seal is not None)
        self._show_integrity(story)
        self._show_switches()
        self.details.show_story(story)
        self._show_rules(story.standing, story.standing_translated, now)
        if anew and story.units:
            self._linking = True
            start = row if 0 <= row < len(story.units) else max(0, self.translation.model.next_open(-1))
            self.translation.editor.choose(start, focus=False)
            self._linking = False
            self.original.mark(start)
        elif anew:
            self.original.mark(-1)
        elif refilled:
            self._from_translation(self.translation.editor.current)

    def _show_original_title(self) -> None:
        if self.story is not None:
            language = name_of(self.story.stored.story.language) or "language not known"
            coming = "" if self.original.is_filled else " · opening…"
            self._original_head.title.setText(f"Original · {language}{coming}")

    def _show_head(self, stored: StoredStory, now: datetime, *, sealed: bool) -> None:
        self._now = now
        self.badges.show_badges(badges_of_story(stored, tones_of(self.palette()), now, sealed=sealed))
        words = [
            stored.partner,
            f"version {stored.story.version}",
            f"received {when(stored.received, now)}",
            isolated(stored.story.slugline) if stored.story.slugline else "",
            isolated(short_name(stored.filename)),
        ]
        self._about.setText("  ·  ".join(word for word in words if word))
        self._about.setToolTip(stored.filename)

    def _show_rules(self, original: Standing, translated: Standing | None, now: datetime) -> None:
        words = _standing_words(original, now)
        sentences = [f"Original: {words}"]
        if translated is not None and (also := _standing_words(translated, now)) == words:
            sentences = [f"Original and translation: {words}"]
        elif translated is not None:
            sentences.append(f"Translation: {also}")
        self.rules.setText("   ".join(sentences))

    def _show_integrity(self, story: OpenStory) -> None:
        sha256 = story.stored.original_sha256
        tones = tones_of(self.palette())
        if story.integrity:
            self.integrity.setText("✕ Original damaged")
            self.integrity.setToolTip(story.integrity)
            self.integrity.setStyleSheet(f"color: {tones.bad}; font-weight: 600;")
        else:
            self.integrity.setText(f"✓ SHA-256 {sha256[:12]}…")
            self.integrity.setToolTip(
                f"The {story.size:,} bytes as received were hashed again when the story was opened, and match.\n"
                f"SHA-256 {sha256}\nClick to copy."
            )
            self.integrity.setStyleSheet(f"color: {tones.good};")
        self.integrity.setAccessibleName(self.integrity.text())

    def _copy_hash(self) -> None:
        if self.story is not None:
            QGuiApplication.clipboard().setText(self.story.stored.original_sha256)

    def _show_switches(self) -> None:
        right = self._original_direction() is Qt.LayoutDirection.RightToLeft
        label_switch(self._original_switch, right=right)

    def _original_direction(self, switched: str | None = None) -> Qt.LayoutDirection:
        assert self.story is not None
        chosen = self.story.original_direction if switched is None else switched
        return direction_of(self.story.stored.story.language, chosen)

    def switch_original_direction(self) -> None:
        """Set the original the other way, and have it remembered."""
        if self.story is None:
            return
        now_right = self.original.direction is Qt.LayoutDirection.RightToLeft
        switched = "ltr" if now_right else "rtl"
        self.original.set_direction(self._original_direction(switched))
        label_switch(self._original_switch, right=not now_right)
        self.direction_switched.emit("", switched)

    def switch_target_direction(self) -> None:
        """Set the translation the other way, and have it remembered."""
        if self.story is not None and self.story.target:
            switched = self.translation.switch_direction()
            self.direction_switched.emit(self.story.target, switched)

    def step(self, by: int) -> None:
        """Go to the next or previous sentence, on both sides."""
        self.translation.editor.step(by)

    def _from_original(self, row: int) -> None:
        self._linking = True
        self.translation.editor.choose(row, focus=False)
        self._linking = False
        self.original.mark(row)
        self.translation.editor.align(row, self.original.top_of(row))
        self.segment_changed.emit(row)

    def _from_translation(self, row: int) -> None:
        if self._linking:
            return
        self.original.mark(row)
        self.translation.editor.scrollTo(self.translation.model.index(row))
        self.original.align(row, self.translation.editor.top_of(row))
        self.segment_changed.emit(row)

    def _on_standing(self, standing: Standing) -> None:
        if self.story is not None:
            self.story = dataclasses.replace(self.story, standing_translated=standing)
            self._show_rules(self.story.standing, standing, self._now)


def _standing_words(standing: Standing, now: datetime) -> str:
    if standing.killed:
        return standing.killed
    for so, words in (
        (standing.corrected, f"corrected. {standing.corrected}"),
        (standing.released, "released."),
        (standing.withdrawn and not standing.approved, "withdrawn."),
        (not standing.current_text_sha256, "none yet."),
    ):
        if so:
            return words
    if standing.approved:
        held = why_not_release(standing, now)
        if not held:
            return "approved, not yet released."
        return f"approved, but stale. {held}" if standing.stale else f"approved. {held}"
    why_not = why_not_approve(standing)
    refused = "refused. " if standing.refused else ""
    return f"{refused}{why_not or 'not approved.'}"
