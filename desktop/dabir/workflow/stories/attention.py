"""What came in and calls for attention: urgent stories, flashes, kills."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dabir.domain.attention import TOO_OLD, Call, Calls
from dabir.store import attention
from dabir.store.database import Database


class Attention:
    """Answers which of the stories that came in call for an editor. Changes nothing."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Work on a database.

        Args:
            database: the desk's store.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._clock = clock

    def newest(self) -> int:
        """Return the row of the story that came in last; 0 on an empty desk."""
        return attention.newest(self._database.read())

    def since(self, after_id: int, calls: Calls) -> tuple[int, list[Call]]:
        """Return the row of the story that came in last, and what calls for attention since another one.

        Stories older than a day are left out: they came with an archive.

        Args:
            after_id: row of the last story that was looked at.
            calls: what calls.
        """
        db = self._database.read()
        # Asked first: what comes in between is looked at the next time.
        newest = attention.newest(db)
        found = attention.calls_since(db, after_id, calls, self._clock() - TOO_OLD)
        return newest, [call for call in found if call.row.id <= newest]
