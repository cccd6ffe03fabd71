import base64
import ipaddress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.network import authorization, is_public, waiting_time

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
HOURS = timedelta(hours=6)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("192.31.196.1", True),
        ("2606:4700::1", True),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::5db8:d70e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("168.63.129.16", False),
        ("192.0.0.192", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::7f00:1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("fd00:ec2::254", False),
        ("ff02::1", False),
        ("2001:0:5db8:d70e::1", False),
        ("2001:db8::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_addresses_are_judged_by_what_they_reach(address, public):
    assert is_public(address) is public


@settings(deadline=None, max_examples=60)
@given(st.ip_addresses())
def test_no_address_is_public_that_the_standard_library_knows_better(address):
    if is_public(str(address)):
        bare = address if address.version == 4 else address.ipv4_mapped or address.sixtofour
        well_known = address.version == 6 and address in ipaddress.ip_network("64:ff9b::/96")
        judged = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if well_known else bare or address
        assert judged.is_global and not judged.is_multicast and not judged.is_reserved


@settings(deadline=None, max_examples=60)
@given(st.ip_addresses(v=4))
def test_wrapped_address_is_exactly_as_public_as_the_bare_one(address):
    low = f"{int(address):08x}"
    for wrapped in (f"::ffff:{address}", f"64:ff9b::{low[:4]}:{low[4:]}", f"2002:{low[:4]}:{low[4:]}::1"):
        assert is_public(wrapped) is is_public(str(address))


def test_text_that_is_no_address_is_told():
    with pytest.raises(ValueError):
        is_public("cms.example")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("999999999999", 6 * 3600.0),
        ("Wed, 25 Nov 2026 12:01:30 GMT", 90.0),
        ("Wednesday, 25-Nov-26 12:01:30 GMT", 90.0),
        ("Wed Nov 25 12:01:30 2026", 90.0),
        ("Wed, 25 Nov 2026 11:00:00 GMT", 0.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("٣", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    wait = waiting_time(value, NOON, HOURS)
    assert wait == (None if seconds is None else timedelta(seconds=seconds))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40))
def test_retry_after_never_raises_and_keeps_to_the_limit(value):
    wait = waiting_time(value, NOON, HOURS)
    assert wait is None or timedelta() <= wait <= HOURS


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 6 * 3600))
def test_both_forms_of_retry_after_say_the_same(seconds):
    date = format_datetime(NOON + timedelta(seconds=seconds), usegmt=True)
    assert waiting_time(date, NOON, HOURS) == waiting_time(str(seconds), NOON, HOURS) == timedelta(seconds=seconds)


def test_password_goes_with_its_name_and_token_alone():
    pair = base64.b64encode("məsul:parol:1".encode()).decode()
    assert authorization("məsul", "parol:1") == f"Basic {pair}"
    assert authorization("", "s3cret") == "Bearer s3cret"
    assert authorization("məsul", "Bearer s3cret") == "Bearer s3cret"
    assert authorization("məsul", "") == authorization("", "") == ""


@pytest.mark.parametrize(
    ("user", "secret"), [("a:b", "s3cret"), ("", "s3 cret"), ("", "Bearer s3cret\r\nHost: x"), ("", "سری")]
)
def test_secret_that_would_break_the_field_is_refused_without_being_told(user, secret):
    with pytest.raises(ValueError) as caught:
        authorization(user, secret)
    assert "cret" not in str(caught.value) and "سری" not in str(caught.value)
