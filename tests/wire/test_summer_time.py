from datetime import UTC, datetime, timedelta, timezone

import pytest

from dabir.wire.summer_time import is_in_force


def at(year, month, day, offset=0):
    return datetime(year, month, day, 12, tzinfo=timezone(timedelta(hours=offset)))


@pytest.mark.parametrize(
    ("name", "moment", "right"),
    [
        ("CEST", at(2026, 3, 28, 2), False),
        ("CEST", at(2026, 3, 29, 2), True),
        ("cest", at(2026, 10, 25, 2), True),
        ("EEST", at(2026, 10, 26, 3), False),
        ("EDT", at(2026, 3, 7, -4), False),
        ("EDT", at(2026, 3, 8, -4), True),
        ("PDT", at(2026, 11, 1, -7), True),
        ("PDT", at(2026, 11, 2, -7), False),
        ("IRDT", at(2022, 7, 1, 4.5), True),
        ("IRDT", at(2023, 7, 1, 4.5), False),
        ("IRDT", at(2021, 1, 1, 4.5), False),
        ("AZST", at(2015, 7, 1, 5), True),
        ("AZST", at(2016, 7, 1, 5), False),
        ("AZT", at(2026, 7, 1, 4), True),
        ("+04:00", at(2026, 7, 1, 4), True),
        ("", datetime(2026, 1, 1, tzinfo=UTC), True),
    ],
)
def test_summer_time_is_held_against_its_season(name, moment, right):
    assert is_in_force(name, moment) is right
