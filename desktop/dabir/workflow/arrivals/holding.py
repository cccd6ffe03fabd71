"""The claim on a feed for the length of one look, kept alive while the look waits for a slow server.

A thread of its own renews the claim, and closes the fetcher when the look is told to stop or has lost the claim;
the look itself may be waiting in the network then.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final, Self

from dabir.domain.errors import StoreError
from dabir.feeds.fetcher import Fetcher
from dabir.store import feeds
from dabir.store.database import Database

#: Seconds between two questions whether to stop, and between two renewals of the claim.
_ASK: Final = 0.2
_RENEW: Final = 30.0

_log = logging.getLogger(__name__)


class Holding:
    """Holds one feed for one look. A context manager: at its end the claim is given up.

    Attributes:
        claimant: the name of this look in the database.
        cancelled: it was told to stop.
        lost: another look has the feed by now, or it was removed.
        given_up: the claim was given up already, with what was noted at the end of the look.
    """

    def __init__(
        self, database: Database, feed_id: int, clock: Callable[[], datetime], cancel: Callable[[], bool]
    ) -> None:
        """Claim nothing yet.

        Args:
            database: the desk's store.
            feed_id: row of the feed.
            clock: gives the present moment with an offset.
            cancel: answers whether to stop.
        """
        self.claimant = secrets.token_hex(16)
        self.cancelled = self.lost = self.given_up = False
        self._database = database
        self._feed_id = feed_id
        self._clock = clock
        self._cancel = cancel
        self._fetcher: Fetcher | None = None
        self._door = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._hold, name="dabir-feed-claim", daemon=True)

    def take(self) -> bool:
        """Claim the feed; False where somebody else is looking at it.

        Raises:
            StoreError: when the database cannot be written.
        """
        now = self._clock()
        return self._database.write(lambda db: feeds.claim(db, self._feed_id, self.claimant, now))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()
        if self.given_up:
            return
        try:
            self._database.write(lambda db: feeds.give_up(db, self._feed_id, self.claimant))
        except StoreError as error:
            # It ends by itself; what stopped the look is told already.
            _log.info("The claim on a feed could not be given up. %s", error)

    def watch(self, fetcher: Fetcher) -> None:
        """Close this fetcher when the look is to stop."""
        with self._door:
            self._fetcher = fetcher
            if self.stopped:
                fetcher.close()

    @property
    def stopped(self) -> bool:
        """Whether the look is to leave off."""
        return self.cancelled or self.lost

    def _hold(self) -> None:
        renewed = time.monotonic()
        while not self._over.wait(_ASK):
            if not self.stopped and self._cancel():
                self._stop("cancelled")
            if time.monotonic() - renewed >= _RENEW:
                renewed = time.monotonic()
                if not self._renew():
                    self._stop("lost")

    def _stop(self, why: str) -> None:
        with self._door:
            setattr(self, why, True)
            if self._fetcher is not None:
                self._fetcher.close()

    def _renew(self) -> bool:
        try:
            return self._database.write(lambda db: feeds.renew(db, self._feed_id, self.claimant, self._clock()))
        except StoreError as error:
            # The look itself will find the database so, and say it.
            _log.info("The claim on a feed could not be renewed. %s", error)
            return True
