"""Choices of the window that are remembered: a key and a text each."""

from __future__ import annotations

import sqlite_utils

from dabir.store.columns import text_in, text_out


def get(db: sqlite_utils.Database, key: str, default: str) -> str:
    """Return a remembered choice, or the default where none was made."""
    row = db.execute("SELECT value FROM preferences WHERE key = ?", (text_in(key),)).fetchone()
    return text_out(row[0]) if row else default


def put(db: sqlite_utils.Database, key: str, value: str) -> None:
    """Remember a choice in place of the one before."""
    db.execute(
        "INSERT INTO preferences (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (text_in(key), text_in(value)),
    )
