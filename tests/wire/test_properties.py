from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from dabir.domain.story import PubStatus
from dabir.wire.properties import Findings, code_of, size_of


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("stat:usable", PubStatus.USABLE),
        ("http://cv.iptc.org/newscodes/pubstatusg2/canceled", PubStatus.CANCELED),
        ("pst:Withheld", PubStatus.WITHHELD),
        ("CANCELLED", PubStatus.CANCELED),
        ("killed", PubStatus.CANCELED),
        ("", PubStatus.USABLE),
    ],
)
def test_status_is_read_in_any_notation(written, status):
    findings = Findings(UTC)
    assert findings.status(written) is status
    assert not findings.defects


def test_unknown_status_counts_as_withheld():
    findings = Findings(UTC)
    assert findings.status("stat:draft") is PubStatus.WITHHELD
    assert "stat:draft" in findings.defects[0]
    assert findings.given == [("pubStatus", "stat:draft")]


@pytest.mark.parametrize("written", ["high", "0x3", "10", "-1", "3.5", "²"])
def test_number_that_is_none_is_zero_with_a_defect(written):
    findings = Findings(UTC)
    assert findings.small_number("urgency", written) == 0
    assert len(findings.defects) == 1
    assert findings.given == [("urgency", written)]


def test_persian_digits_are_numbers():
    findings = Findings(UTC)
    assert findings.small_number("urgency", "۳") == 3
    assert findings.version("۱۲") == 12
    assert not findings.defects


def test_version_too_long_for_the_store_is_kept_as_written():
    findings = Findings(UTC)
    assert findings.version("9" * 5000) == 1
    assert findings.version("20260101120000") == 20260101120000
    assert findings.version("0") == 1
    assert len(findings.defects) == 2
    assert findings.given[0] == ("version", "9" * 5000)


def test_unreadable_embargo_holds_the_story_back():
    findings = Findings(UTC)
    assert findings.embargo("embargoed", "after the vote") is None
    assert findings.status_in_force(PubStatus.USABLE) is PubStatus.WITHHELD
    assert findings.status_in_force(PubStatus.CANCELED) is PubStatus.CANCELED
    assert ("embargoed", "after the vote") in findings.given


def test_embargo_without_offset_is_told():
    findings = Findings(UTC)
    assert findings.embargo("embargoed", "2026-01-01T12:00") == datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert "no offset" in findings.defects[0]
    assert findings.status_in_force(PubStatus.USABLE) is PubStatus.USABLE


def test_embargo_that_came_twice_ends_at_the_later_moment():
    findings = Findings(ZoneInfo("Europe/Berlin"))
    assert findings.embargo("embargoed", "2026-10-25T02:30:00") == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert findings.time("sent", "2026-10-25T02:30:00") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert any("twice" in defect for defect in findings.defects)


def test_zone_in_letters_is_kept_as_given():
    findings = Findings(UTC)
    assert findings.time("sent", "2026-01-15T12:00:00 CEST") == datetime(2026, 1, 15, 10, tzinfo=UTC)
    assert findings.given == [("sent", "2026-01-15T12:00:00 CEST")]
    assert "CEST" in findings.defects[0]
    assert findings.time("sent", "2026-01-15T12:00:00+04:00")
    assert len(findings.given) == 1


def test_version_before_the_first_is_told_and_the_right_order_is_not():
    findings = Findings(UTC)
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    findings.order(("firstCreated", early), ("versionCreated", late))
    findings.order(("firstCreated", None), ("versionCreated", late))
    assert not findings.defects
    findings.order(("firstCreated", late), ("versionCreated", early))
    assert "versionCreated" in findings.defects[0]


def test_what_is_told_or_kept_twice_stands_once():
    findings = Findings(UTC, ("Known.",))
    for _ in range(2):
        findings.defect("Known.")
        findings.keep("a", "b")
        findings.keep("a", " ")
    assert (findings.defects, findings.given) == (["Known."], [("a", "b")])


def test_code_is_the_last_part_in_lower_case():
    assert {code_of(text) for text in ("stat:Usable", "http://x/y/usable/", "x#usable", " usable ")} == {"usable"}
    assert code_of("u" * 500_000) == "u" * 500_000
    assert code_of("") == ""


@pytest.mark.parametrize(
    ("text", "size"), [("", 0), (" 12 ", 12), ("-1", 0), ("1e9", 0), ("9" * 19, 0), ("9" * 400, 0), ("۱۲", 0)]
)
def test_size_of_a_file_is_believed_where_it_can_be(text, size):
    assert size_of(text) == size
