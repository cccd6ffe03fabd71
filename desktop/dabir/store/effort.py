"""What translations took: time while they are worked on, distances from the drafts when they are approved."""

from __future__ import annotations

from typing import Final

import sqlite_utils

from dabir.domain.effort import Effort

_FIGURES: Final = "units, drafted, untouched, words, word_edits, characters, character_edits"


def add_seconds(db: sqlite_utils.Database, story_id: int, target_language: str, seconds: int) -> None:
    """Add time spent on a translation."""
    db.execute(
        "INSERT INTO effort (story_id, target_language, seconds) VALUES (?, ?, ?) "
        "ON CONFLICT (story_id, target_language) DO UPDATE SET seconds = seconds + excluded.seconds",
        (story_id, target_language, seconds),
    )


def put(db: sqlite_utils.Database, story_id: int, target_language: str, text_sha256: str, effort: Effort) -> None:
    """Keep the figures of the text that was approved; the time spent stays as it was counted."""
    db.execute(
        f"INSERT INTO effort (story_id, target_language, text_sha256, {_FIGURES}) "  # noqa: S608 - own constants
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (story_id, target_language) DO UPDATE SET "
        + ", ".join(f"{name} = excluded.{name}" for name in ("text_sha256", *_FIGURES.split(", "))),
        (
            story_id,
            target_language,
            text_sha256,
            effort.units,
            effort.drafted,
            effort.untouched,
            effort.words,
            effort.word_edits,
            effort.characters,
            effort.character_edits,
        ),
    )


def get(db: sqlite_utils.Database, story_id: int, target_language: str) -> Effort:
    """Return the figures of a translation; zeros where nothing was counted."""
    row = db.execute(
        f"SELECT seconds, {_FIGURES} FROM effort WHERE story_id = ? AND target_language = ?",  # noqa: S608
        (story_id, target_language),
    ).fetchone()
    return Effort(*row) if row else Effort()
