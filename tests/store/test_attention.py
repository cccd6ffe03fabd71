from datetime import UTC, datetime, timedelta

import pytest
from wire_samples import ninjs, take_in

from dabir.domain.attention import Call, Calls
from dabir.store.attention import calls_since, newest

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=900)


@pytest.fixture
def came(desk, tmp_path):
    """Take stories in and return what calls of them, by their identifiers."""

    def take(calls=Calls.URGENT, *, oldest=LONG_AGO, after=0, **properties):
        wires = [ninjs(f"tag:x.example,2026:{name}", **given) for name, given in properties.items()]
        take_in(desk, tmp_path / "wire", *wires)
        return [call.row.uri.rpartition(":")[2] for call in calls_since(desk.database.read(), after, calls, oldest)]

    return take


def test_each_choice_calls_for_what_it_says(came):
    stories = {
        "flash": {"urgency": 1},
        "urgent": {"urgency": 2},
        "usual": {"urgency": 3},
        "untold": {"urgency": 0},
        "kill": {"urgency": 5, "pubstatus": "canceled"},
    }
    assert came(**stories) == ["flash", "urgent", "kill"]
    assert came(Calls.FLASHES) == ["flash", "kill"]
    assert came(Calls.KILLS) == ["kill"]
    assert came(Calls.NOTHING) == []


def test_kill_in_plain_words_calls_as_a_kill(came, desk, tmp_path):
    came(first={"slugline": "harvest-fair"})
    took = take_in(desk, tmp_path / "kill", ninjs("tag:x.example,2026:k", headline="KILL harvest-fair", urgency=4))
    found = calls_since(desk.database.read(), 1, Calls.KILLS, LONG_AGO)
    assert [(call.row.id, call.kills) for call in found] == [(took[0], True)]


def test_story_killed_before_it_came_calls_for_nobody(came, desk, tmp_path):
    uri = "tag:x.example,2026:late"
    take_in(desk, tmp_path / "kill", ninjs(uri, version="2", pubstatus="canceled"))
    take_in(desk, tmp_path / "story", ninjs(uri, version="1", urgency=1))
    found = calls_since(desk.database.read(), 0, Calls.URGENT, LONG_AGO)
    assert [call.row.version for call in found] == [2]


def test_older_stories_are_left_out_by_their_own_time(came):
    old = {"urgency": 1, "versioncreated": "2026-11-23T08:59:59+00:00"}
    new = {"urgency": 1, "versioncreated": "2026-11-24T09:00:00+00:00"}
    assert came(oldest=NOW - timedelta(days=1), old=old, new=new) == ["new"]


def test_only_stories_after_the_last_one_seen_call(came, desk):
    came(one={"urgency": 1})
    assert newest(desk.database.read()) == 1
    assert came(two={"urgency": 1}, after=1) == ["two"]


def test_empty_desk_has_no_newest_story(desk):
    assert newest(desk.database.read()) == 0


def test_kills_weigh_more_than_flashes_and_flashes_more_than_urgent(came, desk):
    came(a={"urgency": 2}, b={"urgency": 1}, c={"urgency": 1}, d={"pubstatus": "canceled", "urgency": 6})
    calls = sorted(calls_since(desk.database.read(), 0, Calls.URGENT, LONG_AGO), key=lambda call: call.weight)
    assert [(call.row.id, call.kills) for call in calls] == [(4, True), (3, False), (2, False), (1, False)]
    assert isinstance(calls[0], Call)
