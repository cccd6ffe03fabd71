from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from tests.mixed_desk import MOMENTS

from dabir.domain.life import StoryState
from dabir.domain.listing import Sort, StoredStory, StoryFilter, Tally
from dabir.domain.story import Link, LinkKind, PubStatus, Story
from dabir.store import finding, search, stories, story_list
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


SORTS = list(Sort)


def expected(database: Database, wanted: StoryFilter, keep: Any) -> list[int]:
    """The order of the list by its definition, from the stories themselves."""
    kept = [one for row in range(1, 81) if keep(one := stories.get(database.read(), row))]
    way = 1 if wanted.sort.oldest_first else -1

    def key(one: StoredStory) -> tuple[float, ...]:
        own = one.story.versioncreated or one.received
        moment = (own if wanted.sort.by_created else one.received).timestamp()
        return (one.story.urgency or 5 if wanted.sort.by_urgency else 0, way * moment, way * one.id)

    return [one.id for one in sorted(kept, key=key)]


FILTERS: list[tuple[str, Any]] = [
    ("", lambda _: True),
    ("partner:aran lang:fa", lambda one: one.partner == "ARAN" and one.story.language == "fa"),
    ("-partner:ARAN", lambda one: one.partner != "ARAN"),
    ("urgency:1-3", lambda one: 1 <= one.story.urgency <= 3),
    ("state:released,killed", lambda one: one.state in {StoryState.RELEASED, StoryState.KILLED}),
    ("-state:unhandled", lambda one: one.state in {StoryState.RELEASED, StoryState.KILLED}),
    ("format:nitf", lambda one: one.media_type == "application/nitf+xml"),
    ("has:kill", lambda one: one.story.is_kill),
    ("has:correction,embargo", lambda one: one.story.is_correction and one.story.embargoed is not None),
    ("has:note -has:embargo", lambda one: bool(one.story.ednote) and one.story.embargoed is None),
    ("slug:sea", lambda one: "sea" in one.story.slugline),
    ("slug:red", lambda one: one.story.slugline == "red-sea"),
    ("gəmi", lambda one: "gəmi" in one.story.headline),
    ("gəmi -slug:red partner:BORA", lambda one: "gəmi" in one.story.headline and one.story.slugline != "red-sea"
     and one.partner == "BORA"),
    ("xəbər -gəmi", lambda one: "gəmi" not in one.story.headline),
]  # fmt: skip


@pytest.mark.parametrize("sort", SORTS)
def test_every_filter_and_sort_gives_what_its_definition_says(mixed: Database, sort: Sort) -> None:
    db = mixed.read()
    for query, keep in FILTERS:
        wanted = StoryFilter(query=query, sort=sort)
        order = expected(mixed, wanted, keep)
        assert 3 < len(order) < 81, query
        assert stories.ids(db, wanted) == order, query
        assert story_list.tally(db, wanted) == Tally(len(order))
        assert [row.id for row in stories.page(db, wanted, offset=2, limit=5)] == order[2:7]
        assert [story_list.place_of(db, wanted, row) for row in order] == list(range(len(order)))
        assert all(story_list.place_of(db, wanted, row) is None for row in range(82) if row not in order)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("query", ["", "partner:ARAN", "xəbər"])
def test_list_comes_to_a_moment_where_its_definition_says(mixed: Database, sort: Sort, query: str) -> None:
    db = mixed.read()
    wanted = StoryFilter(query=query, sort=sort)
    rows = [stories.get(db, row) for row in stories.ids(db, wanted)]
    if sort.by_urgency:
        rows = [row for row in rows if row.story.urgency == rows[0].story.urgency]
    for moment in (moment + timedelta(hours=hours) for moment in MOMENTS for hours in (-1, 0)):
        times = [(row.story.versioncreated or row.received) if sort.by_created else row.received for row in rows]
        above = [time for time in times if (time < moment if sort.oldest_first else time >= moment)]
        assert story_list.place_at(db, wanted, moment) == len(above)


def test_days_bound_the_list_by_the_time_it_is_sorted_by(mixed: Database) -> None:
    db = mixed.read()
    midnight = datetime(2026, 3, 1).astimezone()
    for sort in SORTS:
        for query, wants in (
            ("after:2026-03-01", lambda time: time >= midnight),
            ("before:2026-03-01 partner:ARAN", lambda time: time < midnight),
            ("after:2026-01-29 before:2026-03", lambda time: midnight - timedelta(days=31) <= time < midnight),
            ("xəbər before:2026-03-01", lambda time: time < midnight),
        ):
            wanted = StoryFilter(query=query, sort=sort)

            def keep(one: StoredStory, sort: Sort = sort, wants: Any = wants, query: str = query) -> bool:
                time = (one.story.versioncreated or one.received) if sort.by_created else one.received
                return bool(wants(time)) and (one.partner == "ARAN" or "ARAN" not in query)

            order = expected(mixed, wanted, keep)
            assert order
            assert stories.ids(db, wanted) == order
            assert stories.ids(db, wanted, offset=3, limit=4) == order[3:7]
            assert stories.count(db, wanted) == len(order)
            assert [story_list.place_of(db, wanted, row) for row in order] == list(range(len(order)))


def _mark_and_decide(db: Any) -> None:
    for story_id in range(1, 81, 2):
        search.index_translation(db, story_id, "en", "a ship")
    for story_id in range(1, 81, 4):
        search.index_translation(db, story_id, "en", "")
        stories.set_state(db, story_id, StoryState.REFUSED)


def test_counts_stay_true_whatever_is_marked_and_decided(own: Database) -> None:
    own.write(_mark_and_decide)
    db = own.read()
    assert stories.ids(db, StoryFilter(query="has:translation", sort=Sort.RECEIVED)) == [
        row for row in stories.ids(db, ALL) if row % 4 == 3
    ]
    truth = db.execute("SELECT count(*), sum(facet) FROM list_lines").fetchone()
    assert db.execute("SELECT sum(lines), sum(lines * id) FROM list_facets").fetchone() == truth
    for by_created, moment in enumerate(("received", "created")):
        counted = db.execute(
            "SELECT stretch, facet, lines FROM list_counts WHERE by_created = ? AND lines ORDER BY 1, 2",
            (by_created,),
        ).fetchall()
        assert (
            counted
            == db.execute(
                f"SELECT ({moment} + 62135596800000000) / 2592000000000, facet, count(*) FROM list_lines GROUP BY 1, 2"
            ).fetchall()
        )
    # One facet for every way in which stories differ, and none twice.
    assert db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM list_facets GROUP BY state, partner, language, urgency, media_type, marks "
        "HAVING count(*) > 1)"
    ).fetchone() == (0,)


def test_only_the_newest_of_too_many_hits_are_listed_and_that_is_told(
    own: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = own.read()
    every = StoryFilter(query="xəbər")
    monkeypatch.setattr(finding, "MOST_LISTED", 10)
    assert story_list.tally(db, every) == Tally(10, complete=False)
    assert sorted(stories.ids(db, every)) == list(range(71, 81)), "the last to come in"
    monkeypatch.setattr(finding, "MOST_LOOKED_AT", 20)
    monkeypatch.setattr(finding, "_AT_ONCE", 20)
    narrow = StoryFilter(query="xəbər partner:ARAN has:kill")
    found = stories.ids(db, narrow)
    assert found
    assert min(found) > 60
    assert not story_list.tally(db, narrow).complete


def test_a_list_of_words_shows_what_came_in_since(own: Database, arrive: Any) -> None:
    wanted = StoryFilter(query="xəbər")
    assert stories.count(own.read(), wanted) == 80
    arrive(Story("urn:new", headline="yeni xəbər"), data=b"one more")
    assert stories.count(own.read(), wanted) == 81
