"""What is worked out of a file before it is written is what is kept, and needs no database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from dabir.domain.listing import IngestStatus
from dabir.domain.story import Link, LinkKind, Original, PubStatus, Story
from dabir.store import dictionaries, originals, packing, stories
from dabir.store.arriving import Arriving, newest_dictionaries
from dabir.store.database import Database
from dabir.store.packing import Dictionary
from dabir.store.ready import Dictionaries, ready_all, ready_stories
from dabir.store.searched import words_of

TOLD = Story(
    "urn:1",
    version=1 << 70,
    headline="Zəlzələ \udc80",
    slugline="zəlzələ",
    language="az",
    urgency=2,
    paragraphs=("می‌شود ۳", "Bakıda zəlzələ olub. " * 20),
    ednote="Note",
    pubstatus=PubStatus.USABLE,
    links=(Link(LinkKind.CORRECTS, "urn:0"),),
)


@dataclass(frozen=True)
class Item:
    story: Story | None


@dataclass(frozen=True)
class Found:
    readings: tuple[Item, ...]


@pytest.mark.parametrize("trained", [False, True])
def test_ready_story_is_kept_as_any_other(
    database: Database, original: Callable[..., Original], noon: datetime, *, trained: bool
) -> None:
    if trained:
        data = packing.train(
            [f"<story>{number} Bakıda zəlzələ</story>".encode() * 9 for number in range(600)], 4096, 1
        )
        for number, kind in enumerate(("originals", "stories"), 40_000):
            database.write(lambda db, n=number, k=kind: dictionaries.add(db, n, k, data + k.encode()))
    told = TOLD.changed(versioncreated=noon, expiry=noon)
    again = told.changed(uri="urn:2", links=())
    files = [original(b"<story>" + name * 100) for name in (b"one", b"two")]

    def work(db: Any) -> None:
        arriving = Arriving(db)
        stories.add(db, told, files[0], arriving)
        (ready,) = ready_all(files[1:], [Found((Item(again),))], dictionaries=newest_dictionaries(db))
        assert originals.add(db, files[1], arriving, ready.data)
        added = stories.add(db, again, files[1], arriving, first_file=True, ready=ready.stories[0])
        assert added == (IngestStatus.NEW, 2, False)
        assert ready.stories[0].words == words_of(again)

    database.write(work)
    first, second = (stories.get(database.read(), row) for row in (1, 2))
    assert (first.story, second.story) == (told, again)
    assert [originals.get(database.read(), file.sha256) for file in files] == files
    same = "SELECT count(DISTINCT {}) FROM {}"
    for column in (
        "version",
        "text_sha256",
        "headline",
        "versioncreated_utc",
        "expiry",
        "dictionary",
        "unpacked IS NULL",
    ):
        assert database.read().execute(same.format(column, "stories")).fetchone()[0] <= 1, column
    assert database.read().execute(same.format("dictionary", "originals")).fetchone()[0] == trained


def test_files_are_made_ready_with_the_stories_that_could_be_read(original: Callable[..., Original]) -> None:
    given = Dictionaries(Dictionary(40_000, b""), None)
    other = TOLD.changed(uri="urn:3", headline="Bakıda konsert")
    files = [original(b"a" * 1000), original(b"b"), original(b"c")]
    found = [Found((Item(TOLD), Item(None), Item(other))), Found(()), Found((Item(other),))]
    first, second, third = ready_all(files, found, dictionaries=given)
    assert first.data[1:] == (1000, 40_000)
    assert list(first.stories) == ready_stories([TOLD, other], given)
    assert (second.data, second.stories) == ((b"b", None, None), ())
    assert list(third.stories) == ready_stories([other], given)


def test_a_process_that_makes_ready_loads_no_database() -> None:
    told = "import sys, dabir.store.ready; print('sqlite_utils' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
