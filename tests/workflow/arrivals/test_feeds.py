from dataclasses import replace
from datetime import date, timedelta

import pytest
from feed_desk import Ring

from dabir.domain.agreement import Agreement, Party
from dabir.domain.errors import InputRefused, NotFound
from dabir.domain.feed import Feed, FeedHealth, FeedKind
from dabir.store import feeds as stored_feeds
from dabir.workflow.arrivals.feed_secrets import FeedSecrets
from dabir.workflow.arrivals.feeds import Feeds
from dabir.workflow.people.passphrases import Passphrases

WEB = Feed("Alborz", FeedKind.HTTP, "https://alborz.example/feed", partner="ALBORZ", language="fa")


@pytest.fixture
def ring():
    return Ring()


@pytest.fixture
def feeds(desk, clock, home, ring):
    passwords = FeedSecrets(Passphrases(lambda: ring), {})
    return Feeds(desk.database, passwords, desk.agreements, home, clock)


@pytest.fixture
def folder(tmp_path):
    return Feed("Stick", FeedKind.FOLDER, str((tmp_path / "stick").absolute()))


def read(desk, clock, name):
    """Let a feed have been read a little."""
    row = stored_feeds.get(desk.database.read(), name, clock()).id

    def work(db):
        stored_feeds.claim(db, row, "one", clock())
        stored_feeds.keep(db, row, "one", mark="7", states={"a.xml": "1"}, stories=1, now=clock())
        stored_feeds.give_up(db, row, "one")

    desk.database.write(work)
    return row


def test_feed_is_set_up_listed_and_removed(feeds):
    feeds.add(replace(WEB, name=" Alborz ", language="FA-IR"))
    (status,) = feeds.all()
    assert (status.feed, status.health) == (WEB, FeedHealth())
    assert feeds.get("Alborz") == status
    feeds.remove("Alborz")
    assert feeds.all() == []
    with pytest.raises(NotFound):
        feeds.get("Alborz")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Alborz", "Another feed is called “Alborz” already"),
        ("ALBORZ", "The feed “Alborz” is called nearly so, .* in DABIR_FEED_PASSWORD_ALBORZ"),
    ],
)
def test_two_feeds_are_not_called_alike(feeds, name, why):
    feeds.add(WEB)
    with pytest.raises(InputRefused, match=why):
        feeds.add(replace(WEB, name=name))
    feeds.add(replace(WEB, name="البرز"))
    feeds.add(replace(WEB, name="آران"))
    with pytest.raises(InputRefused, match=why):
        feeds.change("البرز", replace(WEB, name=name))


def test_faulty_feed_is_refused_whole(feeds, ring):
    with pytest.raises(InputRefused, match="No name and no password"):
        feeds.add(replace(WEB, address="https://aran:geheim@alborz.example/"), "geheim")
    assert (feeds.all(), ring.kept) == ([], {})


def test_password_is_in_the_keyring_and_nowhere_in_the_desk(feeds, desk, home, ring):
    feeds.add(replace(WEB, user="aran"), "geheim-42")
    assert list(ring.kept.values()) == ["geheim-42"]
    assert feeds.has_password("Alborz")
    desk.database.backup(home / "copy")
    assert b"geheim-42" not in (home / "copy").read_bytes()
    feeds.change("Alborz", replace(WEB, user="aran", name="Alborz 2"))
    assert list(ring.kept.values()) == ["geheim-42"]
    feeds.change("Alborz 2", replace(WEB, user="aran"), "another")
    assert list(ring.kept.values()) == ["another"]
    feeds.change("Alborz", WEB, "")
    assert (ring.kept, feeds.has_password("Alborz")) == ({}, False)


def test_removed_feed_takes_its_password_along(feeds, ring):
    feeds.add(replace(WEB, user="aran"), "geheim-42")
    feeds.remove("Alborz")
    assert ring.kept == {}


def test_password_without_a_keyring_is_refused_and_nothing_is_set_up(desk, clock, home):
    feeds = Feeds(desk.database, FeedSecrets(Passphrases(lambda: None), {}), desk.agreements, home, clock)
    with pytest.raises(InputRefused, match="no keyring"):
        feeds.add(replace(WEB, user="aran"), "geheim-42")
    assert feeds.all() == []


def test_change_that_is_refused_leaves_password_and_feed(feeds, ring):
    feeds.add(replace(WEB, user="aran"), "geheim-42")
    with pytest.raises(InputRefused):
        feeds.change("Alborz", replace(WEB, zone="Asia/Atlantis"), "another")
    assert list(ring.kept.values()) == ["geheim-42"]
    assert feeds.get("Alborz").feed.zone == "UTC"


def test_another_address_is_read_from_the_beginning_and_another_interval_is_not(feeds, desk, clock):
    feeds.add(WEB)
    row = read(desk, clock, "Alborz")
    feeds.change("Alborz", replace(WEB, interval=timedelta(minutes=1)))
    assert stored_feeds.get(desk.database.read(), "Alborz", clock()).mark == "7"
    feeds.change("Alborz", replace(WEB, address="https://alborz.example/other"))
    assert stored_feeds.get(desk.database.read(), "Alborz", clock()).mark == ""
    assert stored_feeds.known(desk.database.read(), row) == {}


def test_folder_found_under_another_path_brings_nothing_twice(feeds, desk, clock, folder):
    feeds.add(folder)
    row = read(desk, clock, "Stick")
    feeds.change("Stick", replace(folder, address=folder.address + "-2"))
    assert stored_feeds.known(desk.database.read(), row) == {"a.xml": "1"}


def test_paused_feed_stays_so_until_it_is_resumed(feeds):
    feeds.add(WEB)
    feeds.pause("Alborz")
    assert feeds.get("Alborz").feed.paused
    feeds.resume("Alborz")
    assert not feeds.get("Alborz").feed.paused


def test_agreement_that_rules_the_partner_today_is_told(feeds, desk, signer, clock):
    none, why = feeds.agreement(WEB)
    assert none is None and why == "There is no agreement with ALBORZ."
    assert feeds.agreement(replace(WEB, partner=""))[1] == "It is not told whose stories they are."
    desk.agreements.add(
        Agreement(
            "alborz-2024",
            1,
            "Cooperation",
            "ARAN",
            (Party("ALBORZ", "Alborz", ("fa",)), Party("ARAN", "Aran", ("az",))),
            signed=date(2024, 1, 1),
            start=date(2024, 2, 1),
            end=date(2026, 12, 31),
        ),
        signer,
    )
    found, why = feeds.agreement(WEB)
    assert (found.id, why) == ("alborz-2024", "")
    clock.advance(days=100)
    found, why = feeds.agreement(WEB)
    assert found is None and "not in force" in why
