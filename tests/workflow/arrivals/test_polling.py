import io
import sqlite3
import threading
import zipfile
from contextlib import closing
from datetime import timedelta

import pytest
from feed_desk import Ring, Server
from wire_samples import ninjs, write

from dabir.app import open_desk
from dabir.domain.errors import NotFound, StoreError
from dabir.domain.feed import Feed, FeedKind
from dabir.domain.listing import IngestStatus, StoryFilter
from dabir.feeds.fetcher import FeedError
from dabir.feeds.watched import Watched
from dabir.settings import Places
from dabir.store import feeds as stored_feeds
from dabir.workflow.arrivals.feed_secrets import FeedSecrets
from dabir.workflow.arrivals.polling import Polling
from dabir.workflow.arrivals.unsealing import is_one_file
from dabir.workflow.people.passphrases import Passphrases

WEB = Feed("alborz", FeedKind.HTTP, "https://alborz.example/feed", partner="ALBORZ")


def story(number, **properties):
    return ninjs(f"tag:alborz.example,2026:{number}", **properties)


def polling_of(desk, clock, make, ring=None, **environment):
    passwords = FeedSecrets(Passphrases(lambda: ring), environment)
    return Polling(desk.database, desk.intake, passwords, clock, make, lambda _low, high: high)


@pytest.fixture
def server():
    return Server(story(1), story(2))


@pytest.fixture
def polling(desk, clock, server):
    desk.feeds.add(WEB)
    return polling_of(desk, clock, server.fetcher)


def health(desk):
    return desk.feeds.get("alborz").health


def mark(desk, clock):
    return stored_feeds.get(desk.database.read(), "alborz", clock()).mark


def test_what_a_feed_brings_is_on_the_desk_and_comes_once(desk, clock, polling, server):
    look = polling.look("alborz")
    assert (look.taken, look.duplicates, look.failed, look.error) == (2, 0, False, "")
    assert {desk.stories.get(row.id).partner for row in desk.stories.page(StoryFilter(), offset=0, limit=10)} == {
        "ALBORZ"
    }
    assert (mark(desk, clock), server.kept) == ("2", ["thing 1", "thing 2"])
    assert polling.look("alborz").taken == 0
    assert server.looks == 2
    assert (health(desk).taken, health(desk).taken_today, health(desk).last_story) == (2, 2, clock())


def test_outcomes_are_told_after_they_are_stored(desk, polling):
    told = []

    def tell(outcomes):
        assert all(desk.stories.get(one.story_id) for one in outcomes)
        told.extend(outcomes)

    polling.look("alborz", tell=tell)
    assert [one.status for one in told] == [IngestStatus.NEW] * 2


def test_language_and_zone_of_the_feed_reach_the_story(desk, clock, polling, server):
    feed = Feed("tehran", FeedKind.HTTP, "https://tehran.example/", zone="Asia/Tehran", language="az")
    desk.feeds.add(feed)
    server.steps = [story(3, language="", headline="1", body_xhtml="<p>2</p>", versioncreated="2026-11-24T08:00:00")]
    polling.look("tehran")
    found = desk.stories.find("tag:alborz.example,2026:3").story
    assert found.language == "az"
    assert found.versioncreated.utcoffset() == timedelta(hours=3, minutes=30)


def test_what_cannot_be_read_is_set_aside_and_counted(desk, polling, server):
    server.steps = [b"<newsItem", story(1)]
    look = polling.look("alborz")
    assert (look.taken, look.quarantined, look.failed) == (1, 1, False)
    assert desk.intake.quarantine_size() == 1


def test_feed_is_due_at_once_and_then_after_its_interval(desk, clock, polling):
    assert [feed.name for feed in polling.due(clock())] == ["alborz"]
    look = polling.look("alborz")
    assert look.due == polling.next_due(clock()) == clock() + WEB.interval
    assert polling.due(clock()) == []
    clock.advance(seconds=WEB.interval.total_seconds())
    assert [feed.name for feed in polling.due(clock())] == ["alborz"]


def test_paused_feed_is_never_due(desk, clock, polling):
    desk.feeds.pause("alborz")
    assert polling.due(clock()) == [] and polling.next_due(clock()) is None
    desk.feeds.resume("alborz")
    assert len(polling.due(clock())) == 1


def test_after_a_long_sleep_everything_is_looked_at_once(desk, clock, polling, server):
    desk.feeds.add(Feed("aran", FeedKind.HTTP, "https://aran.example/", interval=timedelta(seconds=15)))
    for feed in polling.due(clock()):
        polling.look(feed.name)
    clock.advance(hours=9)
    looked = []
    while due := polling.due(clock()):
        looked.append(due[0].name)
        polling.look(due[0].name)
    assert looked == ["aran", "alborz"]


def test_clock_that_was_years_ahead_does_not_stop_a_feed(desk, clock, polling):
    clock.advance(days=2000)
    polling.look("alborz")
    clock.advance(days=-2000)
    assert [feed.name for feed in polling.due(clock())] == ["alborz"]
    polling.look("alborz")
    assert polling.due(clock()) == []


def test_pauses_after_failures_double_up_to_an_hour_and_end_with_success(desk, clock, polling, server):
    server.steps = [FeedError("There is no way to alborz.example now.", "It is tried again by itself.")]
    pauses = []
    for _ in range(6):
        look = polling.look("alborz")
        assert look.failed and not look.tell
        pauses.append(round((look.due - clock()).total_seconds() / 60))
        clock.now = look.due
    assert pauses == [5, 10, 20, 40, 60, 60]
    assert (health(desk).failures, health(desk).succeeded) == (6, None)
    assert health(desk).error == "There is no way to alborz.example now."
    server.steps = [story(1)]
    look = polling.look("alborz")
    assert (look.due - clock(), health(desk).failures, health(desk).error) == (WEB.interval, 0, "")
    assert health(desk).succeeded == clock()


def test_pauses_have_chance_in_them(desk, clock, server):
    desk.feeds.add(WEB)
    server.steps = [FeedError("Away.")]
    shorter = Polling(
        desk.database,
        desk.intake,
        FeedSecrets(Passphrases(lambda: None), {}),
        clock,
        server.fetcher,
        lambda low, _: low,
    )
    assert WEB.interval / 2 <= shorter.look("alborz").due - clock() < WEB.interval


def test_server_that_asks_for_patience_gets_it_but_not_for_ever(desk, clock, polling, server):
    server.steps = [FeedError("Too many requests.", retry_after=timedelta(hours=2))]
    assert timedelta(hours=2) <= polling.look("alborz").due - clock() <= timedelta(hours=2.2)
    server.steps = [FeedError("Too many requests.", retry_after=timedelta(days=9000))]
    assert timedelta(hours=24) <= polling.look("alborz").due - clock() <= timedelta(hours=26)


def test_lasting_error_is_told_once_and_tried_again_each_hour(desk, clock, polling, server):
    server.steps = [FeedError("The password is wrong.", "Set it anew.", lasting=True)]
    first, second = polling.look("alborz"), polling.look("alborz")
    assert (first.tell, second.tell) == (True, False)
    assert first.due - clock() == timedelta(hours=1)
    server.steps = [FeedError("The certificate is not trusted.", lasting=True)]
    assert polling.look("alborz").tell


def test_changed_feed_is_due_at_once_and_its_trouble_forgotten(desk, clock, polling, server):
    server.steps = [FeedError("The password is wrong.", lasting=True)]
    polling.look("alborz")
    assert polling.due(clock()) == []
    desk.feeds.change("alborz", WEB)
    assert len(polling.due(clock())) == 1
    assert health(desk).error == ""


def test_what_came_before_a_failure_is_kept_and_its_mark_moved(desk, clock, polling, server):
    server.steps = [story(1), story(2), FeedError("The line broke."), story(3)]
    look = polling.look("alborz")
    assert (look.taken, look.failed, mark(desk, clock)) == (2, True, "2")
    server.steps[2] = story(4)
    assert polling.look("alborz").taken == 2


def test_source_that_cannot_be_cleared_holds_nothing_up(desk, clock, polling, server):
    server.unkept = FeedError("thing 1 cannot be deleted.", "Give the right to.", lasting=True)
    look = polling.look("alborz")
    assert (look.taken, look.failed, look.tell, mark(desk, clock)) == (2, False, True, "2")
    assert look.error == health(desk).error == "thing 1 cannot be deleted."
    assert look.due - clock() == WEB.interval


def test_nothing_is_cleared_and_no_mark_moved_before_the_batch_is_on_the_disk(
    desk, clock, polling, server, monkeypatch
):
    def full(*_arguments, **_options):
        raise sqlite3.OperationalError("disk full")

    def checked(delivery):
        assert desk.stories.count(StoryFilter()) == 2
        assert mark(desk, clock) == ""
        server.kept.append(delivery.source)

    with monkeypatch.context() as broken:
        broken.setattr("dabir.store.stories.add", full)
        with pytest.raises(sqlite3.OperationalError):
            polling.look("alborz")
    assert (server.kept, mark(desk, clock)) == ([], "")
    monkeypatch.setattr("feed_desk._Fetcher.kept", lambda _self, delivery: checked(delivery))
    assert polling.look("alborz").taken == 2
    assert len(server.kept) == 2


def test_full_disk_is_told_and_everything_comes_again(desk, clock, polling, server, monkeypatch):
    def full(*_arguments, **_options):
        raise StoreError("The disk is full.", "Make room.")

    with monkeypatch.context() as broken:
        broken.setattr("dabir.store.stories.add", full)
        look = polling.look("alborz")
    assert (look.failed, look.tell, look.error, health(desk).error) == (True, True, "The disk is full.", look.error)
    assert (server.kept, mark(desk, clock)) == ([], "")
    assert polling.look("alborz").taken == 2


def test_defect_is_noted_with_the_feed_and_raised(desk, clock, polling, server):
    def defect():
        raise KeyError("x")

    server.steps = [defect]
    with pytest.raises(KeyError):
        polling.look("alborz")
    assert "Dabir itself failed at it (KeyError)" in health(desk).error
    assert polling.due(clock()) == []


def test_two_desks_do_not_look_at_one_feed_at_the_same_time(desk, clock, home, polling, server):
    inside, go_on = threading.Event(), threading.Event()

    def wait():
        inside.set()
        go_on.wait(30)

    server.steps = [story(1), wait, story(2)]
    with closing(open_desk(Places(home), clock)) as other:
        looks = []
        looking = threading.Thread(target=lambda: looks.append(polling.look("alborz")))
        looking.start()
        assert inside.wait(30)
        second = polling_of(other, clock, server.fetcher)
        assert second.due(clock()) == []
        assert second.next_due(clock()) > clock()
        assert second.look("alborz").busy
        go_on.set()
        looking.join()
        assert looks[0].taken == 2
        assert second.look("alborz").taken == 0
    assert server.looks == 2


def test_look_whose_claim_went_to_another_moves_nothing(desk, clock, polling, server):
    def lose():
        clock.advance(minutes=10)
        row = stored_feeds.get(desk.database.read(), "alborz", clock()).id
        assert desk.database.write(lambda db: stored_feeds.claim(db, row, "another", clock()))

    server.steps = [story(1), lose]
    look = polling.look("alborz")
    assert look.busy and mark(desk, clock) == "" and server.kept == ["thing 1"]
    assert desk.stories.count(StoryFilter()) == 1


def test_feed_removed_while_it_is_read_ends_without_a_word(desk, polling, server):
    server.steps = [story(1), lambda: desk.feeds.remove("alborz")]
    assert polling.look("alborz").busy
    with pytest.raises(NotFound):
        polling.look("alborz")


def test_look_that_is_told_to_stop_closes_the_fetcher_and_counts_as_no_failure(desk, clock, polling, server):
    stop = threading.Event()

    def wait():
        stop.set()
        assert server.closed.wait(30)
        raise FeedError("The connection was closed.")

    server.steps = [wait]
    look = polling.look("alborz", stop.is_set)
    assert look.cancelled and not look.error
    assert health(desk).looked is None
    assert len(polling.due(clock())) == 1


def test_kill_that_cannot_be_carried_out_is_told_and_holds_no_story_up(desk, clock, polling, server, signer, home):
    server.steps = [story(1)]
    polling.look("alborz")
    row = desk.stories.find("tag:alborz.example,2026:1").id
    desk.decisions.approve(row, "", signer)
    desk.decisions.release(row, "", signer)
    (home / "released").rename(home / "moved")
    (home / "released").write_bytes(b"in the way")
    server.steps += [story(1, version="2", pubstatus="canceled", body_xhtml="", headline="حذف خبر"), story(5)]
    look = polling.look("alborz")
    assert (look.taken, look.failed, mark(desk, clock)) == (2, False, "3")
    assert "released" in look.error


def test_password_reaches_the_fetcher_and_no_error(desk, clock, server):
    ring = Ring()
    passwords = FeedSecrets(Passphrases(lambda: ring), {})
    passwords.keep(WEB, "feed 1", "geheim-42")
    desk.database.write(lambda db: stored_feeds.add(db, WEB, "feed 1"))
    polling = polling_of(desk, clock, server.fetcher, ring)
    server.steps = [FeedError("The server said: no geheim-42 here.", lasting=True)]
    look = polling.look("alborz")
    assert server.passwords == ["geheim-42"]
    assert "geheim-42" not in look.error + health(desk).error
    with pytest.raises(FeedError) as caught:
        polling.test(WEB)
    assert "geheim-42" not in str(caught.value)


def test_password_that_is_not_to_be_had_is_the_error(desk, clock, server):
    desk.database.write(lambda db: stored_feeds.add(db, WEB, "feed 1"))
    look = polling_of(desk, clock, server.fetcher, Ring()).look("alborz")
    assert "not in the keyring" in look.error and look.tell
    assert server.looks == 0


def test_trying_out_takes_nothing_in(desk, clock, polling, server):
    server.steps = [story(number) for number in range(1, 6)]
    trial = polling.test(WEB)
    assert (trial.names, trial.more) == (("1.json", "2.json", "3.json"), True)
    assert desk.stories.count(StoryFilter()) == 0
    assert (mark(desk, clock), server.kept, health(desk).looked) == ("", [], None)
    assert polling.test(Feed("not set up", FeedKind.HTTP, "https://alborz.example/"), "").more
    polling.look("alborz")
    assert polling.test(WEB).names == ()


def test_trying_out_tells_headlines_and_what_is_wrong_and_keeps_nothing_of_it(desk, polling, server):
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("in.json", story(7, headline="برف در راه است"))
        archive.writestr("broken.xml", b"<newsItem")
    odd = story(8, versioncreated="yesterday evening")
    server.steps = [story(1, headline="باران در راه است"), box.getvalue(), odd]
    trial = polling.test(WEB)
    assert (len(trial.names), trial.stories) == (3, 3)
    assert trial.headlines[:2] == (("باران در راه است", "fa"), ("برف در راه است", "fa"))
    assert "yesterday evening" in trial.remarks[0] and "damaged" in trial.remarks[-1]
    assert desk.stories.count(StoryFilter()) == desk.intake.quarantine_size() == 0


def test_mark_beyond_all_bounds_is_a_defect(desk, polling, server, monkeypatch):
    monkeypatch.setattr("dabir.workflow.arrivals.looking.MARK_LIMIT", 0)
    with pytest.raises(ValueError, match="mark"):
        polling.look("alborz")


def test_hurry_makes_a_feed_due_unless_it_failed(desk, clock, polling, server):
    polling.look("alborz")
    polling.hurry("alborz")
    assert len(polling.due(clock())) == 1
    server.steps = [FeedError("Too many requests.", retry_after=timedelta(hours=2))]
    stored_feeds_row = stored_feeds.get(desk.database.read(), "alborz", clock()).id
    desk.database.write(lambda db: stored_feeds.rewind(db, stored_feeds_row, sources=True))
    polling.look("alborz")
    polling.hurry("alborz")
    assert polling.due(clock()) == []


def test_hurry_during_a_look_asks_for_another_one(desk, clock, polling, server):
    server.steps = [lambda: polling.hurry("alborz")]
    polling.look("alborz")
    assert len(polling.due(clock())) == 1
    server.steps = []
    polling.look("alborz")
    assert polling.due(clock()) == []


def test_feed_read_from_another_place_meanwhile_gets_no_mark_of_the_old_one(desk, clock, polling, server):
    server.steps = [
        story(1),
        lambda: desk.feeds.change("alborz", Feed("alborz", FeedKind.HTTP, "https://alborz.example/other")),
        story(2),
    ]
    assert polling.look("alborz").busy
    assert mark(desk, clock) == ""
    assert [feed.address for feed in polling.due(clock())] == ["https://alborz.example/other"]


class TestWatchedFolder:
    @pytest.fixture
    def folder(self, tmp_path, desk):
        folder = tmp_path / "stick"
        folder.mkdir()
        desk.feeds.add(Feed("stick", FeedKind.FOLDER, str(folder), partner="ALBORZ"))
        return folder

    @pytest.fixture
    def polling(self, desk, clock):
        return polling_of(desk, clock, lambda feed, _: Watched(feed, is_one_file, lambda _seconds: None))

    def test_files_are_remembered_from_look_to_look(self, polling, folder):
        write(folder, "a.json", story(1))
        write(folder / "deep", "b.json", story(2))
        assert polling.look("stick").taken == 2
        look = polling.look("stick")
        assert (look.taken, look.duplicates) == (0, 0)
        assert len(list(folder.rglob("*.json"))) == 2

    def test_share_that_comes_back_after_weeks_brings_only_what_is_new(self, clock, polling, folder):
        write(folder, "a.json", story(1))
        polling.look("stick")
        kept = folder.with_name("kept")
        (folder / "a.json").rename(kept)
        polling.look("stick")
        clock.advance(days=30)
        folder.rmdir()
        look = polling.look("stick")
        assert look.failed and not look.tell and "is not there now" in look.error
        folder.mkdir()
        kept.rename(folder / "a.json")
        write(folder, "b.json", story(2))
        look = polling.look("stick")
        assert (look.taken, look.duplicates, look.error) == (1, 0, "")

    def test_zip_and_bad_file_work_as_with_ingest(self, desk, polling, folder):
        with zipfile.ZipFile(folder / "b.zip", "w") as archive:
            archive.writestr("1.json", story(1))
            archive.writestr("../2.json", story(2))
        write(folder, "bad.xml", b"<newsItem")
        look = polling.look("stick")
        assert (look.taken, look.quarantined) == (1, 2)
        whole = (folder / "b.zip").read_bytes()
        kept = {desk.stories.original(row.sha256).data for row in desk.intake.quarantined()}
        assert kept == {whole, b"<newsItem"}

    def test_cleared_files_are_on_the_desk(self, desk, polling, folder):
        feed = desk.feeds.get("stick").feed
        desk.feeds.change("stick", Feed("stick", FeedKind.FOLDER, feed.address, clear=True))
        data = write(folder, "a.json", story(1)).read_bytes()
        look = polling.look("stick")
        assert list(folder.iterdir()) == []
        assert look.taken == 1
        row = desk.stories.find("tag:alborz.example,2026:1")
        assert desk.stories.original(row.original_sha256).data == data

    def test_link_is_told_in_the_health_and_no_failure(self, polling, folder, tmp_path):
        write(tmp_path, "secret", b"not yours")
        try:
            (folder / "a.xml").symlink_to(tmp_path / "secret")
        except OSError:
            pytest.skip("no links here")
        look = polling.look("stick")
        assert not look.failed and "link that leads out" in look.error
