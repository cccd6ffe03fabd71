"""Clearance: what was approved, by whom, on what terms, and where the log has it. For one story, or for a shift."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlite_utils

from dabir.domain.agreement import Term
from dabir.domain.decision import Action, Decision
from dabir.domain.errors import InputRefused, NotFound
from dabir.domain.listing import StoredStory
from dabir.domain.text import Text
from dabir.store import decisions, stories, texts
from dabir.store.database import Database
from dabir.workflow.agreements.agreements import creditline_of, ruling_of

_TAKEN_BACK = frozenset({Action.REVOKE, Action.KILL, Action.WITHDRAW})


class Outcome(StrEnum):
    """What became of an approval."""

    APPROVED = "approved"
    RELEASED = "released"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class Cleared:
    """One approval.

    Attributes:
        decision: its entry in the log.
        headline: of the approved text.
        original_headline: of the story.
        language: of the story.
        outcome: what became of it.
        creditline: how the text is to be credited; "".
        agreement: title of the agreement it was judged by; "" for none.
        clause: where the agreement permits the use, as its paper calls it; "".
    """

    decision: Decision
    headline: str
    original_headline: str
    language: str
    outcome: Outcome
    creditline: str
    agreement: str
    clause: str

    @property
    def target_language(self) -> str:
        """Language of the translation; "" when the original was approved."""
        return self.decision.subject.target_language


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a clearance sheet tells.

    Attributes:
        made: when it was made, with an offset.
        entries: the approvals, oldest first.
        uri: the story it is about; "" for a shift.
        start: beginning of the shift; None for a story.
        end: its end, itself not within; None for a story.
    """

    made: datetime
    entries: tuple[Cleared, ...]
    uri: str = ""
    start: datetime | None = None
    end: datetime | None = None


class Clearance:
    """Collects approvals from the log. Writes nothing."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Work on a database; the clock gives the present moment with an offset."""
        self._database = database
        self._clock = clock

    def of_story(self, uri: str) -> Sheet:
        """Return the sheet of a story: every approval of it, in every version and language.

        Raises:
            NotFound: when it is not on the desk.
        """
        db = self._database.read()
        stories.find(db, uri)
        log = decisions.of_story(db, uri)
        return Sheet(self._clock(), tuple(_cleared(db, log, _approvals(log))), uri=uri)

    def of_shift(self, start: datetime, end: datetime) -> Sheet:
        """Return the sheet of a shift: every approval from `start` on, before `end`.

        Args:
            start: with an offset.
            end: with an offset.

        Raises:
            InputRefused: when the shift ends before it begins.
        """
        if end <= start:
            raise InputRefused(
                f"The shift ends at {end.isoformat()}, before it begins at {start.isoformat()}.",
                "Turn the two round.",
            )
        db = self._database.read()
        log = list(decisions.entries(db))
        within = [entry for entry in _approvals(log) if start <= entry.time < end]
        return Sheet(self._clock(), tuple(_cleared(db, log, within)), start=start, end=end)


def _approvals(log: Sequence[Decision]) -> list[Decision]:
    return [entry for entry in log if entry.action is Action.APPROVE]


def _cleared(db: sqlite_utils.Database, log: Sequence[Decision], approvals: Sequence[Decision]) -> list[Cleared]:
    return [_entry(db, log, approval) for approval in approvals]


def _entry(db: sqlite_utils.Database, log: Sequence[Decision], approval: Decision) -> Cleared:
    subject = approval.subject
    stored = _story(db, approval)
    text = Text.from_record(texts.get(db, subject.text_sha256))
    ruled = ruling_of(db, stored).agreement
    term = Term.TRANSLATION if subject.target_language else Term.NO_ALTERATION
    return Cleared(
        decision=approval,
        headline=text.headline,
        original_headline=stored.story.headline,
        language=stored.story.language,
        outcome=_outcome(log, approval),
        creditline=creditline_of(db, stored, subject.target_language or stored.story.language),
        agreement=ruled.title if ruled else "",
        clause=dict(ruled.clauses).get(term, "") if ruled else "",
    )


def _story(db: sqlite_utils.Database, approval: Decision) -> StoredStory:
    subject = approval.subject
    for stored in stories.versions(db, subject.uri):
        if stored.story.version == subject.version and stored.original_sha256 == subject.original_sha256:
            return stored
    raise NotFound(f"{subject.uri}, version {subject.version}, is in the log but not on the desk.")


def _outcome(log: Sequence[Decision], approval: Decision) -> Outcome:
    """Return what later entries about the same text, or about the whole story, made of an approval."""
    outcome = Outcome.APPROVED
    for entry in log:
        if entry.sequence <= approval.sequence or entry.subject.uri != approval.subject.uri:
            continue
        if entry.action is Action.RELEASE and entry.subject == approval.subject:
            outcome = Outcome.RELEASED
        whole = entry.action is Action.KILL or entry.subject.target_language == approval.subject.target_language
        same = entry.action is Action.KILL or entry.subject.version == approval.subject.version
        if entry.action in _TAKEN_BACK and whole and same:
            outcome = Outcome.TAKEN_BACK
    return outcome
