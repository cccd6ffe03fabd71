"""The people who may decide, by the public halves of their keys. Nobody is ever removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlite_utils

from dabir.domain.errors import NotAllowed, NotFound
from dabir.domain.listing import Editor
from dabir.store.columns import moment_out, text_in, text_out, time_in, time_out


def add(db: sqlite_utils.Database, editor: Editor) -> None:
    """Enter an editor.

    Raises:
        NotAllowed: when the name is taken, also by somebody whose key was revoked.
    """
    if _select(db, "WHERE name = ?", (text_in(editor.name),)):
        raise NotAllowed(f"An editor named {editor.name} has a key already.", "Choose another name.")
    db.execute(
        "INSERT INTO editors (name, public_key, enrolled, revoked) VALUES (?, ?, ?, ?)",
        (text_in(editor.name), editor.public_key, time_in(editor.enrolled), time_in(editor.revoked)),
    )


def get(db: sqlite_utils.Database, name: str) -> Editor:
    """Return an editor.

    Raises:
        NotFound: when nobody by this name is enrolled.
    """
    found = _select(db, "WHERE name = ?", (text_in(name),))
    if not found:
        raise NotFound(f"No editor named {name} has a key on this desk.", "Make one with: dabir editors add NAME")
    return found[0]


def all(db: sqlite_utils.Database) -> list[Editor]:  # noqa: A001 - reads well as editors.all
    """Return everyone who was ever enrolled, in that order."""
    return _select(db, "ORDER BY rowid", ())


def revoke(db: sqlite_utils.Database, name: str, time: datetime) -> None:
    """Note that an editor's key is good no longer.

    Raises:
        NotFound: when nobody by this name is enrolled.
        NotAllowed: when it was revoked before; the first time stands.
    """
    editor = get(db, name)
    if editor.revoked:
        raise NotAllowed(f"The key of {name} was revoked already, at {editor.revoked.isoformat()}.")
    db.execute("UPDATE editors SET revoked = ? WHERE name = ?", (time_in(time), text_in(name)))


def _select(db: sqlite_utils.Database, rest: str, values: tuple[Any, ...]) -> list[Editor]:
    rows = db.execute(
        f"SELECT name, public_key, enrolled, revoked FROM editors {rest}",  # noqa: S608 - own constants
        values,
    ).fetchall()
    return [
        Editor(text_out(name), public_key, moment_out(enrolled), time_out(revoked))
        for name, public_key, enrolled, revoked in rows
    ]
