from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.domain.event import BINS, Telling, Traits, keys_of
from dabir.domain.story import Original, Story
from dabir.store import events, search, stories

WORDS = dict.fromkeys(range(1, 9), 1.15)
TOLD = Telling(Traits("fa", WORDS, ({101: 1.0}, {102: 1.4}), {201: 1.0}))
OTHER = Telling(Traits("fa", {word + 20: 1.15 for word in WORDS}, ({103: 1.4},), {202: 1.0}))


@pytest.fixture
def arrive(desk, clock):
    """Take a story in and return its row."""

    def take(name, *, uri="", days=0):
        story = Story(
            uri or f"tag:{name}", language="fa", headline=name, versioncreated=clock.now + timedelta(days=days)
        )
        original = Original.of(name.encode(), media_type="text/plain", filename="", partner="", received=clock.now)
        return desk.database.write(lambda db: stories.add(db, story, original)[1])

    return take


@pytest.fixture
def put(desk):
    """Keep how a story tells of its event; return the stories for which something has changed."""

    def keep(story_id, telling):
        return desk.database.write(lambda db: events.put(db, story_id, telling))

    return keep


def others(desk, story_id):
    return [one.story_id for one in events.relatives(desk.database.read(), story_id)]


def test_story_waits_from_its_arrival_until_it_is_read(desk, arrive, put):
    row = arrive("a")
    assert events.waiting(desk.database.read(), 9) == [row] and events.waits(desk.database.read(), row)
    put(row, TOLD)
    assert events.waiting(desk.database.read(), 9) == [] and not events.waits(desk.database.read(), row)


def test_story_waits_again_when_a_translation_changes_and_not_when_it_stays(desk, arrive, put):
    row = arrive("a")

    def translate(text):
        put(row, TOLD)
        desk.database.write(lambda db: search.index_translation(db, row, "az", text))
        return events.waiting(desk.database.read(), 9)

    assert translate("Zəlzələ") == [row]
    assert translate("Zəlzələ") == []
    assert translate("Zəlzələ olub") == [row]
    assert events.translations_of(desk.database.read(), row) == [("az", "Zəlzələ olub")]


def test_translation_may_change_again_while_the_story_waits(desk, arrive):
    row = arrive("a")
    for text in ("Zəlzələ", "Zəlzələ olub"):
        desk.database.write(lambda db, text=text: search.index_translation(db, row, "az", text))
    assert events.waiting(desk.database.read(), 9) == [row]


def test_the_newest_wait_first(desk, arrive):
    rows = [arrive(name) for name in "abc"]
    assert events.waiting(desk.database.read(), 2) == [rows[2], rows[1]]


def test_stories_on_one_event_find_each_other(desk, arrive, put):
    first, second, third = (arrive(name) for name in "abc")
    assert put(first, TOLD) == set()
    assert put(second, OTHER) == set()
    assert put(third, TOLD) == {first, third}
    assert others(desk, first) == [third] and others(desk, third) == [first] and others(desk, second) == []


def test_reading_a_story_again_replaces_what_was_found(desk, arrive, put):
    first, second = arrive("a"), arrive("b")
    put(first, TOLD)
    put(second, TOLD)
    assert put(second, TOLD) == set()
    assert put(second, OTHER) == {first, second}
    assert others(desk, first) == others(desk, second) == []
    assert put(first, None) == set()


def test_versions_of_one_story_are_no_two_stories(desk, arrive, put):
    put(arrive("a", uri="tag:same"), TOLD)
    row = arrive("b", uri="tag:same")
    assert put(row, TOLD) == set() and others(desk, row) == []


@pytest.mark.parametrize(("days", "found"), [(3, True), (4, False), (-3, True), (-4, False)])
def test_stories_meet_within_the_window_of_days(desk, arrive, put, days, found):
    first, second = arrive("a"), arrive("b", days=days)
    put(first, TOLD)
    put(second, TOLD)
    assert bool(others(desk, first)) is found


def test_what_is_forgotten_leaves_no_traits_and_keys_but_the_pairs(desk, arrive, put):
    first, second, third = (arrive(name) for name in "abc")
    put(first, TOLD)
    put(second, TOLD)
    assert desk.database.write(lambda db: events.forget_old(db, kept=1)) == 2
    db = desk.database.read()
    for table in ("event_keys", "event_traits"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert others(desk, first) == [second]
    assert events.waiting(db, 9) == [third]
    assert desk.database.write(lambda db: events.forget_old(db, kept=1)) == 0


def test_lookups_use_their_indexes(desk, arrive, put):
    put(arrive("a"), TOLD)
    db = desk.database.read()
    plan = db.execute(
        "EXPLAIN QUERY PLAN SELECT story_id FROM event_keys WHERE key = 1 AND moment BETWEEN 2 AND 3 "
        "ORDER BY moment DESC LIMIT 200"
    ).fetchall()
    assert len(plan) == 1 and "SEARCH event_keys USING PRIMARY KEY (key=? AND moment>? AND moment<?)" in plan[0][3]


HUNDREDTHS = st.integers(0, 255).map(lambda number: number / 100)
WEIGHED = st.dictionaries(st.integers(0, 2**32 - 1), HUNDREDTHS, max_size=20)
SKETCH = st.just(()) | st.lists(st.integers(0, 2**32 - 1), min_size=BINS, max_size=BINS).map(tuple)


@given(st.builds(Traits, st.just("az"), WEIGHED, st.lists(WEIGHED, max_size=5).map(tuple), WEIGHED, SKETCH))
def test_traits_come_back_as_they_were_packed(traits):
    again = events.unpacked("az", events.packed(traits))
    assert again == traits and keys_of(Telling(again)) == keys_of(Telling(traits))
