"""The bytes of every received file, kept once under their SHA-256 and never changed.

They lie packed where that helps (dabir.store.compacting). Reading unpacks and re-hashes: bytes that are not what came
in are never handed out.
"""

from __future__ import annotations

import hashlib

import sqlite_utils

from dabir.domain.errors import NotFound, RecordBroken
from dabir.domain.story import Original
from dabir.store import compacting
from dabir.store.arriving import Arriving
from dabir.store.columns import moment_out, text_in, text_out, time_in
from dabir.store.packing import Lying, lay


def add(
    db: sqlite_utils.Database, original: Original, arriving: Arriving | None = None, lying: Lying | None = None
) -> bool:
    """Keep an original; bytes that are there already stay as they first came.

    Args:
        db: the writer's connection.
        original: the bytes.
        arriving: what was asked once for the whole transaction; None for nothing.
        lying: how its bytes are to lie, where that was worked out before.

    Returns:
        True when the bytes are new.

    Raises:
        RecordBroken: when the bytes do not have the hash they are said to have.
    """
    arriving = arriving or Arriving(db)
    if not arriving.is_new_file(original.sha256) and has(db, original.sha256):
        return False
    if hashlib.sha256(original.data).hexdigest() != original.sha256:
        raise RecordBroken(f"The bytes of {original.filename} do not have the SHA-256 {original.sha256}.")
    db.execute(
        "INSERT INTO originals (sha256, media_type, filename, partner, received, data, unpacked, dictionary) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            original.sha256,
            text_in(original.media_type),
            text_in(original.filename),
            text_in(original.partner),
            time_in(original.received),
            *(lying or lay(original.data, arriving.dictionaries.originals)),
        ),
    )
    arriving.note_file(original.sha256)
    return True


def get(db: sqlite_utils.Database, sha256: str) -> Original:
    """Return an original, re-hashed.

    Raises:
        NotFound: when there are no such bytes.
        RecordBroken: when the stored bytes no longer have this hash.
    """
    row = db.execute(
        # Bytes, also where somebody has made a text of them that is no UTF-8 and so could not even be read.
        "SELECT CAST(data AS BLOB), unpacked, dictionary, media_type, filename, partner, received FROM originals "
        "WHERE sha256 = ?",
        (sha256,),
    ).fetchone()
    if row is None:
        raise NotFound(f"No original with the SHA-256 {sha256} is on this desk.")
    *stored, media_type, filename, partner, received = row
    data = compacting.bytes_in(db, *stored)
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        raise RecordBroken(
            f"The stored bytes of {text_out(filename)} are no longer what came in (SHA-256 {sha256}).",
            "Compare with a backup of the desk, and find out who changed the database.",
        )
    return Original(
        sha256=sha256,
        data=data,
        media_type=text_out(media_type),
        filename=text_out(filename),
        partner=text_out(partner),
        received=moment_out(received),
    )


def has(db: sqlite_utils.Database, sha256: str) -> bool:
    """Whether bytes with this hash are kept."""
    return db.execute("SELECT 1 FROM originals WHERE sha256 = ?", (sha256,)).fetchone() is not None
