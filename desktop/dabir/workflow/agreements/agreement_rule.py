"""What agreements forbid when a text is approved or released."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import sqlite_utils

from dabir.domain.agreement import Agreement, Term, Use, breaches
from dabir.domain.decision import Action
from dabir.domain.listing import StoredStory
from dabir.domain.segment import UnitState
from dabir.domain.text import text_of_story
from dabir.store import agreements, decisions, standings, units
from dabir.workflow.agreements.agreements import Ruling, clause_of, creditline_under, latest, ruling_among

#: What is known, and so judged, when a text is approved; the rest when it goes out.
_AT_APPROVAL: Final = frozenset({Term.NO_ALTERATION, Term.TRANSLATION, Term.FOUR_EYES})
#: So many segments are named.
_NAMED: Final = 5


class AgreementRule:
    """Judges a text by the agreement that was in force at its story's own time (see `workflow.rules.Rule`)."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        outputs: Callable[[], Sequence[str]],
        creditline: Callable[[sqlite_utils.Database, Agreement, StoredStory, str], str] = creditline_under,
    ) -> None:
        """Make the rule.

        Args:
            clock: gives the present moment with an offset.
            outputs: names of the outputs that a release is written in.
            creditline: the line that a text of a story, in a language, is going to carry under an agreement.
        """
        self._read_at: int | None = None
        self._known: list[Agreement] = []
        self._clock = clock
        self._outputs = outputs
        self._creditline = creditline

    def why_not(self, db: sqlite_utils.Database, stored: StoredStory, target: str, act: Action, editor: str) -> str:
        """Return the clause and the sentence why this editor may not do this now, or "" (see `Rule`)."""
        if act not in {Action.APPROVE, Action.RELEASE}:
            return ""
        ruled = ruling_among(self._agreements(db), stored)
        if ruled.agreement is None:
            return ruled.why_not
        use = self._use(db, stored, target, act, editor, ruled)
        broken = breaches(ruled.agreement, use)
        if act is Action.APPROVE:
            broken = tuple(breach for breach in broken if breach.term in _AT_APPROVAL)
        unknown = _unknown_translators(db, stored, target, ruled.agreement)
        return " ".join([*(str(breach) for breach in broken), *([unknown] if unknown else [])])

    def _agreements(self, db: sqlite_utils.Database) -> list[Agreement]:
        """Return the agreements; read again when an edition came, since one act may bring thousands of decisions."""
        newest = agreements.newest(db)
        if newest != self._read_at:
            self._known, self._read_at = latest(db), newest
        return self._known

    def _use(
        self, db: sqlite_utils.Database, stored: StoredStory, target: str, act: Action, editor: str, ruled: Ruling
    ) -> Use:
        assert ruled.agreement is not None
        language = target or stored.story.language
        standing = standings.get(db, stored.id, target)
        releases = act is Action.RELEASE
        original = text_of_story(stored.story).sha256
        return Use(
            moment=self._clock(),
            came=ruled.moment,
            language=language,
            translated=bool(target),
            altered=not target and releases and standing.approved_text_sha256 != original,
            creditline=self._creditline(db, ruled.agreement, stored, language) if releases else "",
            outputs=tuple(self._outputs()) if releases else (),
            approver=_approver(db, stored, target) if releases else editor,
            translators=units.editors(db, stored.id, target) if target else frozenset(),
        )


def _approver(db: sqlite_utils.Database, stored: StoredStory, target: str) -> str:
    """Return who approved a text last; "" when nobody did."""
    for entry in reversed(decisions.of_story(db, stored.story.uri)):
        subject = entry.subject
        here = (subject.version, subject.original_sha256, subject.target_language)
        if entry.action is Action.APPROVE and here == (stored.story.version, stored.original_sha256, target):
            return entry.editor
    return ""


def _unknown_translators(db: sqlite_utils.Database, stored: StoredStory, target: str, agreement: Agreement) -> str:
    """Return why four eyes cannot be shown: somebody unknown wrote in the translation; "" where all are known."""
    if not target or not agreement.terms.four_eyes:
        return ""
    written = {UnitState.EDITED, UnitState.CONFIRMED}
    made = units.get(db, stored.id, target)
    unknown = [unit.index + 1 for unit in made if unit.state in written and not unit.editors]
    if not unknown:
        return ""
    more = f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else ""
    places = ", ".join(str(number) for number in unknown[:_NAMED])
    segments = f"segment {places}" if len(unknown) == 1 else f"segments {places}{more}"
    return clause_of(
        agreement,
        Term.FOUR_EYES,
        f"It is not known who wrote {segments}; whoever did has to unlock his key and confirm them again.",
    )
