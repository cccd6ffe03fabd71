"""Comments on segments."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import sqlite_utils

from dabir.domain.comment import Comment
from dabir.store.columns import text_in, text_out, time_in, time_out


def add(db: sqlite_utils.Database, story_id: int, target_language: str, comment: Comment) -> Comment:
    """Keep a comment; return it with its row."""
    row = db.execute(
        "INSERT INTO comments (story_id, target_language, paragraph, start, editor, time, text) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            story_id,
            target_language,
            comment.paragraph,
            comment.start,
            text_in(comment.editor),
            time_in(comment.time),
            text_in(comment.text),
        ),
    ).lastrowid
    return dataclasses.replace(comment, id=int(row or 0))


def get(db: sqlite_utils.Database, story_id: int, target_language: str) -> list[Comment]:
    """Return the comments of a translation, the oldest first."""
    rows = db.execute(
        "SELECT paragraph, start, editor, time, text, id FROM comments WHERE story_id = ? AND target_language = ? "
        "ORDER BY id",
        (story_id, target_language),
    ).fetchall()
    return [
        Comment(
            paragraph,
            start,
            text_out(editor),
            time_out(time) or datetime.min.replace(tzinfo=UTC),
            text_out(text),
            row,
        )
        for paragraph, start, editor, time, text, row in rows
    ]


def remove(db: sqlite_utils.Database, comment_id: int) -> None:
    """Remove a comment; one that is gone already is no matter."""
    db.execute("DELETE FROM comments WHERE id = ?", (comment_id,))
