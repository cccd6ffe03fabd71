"""Looks up what the desk knows of the current segment, and puts it into the translation when the person asks.

Look-ups run in the background; an answer that comes after the person has gone on is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from dabir.domain.errors import DabirError
from dabir.domain.memory import MemoryMatch
from dabir.domain.segment import MachineTranslation
from dabir.ui.editing.entries import term_tip
from dabir.ui.editing.segment_editor import SegmentEditor
from dabir.ui.parts.text_direction import code_point_offset
from dabir.ui.parts.underlines import Look, Mark
from dabir.ui.stories.queue_view import QueueView
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow
from dabir.workflow.experience.memory import Piece
from dabir.workflow.experience.terms import TermMatch

#: Milliseconds for which somebody stays on a segment before it is looked up.
_REST: Final = 60
#: What a term is written onto without a space.
_OPENING: Final = "«(“[\"'‘-–—/\u200c"


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk knows of a segment.

    Attributes:
        matches: what the memory has that is like it, the most alike first.
        differences: for each match, where its source differs from the segment.
        terms: the terms in it.
    """

    matches: tuple[MemoryMatch, ...] = ()
    differences: tuple[tuple[Piece, ...], ...] = ()
    terms: tuple[TermMatch, ...] = ()


class Lookups(QObject):
    """Knows what there is for the current segment.

    Attributes:
        known: what the desk knows of it.
        alternatives: other translations of it, once they were asked for.
        trouble: why there are no alternatives; "" otherwise.
        asking: whether alternatives are being made.

    Signals:
        changed: something was found, or forgotten.
        told: why something could not be put in place, a sentence.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, workflow: Workflow, tasks: Tasks, queue: QueueView, parent: QObject | None = None) -> None:
        """Look up segments of the story that a queue shows."""
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        self._queue = queue
        self._editor = queue.translation.editor
        self.known = Known()
        self.alternatives: list[MachineTranslation] = []
        self.trouble = ""
        self.asking = False
        #: Counts segments gone to: an answer about an earlier one is dropped.
        self._turn = 0
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._look_up)
        self._editor.segment_chosen.connect(self.refresh)
        queue.model.modelReset.connect(self.refresh)
        queue.opened.connect(self.refresh)

    def refresh(self) -> None:
        """Forget what was known and look the current segment up again."""
        self._turn += 1
        self.alternatives, self.trouble, self.asking = [], "", False
        self._show(Known())
        self._rest.start()

    def _look_up(self) -> None:
        segment, turn = self._segment(), self._turn
        if segment is None:
            return
        text, pair, partner = segment

        def work() -> Known | None:
            if turn != self._turn:
                return None
            matches = tuple(self._workflow.memory.matches(text, *pair))
            differences = tuple(self._workflow.memory.difference(match.unit.source, text) for match in matches)
            return Known(matches, differences, tuple(self._workflow.terms.matches(text, *pair, partner)))

        self._tasks.run_task(lambda _: work(), lambda known: self._on_known(turn, known), lane=Lane.READS)

    def _segment(self) -> tuple[str, tuple[str, str], str] | None:
        """Return text, languages and partner of the current segment; None where there is none."""
        story, row = self._queue.story, self._editor.current
        if story is None or not story.target or not 0 <= row < len(self._queue.model.units):
            return None
        text = self._queue.model.units[row].segment.text
        return text, (story.stored.story.language, story.target), story.stored.partner

    def _on_known(self, turn: int, known: Known | None) -> None:
        if turn == self._turn and known is not None:
            self._show(known)

    def _show(self, known: Known) -> None:
        self.known = known
        tips: dict[tuple[int, int], list[str]] = {}
        for match in known.terms:
            tips.setdefault((match.start, match.end), []).append(term_tip(match.term))
        marks = [Mark(*place, Look.TERM, "\n".join(tip)) for place, tip in tips.items()]
        self._queue.pane.original.show_marks("terms", {self._editor.current: marks} if marks else {})
        self.changed.emit()

    def ask_alternatives(self) -> None:
        """Have other translations of the current segment made."""
        segment, turn = self._segment(), self._turn
        if segment is None or self.asking:
            return
        text, (source, target), _partner = segment
        self.asking, self.trouble = True, ""
        self.changed.emit()
        self._tasks.run_task(
            lambda _: self._workflow.translations.alternatives(text, source, target) if turn == self._turn else [],
            lambda made: self._on_alternatives(turn, made),
            on_error=lambda error: self._on_trouble(turn, error),
            lane=Lane.READS,
        )

    def _on_alternatives(self, turn: int, made: list[MachineTranslation]) -> None:
        if turn == self._turn:
            self.asking, self.alternatives = False, made
            self.changed.emit()

    def _on_trouble(self, turn: int, error: BaseException) -> None:
        if not isinstance(error, DabirError):
            self._tasks.failed.emit(error)
        if turn == self._turn:
            self.asking, self.trouble = False, str(error)
            self.changed.emit()

    def take_match(self, number: int) -> None:
        """Put a match of the memory, counted from 0, in place of the segment's translation."""
        if 0 <= number < len(self.known.matches):
            self._put_in_place(self.known.matches[number].unit.target)
        else:
            self.told.emit(f"The memory has no match {number + 1} for this segment.")

    def take_alternative(self, number: int) -> None:
        """Put an alternative, counted from 0, in place of the segment's translation."""
        if 0 <= number < len(self.alternatives):
            self._put_in_place(self.alternatives[number].text)

    def insert_term(self, number: int) -> None:
        """Put the target of a term of the segment, counted from 0, at the cursor or in place of what is selected."""
        if not 0 <= number < len(self.known.terms):
            self.told.emit(f"This segment has no term {number + 1}.")
            return
        editor = self._open()
        if editor is None:
            return
        words, text, cursor = self.known.terms[number].term.target, editor.text(), editor.textCursor()
        start, end = (code_point_offset(text, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        ahead = text[:start][-1:]
        before = " " if ahead.strip() and ahead not in _OPENING else ""
        after = " " if text[end:][:1].isalnum() else ""
        editor.put(start, end, f"{before}{words}{after}")

    def _put_in_place(self, words: str) -> None:
        editor = self._open()
        if editor is not None:
            editor.put(0, len(editor.text()), words)

    def _open(self) -> SegmentEditor | None:
        """Return the editor of the current segment, ready to type in."""
        if self._editor.current >= 0:
            self._editor.choose(self._editor.current, focus=True)
        return self._editor.editor
