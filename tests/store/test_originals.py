from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.errors import NotFound, RecordBroken, StoreError
from dabir.domain.story import Original
from dabir.store import originals, texts
from dabir.store.database import Database

OFFSETS = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def tamper(database: Database, statement: str, *values: Any) -> None:
    """Change the file as somebody with a database tool would, past the triggers."""
    with contextlib.closing(sqlite3.connect(database.path)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(statement, values)
        raw.commit()


def test_bytes_come_back_exactly_with_all_that_is_told_of_them(database: Database, noon: datetime) -> None:
    data = bytes(range(256)) + b"\r\n\xef\xbb\xbf\0"
    # A name that is no UTF-8, as a folder may hold it.
    kept = Original.of(data, media_type="text/plain", filename="خبر\udcff.txt", partner="ARAN", received=noon)
    assert database.write(lambda db: originals.add(db, kept)) is True
    got = originals.get(database.read(), kept.sha256)
    assert got == kept
    assert got.received.isoformat() == "2026-03-01T12:00:00+03:30"


def test_same_bytes_are_kept_once_as_they_first_came(database: Database, original: Callable[..., Original]) -> None:
    first, second = original(filename="first.xml"), original(filename="second.xml")
    assert database.write(lambda db: (originals.add(db, first), originals.add(db, second))) == (True, False)
    assert originals.get(database.read(), second.sha256).filename == "first.xml"
    assert originals.has(database.read(), first.sha256)


def test_unknown_hash_is_not_found(database: Database) -> None:
    assert not originals.has(database.read(), "0" * 64)
    for module in (originals, texts):
        with pytest.raises(NotFound, match="0" * 64):
            module.get(database.read(), "0" * 64)


def test_bytes_with_a_wrong_hash_are_not_taken(database: Database, original: Callable[..., Original]) -> None:
    false = Original("0" * 64, b"other", "text/xml", "false.xml", "", original().received)
    with pytest.raises(RecordBroken, match=r"false\.xml"):
        database.write(lambda db: originals.add(db, false))
    with pytest.raises(RecordBroken):
        database.write(lambda db: texts.add(db, "0" * 64, b"other"))


def test_changed_bytes_are_never_handed_out(database: Database, original: Callable[..., Original]) -> None:
    file = original(b"as it came")
    database.write(lambda db: originals.add(db, file))
    tamper(database, "UPDATE originals SET data = ?", b"as it Came")
    with pytest.raises(RecordBroken, match=r"item\.xml"):
        originals.get(database.read(), file.sha256)


def test_approved_text_comes_back_and_a_changed_one_does_not(database: Database) -> None:
    data = '["Başlıq","Mətn\u200c"]'.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    database.write(lambda db: (texts.add(db, sha256, data), texts.add(db, sha256, data)))
    assert texts.get(database.read(), sha256) == data
    tamper(database, "UPDATE texts SET data = ?", data + b" ")
    with pytest.raises(RecordBroken, match=sha256):
        texts.get(database.read(), sha256)


@pytest.mark.parametrize("table", ["originals", "texts"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET data = x'00'",
        "UPDATE {} SET sha256 = 'a'",
        "DELETE FROM {}",
        "REPLACE INTO {} SELECT * FROM {}",
    ],
)
def test_kept_bytes_can_be_neither_changed_nor_removed(
    database: Database, original: Callable[..., Original], table: str, statement: str
) -> None:
    file = original()
    database.write(lambda db: (originals.add(db, file), texts.add(db, file.sha256, file.data)))
    # A bare connection: without the foreign keys and recursive triggers that ours has.
    raw = sqlite3.connect(database.path, isolation_level=None)
    # Without the program's own functions there is no changing of a packed column at all.
    refused = pytest.raises(sqlite3.Error, match=r"kept as they are|no such function: same_bytes")
    with contextlib.closing(raw), refused:
        raw.execute(statement.format(table, table))
    with pytest.raises(StoreError, match="kept as they are"):
        database.write(lambda db: db.execute(statement.format(table, table)))
    assert originals.get(database.read(), file.sha256).data == file.data
    assert texts.get(database.read(), file.sha256) == file.data


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("shared")
    with contextlib.closing(Database.open(folder / "desk.sqlite3", folder / "backups")) as opened:
        yield opened


@given(data=st.binary(max_size=2000), filename=st.text(), received=st.datetimes(timezones=OFFSETS))
@settings(deadline=None)
def test_any_bytes_round_trip(shared: Database, data: bytes, filename: str, received: datetime) -> None:
    file = Original.of(data, media_type="", filename=filename, partner="", received=received)
    new = shared.write(lambda db: originals.add(db, file))
    got = originals.get(shared.read(), file.sha256)
    assert got.data == data
    if new:
        assert got.filename == filename
        assert got.received.isoformat() == received.isoformat()
