"""When an ANPA 1312 message was sent: "11-26-26 1434EST" by the guidelines, "14:34ET 26-11-26" as some send it.

The month comes first, unless the first number can be no month. What zone a bare "ET" is in depends on the day:
daylight time as the law of the United States sets it.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo
from typing import Final

from dabir.wire.properties import Findings
from dabir.wire.summer_time import is_in_force
from dabir.wire.times import parse_time

#: What stands behind a text, with the white space and filling bytes before it; in bytes, as files are.
TRAILER: Final = re.compile(
    rb"[\x00-\x20]{0,40}(?:\d{1,2}[-/]\d{1,2}[-/]\d{2,4}[ ]+\d{1,2}:?\d\d[ ]?[A-Za-z]{0,4}"
    rb"|\d{1,2}:?\d\d[ ]?[A-Za-z]{0,4}[ ]+\d{1,2}[-/]\d{1,2}[-/]\d{2,4})[ <]{0,8}"
)
_DATE: Final = re.compile(r"(?P<first>\d{1,2})[-/](?P<second>\d{1,2})[-/](?P<year>\d{4}|\d\d)(?!\d)")
_CLOCK: Final = re.compile(r"(?<![\d/-])(?P<hour>\d{1,2}):?(?P<minute>\d\d)[ ]?(?P<zone>[A-Za-z]{0,4})(?![\d/-])")
#: How far a time may lie from receipt before the other reading of its date is held against it.
_NEAR: Final = timedelta(days=45)


def written_date(sent: str) -> str:
    """Return the date as the message has it, as digits (year, first, second number): the same at every delivery."""
    found = _DATE.search(sent)
    return f"{_year(found['year'])}{int(found['first']):02}{int(found['second']):02}" if found else ""


def moment_of(sent: str, findings: Findings, zone: tzinfo, received: datetime) -> datetime | None:
    """Read the time a message was sent.

    Args:
        sent: as written.
        findings: is told what is doubtful; the time as written is kept.
        zone: what a time without a zone is taken to be in.
        received: when it came; told only to tell a doubtful date, never to choose one.
    """
    findings.keep("sent", sent)
    found, clock = _DATE.search(sent), _CLOCK.search(_DATE.sub(" ", sent))
    first, second = (int(found["first"]), int(found["second"])) if found else (0, 0)
    year = _year(found["year"]) if found else 0
    month, day = (second, first) if first > 12 else (first, second)
    moment = _read(year, month, day, clock, zone) if clock else None
    if moment is None or clock is None:
        findings.defect(f'The time it was sent, "{sent}", is no time and is kept as written only.')
        return None
    if day <= 12 and day != month and abs(moment - received) > _NEAR:
        other = _read(year, day, month, clock, zone)
        if other and abs(other - received) <= _NEAR:
            findings.defect(
                f'"{sent}" was read month first, as ANPA 1312 has it; day first it would be {other:%d %B %Y}.'
            )
    return moment


def _read(year: int, month: int, day: int, clock: re.Match[str], zone: tzinfo) -> datetime | None:
    local = f"{year:04}-{month:02}-{day:02}T{int(clock['hour']):02}:{clock['minute']}"
    named = clock["zone"].upper()
    if named not in {"ET", "CT", "MT", "PT"}:
        return parse_time(f"{local}{named}", zone)
    summer = f"{named[0]}DT"
    moment = parse_time(f"{local}{summer}", zone)
    return moment if moment and is_in_force(summer, moment) else parse_time(f"{local}{named[0]}ST", zone)


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 50 else 1900)
