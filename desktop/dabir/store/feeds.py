"""Feeds: what was set up, how far each is read, what each brought, and who is looking at one this moment.

A claim keeps two programs from looking at one feed at the same time. It ends by itself, so that a program that died
does not hold it for ever; whoever lost it to another can move nothing any more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import sqlite_utils

from dabir.domain.errors import NotFound
from dabir.domain.feed import Feed, FeedHealth, FeedKind
from dabir.store.columns import sortable, text_in, text_out, time_in, time_out

#: How long a claim holds unless it is renewed.
CLAIM: Final = timedelta(minutes=2)
#: For so long a source that is not there any more is remembered: its whole share may be away.
REMEMBERED: Final = timedelta(days=90)
#: So many of those are remembered, the latest ones.
MOST_GONE: Final = 50_000

_DAY: Final = timedelta(days=1)
_SETTINGS: Final = (
    "name, kind, address, partner, language, zone, seconds, user, paused, clear, private, host_key, secret"
)
_HEALTH: Final = (
    "id, mark, looked, succeeded, failures, error, remedy, due, taken, last_story, claimed_until, "
    "(SELECT coalesce(sum(stories), 0) FROM feed_batches b WHERE b.feed_id = f.id AND b.at > ? AND b.at <= ?)"
)


@dataclass(frozen=True, slots=True)
class StoredFeed:
    """A feed as it is kept.

    Attributes:
        id: row number.
        feed: what was set up.
        health: how it has been doing.
        mark: how far it is read, as its fetcher wrote it; "".
        secret: name under which the keyring has its password; "" where it has none.
        held_until: when the claim of whoever looks at it now ends, unless it is renewed; None for nobody.
    """

    id: int
    feed: Feed
    health: FeedHealth
    mark: str
    secret: str
    held_until: datetime | None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a look ended, to be noted.

    Attributes:
        looked: when.
        due: when to look again.
        well: whether the feed could be read to its end.
        failures: how often in a row it has failed now.
        error: what went wrong, a sentence; "".
        remedy: what to do about that; "".
    """

    looked: datetime
    due: datetime
    well: bool
    failures: int
    error: str = ""
    remedy: str = ""


def add(db: sqlite_utils.Database, feed: Feed, secret: str) -> None:
    """Keep a new feed.

    Args:
        db: the writer's connection.
        feed: what was set up; its name is nobody else's.
        secret: name under which the keyring has its password; "".
    """
    values = _settings(feed, secret)
    db.execute(f"INSERT INTO feeds ({_SETTINGS}) VALUES ({', '.join('?' for _ in values)})", values)  # noqa: S608 - own constants


def change(db: sqlite_utils.Database, feed_id: int, feed: Feed, secret: str) -> None:
    """Keep what was set up anew; it is then looked at at once, and its trouble is forgotten."""
    settings = ", ".join(f"{column.strip()} = ?" for column in _SETTINGS.split(","))
    db.execute(
        f"UPDATE feeds SET {settings}, due = '', failures = 0, error = '', remedy = '' WHERE id = ?",  # noqa: S608 - own constants
        (*_settings(feed, secret), feed_id),
    )


def rewind(db: sqlite_utils.Database, feed_id: int, *, sources: bool) -> None:
    """Forget how far a feed is read, and with `sources` also what was brought from where.

    Whoever is looking at it loses the claim: a mark of the place that was read until now must not come behind this.
    """
    db.execute("UPDATE feeds SET mark = '', claimant = '', claimed_until = 0 WHERE id = ?", (feed_id,))
    if sources:
        db.execute("DELETE FROM feed_sources WHERE feed_id = ?", (feed_id,))


def remove(db: sqlite_utils.Database, feed_id: int) -> None:
    """Forget a feed; the stories it brought stay."""
    db.execute("DELETE FROM feeds WHERE id = ?", (feed_id,))


def hurry(db: sqlite_utils.Database, feed_id: int) -> None:
    """Let a feed be looked at at once; where somebody is looking, at once after that."""
    db.execute("UPDATE feeds SET due = '' WHERE id = ?", (feed_id,))


def all(db: sqlite_utils.Database, now: datetime) -> list[StoredFeed]:  # noqa: A001 - reads well as feeds.all
    """Return all feeds, in the order they were set up."""
    return _select(db, "ORDER BY id", (), now)


def get(db: sqlite_utils.Database, name: str, now: datetime) -> StoredFeed:
    """Return a feed by its name.

    Raises:
        NotFound: when there is none of this name.
    """
    found = _select(db, "WHERE name = ?", (text_in(name),), now)
    if not found:
        raise NotFound(f"There is no feed called “{name}”.", "See: dabir feeds list")
    return found[0]


def claim(db: sqlite_utils.Database, feed_id: int, claimant: str, now: datetime) -> bool:
    """Claim a feed for one look; False where somebody else is looking.

    A claim that reaches further than any can is from before the clock was set back, and counts for nothing.

    Args:
        db: the writer's connection.
        feed_id: its row.
        claimant: whoever looks, a text that nobody else has.
        now: the present moment.
    """
    until = sortable(now + CLAIM)
    # A moment in place of "at once": so `end` sees whether somebody asked for another look in the meantime.
    cursor = db.execute(
        "UPDATE feeds SET claimant = ?, claimed_until = ?, due = ? "
        "WHERE id = ? AND (claimant = '' OR claimed_until <= ? OR claimed_until > ?)",
        (claimant, until, time_in(now), feed_id, sortable(now), until),
    )
    return bool(cursor.rowcount)


def renew(db: sqlite_utils.Database, feed_id: int, claimant: str, now: datetime) -> bool:
    """Hold a claim longer; False where it is somebody else's by now, or the feed is gone."""
    cursor = db.execute(
        "UPDATE feeds SET claimed_until = ? WHERE id = ? AND claimant = ?", (sortable(now + CLAIM), feed_id, claimant)
    )
    return bool(cursor.rowcount)


def give_up(db: sqlite_utils.Database, feed_id: int, claimant: str) -> None:
    """End a claim; repeating it is harmless."""
    db.execute("UPDATE feeds SET claimant = '', claimed_until = 0 WHERE id = ? AND claimant = ?", (feed_id, claimant))


def keep(
    db: sqlite_utils.Database,
    feed_id: int,
    claimant: str,
    *,
    mark: str,
    states: Mapping[str, str],
    stories: int,
    now: datetime,
) -> bool:
    """Note what of a feed is on the disk now.

    Args:
        db: the writer's connection.
        feed_id: its row.
        claimant: whoever looks.
        mark: how far it is read; "" leaves that as it is.
        states: the state of each source that was brought.
        stories: how many new stories that were.
        now: the present moment.

    Returns:
        False, and nothing is noted, where the claim is somebody else's by now or the feed is gone.
    """
    row = db.execute("SELECT 1 FROM feeds WHERE id = ? AND claimant = ?", (feed_id, claimant)).fetchone()
    if row is None:
        return False
    if mark:
        db.execute("UPDATE feeds SET mark = ? WHERE id = ?", (text_in(mark), feed_id))
    for source, state in states.items():
        db.execute(
            "INSERT INTO feed_sources (feed_id, source, state) VALUES (?, ?, ?) "
            "ON CONFLICT (feed_id, source) DO UPDATE SET state = excluded.state, gone = 0",
            (feed_id, text_in(source), state),
        )
    if stories:
        db.execute(
            "UPDATE feeds SET taken = taken + ?, last_story = ? WHERE id = ?", (stories, time_in(now), feed_id)
        )
        db.execute(
            "DELETE FROM feed_batches WHERE feed_id = ? AND (at <= ? OR at > ?)",
            (feed_id, sortable(now - _DAY), sortable(now + _DAY)),
        )
        db.execute(
            "INSERT INTO feed_batches (feed_id, at, stories) VALUES (?, ?, ?)", (feed_id, sortable(now), stories)
        )
    return True


def known(db: sqlite_utils.Database, feed_id: int) -> dict[str, str]:
    """Return the state of each source that a feed has brought."""
    rows = db.execute("SELECT source, state FROM feed_sources WHERE feed_id = ?", (feed_id,))
    return {text_out(source): state for source, state in rows}


def gone(db: sqlite_utils.Database, feed_id: int) -> set[str]:
    """Return the sources that are remembered but were not there when somebody last looked."""
    rows = db.execute("SELECT source FROM feed_sources WHERE feed_id = ? AND gone <> 0", (feed_id,))
    return {text_out(source) for (source,) in rows}


def note_missing(db: sqlite_utils.Database, feed_id: int, missing: Collection[str], now: datetime) -> None:
    """Note which of the known sources are not there; those that have been away for months are forgotten.

    Args:
        db: the writer's connection.
        feed_id: the feed's row.
        missing: all that are not there.
        now: the present moment.
    """
    before, moment = gone(db, feed_id), sortable(now)
    for source in before.difference(missing):
        _set_gone(db, feed_id, source, 0)
    for source in set(missing) - before:
        _set_gone(db, feed_id, source, moment or 1)
    db.execute(
        "DELETE FROM feed_sources WHERE feed_id = ? AND gone <> 0 AND gone < ?", (feed_id, sortable(now - REMEMBERED))
    )
    db.execute(
        "DELETE FROM feed_sources WHERE feed_id = ? AND source IN (SELECT source FROM feed_sources "
        "WHERE feed_id = ? AND gone <> 0 ORDER BY gone DESC, source LIMIT -1 OFFSET ?)",
        (feed_id, feed_id, MOST_GONE),
    )


def end(db: sqlite_utils.Database, feed_id: int, claimant: str, ended: Ended) -> None:
    """Note how a look ended, and give its claim up; nothing where the claim is somebody else's by now."""
    db.execute(
        "UPDATE feeds SET looked = ?, succeeded = CASE WHEN ? THEN ? ELSE succeeded END, failures = ?, error = ?, "
        "remedy = ?, due = CASE due WHEN '' THEN '' ELSE ? END, claimant = '', claimed_until = 0 "
        "WHERE id = ? AND claimant = ?",
        (
            time_in(ended.looked),
            ended.well,
            time_in(ended.looked),
            ended.failures,
            text_in(ended.error),
            text_in(ended.remedy),
            time_in(ended.due),
            feed_id,
            claimant,
        ),
    )


def _set_gone(db: sqlite_utils.Database, feed_id: int, source: str, moment: int) -> None:
    db.execute(
        "UPDATE feed_sources SET gone = ? WHERE feed_id = ? AND source = ?", (moment, feed_id, text_in(source))
    )


def _settings(feed: Feed, secret: str) -> tuple[Any, ...]:
    return (
        text_in(feed.name),
        feed.kind.value,
        text_in(feed.address),
        text_in(feed.partner),
        text_in(feed.language),
        text_in(feed.zone),
        feed.interval.total_seconds(),
        text_in(feed.user),
        feed.paused,
        feed.clear,
        feed.private,
        text_in(feed.host_key),
        secret,
    )


def _select(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...], now: datetime) -> list[StoredFeed]:
    rows = db.execute(
        f"SELECT {_SETTINGS}, {_HEALTH} FROM feeds f {rest}",  # noqa: S608 - own constants
        (sortable(now - _DAY), sortable(now), *values),
    ).fetchall()
    return [_stored(row, now) for row in rows]


def _stored(row: tuple[Any, ...], now: datetime) -> StoredFeed:
    name, kind, address, partner, language, zone, seconds, user, paused, clear, private, host_key, secret, *rest = row
    feed_id, mark, looked, succeeded, failures, error, remedy, due, taken, last_story, claimed_until, today = rest
    feed = Feed(
        name=text_out(name),
        kind=FeedKind(kind),
        address=text_out(address),
        partner=text_out(partner),
        language=text_out(language),
        zone=text_out(zone),
        interval=timedelta(seconds=seconds),
        user=text_out(user),
        paused=bool(paused),
        clear=bool(clear),
        private=bool(private),
        host_key=text_out(host_key),
    )
    health = FeedHealth(
        looked=time_out(looked),
        succeeded=time_out(succeeded),
        failures=failures,
        error=text_out(error),
        remedy=text_out(remedy),
        due=time_out(due),
        taken=taken,
        taken_today=today,
        last_story=time_out(last_story),
    )
    left = timedelta(microseconds=claimed_until - (sortable(now) or 0))
    held_until = now + left if timedelta() < left <= CLAIM else None
    return StoredFeed(feed_id, feed, health, text_out(mark), secret, held_until)
