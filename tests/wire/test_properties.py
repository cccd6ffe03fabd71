from datetime import UTC, datetime

import pytest

from dabir.domain.story import PubStatus
from dabir.wire.properties import Findings, code_of


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


def test_code_is_the_last_part_in_lower_case():
    assert {code_of(text) for text in ("stat:Usable", "http://x/y/usable/", "x#usable", " usable ")} == {"usable"}
