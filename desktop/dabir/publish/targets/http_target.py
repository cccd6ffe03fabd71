"""Targets that are web addresses: one output a request, by HTTP POST (RFC 9110).

A request carries its key as `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) and the hash of its body as
`Content-Digest` (RFC 9530), so that a server can tell what it has and whether it came whole. Certificates are always
verified. What a server writes in its answer is never shown or kept: it may repeat a password.
"""

from __future__ import annotations

import base64
import hashlib
import ssl
import time
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from dabir.domain.network import authorization, waiting_time
from dabir.domain.outbox import Parcel, ParcelFile, Target
from dabir.publish.targets.addresses import Resolve, permitted, resolve
from dabir.publish.targets.delivery import NotDelivered, out_of_reach, rejected

if TYPE_CHECKING:
    import httpx

#: Seconds to wait for a connection, and for each piece of an answer; bytes and seconds an answer may take in all.
CONNECT: Final = 10.0
WAIT: Final = 20.0
_ANSWER: Final = 1 << 16
_LONGEST: Final = 60.0
#: Redirections followed; only such as keep the request what it is (307, 308), and only within the same host.
_REDIRECTS: Final = 3
_KEEPING: Final = frozenset({307, 308})
#: Worth another try: the server is busy with the same request, wants it later, or is in trouble.
_LATER: Final = frozenset({408, 409, 423, 425, 429, 500, 502, 503, 504, 507, 508, 509, 511, 520, 521, 522, 523, 524})
#: The server says that it did not take the request up.
_NOT_TAKEN: Final = frozenset({425, 429})
_MOST_PATIENCE: Final = timedelta(hours=6)


def deliver(
    target: Target, parcel: Parcel, secret: str = "", *, look_up: Resolve = resolve, wait: float = WAIT
) -> str:
    """Post a parcel of one file.

    Args:
        target: where to.
        parcel: what, with its key.
        secret: password or token; "" for none.
        look_up: looks names up.
        wait: seconds to wait for each piece of the answer.

    Returns:
        What the server answered ("201 Created").

    Raises:
        NotDelivered: when it did not take it.
    """
    import httpx  # noqa: PLC0415 - heavy: only when the network is used

    (file,) = parcel.files
    headers = _headers(target, parcel.key, file, secret)
    address = httpx.URL(target.address)
    # Proxies and passwords of the surroundings are not what the desk has set up; they are left out.
    timeout = httpx.Timeout(wait, connect=min(CONNECT, wait))
    with httpx.Client(verify=ssl.create_default_context(), timeout=timeout, trust_env=False) as client:
        for _ in range(_REDIRECTS + 1):
            port = address.port or (443 if address.scheme == "https" else 80)
            hosts = permitted(address.host, port, private=target.private, look_up=look_up)
            status, fields = _post_to_any(client, address, hosts, headers, file.data)
            if status not in _KEEPING:
                return _judge(status, fields)
            address = _redirected(address, fields.get("Location", ""))
    raise rejected("The server sends the request around in circles. Ask whoever looks after it.")


def _headers(target: Target, key: str, file: ParcelFile, secret: str) -> dict[str, str]:
    digest = base64.b64encode(hashlib.sha256(file.data).digest()).decode()
    headers = {
        "Content-Type": file.media_type,
        "Content-Digest": f"sha-256=:{digest}:",
        "Idempotency-Key": f'"{key}"',
        "Accept-Encoding": "identity",
        "User-Agent": "dabir",
    }
    try:
        signed_in = authorization(target.user, secret)
    except ValueError as error:
        raise rejected(f"The secret “{target.secret}” cannot be sent: {error}. Set it anew.") from error
    return {**headers, "Authorization": signed_in} if signed_in else headers


def _post_to_any(
    client: httpx.Client, address: httpx.URL, hosts: list[str], headers: dict[str, str], body: bytes
) -> tuple[int, httpx.Headers]:
    """Post to the first of a host's addresses that can be connected to."""
    import httpx  # noqa: PLC0415 - heavy: only when the network is used

    for number, host in enumerate(hosts, 1):
        try:
            return _post(client, address, host, headers, body)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            if _is_about_certificate(error):
                raise rejected(
                    f"{address.host} cannot show that it is the server it says it is (its certificate). Nothing was "
                    "sent. Ask whoever looks after it."
                ) from error
            if number == len(hosts):
                raise out_of_reach(f"{address.host} does not answer now. It is tried again by itself.") from error
        except httpx.TransportError as error:
            raise NotDelivered(
                f"The connection to {address.host} broke off before it said that it has it.",
                later=True,
                doubtful=True,
            ) from error
    raise out_of_reach(f"There is no way to {address.host} now. It is tried again by itself.")


def _post(
    client: httpx.Client, address: httpx.URL, host: str, headers: dict[str, str], body: bytes
) -> tuple[int, httpx.Headers]:
    named = {**headers, "Host": address.netloc.decode("ascii")}
    # The address that was judged is connected to; the certificate is still that of the name.
    extensions = {"sni_hostname": address.host}
    request = client.build_request(
        "POST", address.copy_with(host=host), headers=named, content=body, extensions=extensions
    )
    deadline = time.monotonic() + _LONGEST
    response = client.send(request, stream=True)
    try:
        taken = 0
        for chunk in response.iter_raw():
            taken += len(chunk)
            # The status is there and decides; the words after it are of no use to anybody here.
            if taken > _ANSWER or time.monotonic() > deadline:
                break
    finally:
        response.close()
    return response.status_code, response.headers


def _is_about_certificate(error: BaseException) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return True
        seen = seen.__cause__ or seen.__context__
    return "CERTIFICATE_VERIFY_FAILED" in str(error)


def _redirected(address: httpx.URL, location: str) -> httpx.URL:
    import httpx  # noqa: PLC0415 - heavy: only when the network is used

    try:
        following = address.join(location)
    except httpx.InvalidURL as error:
        raise rejected("The server sends the request to something that is no address.") from error
    same = following.host == address.host and following.scheme == address.scheme
    if not location or not same or following.userinfo:
        where = f"{following.scheme}://{following.host}"
        raise rejected(f"The server has moved to {where}. If that is right, change the address of the target.")
    return following


def _judge(status: int, fields: httpx.Headers) -> str:
    """Return the receipt for an answer that says yes.

    Raises:
        NotDelivered: for any other.
    """
    words = _words(status)
    if 200 <= status < 300:
        return words
    if status in _LATER:
        asked = waiting_time(fields.get("Retry-After", ""), datetime.now(UTC), _MOST_PATIENCE)
        raise NotDelivered(
            f"The server answered {words}. It is tried again by itself.",
            later=True,
            after=None if asked is None else asked.total_seconds(),
            doubtful=status not in _NOT_TAKEN,
        )
    if status in {401, 403, 407}:
        raise rejected(f"The server answered {words}: it does not know the desk's password, or does not let it in.")
    if 300 <= status < 400:
        raise rejected(f"The server answered {words}: its address has changed. Change that of the target.")
    raise NotDelivered(f"The server did not take it: it answered {words}.", later=False, doubtful=status >= 500)


def _words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
