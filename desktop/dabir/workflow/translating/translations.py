"""Machine drafts and post-editing, unit by unit.

A draft never overwrites what a person wrote; any edit takes back the approval of the text it changed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import datetime

import sqlite_utils

from dabir.domain.effort import Effort
from dabir.domain.errors import InputRefused, NotFound
from dabir.domain.listing import StoredStory
from dabir.domain.quality import Quality
from dabir.domain.segment import Finding, Link, MachineTranslation, PackInfo, Segment, TranslationUnit, UnitState
from dabir.domain.text import Text, text_of_units
from dabir.store import effort, lengths, stories, units
from dabir.store.database import Database
from dabir.translation.engine import Engine
from dabir.translation.segmenter import Segmenter
from dabir.workflow.experience import memory
from dabir.workflow.translating import drafts
from dabir.workflow.translating.checking import Checking
from dabir.workflow.translating.drafting import Drafting, Ready


class Translations:
    """Translates stories and keeps what translators do to the drafts."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        segmenter: Segmenter,
        drafting: Drafting,
        checking: Checking,
        clock: Callable[[], datetime],
    ) -> None:
        self._clock = clock
        self._database = database
        self._engine = engine
        self._segmenter = segmenter
        self._checking = checking
        self._drafting = drafting

    def targets(self, source: str) -> list[str]:
        """Return the languages that installed packs can translate `source` into, alphabetically."""
        return self._engine.targets(source)

    def segment(self, paragraphs: Sequence[str], language: str, headline: str = "") -> tuple[Segment, ...]:
        """Split paragraphs into segments; the headline, when there is one, comes first."""
        return self._segmenter.split_story(paragraphs, language, headline)

    def translate_texts(
        self,
        texts: Sequence[str],
        source: str,
        target: str,
        *,
        beam: int = Quality.BALANCED.beam,
        progress: Callable[[int, int], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> list[MachineTranslation]:
        """Translate texts that belong to no story, in one batched call.

        Args:
            texts: the segments.
            source: their language.
            target: language wanted.
            beam: width of the search, from 1.
            progress: told segments done and segments in all.
            cancel: asked between batches.

        Raises:
            Cancelled: when `cancel` said so.
            PackError: when no installed pack serves the pair.
        """
        return self._engine.translate(texts, source, target, beam=beam, progress=progress, cancel=cancel)

    def alternatives(self, text: str, source: str, target: str, *, count: int = 5) -> list[MachineTranslation]:
        """Return translations of one segment that differ, the best first.

        Raises:
            PackError: when no installed pack serves the pair.
        """
        return self._engine.alternatives(text, source, target, count=count)

    def align(self, text: str, translation: str, source: str, target: str) -> list[Link]:
        """Return which words of a segment and of its translation belong together; none where no pack can tell."""
        return self._engine.align(text, translation, source, target)

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
        beam: int = Quality.BALANCED.beam,
        progress: Callable[[int, int], None] | None = None,
        cancel: Callable[[], bool] | None = None,
        on_ready: Ready | None = None,
        keep_begun: bool = False,
    ) -> list[int]:
        """Translate what is not yet translated of some stories, all segments in one batched call a source language.

        What an earlier version of the story or the memory has already is taken from there.

        Args:
            story_ids: rows of the stories.
            target: language to translate into.
            beam: width of the search, from 1 (`dabir.domain.quality`); a draft that is there already stays when its
                search was as wide or wider.
            progress: told segments done and segments in all.
            cancel: asked between batches.
            on_ready: told story, index of the unit and draft as soon as it is there.
            keep_begun: when `cancel` says so, keep the drafts that are there; else no half story is kept, so that
                what is drafted in the background is drafted whole.

        Returns:
            The rows of the stories that have a draft now; stories already in the target language are left out.

        Raises:
            Cancelled: when `cancel` said so.
            PackError: when no installed pack serves a pair.
            InputRefused: when a story's language is unknown.
        """
        return self._drafting.translate(
            story_ids,
            target,
            beam=beam,
            progress=progress,
            cancel=cancel,
            on_ready=on_ready,
            keep_begun=keep_begun,
        )

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

    def translators(self, story_id: int, target: str) -> frozenset[str]:
        """Return who wrote a translation as it stands, as far as they said who they are."""
        return units.editors(self._database.read(), story_id, target)

    def edit(self, story_id: int, target: str, index: int, text: str, editor: str = "") -> TranslationUnit:
        """Write a unit's translation; takes back an approval when the text changed.

        Args:
            story_id: row of the story.
            target: language of the translation.
            index: which unit.
            text: what it is to say.
            editor: who writes it; "" where nobody has said who he is.

        Raises:
            NotFound: when there is no such unit.
        """
        return self._change(story_id, target, index, lambda unit: _edited(unit, text, editor))

    def confirm(self, story_id: int, target: str, index: int, editor: str = "") -> TranslationUnit:
        """Mark a unit as read and right; the memory keeps it.

        Args:
            story_id: row of the story.
            target: language of the translation.
            index: which unit.
            editor: who confirms it; "" where nobody has said who he is.

        Raises:
            InputRefused: when it has no text.
            NotFound: when there is no such unit.
        """

        def confirmed(unit: TranslationUnit) -> TranslationUnit:
            if not unit.target.strip():
                raise InputRefused(f"Segment {index + 1} has no translation to confirm.", "Write it first.")
            # Whoever reads what another wrote does not become its translator; whoever lets a draft stand does.
            return dataclasses.replace(unit, state=UnitState.CONFIRMED, editors=unit.editors or _hands(editor))

        return self._change(story_id, target, index, confirmed, editor)

    def revert(self, story_id: int, target: str, index: int) -> TranslationUnit:
        """Put the machine's text back.

        Raises:
            InputRefused: when the unit was never translated by a machine.
        """

        def reverted(unit: TranslationUnit) -> TranslationUnit:
            if unit.machine is None:
                raise InputRefused(f"Segment {index + 1} has no machine translation.", "Translate the story first.")
            return dataclasses.replace(unit, target=unit.machine.text, state=UnitState.MACHINE, editors=())

        return self._change(story_id, target, index, reverted)

    def restore(self, story_id: int, target: str, unit: TranslationUnit) -> TranslationUnit:
        """Put a unit back to an earlier state of its own (undo)."""
        return self._change(story_id, target, unit.index, lambda _: unit)

    def findings(self, story_id: int, target: str) -> dict[int, list[Finding]]:
        """Return what the checks find in each translated unit, by unit index; units without findings are left out."""
        return self._checking.story(story_id, target)

    def check(self, unit: TranslationUnit, source: str, target: str, partner: str = "") -> list[Finding]:
        """Return what the checks find in one unit; an untranslated one has no findings."""
        return self._checking.unit(unit, source, target, partner)

    def check_pair(self, source_text: str, target_text: str, source: str, target: str) -> list[Finding]:
        """Return what the checks find in a source and its translation."""
        return self._checking.pair(source_text, target_text, source, target)

    def spend(self, story_id: int, target: str, seconds: int) -> None:
        """Count time that somebody spent in the segments of a translation."""
        self._database.write(lambda db: effort.add_seconds(db, story_id, target, seconds))

    def effort(self, story_id: int, target: str) -> Effort:
        """Return what a translation took so far, and how far its approved text was from the drafts."""
        return effort.get(self._database.read(), story_id, target)

    def _units(self, stored: StoredStory, target: str) -> tuple[TranslationUnit, ...]:
        return drafts.units_of(self._database.read(), self._segmenter, stored, target)

    def _change(
        self,
        story_id: int,
        target: str,
        index: int,
        change: Callable[[TranslationUnit], TranslationUnit],
        editor: str = "",
    ) -> TranslationUnit:
        def work(db: sqlite_utils.Database) -> TranslationUnit:
            stored = stories.get(db, story_id)
            kept = drafts.units_of(db, self._segmenter, stored, target)
            if not 0 <= index < len(kept):
                raise NotFound(f"{stored.story.uri} has no segment {index + 1} ({len(kept)} in all).")
            before = text_of_units(stored.story, kept).sha256
            if not units.languages(db, story_id) or not units.get(db, story_id, target):
                units.replace(db, story_id, target, kept)
            unit = change(kept[index])
            if unit != kept[index]:
                units.update(db, story_id, target, unit)
                drafts.after_change(db, stored, target, before)
                self._checking.mark(db, stored, target)
                if unit.state is UnitState.CONFIRMED and stored.story.language:
                    memory.remember(db, stored, target, unit, editor, self._clock())
                    lengths.add(db, stored.story.language, target, unit.segment.text, unit.target)
            return unit

        return self._database.write(work)


def _edited(unit: TranslationUnit, text: str, editor: str) -> TranslationUnit:
    if text == unit.target:
        return unit
    if not text.strip():
        return dataclasses.replace(unit, target=text, state=UnitState.UNTRANSLATED, editors=())
    return dataclasses.replace(unit, target=text, state=UnitState.EDITED, editors=_hands(editor))


def _hands(editor: str) -> tuple[str, ...]:
    return (editor,) if editor else ()
