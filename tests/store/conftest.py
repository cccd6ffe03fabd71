"""Fixtures of the store's tests: a real database file, and stories as they arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from tests.mixed_desk import fill

from dabir.domain.listing import IngestStatus
from dabir.domain.story import Original, Story
from dabir.store import search, stories
from dabir.store.database import Database

Arrival = tuple[IngestStatus, int, bool]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "desk.sqlite3", tmp_path / "backups", busy_timeout=5.0)
    yield opened
    opened.close()


@pytest.fixture
def noon() -> datetime:
    return datetime(2026, 3, 1, 12, 0, tzinfo=timezone(timedelta(hours=3, minutes=30)))


@pytest.fixture
def original(noon: datetime) -> Callable[..., Original]:
    def make(data: bytes = b"<newsItem/>", **changes: Any) -> Original:
        told = {"media_type": "text/xml", "filename": "item.xml", "partner": "ARAN", "received": noon, **changes}
        return Original.of(data, **told)

    return make


@pytest.fixture
def arrive(database: Database, original: Callable[..., Original]) -> Callable[..., Arrival]:
    """Let a story arrive in a file of its own, unless its bytes are given."""
    arrived = iter(range(10_000))

    def one(story: Story, data: bytes = b"", **changes: Any) -> Arrival:
        file = original(data or f"file {next(arrived)}".encode(), **changes)

        def work(db: Any) -> Arrival:
            outcome = stories.add(db, story, file)
            if outcome[0] is not IngestStatus.DUPLICATE:
                search.index_story(db, outcome[1])
            return outcome

        return database.write(work)

    return one


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A desk of mixed stories, to be read only."""
    folder = tmp_path_factory.mktemp("mixed")
    opened = Database.open(folder / "desk.sqlite3", folder / "backups")
    opened.write(fill)
    yield opened
    opened.close()


@pytest.fixture
def own(database: Database) -> Database:
    """The same stories, to be changed."""
    database.write(fill)
    return database
