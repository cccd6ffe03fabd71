"""Who works on a story: claims that time out, and take-overs that are recorded and lose nobody's draft.

A claim is made by a name, not by a key: translators need none. It keeps others from typing unawares; what may be
approved hangs on keys and the log alone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import sqlite_utils

from dabir.domain.claim import TIME_OUT, Claim, TakeOver
from dabir.domain.decision import Action
from dabir.domain.errors import InputRefused, NotAllowed
from dabir.domain.life import Event, after, why_not
from dabir.domain.listing import StoredStory
from dabir.domain.text import text_of_units
from dabir.store import claims, preferences, stories, units
from dabir.store.database import Database
from dabir.workflow.deciding.standing import refresh_state, standing_of
from dabir.workflow.record.ledger import Ledger
from dabir.workflow.translating import drafts
from dabir.workflow.translating.checking import Checking

#: Name under which the minutes are kept after which a claim is given up.
_MINUTES: Final = "claims/minutes"


class Claims:
    """Keeps who works on what."""

    def __init__(self, database: Database, ledger: Ledger, checking: Checking, clock: Callable[[], datetime]) -> None:
        """Work on a database and the log.

        Args:
            database: the desk's store.
            ledger: the log; take-overs are entered there.
            checking: checks a translation that is taken back.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._ledger = ledger
        self._checking = checking
        self._clock = clock

    @property
    def time_out(self) -> timedelta:
        """How long nothing is done under a claim until it is given up."""
        return self._time_out(self._database.read())

    def set_time_out(self, minutes: int) -> None:
        """Choose after how many minutes without work a claim is given up.

        Raises:
            InputRefused: when it is not between 1 and 1,440, a day.
        """
        if not 1 <= minutes <= 1440:
            raise InputRefused(f"A claim cannot time out after {minutes} minutes.", "Choose 1 to 1440 minutes.")
        self._database.write(lambda db: preferences.put(db, _MINUTES, str(minutes)))

    def of(self, story_id: int) -> Claim | None:
        """Return who works on a story; None where nobody does, or has done nothing for too long."""
        return self._living(self._database.read(), story_id)

    def claim(self, story_id: int, person: str) -> Claim:
        """Say that somebody works on a story, or still does.

        Raises:
            NotAllowed: when somebody else does, or the story is killed.
            InputRefused: when nobody is named.
        """
        _need_name(person)

        def work(db: sqlite_utils.Database) -> Claim:
            stored = stories.get(db, story_id)
            now = self._clock()
            held = self._living(db, story_id)
            standing = dataclasses.replace(standing_of(db, stored, ""), claimed=held.person if held else "")
            _require(stored, why_not(standing, Event.CLAIM, words=person), "claimed")
            claim = Claim(
                story_id, after(standing, Event.CLAIM, words=person).claimed, held.since if held else now, now
            )
            claims.put(db, claim)
            refresh_state(db, story_id)
            return claim

        return self._database.write(work)

    def give_up(self, story_id: int, person: str) -> None:
        """Leave a story to others; where somebody else works on it nothing is done."""

        def work(db: sqlite_utils.Database) -> None:
            held = claims.get(db, story_id)
            if held is not None and held.person == person:
                claims.remove(db, story_id)
                refresh_state(db, story_id)

        self._database.write(work)

    def take_over(self, story_id: int, target: str, person: str, reason: str) -> TakeOver:
        """Take a story over from whoever works on it. The translation as it stands is kept, and can be taken back.

        Args:
            story_id: row of the story.
            target: language of the translation; "" where there is none.
            person: who takes it over.
            reason: why; it goes into the log, signed by the device.

        Raises:
            NotAllowed: when nobody works on it, or this person does already.
            InputRefused: when no person or no reason is given.
        """
        _need_name(person)
        if not reason.strip():
            raise InputRefused("To take a story over, say why.", "The reason goes into the log.")

        def work(db: sqlite_utils.Database) -> TakeOver:
            stored = stories.get(db, story_id)
            held = self._living(db, story_id)
            standing = dataclasses.replace(standing_of(db, stored, target), claimed=held.person if held else "")
            _require(stored, why_not(standing, Event.TAKE_OVER, words=person), "taken over")
            assert held is not None
            return self._hand_over(db, stored, target, held, person, reason)

        return self._ledger.commit(work)

    def take_overs(self, story_id: int) -> list[TakeOver]:
        """Return the take-overs of a story with the drafts of then, oldest first."""
        return claims.take_overs(self._database.read(), story_id)

    def take_back(self, take_over_id: int, person: str, reason: str) -> TakeOver:
        """Put a translation back as it stood at a take-over; what stands there now is kept in the same way.

        Returns:
            What was kept of the translation that gave way.

        Raises:
            NotAllowed: when somebody else works on the story.
            InputRefused: when no person or no reason is given, or nothing was kept.
        """
        _need_name(person)
        if not reason.strip():
            raise InputRefused("To take a draft back, say why.", "The reason goes into the log.")

        def work(db: sqlite_utils.Database) -> TakeOver:
            old = claims.take_over(db, take_over_id)
            if not old.units:
                raise InputRefused("There was no translation at that take-over.", "There is nothing to take back.")
            stored = stories.get(db, old.story_id)
            held = self._living(db, stored.id)
            standing = dataclasses.replace(standing_of(db, stored, old.target), claimed=held.person if held else "")
            _require(stored, why_not(standing, Event.CLAIM, words=person), "taken back")
            now = self._clock()
            held = held or Claim(stored.id, person, now, now)
            kept = self._hand_over(db, stored, old.target, held, person, reason)
            drafts.keep(db, stored, old.target, old.units)
            self._checking.mark(db, stored, old.target)
            return kept

        return self._ledger.commit(work)

    def lapse(self, db: sqlite_utils.Database) -> list[int]:
        """Give up, in a transaction, the claims under which nothing was done for too long; return their stories."""
        now, time_out = self._clock(), self._time_out(db)
        lapsed = [claim.story_id for claim in claims.all_claims(db) if claim.has_lapsed(now, time_out)]
        for story_id in lapsed:
            claims.remove(db, story_id)
            refresh_state(db, story_id)
        return lapsed

    def _hand_over(
        self, db: sqlite_utils.Database, stored: StoredStory, target: str, held: Claim, person: str, reason: str
    ) -> TakeOver:
        made = units.get(db, stored.id, target) if target else ()
        text = text_of_units(stored.story, made).sha256 if made else ""
        subject = stored.subject(target, text)
        note = f"{person} took it over from {held.person}: {reason}"
        entry = self._ledger.append(db, self._ledger.device(db), Action.TAKE_OVER, subject, note)
        now = self._clock()
        kept = claims.add_take_over(
            db, claim=held, target=target, at=now, person=person, reason=reason, sequence=entry.sequence, units=made
        )
        claims.put(db, Claim(stored.id, person, now, now))
        refresh_state(db, stored.id)
        return kept

    def _living(self, db: sqlite_utils.Database, story_id: int) -> Claim | None:
        claim = claims.get(db, story_id)
        return None if claim is None or claim.has_lapsed(self._clock(), self._time_out(db)) else claim

    def _time_out(self, db: sqlite_utils.Database) -> timedelta:
        kept = preferences.get(db, _MINUTES, "")
        return timedelta(minutes=int(kept)) if kept.isdecimal() and int(kept) else TIME_OUT


def _need_name(person: str) -> None:
    if not person.strip():
        raise InputRefused("Nobody is named who works on it.", "Give a name.")


def _require(stored: StoredStory, why: str, act: str) -> None:
    if why:
        raise NotAllowed(f"{stored.story.uri} (version {stored.story.version}) cannot be {act}.", why)
