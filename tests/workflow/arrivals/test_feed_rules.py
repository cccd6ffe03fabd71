from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.domain.feed import Feed, FeedKind
from dabir.workflow.arrivals.feed_rules import interval_of, interval_words, kind_of, why_not_feed, zone_of

HOME = Path("/srv/desks/leyla").absolute()
WEB = Feed("alborz", FeedKind.HTTP, "https://alborz.example/feed")
FOLDER = Feed("alborz", FeedKind.FOLDER, str(Path("/srv/alborz").absolute()))


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://alborz.example/feed", FeedKind.HTTP),
        ("HTTP://alborz.example", FeedKind.HTTP),
        ("imaps://mail.alborz.example/INBOX", FeedKind.IMAP),
        ("ftp://files.alborz.example", FeedKind.FTP),
        ("sftp://files.alborz.example/out", FeedKind.SFTP),
        ("/srv/alborz", FeedKind.FOLDER),
        ("C:\\Alborz", FeedKind.FOLDER),
        ("\\\\server\\share", FeedKind.FOLDER),
        ("gopher://alborz.example", None),
        ("file:///srv/alborz", None),
    ],
)
def test_kind_is_told_by_the_address(address, kind):
    assert kind_of(address) is kind


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30s", 30), ("5m", 300), ("5", 300), (" 2H ", 7200), ("1d", 86400), ("0s", 0), ("", None), ("soon", None)],
)
def test_interval_is_read_with_its_unit(text, seconds):
    found = interval_of(text)
    assert (found.total_seconds() if found is not None else None) == seconds


@given(st.integers(1, 7 * 86400))
def test_interval_is_written_as_it_is_read(seconds):
    assert interval_of(interval_words(timedelta(seconds=seconds))) == timedelta(seconds=seconds)


@pytest.mark.parametrize("feed", [WEB, FOLDER, replace(WEB, user="aran"), replace(WEB, name="خبرگزاری البرز")])
def test_good_feed_has_no_fault(feed):
    assert why_not_feed(feed, HOME) == ""


@pytest.mark.parametrize(
    ("feed", "fault"),
    [
        (replace(WEB, name=" "), "name"),
        (replace(WEB, name="a\nb"), "name"),
        (replace(WEB, name="a" * 81), "name"),
        (replace(WEB, interval=timedelta(seconds=14)), "from one look to the next .* between 15s and 7d; .* 14s"),
        (replace(WEB, interval=timedelta(days=8)), "8d"),
        (replace(WEB, zone="Asia/Atlantis"), "Asia/Atlantis"),
        (replace(WEB, zone="Asia"), "no time zone"),
        (replace(WEB, zone="../etc/passwd"), "no time zone"),
        (replace(WEB, language="cz"), r"“cz” is no code of a language. Is it cs \(Czech\)\?"),
        (replace(WEB, address="https://aran:geheim@alborz.example/"), "do not belong|No name and no password"),
        (replace(WEB, address="https:///feed"), "none that can be read"),
        (replace(WEB, address="https://alborz.example:port/"), "cannot be read"),
        (replace(WEB, address="https://alborz.example/a b"), "none that can be read"),
        (replace(WEB, address="ftp://alborz.example/"), "none that can be read by http"),
        (replace(WEB, address="http://alborz.example/", user="aran"), "unencrypted"),
        (replace(WEB, host_key="ssh-ed25519 AAAA"), "host key"),
        (replace(FOLDER, address="out"), "whole path"),
        (replace(FOLDER, user="aran"), "Nobody signs in"),
        (replace(FOLDER, address=str(HOME / "released")), "own folder"),
        (replace(FOLDER, address=str(HOME.parent)), "own folder"),
    ],
)
def test_fault_is_told_in_a_sentence(feed, fault):
    import re

    why = why_not_feed(feed, HOME)
    assert re.search(fault, why), why
    assert "geheim" not in why


def test_zones_are_those_of_iana():
    assert zone_of("Asia/Tehran").key == "Asia/Tehran"
    assert zone_of("Asia/Baku") and zone_of("UTC")
