"""Notices that take a release back from an output: what a crash cut off between entry and files is completed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import sqlite_utils

from dabir.store.columns import text_in, text_out
from dabir.store.releases import Release

_COLUMNS: Final = (
    "n.id, n.kind, n.sequence, n.words, n.done, r.id, r.sequence, r.story_id, r.target_language, r.folder, r.done"
)
_FROM: Final = "FROM notices n JOIN releases r ON r.id = n.release_id"


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A release that is taken back.

    Attributes:
        id: row number.
        release: the release.
        kind: "killed", "corrected" or "withdrawn".
        sequence: of the entry of the log that takes it back, or replaces it.
        words: why, a sentence.
        done: whether the notice lies in the output.
    """

    id: int
    release: Release
    kind: str
    sequence: int
    words: str
    done: bool


def add(db: sqlite_utils.Database, release_id: int, *, kind: str, sequence: int, words: str) -> None:
    """Note that a release is to be taken back, in the transaction of the entry that says so.

    A release that was taken back before stays so; a kill takes the place of a milder notice, since it says more.
    """
    db.execute(
        "INSERT INTO notices (release_id, kind, sequence, words, replaced_by) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (release_id) DO UPDATE SET kind = excluded.kind, sequence = excluded.sequence, "
        "words = excluded.words, done = 0 WHERE excluded.kind = 'killed' AND notices.kind <> 'killed'",
        (release_id, kind, sequence, text_in(words), sequence if kind == "corrected" else None),
    )


def mark_done(db: sqlite_utils.Database, notice_id: int) -> None:
    """Note that the notice lies in the output; repeating it is harmless."""
    db.execute("UPDATE notices SET done = 1 WHERE id = ?", (notice_id,))


def reopen(db: sqlite_utils.Database, release_id: int) -> None:
    """Note that the files of a release were written just now, and have no notice, if it is taken back at all."""
    db.execute("UPDATE notices SET done = 0 WHERE release_id = ?", (release_id,))


def pending(db: sqlite_utils.Database) -> list[StoredNotice]:
    """Return the notices that do not lie in their output yet, in order."""
    return _select(db, "WHERE NOT n.done ORDER BY n.id", ())


def of_story(db: sqlite_utils.Database, story_id: int) -> list[StoredNotice]:
    """Return the notices about releases of a story version, in order."""
    return _select(db, "WHERE r.story_id = ? ORDER BY n.id", (story_id,))


def of_entry(db: sqlite_utils.Database, sequence: int) -> list[StoredNotice]:
    """Return the notices about releases that an entry of the log took back, in order."""
    return _select(db, "WHERE n.sequence = ? ORDER BY n.id", (sequence,))


def replaced_by(db: sqlite_utils.Database, sequence: int) -> list[StoredNotice]:
    """Return the releases that the release with this entry of the log has replaced, in order.

    Also those that were killed since: what a release said when it went out does not change.
    """
    return _select(db, "WHERE n.replaced_by = ? ORDER BY n.id", (sequence,))


def not_taken_back(db: sqlite_utils.Database, story_id: int, target_language: str | None = None) -> list[Release]:
    """Return the releases of a story version that nothing takes back, written or not, in the order of the log.

    Args:
        db: a connection.
        story_id: row of the story.
        target_language: only this language; None for all.
    """
    rows = db.execute(
        "SELECT r.id, r.sequence, r.story_id, r.target_language, r.folder, r.done FROM releases r "
        "WHERE r.story_id = ? AND (? IS NULL OR r.target_language = ?) "
        "AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.release_id = r.id) ORDER BY r.sequence",
        (story_id, target_language, target_language),
    ).fetchall()
    return [_release(row) for row in rows]


def milder(db: sqlite_utils.Database, story_id: int) -> list[Release]:
    """Return the releases of a story version that were corrected or withdrawn, but not killed."""
    found = _select(db, "WHERE r.story_id = ? AND n.kind <> 'killed' ORDER BY n.id", (story_id,))
    return [notice.release for notice in found]


def _select(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> list[StoredNotice]:
    rows = db.execute(f"SELECT {_COLUMNS} {_FROM} {rest}", values).fetchall()
    return [StoredNotice(row[0], _release(row[5:]), row[1], row[2], text_out(row[3]), bool(row[4])) for row in rows]


def _release(row: tuple[Any, ...]) -> Release:
    number, sequence, story_id, target, folder, done = row
    return Release(number, sequence, story_id, target, text_out(folder), bool(done))
