"""What editors decide: approve, refuse, release, revoke, kill. Each is signed, chained and final.

The entry and the change of state it brings are one transaction. A release is written to the output folder after its
entry is safe; one that was cut off there is completed by `finish_releases`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import sqlite_utils

from dabir.approval.keys import Signer
from dabir.domain.decision import Action, Decision
from dabir.domain.errors import InputRefused, NotAllowed
from dabir.domain.kill import Kill
from dabir.domain.life import Event, after, why_not
from dabir.domain.listing import StoredStory
from dabir.domain.segment import Finding
from dabir.domain.text import Text, text_of_story, text_of_units
from dabir.store import effort, kills, originals, releases, stories, texts, units
from dabir.store.database import Database
from dabir.store.releases import Release
from dabir.translation.effort import measure
from dabir.workflow.deciding import withdrawing
from dabir.workflow.deciding.kills import strike_all
from dabir.workflow.deciding.rules import Rule, why_rules_forbid
from dabir.workflow.deciding.standing import keep_standing, refresh_state, standing_of
from dabir.workflow.record.ledger import Ledger
from dabir.workflow.releasing.outbox import Outbox
from dabir.workflow.releasing.releasing import Releasing
from dabir.workflow.translating.checking import Checking, errors

#: So many errors are named when an approval is refused for them.
_NAMED = 3

_DONE = {
    Action.APPROVE: "approved",
    Action.REFUSE: "refused",
    Action.REVOKE: "revoked",
    Action.KILL: "killed",
    Action.RELEASE: "released",
}


class Decisions:
    """Writes what editors decide."""

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        releasing: Releasing,
        checking: Checking,
        clock: Callable[[], datetime],
        rules: Sequence[Rule] = (),
        outbox: Outbox | None = None,
    ) -> None:
        """Work on a database and the log.

        Args:
            database: the desk's store.
            ledger: the log.
            releasing: writes the files of a release.
            checking: checks a translation before it is approved.
            clock: gives the present moment with an offset.
            rules: what may forbid a decision beside the story's state.
            outbox: takes what is released to the desk's targets; None where there is none.
        """
        self._database = database
        self._rules = rules
        self._outbox = outbox
        self._ledger = ledger
        self._releasing = releasing
        self._checking = checking
        self._clock = clock

    def approve(self, story_id: int, target: str, signer: Signer, note: str = "", *, seen: str = "") -> Decision:
        """Approve the original (`target` "") or its translation, as the text stands now.

        Args:
            story_id: row of the story.
            target: language of the translation; "" for the original.
            signer: the editor's unlocked key.
            note: a remark for the log; needed where checks find errors in the translation, and then the reason.
            seen: hash of the text the editor has before him (`Text.sha256`); "" when he is shown none.

        Raises:
            NotAllowed: when the rules forbid it, or the text is no longer the one that was seen.
            RecordBroken: when the stored original is not what came in.
        """

        def work(db: sqlite_utils.Database) -> Decision:
            stored = stories.get(db, story_id)
            originals.get(db, stored.original_sha256)
            standing = standing_of(db, stored, target)
            if seen and seen != standing.current_text_sha256:
                _require(stored, target, "approved", "Its text was changed since you saw it; read it again.")
            _require(stored, target, "approved", why_not(standing, Event.APPROVE))
            self._follow_rules(db, stored, target, Action.APPROVE, signer)
            made = units.get(db, story_id, target) if target else ()
            if not note.strip():
                _require(stored, target, "approved", _unmended(self._checking.all(db, stored, made, target)))
            texts.add(db, standing.current_text_sha256, _text(db, stored, target).record)
            subject = stored.subject(target, standing.current_text_sha256)
            decision = self._ledger.append(db, signer, Action.APPROVE, subject, note)
            keep_standing(db, story_id, after(standing, Event.APPROVE))
            if target:
                effort.put(db, story_id, target, standing.current_text_sha256, measure(made))
            refresh_state(db, story_id)
            return decision

        return self._ledger.commit(work)

    def refuse(self, story_id: int, target: str, signer: Signer, reason: str) -> Decision:
        """Refuse a story or its translation, with the reason; it can be approved later all the same.

        Raises:
            InputRefused: when no reason is given.
            NotAllowed: when it is released or killed.
        """
        _need_reason(reason, "refuse")

        def work(db: sqlite_utils.Database) -> Decision:
            stored = stories.get(db, story_id)
            standing = standing_of(db, stored, target)
            _require(stored, target, "refused", why_not(standing, Event.REFUSE))
            self._follow_rules(db, stored, target, Action.REFUSE, signer)
            subject = stored.subject(target, standing.current_text_sha256)
            decision = self._ledger.append(db, signer, Action.REFUSE, subject, reason)
            keep_standing(db, story_id, after(standing, Event.REFUSE))
            refresh_state(db, story_id)
            return decision

        return self._ledger.commit(work)

    def revoke(self, story_id: int, target: str, signer: Signer, reason: str) -> Decision:
        """Take an approval back; what is out of that text is withdrawn, with a notice in each output that had it.

        Raises:
            InputRefused: when no reason is given.
            NotAllowed: when nothing is approved or out.
            DabirError: when a notice cannot be written; all is recorded, and it is tried again at the next start.
        """
        _need_reason(reason, "revoke")

        def work(db: sqlite_utils.Database) -> Decision:
            stored = stories.get(db, story_id)
            standing = standing_of(db, stored, target)
            _require(stored, target, "revoked", why_not(standing, Event.REVOKE))
            self._follow_rules(db, stored, target, Action.REVOKE, signer)
            subject = stored.subject(target, standing.approved_text_sha256)
            decision = self._ledger.append(db, signer, Action.REVOKE, subject, reason)
            words = f"{signer.name} took it back: {reason}"
            withdrawing.withdraw(db, stored, target, sequence=decision.sequence, words=words)
            keep_standing(db, story_id, after(standing, Event.REVOKE))
            refresh_state(db, story_id)
            self._tell_outbox(db, story_id, target, words, notice=True)
            return decision

        decision = self._ledger.commit(work)
        self._releasing.write_notices()
        return decision

    def kill(self, story_id: int, signer: Signer, reason: str) -> Decision:
        """Kill a story on this desk, in every version and language, and take back at once what is out of it.

        Raises:
            InputRefused: when no reason is given.
            NotAllowed: when it is killed already.
            DabirError: when a notice cannot be written; all is recorded, and it is tried again at the next start.
        """
        _need_reason(reason, "kill")

        def work(db: sqlite_utils.Database) -> Decision:
            stored = stories.get(db, story_id)
            _require(stored, "", "killed", why_not(standing_of(db, stored, ""), Event.KILL))
            self._follow_rules(db, stored, "", Action.KILL, signer)
            subject = stored.subject("", stored.story.text_sha256)
            decision = self._ledger.append(db, signer, Action.KILL, subject, reason)
            words = f"{signer.name} killed it: {reason}"
            kill = Kill(stored.story.uri, 0, words, self._clock(), partner=stored.partner, carried_out=True)
            kills.add(db, kill)
            strike_all(db, kill, sequence=decision.sequence)
            for version in stories.versions(db, stored.story.uri):
                self._tell_outbox(db, version.id, None, words, notice=True)
            return decision

        decision = self._ledger.commit(work)
        self._releasing.write_notices()
        return decision

    def taken_back(self, entry: Decision) -> list[Path]:
        """Return the folders of the releases that a decision took back: a notice is in the place of their texts."""
        return self._releasing.taken_back_by(entry.sequence)

    def release(self, story_id: int, target: str, signer: Signer, note: str = "") -> Path:
        """Release the approved text into the output folder, in place of earlier releases that it corrects.

        Returns:
            The folder of the release: the original byte for byte, the text in each output, the manifest.

        Raises:
            NotAllowed: when the rules forbid it, with the reason.
            RecordBroken: when the stored original or the approved text is not what it was.
            InputRefused: when the output folder cannot be written. In none of these cases anything is recorded.
        """
        self._releasing.require_writable()

        def work(db: sqlite_utils.Database) -> Release:
            stored = stories.get(db, story_id)
            standing = standing_of(db, stored, target)
            now = self._clock()
            _require(stored, target, "released", why_not(standing, Event.RELEASE, now))
            self._follow_rules(db, stored, target, Action.RELEASE, signer)
            # Nothing may enter the log as released that could not be written afterwards.
            originals.get(db, stored.original_sha256)
            texts.get(db, standing.approved_text_sha256)
            subject = stored.subject(target, standing.approved_text_sha256)
            decision = self._ledger.append(db, signer, Action.RELEASE, subject, note)
            added = releases.add(db, sequence=decision.sequence, story_id=story_id, target_language=target, folder="")
            replaced = withdrawing.replace(db, stored, target, sequence=decision.sequence, release_id=added.id)
            for other in replaced:
                words = f"{stored.story.uri}, version {stored.story.version}, has replaced it."
                self._tell_outbox(db, other, target, words, notice=False)
            keep_standing(db, story_id, after(standing, Event.RELEASE, now))
            refresh_state(db, story_id)
            if self._outbox is not None:
                self._outbox.queue(db, added)
            return added

        return self._releasing.write(self._ledger.commit(work))

    def finish_releases(self) -> list[Path]:
        """Complete what is in the log but was cut off: the files of releases, the notices that take releases back."""
        return self._releasing.finish()

    def _tell_outbox(
        self, db: sqlite_utils.Database, story_id: int, target: str | None, words: str, *, notice: bool
    ) -> None:
        if self._outbox is not None:
            self._outbox.withdraw(db, story_id, target, words, notice=notice)

    def _follow_rules(
        self, db: sqlite_utils.Database, stored: StoredStory, target: str, act: Action, signer: Signer
    ) -> None:
        why = why_rules_forbid(self._rules, db, stored, target, act, signer.name)
        _require(stored, target, _DONE[act], why)


def _text(db: sqlite_utils.Database, stored: StoredStory, target: str) -> Text:
    if not target:
        return text_of_story(stored.story)
    return text_of_units(stored.story, units.get(db, stored.id, target))


def _require(stored: StoredStory, target: str, act: str, why_not: str) -> None:
    if why_not:
        what = f"The translation into {target} of {stored.story.uri}" if target else stored.story.uri
        raise NotAllowed(f"{what} (version {stored.story.version}) cannot be {act}.", why_not)


def _unmended(found: dict[int, list[Finding]]) -> str:
    """Return why a text with errors needs a reason to be approved; "" where the checks found none."""
    named = errors(found)
    if not named:
        return ""
    rest = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    return f"Mend it, or approve it with a reason for the log. {'; '.join(named[:_NAMED])}{rest}"


def _need_reason(reason: str, act: str) -> None:
    if not reason.strip():
        raise InputRefused(f"To {act} a story, say why.", "The reason goes into the log.")
