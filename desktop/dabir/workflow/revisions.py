"""A newer version of a story against the one that was translated: what was kept, what is to be done again."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import sqlite_utils

from dabir.domain.listing import StoredStory
from dabir.domain.segment import TranslationUnit, UnitState
from dabir.store import stories, units
from dabir.store.database import Database
from dabir.translation.segmenter import Segmenter
from dabir.workflow import drafts


@dataclass(frozen=True, slots=True)
class Revision:
    """A version of a story against the version before it that has a translation.

    Attributes:
        earlier: the version it is compared with.
        unchanged: units whose source stood in that version, by index, with the units there.
        changed: units whose source is new, by index, with the unit there that is most like it by place; None where
            nothing stood there.
    """

    earlier: StoredStory
    unchanged: dict[int, TranslationUnit]
    changed: dict[int, TranslationUnit | None]


class Revisions:
    """Tells what a new version changes for a translation."""

    def __init__(self, database: Database, segmenter: Segmenter) -> None:
        self._database = database
        self._segmenter = segmenter

    def of(self, story_id: int, target: str) -> Revision | None:
        """Compare a story with the latest earlier version that is translated into a language; None where none is."""
        db = self._database.read()
        stored = stories.get(db, story_id)
        return revision(db, stored, target, drafts.units_of(db, self._segmenter, stored, target))

    def earlier(self, story_id: int) -> StoredStory | None:
        """Return the version before this one, translated or not; None for the first."""
        db = self._database.read()
        return next(iter(_before(db, stories.get(db, story_id))), None)


def revision(
    db: sqlite_utils.Database, stored: StoredStory, target: str, current: tuple[TranslationUnit, ...]
) -> Revision | None:
    """Compare the units of a story with those of the latest earlier version that is translated."""
    for earlier in _before(db, stored):
        before = units.get(db, earlier.id, target)
        if before:
            return _compared(earlier, before, current)
    return None


def carry_over(
    db: sqlite_utils.Database, stored: StoredStory, target: str, current: tuple[TranslationUnit, ...]
) -> tuple[TranslationUnit, ...]:
    """Return the units with the translations of the earlier version where their sources did not change.

    What was confirmed there stays confirmed: it is the same sentence of the same story.
    """
    found = revision(db, stored, target, current)
    if found is None:
        return current
    return tuple(
        dataclasses.replace(
            unit,
            target=found.unchanged[unit.index].target,
            state=found.unchanged[unit.index].state,
            machine=found.unchanged[unit.index].machine,
        )
        if unit.state is UnitState.UNTRANSLATED and unit.index in found.unchanged
        else unit
        for unit in current
    )


def _before(db: sqlite_utils.Database, stored: StoredStory) -> list[StoredStory]:
    """Return the earlier versions of a story, the latest first."""
    versions = stories.versions(db, stored.story.uri)
    return [other for other in versions if other.id != stored.id and stored.story.supersedes(other.story)]


def _compared(
    earlier: StoredStory, before: tuple[TranslationUnit, ...], current: tuple[TranslationUnit, ...]
) -> Revision:
    free: dict[str, list[TranslationUnit]] = {}
    for unit in before:
        free.setdefault(unit.segment.text.strip(), []).append(unit)
    unchanged: dict[int, TranslationUnit] = {}
    for unit in current:
        same = free.get(unit.segment.text.strip())
        if same:
            unchanged[unit.index] = same.pop(0)
    taken = {unit.index for unit in unchanged.values()}
    rest = [unit for unit in before if unit.index not in taken]
    changed: dict[int, TranslationUnit | None] = {}
    for unit in current:
        if unit.index not in unchanged:
            changed[unit.index] = _counterpart(unit.index, unchanged, rest)
    return Revision(earlier, unchanged, changed)


def _counterpart(
    index: int, unchanged: dict[int, TranslationUnit], rest: list[TranslationUnit]
) -> TranslationUnit | None:
    """Take the next unit of the earlier version that stood between the same unchanged neighbours."""
    above = max((unchanged[i].index for i in unchanged if i < index), default=-1)
    below = min((unchanged[i].index for i in unchanged if i > index), default=1 << 30)
    for unit in rest:
        if above < unit.index < below:
            rest.remove(unit)
            return unit
    return None
