"""Lists of files as FTP servers give them: for machines (RFC 3659, section 7), and as /bin/ls or DOS print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LS: Final = re.compile(
    r"(?P<kind>[-dlbcps])[-rwxsStTlLrS]{9}[.+@]?\s+\d+\s+(?:\S+\s+){1,5}?(?P<size>\d{1,18})\s+"
    r"(?P<month>[A-Za-z]{3})\s+(?P<day>\d{1,2})\s+(?P<time>\d{1,2}:\d{2}|\d{4})\s(?P<name>.+)"
)
_DOS: Final = re.compile(
    r"(?P<month>\d{2})-(?P<day>\d{2})-(?P<year>\d{2}|\d{4})\s+(?P<hour>\d{2}):(?P<minute>\d{2})\s?(?P<half>[AP]M)?\s+"
    r"(?:(?P<folder><DIR>)|(?P<size>\d{1,18}))\s+(?P<name>.+)",
    re.IGNORECASE,
)
_STAMP: Final = re.compile(r"\d{14}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a list.

    Attributes:
        name: within its folder.
        kind: "file", "folder", or "other" (a link, a device, the folder itself).
        size: in bytes; None where the list does not say.
        time: when it was changed, in the words of `remote_files.is_same_time`, or in digits; "".
        order: grows with that time.
    """

    name: str
    kind: str
    size: int | None
    time: str
    order: float


def of_machines(line: str) -> Entry | None:
    """Read a line of MLSD or MLST; None where it is none (RFC 3659, sections 7.2 and 7.5)."""
    facts, space, name = line.lstrip(" ").partition(" ")
    if not space or not name or not facts.endswith(";"):
        return None
    found = {key.lower(): value for key, _, value in (fact.partition("=") for fact in facts[:-1].split(";"))}
    kind = {"file": "file", "dir": "folder"}.get(found.get("type", "").lower(), "other")
    size, stamp = found.get("size", ""), found.get("modify", "")
    moment = _moment(stamp[:14]) if _STAMP.match(stamp) else None
    return Entry(
        name,
        kind,
        int(size) if re.fullmatch(r"[0-9]{1,18}", size) else None,
        stamp[:30] if moment else "",
        moment.timestamp() if moment else 0.0,
    )


def of_people(line: str, now: datetime) -> Entry | None:
    """Read a line of LIST in one of the two forms that are met; None where it is in neither.

    Args:
        line: without its end.
        now: the present moment, with an offset, for the year of a fresh file; it only matters for the order.
    """
    found = _LS.fullmatch(line)
    if found:
        return _of_ls(found, now)
    found = _DOS.fullmatch(line)
    return _of_dos(found) if found else None


def _of_ls(found: re.Match[str], now: datetime) -> Entry | None:
    month = found["month"].lower()
    if month not in _MONTHS:
        return None
    number, day, hour = _MONTHS.index(month) + 1, int(found["day"]), found["time"]
    kind = {"-": "file", "d": "folder"}.get(found["kind"], "other")
    if ":" in hour:
        time = f"{number:02}-{day:02} {hour:0>5}"
        moment = _moment(f"{now.year:04}{number:02}{day:02}{hour.replace(':', ''):0>4}00")
        if moment and (moment - now).days >= 2:
            moment = _moment(f"{now.year - 1:04}{number:02}{day:02}{hour.replace(':', ''):0>4}00")
    else:
        time = f"{hour}-{number:02}-{day:02}"
        moment = _moment(f"{hour}{number:02}{day:02}000000")
    return Entry(found["name"], kind, int(found["size"]), time, moment.timestamp() if moment else 0.0)


def _of_dos(found: re.Match[str]) -> Entry:
    year, hour, half = int(found["year"]), int(found["hour"]), (found["half"] or "").upper()
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    stamp = f"{year:04}{found['month']}{found['day']}{hour:02}{found['minute']}00"
    moment = _moment(stamp)
    kind, size = ("folder", None) if found["folder"] else ("file", int(found["size"]))
    return Entry(found["name"], kind, size, stamp, moment.timestamp() if moment else 0.0)


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
