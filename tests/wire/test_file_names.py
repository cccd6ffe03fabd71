from datetime import UTC, datetime

import pytest

from dabir.wire.format import Context
from dabir.wire.reading import Unread, read

TEXT = "Bakıda yağış yağıb.\n\nYollar bağlanıb.\n".encode()
CONTENT = "but not by its content"


def defects(name, data=TEXT):
    context = Context(name, "", datetime(2026, 1, 20, tzinfo=UTC), ("az",))
    (reading,) = read(Unread(data, context)).readings
    return reading.story.defects


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.json", f"it is JSON, {CONTENT}"),
        ("in/batch.zip/a.XML", f"it is XML, {CONTENT}"),
        (r"C:\in\a.eml", f"it is a mail, {CONTENT}"),
        ("a.csv", "it is a table and no story"),
        ("a.toml", "it is settings (TOML) and no story"),
        ("a.yaml", "it is YAML data and no story"),
        ("a.py", "it is a program and no story"),
    ],
)
def test_name_that_says_another_format_is_told(name, told):
    assert defects(name) == (f"By its name {told}; it was taken as plain text.",)


@pytest.mark.parametrize("name", ["a.txt", "a", "a.1", "", ".json", "table.csv/a", "report of 24.11"])
def test_name_of_a_text_or_of_nothing_is_not_told(name):
    assert defects(name) == ()


def test_name_is_never_held_against_a_format_that_the_content_has():
    page = b"<!DOCTYPE html><html><body><p>Bak\xc4\xb1da ya\xc4\x9f\xc4\xb1\xc5\x9f ya\xc4\x9f\xc4\xb1b.</p></body></html>"
    assert not [one for one in defects("page.csv", page) if "By its name" in one]
