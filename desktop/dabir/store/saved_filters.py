"""Filters that people ask for again and again, by their names."""

from __future__ import annotations

import sqlite_utils

from dabir.domain.listing import SavedFilter, Sort
from dabir.store.columns import text_in, text_out


def all(db: sqlite_utils.Database) -> list[SavedFilter]:  # noqa: A001 - read as saved_filters.all
    """Return the saved filters in the order in which they were first saved."""
    rows = db.execute("SELECT name, query, sort FROM saved_filters ORDER BY id").fetchall()
    return [SavedFilter(text_out(name), text_out(query), Sort(sort)) for name, query, sort in rows]


def put(db: sqlite_utils.Database, one: SavedFilter, before: str) -> None:
    """Keep a filter.

    Args:
        db: the writer's connection.
        one: the filter; where one of its name is there, that one is changed.
        before: the name it had until now; "" for a new one.
    """
    if before and before != one.name:
        db.execute("DELETE FROM saved_filters WHERE name = ?", (text_in(one.name),))
        db.execute("UPDATE saved_filters SET name = ? WHERE name = ?", (text_in(one.name), text_in(before)))
    db.execute(
        "INSERT INTO saved_filters (name, query, sort) VALUES (?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET query = excluded.query, sort = excluded.sort",
        (text_in(one.name), text_in(one.query), one.sort.value),
    )


def remove(db: sqlite_utils.Database, name: str) -> None:
    """Forget a filter; repeating it is harmless."""
    db.execute("DELETE FROM saved_filters WHERE name = ?", (text_in(name),))
