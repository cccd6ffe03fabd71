"""Times as feeds write them in the wild: American order, asctime, names of months in the languages of the region.

What `dabir.wire.times` reads is read there; this module rewrites the other forms for it. A form that can mean two
days ("01/02/2026") is never guessed.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from types import MappingProxyType
from typing import Final

from dabir.wire.properties import Findings
from dabir.wire.times import parse_time

_LONGEST: Final = 100
_ASIDE: Final = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?[ ]*(?P<half>[AaPp]\.?[Mm]\b\.?)?"
)
# asctime puts the year after the zone: "12:34:00 GMT 2026".
_OFFSET: Final = re.compile(
    r"[ ]*(?:GMT|UTC|UT|Z)?[ ]*(?P<sign>[+\-−])(?P<hour>\d{1,2}):?(?P<minute>\d\d)?(?=[ ]*$|[ ]+\d{4}[ ]*$)",
    re.IGNORECASE,
)
_ZONE: Final = re.compile(r"[ ]*(?P<name>[A-Z]{1,5})(?=[ ]*$|[ ]+\d{4}[ ]*$)")
_NUMBER: Final = re.compile(r"\d+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMERIC: Final = re.compile(r"[ ]*(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})[ ,T]*")
_DIGITS: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
#: Names of the months as they begin, in the languages of the desk; the first that fits is taken.
_MONTHS: Final = MappingProxyType(
    {
        1: ("jan", "yan", "oca", "янв", "ژانو", "ینایر", "يناير"),
        2: ("feb", "fev", "şub", "фев", "فوریه", "فبراير", "شباط"),
        3: ("mar", "мар", "مارس", "آذار"),
        4: ("apr", "nis", "апр", "آوریل", "أبريل", "ابريل", "نيسان"),
        5: ("may", "maj", "май", "мая", "мае", "مه", "مايو", "أيار"),
        6: ("jun", "iyun", "haz", "июн", "ژوئن", "يونيو", "حزيران"),
        7: ("jul", "iyul", "tem", "июл", "ژوئیه", "جولای", "يوليو", "تموز"),
        8: ("aug", "avq", "avg", "ağu", "авг", "اوت", "أغسطس", "اغسطس", "آب"),
        9: ("sep", "sen", "eyl", "сен", "سپتامبر", "سبتمبر", "أيلول"),
        10: ("oct", "okt", "eki", "окт", "اکتبر", "أكتوبر", "اكتوبر"),
        11: ("nov", "noy", "kas", "ноя", "نوامبر", "نوفمبر"),
        12: ("dec", "dek", "ara", "дек", "دسامبر", "ديسمبر"),
    }
)


def feed_time(findings: Findings, zone: tzinfo, name: str, text: str) -> datetime | None:
    """Read a time of a feed; one that cannot be read is kept as written and told as a defect.

    Args:
        findings: of the story.
        zone: what a time without an offset is taken to be in.
        name: of the property, for the defect.
        text: as the feed wrote it.
    """
    text = text.strip()
    moment = parse_time(rewritten(text), zone) if text and not parse_time(text, zone) else None
    if moment is None:
        return findings.time(name, text)
    findings.keep(name, text)
    return moment


def rewritten(text: str) -> str:
    """Return a time in a form of ISO 8601; "" when it is none, or could mean two."""
    text = _ASIDE.sub(" ", text.translate(_DIGITS)).strip() if len(text) <= _LONGEST else ""
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    clock = _CLOCK.search(text)
    if clock:
        before, after = text[: clock.start()], text[clock.end() :]
        zone, after = _zone_of(after)
        date = f"{before} {after}"
    else:
        zone, date = "", text
    day = _day_of(date)
    if not day or not clock:
        return day
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if clock["half"].lower().startswith("p") else 0)
    return f"{day}T{hour:02}:{clock['minute']}:{clock['second'] or '00'}{zone}"


def _zone_of(text: str) -> tuple[str, str]:
    """Return the offset that stands after a clock time, and what remains of the text."""
    found = _OFFSET.match(text)
    if found:
        sign = "+" if found["sign"] == "+" else "-"
        return f"{sign}{int(found['hour']):02}:{found['minute'] or '00'}", text[found.end() :]
    named = _ZONE.match(text)
    return (named["name"], text[named.end() :]) if named else ("", text)


def _day_of(text: str) -> str:
    """Return the date in a text without its clock time; "" when it holds none, or one that can be read twice."""
    numeric = _NUMERIC.match(text)
    if numeric:
        return _numeric_day(numeric[1], numeric[2], numeric[3], numeric[4])
    numbers = _NUMBER.findall(text)
    months = {month for word in _WORD.findall(text.lower()) if (month := _month_of(word))}
    if len(numbers) != 2 or len(months) != 1:
        return ""
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(years) != 1 or len(days) != 1:
        return ""
    return f"{years[0]}-{months.pop():02}-{int(days[0]):02}"


def _numeric_day(first: str, separator: str, second: str, third: str) -> str:
    if len(first) == 4 and len(third) <= 2:
        return f"{first}-{int(second):02}-{int(third):02}"
    if len(third) != 4 or len(first) > 2:
        return ""
    # With points the day stands first wherever they are used; with strokes that depends on the country.
    if separator == "." or int(first) > 12 or first == second:
        return f"{third}-{int(second):02}-{int(first):02}"
    return f"{third}-{int(first):02}-{int(second):02}" if int(second) > 12 else ""


def _month_of(word: str) -> int:
    if len(word) < 2:
        return 0
    # "i" with a dot above, as lower() leaves it of a capital "İ".
    word = word.replace("i̇", "i")
    return next((month for month, names in _MONTHS.items() if word.startswith(names)), 0)
