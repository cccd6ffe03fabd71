from dataclasses import fields, replace

import pytest

from dabir.domain.feed import Feed, FeedKind
from dabir.ui.arrivals.feed_faults import Faults, faults_of

WEB = Feed("alborz", FeedKind.HTTP, "https://alborz.example/news")


@pytest.fixture
def faults(home):
    return lambda feed, *others: faults_of(feed, others, home)


@pytest.mark.parametrize("kind", FeedKind)
def test_what_is_still_empty_is_not_wrong(faults, kind):
    assert faults(Feed("", kind, "")) == Faults()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "a\nb"}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"address": "imaps://alborz.example/"}, "address"),
        ({"address": "https://leyla:parol@alborz.example/"}, "address"),
        ({"zone": "Asia/Tehrann"}, "zone"),
        ({"zone": ""}, "zone"),
        ({"host_key": "ssh-ed25519 AAAA"}, "host_key"),
        ({"address": "http://alborz.example/", "user": "leyla"}, "user"),
    ],
)
def test_fault_stands_beside_its_field_and_no_other(faults, change, field):
    found = faults(replace(WEB, **change))
    assert [one.name for one in fields(found) if getattr(found, one.name)] == [field]


def test_faults_of_two_fields_stand_beside_both(faults):
    found = faults(replace(WEB, name="x" * 81, zone="Mars/Base"))
    assert found.name and found.zone and not found.address


def test_name_that_another_feed_has_is_refused_before_it_is_kept(faults):
    assert "Alborz" in faults(WEB, "Aran", "Alborz").name
    assert not faults(WEB, "Aran").name


def test_desks_own_folder_is_no_feed(faults, home):
    assert "own folder" in faults(Feed("x", FeedKind.FOLDER, str(home / "released"))).address
