"""Times as wires write them, to aware datetimes. What is impossible or ambiguous is never guessed: it is None."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from types import MappingProxyType
from typing import Final

_ISO: Final = re.compile(
    r"(?P<year>\d{4})(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
    r"(?:(?:[Tt]|[ ]+)(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,30}))?)?)?"
    r"[ ]*(?P<zone>[Zz]|[+\-−]\d\d(?::?\d\d)?|[A-Za-z]{2,5})?"
)
_MAIL: Final = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?[ ]*)?(?P<day>\d{1,2})[ -](?P<name>[A-Za-z]{3,9})\.?,?[ -](?P<year>\d{4}|\d\d)"
    r"(?:[ ]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?"
    r"[ ]*(?P<zone>[+\-−]\d\d:?\d\d|[A-Za-z]{1,5})?[ ]*(?:\([^()]*\))?"
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: Zone names with one meaning on our wires, in minutes east of UTC: RFC 5322 section 4.3, and those of the region.
_NAMED: Final = MappingProxyType(
    {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420}
    | {"mdt": -360, "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180}
    | {"trt": 180, "irst": 210, "irdt": 270, "azt": 240, "azst": 300}
)
#: Years a wire can mean. Others are typing errors or another calendar (1404 is a solar Hijri year).
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2200
_FURTHEST_OFFSET: Final = 14 * 60


def parse_time(text: str, zone: tzinfo) -> datetime | None:
    """Read a time.

    Args:
        text: ISO 8601 in extended or basic form, a date alone (read as its midnight), or RFC 5322 (RFC 822).
        zone: what a time without an offset is taken to be in.

    Returns:
        The moment with an offset; None when the text is no time, an impossible one, or in another calendar.
    """
    text = text.strip()
    found = _ISO.fullmatch(text) or _MAIL.fullmatch(text)
    if not found:
        return None
    part = found.groupdict()
    offset = _zone_of(part["zone"], zone)
    month = int(part["month"]) if "month" in part else _month_of(part["name"])
    year = _year_of(part["year"])
    if offset is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    hour, minute, second = int(part["hour"] or 0), int(part["minute"] or 0), int(part["second"] or 0)
    fraction = int(f"{part.get('fraction') or '0':0<6}"[:6])
    # ISO 8601 knows 24:00 as the end of the day, RFC 3339 section 5.7 knows a second 60.
    end_of_day = hour == 24 and not (minute or second or fraction)
    leap = second == 60 and minute == 59
    try:
        moment = datetime(
            year,
            month,
            int(part["day"]),
            0 if end_of_day else hour,
            minute,
            59 if leap else second,
            fraction,
            tzinfo=offset,
        )
    except ValueError:
        return None
    return moment + timedelta(days=end_of_day, seconds=leap)


def has_offset(text: str) -> bool:
    """Tell whether a time that `parse_time` can read names its own offset or zone."""
    found = _ISO.fullmatch(text.strip()) or _MAIL.fullmatch(text.strip())
    return bool(found and found["zone"])


def _zone_of(text: str | None, default: tzinfo) -> tzinfo | None:
    if not text:
        return default
    if text[0].isalpha():
        named = _NAMED.get(text.lower())
        return None if named is None else timezone(timedelta(minutes=named))
    digits = text[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    total = hours * 60 + minutes
    if minutes > 59 or total > _FURTHEST_OFFSET:
        return None
    return timezone(timedelta(minutes=total if text[0] == "+" else -total))


def _month_of(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _year_of(text: str) -> int:
    """Read a year; one of two digits as RFC 5322 section 4.3 says."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 50 else 1900)
