"""Approved texts: the bytes of record that editors signed, kept once under their SHA-256 and never changed.

They lie packed where that helps (dabir.store.compacting).
"""

from __future__ import annotations

import hashlib

import sqlite_utils

from dabir.domain.errors import NotFound, RecordBroken
from dabir.store import compacting


def add(db: sqlite_utils.Database, sha256: str, data: bytes) -> None:
    """Keep an approved text; one that is there already is left alone.

    Args:
        db: the writer's connection.
        sha256: lower-case hex SHA-256 of `data`.
        data: the bytes of record (see `dabir.domain.text.Text.record`).

    Raises:
        RecordBroken: when the bytes do not have this hash.
    """
    if hashlib.sha256(data).hexdigest() != sha256:
        raise RecordBroken(f"The text to be kept does not have the SHA-256 {sha256}.")
    if db.execute("SELECT 1 FROM texts WHERE sha256 = ?", (sha256,)).fetchone() is None:
        db.execute(
            "INSERT INTO texts (sha256, data, unpacked, dictionary) VALUES (?, ?, ?, ?)",
            (sha256, *compacting.pack_new(db, "texts", data)),
        )


def get(db: sqlite_utils.Database, sha256: str) -> bytes:
    """Return an approved text, re-hashed.

    Raises:
        NotFound: when there is no such text.
        RecordBroken: when the stored bytes no longer have this hash.
    """
    row = db.execute(
        "SELECT CAST(data AS BLOB), unpacked, dictionary FROM texts WHERE sha256 = ?", (sha256,)
    ).fetchone()
    if row is None:
        raise NotFound(f"No approved text with the SHA-256 {sha256} is on this desk.")
    data = compacting.bytes_in(db, *row)
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        raise RecordBroken(
            f"The stored text with the SHA-256 {sha256} is no longer what was approved.",
            "Compare with a backup of the desk, and find out who changed the database.",
        )
    return data
