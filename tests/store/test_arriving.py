"""What is asked once for all arrivals of a transaction: only what the desk has nothing about is new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dabir.domain.kill import Kill, KillState
from dabir.domain.listing import IngestStatus
from dabir.domain.story import Link, LinkKind, Original, Story
from dabir.store import dictionaries, kills, originals, stories
from dabir.store.arriving import Arriving
from dabir.store.database import Database
from dabir.store.ready import Dictionaries


def new_stories(database: Database, *uris: str) -> list[str]:
    arriving = Arriving(database.read(), uris=uris)
    return [uri for uri in uris if arriving.is_new_story(uri)]


def test_story_is_new_until_anything_on_the_desk_is_about_it(
    database: Database, noon: datetime, arrive: Callable[..., Any]
) -> None:
    uris = ("urn:here", "urn:linked", "urn:killed", "urn:removed", "urn:new")
    assert new_stories(database, *uris) == list(uris)
    arrive(Story("urn:here", links=(Link(LinkKind.CORRECTS, "urn:linked"),)))
    database.write(lambda db: kills.add(db, Kill("urn:killed", 0, "It was killed.", noon)))
    _write_unchecked(
        database,
        "INSERT INTO removed_stories (story_id, uri, version, text_sha256, original_sha256, part, sequence) "
        "VALUES (99, 'urn:removed', 1, '', '', 0, 1)",
    )
    assert new_stories(database, *uris) == ["urn:new"]


def test_file_is_new_until_it_was_kept_or_removed(database: Database, original: Callable[..., Original]) -> None:
    kept, removed, new = (original(data).sha256 for data in (b"kept", b"removed", b"new"))
    database.write(lambda db: originals.add(db, original(b"kept")))
    _write_unchecked(
        database,
        f"INSERT INTO removed_files (kind, sha256, size, sequence) VALUES ('original', '{removed}', 7, 1)",
    )
    arriving = Arriving(database.read(), files=(kept, removed, new))
    assert [arriving.is_new_file(sha256) for sha256 in (kept, removed, new)] == [False, False, True]


def test_what_was_not_asked_for_is_not_known_to_be_new(database: Database) -> None:
    arriving = Arriving(database.read(), files=["a"], uris=["urn:1"])
    assert not arriving.is_new_file("b")
    assert not arriving.is_new_story("urn:2")


def test_more_than_are_asked_for_at_once_are_all_looked_up(database: Database, arrive: Callable[..., Any]) -> None:
    uris = [f"urn:{number}" for number in range(250)]
    for uri in uris[::50]:
        arrive(Story(uri))
    assert new_stories(database, *uris) == [uri for uri in uris if uri not in uris[::50]]


def test_what_has_come_in_is_new_no_more(database: Database, original: Callable[..., Original]) -> None:
    first = Story("urn:1", headline="a", links=(Link(LinkKind.REPLACES, "urn:2"),))
    file = original(b"first")

    def work(db: Any) -> tuple[Any, ...]:
        arriving = Arriving(db, files=[file.sha256], uris=["urn:1", "urn:2"])
        outcomes = [stories.add(db, first, file, arriving)[0], stories.add(db, first, original(b"x"), arriving)[0]]
        return *outcomes, arriving.is_new_file(file.sha256), arriving.is_new_story("urn:2")

    assert database.write(work) == (IngestStatus.NEW, IngestStatus.DUPLICATE, False, False)


@pytest.mark.parametrize("come_in", [False, True])
def test_message_waits_whether_it_was_here_or_comes_in(database: Database, noon: datetime, come_in: bool) -> None:
    message = Kill("", 0, "It seems to kill.", noon, state=KillState.UNMATCHED, slugline="sea", partner="ARAN")
    if not come_in:
        database.write(lambda db: kills.add(db, message))
    arriving = Arriving(database.read())
    assert len(arriving.messages("ARAN")) == (not come_in)
    assert arriving.messages("ALBORZ") == []
    if come_in:
        database.write(lambda db: kills.add(db, message))
        arriving.note_message()
    assert [one.slugline for one in arriving.messages("ARAN")] == ["sea"]


def test_dictionaries_are_looked_up_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = dictionaries.newest
    monkeypatch.setattr(dictionaries, "newest", lambda db, kind: asked.append(kind) or real(db, kind))
    arriving = Arriving(database.read())
    assert arriving.dictionaries == arriving.dictionaries == Dictionaries()
    assert asked == ["originals", "stories"]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.text(st.characters(exclude_categories=()), min_size=1, max_size=6), min_size=2, max_size=6))
def test_any_identifier_is_found_again(database: Database, original: Callable[..., Original], uris: set[str]) -> None:
    here, *others = sorted(uris)

    def work(db: Any) -> list[bool]:
        db.execute("SAVEPOINT example")
        stories.add(db, Story(here), original(here.encode("utf-8", "surrogatepass")))
        arriving = Arriving(db, uris=uris)
        found = [arriving.is_new_story(uri) for uri in (here, *others)]
        db.execute("ROLLBACK TO example")
        return found

    assert database.write(work) == [False, *(True for _ in others)]


def _write_unchecked(database: Database, statement: str) -> None:
    """Write what only an entry of the log may bring, without one."""
    table = statement.split()[2]

    def work(db: Any) -> None:
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
        ).fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute("PRAGMA defer_foreign_keys = ON")
        db.execute(statement)

    database._writer.execute("PRAGMA foreign_keys = OFF")
    database.write(work)
    database._writer.execute("PRAGMA foreign_keys = ON")
