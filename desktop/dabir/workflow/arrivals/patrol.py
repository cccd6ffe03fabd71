"""Looks at feeds when they are due, again and again, several at one time, until it is told to stop.

A watched folder is looked at as soon as its file system gives notice, a mailbox as soon as its server tells of news;
otherwise, and all others, at their intervals.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from dabir.domain.errors import NotFound, StoreError
from dabir.domain.feed import FeedKind, FeedStatus
from dabir.feeds.folder_changes import changes
from dabir.workflow.arrivals.listening import Listeners
from dabir.workflow.arrivals.looking import Look, Tell
from dabir.workflow.arrivals.polling import Polling

#: Feeds looked at at one time; seconds between two questions what is due, which ask the database only.
WORKERS: Final = 4
_TICK: Final = 1.0

_log = logging.getLogger(__name__)


class Patrol:
    """Drives the polling. Made for one round."""

    def __init__(
        self,
        polling: Polling,
        statuses: Callable[[], list[FeedStatus]],
        clock: Callable[[], datetime],
        names: Collection[str] = (),
        workers: int = WORKERS,
    ) -> None:
        """Prepare.

        Args:
            polling: looks at feeds.
            statuses: gives the desk's feeds.
            clock: gives the present moment with an offset.
            names: only these feeds; empty for all.
            workers: how many feeds are looked at at one time.
        """
        self._workers = workers
        self._polling = polling
        self._statuses = statuses
        self._clock = clock
        self._names = frozenset(names)
        self._wake = threading.Event()
        self._running: dict[str, Future[Look]] = {}
        self._with_news: set[str] = set()
        self._watched: dict[str, Path] = {}
        self._notices_over = threading.Event()
        self._listeners = Listeners(polling, self._notice)

    def run(self, stop: threading.Event, looked: Callable[[Look], None], tell: Tell) -> None:
        """Look at what is due until told to stop; then what is under way ends soon.

        Args:
            stop: told to stop; also set when something here fails.
            looked: told what became of each look.
            tell: told outcomes; from several threads.

        Raises:
            StoreError: when the database cannot be read or written.
        """
        with ThreadPoolExecutor(self._workers, thread_name_prefix="dabir-feed") as pool:
            try:
                while not stop.is_set():
                    self._wake.clear()
                    self._collect(looked)
                    self._hurry()
                    statuses = [one for one in self._statuses() if self._is_wanted(one.feed.name)]
                    self._renew_notices(statuses)
                    self._listeners.renew(statuses)
                    for feed in self._polling.due(self._clock()):
                        if feed.name not in self._running and self._is_wanted(feed.name):
                            look = pool.submit(self._polling.look, feed.name, stop.is_set, tell)
                            look.add_done_callback(lambda _: self._wake.set())
                            self._running[feed.name] = look
                    self._wake.wait(_TICK)
            finally:
                stop.set()
                self._notices_over.set()
                self._listeners.close()
        self._collect(looked)

    def wake(self) -> None:
        """See at once what is due, and whether to stop; from any thread."""
        self._wake.set()

    def _collect(self, looked: Callable[[Look], None]) -> None:
        for name in [name for name, look in self._running.items() if look.done()]:
            look = self._running.pop(name)
            try:
                looked(look.result())
            except NotFound:
                _log.info("The feed %s was removed while it was due.", name)
            except StoreError:
                raise
            except Exception:  # noqa: BLE001 - told in the log, whole
                # A defect, noted with the feed too. It must not keep the other feeds from being looked at.
                _log.exception("The look at the feed %s failed.", name)

    def _is_wanted(self, name: str) -> bool:
        return not self._names or name in self._names

    def _notice(self, name: str) -> None:
        """Note that a feed has something new; from threads that may outlive the round and so touch no database."""
        self._with_news.add(name)
        self._wake.set()

    def _hurry(self) -> None:
        while self._with_news:
            with suppress(NotFound):  # removed this moment
                self._polling.hurry(self._with_news.pop())

    def _renew_notices(self, statuses: Iterable[FeedStatus]) -> None:
        """Have notice given of the folders as they are set up now, and again once one is back that was away."""
        folders = {
            one.feed.name: Path(one.feed.address)
            for one in statuses
            if one.feed.kind is FeedKind.FOLDER and not one.feed.paused and not one.health.failures
        }
        if folders == self._watched:
            return
        self._notices_over.set()
        self._notices_over, self._watched = threading.Event(), folders
        threading.Thread(
            target=self._listen, args=(folders, self._notices_over), name="dabir-folders", daemon=True
        ).start()

    def _listen(self, folders: dict[str, Path], over: threading.Event) -> None:
        try:
            for names in changes(folders, over):
                for name in names:
                    self._notice(name)
        except OSError as error:
            _log.warning("The system gives no notice of folders (%s). They are looked at at their intervals.", error)
