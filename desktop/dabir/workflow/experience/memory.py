"""The translation memory of the desk: what was confirmed, what is like a segment, and files of units."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import sqlite_utils

from dabir.domain.errors import Cancelled, InputRefused
from dabir.domain.language import normalise
from dabir.domain.listing import SearchHit, StoredStory
from dabir.domain.memory import MemoryMatch, MemoryUnit
from dabir.domain.segment import TranslationUnit, UnitState
from dabir.store import memory, search, stories, units
from dabir.store.database import Database
from dabir.store.memory import DESK, MemoryFilter
from dabir.translation.memory import tmx
from dabir.translation.memory.difference import Change, Piece, difference
from dabir.translation.memory.similarity import same, score
from dabir.workflow import whole_files
from dabir.workflow.stories import text_search
from dabir.workflow.stories.text_search import Span
from dabir.workflow.translating.drafts import language_of

__all__ = ["Change", "Concordance", "Imported", "Memory", "Occurrence", "Piece", "exact", "remember"]

_log = logging.getLogger(__name__)

#: Units kept in one transaction while a file is brought in: what is typed meanwhile waits for no more than that.
_BATCH: Final = 2_000
#: Entries between two calls of `progress` and `cancel`.
_STEP: Final = 500
#: Sentences about what could not be taken that a report holds; the rest is counted.
_TOLD: Final = 100


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of bringing in a file.

    Attributes:
        units: units that the file has, in all directions.
        added: those that the memory did not have.
        left_out: entries that could not be taken.
        reasons: why, a sentence each; the first hundred.
    """

    units: int
    added: int
    left_out: int = 0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A unit that has what was searched for.

    Attributes:
        unit: the unit.
        source_spans: start and end of each place in the source.
        target_spans: start and end of each place in the target.
    """

    unit: MemoryUnit
    source_spans: tuple[Span, ...]
    target_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Concordance:
    """Where words or a phrase were used before.

    Attributes:
        units: in the memory; those with the whole phrase first, then the newest.
        stories: in the archive, originals and translations.
    """

    units: tuple[Occurrence, ...]
    stories: tuple[SearchHit, ...]


class Memory:
    """Keeps confirmed units and finds what is like a segment. May be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, story_id: int, target: str, unit: TranslationUnit, editor: str, time: datetime) -> None:
        """Keep a unit that an editor confirmed (see the function `remember`).

        Raises:
            NotFound: when there is no such story.
            InputRefused: when the story's language is not known.
        """
        self._database.write(lambda db: remember(db, stories.get(db, story_id), target, unit, editor, time))

    def exact(self, source_text: str, source: str, target: str) -> MemoryUnit | None:
        """Return the newest unit with this very source (see the function `exact`)."""
        return exact(self._database.read(), source_text, source, target)

    def matches(
        self, source_text: str, source: str, target: str, limit: int = 5, at_least: int = 60
    ) -> list[MemoryMatch]:
        """Return what the memory has for a segment: the same source first, then the most alike, the newest first.

        Of units that say the same only the newest is returned.

        Args:
            source_text: the segment.
            source: its language.
            target: language wanted.
            limit: how many to return at most.
            at_least: lowest score, 0 to 100.
        """
        db = self._database.read()
        languages = (normalise(source), normalise(target))
        found = memory.with_words(db, source_text, *languages) + memory.candidates(db, source_text, *languages)
        scored = ((score(source_text, unit.source), unit) for unit in found)
        kept = [one for one in scored if one[0] >= at_least]
        kept.sort(key=lambda one: (one[0], _moment(one[1]), one[1].id), reverse=True)
        different: dict[tuple[str, str], MemoryMatch] = {}
        for points, unit in kept:
            different.setdefault((unit.source, unit.target), MemoryMatch(unit, points))
        return list(different.values())[:limit]

    def difference(self, before: str, after: str) -> tuple[Piece, ...]:
        """Return where two texts differ, word by word: a match and the segment, or two versions of a story."""
        return difference(before, after)

    def concordance(self, query: str, languages: Collection[str] = (), limit: int = 50) -> Concordance:
        """Find words or a phrase on either side of the memory and in the archive, however they are spelt.

        Args:
            query: what was typed; the last word may be a beginning.
            languages: a unit must be between two of these, or have the one that is given; a story must be in one of
                them. All where none is given.
            limit: how many units, and how many stories, to return at most.
        """
        db = self._database.read()
        wanted = [normalise(language) for language in languages]
        found = memory.concordance(db, query, wanted, limit=limit)
        # Of stories the search knows no languages: asked for more, so that enough are left.
        hits = search.search(db, query, limit=limit if not wanted else limit * len(wanted) * 2)
        kept = [hit for hit in hits if not wanted or hit.language in wanted]
        occurrences = (Occurrence(unit, _spans(unit.source, query), _spans(unit.target, query)) for unit in found)
        return Concordance(tuple(occurrences), tuple(kept[:limit]))

    def count(self, source: str = "", target: str = "") -> int:
        """Return how many units there are, of all languages or of some."""
        return memory.count(self._database.read(), normalise(source), normalise(target))

    def sizes(self) -> list[tuple[str, str, int]]:
        """Return source language, target language and number of units of each pair that has any."""
        return memory.sizes(self._database.read())

    def import_tmx(
        self,
        path: Path,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Imported:
        """Bring in a TMX file. What is in the memory already stays as it is.

        Args:
            path: the file, of any size.
            progress: told entries done and entries in all.
            cancel: asked now and then.

        Raises:
            InputRefused: when it is no TMX or damaged; nothing was taken then.
            Cancelled: when `cancel` said so; nothing is kept.
        """
        size = tmx.survey(path)
        # A file may not pass for the desk itself.
        origin = path.name if path.name != DESK else f"file {path.name}"
        added: list[int] = []
        seen, left_out, reasons = 0, 0, list[str]()
        watched = _watched(tmx.read(path, origin), size, progress, cancel)
        try:
            while batch := list(itertools.islice(watched, _BATCH)):
                fresh = [unit for one in batch for unit in one.units]
                added += self._database.write(lambda db, fresh=fresh: memory.add(db, fresh))  # type: ignore[misc]
                seen += len(fresh)
                refused = [one for one in batch if one.reason]
                left_out += len(refused)
                reasons += [f"{path.name}, line {one.line}: {one.reason}." for one in refused[: _TOLD - len(reasons)]]
        except BaseException:
            self._take_back(added)
            raise
        return Imported(seen, len(added), left_out, tuple(reasons))

    def export_tmx(self, path: Path, source: str, target: str, partner: str | None = None) -> int:
        """Write the units between two languages, in both directions, as TMX 1.4b; return how many were written.

        Args:
            path: the file; what was there before stays when something fails.
            source: one language.
            target: the other.
            partner: code of a partner: only what was confirmed in its own stories; None for all.

        Raises:
            InputRefused: when a language is missing or both are one.
            StoreError: when it cannot be written.
        """
        one, other = normalise(source), normalise(target)
        if not one or not other or one == other:
            raise InputRefused("A memory is between two languages.", "Name two different ones.")
        there, back = MemoryFilter(one, other, partner), MemoryFilter(other, one, partner)
        db = self._database.read()
        with whole_files.replacing(path) as part, part.open("wb") as file:
            written, left_out = tmx.write(file, itertools.chain(memory.each(db, there), memory.each(db, back)))
        if left_out:
            _log.warning("%s: %d units were left out, since XML cannot hold a character of theirs.", path, left_out)
        return written

    def _take_back(self, unit_ids: list[int]) -> None:
        for start in range(0, len(unit_ids), _BATCH):
            some = unit_ids[start : start + _BATCH]
            self._database.write(lambda db, some=some: memory.remove(db, some))  # type: ignore[misc]


def remember(
    db: sqlite_utils.Database, stored: StoredStory, target: str, unit: TranslationUnit, editor: str, time: datetime
) -> None:
    """Keep a unit that an editor confirmed, in the transaction of the confirmation.

    What the same source was confirmed as in the story before is forgotten, unless another unit of it stands confirmed
    so.

    Args:
        db: the writer's connection.
        stored: the story.
        target: language of the translation.
        unit: the unit as it was confirmed.
        editor: who confirmed it.
        time: when.

    Raises:
        InputRefused: when the story's language is not known.
    """
    source = unit.segment.text
    still = {
        other.target
        for other in units.get(db, stored.id, target)
        if other.index != unit.index and other.state is UnitState.CONFIRMED and other.segment.text == source
    }
    made = MemoryUnit(
        source,
        unit.target,
        normalise(language_of(stored)),
        normalise(target),
        editor=editor,
        time=time,
        story=stored.story.uri,
    )
    memory.remember(db, made, still)


def exact(db: sqlite_utils.Database, source_text: str, source: str, target: str) -> MemoryUnit | None:
    """Return the newest unit whose source is the same but for white space and the composition of letters, or None."""
    found = memory.with_words(db, source_text, normalise(source), normalise(target))
    return next((unit for unit in found if same(unit.source, source_text)), None)


def _watched(
    entries: Iterator[tmx.Read],
    size: int,
    progress: Callable[[int, int], None] | None,
    cancel: Callable[[], bool] | None,
) -> Iterator[tmx.Read]:
    for done, entry in enumerate(entries):
        if done % _STEP == 0:
            if cancel and cancel():
                raise Cancelled("The import was stopped; nothing of the file was kept.")
            if progress:
                progress(done, size)
        yield entry
    if progress:
        progress(size, size)


def _spans(text: str, query: str) -> tuple[Span, ...]:
    """Return where a phrase stands in a text, or else each of its words; never from the middle of a word."""
    kept: list[Span] = []
    for wanted in ([query.strip()], query.split()):
        found = {span for one in wanted for span in text_search.find(text, one)}
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            begins = start == 0 or not text[start - 1].isalnum()
            if begins and (not kept or start >= kept[-1][1]):
                kept.append((start, end))
        if kept:
            break
    return tuple(kept)


def _moment(unit: MemoryUnit) -> float:
    return unit.time.timestamp() if unit.time else 0.0
