"""Which summer times can be in force when: for telling that a wire names one in winter.

Rules instead of a zone database, because a name on a wire ("CEST", "EDT") is no zone of one: European Union
(Directive 2000/84/EC), United States (Energy Policy Act of 2005, from 2007), Iran (abolished after the summer of
2022) and Azerbaijan (abolished after the summer of 2015).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final

_EUROPE: Final = frozenset({"cest", "eest", "west", "bst"})
_AMERICA: Final = frozenset({"edt", "cdt", "mdt", "pdt"})
#: The last year that had the summer time, and the first and last day of it that any year had.
_ABOLISHED: Final = MappingProxyType(
    {"irdt": (2022, (3, 20), (9, 22)), "azst": (2015, (3, 25), (10, 31))},
)


def is_in_force(name: str, moment: datetime) -> bool:
    """Tell whether a zone name can be right for a moment; True for every name that is no summer time known here.

    Args:
        name: as the wire writes it, in any case.
        moment: with an offset.
    """
    name = name.lower()
    if name in _EUROPE:
        day = moment.astimezone(UTC).date()
        return _last_sunday(day.year, 3) <= day <= _last_sunday(day.year, 10)
    if name in _AMERICA:
        day = moment.date()
        return _first_sunday(day.year, 3) + timedelta(weeks=1) <= day <= _first_sunday(day.year, 11)
    if name in _ABOLISHED:
        last_year, first, last = _ABOLISHED[name]
        return moment.year <= last_year and first <= (moment.month, moment.day) <= last
    return True


def _first_sunday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7)


def _last_sunday(year: int, month: int) -> date:
    return _first_sunday(year, month + 1) - timedelta(weeks=1)
