"""Checks of a translation with what the desk knows: its terms, and how long its translations usually are."""

from __future__ import annotations

import sqlite_utils

from dabir.domain.life import Event, after
from dabir.domain.listing import StoredStory
from dabir.domain.segment import Finding, Severity, TranslationUnit, UnitState
from dabir.store import lengths, stories, units
from dabir.store.database import Database
from dabir.translation import checks
from dabir.translation.checks.pair import Pair
from dabir.workflow.deciding.standing import keep_standing, refresh_state, standing_of
from dabir.workflow.experience.terms import Terms
from dabir.workflow.translating import drafts


class Checking:
    """Runs the checks, as somebody types and again before an approval."""

    def __init__(self, database: Database, terms: Terms) -> None:
        self._database = database
        self._terms = terms

    def pair(self, source_text: str, target_text: str, source: str, target: str, partner: str = "") -> list[Finding]:
        """Return what the checks find in a source and its translation.

        Args:
            source_text: a segment.
            target_text: its translation.
            source: language of the source.
            target: language of the target.
            partner: code of the partner agency whose terms count beside the desk's.
        """
        return self._check(self._database.read(), source_text, target_text, (source, target), partner)

    def unit(self, unit: TranslationUnit, source: str, target: str, partner: str = "") -> list[Finding]:
        """Return what the checks find in one unit; an untranslated one has no findings."""
        if unit.state is UnitState.UNTRANSLATED:
            return []
        return self.pair(unit.segment.text, unit.target, source, target, partner)

    def story(self, story_id: int, target: str) -> dict[int, list[Finding]]:
        """Return what the checks find in each translated unit, by index; units without findings are left out."""
        db = self._database.read()
        return self.all(db, stories.get(db, story_id), units.get(db, story_id, target), target)

    def all(
        self, db: sqlite_utils.Database, stored: StoredStory, made: tuple[TranslationUnit, ...], target: str
    ) -> dict[int, list[Finding]]:
        """Return what the checks find in some units of a story, inside a transaction or outside."""
        pair = (drafts.language_of(stored), target)
        found = {
            unit.index: self._check(db, unit.segment.text, unit.target, pair, stored.partner)
            for unit in made
            if unit.state is not UnitState.UNTRANSLATED
        }
        return {index: findings for index, findings in found.items() if findings}

    def mark(self, db: sqlite_utils.Database, stored: StoredStory, target: str) -> None:
        """Keep whether a translation is checked: every unit confirmed, and no error left; inside a transaction."""
        made = units.get(db, stored.id, target)
        confirmed = bool(made) and all(unit.state is UnitState.CONFIRMED for unit in made)
        is_checked = confirmed and bool(stored.story.language) and not errors(self.all(db, stored, made, target))
        standing = standing_of(db, stored, target)
        if is_checked != standing.checked:
            keep_standing(db, stored.id, after(standing, Event.CHECK if is_checked else Event.UNCHECK))
            refresh_state(db, stored.id)

    def _check(
        self, db: sqlite_utils.Database, source_text: str, target_text: str, languages: tuple[str, str], partner: str
    ) -> list[Finding]:
        ratio = lengths.ratio(db, *languages)
        terms = self._terms.terms_in(source_text, *languages, partner)
        return checks.run(Pair(source_text, target_text, *languages, terms=terms, length_ratio=ratio))


def errors(found: dict[int, list[Finding]]) -> list[str]:
    """Return the errors among findings as sentences that name their segments."""
    return [
        f"segment {index + 1}: {finding.message}"
        for index, findings in sorted(found.items())
        for finding in findings
        if finding.severity is Severity.ERROR
    ]
