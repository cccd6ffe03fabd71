"""The sender: takes what waits in the outbox, one by one, and hands it over.

Each item goes three steps, and each step is on the disk before the next begins: it is marked as being sent, with the
bytes that leave and only if it still may leave; it is handed over; it is marked as sent. A crash between them leaves
an item that is sent again, the same bytes under the same key. A target that answers nothing, or not now, is asked
again after a pause that doubles, with some chance in it so that many desks do not come back at one moment.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import sqlite_utils

from dabir.domain.errors import DabirError
from dabir.domain.outbox import ItemKind, ItemState, OutboxItem, Parcel, Target, TargetKind
from dabir.publish.item import ReleaseItem
from dabir.publish.targets import kinds
from dabir.publish.targets.delivery import NotDelivered
from dabir.store import outbox, releases, stories
from dabir.store.database import Database
from dabir.store.releases import Release
from dabir.workflow.deciding.standing import standing_of
from dabir.workflow.releasing.one_sender import sole

#: Seconds of the first pause and of the longest; of a pause where there is no way to the target.
_FIRST: Final = 5.0
_LONGEST: Final = 900.0
_NO_WAY: Final = 60.0
#: A target that fails for so long is given up, until a person says otherwise.
_PATIENCE: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Round:
    """What became of one round of sending.

    Attributes:
        sent: items that were taken.
        failed: items that were given up.
        put_off: items that are tried again later.
        cancelled: items that must not be sent any more.
        busy: another program of this desk is sending; this one did nothing.
    """

    sent: int = 0
    failed: int = 0
    put_off: int = 0
    cancelled: int = 0
    busy: bool = False


def why_not_send(db: sqlite_utils.Database, item: OutboxItem, now: datetime) -> str:
    """Return why a release may not leave any more, a sentence, or ""; a kill notice always may."""
    if item.kind is ItemKind.NOTICE:
        return ""
    stored = stories.get(db, item.story_id)
    standing = standing_of(db, stored, item.target_language)
    if standing.killed or standing.superseded:
        return standing.killed or standing.superseded
    if not standing.released:
        return "It was taken back after its release."
    sequences = [
        one.sequence for one in releases.of_story(db, item.story_id) if one.target_language == item.target_language
    ]
    if item.sequence != max(sequences, default=-1):
        return "It was released anew; that release goes in its place."
    if stored.story.expiry and now >= stored.story.expiry:
        return f"It expired at {stored.story.expiry.isoformat()}."
    return ""


class Sender:
    """Sends what is due. Several may be made; one of them at a time sends."""

    def __init__(
        self,
        database: Database,
        lock: Path,
        targets: Callable[[], tuple[Target, ...]],
        item_of: Callable[[Release], ReleaseItem],
        clock: Callable[[], datetime],
        deliver: Callable[[Target, Parcel], str] = kinds.deliver,
    ) -> None:
        """Work on a desk.

        Args:
            database: the desk's store.
            lock: file that the one who sends holds.
            targets: reads the desk's targets.
            item_of: puts together what was released.
            clock: gives the present moment with an offset.
            deliver: hands a parcel over.
        """
        self._database = database
        self._lock = lock
        self._targets = targets
        self._item_of = item_of
        self._clock = clock
        self._deliver = deliver
        self._chance = random.SystemRandom()

    def send(self, cancel: Callable[[], bool] = lambda: False) -> Round:
        """Send everything that is due.

        Args:
            cancel: asked before every item.

        Raises:
            InputRefused: when the file of targets cannot be read.
            StoreError: when the database cannot be written; what was under way is sent again later.
        """
        if not outbox.is_open(self._database.read()):
            return Round()
        targets = {target.name: target for target in self._targets()}
        ends: Counter[str] = Counter()
        with sole(self._lock) as mine:
            if not mine:
                return Round(busy=True)
            self._database.write(outbox.take_up)
            while not cancel():
                item = outbox.due(self._database.read(), self._clock())
                if item is None:
                    break
                end = self._send(item, targets.get(item.target))
                if end:
                    ends[end] += 1
        return Round(sent=ends["sent"], failed=ends["failed"], put_off=ends["put_off"], cancelled=ends["cancelled"])

    def _send(self, item: OutboxItem, target: Target | None) -> str:
        """Bring one item a step on, or to its end; return the name of the count it belongs to, "" for none."""
        if target is None:
            return self._give_up(item, f"There is no target called “{item.target}” any more.")
        if target.kind is TargetKind.HTTP and not item.part:
            return self._give_up(item, f"“{item.target}” has become a web address; release the story anew.")
        try:
            parcel = self._parcel(item, target)
        except DabirError as error:
            return self._give_up(item, str(error))
        end = self._database.write(lambda db: self._begin(db, item, parcel))
        if end != "sending":
            return end
        try:
            receipt = self._deliver(target, parcel)
        except NotDelivered as error:
            return self._not_delivered(item, error)
        except Exception as error:
            self._give_up(item, f"Dabir itself failed at it ({type(error).__name__}); it may have arrived.")
            raise
        now = self._clock()
        self._database.write(lambda db: outbox.end(db, item.id, ItemState.SENT, now, receipt))
        return "sent"

    def _parcel(self, item: OutboxItem, target: Target) -> Parcel:
        """Return the bytes of the first try, else put them together."""
        db = self._database.read()
        found = releases.of_story(db, item.story_id)
        release = self._item_of(next(one for one in found if one.sequence == item.sequence))
        frozen = outbox.files(db, item.id)
        if frozen:
            return Parcel(item.key, kinds.name_of(item, release), frozen)
        return kinds.pack(target, item, release, outbox.why(db, item.id), item.queued)

    def _begin(self, db: sqlite_utils.Database, item: OutboxItem, parcel: Parcel) -> str:
        """Mark an item as being sent, unless it must not leave any more; both are seen in one transaction."""
        now = self._clock()
        if outbox.get(db, item.id).state is not ItemState.WAITING:
            return ""
        why = why_not_send(db, item, now)
        if why:
            outbox.end(db, item.id, ItemState.CANCELLED, now, why)
            return "cancelled"
        outbox.begin(db, item, parcel.files, now)
        return "sending"

    def _not_delivered(self, item: OutboxItem, error: NotDelivered) -> str:
        now = self._clock()
        since = item.first_tried or now
        if not error.later or (error.counted and now - since >= _PATIENCE):
            tries = f" It was tried {item.attempts + 1} times." if error.later else ""
            return self._give_up(item, f"{error.reason}{tries}", doubtful=item.doubtful or error.doubtful)
        pause = self._pause(item.attempts + 1, error)

        def work(db: sqlite_utils.Database) -> None:
            outbox.put_off(db, item, now + pause, error.reason, counted=error.counted)
            outbox.settle_doubt(db, item.id, doubtful=item.doubtful or error.doubtful)

        self._database.write(work)
        return "put_off"

    def _pause(self, attempt: int, error: NotDelivered) -> timedelta:
        """Return how long to wait: as long as the target asks, else longer each time, and never just as long."""
        if error.after is not None:
            return timedelta(seconds=error.after + self._chance.uniform(0, 1 + error.after / 20))
        full = min(_LONGEST, _FIRST * 2.0 ** min(attempt - 1, 30)) if error.counted else _NO_WAY
        return timedelta(seconds=self._chance.uniform(full / 2, full))

    def _give_up(self, item: OutboxItem, reason: str, *, doubtful: bool | None = None) -> str:
        now = self._clock()

        def work(db: sqlite_utils.Database) -> None:
            outbox.end(db, item.id, ItemState.FAILED, now, reason)
            if doubtful is not None:
                outbox.settle_doubt(db, item.id, doubtful=doubtful)

        self._database.write(work)
        return "failed"
