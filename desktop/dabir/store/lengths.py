"""How long confirmed translations are against their sources, for each pair of languages."""

from __future__ import annotations

from typing import Final

import sqlite_utils

#: Fewer confirmed units than this say nothing yet.
_ENOUGH: Final = 200


def add(db: sqlite_utils.Database, source_language: str, target_language: str, source: str, target: str) -> None:
    """Count a confirmed unit in."""
    db.execute(
        "INSERT INTO lengths (source_language, target_language, units, source_letters, target_letters) "
        "VALUES (?, ?, 1, ?, ?) ON CONFLICT (source_language, target_language) DO UPDATE SET units = units + 1, "
        "source_letters = source_letters + excluded.source_letters, "
        "target_letters = target_letters + excluded.target_letters",
        (source_language, target_language, _letters(source), _letters(target)),
    )


def ratio(db: sqlite_utils.Database, source_language: str, target_language: str) -> float | None:
    """Return letters of target for each letter of source; None while too few units were confirmed."""
    row = db.execute(
        "SELECT source_letters, target_letters FROM lengths "
        "WHERE source_language = ? AND target_language = ? AND units >= ?",
        (source_language, target_language, _ENOUGH),
    ).fetchone()
    return row[1] / row[0] if row and row[0] else None


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)
