"""Retention: what an agreement forbids to keep longer leaves the desk, by an act that is shown first and then signed.

What goes are files of partners whose agreement at the time of every story in them has a limit, counted from their
receipt, and on whose stories nobody ever decided. What a decision names is never touched, nor what a kill is about or
what such a story refers to; a story that somebody has claimed waits. Entries of the log, approved texts, agreements
and keys stay for ever, and so does the translation memory, which is the desk's own work, sentence by sentence.

It goes in portions, each with an entry of its own in one transaction, so that others work on meanwhile and a program
that is killed leaves nothing half-done. The entry names the list of what went by its hash, and the list is kept with
the originals, so that verification of the log asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import sqlite_utils

from dabir.approval.keys import Signer
from dabir.domain.agreement import Agreement, ruling
from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import NotFound, RecordBroken
from dabir.domain.story import Original
from dabir.store import decisions, originals, removals
from dabir.store.database import Database
from dabir.store.removals import KeptFile, Reason
from dabir.workflow.agreements.agreements import latest
from dabir.workflow.people import roles
from dabir.workflow.record.ledger import Ledger

__all__ = ["Amount", "Prospect", "Reason", "Retention"]

#: What stands before the moment in the subject of a `retention` entry.
URI: Final = "retention:"
_LIST_TYPE: Final = "application/x-ndjson"
#: Files an entry and a transaction.
_PORTION: Final = 200

#: Told how many files are done.
OnProgress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Amount:
    """Some files, counted.

    Attributes:
        files: how many.
        stories: how many stories were read from them.
        size: their bytes.
        oldest: when the first of them came; None for none.
        newest: when the last of them came.
    """

    files: int = 0
    stories: int = 0
    size: int = 0
    oldest: datetime | None = None
    newest: datetime | None = None

    @property
    def words(self) -> str:
        """How many, in words: "3 stories in 2 files"."""
        stories = "1 story" if self.stories == 1 else f"{self.stories:,} stories"
        return f"{stories} in {'1 file' if self.files == 1 else f'{self.files:,} files'}"

    def with_file(self, file: KeptFile) -> Amount:
        """Return the amount with one file more."""
        return Amount(
            self.files + 1,
            self.stories + len(file.stories),
            self.size + file.size,
            min(self.oldest or file.received, file.received),
            max(self.newest or file.received, file.received),
        )


@dataclass(frozen=True, slots=True)
class Prospect:
    """What carrying out would do now.

    Attributes:
        goes: what would go, by the agreement that forbids to keep it.
        stays: what stays although its time is over, by the reason.
        waits: what has a limit that is not reached yet.
    """

    goes: dict[str, Amount] = field(default_factory=dict)
    stays: dict[Reason, Amount] = field(default_factory=dict)
    waits: Amount = Amount()


class Retention:
    """Shows and carries out what agreements say of keeping."""

    def __init__(self, database: Database, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        """Work on a database and the log.

        Args:
            database: the desk's store.
            ledger: the log.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._ledger = ledger
        self._clock = clock

    def prospect(self, on_progress: OnProgress | None = None) -> Prospect:
        """Return what would go and what stays; nothing is changed. Half a million files take half a minute.

        Args:
            on_progress: told now and then; what it raises ends it.
        """
        db, now = self._database.read(), self._clock()
        limits = _Limits(latest(db))
        found = Prospect()
        waits = Amount()
        for number, file in enumerate(removals.files_of(db, limits.partners)):
            if on_progress and number % _PORTION == 0:
                on_progress(number)
            due = limits.of(file, now)
            if due is None:
                continue
            name, is_over = due
            if not is_over:
                waits = waits.with_file(file)
            elif file.reason:
                found.stays[file.reason] = found.stays.get(file.reason, Amount()).with_file(file)
            else:
                found.goes[name] = found.goes.get(name, Amount()).with_file(file)
        return Prospect(found.goes, found.stays, waits)

    def carry_out(self, signer: Signer, on_progress: OnProgress | None = None) -> list[Decision]:
        """Remove what agreements forbid to keep longer, portion by portion, each with its entry.

        Args:
            signer: the chief's unlocked key.
            on_progress: told after each portion; what it raises ends it, and what went is gone and entered.

        Returns:
            The entries; none where nothing was to go.

        Raises:
            NotAllowed: when the signer is no chief.
            RecordBroken: when the log or an agreement is not what was recorded; nothing goes then.
        """
        db, now = self._database.read(), self._clock()
        roles.require(db, signer.name, Action.RETENTION)
        made: list[Decision] = []
        done = 0
        for portion in list(_portions(self._due(db, now))):
            entry = self._ledger.commit(lambda db, portion=portion: self._remove(db, portion, signer, now))  # type: ignore[misc]
            done += len(portion)
            if entry is not None:
                made.append(entry)
            if on_progress:
                on_progress(done)
        return made

    def list_of(self, sequence: int) -> bytes:
        """Return the list of what an entry removed: a line of JSON each.

        Raises:
            NotFound: when that entry has removed nothing.
            RecordBroken: when the list, or what the desk knows as removed, is not what the entry says.
        """
        db = self._database.read()
        entry = next(decisions.entries(db, sequence), None)
        if entry is None or entry.sequence != sequence or entry.action is not Action.RETENTION:
            raise NotFound(f"Entry {sequence} has removed nothing.", "See the entries by: dabir log show")
        data = originals.get(db, entry.subject.original_sha256).data
        if not removals.named_by(db, sequence) <= _named_in(data):
            raise RecordBroken(
                f"More was removed by entry {sequence} than it says.", "Check it with: dabir log verify"
            )
        return data

    def _due(self, db: sqlite_utils.Database, now: datetime) -> Iterator[str]:
        limits = _Limits(latest(db))
        return (file.sha256 for file in removals.files_of(db, limits.partners) if limits.goes(file, now))

    def _remove(
        self, db: sqlite_utils.Database, portion: Sequence[str], signer: Signer, now: datetime
    ) -> Decision | None:
        roles.require(db, signer.name, Action.RETENTION)
        limits = _Limits(latest(db))
        # Asked again where nobody else writes: somebody may have decided on a story since it was looked at.
        gone = [file for file in removals.files(db, portion) if limits.goes(file, now)]
        if not gone:
            return None
        amount = Amount()
        for file in gone:
            amount = amount.with_file(file)
        names = sorted({due[0] for file in gone if (due := limits.of(file, now))})
        listed = Original.of(
            _listed(gone), media_type=_LIST_TYPE, filename="removed.ndjson", partner="", received=now
        )
        originals.add(db, listed)
        subject = Subject(f"{URI}{now.isoformat(timespec='seconds')}", 0, listed.sha256, "", "")
        entry = self._ledger.append(db, signer, Action.RETENTION, subject, _note(amount, names, listed.sha256))
        removals.remove(db, gone, entry.sequence)
        return entry


class _Limits:
    """How long agreements let files be kept."""

    def __init__(self, agreements: Sequence[Agreement]) -> None:
        self._agreements = agreements
        codes = {
            party.code
            for one in agreements
            if one.terms.retention is not None
            for party in one.partners
            if party.code
        }
        self.partners = sorted(codes)

    def of(self, file: KeptFile, now: datetime) -> tuple[str, bool] | None:
        """Return by which agreement a file has a limit, and whether that is over; None where it may be kept for ever.

        Every story in it is judged at its own time, and the longest limit counts.
        """
        moments = [story.created or file.received for story in file.stories] or [file.received]
        found: list[tuple[datetime, str]] = []
        for moment in moments:
            rule = ruling(self._agreements, file.partner, moment if moment.tzinfo else moment.replace(tzinfo=UTC))
            if rule is None or rule.terms.retention is None:
                return None
            found.append((file.received + rule.terms.retention, rule.id))
        end, name = max(found)
        return name, end <= now

    def goes(self, file: KeptFile, now: datetime) -> bool:
        """Whether a file may not be kept longer, and nothing keeps it."""
        due = self.of(file, now)
        return due is not None and due[1] and file.reason is None


def _portions(names: Iterable[str]) -> Iterator[list[str]]:
    portion: list[str] = []
    for name in names:
        portion.append(name)
        if len(portion) == _PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def _listed(gone: Sequence[KeptFile]) -> bytes:
    """Return the list of what goes, a line of JSON a file, in the order of their hashes."""
    lines = []
    for file in sorted(gone, key=lambda one: one.sha256):
        stories = [[story.uri, story.version, story.text_sha256] for story in file.stories]
        told = {"original": file.sha256, "size": file.size, "partner": file.partner, "stories": stories}
        told |= {"received": file.received.isoformat(), "texts": [text for text, _ in file.texts]}
        lines.append(json.dumps(told, sort_keys=True, separators=(",", ":")) + "\n")
    return "".join(lines).encode("ascii")


def _named_in(data: bytes) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for line in data.splitlines():
        told = json.loads(line)
        found |= {("original", told["original"]), *(("text", text) for text in told["texts"])}
        found |= {(uri, text) for uri, _, text in told["stories"]}
    return found


def _note(amount: Amount, names: Sequence[str], sha256: str) -> str:
    assert amount.oldest is not None
    assert amount.newest is not None
    return (
        f"{amount.words}, {amount.size:,} bytes, that came from "
        f"{amount.oldest.date().isoformat()} to {amount.newest.date().isoformat()} and nobody decided on: "
        f"{', '.join(names)} forbids to keep them longer. The list has the SHA-256 {sha256}."
    )
