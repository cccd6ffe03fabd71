"""Which network addresses a feed may be read from: those of the public internet, and others only where it says so.

A name is looked up once, every address found is judged, and the connection must go to an address this module gave
out, never to the name: a name that changes its address in between gains nothing by it.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from typing import Final

from dabir.domain.network import is_public
from dabir.feeds.fetcher import FeedError

#: Looks a name up: given host and port, returns addresses in digits.
Resolve = Callable[[str, int], Iterable[str]]

_NO_WAY: Final = "Dabir looks again by itself; if it lasts, check the network and the address of the feed."


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, each once, in the order the system prefers.

    Raises:
        OSError: when the name is not known, or there is no network.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def permitted(host: str, port: int, *, private: bool, look_up: Resolve = resolve) -> list[str]:
    """Return the addresses of a host that may be connected to.

    Args:
        host: name or address.
        port: where to connect.
        private: the feed says that this host may be one of a private network.
        look_up: looks the name up.

    Raises:
        FeedError: when it has none now; lasting, when one of them is not permitted.
    """
    try:
        found = list(look_up(host, port))
    except (OSError, UnicodeError) as error:
        raise FeedError(f"There is no way to {host} now: its address is not found.", _NO_WAY) from error
    if not found:
        raise FeedError(f"There is no way to {host} now: it has no address.", _NO_WAY)
    if not private and not all(is_public(address) for address in found):
        raise FeedError(
            f"{host} is an address of a private network, or of this computer, and is not read.",
            "If it is meant, say that it is in your own network: dabir feeds change NAME --private",
            lasting=True,
        )
    return found
