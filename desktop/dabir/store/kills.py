"""Kills of stories: those in force, those a person still has to judge, and those that were lifted or dismissed."""

from __future__ import annotations

from typing import Any, Final

import sqlite_utils

from dabir.domain.errors import NotFound
from dabir.domain.kill import Kill, KillState
from dabir.store.columns import moment_out, number_in, number_out, text_in, text_out, time_in

_COLUMNS: Final = "id, uri, version, notice_id, slugline, partner, state, words, raised, alarm, carried_out"
#: A kill that came before its story rings when the story comes.
_HAS_STORY: Final = (
    "EXISTS (SELECT 1 FROM stories s WHERE s.uri = kills.uri AND NOT s.is_kill AND s.id IS NOT kills.notice_id "
    "AND kills.version IN (0, s.version))"
)


def add(db: sqlite_utils.Database, kill: Kill) -> bool:
    """Keep a kill, unless the same message has killed the same story before; return whether it is new."""
    cursor = db.execute(
        "INSERT INTO kills (uri, version, notice_id, slugline, partner, state, words, raised, alarm, carried_out) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            text_in(kill.uri),
            number_in(kill.version),
            kill.notice_id or None,
            text_in(kill.slugline),
            text_in(kill.partner),
            kill.state.value,
            text_in(kill.words),
            time_in(kill.raised),
            kill.alarm,
            kill.carried_out,
        ),
    )
    return bool(cursor.rowcount > 0)


def get(db: sqlite_utils.Database, kill_id: int) -> Kill:
    """Return a kill by its row.

    Raises:
        NotFound: when there is none.
    """
    found = _select(db, "WHERE id = ?", (kill_id,))
    if not found:
        raise NotFound(f"There is no kill number {kill_id} on this desk.", "List them with: dabir kills list")
    return found[0]


def all_of(db: sqlite_utils.Database, uri: str) -> list[Kill]:
    """Return the kills of a story, whatever became of them, oldest first."""
    return _select(db, "WHERE uri = ? ORDER BY id", (text_in(uri),))


def in_force(db: sqlite_utils.Database, uri: str, version: int) -> Kill | None:
    """Return the first kill that stands against a version of a story; None where none does."""
    found = _select(
        db,
        "WHERE uri = ? AND state = 'in force' AND version IN (0, ?) ORDER BY id LIMIT 1",
        (text_in(uri), number_in(version)),
    )
    return found[0] if found else None


def unmatched(db: sqlite_utils.Database, partner: str) -> list[Kill]:
    """Return the messages of a partner whose story was not here when they came."""
    return _select(db, "WHERE uri = '' AND state = 'unmatched' AND partner = ? ORDER BY id", (text_in(partner),))


def count_proposed_by(db: sqlite_utils.Database, notice_id: int) -> int:
    """Return for how many stories a message was taken to kill them."""
    found = db.execute("SELECT count(*) FROM kills WHERE notice_id = ? AND uri <> ''", (notice_id,)).fetchone()
    return int(found[0])


def to_carry_out(db: sqlite_utils.Database) -> list[Kill]:
    """Return the kills in force that are not carried out yet, oldest first."""
    return _select(db, "WHERE NOT carried_out AND state = 'in force' ORDER BY id", ())


def ringing(db: sqlite_utils.Database) -> list[Kill]:
    """Return the kills that an editor has to see or to judge, and whose story is here, oldest first."""
    return _select(db, f"WHERE alarm AND state IN ('in force', 'proposed') AND {_HAS_STORY} ORDER BY id", ())


def set_state(db: sqlite_utils.Database, kill_id: int, state: KillState) -> None:
    """Keep what became of a kill."""
    db.execute("UPDATE kills SET state = ? WHERE id = ?", (state.value, kill_id))


def confirm(db: sqlite_utils.Database, kill_id: int, words: str) -> None:
    """Put a proposed kill in force, with the words of whoever confirmed it; its entry is in the log already."""
    db.execute(
        "UPDATE kills SET state = 'in force', words = ?, alarm = 0, carried_out = 1 WHERE id = ?",
        (text_in(words), kill_id),
    )


def silence(db: sqlite_utils.Database, kill_id: int) -> None:
    """Note that an editor has seen it."""
    db.execute("UPDATE kills SET alarm = 0 WHERE id = ?", (kill_id,))


def mark_carried_out(db: sqlite_utils.Database, kill_id: int) -> None:
    """Note that the log has all that it took back."""
    db.execute("UPDATE kills SET carried_out = 1 WHERE id = ?", (kill_id,))


def _select(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> list[Kill]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM kills {rest}", values).fetchall()  # noqa: S608 - own constants
    return [
        Kill(
            id=kill_id,
            uri=text_out(uri),
            version=number_out(version),
            notice_id=notice_id or 0,
            slugline=text_out(slugline),
            partner=text_out(partner),
            state=KillState(state),
            words=text_out(words),
            raised=moment_out(raised),
            alarm=bool(alarm),
            carried_out=bool(carried_out),
        )
        for kill_id, uri, version, notice_id, slugline, partner, state, words, raised, alarm, carried_out in rows
    ]
