"""Looking at feeds: which are due, one look at one, and what is noted of it.

Nothing here has a thread or a timer of its own for the feeds as a whole: whoever drives it asks what is due and looks
at it. When a look ends, one moment is noted at which the feed is due again, so that a computer that slept all night
looks at everything once when it wakes, and not once for every time it missed.

The order within a look is what keeps everything: what came is stored, then its source may be cleared, then the mark
moves. Cut off anywhere, the feed brings again what is there already, which the desk recognises, and loses nothing.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from dabir.domain.feed import Feed, FeedKind
from dabir.domain.listing import with_place
from dabir.feeds.choice import fetcher_of
from dabir.feeds.fetcher import Delivery, FeedError, Fetcher, Remembering, Waiting
from dabir.store import feeds
from dabir.store.database import Database
from dabir.store.feeds import StoredFeed
from dabir.workflow.arrivals.deliveries import opened
from dabir.workflow.arrivals.feed_rules import zone_of
from dabir.workflow.arrivals.feed_secrets import FeedSecrets, without_secret
from dabir.workflow.arrivals.holding import Holding
from dabir.workflow.arrivals.intake import Intake, Source
from dabir.workflow.arrivals.looking import Look, Looking, MakeFetcher, Tell
from dabir.workflow.arrivals.unsealing import is_one_file

#: A clock that is set right by so little has not been set back.
_SETBACK: Final = timedelta(minutes=1)
#: Headlines that a trial shows.
_SHOWN: Final = 5
_CHANCE: Final = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Trial:
    """What a feed would bring, found out without taking anything in.

    Attributes:
        names: names of the first things.
        more: whether there are more than these.
        stories: how many stories are in the first things.
        headlines: those of the first of them, with the language of each.
        remarks: what is wrong with those stories, or why they would be set aside; each sentence once.
    """

    names: tuple[str, ...]
    more: bool
    stories: int = 0
    headlines: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()


def _fetcher(feed: Feed, password: str) -> Fetcher:
    return fetcher_of(feed, password, is_one_file)


class Polling:
    """Looks at the feeds of a desk. It may be called from several threads; looks at one feed never overlap."""

    def __init__(
        self,
        database: Database,
        intake: Intake,
        passwords: FeedSecrets,
        clock: Callable[[], datetime],
        make: MakeFetcher = _fetcher,
        chance: Callable[[float, float], float] = _CHANCE.uniform,
    ) -> None:
        """Work on a desk.

        Args:
            database: the desk's store.
            intake: takes in what comes.
            passwords: those of the feeds.
            clock: gives the present moment with an offset.
            make: makes what reads a feed.
            chance: returns a number between two, so that many desks do not come back at one moment.
        """
        self._database = database
        self._intake = intake
        self._passwords = passwords
        self._clock = clock
        self._make = make
        self._looking = Looking(database, intake, passwords, clock, make, chance)

    def due(self, now: datetime) -> list[Feed]:
        """Return the feeds to be looked at, the longest overdue first; none that somebody is looking at."""
        found = [one for one in feeds.all(self._database.read(), now) if self._moment(one, now) <= now]
        return [one.feed for one in sorted(found, key=lambda one: self._moment(one, now)) if not one.feed.paused]

    def next_due(self, now: datetime) -> datetime | None:
        """Return when the next feed is to be looked at; None where there is none, or all are paused."""
        stored = feeds.all(self._database.read(), now)
        return min((self._moment(one, now) for one in stored if not one.feed.paused), default=None)

    def hurry(self, name: str) -> None:
        """Let a feed be due at once, unless it failed and waits: then it is left alone until it may be asked again.

        Raises:
            NotFound: when there is none of this name.
        """
        now = self._clock()
        stored = feeds.get(self._database.read(), name, now)
        free = not stored.health.failures or stored.feed.kind is FeedKind.FOLDER
        if free and self._moment(stored, now) > now:
            self._database.write(lambda db: feeds.hurry(db, stored.id))

    def look(self, name: str, cancel: Callable[[], bool] = lambda: False, tell: Tell = lambda _: None) -> Look:
        """Look at a feed now, whether it is due or not, and take in what it brings. This may take long.

        Args:
            name: of the feed.
            cancel: asked now and then, also from another thread; when it answers True, the look ends soon.
            tell: told the outcomes of each batch, after it is safely stored.

        Raises:
            NotFound: when there is no such feed.
            StoreError: when the database cannot be written.
        """
        feed_id = feeds.get(self._database.read(), name, self._clock()).id
        holding = Holding(self._database, feed_id, self._clock, cancel)
        if not holding.take():
            return Look(name, busy=True)
        with holding:
            # Read only now: another look may have moved the mark until the claim was ours.
            stored = feeds.get(self._database.read(), name, self._clock())
            return self._looking.look(stored, holding, tell)

    def waiting(self, name: str) -> Fetcher | None:
        """Return what waits for news of a feed, to be closed by the caller; None where its kind cannot.

        Raises:
            NotFound: when there is none of this name.
            FeedError: when its password is not to be had.
        """
        stored = feeds.get(self._database.read(), name, self._clock())
        fetcher = self._make(stored.feed, self._passwords.of(stored.feed, stored.secret))
        if isinstance(fetcher, Waiting):
            return fetcher
        fetcher.close()
        return None

    def test(self, feed: Feed, password: str | None = None, most: int = 3) -> Trial:
        """Find out whether a feed can be read, without taking anything in and without clearing anything.

        Args:
            feed: as it is set up, or as somebody wants to.
            password: its password; None takes the one that is kept.
            most: no more than so many things are asked for.

        Raises:
            FeedError: when it cannot be read.
        """
        db, now = self._database.read(), self._clock()
        stored = next((one for one in feeds.all(db, now) if one.feed.name == feed.name), None)
        if password is None:
            password = self._passwords.of(feed, stored.secret if stored else "")
        fetcher = self._make(replace(feed, clear=False), password)
        mark = ""
        try:
            if stored and (stored.feed.kind, stored.feed.address) == (feed.kind, feed.address):
                mark = stored.mark
                if isinstance(fetcher, Remembering):
                    fetcher.recall(feeds.known(db, stored.id))
            found = list(itertools.islice(fetcher.fetch(mark), most + 1))
        except FeedError as error:
            raise without_secret(error, password) from None
        finally:
            fetcher.close()
        return self._tasted(feed, found[:most], more=len(found) > most)

    def _tasted(self, feed: Feed, found: list[Delivery], *, more: bool) -> Trial:
        """Read what was found as the intake would, and keep nothing of it."""
        source = Source(feed.partner, zone_of(feed.zone) or UTC, feed.language)
        readings = list(self._intake.preview(opened(found), source))
        stories = [one.story for one in readings if one.story]
        remarks = [words for one in stories for words in one.defects]
        remarks += [with_place(one.error, one.place) for one in readings if not one.story]
        return Trial(
            tuple(one.arrival.name for one in found),
            more,
            len(stories),
            tuple((one.headline or one.slugline or one.uri, one.language) for one in stories[:_SHOWN]),
            tuple(dict.fromkeys(remarks)),
        )

    def _moment(self, stored: StoredFeed, now: datetime) -> datetime:
        """Return when to look at a feed: not while somebody does, but at once after the clock was set back."""
        health = stored.health
        if stored.held_until:
            return stored.held_until
        if health.due is None or health.looked is None or health.looked > now + _SETBACK:
            return now
        return health.due
