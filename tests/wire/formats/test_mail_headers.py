from __future__ import annotations

import pytest

from dabir.wire.formats.mail_headers import content_type_of, identifiers_in, sender_of, urn_of, words_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"plain words", "plain words"),
        (b"=?utf-8?B?2LPZhNin2YU=?=", "سلام"),
        (b"=?utf-8?Q?Salam=2C_d=C3=BCnya?=", "Salam, dünya"),
        (b"=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        (b"=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
        (b"=?utf-8?B?2LPZhA==?= =?utf-8?B?2KfZhQ==?=", "سلام"),
        (b"=?utf-8?Q?=C9?= =?utf-8?Q?=99?=", "ə"),
        (b"=?utf-8*az?Q?=C9=99?=", "ə"),
        (b"=?windows-1251?Q?=CC=E8=F0?=", "Мир"),
        (b"=?nonsense", "=?nonsense"),
        ("Sərgi açılır".encode(), "Sərgi açılır"),
        (b"two\r\n lines", "two lines"),
        (b"=?utf-8?B?2LPZhNin2Y?=", "سلا�"),
        (b"=?utf-8?B??=", ""),
    ],
)
def test_encoded_words_are_read(value: bytes, text: str) -> None:
    assert words_of(value).text == text


def test_raw_bytes_in_an_encoded_word_are_read_and_told() -> None:
    words = words_of("=?iso-8859-9?Q?Köprü_açıldı?=".encode("iso-8859-9"))
    assert (words.text, words.raw) == ("Köprü açıldı", True)


def test_raw_bytes_are_read_in_the_charset_of_the_text() -> None:
    words = words_of("Доклад министра опубликован".encode("koi8-r"), "koi8-r")
    assert (words.text, words.raw) == ("Доклад министра опубликован", True)
    assert not words_of("Məruzə".encode()).raw


@pytest.mark.parametrize(
    ("value", "name", "text"),
    [
        (b'text/plain; charset="utf-8"', "charset", "utf-8"),
        (b"text/plain; Charset=UTF-8; format=flowed", "charset", "UTF-8"),
        (b"a/b; filename*=utf-8''s%C9%99rh%C9%99d.xml", "filename", "sərhəd.xml"),
        (b"a/b; filename*0*=utf-8''s%C9%99r; filename*1=hed.xml", "filename", "sərhed.xml"),
        (b'a/b; filename*0="one"; filename*1=" two"', "filename", "one two"),
        (b'a/b; filename="a \\"b\\".txt"', "filename", 'a "b".txt'),
        (b'a/b; filename="a;b.txt"', "filename", "a;b.txt"),
        ('a/b; filename="xalça.png"'.encode(), "filename", "xalça.png"),
        (b'a/b; name="=?utf-8?B?eGFsw6dhLnBuZw==?="', "name", "xalça.png"),
        (b"a/b; filename=one; filename=two", "filename", "one"),
        (b"a/b", "filename", ""),
    ],
)
def test_parameters_are_read(value: bytes, name: str, text: str) -> None:
    found = content_type_of(value)
    assert found.get(name) == text
    assert found.value in {"a/b", "text/plain"}


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("ARAN <wire@aran.example>", ("ARAN", "wire@aran.example")),
        ('"Aliyeva, Sevil" <s@aran.example>', ("Aliyeva, Sevil", "s@aran.example")),
        ("wire@aran.example", ("", "wire@aran.example")),
        ("wire@aran.example (ARAN desk)", ("ARAN desk", "wire@aran.example")),
        ("A <a@b.example>, B <c@d.example>", ("A", "a@b.example")),
        ("A <a, B <c@d.example>", ("B", "c@d.example")),
        ("", ("", "")),
    ],
)
def test_sender_is_read(text: str, sender: tuple[str, str]) -> None:
    assert sender_of(text) == sender


def test_identifiers_are_read_without_brackets() -> None:
    assert identifiers_in("<a@b> <c@d>") == ("a@b", "c@d")
    assert identifiers_in("a@b") == ("a@b",)
    assert identifiers_in("no identifier at all") == ()


def test_identity_holds_no_character_that_an_identifier_must_not() -> None:
    assert urn_of("a b/ə@c") == "urn:dabir:mail:a%20b%2F%C9%99@c"
