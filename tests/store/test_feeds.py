from datetime import UTC, datetime, timedelta

import pytest

from dabir.domain.errors import NotFound, StoreError
from dabir.domain.feed import Feed, FeedHealth, FeedKind
from dabir.store import feeds
from dabir.store.feeds import CLAIM, MOST_GONE, REMEMBERED, Ended

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
FEED = Feed(
    "خبرگزاری البرز",
    FeedKind.SFTP,
    "sftp://files.alborz.example/out",
    partner="ALBORZ",
    language="fa",
    zone="Asia/Tehran",
    interval=timedelta(seconds=90.5),
    user="aran",
    paused=True,
    clear=True,
    private=True,
    host_key="ssh-ed25519 AAAA",
)


@pytest.fixture
def row(database):
    database.write(lambda db: feeds.add(db, FEED, "feed 1"))
    return feeds.get(database.read(), FEED.name, NOW).id


def test_feed_comes_back_as_it_was_set_up(database, row):
    stored = feeds.get(database.read(), FEED.name, NOW)
    assert (stored.feed, stored.health, stored.secret, stored.mark) == (FEED, FeedHealth(), "feed 1", "")
    assert feeds.all(database.read(), NOW) == [stored]


def test_unknown_feed_is_told(database):
    with pytest.raises(NotFound, match="no feed called “aran”"):
        feeds.get(database.read(), "aran", NOW)


def test_two_feeds_of_one_name_are_refused(database, row):
    with pytest.raises(StoreError):
        database.write(lambda db: feeds.add(db, FEED, ""))


def test_claim_keeps_others_out_until_it_is_given_up_or_ends(database, row):
    def claim(who, now):
        return database.write(lambda db: feeds.claim(db, row, who, now))

    assert claim("one", NOW)
    assert not claim("two", NOW)
    assert feeds.get(database.read(), FEED.name, NOW).held_until == NOW + CLAIM
    database.write(lambda db: feeds.give_up(db, row, "two"))
    assert not claim("two", NOW)
    database.write(lambda db: feeds.give_up(db, row, "one"))
    assert claim("two", NOW)
    assert database.write(lambda db: feeds.renew(db, row, "two", NOW + CLAIM / 2))
    assert not claim("one", NOW + CLAIM)
    assert claim("one", NOW + 2 * CLAIM)
    assert not database.write(lambda db: feeds.renew(db, row, "two", NOW))


def test_claim_from_before_the_clock_was_set_back_counts_for_nothing(database, row):
    later = NOW + timedelta(days=400)
    assert database.write(lambda db: feeds.claim(db, row, "one", later))
    assert feeds.get(database.read(), FEED.name, NOW).held_until is None
    assert database.write(lambda db: feeds.claim(db, row, "two", NOW))


def test_whoever_lost_the_claim_moves_nothing(database, row):
    def keep(who):
        return database.write(lambda db: feeds.keep(db, row, who, mark="5", states={"a": "1"}, stories=2, now=NOW))

    database.write(lambda db: feeds.claim(db, row, "one", NOW))
    assert not keep("two")
    database.write(lambda db: feeds.end(db, row, "two", Ended(NOW, NOW, well=True, failures=0)))
    stored = feeds.get(database.read(), FEED.name, NOW)
    assert (stored.mark, stored.health) == ("", FeedHealth(due=NOW))
    assert feeds.known(database.read(), row) == {}
    assert keep("one")
    assert feeds.get(database.read(), FEED.name, NOW).mark == "5"
    assert feeds.known(database.read(), row) == {"a": "1"}


def test_stories_of_the_last_day_are_counted(database, row):
    database.write(lambda db: feeds.claim(db, row, "one", NOW))
    for hours, stories in ((-30, 1), (-23, 2), (-1, 3), (0, 0)):
        moment = NOW + timedelta(hours=hours)
        database.write(
            lambda db, moment=moment, stories=stories: feeds.keep(
                db, row, "one", mark="", states={}, stories=stories, now=moment
            )
        )
    health = feeds.get(database.read(), FEED.name, NOW).health
    assert (health.taken, health.taken_today, health.last_story) == (6, 5, NOW - timedelta(hours=1))
    assert database.read().execute("SELECT count(*) FROM feed_batches").fetchone() == (2,)


def test_end_of_a_look_is_noted_and_frees_the_feed(database, row):
    ended = Ended(NOW, NOW + timedelta(minutes=1), well=False, failures=3, error="Away.", remedy="Wait.")
    database.write(lambda db: feeds.claim(db, row, "one", NOW))
    database.write(lambda db: feeds.end(db, row, "one", ended))
    stored = feeds.get(database.read(), FEED.name, NOW)
    assert stored.held_until is None
    assert stored.health == FeedHealth(
        looked=NOW, failures=3, error="Away.", remedy="Wait.", due=NOW + timedelta(minutes=1)
    )
    database.write(lambda db: feeds.change(db, row, FEED, ""))
    assert feeds.get(database.read(), FEED.name, NOW).health == FeedHealth(looked=NOW)


def test_source_that_is_away_is_remembered_for_months_and_then_forgotten(database, row):
    def missing(names, now):
        database.write(lambda db: feeds.note_missing(db, row, names, now))
        return feeds.known(database.read(), row).keys()

    database.write(lambda db: feeds.claim(db, row, "one", NOW))
    states = {"a\udce9.xml": "1", "b": "2"}
    database.write(lambda db: feeds.keep(db, row, "one", mark="", states=states, stories=0, now=NOW))
    assert missing(["b"], NOW) == states.keys()
    assert feeds.gone(database.read(), row) == {"b"}
    assert missing([], NOW + REMEMBERED * 2) == states.keys()
    assert missing(["b"], NOW + REMEMBERED * 2) == states.keys()
    assert missing(["b"], NOW + REMEMBERED * 4) == {"a\udce9.xml"}


def test_no_more_than_so_many_sources_that_are_away_are_remembered(database, row, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_GONE", 2)
    assert MOST_GONE > 2
    database.write(lambda db: feeds.claim(db, row, "one", NOW))
    states = dict.fromkeys("abcd", "1")
    database.write(lambda db: feeds.keep(db, row, "one", mark="", states=states, stories=0, now=NOW))
    for number, names in enumerate(("a", "ab", "abc")):
        moment = NOW + timedelta(minutes=number)
        database.write(lambda db, names=names, moment=moment: feeds.note_missing(db, row, list(names), moment))
    assert feeds.known(database.read(), row).keys() == {"b", "c", "d"}


def test_removed_feed_leaves_nothing_behind(database, row):
    database.write(lambda db: feeds.claim(db, row, "one", NOW))
    database.write(lambda db: feeds.keep(db, row, "one", mark="1", states={"a": "1"}, stories=1, now=NOW))
    database.write(lambda db: feeds.remove(db, row))
    for table in ("feeds", "feed_sources", "feed_batches"):
        assert database.read().execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert not database.write(lambda db: feeds.renew(db, row, "one", NOW))


@pytest.mark.parametrize("sources", [False, True])
def test_feed_can_be_read_from_the_beginning(database, row, sources):
    database.write(lambda db: feeds.claim(db, row, "one", NOW))
    database.write(lambda db: feeds.keep(db, row, "one", mark="1", states={"a": "1"}, stories=0, now=NOW))
    database.write(lambda db: feeds.rewind(db, row, sources=sources))
    assert feeds.get(database.read(), FEED.name, NOW).mark == ""
    assert feeds.known(database.read(), row) == ({} if sources else {"a": "1"})
