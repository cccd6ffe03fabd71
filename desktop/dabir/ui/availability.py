"""Which actions can be used now, and why the others cannot."""

from __future__ import annotations

from datetime import datetime

from dabir.ui.actions import Actions
from dabir.ui.deciding.deciding import why_not
from dabir.ui.stories.queue_view import QueueView

#: Can be used whenever a story is shown.
_WITH_STORY = (
    *("refuse", "release", "revoke", "kill", "segment_next", "segment_previous"),
    *("turn_original", "turn_translation"),
)


def update_actions(actions: Actions, queue: QueueView, now: datetime, *, here: bool) -> None:
    """Enable what can be done with the story shown.

    Args:
        actions: of the window.
        queue: the list and the story.
        now: the present moment.
        here: whether the queue is the view that is shown.
    """
    story = queue.story
    here = here and story is not None and not queue.is_empty()
    model, editor, editing = queue.model, queue.translation.editor, queue.editing
    original = why_not(story.standing, "approve", now) if story else ""
    translated = why_not(story.standing_translated, "approve", now) if story else ""
    if editing.dirty() and model.units and not model.tally.empty:
        translated = ""  # What was typed since the story was read is written before it is approved.
    for name, reason in (("approve_original", original), ("approve_translation", translated)):
        actions[name].setEnabled(here and not reason)
        tip = f"{actions[name].statusTip()}. {reason}" if here and reason else actions.tips[name]
        actions[name].setToolTip(tip)
    for name in _WITH_STORY:
        actions[name].setEnabled(here)
    actions["translate"].setEnabled(here and story is not None and story.target in story.packed)
    actions["translate_all"].setEnabled(here and story is not None and bool(story.target))
    actions["confirm"].setEnabled(here and bool(model.units))
    actions["revert"].setEnabled(here and editing.can_revert(editor.current))
    actions["undo"].setEnabled(here and (editing.can_undo() or editor.editor is not None))
    actions["redo"].setEnabled(here and (editing.can_redo() or editor.editor is not None))
