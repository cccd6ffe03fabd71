"""How each text of a story stands: what of it is approved, whether it is out, whether it was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import sqlite_utils

from dabir.store.columns import text_in, text_out

_COLUMNS: Final = (
    "s.story_id, s.target_language, s.approved_text_sha256, s.released, s.refused, s.checked, s.withdrawn, "
    "s.corrected"
)


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Standing of a story's original or of one translation.

    Attributes:
        story_id: row of the story.
        target_language: "" for the original.
        approved_text_sha256: hash of the text approved and not revoked; "".
        released: whether it is out.
        refused: whether the last word was a refusal.
        checked: whether every unit is confirmed and the checks find no error.
        withdrawn: whether it was out and was taken back.
        corrected: the sentence that says which release has replaced one of this; "".
    """

    story_id: int
    target_language: str
    approved_text_sha256: str = ""
    released: bool = False
    refused: bool = False
    checked: bool = False
    withdrawn: bool = False
    corrected: str = ""


def get(db: sqlite_utils.Database, story_id: int, target_language: str) -> StandingRow:
    """Return a standing; one nobody has decided on is blank."""
    found = _select(db, "WHERE s.story_id = ? AND s.target_language = ?", (story_id, target_language))
    return found[0] if found else StandingRow(story_id, target_language)


def put(db: sqlite_utils.Database, row: StandingRow) -> None:
    """Keep a standing in place of the one before."""
    db.execute(
        "INSERT INTO standings (story_id, target_language, approved_text_sha256, released, refused, checked, "
        "withdrawn, corrected) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (story_id, target_language) DO UPDATE SET "
        "approved_text_sha256 = excluded.approved_text_sha256, released = excluded.released, "
        "refused = excluded.refused, checked = excluded.checked, withdrawn = excluded.withdrawn, "
        "corrected = excluded.corrected",
        (
            row.story_id,
            row.target_language,
            row.approved_text_sha256,
            row.released,
            row.refused,
            row.checked,
            row.withdrawn,
            text_in(row.corrected),
        ),
    )


def of_story(db: sqlite_utils.Database, story_id: int) -> list[StandingRow]:
    """Return the standings of one story version, the original first, then by language."""
    return _select(db, "WHERE s.story_id = ? ORDER BY s.target_language", (story_id,))


def approved_for(db: sqlite_utils.Database, uri: str) -> list[StandingRow]:
    """Return the standings with an approved text over all versions of a story, oldest row first."""
    return _select(
        db,
        "JOIN stories ON stories.id = s.story_id WHERE stories.uri = ? AND s.approved_text_sha256 <> '' "
        "ORDER BY s.story_id, s.target_language",
        (text_in(uri),),
    )


def _select(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> list[StandingRow]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM standings s {rest}", values).fetchall()  # noqa: S608 - own constants
    return [
        StandingRow(
            row[0],
            row[1],
            approved_text_sha256=row[2],
            released=bool(row[3]),
            refused=bool(row[4]),
            checked=bool(row[5]),
            withdrawn=bool(row[6]),
            corrected=text_out(row[7]),
        )
        for row in rows
    ]
