"""Agreements: every edition is kept for ever, with the entry of the log that brought it.

The log is what counts: an edition whose row says anything else than its entry, or which is gone, is not handed out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlite_utils

from dabir.domain.decision import Action
from dabir.domain.errors import RecordBroken
from dabir.domain.story import Original
from dabir.store import originals
from dabir.store.columns import moment_out, number_out, text_out

#: What stands before the id in the subject of an entry about an agreement.
URI: Final = "agreement:"
MEDIA_TYPE: Final = "application/toml"


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """An edition as it is kept.

    Attributes:
        id: of the agreement.
        edition: from 1.
        sha256: of its bytes.
        data: the bytes.
        sequence: the entry of the log that brought it.
        time: of that entry.
        editor: who signed it.
        note: what it changed, in words.
    """

    id: str
    edition: int
    sha256: str
    data: bytes
    sequence: int
    time: datetime
    editor: str
    note: str


def add(db: sqlite_utils.Database, name: str, edition: int, original: Original, sequence: int) -> None:
    """Keep an edition, after its entry was added in the same transaction.

    Args:
        db: the writer's connection.
        name: id of the agreement.
        edition: its number.
        original: its bytes.
        sequence: of its entry.
    """
    originals.add(db, original)
    db.execute(
        "INSERT INTO agreements (id, edition, sha256, sequence) VALUES (?, ?, ?, ?)",
        (name, edition, original.sha256, sequence),
    )


def latest(db: sqlite_utils.Database) -> list[KeptEdition]:
    """Return the latest edition of each agreement, by id.

    Raises:
        RecordBroken: when what is kept is not what the log says.
    """
    found = {kept.id: kept for kept in _entries(db)}
    return [found[name] for name in sorted(found)]


def newest(db: sqlite_utils.Database) -> int:
    """Return the entry of the edition that was kept last; -1 when there is none."""
    found = db.execute("SELECT max(sequence) FROM agreements").fetchone()[0]
    return -1 if found is None else int(found)


def history(db: sqlite_utils.Database, name: str) -> list[KeptEdition]:
    """Return the editions of an agreement, the first first; none when there is no such agreement.

    Raises:
        RecordBroken: when what is kept is not what the log says.
    """
    return [kept for kept in _entries(db) if kept.id == name]


def _entries(db: sqlite_utils.Database) -> list[KeptEdition]:
    """Read the editions from the log, and hold the table against it."""
    # A range and no LIKE, so that the index over the stories' identifiers serves.
    rows = db.execute(
        "SELECT d.sequence, d.uri, d.version, d.original_sha256, d.time, d.editor, d.note, a.id, a.edition, a.sha256 "
        "FROM decisions d LEFT JOIN agreements a ON a.sequence = d.sequence "
        "WHERE d.uri >= ? AND d.uri < ? AND d.action = ? ORDER BY d.sequence",
        (URI, URI[:-1] + chr(ord(URI[-1]) + 1), Action.AGREEMENT.value),
    ).fetchall()
    kept = db.execute("SELECT count(*) FROM agreements").fetchone()[0]
    if kept != len(rows):
        raise _broken(f"The log tells of {len(rows)} editions of agreements, but {kept} are kept.")
    made = []
    for sequence, uri, version, sha256, time, editor, note, *row in rows:
        name, edition = text_out(uri).removeprefix(URI), number_out(version)
        if row != [name, edition, sha256]:
            raise _broken(f"Edition {edition} of the agreement {name} is not the one that entry {sequence} tells of.")
        data = originals.get(db, sha256).data
        made.append(
            KeptEdition(name, edition, sha256, data, sequence, moment_out(time), text_out(editor), text_out(note))
        )
    return made


def _broken(sentence: str) -> RecordBroken:
    return RecordBroken(sentence, "Check the desk with: dabir log verify. A backup of the desk tells what was there.")
