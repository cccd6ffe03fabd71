from __future__ import annotations

import pytest

from dabir.wire.typography import read_codes


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1990<endash>1995", "1990–1995"),
        ("<EMDASH> loud", "— loud"),
        ("3 <1/2> and <frac34>", "3 ½ and ¾"),
        ("thin<thinsp>space", "thin\u2009space"),
        ("<b>bold</b> and <endash", "<b>bold</b> and <endash"),
        ("a < b > c", "a < b > c"),
        ("``quoted''", "``quoted''"),
        ("a _ b", "a _ b"),
        ("<ql>", "<ql>"),
    ],
)
def test_only_codes_of_certain_meaning_are_read(text: str, read: str) -> None:
    assert read_codes(text).text == read


def test_telex_has_quotes_dashes_and_orders_too() -> None:
    typeset = read_codes("``Yes,'' he said _ once.<ql>", telex=True)
    assert typeset.text == "“Yes,” he said — once."
    assert typeset.codes == ("<ql>", "``", "''", "_")


def test_text_without_codes_is_the_same_and_tells_nothing() -> None:
    text = "Sərgi açılır: «Xalça» – 2026"
    assert read_codes(text) == read_codes(text, telex=True)
    assert (read_codes(text).text, read_codes(text).defect) == (text, "")


def test_codes_are_told_once_each() -> None:
    assert read_codes("a<endash>b<endash>c").codes == ("<endash>",)
