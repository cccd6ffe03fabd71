"""Releases that are in the log, and whether their files are written: what a crash cut off is completed from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import sqlite_utils

from dabir.domain.errors import NotFound
from dabir.store.columns import text_in, text_out

_COLUMNS: Final = "id, sequence, story_id, target_language, folder, done"


@dataclass(frozen=True, slots=True)
class Release:
    """One release.

    Attributes:
        id: row number.
        sequence: of its entry in the log.
        story_id: row of the story.
        target_language: "" for the original.
        folder: name of its folder in the desk's output folder; "" while its files are not written.
        done: whether they are written whole.
    """

    id: int
    sequence: int
    story_id: int
    target_language: str
    folder: str
    done: bool


def add(
    db: sqlite_utils.Database, *, sequence: int, story_id: int, target_language: str, folder: str = ""
) -> Release:
    """Note a release whose files are still to be written; in the transaction of its log entry."""
    cursor = db.execute(
        "INSERT INTO releases (sequence, story_id, target_language, folder) VALUES (?, ?, ?, ?)",
        (sequence, story_id, target_language, text_in(folder)),
    )
    assert cursor.lastrowid is not None
    return Release(cursor.lastrowid, sequence, story_id, target_language, folder, done=False)


def mark_done(db: sqlite_utils.Database, release_id: int, folder: str) -> None:
    """Note that the files are written; repeating it is harmless.

    Args:
        db: a connection.
        release_id: row of the release.
        folder: name of its folder. Not the whole path: the desk may be moved or copied, and must find its own.

    Raises:
        NotFound: when there is no such release.
    """
    changed = db.execute("UPDATE releases SET done = 1, folder = ? WHERE id = ?", (text_in(folder), release_id))
    if not changed.rowcount:
        raise NotFound(f"There is no release number {release_id} on this desk.")


def pending(db: sqlite_utils.Database) -> list[Release]:
    """Return the releases whose files are not written, in the order of the log."""
    return _select(db, "WHERE NOT done ORDER BY sequence", ())


def of_story(db: sqlite_utils.Database, story_id: int) -> list[Release]:
    """Return the releases of a story version, in the order of the log."""
    return _select(db, "WHERE story_id = ? ORDER BY sequence", (story_id,))


def newest(db: sqlite_utils.Database, limit: int) -> list[Release]:
    """Return the latest releases whose files are written, the last first."""
    return _select(db, "WHERE done ORDER BY sequence DESC LIMIT ?", (limit,))


def _select(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> list[Release]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM releases {rest}", values).fetchall()  # noqa: S608 - own constants
    return [
        Release(number, sequence, story_id, target, text_out(folder), bool(done))
        for number, sequence, story_id, target, folder, done in rows
    ]
