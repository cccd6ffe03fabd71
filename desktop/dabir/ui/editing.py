"""Post-editing of the open story: what is typed becomes safe within seconds, and every change can be undone.

Text typed is written to the store 1.5 seconds after the last key and at most 3 seconds after the first unsaved one,
on leaving the segment, and before anything else is done with the story. All writes go through one lane, in order.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from dabir.domain.decision import Standing
from dabir.domain.segment import Finding, TranslationUnit, UnitState
from dabir.ui.open_story import OpenStory
from dabir.ui.segment_model import SegmentModel
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: Milliseconds after the last key, and after the first unsaved key, at which typed text is written.
AFTER_LAST_KEY: Final = 1_500
AFTER_FIRST_KEY: Final = 3_000


@dataclass(frozen=True, slots=True)
class _Change:
    """A step of the history: a segment and how it was."""

    row: int
    before: TranslationUnit


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the store answers to a change."""

    unit: TranslationUnit
    findings: list[Finding]
    standing: Standing


class Editing(QObject):
    """Changes the units of one story in one language.

    Signals:
        replaced: the text of a segment was changed by something else than its editor.
        progressed: states of segments changed.
        standing_changed: how the translation stands now, after a change was kept.
        history_changed: what can be undone or redone changed.
    """

    replaced = Signal(int)
    progressed = Signal()
    standing_changed = Signal(object)
    history_changed = Signal()

    def __init__(self, workflow: Workflow, tasks: Tasks, model: SegmentModel, parent: QObject | None = None) -> None:
        """Work on the units in a model."""
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        self._model = model
        self._story: OpenStory | None = None
        self._undo: list[_Change] = []
        self._redo: list[_Change] = []
        self._session = -1
        self._in_flight: dict[int, int] = {}
        self._idle = QTimer(self, singleShot=True, interval=AFTER_LAST_KEY)
        self._idle.timeout.connect(self.flush)
        self._latest = QTimer(self, singleShot=True, interval=AFTER_FIRST_KEY)
        self._latest.timeout.connect(self.flush)

    def open(self, story: OpenStory, *, keep_history: bool = False) -> None:
        """Take up a story; what was typed in the one before is written first."""
        self.flush()
        self._story = story
        if not keep_history:
            self._undo, self._redo = [], []
        self._session = -1
        self._in_flight = {}
        self._model.show_units(story.units, story.findings)
        self.history_changed.emit()
        self.progressed.emit()

    def dirty(self) -> bool:
        """Whether something is typed and not written, or being written."""
        return bool(self._model.typed) or any(self._in_flight.values())

    def type(self, row: int, text: str) -> None:
        """Take note of what the person typed."""
        unit = self._model.units[row]
        if text == self._model.text(row):
            return
        if self._session != row:
            self._session = row
            self._remember(row, unit)
        self._model.set_typed(row, text)
        self._idle.start()
        if not self._latest.isActive():
            self._latest.start()
        self.progressed.emit()

    def flush(self) -> None:
        """Write what is typed and not yet written."""
        self._idle.stop()
        self._latest.stop()
        for row, text in list(self._model.typed.items()):
            if text != self._model.units[row].target:
                self._change(row, _edit(row, text), self._optimistic(row, text), text)
            self._model.set_typed(row, None)

    def leave(self) -> None:
        """End work on a segment: its text is written, and the next change is a step of its own."""
        self.flush()
        self._session = -1

    def confirm(self, row: int) -> bool:
        """Mark a segment as read and right; False, and nothing done, when it is empty."""
        self.flush()
        unit = self._model.units[row]
        if not unit.target.strip():
            return False
        if unit.state is not UnitState.CONFIRMED:
            if self._session != row:
                self._remember(row, unit)
            self._change(row, lambda call: call.confirm(row), dataclasses.replace(unit, state=UnitState.CONFIRMED))
        self._session = -1
        return True

    def can_revert(self, row: int) -> bool:
        """Whether there is a machine's text to go back to that differs from what stands there."""
        if not 0 <= row < len(self._model.units):
            return False
        unit = self._model.units[row]
        return unit.machine is not None and (
            self._model.text(row) != unit.machine.text or self._model.state(row) is not UnitState.MACHINE
        )

    def revert(self, row: int) -> None:
        """Put the machine's text back."""
        if not self.can_revert(row):
            return
        self.flush()
        unit = self._model.units[row]
        assert unit.machine is not None
        if self._session != row:
            self._remember(row, unit)
        self._session = -1
        back = dataclasses.replace(unit, target=unit.machine.text, state=UnitState.MACHINE)
        self._change(row, lambda call: call.revert(row), back)
        self.replaced.emit(row)

    def can_undo(self) -> bool:
        """Whether a change of this story can be undone."""
        return bool(self._undo)

    def can_redo(self) -> bool:
        """Whether something undone can be done again."""
        return bool(self._redo)

    def undo(self) -> int:
        """Undo the last change; return its segment, -1 when there was none."""
        return self._travel(self._undo, self._redo)

    def redo(self) -> int:
        """Do again what was undone last; return its segment, -1 when there was none."""
        return self._travel(self._redo, self._undo)

    def _travel(self, source: list[_Change], other: list[_Change]) -> int:
        self.leave()
        if not source:
            return -1
        change = source.pop()
        other.append(_Change(change.row, self._model.units[change.row]))
        self._change(change.row, lambda call: call.restore(change.before), change.before)
        self.history_changed.emit()
        self.replaced.emit(change.row)
        return change.row

    def _remember(self, row: int, before: TranslationUnit) -> None:
        self._undo.append(_Change(row, before))
        self._redo.clear()
        self.history_changed.emit()

    def _optimistic(self, row: int, text: str) -> TranslationUnit:
        state = UnitState.EDITED if text.strip() else UnitState.UNTRANSLATED
        return dataclasses.replace(self._model.units[row], target=text, state=state)

    def _change(
        self, row: int, act: Callable[[_Acts], TranslationUnit], expected: TranslationUnit, typed: str | None = None
    ) -> None:
        """Show a change at once and write it; what the store then answers is what is shown.

        Args:
            row: the segment.
            act: the change.
            expected: what the segment will be when the change is kept.
            typed: the person's words, put back as unsaved when the store refuses them.
        """
        story = self._story
        assert story is not None
        before = self._model.units[row]
        self._model.set_unit(row, expected)
        self._in_flight[row] = self._in_flight.get(row, 0) + 1
        acts = _Acts(self._workflow, story)
        self._tasks.run_task(
            lambda _task: acts.keep(act),
            lambda kept: self._on_kept(story, row, kept),
            on_error=lambda error: self._on_refused(story, row, error, before, typed),
            lane=Lane.EDITS,
        )
        self.progressed.emit()

    def _on_kept(self, story: OpenStory, row: int, kept: _Kept) -> None:
        if not self._is_open(story):
            return
        self._in_flight[row] -= 1
        if not self._in_flight[row]:
            self._model.set_unit(row, kept.unit, kept.findings)
        self.standing_changed.emit(kept.standing)
        self.progressed.emit()

    def _on_refused(
        self, story: OpenStory, row: int, error: BaseException, before: TranslationUnit, typed: str | None
    ) -> None:
        if self._is_open(story):
            self._in_flight[row] -= 1
            self._model.set_unit(row, before)
            if typed is not None and row not in self._model.typed:
                self._model.set_typed(row, typed)
            self.progressed.emit()
        self._tasks.failed.emit(error)

    def _is_open(self, story: OpenStory) -> bool:
        here = self._story
        return here is not None and (here.stored.id, here.target) == (story.stored.id, story.target)


def _edit(row: int, text: str) -> Callable[[_Acts], TranslationUnit]:
    return lambda call: call.edit(row, text)


class _Acts:
    """The changes of one story in one language, as the workflow makes them; used off the main thread."""

    def __init__(self, workflow: Workflow, story: OpenStory) -> None:
        self._workflow = workflow
        self._id, self._target = story.stored.id, story.target
        self._source = story.stored.story.language

    def edit(self, row: int, text: str) -> TranslationUnit:
        return self._workflow.translations.edit(self._id, self._target, row, text)

    def confirm(self, row: int) -> TranslationUnit:
        return self._workflow.translations.confirm(self._id, self._target, row)

    def revert(self, row: int) -> TranslationUnit:
        return self._workflow.translations.revert(self._id, self._target, row)

    def restore(self, unit: TranslationUnit) -> TranslationUnit:
        return self._workflow.translations.restore(self._id, self._target, unit)

    def keep(self, act: Callable[[_Acts], TranslationUnit]) -> _Kept:
        unit = act(self)
        findings = self._workflow.translations.check(unit, self._source, self._target)
        return _Kept(unit, findings, self._workflow.stories.standing(self._id, self._target))
