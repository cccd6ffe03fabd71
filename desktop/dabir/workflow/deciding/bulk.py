"""One act on many stories: each is decided as if alone, and all that may be are safe on the disk together.

A story whose turn fails leaves nothing behind and is told by name; the rest is done. What is decided together is one
transaction with one flush and one checkpoint, which is what makes it fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import sqlite_utils

from dabir.approval.keys import DeviceKey, Signer
from dabir.domain.decision import Action, Decision, Subject, cautions
from dabir.domain.errors import Cancelled, DabirError, InputRefused, NotAllowed, NotFound, RecordBroken, StoreError
from dabir.domain.life import Standing, why_not_approve, why_not_refuse, why_not_release
from dabir.store import stories, units
from dabir.store.database import Database
from dabir.store.releases import Release
from dabir.workflow.deciding.decisions import Decisions
from dabir.workflow.deciding.standing import standing_of
from dabir.workflow.record.ledger import Ledger
from dabir.workflow.releasing.releasing import Releasing

T = TypeVar("T")

#: Stories decided in one transaction: enough that its flush costs nothing, few enough that typing waits for no more
#: than a part of a second.
TOGETHER: Final = 500


class BulkAct(StrEnum):
    """What can be decided on many stories at once."""

    APPROVE = "approve"
    REFUSE = "refuse"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Prospect:
    """A story of the selection, and whether the act is possible on it as it stands.

    Attributes:
        story_id: its row.
        name: headline, else identifier.
        why_not: why nothing will happen to it; "".
        cautions: what the editor should know before approving it, a sentence each.
    """

    story_id: int
    name: str
    why_not: str = ""
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """What became of an act on many stories.

    Attributes:
        done: rows of the stories it was done on, in order.
        refused: the others, each with the reason.
        unwritten: what could not be written of releases that are recorded; they are tried again at the next start.
    """

    done: tuple[int, ...]
    refused: tuple[Prospect, ...]
    unwritten: str = ""


class Bulk:
    """Decides on many stories."""

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        releasing: Releasing,
        decisions_on: Callable[[Ledger, Releasing], Decisions],
        clock: Callable[[], datetime],
    ) -> None:
        """Work on a database and the log.

        Args:
            database: the desk's store.
            ledger: the log.
            releasing: writes the files of releases.
            decisions_on: makes the acts that write into a ledger and release; their rules are those of the desk.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._ledger = ledger
        self._releasing = releasing
        self._decisions_on = decisions_on
        self._clock = clock

    def foresee(self, act: BulkAct, story_ids: Sequence[int], target: str) -> list[Prospect]:
        """Return what an act is going to meet, story by story, for the confirmation; it changes nothing.

        What the agreements, the roles and the checks of a text say is asked at the act itself.

        Args:
            act: what is to be decided.
            story_ids: rows of the stories.
            target: language of the translations; "" for the originals.
        """
        db, now = self._database.read(), self._clock()
        told = []
        for story_id in story_ids:
            standing = standing_of(db, stories.get(db, story_id), target)
            why_not = _why_not(act, standing, now)
            asked = act is BulkAct.APPROVE and target and not why_not
            unread = cautions(units.get(db, story_id, target), {}) if asked else ()
            told.append(Prospect(story_id, standing.story.headline or standing.story.uri, why_not, unread))
        return told

    def decide(
        self,
        act: BulkAct,
        story_ids: Sequence[int],
        target: str,
        signer: Signer,
        note: str = "",
        *,
        progress: Callable[[int, int], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> BulkOutcome:
        """Decide on many stories, each by the rules that hold for it alone.

        Args:
            act: what is decided.
            story_ids: rows of the stories, in the order they are decided.
            target: language of the translations; "" for the originals.
            signer: the editor's unlocked key.
            note: reason or remark, the same for all; needed to refuse.
            progress: told stories done with and stories in all.
            cancel: asked between transactions; what is decided by then stays.

        Raises:
            InputRefused: when stories are to be refused without a reason, or the output folder cannot be written.
            RecordBroken: when the log is not what was signed; nothing more is decided then.
            StoreError: when the database cannot be written.
        """
        if act is BulkAct.REFUSE and not note.strip():
            raise InputRefused("To refuse stories, say why.", "The reason goes into the log of each.")
        if act is BulkAct.RELEASE:
            self._releasing.require_writable()
        done: list[int] = []
        refused: list[Prospect] = []
        rows = list(dict.fromkeys(story_ids))
        for start in range(0, len(rows), TOGETHER):
            if cancel is not None and cancel():
                refused += self._left_out(rows[start:])
                break
            chunk = rows[start : start + TOGETHER]
            outcome = self._ledger.commit(self._work(act, chunk, target, signer, note))
            done += outcome.done
            refused += outcome.refused
            if progress is not None:
                progress(min(start + TOGETHER, len(rows)), len(rows))
        unwritten = self._write_releases() if act is BulkAct.RELEASE and done else ""
        return BulkOutcome(tuple(done), tuple(refused), unwritten)

    def _work(
        self, act: BulkAct, chunk: Sequence[int], target: str, signer: Signer, note: str
    ) -> Callable[[sqlite_utils.Database], BulkOutcome]:
        def work(db: sqlite_utils.Database) -> BulkOutcome:
            joined = _JoinedLedger(self._ledger, db)
            decisions = self._decisions_on(joined, _LaterReleasing(self._database, Path()))
            done: list[int] = []
            refused: list[Prospect] = []
            for story_id in chunk:
                try:
                    joined.alone(partial(_decide, decisions, act, story_id, target, signer, note))
                except (StoreError, RecordBroken, Cancelled):
                    raise
                except DabirError as error:
                    refused.append(Prospect(story_id, _name(db, story_id), _reason(error)))
                else:
                    done.append(story_id)
            return BulkOutcome(tuple(done), tuple(refused))

        return work

    def _left_out(self, rows: Iterable[int]) -> list[Prospect]:
        db = self._database.read()
        return [Prospect(row, _name(db, row), "You stopped before its turn.") for row in rows]

    def _write_releases(self) -> str:
        try:
            self._decisions_on(self._ledger, self._releasing).finish_releases()
        except DabirError as error:
            return str(error)
        return ""


class _JoinedLedger(Ledger):
    """A ledger whose commits are parts of a transaction that is under way."""

    def __init__(self, whole: Ledger, db: sqlite_utils.Database) -> None:
        """Join the work of a ledger's `commit`."""
        self._whole = whole
        self._db = db
        self._added = 0

    def alone(self, work: Callable[[], object]) -> None:
        """Do the work of one story; where it fails nothing of it is left.

        Raises:
            RecordBroken: when it failed after its entry was added: the chain in memory cannot go back, so the whole
                transaction has to.
        """
        before = self._added
        self._db.execute("SAVEPOINT one_story")
        try:
            work()
        except DabirError as error:
            if self._added != before:
                raise RecordBroken(f"A decision could not be kept whole. {error.message}", error.remedy) from error
            self._db.execute("ROLLBACK TO one_story")
            raise
        finally:
            self._db.execute("RELEASE one_story")

    def commit(self, work: Callable[[sqlite_utils.Database], T]) -> T:
        """Run work in the transaction under way, which is committed with all the others."""
        return work(self._db)

    def append(
        self, db: sqlite_utils.Database, signer: Signer, action: Action, subject: Subject, note: str = ""
    ) -> Decision:
        """Sign an entry and add it (see `Ledger.append`)."""
        entry = self._whole.append(db, signer, action, subject, note)
        self._added += 1
        return entry

    def add(self, db: sqlite_utils.Database, entry: Decision) -> None:
        """Add an entry that is signed already (see `Ledger.add`)."""
        self._whole.add(db, entry)
        self._added += 1

    def device(self, db: sqlite_utils.Database) -> DeviceKey:
        """Return this device's key."""
        return self._whole.device(db)


class _LaterReleasing(Releasing):
    """Leaves the files to be written after the transaction, which their notes are part of."""

    def require_writable(self) -> None:
        """Do nothing: it was made sure once for all."""

    def write(self, pending: Release) -> Path:  # noqa: ARG002 - it stays pending
        """Do nothing: what is pending is written when the transaction is safe."""
        return Path()


def _decide(decisions: Decisions, act: BulkAct, story_id: int, target: str, signer: Signer, note: str) -> None:
    match act:
        case BulkAct.APPROVE:
            decisions.approve(story_id, target, signer, note)
        case BulkAct.REFUSE:
            decisions.refuse(story_id, target, signer, note)
        case BulkAct.RELEASE:
            decisions.release(story_id, target, signer, note)


def _why_not(act: BulkAct, standing: Standing, now: datetime) -> str:
    if not standing.current_text_sha256:
        return "It has no translation into this language."
    match act:
        case BulkAct.APPROVE:
            return why_not_approve(standing)
        case BulkAct.REFUSE:
            return why_not_refuse(standing)
        case BulkAct.RELEASE:
            return why_not_release(standing, now)


def _name(db: sqlite_utils.Database, story_id: int) -> str:
    try:
        story = stories.get(db, story_id).story
    except NotFound:
        return f"Story {story_id}"
    return story.headline or story.uri


def _reason(error: DabirError) -> str:
    """Return why a story was left out; the message of what is not allowed only names the story again."""
    return (error.remedy or error.message) if isinstance(error, NotAllowed) else str(error)
