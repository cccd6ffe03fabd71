"""The outbox of a desk: what goes where, what is on its way, and what must not leave any more.

`queue` and `withdraw` are called within the transaction that writes the log entry they rest on. So what is in the log
as released is in the outbox too, and what is killed there cannot leave from here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import sqlite_utils

from dabir.domain.errors import NotAllowed
from dabir.domain.outbox import ItemKind, ItemState, OutboxItem, Target, key_of
from dabir.publish.item import ReleaseItem
from dabir.publish.targets.kinds import output_names
from dabir.store import decisions, outbox, stories
from dabir.store.database import Database
from dabir.store.outbox import NewItem
from dabir.store.releases import Release
from dabir.workflow.releasing import target_file
from dabir.workflow.releasing.one_sender import sole
from dabir.workflow.releasing.sending import Round, Sender, why_not_send

_ENDED = {ItemState.SENT: "It was sent already.", ItemState.CANCELLED: "It is cancelled already."}


class Outbox:
    """What goes to the desk's targets. Nothing is sent, and nothing on the network asked, where there are none."""

    def __init__(
        self,
        database: Database,
        home: Path,
        item_of: Callable[[Release], ReleaseItem],
        clock: Callable[[], datetime],
    ) -> None:
        """Work on a desk.

        Args:
            database: the desk's store.
            home: the desk's folder; the file of targets lies there.
            item_of: puts together what was released.
            clock: gives the present moment with an offset.
        """
        self._database = database
        self._clock = clock
        self._lock = home / "outbox.lock"
        self.file = home / "targets.toml"
        self._sender = Sender(database, self._lock, self.targets, item_of, clock)

    def queue(self, db: sqlite_utils.Database, release: Release) -> None:
        """Put a release into the outbox, for every target that takes it; repeating it is harmless.

        Args:
            db: the connection of the transaction that wrote the release's log entry.
            release: what was released.

        Raises:
            InputRefused: when the file of targets cannot be read; the release must not be recorded then.
        """
        stored = stories.get(db, release.story_id)
        entry = next(decisions.entries(db, release.sequence))
        language = release.target_language or stored.story.language
        for target in self.targets():
            if not target.takes(stored.partner, language):
                continue
            for part in target.parts:
                key = key_of(entry.entry_sha256, target.name, part)
                outbox.add(db, self._new(key, ItemKind.RELEASE, target.name, part, release))

    def withdraw(
        self, db: sqlite_utils.Database, story_id: int, target: str | None, reason: str, *, notice: bool
    ) -> None:
        """Let nothing more of a story version leave; repeating it is harmless.

        Args:
            db: the connection of the transaction that wrote the log entry.
            story_id: row of the story version.
            target: language of the translation, "" for the original, None for all of them.
            reason: why, a sentence; it is shown here, and stands in the notice.
            notice: tell every target that has it, or may have it, that it is killed.
        """
        now = self._clock()
        for item in outbox.of_story(db, story_id, target):
            if item.kind is ItemKind.NOTICE:
                continue
            if notice and item.may_have_arrived:
                entry = next(decisions.entries(db, item.sequence))
                key = key_of(entry.entry_sha256, item.target, item.part, ItemKind.NOTICE)
                outbox.add(db, self._new(key, ItemKind.NOTICE, item.target, item.part, item, reason))
            if item.state in {ItemState.WAITING, ItemState.FAILED}:
                outbox.end(db, item.id, ItemState.CANCELLED, now, reason)

    def _new(
        self, key: str, kind: ItemKind, target: str, part: str, about: Release | OutboxItem, reason: str = ""
    ) -> NewItem:
        return NewItem(
            key=key,
            kind=kind,
            target=target,
            part=part,
            story_id=about.story_id,
            target_language=about.target_language,
            sequence=about.sequence,
            queued=self._clock(),
            reason=reason,
        )

    def targets(self) -> tuple[Target, ...]:
        """Return the desk's targets.

        Raises:
            InputRefused: when their file cannot be read.
        """
        return target_file.load(self.file)

    def output_names(self) -> tuple[str, ...]:
        """Return the names of the outputs a target can take."""
        return output_names()

    def add_target(self, target: Target) -> None:
        """Write a target into the file.

        Raises:
            InputRefused: when it is not right.
        """
        target_file.add(self.file, target)

    def remove_target(self, name: str) -> None:
        """Cut a target out of the file; what waits for it fails, and can be tried again when it is back.

        Raises:
            NotFound: when there is none of this name.
        """
        target_file.remove(self.file, name)

    def items(self, *states: ItemState) -> list[OutboxItem]:
        """Return the items in these states, or all, the newest first."""
        return outbox.page(self._database.read(), states)

    def counts(self) -> dict[ItemState, int]:
        """Return how many items there are in each state."""
        return outbox.counts(self._database.read())

    def due(self) -> bool:
        """Whether anything is to be sent now; cheap, and asks nobody."""
        db = self._database.read()
        return outbox.due(db, self._clock()) is not None or bool(outbox.page(db, (ItemState.SENDING,), 1))

    def next_moment(self) -> datetime | None:
        """Return when the next item may be tried; None when nothing waits."""
        return outbox.next_moment(self._database.read())

    def send(self, cancel: Callable[[], bool] = lambda: False, *, at_once: bool = False) -> Round:
        """Send what is due.

        Args:
            cancel: asked before every item.
            at_once: also what waits for a later moment.

        Raises:
            InputRefused: when the file of targets cannot be read.
            StoreError: when the database cannot be written.
        """
        if at_once:
            self._database.write(outbox.wake)
        return self._sender.send(cancel)

    def retry(self, item_id: int) -> OutboxItem:
        """Let an item be tried again at the next round.

        Bytes that surely did not arrive are made anew; those that may have arrived stay, with their key.

        Raises:
            NotFound: when there is no such item.
            NotAllowed: when it was sent, or must not leave any more.
        """

        def work(db: sqlite_utils.Database) -> OutboxItem:
            item = outbox.get(db, item_id)
            _require(item, "tried again", _ENDED[ItemState.SENT] if item.state is ItemState.SENT else "")
            _require(item, "tried again", why_not_send(db, item, self._clock()))
            if item.state is not ItemState.SENDING:
                if not item.doubtful:
                    outbox.drop_files(db, item_id)
                outbox.wake(db, item_id)
            return outbox.get(db, item_id)

        return self._database.write(work)

    def cancel(self, item_id: int) -> OutboxItem:
        """Let an item not be sent.

        Raises:
            NotFound: when there is no such item.
            NotAllowed: when it was sent, is cancelled, or is being sent this moment.
        """
        with sole(self._lock) as mine:

            def work(db: sqlite_utils.Database) -> OutboxItem:
                item = outbox.get(db, item_id)
                going = "It is being sent this moment." if item.state is ItemState.SENDING and not mine else ""
                _require(item, "cancelled", _ENDED.get(item.state, going))
                outbox.end(db, item_id, ItemState.CANCELLED, self._clock(), "It was cancelled by hand.")
                return outbox.get(db, item_id)

            return self._database.write(work)


def _require(item: OutboxItem, act: str, why_not: str) -> None:
    if why_not:
        raise NotAllowed(f"Item {item.id} of the outbox ({item.uri} for “{item.target}”) cannot be {act}.", why_not)
