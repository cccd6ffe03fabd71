"""The outbox: what is to go to which target, and how far it has come.

An item is added in the transaction of the log entry it rests on. Before it leaves it is marked as being sent, with
the very bytes that leave; so what a crash cut off is sent again as it was, under the same key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import sqlite_utils

from dabir.domain.errors import NotFound
from dabir.domain.outbox import ItemKind, ItemState, OutboxItem, ParcelFile
from dabir.store.columns import moment_out, number_out, sortable, text_in, text_out, time_in, time_out

_COLUMNS: Final = (
    "o.id, o.key, o.kind, o.target, o.part, o.story_id, s.uri, s.version, s.headline, o.target_language, o.sequence, "
    "o.state, o.attempts, o.doubtful, o.queued, o.first_tried, o.not_before, o.ended, o.reason, o.receipt"
)
_FROM: Final = "FROM outbox o JOIN stories s ON s.id = o.story_id"


@dataclass(frozen=True, slots=True)
class NewItem:
    """What is put into the outbox.

    Attributes:
        key: idempotency key.
        kind: a release or a kill notice.
        target: name of the target.
        part: name of the output; "".
        story_id: row of the story.
        target_language: "" for the original.
        sequence: of the release's entry in the log.
        queued: now.
        reason: for a notice why the story was killed; "".
    """

    key: str
    kind: ItemKind
    target: str
    part: str
    story_id: int
    target_language: str
    sequence: int
    queued: datetime
    reason: str = ""


def add(db: sqlite_utils.Database, item: NewItem) -> None:
    """Put an item into the outbox, behind what waits for its target; one whose key is there is left as it is."""
    db.execute(
        "INSERT INTO outbox (key, kind, target, part, story_id, target_language, sequence, queued, why, not_before) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "coalesce((SELECT max(not_before) FROM outbox WHERE state = 'waiting' AND target = ?), 0)) "
        "ON CONFLICT (key) DO NOTHING",
        (
            item.key,
            item.kind.value,
            text_in(item.target),
            item.part,
            item.story_id,
            item.target_language,
            item.sequence,
            time_in(item.queued),
            text_in(item.reason),
            text_in(item.target),
        ),
    )


def get(db: sqlite_utils.Database, item_id: int) -> OutboxItem:
    """Return an item.

    Raises:
        NotFound: when there is none with this number.
    """
    found = _select(db, "WHERE o.id = ?", (item_id,))
    if not found:
        raise NotFound(f"The outbox has no item number {item_id}.", "See: dabir outbox list")
    return found[0]


def why(db: sqlite_utils.Database, item_id: int) -> str:
    """Return why the story was killed, for a notice; ""."""
    return text_out(db.execute("SELECT why FROM outbox WHERE id = ?", (item_id,)).fetchone()[0])


def page(db: sqlite_utils.Database, states: Sequence[ItemState] = (), limit: int = 1000) -> list[OutboxItem]:
    """Return items, the newest first.

    Args:
        db: a connection.
        states: only these; empty for all.
        limit: no more than so many.
    """
    places = ", ".join("?" for _ in states)
    where = f"WHERE o.state IN ({places})" if states else ""
    return _select(db, f"{where} ORDER BY o.id DESC LIMIT ?", (*(state.value for state in states), limit))


def counts(db: sqlite_utils.Database) -> dict[ItemState, int]:
    """Return how many items there are in each state; a state without items is left out."""
    rows = db.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall()
    return {ItemState(state): int(number) for state, number in rows}


def of_story(db: sqlite_utils.Database, story_id: int, target_language: str | None = None) -> list[OutboxItem]:
    """Return the items of a story version, in the order they were queued; of all languages with None."""
    if target_language is None:
        return _select(db, "WHERE o.story_id = ? ORDER BY o.id", (story_id,))
    return _select(db, "WHERE o.story_id = ? AND o.target_language = ? ORDER BY o.id", (story_id, target_language))


def due(db: sqlite_utils.Database, now: datetime) -> OutboxItem | None:
    """Return what is to be sent next: kill notices first, then in the order they were queued; None for nothing.

    A text that was released anew never overtakes the notice on the release before, which would seem to take it back.
    """
    found = _select(
        db,
        "WHERE o.state = ? AND o.not_before <= ? AND NOT EXISTS (SELECT 1 FROM outbox n WHERE n.state = 'waiting' "
        "AND n.kind <> o.kind AND n.id < o.id AND n.target = o.target AND n.story_id = o.story_id "
        "AND n.target_language = o.target_language AND o.kind = 'release') ORDER BY o.kind <> ?, o.id LIMIT 1",
        (ItemState.WAITING.value, sortable(now), ItemKind.NOTICE.value),
    )
    return found[0] if found else None


def is_open(db: sqlite_utils.Database) -> bool:
    """Whether anything waits or was being sent."""
    row = db.execute("SELECT 1 FROM outbox WHERE state IN ('waiting', 'sending') LIMIT 1").fetchone()
    return row is not None


def next_moment(db: sqlite_utils.Database) -> datetime | None:
    """Return when the next item may be tried; None when nothing waits."""
    found = _select(db, "WHERE o.state = 'waiting' ORDER BY o.not_before LIMIT 1", ())
    return (found[0].not_before or found[0].queued) if found else None


def take_up(db: sqlite_utils.Database) -> None:
    """Let what a crash cut off be sent again; only for the one process that may send."""
    if db.execute("SELECT 1 FROM outbox WHERE state = 'sending' LIMIT 1").fetchone():
        db.execute("UPDATE outbox SET state = 'waiting', not_before = 0 WHERE state = 'sending'")


def begin(db: sqlite_utils.Database, item: OutboxItem, files: Sequence[ParcelFile], now: datetime) -> None:
    """Mark an item as being sent, and keep the bytes that leave.

    From here on it may have arrived, whatever happens.
    """
    db.execute(
        "UPDATE outbox SET state = 'sending', attempts = attempts + 1, doubtful = 1, "
        "first_tried = CASE first_tried WHEN '' THEN ? ELSE first_tried END WHERE id = ?",
        (time_in(now), item.id),
    )
    for place, file in enumerate(files):
        db.execute(
            "INSERT INTO outbox_files (item_id, place, name, media_type, data) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            (item.id, place, text_in(file.name), file.media_type, file.data),
        )


def files(db: sqlite_utils.Database, item_id: int) -> tuple[ParcelFile, ...]:
    """Return the bytes that an item was sent with; empty before the first try and after the end."""
    rows = db.execute(
        "SELECT name, media_type, data FROM outbox_files WHERE item_id = ? ORDER BY place", (item_id,)
    ).fetchall()
    return tuple(ParcelFile(text_out(name), media_type, bytes(data)) for name, media_type, data in rows)


def drop_files(db: sqlite_utils.Database, item_id: int) -> None:
    """Forget the bytes, so that they are made anew at the next try."""
    db.execute("DELETE FROM outbox_files WHERE item_id = ?", (item_id,))


def end(db: sqlite_utils.Database, item_id: int, state: ItemState, now: datetime, words: str) -> None:
    """Note how an item ended.

    Args:
        db: the writer's connection.
        item_id: its row.
        state: sent, failed or cancelled.
        now: when.
        words: the receipt of what was sent, else the reason.
    """
    column, other = ("receipt", "reason") if state is ItemState.SENT else ("reason", "receipt")
    db.execute(
        f"UPDATE outbox SET state = ?, ended = ?, {column} = ?, {other} = '' WHERE id = ?",  # noqa: S608 - own names
        (state.value, time_in(now), text_in(words), item_id),
    )
    if state is not ItemState.FAILED:
        drop_files(db, item_id)


def put_off(db: sqlite_utils.Database, item: OutboxItem, until: datetime, reason: str, *, counted: bool) -> None:
    """Let an item wait, and with it what else goes to its target, which would fare no better.

    Args:
        db: the writer's connection.
        item: as it was before the try.
        until: when to try again.
        reason: why it was not taken.
        counted: the try counts; it does not where there was no network.
    """
    db.execute(
        "UPDATE outbox SET state = 'waiting', reason = ?, attempts = ?, first_tried = ? WHERE id = ?",
        (
            text_in(reason),
            item.attempts + counted,
            time_in(item.first_tried) if not counted else _first(db, item.id),
            item.id,
        ),
    )
    db.execute(
        "UPDATE outbox SET not_before = max(not_before, ?) WHERE state = 'waiting' AND target = ?",
        (sortable(until), text_in(item.target)),
    )


def settle_doubt(db: sqlite_utils.Database, item_id: int, *, doubtful: bool) -> None:
    """Note whether the target may have an item after all."""
    db.execute("UPDATE outbox SET doubtful = ? WHERE id = ?", (doubtful, item_id))


def wake(db: sqlite_utils.Database, item_id: int | None = None) -> None:
    """Let an item be tried at once, also one that failed; all that wait with None."""
    if item_id is None:
        db.execute("UPDATE outbox SET not_before = 0 WHERE state = 'waiting'")
        return
    db.execute(
        "UPDATE outbox SET state = 'waiting', not_before = 0, first_tried = '', ended = '' WHERE id = ?", (item_id,)
    )


def _first(db: sqlite_utils.Database, item_id: int) -> str:
    return str(db.execute("SELECT first_tried FROM outbox WHERE id = ?", (item_id,)).fetchone()[0])


def _select(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> list[OutboxItem]:
    rows = db.execute(f"SELECT {_COLUMNS} {_FROM} {rest}", values).fetchall()
    return [_item(row) for row in rows]


def _item(row: tuple[Any, ...]) -> OutboxItem:
    number, key, kind, target, part, story_id, uri, version, headline, language, sequence, *rest = row
    state, attempts, doubtful, queued, first_tried, not_before, ended, reason, receipt = rest
    when = moment_out(queued)
    return OutboxItem(
        id=number,
        key=key,
        kind=ItemKind(kind),
        target=text_out(target),
        part=part,
        story_id=story_id,
        uri=text_out(uri),
        version=number_out(version),
        headline=text_out(headline),
        target_language=language,
        sequence=sequence,
        state=ItemState(state),
        attempts=attempts,
        doubtful=bool(doubtful),
        queued=when,
        first_tried=time_out(first_tried),
        not_before=_moment(not_before, when),
        ended=time_out(ended),
        reason=text_out(reason),
        receipt=text_out(receipt),
    )


def _moment(microseconds: int, beside: datetime) -> datetime | None:
    """Return the moment in the offset of another one; None for 0, which is at once."""
    if not microseconds:
        return None
    start = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    return (start + timedelta(microseconds=microseconds)).astimezone(beside.tzinfo)
