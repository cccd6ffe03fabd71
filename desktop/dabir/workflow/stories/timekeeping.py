"""What happens because time passes: stories expire, claims lapse. This is for the list; rules ask the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import sqlite_utils

from dabir.store import claims, stories
from dabir.store.database import Database
from dabir.workflow.deciding.claims import Claims
from dabir.workflow.deciding.standing import refresh_state


class Timekeeping:
    """Looks what has become due."""

    def __init__(self, database: Database, lapsing: Claims, clock: Callable[[], datetime]) -> None:
        """Work on a database.

        Args:
            database: the desk's store.
            lapsing: who works on what.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._claims = lapsing
        self._clock = clock

    def look(self) -> list[int]:
        """Note the stories that have expired and the claims that have lapsed; return the stories concerned.

        Where nothing is due nothing is written, so that it may be asked every second.
        """
        db, now = self._database.read(), self._clock()
        time_out = self._claims.time_out
        lapsed = any(claim.has_lapsed(now, time_out) for claim in claims.all_claims(db))
        if not lapsed and not stories.newly_expired(db, now):
            return []
        return self._database.write(self._note)

    def _note(self, db: sqlite_utils.Database) -> list[int]:
        changed = self._claims.lapse(db)
        for story_id in stories.newly_expired(db, self._clock()):
            stories.set_expired(db, story_id)
            refresh_state(db, story_id)
            changed.append(story_id)
        return changed
