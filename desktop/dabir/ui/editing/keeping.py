"""The changes of one translation as the workflow makes them, off the main thread, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dabir.domain.life import Standing
from dabir.domain.segment import Finding, TranslationUnit
from dabir.ui.stories.open_story import OpenStory
from dabir.workflow import Workflow


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store answers to a change.

    Attributes:
        unit: the segment as it is kept.
        findings: what the checks find in it.
        standing: how the translation stands since.
    """

    unit: TranslationUnit
    findings: list[Finding]
    standing: Standing


class Acts:
    """Changes one story in one language; each change blocks until it is kept."""

    def __init__(self, workflow: Workflow, story: OpenStory) -> None:
        self._workflow = workflow
        self._id, self._target = story.stored.id, story.target
        self._source, self._partner = story.stored.story.language, story.stored.partner

    def edit(self, row: int, text: str, editor: str) -> TranslationUnit:
        """Write a segment's text, under the editor's name."""
        return self._workflow.translations.edit(self._id, self._target, row, text, editor)

    def confirm(self, row: int, editor: str) -> TranslationUnit:
        """Mark a segment as read and right; the memory keeps it under the editor's name."""
        return self._workflow.translations.confirm(self._id, self._target, row, editor)

    def revert(self, row: int) -> TranslationUnit:
        """Put the machine's text back."""
        return self._workflow.translations.revert(self._id, self._target, row)

    def restore(self, unit: TranslationUnit) -> TranslationUnit:
        """Keep a segment as it is given."""
        return self._workflow.translations.restore(self._id, self._target, unit)

    def split(self, row: int, source_at: int, target_at: int) -> tuple[TranslationUnit, ...]:
        """Split a segment."""
        return self._workflow.segments.split(self._id, self._target, row, source_at=source_at, target_at=target_at)

    def join(self, row: int) -> tuple[TranslationUnit, ...]:
        """Join a segment with the next."""
        return self._workflow.segments.join(self._id, self._target, row)

    def restore_all(self, units: tuple[TranslationUnit, ...]) -> tuple[TranslationUnit, ...]:
        """Keep exactly these segments."""
        return self._workflow.segments.restore(self._id, self._target, units)

    def keep(self, act: Callable[[Acts], TranslationUnit]) -> Kept:
        """Make a change of one segment, check it and see how the translation stands."""
        unit = act(self)
        findings = self._workflow.translations.check(unit, self._source, self._target, self._partner)
        return Kept(unit, findings, self._workflow.stories.standing(self._id, self._target))


def edit(row: int, text: str, editor: str) -> Callable[[Acts], TranslationUnit]:
    """Return the change that writes a segment's text."""
    return lambda call: call.edit(row, text, editor)


def restore(unit: TranslationUnit) -> Callable[[Acts], TranslationUnit]:
    """Return the change that keeps a segment as it is given."""
    return lambda call: call.restore(unit)


def restore_all(units: tuple[TranslationUnit, ...]) -> Callable[[Acts], tuple[TranslationUnit, ...]]:
    """Return the change that keeps exactly these segments."""
    return lambda call: call.restore_all(units)
