from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dabir.domain.feed import Feed, FeedHealth, FeedKind, FeedStatus
from dabir.ui.arrivals.feed_words import (
    FeedState,
    ago,
    fails_for_long,
    interval_in_words,
    look_words,
    state_of,
    trial_words,
    until,
)
from dabir.workflow.arrivals.looking import Look
from dabir.workflow.arrivals.polling import Trial

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
FEED = Feed("پایگاه خبری البرز", FeedKind.HTTP, "https://alborz.example/")


def status(paused=False, **health):
    return FeedStatus(replace(FEED, paused=paused), FeedHealth(**health))


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(0), "a moment ago"),
        (timedelta(seconds=59), "a moment ago"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=1, hours=5), "1 day ago"),
        (timedelta(days=400), "400 days ago"),
        (-timedelta(minutes=3), "a moment ago"),
    ],
)
def test_time_of_the_last_look_ages(passed, words):
    assert ago(NOW - passed, NOW) == words


def test_what_never_was_is_said_so():
    assert ago(None, NOW) == "never"


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (timedelta(seconds=15), "every 15 seconds"),
        (timedelta(seconds=90), "every 90 seconds"),
        (timedelta(minutes=1), "every minute"),
        (timedelta(minutes=90), "every 90 minutes"),
        (timedelta(hours=1), "every hour"),
        (timedelta(days=7), "every 7 days"),
    ],
)
def test_interval_is_said_in_its_largest_whole_unit(interval, words):
    assert interval_in_words(interval) == words


@pytest.mark.parametrize(
    ("feed", "state"),
    [
        (status(), FeedState.NEW),
        (status(looked=NOW, succeeded=NOW), FeedState.WELL),
        (status(looked=NOW, succeeded=NOW, error="It has moved for good."), FeedState.REMARK),
        (status(looked=NOW, succeeded=NOW, failures=1, error="No."), FeedState.FAILS),
        (status(looked=NOW, succeeded=NOW - timedelta(hours=1), failures=3, error="No."), FeedState.FAILS_LONG),
        (status(looked=NOW, failures=3, error="No."), FeedState.FAILS_LONG),
        (status(paused=True, looked=NOW, failures=9, error="No."), FeedState.PAUSED),
    ],
)
def test_state_is_a_word(feed, state):
    assert state_of(feed, NOW) is state
    assert state_of(feed, NOW, {FEED.name}) is FeedState.LOOKING


def test_few_failures_or_a_short_time_are_not_long():
    assert not fails_for_long(status(failures=2), NOW)
    assert not fails_for_long(status(failures=9, succeeded=NOW - timedelta(minutes=29)), NOW)
    assert fails_for_long(status(failures=3, succeeded=NOW - timedelta(minutes=30)), NOW)
    assert not fails_for_long(status(paused=True, failures=9), NOW)


def test_next_look_is_told():
    assert until(status(due=NOW + timedelta(minutes=4, seconds=30)), NOW) == "in 4 minutes"
    assert until(status(due=NOW), NOW) == until(status(), NOW) == "now"
    assert until(status(paused=True, due=NOW), NOW) == "when it is resumed"


def test_trial_lists_what_would_come():
    headlines = (("باران در راه است", "fa"), ("Yağış gözlənilir", "az"))
    words = trial_words(FEED, Trial(("a.rss",), more=True, stories=12, headlines=headlines, remarks=("It is odd.",)))
    assert "12 stories and more; nothing was taken in." in words
    assert words.splitlines()[1:] == [
        "• \u2067باران در راه است\u2069",
        "• \u2066Yağış gözlənilir\u2069",
        "• …",
        "It is odd.",
    ]
    assert "1 story; nothing" in trial_words(FEED, Trial(("a.xml",), more=False, stories=1))
    many = trial_words(FEED, Trial(("a.rss",), more=False, remarks=tuple("abcdef")))
    assert many.splitlines()[1:] == ["a", "b", "c", "d", "…"]
    assert "nothing new" in trial_words(FEED, Trial((), more=False))


def test_look_is_told_in_one_line():
    assert look_words(Look("x", taken=1200, duplicates=2, quarantined=1)) == (
        "“\u2068x\u2069”: 1,200 new, 2 known already, 1 set aside in the quarantine."
    )
    assert look_words(Look("x", error="It is away.", remedy="Ask.", failed=True)).endswith("It is away. Ask.")
    assert "already" in look_words(Look("x", busy=True))
    assert "stopped" in look_words(Look("x", cancelled=True))
