"""Post-editing of the open story: what is typed becomes safe within seconds, and every change can be undone.

Text typed is written to the store 1.5 seconds after the last key and at most 3 seconds after the first unsaved one,
on leaving the segment, and before anything else is done with the story. All writes go through one lane, in order.
Every change is shown at once; what the store then answers is what stays.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from dabir.domain import resegment
from dabir.domain.comment import Comment
from dabir.domain.segment import HEADLINE, MachineTranslation, TranslationUnit, UnitState
from dabir.ui.editing.history import History, Part, Step
from dabir.ui.editing.keeping import Acts, Kept, edit, restore, restore_all
from dabir.ui.editing.segment_model import SegmentModel
from dabir.ui.stories.open_story import OpenStory, comments_by_row
from dabir.ui.tasks import Lane, Tasks
from dabir.workflow import Workflow

#: Milliseconds after the last key, and after the first unsaved key, at which typed text is written.
AFTER_LAST_KEY: Final = 1_500
AFTER_FIRST_KEY: Final = 3_000
#: Milliseconds in which drafts that come are told together: each may be one of thousands.
_TOGETHER: Final = 100

_Units = tuple[TranslationUnit, ...]


class Editing(QObject):
    """Changes the units of one story in one language.

    Signals:
        replaced: the text of a segment was changed by something else than its editor.
        drafted: a draft is shown in a segment; what the checks say to it comes with the story, read again.
        progressed: states of segments changed.
        standing_changed: how the translation stands now, after a change was kept.
        history_changed: what can be undone or redone changed.
        reshaped: segments were split or joined on the screen; carries the one to stand on.
        reshape_kept: the same is in the store.
        acted: the person did something in the segments.
        commented: the comments on some segment changed.
    """

    replaced = Signal(int)
    drafted = Signal(int)
    progressed = Signal()
    standing_changed = Signal(object)
    history_changed = Signal()
    reshaped = Signal(int)
    reshape_kept = Signal()
    acted = Signal()
    commented = Signal()

    def __init__(self, workflow: Workflow, tasks: Tasks, model: SegmentModel, parent: QObject | None = None) -> None:
        """Work on the units in a model."""
        super().__init__(parent)
        self._workflow = workflow
        self._tasks = tasks
        self._model = model
        self._story: OpenStory | None = None
        self._history = History()
        #: Who writes and confirms: asked at every change.
        self.editor_name: Callable[[], str] = str
        self._session = -1
        self._in_flight: dict[int, int] = {}
        #: Drafts that are shown while the store does not have them yet.
        self._early: set[int] = set()
        #: Counts splits and joins: an answer about a segment of an older shape is not for the row it names.
        self._shape = 0
        self._reshaping = 0
        self._idle = QTimer(self, singleShot=True, interval=AFTER_LAST_KEY)
        self._idle.timeout.connect(self.flush)
        self._latest = QTimer(self, singleShot=True, interval=AFTER_FIRST_KEY)
        self._latest.timeout.connect(self.flush)
        self._drafts = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._drafts.timeout.connect(self.progressed)

    @property
    def story(self) -> OpenStory | None:
        """The story that is worked on, as it was read last."""
        return self._story

    def unit(self, row: int) -> TranslationUnit:
        """Return a segment as it stands."""
        return self._model.units[row]

    def show_comments(
        self, story: OpenStory, *, added: Comment | None = None, removed: Comment | None = None
    ) -> None:
        """Show that a comment on a story came or went; of a story that is no longer open it is read again anyhow."""
        here = self._story
        if here is None or (here.stored.id, here.target) != (story.stored.id, story.target):
            return
        kept = tuple(comment for comment in here.comments if comment != removed)
        self._story = dataclasses.replace(here, comments=(*kept, added) if added else kept)
        self._model.comments = comments_by_row(self._model.units, self._story.comments)
        self.commented.emit()

    def open(self, story: OpenStory, *, keep_history: bool = False) -> None:
        """Take up a story; what was typed in the one before is written first."""
        self.flush()
        same_shape = [unit.segment for unit in self._model.units] == list(story.segments)
        self._story = story
        if not (keep_history and same_shape):
            self._history.clear()
        self._session = -1
        self._in_flight = {}
        self._early = set()
        self._shape += 1
        self._reshaping = 0
        self._model.comments = comments_by_row(story.units, story.comments)
        self._model.show_units(story.units, story.findings)
        self.history_changed.emit()
        self.progressed.emit()

    def renew(self, story: OpenStory) -> None:
        """Take over what was read again of the story whose units are on the screen already."""
        self._story = story
        self._early = set()
        self._model.comments = comments_by_row(story.units, story.comments)
        self._model.renew_findings(story.findings, [unit.target for unit in story.units])
        self.progressed.emit()

    def dirty(self) -> bool:
        """Whether something is typed and not written, or being written."""
        return bool(self._model.typed) or any(self._in_flight.values()) or self._reshaping > 0

    def shows_early_drafts(self) -> bool:
        """Whether drafts are on the screen that the store may not have."""
        return bool(self._early)

    def type(self, row: int, text: str) -> None:
        """Take note of what the person typed."""
        unit = self._model.units[row]
        if text == self._model.text(row):
            return
        if self._session != row:
            self._session = row
            self._remember(row)
        if text == unit.target:
            self._model.set_typed(row, None)
        else:
            self._model.set_typed(row, text)
        self._idle.start()
        if not self._latest.isActive():
            self._latest.start()
        self.acted.emit()
        self.progressed.emit()

    def flush(self) -> None:
        """Write what is typed and not yet written."""
        self._idle.stop()
        self._latest.stop()
        for row, text in list(self._model.typed.items()):
            if text != self._model.units[row].target:
                self._change(row, edit(row, text, self.editor_name()), self._written(row, text), text)
            self._model.set_typed(row, None)

    def leave(self) -> None:
        """End work on a segment: its text is written, and the next change is a step of its own."""
        self.flush()
        self._session = -1

    def confirm(self, row: int) -> bool:
        """Mark a segment as read and right; False, and nothing done, when it is empty."""
        self.flush()
        self.acted.emit()
        unit = self._model.units[row]
        if not unit.target.strip():
            return False
        hands = unit.editors or self._hands()
        if unit.state is not UnitState.CONFIRMED or unit.editors != hands:
            if self._session != row:
                self._remember(row)
            name, done = self.editor_name(), dataclasses.replace(unit, state=UnitState.CONFIRMED, editors=hands)
            self._change(row, lambda call: call.confirm(row, name), done)
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
            self._remember(row)
        self._session = -1
        back = dataclasses.replace(unit, target=unit.machine.text, state=UnitState.MACHINE, editors=())
        self._change(row, lambda call: call.revert(row), back)
        self.acted.emit()
        self.replaced.emit(row)

    def rewrite(self, texts: Mapping[int, str]) -> int:
        """Write other texts of some segments, as one step; return how many of them changed."""
        self.leave()
        changed = {row: text for row, text in sorted(texts.items()) if text != self._model.units[row].target}
        if changed:
            self._add(Step(tuple(Part(row, (self._model.units[row],)) for row in changed)))
        for row, text in changed.items():
            self._change(row, edit(row, text, self.editor_name()), self._written(row, text))
            self.replaced.emit(row)
        self.acted.emit()
        return len(changed)

    def split(self, row: int, source_at: int, target_at: int) -> None:
        """Split a segment in two, see `resegment.split`.

        Raises:
            InputRefused: when a part would be empty.
        """
        self.leave()
        made = resegment.split(self._model.units, row, self._paragraph(row), source_at, target_at)
        before = (self._model.units[row],)
        self._reshape(made, lambda call: call.split(row, source_at, target_at), row)
        self._add(Step((Part(row, before, 2),)))

    def join(self, row: int) -> None:
        """Make a segment and the next one.

        Raises:
            InputRefused: when there is no next one in the same paragraph.
        """
        self.leave()
        made = resegment.join(self._model.units, row, self._paragraph(row))
        before = tuple(self._model.units[row : row + 2])
        self._reshape(made, lambda call: call.join(row), row)
        self._add(Step((Part(row, before, 1),)))

    def can_undo(self) -> bool:
        """Whether a change of this story can be undone."""
        return self._history.can_undo()

    def can_redo(self) -> bool:
        """Whether something undone can be done again."""
        return self._history.can_redo()

    def undo(self) -> int:
        """Undo the last change; return its segment, -1 when there was none."""
        return self._travel(back=True)

    def redo(self) -> int:
        """Do again what was undone last; return its segment, -1 when there was none."""
        return self._travel(back=False)

    @Slot(int, str, int, object)
    def show_draft(self, story_id: int, target: str, row: int, draft: MachineTranslation) -> None:
        """Show a draft of the open story as soon as it is made; one of another story, or of a text, is left out."""
        story = self._story
        here = story is not None and (story.stored.id, story.target) == (story_id, target)
        if not here or self._reshaping or not 0 <= row < len(self._model.units) or not draft.text.strip():
            return
        unit = self._model.units[row]
        busy = row in self._model.typed or self._in_flight.get(row)
        if busy or unit.state is not UnitState.UNTRANSLATED:
            return
        self._early.add(row)
        self._model.set_unit(
            row, dataclasses.replace(unit, target=draft.text, state=UnitState.MACHINE, machine=draft)
        )
        self.drafted.emit(row)
        if not self._drafts.isActive():
            self._drafts.start()

    def _travel(self, *, back: bool) -> int:
        self.leave()
        step = self._history.take(self._model.units, back=back)
        if step is None:
            return -1
        if step.reshapes:
            made = step.restored(self._model.units)
            self._reshape(made, restore_all(made), step.row)
        else:
            for part in step.parts:
                (before,) = part.before
                self._change(part.row, restore(before), before)
                self.replaced.emit(part.row)
        self.acted.emit()
        self.history_changed.emit()
        return step.row

    def _remember(self, row: int) -> None:
        self._add(Step((Part(row, (self._model.units[row],)),)))

    def _add(self, step: Step) -> None:
        self._history.add(step)
        self.history_changed.emit()

    def _written(self, row: int, text: str) -> TranslationUnit:
        unit = self._model.units[row]
        if not text.strip():
            return dataclasses.replace(unit, target=text, state=UnitState.UNTRANSLATED, editors=())
        return dataclasses.replace(unit, target=text, state=UnitState.EDITED, editors=self._hands())

    def _hands(self) -> tuple[str, ...]:
        name = self.editor_name()
        return (name,) if name else ()

    def _paragraph(self, row: int) -> str:
        assert self._story is not None
        wire, at = self._story.stored.story, self._model.units[row].segment.paragraph
        return wire.headline if at == HEADLINE else wire.paragraphs[at]

    def _change(
        self, row: int, act: Callable[[Acts], TranslationUnit], expected: TranslationUnit, typed: str | None = None
    ) -> None:
        """Show a change at once and write it; what the store then answers is what is shown.

        Args:
            row: the segment.
            act: the change.
            expected: what the segment will be when the change is kept.
            typed: the person's words, put back as unsaved when the store refuses them.
        """
        story, shape = self._story, self._shape
        assert story is not None
        before = self._model.units[row]
        if row in self._early:
            # The store has no draft to change yet: it is given the whole segment, with the draft it began from.
            self._early.discard(row)
            act = restore(expected)
        self._model.set_unit(row, expected)
        self._in_flight[row] = self._in_flight.get(row, 0) + 1
        acts = Acts(self._workflow, story)
        self._tasks.run_task(
            lambda _task: acts.keep(act),
            lambda kept: self._on_kept(shape, row, kept),
            on_error=lambda error: self._on_refused(shape, row, error, before, typed),
            lane=Lane.EDITS,
        )
        self.progressed.emit()

    def _on_kept(self, shape: int, row: int, kept: Kept) -> None:
        if shape != self._shape:
            return
        self._in_flight[row] -= 1
        if not self._in_flight[row]:
            self._model.set_unit(row, kept.unit, kept.findings)
        self.standing_changed.emit(kept.standing)
        self.progressed.emit()

    def _on_refused(
        self, shape: int, row: int, error: BaseException, before: TranslationUnit, typed: str | None
    ) -> None:
        if shape == self._shape:
            self._in_flight[row] -= 1
            self._model.set_unit(row, before)
            if typed is not None and row not in self._model.typed:
                self._model.set_typed(row, typed)
            self.progressed.emit()
        self._tasks.failed.emit(error)

    def _reshape(self, made: _Units, act: Callable[[Acts], _Units], row: int) -> None:
        """Show other segments at once and write them; their findings come with the story when it is read again."""
        story = self._story
        assert story is not None
        self._shape += 1
        self._reshaping += 1
        if self._early:
            # The store lacks drafts that are on the screen, so it is given all segments as they stand there.
            act = restore_all(made)
        self._in_flight = {}
        self._early = set()
        self._model.comments = comments_by_row(made, story.comments)
        self._model.show_units(made, {})
        acts, shape = Acts(self._workflow, story), self._shape
        self._tasks.run_task(
            lambda _task: act(acts),
            lambda _: self._on_reshaped(shape),
            on_error=lambda error: self._on_reshaped(shape, error),
            lane=Lane.EDITS,
        )
        self.acted.emit()
        self.reshaped.emit(row)
        self.progressed.emit()

    def _on_reshaped(self, shape: int, error: BaseException | None = None) -> None:
        if error is not None:
            self._tasks.failed.emit(error)
        if self._reshaping:
            self._reshaping -= 1
        if shape == self._shape:
            self.reshape_kept.emit()
