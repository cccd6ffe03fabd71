"""What reading feeds and sending releases go by alike: whom to reach, when to come back, how to sign in.

Rules only, on text; nothing here looks a name up or opens a connection.
"""

from __future__ import annotations

import base64
import ipaddress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _networks(*texts: str) -> tuple[_Network, ...]:
    return tuple(ipaddress.ip_network(text) for text in texts)


# Written down rather than left to `ipaddress`, whose answer for some of them depends on the release of Python.
_SPECIAL: Final = _networks(
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
    "224.0.0.0/3",  # multicast, and what is reserved
    "168.63.129.16/32",  # looks public, but is what machines in Azure ask for their own settings
    *("2001::/23", "2001:db8::/32", "3fff::/20"),
)
#: All that has been given out for the public internet; local, mapped and old forms lie outside.
_UNICAST: Final = ipaddress.IPv6Network("2000::/3")
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet.

    An IPv6 address that leads to an IPv4 address is judged by that one. Source: the IANA registries of
    special-purpose addresses (RFC 6890 and its updates), RFC 4291, RFC 6052 (NAT64), RFC 3056 (6to4).

    Args:
        address: in digits; a zone ("%eth0") is ignored.

    Raises:
        ValueError: when it is no address.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or _nat64(ip)
        if inner is not None:
            return is_public(str(inner))
        if ip not in _UNICAST:
            return False
    return not any(ip in network for network in _SPECIAL)


def _nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address inside one of the well-known prefix of RFC 6052."""
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None


def waiting_time(value: str, now: datetime, most: timedelta) -> timedelta | None:
    """Return how long a Retry-After field asks to wait (RFC 9110, 10.2.3); None where it says nothing.

    Args:
        value: seconds or a date.
        now: the present moment, with an offset.
        most: what is waited at the longest, whatever it says.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), most)
    try:
        moment = parsedate_to_datetime(value)
        asked = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(asked, timedelta()), most)


def authorization(user: str, secret: str) -> str:
    """Return the value of an Authorization field: a name and its password (RFC 7617), or a token (RFC 6750).

    Args:
        user: name to sign in with; "" where the secret is a token.
        secret: password, or token with or without "Bearer" before it; "" for none.

    Returns:
        The value; "" where there is nothing to sign in with.

    Raises:
        ValueError: when they cannot be sent so; the message never holds the secret.
    """
    bearer = secret[:7].lower() == "bearer "
    if user and secret and not bearer:
        if ":" in user:
            raise ValueError("a name to sign in with can have no colon")
        return "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode("ascii")
    token = secret[7:].strip() if bearer else secret
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise ValueError("a token can have no spaces and no letters beyond ASCII")
    return f"Bearer {token}" if token else ""
