import threading
from datetime import timedelta
from queue import SimpleQueue

import pytest
from feed_desk import Mailbox, Server
from wire_samples import ninjs, write

from dabir.app import system_clock
from dabir.domain.errors import StoreError
from dabir.domain.feed import Feed, FeedKind
from dabir.domain.listing import StoryFilter
from dabir.feeds.fetcher import FeedError
from dabir.workflow.arrivals.feed_secrets import FeedSecrets
from dabir.workflow.arrivals.patrol import Patrol
from dabir.workflow.arrivals.polling import Polling
from dabir.workflow.people.passphrases import Passphrases


class Round:
    """A patrol under way in a thread of its own."""

    def __init__(self, desk, polling, clock, names=(), **settings):
        self.stop, self.looks, self.errors = threading.Event(), SimpleQueue(), []
        self.patrol = Patrol(polling, desk.feeds.all, clock, names, **settings)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        try:
            self.patrol.run(self.stop, self.looks.put, lambda _: None)
        except BaseException as error:  # noqa: BLE001 - looked at by the test
            self.errors.append(error)

    def end(self):
        self.stop.set()
        self._thread.join(30)
        assert not self._thread.is_alive()


@pytest.fixture
def patrol(desk, clock):
    running = []

    def begin(polling, names=(), clock=clock, **settings):
        running.append(Round(desk, polling, clock, names, **settings))
        return running[-1]

    yield begin
    for one in running:
        one.end()


def polling_of(desk, clock, make):
    return Polling(desk.database, desk.intake, FeedSecrets(Passphrases(lambda: None), {}), clock, make)


def web(name, **settings):
    return Feed(name, FeedKind.HTTP, f"https://{name}.example/", **settings)


def test_what_is_due_is_looked_at_several_at_one_time(desk, clock, patrol):
    met = threading.Barrier(2, timeout=30)
    servers = {name: Server(met.wait) for name in ("alborz", "aran")}
    for name in servers:
        desk.feeds.add(web(name))
    polling = polling_of(desk, clock, lambda feed, password: servers[feed.name].fetcher(feed, password))
    going = patrol(polling)
    assert {going.looks.get(timeout=30).feed for _ in servers} == set(servers)
    clock.advance(minutes=5)
    assert {going.looks.get(timeout=30).feed for _ in servers} == set(servers)
    going.end()
    assert (going.errors, {server.looks for server in servers.values()}) == ([], {2})


def test_no_more_feeds_than_asked_for_are_looked_at_at_one_time(desk, clock, patrol):
    at_once, most, busy = threading.Lock(), [], []

    def look():
        busy.append(1)
        most.append(len(busy))
        with at_once:
            busy.pop()

    for name in ("alborz", "aran", "gunes"):
        desk.feeds.add(web(name))
    going = patrol(polling_of(desk, clock, Server(look).fetcher), workers=1)
    for _ in range(3):
        going.looks.get(timeout=30)
    assert most == [1, 1, 1]


def test_woken_patrol_stops_without_waiting_for_its_next_question(desk, clock, patrol, monkeypatch):
    monkeypatch.setattr("dabir.workflow.arrivals.patrol._TICK", 3600.0)
    desk.feeds.add(web("alborz"))
    going = patrol(polling_of(desk, clock, Server().fetcher))
    # The end of the look wakes it too; what is told of it tells that this is over.
    going.looks.get(timeout=30)
    going.stop.set()
    going.patrol.wake()
    going.end()


def test_only_named_feeds_are_looked_at(desk, clock, patrol):
    server = Server()
    for name in ("alborz", "aran"):
        desk.feeds.add(web(name))
    going = patrol(polling_of(desk, clock, server.fetcher), ["aran"])
    assert going.looks.get(timeout=30).feed == "aran"
    going.end()
    assert (going.looks.empty(), server.looks) == (True, 1)


def test_stopping_ends_a_look_that_waits_for_its_server(desk, clock, patrol):
    waiting = threading.Event()

    def wait():
        waiting.set()
        assert server.closed.wait(30)
        raise FeedError("The connection was closed.")

    server = Server(wait)
    desk.feeds.add(web("alborz"))
    going = patrol(polling_of(desk, clock, server.fetcher))
    assert waiting.wait(30)
    going.end()
    assert going.looks.get(timeout=30).cancelled
    assert going.errors == []


def test_defect_in_one_look_is_told_and_keeps_no_other_feed_from_being_looked_at(desk, clock, patrol, caplog):
    def defect():
        raise KeyError("x")

    servers = {"alborz": Server(defect), "aran": Server()}
    for name in servers:
        desk.feeds.add(web(name))
    going = patrol(polling_of(desk, clock, lambda feed, password: servers[feed.name].fetcher(feed, password)))
    assert going.looks.get(timeout=30).feed == "aran"
    clock.advance(minutes=5)
    assert going.looks.get(timeout=30).feed == "aran"
    going.end()
    assert going.errors == []
    assert "The look at the feed alborz failed." in caplog.text and "KeyError" in caplog.text


def test_database_that_cannot_be_used_ends_it_with_the_reason(desk, clock, patrol):
    server = Server(desk.database.close)
    desk.feeds.add(web("alborz"))
    going = patrol(polling_of(desk, clock, server.fetcher))
    going._thread.join(30)
    assert isinstance(going.errors[0], StoreError)


def test_mailbox_that_tells_of_news_is_looked_at_long_before_its_interval(desk, clock, patrol, monkeypatch):
    monkeypatch.setattr("dabir.workflow.arrivals.listening._REST", 0.0)
    server = Mailbox()
    desk.feeds.add(web("alborz"))
    going = patrol(polling_of(desk, clock, server.fetcher))
    assert going.looks.get(timeout=30).taken == 0
    server.steps = [ninjs()]
    server.news.put(True)
    assert going.looks.get(timeout=30).taken == 1
    server.steps.append(ninjs("tag:alborz.example,2026:2"))
    server.news.put(True)
    assert going.looks.get(timeout=30).taken == 1
    going.end()
    assert not [one for one in threading.enumerate() if one.name == "dabir-feed-listening"]


def test_mailbox_whose_connection_broke_is_listened_to_again_after_a_good_look(desk, clock, patrol, monkeypatch):
    monkeypatch.setattr("dabir.workflow.arrivals.listening._REST", 0.0)
    server = Mailbox()
    desk.feeds.add(web("alborz"))
    going = patrol(polling_of(desk, clock, server.fetcher))
    going.looks.get(timeout=30)
    server.news.put(FeedError("The connection broke."))
    while not server.news.empty():
        pass
    clock.advance(minutes=5)
    going.looks.get(timeout=30)
    server.news.put(True)
    assert going.looks.get(timeout=30).feed == "alborz"
    going.end()
    assert (going.errors, server.waits >= 2) == ([], True)


def test_server_that_cannot_tell_is_asked_once(desk, clock, patrol):
    server = Mailbox()
    desk.feeds.add(web("alborz"))
    going = patrol(polling_of(desk, clock, server.fetcher))
    going.looks.get(timeout=30)
    server.news.put(None)
    for _ in range(2):
        clock.advance(minutes=5)
        going.looks.get(timeout=30)
    going.end()
    assert server.waits == 1


def test_file_dropped_into_a_watched_folder_is_taken_long_before_its_interval(desk, tmp_path, patrol, monkeypatch):
    monkeypatch.setattr("dabir.feeds.watched.SETTLED", 0.0)
    folder = tmp_path / "stick"
    folder.mkdir()
    desk.feeds.add(Feed("stick", FeedKind.FOLDER, str(folder), interval=timedelta(days=1)))
    going = patrol(desk.polling, clock=system_clock)
    assert going.looks.get(timeout=30).taken == 0
    stopped = threading.Event()

    def drop():
        # The notices may begin a moment after the first look: dropping goes on until one was taken.
        for number in range(1, 10_000):
            if stopped.wait(0.1):
                return
            write(folder, f"{number}.json", ninjs(f"tag:alborz.example,2026:{number}"))

    dropper = threading.Thread(target=drop, daemon=True)
    dropper.start()
    try:
        while not going.looks.get(timeout=30).taken:
            pass
    finally:
        stopped.set()
        dropper.join()
    assert desk.stories.count(StoryFilter()) > 0
