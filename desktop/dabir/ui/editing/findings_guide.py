"""The findings of the open story: underlined in both panes, checked anew as somebody types, walked through, mended.

What the store answers after a change comes too late for the eye, so a text is also checked a moment after the last
key. Until then the spans of what was found before move along with their words.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from dabir.domain.segment import Finding, TranslationUnit, UnitState
from dabir.ui.editing.card_mouse import CardMouse
from dabir.ui.editing.finding_lines import can_mend, sentence
from dabir.ui.editing.segment_editor import SegmentEditor
from dabir.ui.editing.segment_model import DOUBT
from dabir.ui.parts.underlines import Look, Mark, finding_marks
from dabir.ui.stories.open_story import OpenStory
from dabir.ui.stories.queue_view import QueueView
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: Milliseconds after the last key at which a text is checked.
AFTER_LAST_KEY: Final = 250


@dataclass(frozen=True, slots=True)
class Place:
    """A finding and the segment it is in."""

    row: int
    finding: Finding

    @property
    def key(self) -> tuple[int, int]:
        """Where it stands in the story: segment, then place; what has none comes first."""
        return self.row, self.finding.target_span[0] if self.finding.target_span else -1


class FindingsGuide(QObject):
    """Keeps the underlines true and takes the person from finding to finding.

    Signals:
        told: what a finding says, or why there is none, a sentence.
        changed: the findings of the story may have changed.
    """

    told = Signal(str)
    changed = Signal()

    def __init__(self, workflow: Workflow, tasks: Tasks, queue: QueueView, mouse: CardMouse) -> None:
        """Guide through the story that a queue shows.

        Args:
            workflow: the desk.
            tasks: runs the checks.
            queue: shows the story.
            mouse: over its cards.
        """
        super().__init__(mouse)
        self._workflow = workflow
        self._tasks = tasks
        self._queue = queue
        self._editor = queue.translation.editor
        self._model = queue.model
        self._visited: Place | None = None
        self._moving = False
        self._typed_in: set[int] = set()
        #: Counts how often other segments were put in place: an answer about older ones is dropped.
        self._shape = 0
        #: What the model had last that is marked and told: typing alone makes no other findings.
        self._shown = -1
        self._check = QTimer(self, singleShot=True, interval=AFTER_LAST_KEY)
        self._check.timeout.connect(self._check_typed)
        self._draw = QTimer(self, singleShot=True, interval=0)
        self._draw.timeout.connect(self._show_marks)
        mouse.delegate.typed.connect(self._on_typed)
        mouse.mending_wanted.connect(self._on_button)
        self._editor.editor_shown.connect(self._draw.start)
        self._model.dataChanged.connect(self._draw.start)
        self._model.modelReset.connect(self._on_reset)
        queue.opened.connect(self._on_opened)
        queue.editing.replaced.connect(self._on_typed)
        self._editor.segment_chosen.connect(self._on_chosen)

    def all(self) -> list[Place]:
        """Return the findings of the story in the order of its text."""
        places = [
            Place(row, finding)
            for row, found in self._model.findings.items()
            if row < len(self._model.units)
            for finding in found
        ]
        return sorted(places, key=lambda place: place.key)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding, round the end of the story."""
        places = self.all()
        if not places:
            self.told.emit("The checks find nothing in this story.")
            return
        row, visited = self._editor.current, self._visited
        if visited is not None and visited in places:
            at = places.index(visited) + by
        elif visited is not None:
            later = [number for number, place in enumerate(places) if place.key >= visited.key]
            at = (later[0] if later else len(places)) + (0 if by > 0 else -1)
        elif by > 0:
            at = next((number for number, place in enumerate(places) if place.row >= row), 0)
        else:
            at = next((number for number in reversed(range(len(places))) if places[number].row <= row), -1)
        at %= len(places)
        self.go(places[at])
        self.told.emit(f"{self.name(places[at].row)}, {_said(places[at].finding)} ({at + 1} of {len(places)})")

    def go(self, place: Place) -> None:
        """Choose the segment of a finding, select the words it is about and light up those of the original."""
        self._moving = True
        self._editor.choose(place.row, focus=True)
        self._moving = False
        self._visited = place
        editor, span, source = self._editor.editor, place.finding.target_span, place.finding.source_span
        if editor is not None and span is not None:
            editor.select(*span)
        found = {place.row: [Mark(*source, Look.WORD)]} if source is not None else {}
        self._queue.pane.original.show_marks("found", found)

    def to_next_look(self) -> None:
        """Go to the next segment that somebody should look at before the others."""
        row = self._model.next_to_look_at(self._editor.current) if self._model.units else -1
        if row < 0:
            self.told.emit("No doubtful draft is left, and no segment with an error that is not confirmed.")
            return
        self._editor.choose(row, focus=True)
        if self._model.doubtful(row):
            self.told.emit(f"{self.name(row)}: {DOUBT}; the language pack is not sure of this draft.")
        else:
            self.told.emit(f"{self.name(row)} has an error and is not confirmed.")

    def mend_here(self) -> None:
        """Mend the finding at the cursor, or the first of the segment that can be mended by itself."""
        row, editor = self._editor.current, self._editor.editor
        able = [one for one in self._model.findings.get(row, ()) if can_mend(one)]
        if editor is None or not able:
            self.told.emit("Nothing in this segment can be mended by itself.")
            return
        at = editor.place()
        here = [one for one in able if one.target_span and one.target_span[0] <= at <= one.target_span[1]]
        self.mend(Place(row, (here or able)[0]))

    def mend(self, place: Place) -> None:
        """Put the replacement of a finding in place, as a step that can be undone."""
        row, finding = place.row, place.finding
        if not can_mend(finding) or finding not in self._model.findings.get(row, ()):
            return
        start, end = finding.target_span or (0, 0)
        wanted, text = finding.replacement or "", self._model.text(row)
        editor = self._editor.editor
        if row == self._editor.current and editor is not None and editor.hasFocus():
            editor.put(start, end, wanted)
        else:
            self._queue.editing.rewrite({row: text[:start] + wanted + text[end:]})
        self.told.emit(f"{self.name(row)}: mended. Ctrl+Z takes it back.")
        self._check_soon(row, 0)

    def _on_button(self, row: int, finding: Finding) -> None:
        # A click takes the focus: it goes to the segment, where the next undo is for what was mended.
        self._editor.choose(row, focus=True)
        self.mend(Place(row, finding))

    def name(self, row: int) -> str:
        """Return how a segment is called in a sentence."""
        label = self._model.label(row)
        return f"Segment {label}" if label.isdecimal() else label

    def _on_typed(self, row: int, _text: str = "") -> None:
        self._check_soon(row, AFTER_LAST_KEY)

    def _check_soon(self, row: int, pause: int) -> None:
        self._typed_in.add(row)
        self._check.start(pause)

    def _on_reset(self) -> None:
        self._shape += 1
        self._typed_in.clear()
        self._visited = None
        self._draw.start()

    def _on_opened(self) -> None:
        self._shown = -1
        self._draw.start()

    def _on_chosen(self, _row: int) -> None:
        if not self._moving:
            self._visited = None
            self._queue.pane.original.show_marks("found", {})
        self._draw.start()

    def _check_typed(self) -> None:
        rows, self._typed_in = self._typed_in, set()
        story = self._queue.story
        if story is None or not story.target:
            return
        for row in sorted(row for row in rows if row < len(self._model.units)):
            text = self._model.text(row)
            state = self._model.state(row)
            if state is UnitState.UNTRANSLATED and text.strip():
                state = UnitState.EDITED
            self._run_check(row, dataclasses.replace(self._model.units[row], target=text, state=state), story)

    def _run_check(self, row: int, unit: TranslationUnit, story: OpenStory) -> None:
        source, target, partner, shape = story.stored.story.language, story.target, story.stored.partner, self._shape
        self._tasks.run_task(
            lambda _: self._workflow.translations.check(unit, source, target, partner),
            lambda found: self._on_checked(shape, row, unit.target, found),
            lane=Lane.READS,
        )

    def _on_checked(self, shape: int, row: int, text: str, found: list[Finding]) -> None:
        if shape == self._shape and row < len(self._model.units) and text == self._model.text(row):
            self._model.set_findings(row, found, text)

    def _show_marks(self) -> None:
        if self._editor.editor is not None:
            self._mark_editor(self._editor.editor)
        if self._shown == self._model.findings_seen:
            return
        self._shown = self._model.findings_seen
        marks = {
            row: finding_marks(found, self._model.units[row].segment.text, source=True)
            for row, found in self._model.findings.items()
            if row < len(self._model.units)
        }
        self._queue.pane.original.show_marks("findings", marks)
        self.changed.emit()

    def _mark_editor(self, editor: SegmentEditor) -> None:
        row = self._editor.current
        found = self._model.findings.get(row, ())
        editor.show_marks("findings", finding_marks(found, editor.text(), source=False))


def _said(finding: Finding) -> str:
    words = sentence(finding)
    return words[:1].lower() + words[1:]
