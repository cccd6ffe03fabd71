from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.wire.times import parse_time, understand

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
        "20260101120000+0330",
        "202601011200 +03:30",
        "20260101083000Z",
        "20260101033000-0500",
        "2026-01-01T12:00:00 GMT+3:30",
        "2026-01-01T12:00:00 UTC+0330",
        "Thu Jan 01 12:00:00 IRST 2026",
        "Thu Jan  1 12:00:00 +0330 2026",
        "January 1, 2026 12:00 IRST",
        "Thursday, Jan. 1, 2026 at 12:00 PM IRST",
        "1 Jan 2026, 8:30 AM GMT",
        "01.01.2026 12:00 +0330",
        "1.1.2026, 08:30:00 UTC",
    ],
)
def test_every_notation_names_the_same_moment(text):
    assert parse_time(text, UTC) == NOON


def test_offset_is_kept_as_written():
    assert parse_time("20260101T120000+0330", UTC).isoformat() == "2026-01-01T12:00:00+03:30"


def test_naive_time_gets_the_zone():
    assert parse_time("2026-01-01T12:00:00", TEHRAN) == NOON
    assert not understand("2026-01-01T12:00:00", TEHRAN).has_offset
    assert understand("2026-01-01T12:00:00Z", TEHRAN).has_offset


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
        "2026010112000Z",
        "20261301120000",
        "01/02/2026",
        "13:00 PM",
        "January 1, 2026 13:00 PM",
        "32.01.2026",
        "2026-01-01T12:00:00 GMT+15",
        "9" * 5000,
    ],
)
def test_impossible_time_is_none(text):
    assert parse_time(text, UTC) is None


BERLIN = ZoneInfo("Europe/Berlin")


def test_time_of_a_zone_has_a_fixed_offset():
    summer, winter = (parse_time(f"2026-{month}-01T12:00:00", BERLIN) for month in ("07", "01"))
    assert (summer.isoformat(), winter.isoformat()) == ("2026-07-01T12:00:00+02:00", "2026-01-01T12:00:00+01:00")
    assert understand("2026-07-01T12:00:00", BERLIN).doubt == ""


def test_time_that_the_clocks_skipped_is_read_as_if_they_had_not_been_moved():
    understood = understand("2026-03-29T02:30:00", BERLIN)
    assert understood.moment == understood.later == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert "skipped" in understood.doubt


def test_time_that_came_twice_is_the_first_and_tells_the_second():
    understood = understand("2026-10-25T02:30:00", BERLIN)
    assert understood.moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert understood.later == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert "twice" in understood.doubt


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2026-01-15T12:00:00 CEST", 2),
        ("Thu, 15 Jan 2026 12:00:00 EDT", -4),
        ("2026-07-15T12:00:00 IRDT", 4.5),
        ("2026-07-15T12:00:00 AZST", 5),
    ],
)
def test_summer_time_out_of_season_follows_its_offset_and_is_told(text, offset):
    understood = understand(text, UTC)
    assert understood.moment.utcoffset() == timedelta(hours=offset)
    assert "not in force" in understood.doubt


def test_summer_time_in_season_is_in_no_doubt():
    assert understand("2026-07-15T12:00:00 CEST", UTC).doubt == ""
    assert understand("2015-07-15T12:00:00 AZST", UTC).doubt == ""


def test_zone_in_letters_is_told_from_an_offset():
    assert understand("2026-01-01T12:00:00 AZT", UTC).names_zone
    for text in ("2026-01-01T12:00:00Z", "2026-01-01T12:00:00 GMT", "2026-01-01T12:00:00+04:00"):
        assert not understand(text, UTC).names_zone


@pytest.mark.parametrize("zone", ["Z", "+00:00", "-00:00", "+03:30", "+13:59", "-14:00", "+15:00", "+04:60", ""])
@pytest.mark.parametrize(
    "time", ["2026-01-01T12:30:59", "2200-12-31T23:59:59", "1899-01-01T00:00:00", "2026-06-30T23:59:60"]
)
def test_commonest_form_is_read_as_the_same_time_in_another(time, zone):
    text, other = f" {time}{zone} ", f"{time.replace('T', ' ')}{zone}"
    here = ZoneInfo("Europe/Berlin")
    assert understand(text, here) == understand(other, here)
    if understand(text, here):
        assert understand(text, here).moment.isoformat() == understand(other, here).moment.isoformat()


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
