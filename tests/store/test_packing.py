"""Bytes that lie packed come back exactly, and nothing but another form of the same bytes can take their place."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from store.test_originals import tamper

from dabir.domain.errors import RecordBroken, StoreError
from dabir.domain.story import Story
from dabir.store import compacting, dictionaries, originals, packing, stories, texts
from dabir.store.database import Database

WORDS = "وزیر نیرو در باکو با همتای خود دیدار کرد و درباره خط انتقال برق گفت‌وگو شد. "
DICTIONARY = packing.train(
    [f"{number} {WORDS * (number % 5 + 1)}".encode() for number in range(2_000)], 4_096, 40_000
)
PACKABLE = (WORDS * 20).encode()


def frame(data: bytes, **options: Any) -> bytes:
    return zstandard.ZstdCompressor(**options).compress(data)


@given(st.binary(max_size=3_000) | st.text(max_size=1_000).map(lambda text: (text * 3).encode()), st.booleans())
@settings(deadline=None, max_examples=150)
def test_any_bytes_come_back(data: bytes, with_dictionary: bool) -> None:
    dictionary = DICTIONARY if with_dictionary else b""
    packed = packing.pack(data, dictionary)
    if packed is not None:
        assert len(packed) < len(data)
        assert packing.unpack(packed, len(data), dictionary) == data


def test_dictionary_helps_small_texts_and_what_gains_nothing_lies_as_it_is() -> None:
    small = WORDS.encode()
    packed = packing.pack(small, DICTIONARY)
    assert packed is not None and len(packed) < len(small) / 3
    assert packing.pack(os.urandom(5_000)) is None
    assert packing.pack(b"short") is None


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        (frame(bytes(50_000_000)), 1_000),
        (frame(b"a" * 1_000), 2_000),
        (frame(b"a" * 1_000), -1),
        (frame(b"a" * 1_000), packing.LARGEST + 1),
        (frame(b"a" * 1_000, write_content_size=False), 1_000),
        (frame(b"a" * 1_000) + b"more", 1_000),
        (frame(b"a" * 1_000)[:-3], 1_000),
        (frame(b"a" * 1_000, write_checksum=True)[:-1] + b"\0", 1_000),
        (b"no frame at all", 1_000),
        (b"", 0),
    ],
)
def test_what_would_unpack_to_anything_but_the_noted_size_is_refused(data: bytes, noted: int) -> None:
    with pytest.raises(ValueError, match="packed bytes"):
        packing.unpack(data, noted)


def test_frame_made_with_a_dictionary_is_refused_without_it() -> None:
    packed = packing.pack(PACKABLE, DICTIONARY)
    assert packed is not None
    with pytest.raises(ValueError, match="packed bytes"):
        packing.unpack(packed, len(PACKABLE))


def test_arriving_bytes_lie_packed_and_are_named_by_the_hash_of_what_came(database: Database, original: Any) -> None:
    file = original(PACKABLE)
    sha256 = hashlib.sha256(PACKABLE).hexdigest()
    database.write(lambda db: (originals.add(db, file), texts.add(db, sha256, PACKABLE)))
    for table in ("originals", "texts"):
        key, data, size = database.read().execute(f"SELECT sha256, data, unpacked FROM {table}").fetchone()
        assert (key, size) == (sha256, len(PACKABLE)) and len(data) < size / 4
    assert originals.get(database.read(), sha256) == file
    assert texts.get(database.read(), sha256) == PACKABLE


def test_file_that_is_zstd_itself_is_not_taken_for_packed(database: Database, original: Any) -> None:
    file = original(frame(PACKABLE))
    database.write(lambda db: originals.add(db, file))
    assert originals.get(database.read(), file.sha256).data == file.data


@pytest.mark.parametrize(
    ("form", "values"),
    [
        ("data = ?, unpacked = ?", (frame(PACKABLE + b"!"), len(PACKABLE) + 1)),
        ("data = ?, unpacked = ?", (frame(PACKABLE), len(PACKABLE) + 1)),
        ("data = ?, unpacked = NULL", (frame(PACKABLE),)),
        ("data = ?", (b"",)),
        ("data = ?", (str(PACKABLE),)),
        ("unpacked = ?", ("many",)),
        ("filename = ?", ("other.xml",)),
        ("rowid = ?", (77,)),
    ],
)
def test_no_other_bytes_take_the_place_of_kept_ones(
    database: Database, original: Any, form: str, values: tuple[Any, ...]
) -> None:
    file = original(PACKABLE)
    database.write(lambda db: originals.add(db, file))
    with pytest.raises(StoreError, match="kept as they are"):
        database.write(lambda db: db.execute(f"UPDATE originals SET {form}", values))
    assert originals.get(database.read(), file.sha256) == file


def test_another_form_of_the_same_bytes_may_take_their_place(database: Database, original: Any) -> None:
    file = original(PACKABLE)
    database.write(lambda db: originals.add(db, file))
    for form in ((PACKABLE, None), (frame(PACKABLE, level=19), len(PACKABLE))):
        database.write(lambda db, form=form: db.execute("UPDATE originals SET data = ?, unpacked = ?", form))
        assert originals.get(database.read(), file.sha256) == file


@pytest.mark.parametrize(
    ("data", "noted"), [(frame(bytes(50_000_000)), 10), (b"nonsense", 10), (frame(b"x" * 99), 99)]
)
def test_tampered_frame_is_never_handed_out(database: Database, original: Any, data: bytes, noted: int) -> None:
    file = original(PACKABLE)
    database.write(lambda db: (originals.add(db, file), texts.add(db, file.sha256, file.data)))
    tamper(database, "UPDATE originals SET data = ?, unpacked = ?", data, noted)
    tamper(database, "UPDATE texts SET data = ?, unpacked = ?", data, noted)
    for module in (originals, texts):
        with pytest.raises(RecordBroken):
            module.get(database.read(), file.sha256)


def test_dictionary_is_kept_for_ever_and_a_changed_one_is_told(
    database: Database, original: Any, monkeypatch: Any
) -> None:
    database.write(lambda db: dictionaries.add(db, 40_000, "originals", DICTIONARY))
    file = original(PACKABLE)
    database.write(lambda db: originals.add(db, file))
    assert database.read().execute("SELECT dictionary FROM originals").fetchone() == (40_000,)
    for statement in ("UPDATE dictionaries SET data = x''", "DELETE FROM dictionaries"):
        with pytest.raises(StoreError, match="kept as they are"):
            database.write(lambda db, statement=statement: db.execute(statement))
    assert originals.get(database.read(), file.sha256) == file
    monkeypatch.setattr(dictionaries, "_known", {})
    tamper(database, "UPDATE dictionaries SET data = ?", DICTIONARY + b" ")
    with pytest.raises(RecordBroken):
        originals.get(database.read(), file.sha256)
    with pytest.raises(RecordBroken, match="Dictionary number 40000"):
        dictionaries.newest(database.read(), "originals")


def test_record_of_a_story_lies_packed_and_cannot_become_another(arrive: Any, database: Database) -> None:
    story = Story("urn:a", headline="Yağış", paragraphs=(WORDS * 5,))
    arrive(story)
    (size,) = database.read().execute("SELECT unpacked FROM stories").fetchone()
    assert size
    assert stories.get(database.read(), 1).story == story
    with pytest.raises(StoreError, match="kept as they are"):
        database.write(lambda db: db.execute("UPDATE stories SET record = ?, unpacked = NULL", (b"{}",)))
    with contextlib.closing(sqlite3.connect(database.path)) as raw, pytest.raises(sqlite3.OperationalError):
        raw.execute("UPDATE stories SET unpacked = 1")


def test_step_packs_what_gains_and_goes_on_behind_it(database: Database, original: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(compacting, "_ROWS", 3)
    monkeypatch.setattr(packing, "_SMALLEST", 10**9)  # as it was before packing
    files = [original(PACKABLE + bytes([number])) for number in range(4)] + [original(os.urandom(300))]
    database.write(lambda db: [originals.add(db, file) for file in files])
    monkeypatch.setattr(packing, "_SMALLEST", 64)
    (table, *_) = compacting.TABLES
    assert compacting.left(database.read(), table) == 5
    steps = [database.write(lambda db: compacting.pack_some(db, table)) for _ in range(3)]
    assert [step.rows for step in steps] == [3, 2, 0]
    assert sum(step.packed for step in steps) == 4
    assert sum(step.after for step in steps) < sum(step.before for step in steps) / 4
    assert compacting.left(database.read(), table) == 0
    assert [originals.get(database.read(), file.sha256) for file in files] == files
