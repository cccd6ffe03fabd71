from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from dabir.domain.life import StoryState
from dabir.domain.listing import StoryFilter
from dabir.domain.story import Link, LinkKind, PubStatus, Story
from dabir.store import stories
from dabir.store.database import Database

ALL = StoryFilter()


@pytest.fixture
def desk(arrive: Any, database: Database, noon: datetime) -> Database:
    """Six stories; by time of receipt, newest first, their rows are 4, 6, 5, 2, 1, 3."""
    arrivals = [
        (Story("urn:1", headline="Su təchizatı bərpa edildi", language="az", urgency=4), "BORA", 1),
        (Story("urn:2", headline="زلزله در استان", language="fa", urgency=1), "ARAN", 2),
        (Story("urn:3", headline="نشست وزیران", language="fa", urgency=0), "ARAN", 0),
        (Story("urn:4", headline="Gəmi limana çatdı", language="az", urgency=3), "BORA", 5),
        (Story("urn:5", headline="زلزله دیگر", language="fa", urgency=9), "ARAN", 3),
        (Story("urn:6", headline="نمایشگاه کتاب", language="fa", urgency=5), "BORA", 3),
    ]
    for story, partner, hours in arrivals:
        arrive(story, partner=partner, received=noon + timedelta(hours=hours))
    states = {2: StoryState.IN_TRANSLATION, 5: StoryState.RELEASED, 4: StoryState.APPROVED}
    for story_id, state in states.items():
        database.write(lambda db, story_id=story_id, state=state: stories.set_state(db, story_id, state))
    return database


def test_newest_received_comes_first(desk: Database) -> None:
    assert stories.ids(desk.read(), ALL) == [4, 6, 5, 2, 1, 3]
    assert [row.id for row in stories.page(desk.read(), ALL, offset=0, limit=10)] == [4, 6, 5, 2, 1, 3]


def test_moment_of_receipt_decides_not_the_clock_shown(arrive: Any, database: Database, noon: datetime) -> None:
    arrive(Story("urn:late"), received=noon.astimezone(timezone(timedelta(hours=-11))))
    arrive(Story("urn:early"), received=noon - timedelta(microseconds=1))
    rows = stories.page(database.read(), ALL, offset=0, limit=2)
    assert [row.uri for row in rows] == ["urn:late", "urn:early"]
    assert rows[0].received.isoformat() == "2026-02-28T21:30:00-11:00"


def test_pages_join_without_gap_or_repetition(desk: Database) -> None:
    pages = [stories.page(desk.read(), ALL, offset=offset, limit=4) for offset in (0, 4, 8)]
    assert [[row.id for row in page] for page in pages] == [[4, 6, 5, 2], [1, 3], []]
    assert stories.page(desk.read(), ALL, offset=0, limit=0) == []


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ALL, [4, 6, 5, 2, 1, 3]),
        (StoryFilter(states=(StoryState.NEW, StoryState.RELEASED)), [6, 5, 1, 3]),
        (StoryFilter(partner="BORA"), [4, 6, 1]),
        (StoryFilter(language="fa"), [6, 5, 2, 3]),
        (StoryFilter(urgent_only=True), [4, 2]),
        (StoryFilter(query="زلزله"), [5, 2]),
        (StoryFilter(query="gemi cat"), [4]),
        (StoryFilter(query="   "), [4, 6, 5, 2, 1, 3]),
        (StoryFilter(query='"*('), []),
        (StoryFilter(language="fa", partner="ARAN", query="زلزله", states=(StoryState.RELEASED,)), [5]),
        (StoryFilter(partner="NOBODY"), []),
    ],
)
def test_filter_holds_for_list_page_and_count(desk: Database, wanted: StoryFilter, expected: list[int]) -> None:
    db = desk.read()
    assert stories.ids(db, wanted) == expected
    assert stories.count(db, wanted) == len(expected)
    assert [row.id for row in stories.page(db, wanted, offset=0, limit=100)] == expected
    assert [row.id for row in stories.page(db, wanted, offset=1, limit=2)] == expected[1:3]


def test_next_unhandled_goes_down_the_list_and_round(desk: Database) -> None:
    db = desk.read()
    # Open are 6, 2, 1, 3.
    assert [stories.next_unhandled(db, after, ALL) for after in (4, 6, 5, 2, 1, 3)] == [6, 2, 2, 1, 3, 6]
    assert stories.next_unhandled(db, 0, ALL) == 6
    assert stories.next_unhandled(db, 6, StoryFilter(language="az")) == 1
    assert stories.next_unhandled(db, 1, StoryFilter(language="az")) == 1
    assert stories.next_unhandled(db, 4, StoryFilter(states=(StoryState.RELEASED,))) is None


def test_next_unhandled_is_none_when_all_are_decided_on(desk: Database) -> None:
    desk.write(lambda db: [stories.set_state(db, story_id, StoryState.REFUSED) for story_id in range(1, 7)])
    assert stories.next_unhandled(desk.read(), 4, ALL) is None


def test_row_shows_what_the_list_draws(arrive: Any, database: Database, noon: datetime) -> None:
    story = Story(
        "urn:x",
        version=3,
        headline="Düzəliş",
        slugline="rail-correction",
        language="az",
        urgency=2,
        versioncreated=noon,
        embargoed=noon + timedelta(hours=2),
        pubstatus=PubStatus.WITHHELD,
        links=(Link(LinkKind.CORRECTS, "urn:y"),),
    )
    arrive(story)
    arrive(dataclasses.replace(story, headline="Ləğv", pubstatus=PubStatus.CANCELED, links=()))
    kill, correction = stories.page(database.read(), ALL, offset=0, limit=5)
    assert (correction.uri, correction.version, correction.partner) == ("urn:x", 3, "ARAN")
    assert (correction.headline, correction.slugline, correction.urgency) == ("Düzəliş", "rail-correction", 2)
    assert (correction.versioncreated, correction.embargoed) == (noon, noon + timedelta(hours=2))
    assert (correction.pubstatus, correction.is_kill, correction.is_correction) == (PubStatus.WITHHELD, False, True)
    assert (kill.is_kill, kill.is_correction, kill.variant, correction.variant) == (True, False, True, True)
    assert kill.state is StoryState.NEW


def test_list_is_answered_from_its_index_alone(database: Database) -> None:
    db = database.read()
    wanted = "state IN ('new') AND partner = 'ARAN' AND language = 'fa' AND urgency BETWEEN 1 AND 3"
    for statement in (
        f"SELECT count(*) FROM stories WHERE {wanted}",
        f"SELECT id FROM stories WHERE {wanted} ORDER BY received_utc DESC, id DESC LIMIT 10 OFFSET 90000",
    ):
        plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall())
        assert "USING COVERING INDEX stories_list" in plan
        assert "TEMP B-TREE" not in plan
