"""How values of the domain lie in columns, so that every one of them comes back exactly as it was.

SQLite's TEXT cannot hold lone surrogates (names of files that are no UTF-8 have them) and its INTEGER no number
beyond 64 bits (a wire may give any version). Such values are kept as bytes or as digits in the same column, which
has no type of its own where that can happen.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_INTEGER_LIMIT: Final = 1 << 63


def text_in(text: str) -> str | bytes:
    """Return what is stored for a text: itself, or its bytes where it is no valid Unicode."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def text_out(value: str | bytes) -> str:
    """Return the text that `text_in` stored."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogatepass")


def number_in(number: int) -> int | str:
    """Return what is stored for a whole number: itself, or its digits where it takes more than 64 bits."""
    return number if -_INTEGER_LIMIT <= number < _INTEGER_LIMIT else str(number)


def number_out(value: int | str) -> int:
    """Return the number that `number_in` stored."""
    return int(value)


def time_in(time: datetime | None) -> str:
    """Return ISO 8601 text with the offset as given; "" for None."""
    return time.isoformat() if time else ""


def time_out(value: str) -> datetime | None:
    """Return the time that `time_in` stored."""
    return datetime.fromisoformat(value) if value else None


def moment_out(value: str) -> datetime:
    """Return a time that is always there."""
    return datetime.fromisoformat(value)


def sortable(time: datetime | None) -> int | None:
    """Return microseconds since 1970 in UTC, which sort as the moments do whatever their offsets.

    A time without an offset is taken as UTC: the order must not hang on where the desk stands.
    """
    if time is None:
        return None
    aware = time if time.tzinfo else time.replace(tzinfo=UTC)
    return (aware - _EPOCH) // _MICROSECOND
