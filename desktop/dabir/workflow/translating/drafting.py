"""Drafts of stories: what an earlier version or the memory already has, and the machine for the rest.

All segments of all stories go to the engine in one call a source language. A draft never overwrites what a person
wrote, nor a better draft.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlite_utils

from dabir.domain.errors import Cancelled
from dabir.domain.listing import StoredStory
from dabir.domain.quality import Quality
from dabir.domain.seal import is_partner
from dabir.domain.segment import MachineTranslation, PackInfo, Segment, TranslationUnit, UnitState
from dabir.store import stories
from dabir.store.database import Database
from dabir.translation.engine import Engine
from dabir.translation.segmenter import Segmenter
from dabir.workflow.experience import memory
from dabir.workflow.experience.terms import Terms
from dabir.workflow.translating import drafts, revisions

#: States a draft may be written over.
OPEN = (UnitState.UNTRANSLATED, UnitState.MACHINE)

#: Told the story, the index of a unit and its draft as soon as that is there, before the story is kept.
Ready = Callable[[int, int, MachineTranslation], None]


@dataclass(frozen=True, slots=True)
class _Watch:
    """Who watches a call, see `Engine.translate`, and whether half a story is kept when it is stopped."""

    progress: Callable[[int, int], None] | None
    cancel: Callable[[], bool] | None
    on_ready: Ready | None
    keep_begun: bool


class Drafting:
    """Makes drafts."""

    def __init__(self, database: Database, engine: Engine, segmenter: Segmenter, terms: Terms) -> None:
        self._database = database
        self._terms = terms
        self._engine = engine
        self._segmenter = segmenter

    def translate(
        self,
        story_ids: Sequence[int],
        target: str,
        *,
        beam: int = Quality.BALANCED.beam,
        progress: Callable[[int, int], None] | None = None,
        cancel: Callable[[], bool] | None = None,
        on_ready: Ready | None = None,
        keep_begun: bool = False,
    ) -> list[int]:
        """Draft what is not yet translated of some stories (see `Translations.translate`)."""
        db = self._database.read()
        by_language: dict[str, list[StoredStory]] = {}
        for story_id in story_ids:
            stored = stories.get(db, story_id)
            if stored.story.language != target:
                by_language.setdefault(drafts.language_of(stored), []).append(stored)
        watch = _Watch(progress, cancel, on_ready, keep_begun)
        done: list[int] = []
        for source, group in by_language.items():
            self._draft(group, source, target, beam, watch)
            done += [stored.id for stored in group]
        return done

    def _draft(self, group: Sequence[StoredStory], source: str, target: str, beam: int, watch: _Watch) -> None:
        self._terms.start_once(source, target)
        db = self._database.read()
        wanted: list[tuple[StoredStory, TranslationUnit]] = []
        for stored in group:
            begun = self._begun(db, stored, source, target, beam)
            wanted += [(stored, unit) for unit, is_open in begun if is_open]

        # By segment, not by index: somebody may split or join segments while the engine works.
        fresh: dict[int, dict[Segment, MachineTranslation]] = {}

        def ready(batch: list[tuple[int, MachineTranslation]]) -> None:
            for position, draft in batch:
                stored, unit = wanted[position]
                fresh.setdefault(stored.id, {})[unit.segment] = draft
                if watch.on_ready:
                    watch.on_ready(stored.id, unit.index, draft)

        texts = [unit.segment.text for _, unit in wanted]
        try:
            self._engine.translate(
                texts, source, target, beam=beam, progress=watch.progress, cancel=watch.cancel, on_batch=ready
            )
        except Cancelled:
            if watch.keep_begun:
                self._keep_all([stored for stored in group if stored.id in fresh], target, beam, fresh)
            raise
        self._keep_all(group, target, beam, fresh)

    def _keep_all(
        self,
        group: Sequence[StoredStory],
        target: str,
        beam: int,
        fresh: dict[int, dict[Segment, MachineTranslation]],
    ) -> None:
        for stored in group:
            keep = functools.partial(
                self._keep, stored=stored, target=target, beam=beam, fresh=fresh.get(stored.id, {})
            )
            self._database.write(keep)

    def _begun(
        self, db: sqlite_utils.Database, stored: StoredStory, source: str, target: str, beam: int
    ) -> list[tuple[TranslationUnit, bool]]:
        """Return the units, each with whether the machine is to draft it.

        The earlier version's translations are taken over where the source did not change, then the memory's. A draft
        that is there, or that the earlier version has, stays when the same packs would make it and it is as good as
        what is asked for.
        """
        chain = tuple(pack.info for pack in self._engine.route(source, target))
        current = drafts.units_of(db, self._segmenter, stored, target)
        begun = []
        for unit in revisions.carry_over(db, stored, target, current):
            one = _from_memory(db, unit, source, target) if unit.state is UnitState.UNTRANSLATED else unit
            begun.append((one, one.state in OPEN and not _is_good(one, chain, beam)))
        return begun

    def _keep(
        self,
        db: sqlite_utils.Database,
        stored: StoredStory,
        target: str,
        beam: int,
        fresh: dict[Segment, MachineTranslation],
    ) -> None:
        # Read again inside the transaction: somebody may have typed, or a better draft come, while the engine worked.
        kept = []
        for unit, is_open in self._begun(db, stored, drafts.language_of(stored), target, beam):
            draft = fresh.get(unit.segment)
            if draft is not None and is_open:
                state = UnitState.MACHINE if draft.text.strip() else UnitState.UNTRANSLATED
                kept.append(dataclasses.replace(unit, target=draft.text, state=state, machine=draft))
            else:
                kept.append(unit)
        drafts.keep(db, stored, target, kept)


def _is_good(unit: TranslationUnit, chain: tuple[PackInfo, ...], beam: int) -> bool:
    """Whether a unit holds a draft that the same packs made with as wide a search as is asked for, or a wider one.

    What a partner's editor approved is better than any draft of a machine.
    """
    draft = unit.machine
    if draft is None or unit.state is not UnitState.MACHINE:
        return False
    return any(is_partner(pack) for pack in draft.packs) or (draft.packs == chain and draft.beam >= beam)


def _from_memory(db: sqlite_utils.Database, unit: TranslationUnit, source: str, target: str) -> TranslationUnit:
    known = memory.exact(db, unit.segment.text, source, target)
    return unit if known is None else dataclasses.replace(unit, target=known.target, state=UnitState.MEMORY)
