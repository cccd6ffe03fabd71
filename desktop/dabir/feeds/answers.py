"""What a web server's refusal means for a feed: whether to come back, when, and what a person has to do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

from dabir.domain.network import waiting_time
from dabir.feeds.fetcher import FeedError

#: What a feed waits at the longest because its server asks it to.
MOST_PATIENCE: Final = timedelta(days=1)

_AGAIN: Final = "Dabir looks again by itself; if it lasts, ask whoever looks after the server."
_SIGN_IN: Final = "Check the user and the secret of the feed, and ask the partner whether they still hold."


def refusal(status: int, retry_after: str, date: str, now: datetime) -> FeedError:
    """Return what is raised for an answer that brings no feed.

    Args:
        status: status code of RFC 9110, or any other number.
        retry_after: the field Retry-After; "" for none.
        date: the field Date; "" for none. A moment in the former is counted from it, so that a clock that is wrong
            here changes nothing.
        now: the present moment with an offset, for a server without a clock.
    """
    wait = waiting_time(retry_after, _moment(date) or now, MOST_PATIENCE)
    words = _words(status)
    if status in {401, 403, 407}:
        return FeedError(f"Its server does not let one in: it answered {words}.", _SIGN_IN, lasting=True)
    if status == 410:
        return FeedError(
            f"It is there no more: its server answered {words}.",
            "Ask the partner for its new address, or remove the feed.",
            lasting=True,
        )
    if status == 404:
        return FeedError(
            f"It is not there: its server answered {words}.",
            "If it lasts, check the address of the feed, or ask the partner for the new one.",
            retry_after=wait,
        )
    if status == 429:
        return FeedError(
            f"Its server is asked too often: it answered {words}.",
            "Dabir waits by itself. If it lasts, let the feed be looked at less often.",
            retry_after=wait,
        )
    if status >= 500 or status in {408, 425}:
        return FeedError(f"Its server is in trouble: it answered {words}.", _AGAIN, retry_after=wait)
    return FeedError(f"Its server brings no feed: it answered {words}.", _AGAIN, retry_after=wait)


def _moment(date: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
