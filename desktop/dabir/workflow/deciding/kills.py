"""Kills: what a partner's message does to stories, what is taken back for it, and what persons say to it.

A kill has its effect in two steps. With the message, in one transaction, its stories are killed: from then on nobody
can approve or release them. Then, in the log's own transaction, the device signs what is taken back, and the notices
are put into the outputs. A crash between any two of these is made good at the next start, by `carry_out`.

What is sent in which order makes no difference: a kill stands against every version of its story (or the one version
it names), those that come later too, until a person lifts it. The same message a second time changes nothing; another
message that kills a killed story again is kept, and rings no second time.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlite_utils

from dabir.approval.keys import Signer
from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import InputRefused, NotAllowed
from dabir.domain.kill import Kill, KillState, is_kill_in_words
from dabir.domain.life import Event, after, why_not
from dabir.domain.listing import StoredStory
from dabir.domain.story import LinkKind, PubStatus
from dabir.store import decisions, kills, notices, stories
from dabir.store.arriving import Arriving
from dabir.store.database import Database
from dabir.workflow.deciding import kill_messages, withdrawing
from dabir.workflow.deciding.rules import Rule, why_rules_forbid
from dabir.workflow.deciding.standing import keep_standing, refresh_kill, standing_of, standings_of
from dabir.workflow.record.ledger import Ledger
from dabir.workflow.releasing.outbox import Outbox
from dabir.workflow.releasing.releasing import Releasing


@dataclass(frozen=True, slots=True)
class Alarm:
    """A kill that an editor has to see, or a message that he has to judge.

    Attributes:
        kill: the kill.
        story: the latest version of the story it is about that is no notice.
        notice: the message; None where an editor killed the story.
        outputs: names of the folders of the releases that it took back, or that it would.
    """

    kill: Kill
    story: StoredStory
    notice: StoredStory | None
    outputs: tuple[str, ...]

    @property
    def is_proposal(self) -> bool:
        """Whether a person has to say whether it is a kill of this story at all."""
        return self.kill.state is KillState.PROPOSED


class Kills:
    """Carries kills out, and writes what editors say to them."""

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        releasing: Releasing,
        clock: Callable[[], datetime],
        rules: Sequence[Rule] = (),
        outbox: Outbox | None = None,
    ) -> None:
        """Work on a database and the log.

        Args:
            database: the desk's store.
            ledger: the log.
            releasing: writes the notices.
            clock: gives the present moment with an offset.
            rules: what may forbid a decision beside the story's state.
            outbox: told what must not leave any more; None where there is none.
        """
        self._database = database
        self._ledger = ledger
        self._releasing = releasing
        self._clock = clock
        self._rules = rules
        self._outbox = outbox

    def ringing(self) -> list[Alarm]:
        """Return what an editor has to see or to judge, oldest first."""
        db = self._database.read()
        return [alarm for kill in kills.ringing(db) if (alarm := _alarm(db, kill)) is not None]

    def of_story(self, uri: str) -> list[Kill]:
        """Return the kills of a story, whatever became of them, oldest first."""
        return kills.all_of(self._database.read(), uri)

    def carry_out(self) -> list[Path]:
        """Take back in the log and in the outputs what kills in force leave out still.

        Returns:
            The folders that have a notice now and had none.

        Raises:
            RecordBroken: when the log is broken, so that nothing can be entered; the stories stay killed.
            DabirError: when a notice cannot be written; it is tried again.
        """
        db = self._database.read()
        waiting = kills.to_carry_out(db)
        if any(_taken(db, kill) for kill in waiting):
            self._ledger.commit(self._take_back_all)
        elif waiting:
            self._database.write(_mark_idle)
        return self._releasing.write_notices()

    def acknowledge(self, kill_id: int, signer: Signer, note: str = "") -> Decision:
        """Say that an editor has seen a kill; the alarm is silent then.

        Raises:
            NotAllowed: when there is nothing to acknowledge.
        """

        def work(db: sqlite_utils.Database) -> Decision:
            kill = kills.get(db, kill_id)
            if kill.state is not KillState.IN_FORCE or not kill.alarm:
                why = "Confirm or dismiss it first." if kill.state is KillState.PROPOSED else "Nothing rings for it."
                raise NotAllowed(f"The kill of {kill.uri} cannot be acknowledged.", why)
            kills.silence(db, kill_id)
            return self._enter(db, kill.uri, Action.ACKNOWLEDGE, signer, note or kill.words)

        return self._ledger.commit(work)

    def confirm(self, kill_id: int, signer: Signer, reason: str = "") -> Decision:
        """Say that a message in plain words does kill a story: it is killed, and taken back, in that editor's name.

        Raises:
            NotAllowed: when nobody has to judge it.
        """

        def work(db: sqlite_utils.Database) -> Decision:
            kill = self._proposed(db, kill_id)
            words = f"{kill.words} {signer.name} confirmed it."
            decision = self._enter(db, kill.uri, Action.KILL, signer, reason or kill.words)
            kills.confirm(db, kill_id, words)
            strike_all(db, dataclasses.replace(kill, words=words), sequence=decision.sequence)
            self._tell_outbox(db, kill, words)
            return decision

        decision = self._ledger.commit(work)
        self._releasing.write_notices()
        return decision

    def dismiss(self, kill_id: int, signer: Signer, reason: str) -> Decision:
        """Say that a message does not kill a story.

        Raises:
            InputRefused: when no reason is given.
            NotAllowed: when nobody has to judge it.
        """
        if not reason.strip():
            raise InputRefused("To dismiss a kill, say why.", "The reason goes into the log.")

        def work(db: sqlite_utils.Database) -> Decision:
            kill = self._proposed(db, kill_id)
            kills.set_state(db, kill_id, KillState.DISMISSED)
            kills.silence(db, kill_id)
            return self._enter(db, kill.uri, Action.ACKNOWLEDGE, signer, f"No kill of this story: {reason}")

        return self._ledger.commit(work)

    def lift(self, story_id: int, signer: Signer, reason: str) -> Decision:
        """Make a killed story usable again, in every version. What was approved has to be approved anew.

        Raises:
            InputRefused: when no reason is given.
            NotAllowed: when it is not killed.
        """
        if not reason.strip():
            raise InputRefused("To lift a kill, say why.", "The reason goes into the log.")
        # What was out is taken back first: a lift is no way round that.
        self.carry_out()

        def work(db: sqlite_utils.Database) -> Decision:
            stored = stories.get(db, story_id)
            reason_against = why_not(standing_of(db, stored, ""), Event.LIFT)
            if reason_against:
                raise NotAllowed(f"The kill of {stored.story.uri} cannot be lifted.", reason_against)
            decision = self._enter(db, stored.story.uri, Action.LIFT, signer, reason, stored)
            for kill in kills.all_of(db, stored.story.uri):
                if kill.state is KillState.IN_FORCE:
                    kills.set_state(db, kill.id, KillState.LIFTED)
                    kills.silence(db, kill.id)
            for version in stories.versions(db, stored.story.uri):
                refresh_kill(db, version)
            return decision

        return self._ledger.commit(work)

    def _proposed(self, db: sqlite_utils.Database, kill_id: int) -> Kill:
        kill = kills.get(db, kill_id)
        if kill.state is not KillState.PROPOSED:
            raise NotAllowed(f"The kill of {kill.uri} is not to be judged.", f"It is {kill.state}.")
        return kill

    def _enter(
        self,
        db: sqlite_utils.Database,
        uri: str,
        action: Action,
        signer: Signer,
        note: str,
        stored: StoredStory | None = None,
    ) -> Decision:
        stored = stored or _latest(db, uri)
        why = why_rules_forbid(self._rules, db, stored, "", action, signer.name)
        if why:
            raise NotAllowed(f"{stored.story.uri} (version {stored.story.version}): {action} is refused.", why)
        return self._ledger.append(db, signer, action, stored.subject("", stored.story.text_sha256), note)

    def _take_back_all(self, db: sqlite_utils.Database) -> None:
        for kill in kills.to_carry_out(db):
            self._take_back(db, kill)
            kills.mark_carried_out(db, kill.id)

    def _take_back(self, db: sqlite_utils.Database, kill: Kill) -> None:
        """Enter what a kill takes back, signed by the device, and note the notices for the outputs."""
        device = self._ledger.device(db)
        last = None
        for subject in _taken(db, kill):
            last = self._ledger.append(db, device, Action.WITHDRAW, subject, kill.words)
        for version in _killed_by(db, kill):
            if last is not None:
                withdrawing.kill(db, version, sequence=last.sequence, words=kill.words)
            refresh_kill(db, version)
        self._tell_outbox(db, kill, kill.words)
        if last is not None and kill.version:
            _doubt(db, kill)

    def _tell_outbox(self, db: sqlite_utils.Database, kill: Kill, words: str) -> None:
        if self._outbox is not None:
            for version in _killed_by(db, kill):
                self._outbox.withdraw(db, version.id, None, words, notice=True)


def follow(db: sqlite_utils.Database, stored: StoredStory, arriving: Arriving, *, new: bool) -> bool:
    """Let a new message kill what it kills, and be killed by what came before it; in its transaction.

    Args:
        db: the writer's connection.
        stored: the message.
        arriving: what was asked once for the whole transaction.
        new: whether nothing on the desk was about its story before it came.

    Returns:
        Whether a kill is in force against it.
    """
    _kill_others(db, stored, arriving)
    if new and not stored.story.is_kill:
        return False
    kill = kills.in_force(db, stored.story.uri, stored.story.version)
    if kill is not None and not stories.get(db, stored.id).killed:
        withdrawing.strike(db, stored, kill.words)
    return kill is not None


def _kill_others(db: sqlite_utils.Database, stored: StoredStory, arriving: Arriving) -> None:
    story, now = stored.story, stored.received
    if story.is_kill:
        words = f"The partner killed it (version {story.version}, received {stored.received:%Y-%m-%d %H:%M %Z})."
        if story.pubstatus is PubStatus.CANCELED:
            _put_in_force(db, Kill(story.uri, 0, words, now, notice_id=stored.id, partner=stored.partner))
        for link in story.links:
            if link.kind is LinkKind.KILLS and (link.uri, link.version) != (story.uri, 0):
                words = f"The partner killed it ({story.uri}, received {stored.received:%Y-%m-%d %H:%M %Z})."
                _put_in_force(
                    db, Kill(link.uri, link.version, words, now, notice_id=stored.id, partner=stored.partner)
                )
    elif is_kill_in_words(story):
        kill_messages.propose(db, stored)
        arriving.note_message()
    elif story.slugline:
        kill_messages.match(db, stored, arriving.messages(stored.partner))


def strike_all(db: sqlite_utils.Database, kill: Kill, *, sequence: int) -> None:
    """Kill every version that a kill is of, with an entry of the log that says so already."""
    for version in _killed_by(db, kill):
        withdrawing.kill(db, version, sequence=sequence, words=kill.words)
        withdrawing.strike(db, version, kill.words)


def _put_in_force(db: sqlite_utils.Database, kill: Kill) -> None:
    """Keep a kill and its effect. One more kill of a killed story rings no second time."""
    killed_already = any(
        other.state is KillState.IN_FORCE and other.version in {0, kill.version}
        for other in kills.all_of(db, kill.uri)
    )
    if kills.add(db, dataclasses.replace(kill, alarm=not killed_already)):
        for version in _killed_by(db, kill):
            if not version.killed:
                withdrawing.strike(db, version, kill.words)


def _killed_by(db: sqlite_utils.Database, kill: Kill) -> list[StoredStory]:
    return [one for one in stories.versions(db, kill.uri) if kill.version in {0, one.story.version}]


def _taken(db: sqlite_utils.Database, kill: Kill) -> list[Subject]:
    """Return what a kill takes back: the approvals that stand in the log, and every text that is or was out.

    What was corrected or withdrawn before is told to be killed, too: whoever had it is to know.
    """
    log = decisions.of_story(db, kill.uri)
    standing: dict[tuple[int, str, str], Subject] = {}
    for entry in log:
        place = (entry.subject.version, entry.subject.original_sha256, entry.subject.target_language)
        if entry.action is Action.APPROVE:
            standing[place] = entry.subject
        elif entry.action in {Action.REVOKE, Action.REFUSE}:
            standing.pop(place, None)
        elif entry.action in {Action.KILL, Action.WITHDRAW}:
            standing.clear()
    taken = [subject for subject in standing.values() if kill.version in {0, subject.version}]
    by_sequence = {entry.sequence: entry.subject for entry in log}
    for version in _killed_by(db, kill):
        for release in (*notices.not_taken_back(db, version.id), *notices.milder(db, version.id)):
            subject = by_sequence[release.sequence]
            if subject not in taken:
                taken.append(subject)
    return taken


def _doubt(db: sqlite_utils.Database, kill: Kill) -> None:
    """Have the other versions approved anew where one was killed: the log counts their approval no more."""
    for version in stories.versions(db, kill.uri):
        for standing in standings_of(db, version):
            if standing.approved_text_sha256:
                keep_standing(db, version.id, after(standing, Event.DOUBT))
        refresh_kill(db, version)


def _mark_idle(db: sqlite_utils.Database) -> None:
    for kill in kills.to_carry_out(db):
        if not _taken(db, kill):
            kills.mark_carried_out(db, kill.id)


def _latest(db: sqlite_utils.Database, uri: str) -> StoredStory:
    """Return the version of a story that a decision about its kill names: the latest that is no kill notice."""
    versions = stories.versions(db, uri)
    return next((one for one in versions if not one.story.is_kill), None) or stories.find(db, uri)


def _alarm(db: sqlite_utils.Database, kill: Kill) -> Alarm | None:
    versions = [one for one in _killed_by(db, kill) if one.id != kill.notice_id and not one.story.is_kill]
    if not versions:
        return None
    outputs = [
        release.folder
        for version in versions
        for release in (
            *notices.not_taken_back(db, version.id),
            *(notice.release for notice in notices.of_story(db, version.id)),
        )
    ]
    notice = stories.get(db, kill.notice_id) if kill.notice_id else None
    return Alarm(kill, versions[0], notice, tuple(outputs))
