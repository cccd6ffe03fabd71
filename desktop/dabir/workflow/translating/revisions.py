"""A newer version of a story against the one that was translated: what was kept, what is to be done again."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import sqlite_utils

from dabir.domain.listing import StoredStory
from dabir.domain.segment import TranslationUnit, UnitState
from dabir.domain.story import LinkKind
from dabir.store import stories, units
from dabir.store.database import Database
from dabir.translation.memory.difference import changed_spans
from dabir.translation.segmenter import Segmenter
from dabir.workflow.translating import drafts


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


@dataclass(frozen=True, slots=True)
class Difference:
    """A segment of a story beside what stood in its place in the earlier version, word by word.

    Attributes:
        index: the segment; -1 for what stands in no segment any more.
        before: text of the segment there; "" where nothing stood.
        now: text of the segment here; "" where nothing stands.
        removed: words of `before` that are gone, as start and end.
        added: words of `now` that are new, as start and end.
    """

    index: int
    before: str
    now: str
    removed: tuple[tuple[int, int], ...]
    added: tuple[tuple[int, int], ...]


class Revisions:
    """Tells what a new version changes for a translation."""

    def __init__(self, database: Database, segmenter: Segmenter) -> None:
        self._database = database
        self._segmenter = segmenter

    def of(self, story_id: int, target: str) -> Revision | None:
        """Compare a story with the latest earlier version that is translated into a language; None where none is."""
        db = self._database.read()
        stored = stories.get(db, story_id)
        found = _translated(db, stored, target)
        # Splitting a long story into segments takes seconds: only where there is something to compare.
        return _compared(*found, drafts.units_of(db, self._segmenter, stored, target)) if found else None

    def differences(self, story_id: int, target: str) -> list[Difference]:
        """Return how the segments that are new differ from what stood there, in order; then what is gone altogether.

        Args:
            story_id: row of the story.
            target: language of the translation whose earlier version is compared; empty where there is none.
        """
        db = self._database.read()
        found = self.of(story_id, target)
        if found is None:
            return []
        current = drafts.units_of(db, self._segmenter, stories.get(db, story_id), target)
        told = [_difference(index, before, current[index]) for index, before in sorted(found.changed.items())]
        met = {unit.index for unit in (*found.unchanged.values(), *found.changed.values()) if unit is not None}
        gone = [unit for unit in units.get(db, found.earlier.id, target) if unit.index not in met]
        return [*told, *(_difference(-1, unit, None) for unit in gone)]

    def earlier(self, story_id: int) -> StoredStory | None:
        """Return the version before this one, translated or not; None for the first."""
        db = self._database.read()
        return next(iter(_before(db, stories.get(db, story_id))), None)


def revision(
    db: sqlite_utils.Database, stored: StoredStory, target: str, current: tuple[TranslationUnit, ...]
) -> Revision | None:
    """Compare the units of a story with those of the latest earlier version that is translated."""
    found = _translated(db, stored, target)
    return _compared(*found, current) if found else None


def _translated(
    db: sqlite_utils.Database, stored: StoredStory, target: str
) -> tuple[StoredStory, tuple[TranslationUnit, ...]] | None:
    """Return the latest earlier version that is translated, with its units; None where none is."""
    for earlier in _before(db, stored):
        before = units.get(db, earlier.id, target)
        if before:
            return earlier, before
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
            editors=found.unchanged[unit.index].editors,
        )
        if unit.state is UnitState.UNTRANSLATED and unit.index in found.unchanged
        else unit
        for unit in current
    )


def _before(db: sqlite_utils.Database, stored: StoredStory) -> list[StoredStory]:
    """Return the earlier versions of a story, the latest first; then those of the stories it corrects or replaces."""
    versions = stories.versions(db, stored.story.uri)
    found = [other for other in versions if other.id != stored.id and stored.story.supersedes(other.story)]
    for link in stored.story.links:
        if link.kind in {LinkKind.CORRECTS, LinkKind.REPLACES} and link.uri != stored.story.uri:
            found += [other for other in stories.versions(db, link.uri) if link.version in {0, other.story.version}]
    return [other for other in found if not other.story.is_kill]


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


def _difference(index: int, before: TranslationUnit | None, now: TranslationUnit | None) -> Difference:
    old, new = before.segment.text if before else "", now.segment.text if now else ""
    return Difference(index, old, new, *changed_spans(old, new))


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
