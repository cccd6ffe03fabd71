"""Setting feeds up: adding, changing, pausing, removing them, and telling how they do."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import sqlite_utils

from dabir.domain.agreement import Agreement, none_in_force, ruling
from dabir.domain.errors import InputRefused, RecordBroken
from dabir.domain.feed import Feed, FeedKind, FeedStatus
from dabir.domain.language import normalise
from dabir.store import feeds
from dabir.store.database import Database
from dabir.store.feeds import StoredFeed
from dabir.workflow.agreements.agreements import Agreements
from dabir.workflow.arrivals.feed_rules import why_not_feed
from dabir.workflow.arrivals.feed_secrets import FeedSecrets, why_not_called


class Feeds:
    """Looks after the feeds of a desk. It never connects to any."""

    def __init__(
        self,
        database: Database,
        passwords: FeedSecrets,
        agreements: Agreements,
        home: Path,
        clock: Callable[[], datetime],
    ) -> None:
        """Work on a desk.

        Args:
            database: the desk's store.
            passwords: those of the feeds.
            agreements: what is agreed with partners.
            home: the desk's own folder.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._passwords = passwords
        self._agreements = agreements
        self._home = home
        self._clock = clock

    def all(self) -> list[FeedStatus]:
        """Return the feeds and how they do, in the order they were set up."""
        return [FeedStatus(one.feed, one.health) for one in feeds.all(self._database.read(), self._clock())]

    def get(self, name: str) -> FeedStatus:
        """Return a feed and how it does.

        Raises:
            NotFound: when there is none of this name.
        """
        found = self._stored(name)
        return FeedStatus(found.feed, found.health)

    def has_password(self, name: str) -> bool:
        """Whether a password was given for a feed, here or in the environment.

        Raises:
            NotFound: when there is none of this name.
        """
        return bool(self._stored(name).secret) or self._passwords.has_variable(name)

    def agreement(self, feed: Feed) -> tuple[Agreement | None, str]:
        """Return the agreement that rules a feed's partner today, and what the person should know of it.

        Returns:
            None with a sentence where none does; the agreement with "" where one does.
        """
        if not feed.partner:
            return None, "It is not told whose stories they are."
        now = self._clock()
        try:
            known = self._agreements.all()
        except RecordBroken as error:
            return None, str(error)
        found = ruling(known, feed.partner, now)
        if found:
            return found, ""
        return None, none_in_force(known, feed.partner, now) or f"There is no agreement with {feed.partner}."

    def add(self, feed: Feed, password: str = "") -> None:
        """Set a feed up; it is looked at at once.

        Args:
            feed: what is wanted.
            password: its password or token; "" for none.

        Raises:
            InputRefused: when something is wrong with it, or its password cannot be kept.
        """
        feed = _tidy(feed)
        self._refuse_faults(feed, self._others(""))
        kept = self._keep(feed, password)

        def work(db: sqlite_utils.Database) -> None:
            self._refuse_faults(feed, [one.feed for one in feeds.all(db, self._clock())])
            feeds.add(db, feed, kept)

        try:
            self._database.write(work)
        except BaseException:
            self._passwords.forget(kept)
            raise

    def change(self, name: str, feed: Feed, password: str | None = None) -> None:
        """Set a feed up anew; it is then looked at at once.

        Where it is read from another place, it is read from the beginning; what was taken from a folder is still
        known, since a share may be found under another path.

        Args:
            name: what it is called now.
            feed: what is wanted.
            password: its new password, "" for none any more; None leaves it as it is.

        Raises:
            NotFound: when there is none of this name.
            InputRefused: when something is wrong with it, or its password cannot be kept.
        """
        feed, before = _tidy(feed), self._stored(name)
        self._refuse_faults(feed, self._others(name))
        kept = before.secret if password is None else self._keep(feed, password)
        place = (feed.kind, feed.address, feed.user)
        moved = place != (before.feed.kind, before.feed.address, before.feed.user)
        folders = feed.kind is before.feed.kind is FeedKind.FOLDER

        def work(db: sqlite_utils.Database) -> None:
            stored = feeds.all(db, self._clock())
            self._refuse_faults(feed, [one.feed for one in stored if one.feed.name != name])
            row = feeds.get(db, name, self._clock()).id
            feeds.change(db, row, feed, kept)
            if moved:
                feeds.rewind(db, row, sources=not folders)

        try:
            self._database.write(work)
        except BaseException:
            if kept != before.secret:
                self._passwords.forget(kept)
            raise
        if kept != before.secret:
            self._passwords.forget(before.secret)

    def pause(self, name: str) -> None:
        """Leave a feed alone until it is resumed; a look that is under way goes on to its end.

        Raises:
            NotFound: when there is none of this name.
        """
        self._set_paused(name, paused=True)

    def resume(self, name: str) -> None:
        """Look at a paused feed again, at once.

        Raises:
            NotFound: when there is none of this name.
        """
        self._set_paused(name, paused=False)

    def remove(self, name: str) -> None:
        """Forget a feed and its password; the stories it brought stay.

        Raises:
            NotFound: when there is none of this name.
        """
        stored = self._stored(name)
        self._database.write(lambda db: feeds.remove(db, stored.id))
        self._passwords.forget(stored.secret)

    def _set_paused(self, name: str, *, paused: bool) -> None:
        def work(db: sqlite_utils.Database) -> None:
            stored = feeds.get(db, name, self._clock())
            feeds.change(db, stored.id, replace(stored.feed, paused=paused), stored.secret)

        self._database.write(work)

    def _stored(self, name: str) -> StoredFeed:
        return feeds.get(self._database.read(), name, self._clock())

    def _others(self, name: str) -> list[Feed]:
        stored = feeds.all(self._database.read(), self._clock())
        return [one.feed for one in stored if one.feed.name != name]

    def _keep(self, feed: Feed, password: str) -> str:
        """Keep a password under a name of its own, and return that name; "" where there is none."""
        if not password:
            return ""
        kept = f"feed {secrets.token_hex(16)}"
        self._passwords.keep(feed, kept, password)
        return kept

    def _refuse_faults(self, feed: Feed, others: Iterable[Feed]) -> None:
        why = why_not_feed(feed, self._home) or why_not_called(feed.name, (one.name for one in others))
        if why:
            raise InputRefused(f"The feed “{feed.name}” cannot be set up so.", why)


def _tidy(feed: Feed) -> Feed:
    return replace(feed, name=feed.name.strip(), address=feed.address.strip(), language=normalise(feed.language))
