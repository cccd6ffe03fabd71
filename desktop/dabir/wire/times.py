"""Times as wires write them, to aware datetimes. What is impossible or in an unknown form is never guessed: None.

What can be read in one way only, but is not as it should be (a time that the clocks skipped, one that came twice, a
summer time in winter), is read as `Understood` says, and told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from dabir.wire.summer_time import is_in_force

_ZONE: Final = r"(?P<zone>[Zz]|[+\-−]\d\d(?::?\d\d)?|(?:GMT|UTC)[ ]?[+\-−]\d{1,2}(?::?\d\d)?|[A-Za-z]{1,5})?"
_ISO: Final = re.compile(
    r"(?P<year>\d{4})(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
    r"(?:(?:[Tt]|[ ]+)(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,30}))?)?)?"
    rf"[ ]*{_ZONE}"
)
#: ISO 8601 basic form without its "T", as NITF and database exports have it.
_DIGITS: Final = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?"
    rf"[ ]*{_ZONE}"
)
_CLOCK: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,30}))?)?"
_HALF: Final = r"(?:[ ]?(?P<half>[AaPp])\.?[Mm]\.?)?"
_MAIL: Final = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?[ ]*)?(?P<day>\d{1,2})[ -](?P<name>[A-Za-z]{3,9})\.?,?[ -](?P<year>\d{4}|\d\d)"
    rf"(?:,?[ ]+{_CLOCK}{_HALF})?[ ]*{_ZONE}[ ]*(?:\([^()]*\))?"
)
#: "January 14, 2026 3:30 PM EST", as American systems write it.
_AMERICAN: Final = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?[ ]+)?(?P<name>[A-Za-z]{3,9})\.?[ ]+(?P<day>\d{1,2}),?[ ]+(?P<year>\d{4})"
    rf"(?:,?[ ]+(?:at[ ]+)?{_CLOCK}{_HALF})?[ ]*{_ZONE}"
)
#: The form of C's `ctime` and Java's `Date`: "Wed Jan 14 10:30:00 AZT 2026".
_C: Final = re.compile(
    rf"[A-Za-z]{{3}}[ ]+(?P<name>[A-Za-z]{{3}})[ ]+(?P<day>\d{{1,2}})[ ]+{_CLOCK}[ ]+"
    r"(?:(?P<zone>[+\-−]\d\d:?\d\d|[A-Za-z]{1,5})[ ]+)?(?P<year>\d{4})"
)
#: With full stops the day stands first everywhere; with slashes nobody knows, so that form is not read.
_DOTTED: Final = re.compile(
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})(?:,?[ ]+{_CLOCK})?[ ]*{_ZONE}"
)
#: The forms that nearly all wires use, and that have one meaning.
_PLAIN: Final = re.compile(
    r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])"
    r"|(?:19|20|21)[0-9]{6}T[0-9]{6}(?:Z|[+-](?:0[0-9]|1[0-3])[0-5][0-9])"
)
_NAME_BEFORE_OFFSET: Final = re.compile(r"^(?:GMT|UTC)[ ]?(?=[+\-−])")
_FORMS: Final = (_ISO, _DIGITS, _MAIL, _AMERICAN, _C, _DOTTED)
#: No time is longer; what is longer is not searched.
_LONGEST: Final = 100
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


@dataclass(frozen=True, slots=True)
class Understood:
    """How a time was understood.

    Attributes:
        moment: the moment, with a fixed offset.
        later: the second moment that it can mean, where the clocks showed it twice; else `moment`.
        doubt: why it may be wrong, the rest of a sentence about it; "".
        has_offset: whether it names its own offset or zone.
        names_zone: whether it names its zone in letters, other than UTC's.
    """

    moment: datetime
    later: datetime
    doubt: str = ""
    has_offset: bool = True
    names_zone: bool = False


def parse_time(text: str, zone: tzinfo) -> datetime | None:
    """Read a time.

    Args:
        text: ISO 8601 in extended or basic form (the "T" may be missing), a date alone (read as its midnight),
            RFC 5322 (RFC 822), or with the month in letters or full stops between the numbers.
        zone: what a time without an offset is taken to be in.

    Returns:
        The moment with an offset; None when the text is no time, an impossible one, or in another calendar.
    """
    understood = understand(text, zone)
    return understood.moment if understood else None


def understand(text: str, zone: tzinfo) -> Understood | None:
    """Read a time and say what is doubtful about it.

    A local time that the clocks skipped is read as if they had not been moved yet. Of one that they showed twice the
    first is `moment`. A named zone decides even where it is a summer time in winter.

    Args:
        text: as for `parse_time`.
        zone: what a time without an offset is taken to be in.

    Returns:
        What was understood; None as for `parse_time`.
    """
    text = text.strip()
    return _understood(text, zone) if len(text) <= _LONGEST else None


# A story has one time several times over, most often: it was written, changed and sent in the same minute.
@lru_cache(maxsize=64)
def _understood(text: str, zone: tzinfo) -> Understood | None:
    return _plainly(text) or _in_any_form(text, zone)


def _plainly(text: str) -> Understood | None:
    """Read a time in the form that nearly all wires use; None for any other, and for 24:00 and a second 60."""
    if _PLAIN.fullmatch(text):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return None
        return Understood(moment, moment)
    return None


def _in_any_form(text: str, zone: tzinfo) -> Understood | None:
    part = _parts_of(text)
    if part is None:
        return None
    written = part["zone"] or ""
    offset = _zone_of(written) if written else zone
    local = _local(part)
    if offset is None or local is None:
        return None
    try:
        first = second = _fixed(local.replace(tzinfo=offset))
        if not written:
            # Only the clocks of a place show a time twice.
            second = _fixed(local.replace(tzinfo=offset, fold=1))
    except (ValueError, OverflowError):
        return None
    named = written.isalpha() and _NAMED.get(written.lower()) != 0
    doubt = ""
    if second < first:
        second, doubt = first, "is a time that the clocks skipped; it was read as if they had not been moved yet"
    elif first.utcoffset() != second.utcoffset():
        doubt = "is a time that the clocks showed twice"
    elif named and not is_in_force(written, first):
        # Zones with one meaning have one season, so only a named one can be wrong about it.
        doubt = f"names {written.upper()}, a summer time that was not in force; its offset was taken as named"
    return Understood(first, second, doubt, bool(written), named)


def _parts_of(text: str) -> dict[str, str | None] | None:
    found = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    return found.groupdict() if found else None


def _local(part: dict[str, str | None]) -> datetime | None:
    """Return the time of day and the date, without an offset; None for an impossible one."""
    year = _year_of(part["year"] or "")
    month = int(part["month"] or 0) if "month" in part else _month_of(part["name"] or "")
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    fraction = int(f"{part.get('fraction') or '0':0<6}"[:6])
    half = (part.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    # ISO 8601 knows 24:00 as the end of the day, RFC 3339 section 5.7 knows a second 60.
    end_of_day = hour == 24 and not (minute or second or fraction)
    leap = second == 60 and minute == 59
    day = int(part["day"] or 0)
    hour, second = 0 if end_of_day else hour, 59 if leap else second
    try:
        moment = datetime(year, month, day, hour, minute, second, fraction)  # noqa: DTZ001 - the offset comes after
    except ValueError:
        return None
    return moment + timedelta(days=end_of_day, seconds=leap)


def _fixed(moment: datetime) -> datetime:
    """Return the same moment with its offset instead of the rules of a zone."""
    offset = moment.utcoffset()
    return moment.replace(tzinfo=timezone(offset) if offset else UTC, fold=0)


@lru_cache(maxsize=64)
def _zone_of(text: str) -> tzinfo | None:
    text = _NAME_BEFORE_OFFSET.sub("", text).strip()
    if text[0].isalpha():
        named = _NAMED.get(text.lower())
        return None if named is None else timezone(timedelta(minutes=named))
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
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
