"""The agencies the desk exchanges stories with."""

from __future__ import annotations

from typing import Any

import sqlite_utils

from dabir.domain.listing import Partner
from dabir.store.columns import text_in, text_out


def put(db: sqlite_utils.Database, partner: Partner) -> None:
    """Add a partner, or change what is known of the one with this code."""
    db.execute(
        "INSERT INTO partners (code, name, language, creditline) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (code) DO UPDATE SET name = excluded.name, language = excluded.language, "
        "creditline = excluded.creditline",
        tuple(text_in(text) for text in (partner.code, partner.name, partner.language, partner.creditline)),
    )


def get(db: sqlite_utils.Database, code: str) -> Partner | None:
    """Return the partner with this code, or None."""
    found = _select(db, "WHERE code = ?", (text_in(code),))
    return found[0] if found else None


def all(db: sqlite_utils.Database) -> list[Partner]:  # noqa: A001 - reads well as partners.all
    """Return all partners, by code."""
    return _select(db, "ORDER BY code", ())


def _select(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> list[Partner]:
    rows = db.execute(
        f"SELECT code, name, language, creditline FROM partners {rest}",  # noqa: S608 - own constants
        values,
    ).fetchall()
    return [Partner(*(text_out(value) for value in row)) for row in rows]
