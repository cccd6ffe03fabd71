"""One look at one feed: reading it, storing what it brings, moving its mark, and noting how it went."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from dabir.domain.errors import DabirError
from dabir.domain.feed import Feed
from dabir.domain.listing import IngestOutcome, IngestStatus
from dabir.feeds.arrival import Arrival
from dabir.feeds.fetcher import Advising, Delivery, FeedError, Fetcher, Remembering
from dabir.store import feeds, originals
from dabir.store.database import Database
from dabir.store.feeds import Ended, StoredFeed
from dabir.workflow.arrivals.deliveries import batches, opened
from dabir.workflow.arrivals.feed_rules import zone_of
from dabir.workflow.arrivals.feed_secrets import FeedSecrets, without_secret
from dabir.workflow.arrivals.holding import Holding
from dabir.workflow.arrivals.intake import Intake, Source

#: The longest pause after failures; the longest that a server may ask for.
LONGEST_PAUSE: Final = timedelta(hours=1)
LONGEST_ASKED: Final = timedelta(hours=24)
#: Letters of text that a fetcher may keep as its mark.
MARK_LIMIT: Final = 1 << 20
#: Letters of an error that are kept.
_SENTENCE: Final = 1000
#: Outcomes that are told at one time.
_TOLD: Final = 256

#: Makes what reads a feed, given its password.
MakeFetcher = Callable[[Feed, str], Fetcher]
#: Told the outcomes of what is safely stored.
Tell = Callable[[Sequence[IngestOutcome]], None]


@dataclass(frozen=True, slots=True)
class Look:
    """What became of one look at a feed.

    Attributes:
        feed: its name.
        taken: new stories and new versions.
        duplicates: stories that were on the desk already.
        quarantined: what could not be read and was set aside.
        error: what went wrong, a sentence; "".
        remedy: what to do about that; "".
        failed: whether the feed could not be read to its end.
        tell: whether a person should be told at once: it will not mend by itself, and was not so at the last look.
        busy: another program of this desk is looking at it; this one did nothing, or had to leave off.
        cancelled: it was told to stop; what was taken in until then stays.
        due: when the feed is looked at next; None where that was not decided here.
    """

    feed: str
    taken: int = 0
    duplicates: int = 0
    quarantined: int = 0
    error: str = ""
    remedy: str = ""
    failed: bool = False
    tell: bool = False
    busy: bool = False
    cancelled: bool = False
    due: datetime | None = None


@dataclass(slots=True)
class _State:
    """How far one look is.

    Attributes:
        stored: the feed as it was when the look began.
        holding: the claim.
        tell: told what is stored.
        password: of the feed.
        counts: outcomes by their status.
        trouble: the first thing that went wrong without stopping the look.
    """

    stored: StoredFeed
    holding: Holding
    tell: Tell
    password: str = ""
    counts: Counter[IngestStatus] = field(default_factory=Counter)
    trouble: DabirError | None = None

    def note(self, error: DabirError) -> None:
        self.trouble = self.trouble or error


class _LostError(Exception):
    """The claim is somebody else's by now, or the feed is gone."""


class _Handed:
    """Arrivals on their way into the intake.

    Attributes:
        digests: SHA-256 of the bytes of those that were handed over.
        whole: whether all were.
    """

    def __init__(self, arrivals: Iterable[Arrival]) -> None:
        self.digests: set[str] = set()
        self.whole = False
        self._arrivals = arrivals

    def __iter__(self) -> Iterator[Arrival]:
        for arrival in self._arrivals:
            if arrival.data is not None:
                self.digests.add(hashlib.sha256(arrival.data).hexdigest())
            yield arrival
        self.whole = True


class Looking:
    """Carries looks out. It keeps nothing between them, and several may be under way at one time."""

    def __init__(
        self,
        database: Database,
        intake: Intake,
        passwords: FeedSecrets,
        clock: Callable[[], datetime],
        make: MakeFetcher,
        chance: Callable[[float, float], float],
    ) -> None:
        """Work on a desk; the arguments are those of `Polling`."""
        self._database = database
        self._intake = intake
        self._passwords = passwords
        self._clock = clock
        self._make = make
        self._chance = chance

    def look(self, stored: StoredFeed, holding: Holding, tell: Tell) -> Look:
        """Look at a feed that is claimed.

        Raises:
            StoreError: when the database cannot be written.
        """
        state = _State(stored, holding, tell)
        failure: DabirError | None = None
        try:
            self._read(state)
        except _LostError:
            return replace(_told(state), busy=True)
        except DabirError as error:
            failure = error
        except Exception as error:
            self._end(state, DabirError(f"Dabir itself failed at it ({type(error).__name__})."))
            raise
        if holding.stopped and (failure is None or isinstance(failure, FeedError)):
            # Its fetcher was closed under it: that is no failure of the feed.
            return replace(_told(state), busy=holding.lost, cancelled=holding.cancelled)
        return self._end(state, failure)

    def _read(self, state: _State) -> None:
        """Read the feed to its end."""
        feed = state.stored.feed
        zone = zone_of(feed.zone)
        if zone is None:
            raise FeedError(
                f"There is no time zone “{feed.zone}” on this computer.",
                f"Set another: dabir feeds change “{feed.name}” --zone NAME",
                lasting=True,
            )
        state.password = self._passwords.of(feed, state.stored.secret)
        fetcher = self._make(feed, state.password)
        try:
            state.holding.watch(fetcher)
            if isinstance(fetcher, Remembering):
                fetcher.recall(feeds.known(self._database.read(), state.stored.id))
            source = Source(feed.partner, zone, feed.language)
            for batch in batches(fetcher.fetch(state.stored.mark)):
                self._take(state, fetcher, batch, source)
                if state.holding.stopped:
                    return
            if not state.holding.stopped:
                self._learn(state, fetcher)
        finally:
            fetcher.close()

    def _take(self, state: _State, fetcher: Fetcher, batch: list[Delivery], source: Source) -> None:
        """Store a batch, let its sources be cleared, and only then move the mark."""
        handed = _Handed(opened(batch))
        before = _taken(state)
        try:
            for some in _chunks(self._intake.take(handed, source)):
                state.counts.update(one.status for one in some)
                state.tell(some)
        except DabirError as error:
            # A kill that could not be carried out in an output holds no feed up, where all that came is in.
            if not self._has_all(handed):
                raise
            state.note(error)
        for delivery in batch:
            try:
                fetcher.kept(delivery)
            except FeedError as error:
                state.note(error)
        self._keep(
            state,
            next((one.mark for one in reversed(batch) if one.mark), ""),
            {one.source: one.state for one in batch if one.state},
            _taken(state) - before,
        )

    def _keep(self, state: _State, mark: str, states: dict[str, str], taken: int) -> None:
        if len(mark) > MARK_LIMIT:
            raise ValueError(f"the mark of a feed has {len(mark)} letters, more than {MARK_LIMIT}")
        now = self._clock()
        kept = self._database.write(
            lambda db: feeds.keep(
                db, state.stored.id, state.holding.claimant, mark=mark, states=states, stories=taken, now=now
            )
        )
        if not kept:
            raise _LostError

    def _learn(self, state: _State, fetcher: Fetcher) -> None:
        """Keep what a fetcher has found out besides what it brought."""
        if isinstance(fetcher, Remembering):
            restated, missing = fetcher.restated(), fetcher.missing()
            if restated:
                self._keep(state, "", dict(restated), 0)
            now, row = self._clock(), state.stored.id
            if missing is not None and set(missing) != feeds.gone(self._database.read(), row):
                self._database.write(lambda db: feeds.note_missing(db, row, missing, now))
        advice = fetcher.advice() if isinstance(fetcher, Advising) else None
        if advice is not None:
            state.note(advice)

    def _has_all(self, handed: _Handed) -> bool:
        db = self._database.read()
        return handed.whole and all(originals.has(db, digest) for digest in handed.digests)

    def _end(self, state: _State, failure: DabirError | None) -> Look:
        """Note how the look went.

        Raises:
            StoreError: when that cannot be written; it is then what stopped the look, too.
        """
        trouble = failure or state.trouble
        if isinstance(trouble, FeedError):
            trouble = without_secret(trouble, state.password)
        now, health = self._clock(), state.stored.health
        failures = health.failures + 1 if failure else 0
        ended = Ended(
            looked=now,
            due=now + self._pause(state.stored.feed, failures, failure),
            well=failure is None,
            failures=failures,
            error=trouble.message[:_SENTENCE] if trouble else "",
            remedy=trouble.remedy[:_SENTENCE] if trouble else "",
        )
        self._database.write(lambda db: feeds.end(db, state.stored.id, state.holding.claimant, ended))
        state.holding.given_up = True
        lasting = trouble is not None and (not isinstance(trouble, FeedError) or trouble.lasting)
        return replace(
            _told(state),
            error=ended.error,
            remedy=ended.remedy,
            failed=failure is not None,
            tell=lasting and ended.error != health.error,
            due=ended.due,
        )

    def _pause(self, feed: Feed, failures: int, failure: DabirError | None) -> timedelta:
        """Return how long to leave a feed alone.

        After failures 1, 2, 4 … times its interval, up to an hour, with some chance in it; an hour at once where
        looking again alone will not help; never less than its server asks for.
        """
        if failure is None:
            return feed.interval
        full = LONGEST_PAUSE
        if not isinstance(failure, FeedError) or not failure.lasting:
            full = min(feed.interval * 2 ** min(failures - 1, 20), LONGEST_PAUSE)
        pause = full * self._chance(0.8, 1.0)
        asked = failure.retry_after if isinstance(failure, FeedError) else None
        return max(pause, min(asked, LONGEST_ASKED) * self._chance(1.0, 1.05)) if asked else pause


def _told(state: _State) -> Look:
    return Look(
        state.stored.feed.name,
        taken=_taken(state),
        duplicates=state.counts[IngestStatus.DUPLICATE],
        quarantined=state.counts[IngestStatus.QUARANTINED],
    )


def _taken(state: _State) -> int:
    return state.counts[IngestStatus.NEW] + state.counts[IngestStatus.VERSION]


def _chunks(outcomes: Iterable[IngestOutcome]) -> Iterator[list[IngestOutcome]]:
    """Gather outcomes for telling them; those before an error are told before it is raised."""
    some: list[IngestOutcome] = []
    try:
        for outcome in outcomes:
            some.append(outcome)
            if len(some) >= _TOLD:
                yield some
                some = []
    except DabirError:
        if some:
            yield some
        raise
    if some:
        yield some
