from __future__ import annotations

import re

import pytest

from dabir.wire.telex import byline_of, end_of_text, is_byline, starts_of, without_signs

HEADER = re.compile(rb"\x01H\d")
ENDED = re.compile(rb"\x03\r\nEND")


def test_message_begins_at_a_header_or_where_a_text_follows() -> None:
    assert starts_of(b"..\x01H1\x02text\x03\x01H2\x02text\x03", HEADER) == [2, 11]
    assert starts_of(b"\x01odd\x02text\x03", HEADER) == [0]


def test_sign_within_a_text_begins_no_message() -> None:
    assert starts_of(b"\x01H1\x02one \x01two \x02three\x03", HEADER) == [0]
    assert starts_of(b"\x01H1\x02one never ended\x01H2\x02two\x03", HEADER) == [0, 19]


def test_text_ends_where_its_trailer_begins_else_at_the_last_sign() -> None:
    assert end_of_text(b"a\x03b\x03\r\nEND\x03", ENDED) == (b"a\x03b", True, b"\r\nEND\x03")
    assert end_of_text(b"a\x03b\x03c", ENDED) == (b"a\x03b", True, b"c")
    assert end_of_text(b"abc", ENDED) == (b"abc", False, b"")


@pytest.mark.parametrize(
    ("lines", "cleared"),
    [
        (["< one", "two"], ["  one", "two"]),
        (["<b>one</b>"], ["<b>one</b>"]),
        (["one<", "two<"], ["one", "two"]),
        ([" one<", " two<"], [" one", "", " two", ""]),
        (["one", "two<", "three<"], ["one", "two", "", "three", ""]),
        (["<#>", "a   b", "<#>"], ["", "a   b", ""]),
        (["a <", "b"], ["a <", "b"]),
    ],
)
def test_signs_on_lines_are_no_text(lines: list[str], cleared: list[str]) -> None:
    assert without_signs(lines) == cleared


@pytest.mark.parametrize(
    "line", ["By Kamran Aliyev", "Müxbir: Leyla Məmmədova", "خبرنگار: مریم رستمی", "Автор: Иван Петров"]
)
def test_bylines_are_known(line: str) -> None:
    assert is_byline(line)
    assert byline_of(["Headline", line]) == line


def test_sentence_is_no_byline() -> None:
    assert not is_byline("Bystanders saw it.")
    assert byline_of(["One.", "Two."]) == ""
