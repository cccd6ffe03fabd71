"""Partner bundles that were taken in: their seals, the files under each, and the translations they brought.

Nothing here is ever changed or removed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlite_utils

from dabir.domain.seal import PartnerTranslation, Seal
from dabir.domain.text import Text
from dabir.store import texts
from dabir.store.columns import moment_out, sortable, text_in, text_out, time_in

_SEAL: Final = "b.sender, b.recipient, b.signed, b.public_key"


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A bundle that was taken in.

    Attributes:
        id: row number.
        seal: as it was found whole.
        filename: name the file came under.
        received: when it was taken in first.
        files: how many files of it are on the desk.
    """

    id: int
    seal: Seal
    filename: str
    received: datetime
    files: int


def add(
    db: sqlite_utils.Database, seal: Seal, *, note: bytes, manifest: bytes, filename: str, received: datetime
) -> int:
    """Keep a bundle's seal; one that is there already, under whatever name and packing, is left alone.

    Args:
        db: the writer's connection.
        seal: what the note says.
        note: the signed note as it came.
        manifest: the list of its files as it came.
        filename: name the bundle came under.
        received: when.

    Returns:
        Its row.
    """
    note_sha256 = hashlib.sha256(note).hexdigest()
    row = db.execute("SELECT id FROM bundles WHERE note_sha256 = ?", (note_sha256,)).fetchone()
    if row:
        return int(row[0])
    cursor = db.execute(
        "INSERT INTO bundles (note_sha256, note, manifest, sender, recipient, signed, signed_utc, public_key, "
        "filename, received) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            note_sha256,
            note,
            manifest,
            text_in(seal.sender),
            text_in(seal.recipient),
            time_in(seal.signed),
            sortable(seal.signed),
            seal.public_key,
            text_in(filename),
            time_in(received),
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def add_file(db: sqlite_utils.Database, bundle_id: int, original_sha256: str) -> None:
    """Note that a file on the desk is under a bundle's seal; repeating it is harmless."""
    known = db.execute(
        "SELECT 1 FROM sealed WHERE original_sha256 = ? AND bundle_id = ?", (original_sha256, bundle_id)
    ).fetchone()
    if not known:
        db.execute("INSERT INTO sealed (bundle_id, original_sha256) VALUES (?, ?)", (bundle_id, original_sha256))


def add_translation(db: sqlite_utils.Database, bundle_id: int, translation: PartnerTranslation) -> None:
    """Keep an approved translation that a bundle brought; repeating it is harmless."""
    key = (bundle_id, translation.story_id, translation.language)
    known = db.execute(
        "SELECT 1 FROM bundled_translations WHERE bundle_id = ? AND story_id = ? AND target_language = ?", key
    ).fetchone()
    if known:
        return
    sha256 = translation.text.sha256
    texts.add(db, sha256, translation.text.record)
    db.execute(
        "INSERT INTO bundled_translations (bundle_id, story_id, target_language, text_sha256, approved_by, "
        "approved_at) VALUES (?, ?, ?, ?, ?, ?)",
        (*key, sha256, text_in(translation.approved_by), time_in(translation.approved_at)),
    )


def all(db: sqlite_utils.Database) -> list[BundleRow]:  # noqa: A001 - reads well as bundles.all
    """Return the bundles that were taken in, the last first."""
    rows = db.execute(
        f"SELECT {_SEAL}, b.id, b.filename, b.received, "  # noqa: S608 - own constants
        "(SELECT count(*) FROM sealed s WHERE s.bundle_id = b.id) FROM bundles b ORDER BY b.id DESC"
    ).fetchall()
    return [BundleRow(row[4], _seal(row), text_out(row[5]), moment_out(row[6]), row[7]) for row in rows]


def seal_of(db: sqlite_utils.Database, original_sha256: str) -> Seal | None:
    """Return the earliest seal on a file: since then it is unchanged. None where it came without one."""
    row = db.execute(
        f"SELECT {_SEAL} FROM sealed s JOIN bundles b ON b.id = s.bundle_id "  # noqa: S608 - own constants
        "WHERE s.original_sha256 = ? ORDER BY b.signed_utc, b.id LIMIT 1",
        (original_sha256,),
    ).fetchone()
    return _seal(row) if row else None


def kills_since(db: sqlite_utils.Database, since: datetime) -> list[int]:
    """Return the stories that are kill notices and came from a moment on, in the order they came."""
    rows = db.execute(
        "SELECT id FROM stories WHERE is_kill AND received_utc >= ? ORDER BY received_utc, id", (sortable(since),)
    )
    return [row[0] for row in rows.fetchall()]


def translations_of(db: sqlite_utils.Database, story_id: int, language: str = "") -> list[PartnerTranslation]:
    """Return the approved translations of a story that partners handed over, the last approved first.

    Args:
        db: a connection.
        story_id: row of the story.
        language: into which language; "" for any.

    Raises:
        RecordBroken: when a kept text is no longer what came in.
    """
    rows = db.execute(
        f"SELECT {_SEAL}, t.text_sha256, t.approved_by, t.approved_at, t.target_language "  # noqa: S608 - own constants
        "FROM bundled_translations t JOIN bundles b ON b.id = t.bundle_id "
        "WHERE t.story_id = ? AND ? IN ('', t.target_language) ORDER BY b.signed_utc, b.id",
        (story_id, language),
    ).fetchall()
    # One that came again in a later bundle is one translation, under its earliest seal.
    found: dict[tuple[str, str, str], PartnerTranslation] = {}
    for row in rows:
        seal = _seal(row)
        made = PartnerTranslation(
            story_id,
            row[7],
            Text.from_record(texts.get(db, row[4])),
            text_out(row[5]),
            moment_out(row[6]),
            seal,
        )
        found.setdefault((seal.sender, row[7], row[4]), made)
    return sorted(found.values(), key=lambda one: one.approved_at, reverse=True)


def _seal(row: tuple[Any, ...]) -> Seal:
    sender, recipient, signed, public_key = row[:4]
    return Seal(text_out(sender), text_out(recipient), moment_out(signed), public_key)
