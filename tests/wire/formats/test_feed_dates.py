from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.wire.formats.feed_dates import feed_time, rewritten
from dabir.wire.properties import Findings

BAKU = ZoneInfo("Asia/Baku")
NOON = datetime(2026, 2, 1, 8, 34, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 01 Feb 2026 12:34:00 +0400", "2026-02-01T12:34:00+04:00", "Sun Feb  1 12:34:00 2026", "Sun Feb 01 12:34:00 +0400 2026",
        "Feb 1, 2026 12:34 PM", "February 1, 2026, 12:34 p.m. GMT+4", "1 fevral 2026-cı il, 12:34", "1 Fevral 2026 12:34",
        "Вс, 01 фев 2026 12:34:00 +0400", "1 февраля 2026 г., 12:34", "۱ فوریه ۲۰۲۶ ۱۲:۳۴", "1 Şubat 2026 Pazar 12:34", "01.02.2026 12:34",
        "2026/02/01 12:34:00", "2026-2-1 12:34", "2026-02-01T12:34:00.000+04:00[Asia/Baku]", "1769934840", "1769934840000",
        "Sun, 01 Feb 2026 12:34:00 GMT+0400", "Sun, 01 Feb 2026 12:34:00 (AZT)", "١ فبراير ٢٠٢٦ 12:34",
    ],
)  # fmt: skip
def test_odd_form_is_understood(text: str) -> None:
    findings = Findings(BAKU)
    assert feed_time(findings, BAKU, "published", text) == NOON
    assert findings.defects == []


def test_what_was_rewritten_is_kept_as_given() -> None:
    findings = Findings(BAKU)
    feed_time(findings, BAKU, "published", "1 fevral 2026, 12:34")
    assert findings.given == [("published", "1 fevral 2026, 12:34")]


@pytest.mark.parametrize(
    "text",
    [
        "01/02/2026",
        "Someday",
        "12:34:00",
        "۱۲ بهمن ۱۴۰۴",
        "31.13.2026",
        "30 fevral 2026",
        "13:00 PM 1 Feb 2026",
        "1 2 3 4 may 2026",
        "1" * 200,
    ],
)
def test_impossible_or_ambiguous_time_is_never_guessed(text: str) -> None:
    findings = Findings(BAKU)
    assert feed_time(findings, BAKU, "published", text) is None
    assert findings.given == [("published", text)]
    assert "is no time" in findings.defects[0]


def test_day_is_told_from_month_where_only_one_reading_is_possible() -> None:
    assert rewritten("13/02/2026") == rewritten("02/13/2026") == "2026-02-13"


@settings(max_examples=150)
@given(st.text(alphabet="0123456789 :/.-+,TZGMTPmayfevralان۱", max_size=40))
def test_no_text_fails(text: str) -> None:
    feed_time(Findings(BAKU), BAKU, "published", text)
