"""Who wrote each translated unit, and the entries about editors found without a walk through the whole log."""

from __future__ import annotations

from typing import Final

import sqlite_utils

_CHANGES: Final = """
ALTER TABLE units ADD COLUMN editors TEXT NOT NULL DEFAULT '[]';
CREATE INDEX decisions_editors ON decisions (sequence) WHERE action IN ('enroll', 'role', 'revoke-editor');
"""


def apply(db: sqlite_utils.Database) -> None:
    """Add the column and the index; of units written before nobody is known."""
    db.executescript(_CHANGES)
