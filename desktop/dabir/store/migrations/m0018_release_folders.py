"""A release is noted by the name of its folder, no more by the whole path: a desk may be moved, or copied."""

from __future__ import annotations

from pathlib import PureWindowsPath

import sqlite_utils

from dabir.store.columns import text_in, text_out


def apply(db: sqlite_utils.Database) -> None:
    """Keep the last part of each path; no name has a slash of either kind, so one reading does for both."""
    for number, folder in db.execute("SELECT id, folder FROM releases").fetchall():
        name = PureWindowsPath(text_out(folder)).name
        db.execute("UPDATE releases SET folder = ? WHERE id = ?", (text_in(name), number))
