"""Listening to servers that tell when they have something new, such as a mailbox: one connection and one thread each.

Only a hint to look sooner. Where the connection breaks, the next look finds out why and says it; after a look that
went well it is listened to again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from dabir.domain.errors import NotFound
from dabir.domain.feed import Feed, FeedKind, FeedStatus
from dabir.feeds.fetcher import FeedError, Waiting
from dabir.workflow.arrivals.polling import Polling

#: Seconds of one wait at the longest; seconds of rest after news, so that a server that never tires of telling does
#: not have itself looked at without end.
_WAIT: Final = 900.0
_REST: Final = 5.0
#: Seconds that the end of a connection is waited for.
_ENDING: Final = 5.0

_log = logging.getLogger(__name__)


class _Listener:
    """Listens to one feed.

    Attributes:
        feed: as it was set up when this began.
        looked: when it had last been looked at then.
        broken: it has ended, and may begin again after another look.
    """

    def __init__(self, polling: Polling, status: FeedStatus, heard: Callable[[str], None]) -> None:
        self.feed: Feed = status.feed
        self.looked: datetime | None = status.health.looked
        self.broken = False
        self._polling = polling
        self._heard = heard
        self._over = threading.Event()
        self._door = threading.Lock()
        self._close: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._run, name="dabir-feed-listening", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop listening."""
        with self._door:
            self._over.set()
            self._close()

    def join(self) -> None:
        """Wait a little until it has stopped."""
        self._thread.join(_ENDING)

    def _run(self) -> None:
        try:
            self._listen()
        except (FeedError, NotFound) as error:
            self.broken = True
            _log.info("The feed %s is not listened to now. %s", self.feed.name, error)
        except Exception:  # noqa: BLE001 - told in the log, whole; the feed is looked at all the same
            self.broken = True
            _log.exception("Listening to the feed %s failed.", self.feed.name)

    def _listen(self) -> None:
        fetcher = self._polling.waiting(self.feed.name)
        if fetcher is None:
            return
        try:
            assert isinstance(fetcher, Waiting)
            with self._door:
                self._close = fetcher.close
            while not self._over.is_set():
                news = fetcher.wait(_WAIT)
                if news is None:
                    return
                if news and not self._over.is_set():
                    self._heard(self.feed.name)
                    self._over.wait(_REST)
        finally:
            fetcher.close()


class Listeners:
    """Listens to every feed that does well and can tell."""

    def __init__(self, polling: Polling, heard: Callable[[str], None]) -> None:
        """Listen to none yet.

        Args:
            polling: makes what waits for a feed.
            heard: told the name of a feed that has something new; from several threads.
        """
        self._polling = polling
        self._heard = heard
        self._going: dict[str, _Listener] = {}

    def renew(self, statuses: Iterable[FeedStatus]) -> None:
        """Begin and end listening, as the feeds are set up and do now."""
        wanted = {one.feed.name: one for one in statuses if _can_be_listened_to(one)}
        for name, listener in list(self._going.items()):
            status = wanted.get(name)
            again = status is not None and listener.broken and status.health.looked != listener.looked
            if status is None or status.feed != listener.feed or again:
                listener.end()
                del self._going[name]
        for name in wanted.keys() - self._going.keys():
            self._going[name] = _Listener(self._polling, wanted[name], self._heard)

    def close(self) -> None:
        """End listening."""
        for listener in self._going.values():
            listener.end()
        for listener in self._going.values():
            listener.join()
        self._going.clear()


def _can_be_listened_to(status: FeedStatus) -> bool:
    """Whether a feed does well; what is wrong with the others their looks find out. Folders give notice otherwise."""
    health = status.health
    well = health.succeeded is not None and not health.failures
    return well and not status.feed.paused and status.feed.kind is not FeedKind.FOLDER
