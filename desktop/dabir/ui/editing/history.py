"""The history of a translation's changes: what stood where, so that every step can be taken back and done again."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from dabir.domain.segment import TranslationUnit


@dataclass(frozen=True, slots=True)
class Part:
    """A place that a step changed.

    Attributes:
        row: its first segment.
        before: the segments that stood there.
        length: how many segments stand there since.
    """

    row: int
    before: tuple[TranslationUnit, ...]
    length: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the person's, at one place or at many.

    Attributes:
        parts: the places, from the first to the last.
    """

    parts: tuple[Part, ...]

    @property
    def row(self) -> int:
        """The segment to stand on once it is undone."""
        return self.parts[0].row

    @property
    def reshapes(self) -> bool:
        """Whether segments were split or joined."""
        return any(len(part.before) != part.length for part in self.parts)

    def inverse(self, units: Sequence[TranslationUnit]) -> Step:
        """Return the step that does again what this one takes back.

        Args:
            units: as they stand now.
        """
        return Step(
            tuple(
                Part(part.row, tuple(units[part.row : part.row + part.length]), len(part.before))
                for part in self.parts
            )
        )

    def restored(self, units: Sequence[TranslationUnit]) -> tuple[TranslationUnit, ...]:
        """Return the units as they were before the step; what changed elsewhere since stays."""
        made = list(units)
        for part in reversed(self.parts):
            made[part.row : part.row + part.length] = part.before
        return tuple(dataclasses.replace(unit, index=index) for index, unit in enumerate(made))


class History:
    """Steps that can be undone, and steps that were."""

    def __init__(self) -> None:
        """Begin empty."""
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    def clear(self) -> None:
        """Forget everything."""
        self._undo.clear()
        self._redo.clear()

    def add(self, step: Step) -> None:
        """Take note of a change; what was undone before it cannot be done again."""
        self._undo.append(step)
        self._redo.clear()

    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._undo)

    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return bool(self._redo)

    def take(self, units: Sequence[TranslationUnit], *, back: bool) -> Step | None:
        """Take the last step of one direction, and keep its inverse for the other; None where there is none.

        Args:
            units: as they stand now.
            back: whether to undo; else to do again.
        """
        source, other = (self._undo, self._redo) if back else (self._redo, self._undo)
        if not source:
            return None
        step = source.pop()
        other.append(step.inverse(units))
        return step
