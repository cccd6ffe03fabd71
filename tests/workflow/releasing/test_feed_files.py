import feedparser
import pytest
from wire_samples import ninjs, take_in

from dabir.app import open_desk
from dabir.workflow.releasing.output_choice import OutputChoice

URIS = ("tag:alborz.example,2026:1", "tag:alborz.example,2026:2")


@pytest.fixture
def stories(desk, signer, tmp_path):
    rows = take_in(desk, tmp_path / "wire", *(ninjs(uri, headline=f"خبر {uri[-1]}") for uri in URIS))
    for row in rows:
        desk.decisions.approve(row, "", signer)
    return rows


@pytest.fixture
def feeds(desk):
    OutputChoice(desk.database).choose(["rss", "atom", "ninjs"])
    return [desk.places.released / name for name in ("releases.rss.xml", "releases.atom.xml")]


def entries(file):
    return {entry.id: entry for entry in feedparser.parse(file.read_bytes()).entries}


def test_each_release_comes_into_both_feeds(desk, stories, feeds, signer):
    for number, row in enumerate(stories, start=1):
        desk.decisions.release(row, "", signer)
        for file in feeds:
            assert set(entries(file)) == set(URIS[:number])
    for file in feeds:
        assert entries(file)[URIS[0]].title == "خبر 1"
    assert not [file for file in desk.places.released.iterdir() if file.name.startswith(".")]


def test_desk_that_chose_no_feed_has_none(desk, stories, signer):
    desk.decisions.release(stories[0], "", signer)
    assert [file for file in desk.places.released.iterdir() if file.is_file()] == []


def test_killed_story_stays_as_a_notice_without_its_text(desk, stories, feeds, signer):
    for row in stories:
        desk.decisions.release(row, "", signer)
    desk.decisions.kill(stories[0], signer, "Untrue.")
    for file in feeds:
        killed, other = (entries(file)[uri] for uri in URIS)
        assert killed.summary.startswith("این خبر پس گرفته شده است.")
        assert not any(content.value.strip() and "<p>" in content.value for content in killed.get("content", []))
        assert "باکو" in other.content[0].value


def test_feed_holds_a_text_once_in_its_last_release(desk, stories, feeds, signer):
    desk.decisions.release(stories[0], "", signer)
    desk.decisions.revoke(stories[0], "", signer, "Wait.")
    desk.decisions.approve(stories[0], "", signer)
    desk.decisions.release(stories[0], "", signer)
    for file in feeds:
        (entry,) = feedparser.parse(file.read_bytes()).entries
        assert "پس گرفته" not in entry.get("summary", "")


def test_feed_that_a_crash_left_behind_is_made_good_at_the_next_start(desk, clock, stories, feeds, signer):
    desk.decisions.release(stories[0], "", signer)
    for file in feeds:
        file.unlink()
    desk.close()
    open_desk(desk.places, clock).close()
    for file in feeds:
        assert set(entries(file)) == {URIS[0]}
