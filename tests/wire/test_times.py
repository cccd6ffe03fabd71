from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.wire.times import has_offset, parse_time

TEHRAN = timezone(timedelta(hours=3, minutes=30))
NOON = datetime(2026, 1, 1, 12, 0, tzinfo=TEHRAN)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-01T12:00:00+03:30",
        "2026-01-01T12:00+0330",
        "20260101T120000+0330",
        " 2026-01-01 12:00:00 +03:30\n",
        "2026-01-01T08:30:00Z",
        "2026-01-01T08:30:00.000Z",
        "20260101T083000z",
        "2026-01-01T12:00:00 IRST",
        "Thu, 01 Jan 2026 12:00:00 +0330",
        "1 Jan 26 08:30 GMT",
        "Thu, 01 Jan 2026 12:30:00 AZT (Baku)",
        "۲۰۲۶-۰۱-۰۱T۱۲:۰۰:۰۰+۰۳:۳۰",
    ],
)
def test_every_notation_names_the_same_moment(text):
    assert parse_time(text, UTC) == NOON


def test_offset_is_kept_as_written():
    assert parse_time("20260101T120000+0330", UTC).isoformat() == "2026-01-01T12:00:00+03:30"


def test_naive_time_gets_the_zone():
    assert parse_time("2026-01-01T12:00:00", TEHRAN) == NOON
    assert not has_offset("2026-01-01T12:00:00")
    assert has_offset("2026-01-01T12:00:00Z")


@pytest.mark.parametrize("text", ["2026-01-01", "20260101", "1 January 2026"])
def test_date_alone_is_its_midnight(text):
    assert parse_time(text, UTC) == datetime(2026, 1, 1, tzinfo=UTC)


def test_date_with_an_offset_keeps_it():
    assert parse_time("2026-01-01+03:30", UTC) == datetime(2026, 1, 1, tzinfo=TEHRAN)


def test_fraction_longer_than_a_microsecond_is_cut():
    assert parse_time("2026-01-01T12:00:00.1234567899Z", UTC).microsecond == 123456


def test_end_of_day_and_leap_second_are_times():
    assert parse_time("2026-01-01T24:00:00Z", UTC) == datetime(2026, 1, 2, tzinfo=UTC)
    assert parse_time("2016-12-31T23:59:60Z", UTC) == datetime(2017, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-02-30T12:00:00Z",
        "2026-13-01",
        "2026-01-01T25:00:00Z",
        "2026-01-01T24:00:01Z",
        "2026-01-01T12:61:00Z",
        "2026-01-01T12:00:00+25:00",
        "2026-01-01T12:00:00+03:75",
        "1404-10-11T12:00:00+03:30",
        "2026-01-01T12:00:00 XYZ",
        "2026-0101T12:00:00Z",
        "31 Feb 2026 10:00 GMT",
        "10 Foo 2026 10:00 GMT",
        "2026-01-01T12:00:00Z and more",
    ],
)
def test_impossible_time_is_none(text):
    assert parse_time(text, UTC) is None


@settings(max_examples=60)
@given(st.integers(-2_000_000_000, 7_000_000_000), st.integers(-14 * 60, 14 * 60), st.integers(0, 999_999))
def test_iso_form_reads_back_exactly(seconds, minutes, micro):
    moment = datetime.fromtimestamp(seconds, timezone(timedelta(minutes=minutes))).replace(microsecond=micro)
    assert parse_time(moment.isoformat(), UTC) == moment


@settings(max_examples=60)
@given(st.text(alphabet="0123456789-+:TZ., JanFeb()", max_size=40))
def test_no_text_makes_it_fail(text):
    found = parse_time(text, UTC)
    assert found is None or found.tzinfo is not None
