from wire_samples import ninjs, take_in

from dabir.domain.attention import Calls


def test_what_came_with_an_archive_of_old_stories_calls_for_nobody(desk, clock, tmp_path):
    fresh = clock.now.isoformat()
    take_in(
        desk,
        tmp_path,
        ninjs("tag:x.example,2026:old", urgency=1, versioncreated="2026-11-20T08:00:00+03:30"),
        ninjs("tag:x.example,2026:new", urgency=1, versioncreated=fresh),
    )
    newest, found = desk.attention.since(0, Calls.URGENT)
    assert newest == desk.attention.newest() == 2
    assert [call.row.uri for call in found] == ["tag:x.example,2026:new"]


def test_story_without_a_time_of_its_own_is_as_old_as_its_receipt(desk, clock, tmp_path):
    take_in(desk, tmp_path, ninjs(urgency=1, versioncreated=None))
    clock.advance(hours=23)
    assert len(desk.attention.since(0, Calls.URGENT)[1]) == 1
    clock.advance(hours=2)
    assert desk.attention.since(0, Calls.URGENT)[1] == []
