"""Which network addresses a web target may have: those of the public internet, and others only where it says so.

The name is looked up once, every address found is judged, and the connection goes to an address that was judged; a
name that changes its address in between gains nothing by it.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable

from dabir.domain.network import is_public
from dabir.publish.targets.delivery import out_of_reach, rejected

#: Looks a name up: given host and port, returns addresses as text.
Resolve = Callable[[str, int], Iterable[str]]


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host.

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
        private: the target says that it is one of the own network.
        look_up: looks the name up.

    Raises:
        NotDelivered: when it has none now, or only such as are not permitted.
    """
    try:
        found = list(look_up(host, port))
    except (OSError, UnicodeError) as error:
        raise out_of_reach(f"There is no way to {host} now. It is tried again by itself.") from error
    if private:
        return found
    if not all(is_public(address) for address in found):
        raise rejected(
            f"{host} is an address of the own network. If it is meant, let the target say so: private = true."
        )
    return found
