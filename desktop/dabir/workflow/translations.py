"""Machine drafts and post-editing, unit by unit.

A draft never overwrites what a person wrote; any edit takes back the approval of the text it changed.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Sequence

import sqlite_utils

from dabir.domain.errors import InputRefused, NotFound
from dabir.domain.listing import StoredStory
from dabir.domain.segment import Finding, MachineTranslation, PackInfo, Segment, TranslationUnit, UnitState
from dabir.domain.text import Text, text_of_units
from dabir.store import search, standings, stories, units
from dabir.store.database import Database
from dabir.translation import checks
from dabir.translation.checks.pair import Pair
from dabir.translation.engine import Engine
from dabir.translation.segmenter import Segmenter
from dabir.workflow.standing import refresh_state

#: States a draft may be written over.
_OPEN = (UnitState.UNTRANSLATED, UnitState.MACHINE)


class Translations:
    """Translates stories and keeps what translators do to the drafts."""

    def __init__(self, database: Database, engine: Engine, segmenter: Segmenter) -> None:
        self._database = database
        self._engine = engine
        self._segmenter = segmenter

    def targets(self, source: str) -> list[str]:
        """Return the languages that installed packs can translate `source` into, alphabetically."""
        return self._engine.targets(source)

    def segment(self, paragraphs: Sequence[str], language: str, headline: str = "") -> tuple[Segment, ...]:
        """Split paragraphs into segments; the headline, when there is one, comes first."""
        return self._segmenter.split_story(paragraphs, language, headline)

    def translate_texts(
        self, texts: Sequence[str], source: str, target: str, *, beam: int = 2
    ) -> list[MachineTranslation]:
        """Translate texts that belong to no story, in one batch.

        Raises:
            PackError: when no installed pack serves the pair.
        """
        return self._engine.translate(texts, source, target, beam=beam)

    def chain(self, source: str, target: str) -> tuple[PackInfo, ...]:
        """Return the packs that a translation would go through.

        Raises:
            PackError: when no installed pack serves the pair.
        """
        return tuple(pack.info for pack in self._engine.route(source, target))

    def unload_idle(self) -> None:
        """Give back the memory of models nobody has used for a while; never waits for one that works."""
        self._engine.unload_idle()

    def translate(
        self,
        story_ids: Sequence[int],
        target: str,
        *,
        beam: int = 2,
        progress: Callable[[int, int], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> list[int]:
        """Translate what is not yet translated of some stories, all segments in one batched call a source language.

        Args:
            story_ids: rows of the stories.
            target: language to translate into.
            beam: width of the search, 1 to 8.
            progress: told segments done and segments in all.
            cancel: asked between batches.

        Returns:
            The rows of the stories that have a draft now; stories already in the target language are left out.

        Raises:
            Cancelled: when `cancel` said so; no half story is kept.
            PackError: when no installed pack serves a pair.
            InputRefused: when a story's language is unknown.
        """
        db = self._database.read()
        by_language: dict[str, list[StoredStory]] = {}
        for story_id in story_ids:
            stored = stories.get(db, story_id)
            if stored.story.language != target:
                by_language.setdefault(_language_of(stored), []).append(stored)
        done: list[int] = []
        for source, group in by_language.items():
            drafts = [(stored, self._units(stored, target)) for stored in group]
            wanted = [(i, unit) for i, (_, made) in enumerate(drafts) for unit in made if unit.state in _OPEN]
            made = self._engine.translate(
                [unit.segment.text for _, unit in wanted], source, target, beam=beam, progress=progress, cancel=cancel
            )
            fresh: dict[int, dict[int, MachineTranslation]] = {}
            for (i, unit), translation in zip(wanted, made, strict=True):
                fresh.setdefault(i, {})[unit.index] = translation
            for i, (stored, _) in enumerate(drafts):
                keep = functools.partial(self._keep_drafts, stored=stored, target=target, fresh=fresh.get(i, {}))
                self._database.write(keep)
                done.append(stored.id)
        return done

    def units(self, story_id: int, target: str) -> tuple[TranslationUnit, ...]:
        """Return the units of a story, untranslated where there is no draft yet.

        Raises:
            NotFound: when there is no such story.
        """
        return self._units(stories.get(self._database.read(), story_id), target)

    def languages(self, story_id: int) -> list[str]:
        """Return the languages a story has units in."""
        return units.languages(self._database.read(), story_id)

    def text(self, story_id: int, target: str) -> Text:
        """Return the translation as it stands, put together from its units."""
        return text_of_units(stories.get(self._database.read(), story_id).story, self.units(story_id, target))

    def edit(self, story_id: int, target: str, index: int, text: str) -> TranslationUnit:
        """Write a unit's translation; takes back an approval when the text changed.

        Raises:
            NotFound: when there is no such unit.
        """
        return self._change(story_id, target, index, lambda unit: _edited(unit, text))

    def confirm(self, story_id: int, target: str, index: int) -> TranslationUnit:
        """Mark a unit as read and right.

        Raises:
            InputRefused: when it has no text.
            NotFound: when there is no such unit.
        """

        def confirmed(unit: TranslationUnit) -> TranslationUnit:
            if not unit.target.strip():
                raise InputRefused(f"Segment {index + 1} has no translation to confirm.", "Write it first.")
            return dataclasses.replace(unit, state=UnitState.CONFIRMED)

        return self._change(story_id, target, index, confirmed)

    def revert(self, story_id: int, target: str, index: int) -> TranslationUnit:
        """Put the machine's text back.

        Raises:
            InputRefused: when the unit was never translated by a machine.
        """

        def reverted(unit: TranslationUnit) -> TranslationUnit:
            if unit.machine is None:
                raise InputRefused(f"Segment {index + 1} has no machine translation.", "Translate the story first.")
            return dataclasses.replace(unit, target=unit.machine.text, state=UnitState.MACHINE)

        return self._change(story_id, target, index, reverted)

    def restore(self, story_id: int, target: str, unit: TranslationUnit) -> TranslationUnit:
        """Put a unit back to an earlier state of its own (undo)."""
        return self._change(story_id, target, unit.index, lambda _: unit)

    def findings(self, story_id: int, target: str) -> dict[int, list[Finding]]:
        """Return what the checks find in each translated unit, by unit index; units without findings are left out."""
        stored = stories.get(self._database.read(), story_id)
        found = {unit.index: self.check(unit, _language_of(stored), target) for unit in self._units(stored, target)}
        return {index: findings for index, findings in found.items() if findings}

    def check(self, unit: TranslationUnit, source: str, target: str) -> list[Finding]:
        """Return what the checks find in one unit; an untranslated one has no findings."""
        if unit.state is UnitState.UNTRANSLATED:
            return []
        return self.check_pair(unit.segment.text, unit.target, source, target)

    def check_pair(self, source_text: str, target_text: str, source: str, target: str) -> list[Finding]:
        """Return what the checks find in a source and its translation."""
        return checks.run(Pair(source_text, target_text, source, target))

    def _units(self, stored: StoredStory, target: str) -> tuple[TranslationUnit, ...]:
        return _units(self._database.read(), self._segmenter, stored, target)

    def _keep_drafts(
        self, db: sqlite_utils.Database, stored: StoredStory, target: str, fresh: dict[int, MachineTranslation]
    ) -> None:
        # Read again inside the transaction: somebody may have typed while the engine worked.
        kept = []
        for unit in _units(db, self._segmenter, stored, target):
            draft = fresh.get(unit.index)
            if draft is not None and unit.state in _OPEN:
                state = UnitState.MACHINE if draft.text.strip() else UnitState.UNTRANSLATED
                kept.append(dataclasses.replace(unit, target=draft.text, state=state, machine=draft))
            else:
                kept.append(unit)
        before = text_of_units(stored.story, units.get(db, stored.id, target)).sha256
        units.replace(db, stored.id, target, kept)
        _after_change(db, stored, target, before)

    def _change(
        self, story_id: int, target: str, index: int, change: Callable[[TranslationUnit], TranslationUnit]
    ) -> TranslationUnit:
        def work(db: sqlite_utils.Database) -> TranslationUnit:
            stored = stories.get(db, story_id)
            kept = _units(db, self._segmenter, stored, target)
            if not 0 <= index < len(kept):
                raise NotFound(f"{stored.story.uri} has no segment {index + 1} ({len(kept)} in all).")
            before = text_of_units(stored.story, kept).sha256
            if not units.languages(db, story_id) or not units.get(db, story_id, target):
                units.replace(db, story_id, target, kept)
            unit = change(kept[index])
            if unit != kept[index]:
                units.update(db, story_id, target, unit)
                _after_change(db, stored, target, before)
            return unit

        return self._database.write(work)


def _language_of(stored: StoredStory) -> str:
    if not stored.story.language:
        raise InputRefused(
            f"The language of {stored.story.uri} is not known.",
            "The wire gives none and its text is too short to tell.",
        )
    return stored.story.language


def _units(
    db: sqlite_utils.Database, segmenter: Segmenter, stored: StoredStory, target: str
) -> tuple[TranslationUnit, ...]:
    kept = units.get(db, stored.id, target)
    if kept:
        return kept
    segments = segmenter.split_story(stored.story.paragraphs, stored.story.language, stored.story.headline)
    return tuple(TranslationUnit(index, segment) for index, segment in enumerate(segments))


def _edited(unit: TranslationUnit, text: str) -> TranslationUnit:
    if text == unit.target:
        return unit
    if not text.strip():
        return dataclasses.replace(unit, target=text, state=UnitState.UNTRANSLATED)
    return dataclasses.replace(unit, target=text, state=UnitState.EDITED)


def _after_change(db: sqlite_utils.Database, stored: StoredStory, target: str, before: str) -> None:
    text = text_of_units(stored.story, units.get(db, stored.id, target))
    if text.sha256 != before:
        row = standings.get(db, stored.id, target)
        if row.approved_text_sha256 or row.refused:
            standings.put(db, dataclasses.replace(row, approved_text_sha256="", refused=False))
        search.index_translation(db, stored.id, target, "\n".join((text.headline, *text.paragraphs)))
    refresh_state(db, stored.id)
