from __future__ import annotations

import codecs

import charset_normalizer
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.wire.encoding import decode, is_binary, one_file

# Persian as Windows-1256 can write it: with Arabic yeh and kaf.
PERSIAN = "وزير امور خارجه روز يكشنبه در باكو گفت: «همكاري‌هاي مرزي گسترش مي‌يابد» و پيمان تازه امضا شد. چهار پروژه بزرگ، ژرف‌تر از گذشته."
TURKISH = "Cumhurbaşkanı pazar günü İstanbul'da yaptığı açıklamada “görüşmeler sürüyor” dedi ve yağışların etkili olduğunu söyledi."
# Azerbaijani typed on a Turkish code page, which has no schwa: "e" stands for it.
AZERBAIJANI_LEGACY = "Bakıda keçirilen sergide qırx xalça nümayiş olundu, açılışda çıxış edenler layihenin genişlenecəyini bildirdiler.".replace(
    "ə", "e"
)
RUSSIAN = (
    "Министры иностранных дел встретились в воскресенье в Баку и обсудили «приграничное сотрудничество» двух стран."
)
FRENCH = (
    "Les ministres se sont réunis à Bakou dimanche ; l’échange a été “très utile” pour la coopération frontalière."
)
# In charsets for which there is no model of ours.
POLISH = [f"{number}. Zażółć gęślą jaźń, powiedział minister." for number in range(100)]
CHINESE = "北京今天举行了新闻发布会"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return the pieces that charset-normalizer is asked about."""
    pieces: list[bytes] = []
    ask = charset_normalizer.from_bytes

    def told(piece: bytes) -> charset_normalizer.CharsetMatches:
        pieces.append(piece)
        return ask(piece)

    monkeypatch.setattr(charset_normalizer, "from_bytes", told)
    return pieces


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (PERSIAN, "cp1256", "windows-1256"),
        (TURKISH, "cp1254", "windows-1254"),
        (AZERBAIJANI_LEGACY, "cp1254", "windows-1254"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN.replace("«", '"').replace("»", '"'), "koi8-r", "koi8-r"),
        (FRENCH, "cp1252", "windows-1252"),
    ],
)
@pytest.mark.parametrize("repeat", [1, 60])
def test_undeclared_legacy_charset_is_told_by_its_letters(text: str, codec: str, name: str, repeat: int) -> None:
    long = "\n".join([text] * repeat)
    decoded = decode(long.encode(codec))
    assert (decoded.text, decoded.encoding) == (long, name)
    assert any("not declared" in defect for defect in decoded.defects)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("نشست وزيران در باكو", "cp1256"),
        ("زلزله", "cp1256"),
        ("Bakü'de kar yağışı", "cp1254"),
        ("ŞİDDETLİ YAĞIŞ UYARISI", "cp1254"),
        ("Землетрясение в Хое", "cp1251"),
        ("СРОЧНО: цены выросли", "cp1251"),
    ],
)
def test_a_headline_is_enough_to_tell_the_charset(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_markup_in_ascii_does_not_hide_the_letters() -> None:
    page = "<p class='lead'>" * 3000 + TURKISH + "</p>" * 3000
    assert decode(page.encode("cp1254")).text == page


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, codec: str) -> None:
    decoded = decode(mark + PERSIAN.encode(codec), "iso-8859-1")
    assert (decoded.text, decoded.encoding) == (PERSIAN, codec)
    assert any("iso-8859-1" in defect for defect in decoded.defects)
    assert not decode(mark + PERSIAN.encode(codec)).defects


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [PERSIAN, RUSSIAN, "<?xml version='1.0'?><p>plain words</p>"])
def test_wide_text_without_a_mark_is_told_by_its_zero_bytes(codec: str, text: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, codec)
    assert "byte order mark" in decoded.defects[0]


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1254", "windows-1256", "us-ascii", "gb18030"])
def test_utf8_declared_as_something_else_is_read_as_utf8(declared: str) -> None:
    text = "Azərbaycan və İran nazirləri görüşüb: «əməkdaşlıq» نشست وزیران"
    decoded = decode(text.encode(), declared)
    assert (decoded.text, decoded.encoding) == (text, "utf-8")
    assert declared in decoded.defects[0]


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        (PERSIAN, "cp1256", "windows-1256"),
        (TURKISH.replace("“", '"').replace("”", '"'), "iso8859-9", "ISO-8859-9"),
        (RUSSIAN, "cp1251", "Windows-1251"),
        ("Zażółć gęślą jaźń, powiedział minister", "iso8859-2", "iso-8859-2"),
        ("北京今天举行了新闻发布会", "gb18030", "gb18030"),
        ("MENÜ\xa0açıldı", "cp1254", "windows-1254"),
    ],
)
def test_declared_charset_that_makes_words_is_believed(text: str, codec: str, declared: str) -> None:
    decoded = decode(text.encode(codec), declared)
    assert (decoded.text, decoded.defects) == (text, ())


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "windows-1251", "windows-1254", "koi8-r"])
def test_wrongly_declared_persian_is_read_by_its_letters(declared: str) -> None:
    decoded = decode(PERSIAN.encode("cp1256"), declared)
    assert (decoded.text, decoded.encoding) == (PERSIAN, "windows-1256")
    assert declared in decoded.defects[0]


def test_latin1_with_windows_quotes_is_windows_1252() -> None:
    decoded = decode(FRENCH.encode("cp1252"), "iso-8859-1")
    assert (decoded.text, decoded.encoding) == (FRENCH, "windows-1252")
    assert "iso-8859-1" in decoded.defects[0]


def test_few_broken_bytes_do_not_make_utf8_another_charset() -> None:
    data = PERSIAN.encode() + b"\n\xff" + "و باز هم متن درست".encode() + b"\xd8"
    decoded = decode(data, "")
    assert decoded.encoding == "utf-8"
    assert decoded.text == f"{PERSIAN}\n\ufffdو باز هم متن درست\ufffd"
    place = len(PERSIAN.encode()) + 1
    assert f"FF at byte {place}, line 2" in decoded.defects[0]
    assert decoded.defects[0].startswith("2 places")


def test_replacement_character_of_the_sender_is_no_broken_byte() -> None:
    assert decode("متن \ufffd درست".encode()).defects == ()


def test_control_characters_are_kept_and_told() -> None:
    decoded = decode("a\x00b\x08c — د".encode())
    assert decoded.text == "a\x00b\x08c — د"
    assert "2 control characters (U+0000, U+0008)" in decoded.defects[0]


@pytest.mark.parametrize(
    "declared", ["x-unknown", "zlib", "rot13", "unicode_escape", "idna", "undefined", "utf-7", "\x00", "a" * 500]
)
def test_only_charsets_are_looked_up(declared: str) -> None:
    decoded = decode(b"\\u0041 plain", declared)
    assert decoded.text == "\\u0041 plain"
    assert "not known" in decoded.defects[0]


def test_ascii_declared_as_utf16_is_read_as_it_is() -> None:
    decoded = decode(b"<p>plain</p>", "utf-16")
    assert decoded.text == "<p>plain</p>"
    assert "utf-16" in decoded.defects[0]


def test_pieces_of_one_file_are_judged_one_by_one_only_so_often(asked: list[bytes]) -> None:
    with one_file():
        texts = [decode(text.encode("cp1250")).text for text in POLISH]
    assert texts == POLISH
    assert 0 < len(asked) <= 32


def test_the_same_piece_of_a_file_is_judged_once(asked: list[bytes]) -> None:
    with one_file():
        for _ in range(100):
            assert decode(b"Oyun t\xc9\r\n").encoding == "koi8-r"
    assert len(asked) == 1


def test_pieces_of_one_file_keep_a_charset_each() -> None:
    korean = "외교부 장관은 일요일에 협력이 계속될 것이라고 말했다"
    with one_file():
        texts = [decode(CHINESE[start:].encode("gb18030")).text for start in range(3)]
        other = decode(korean.encode("euc_kr"))
        again = decode(PERSIAN.encode("cp1256"))
    assert texts == [CHINESE[start:] for start in range(3)]
    # In the charset of the others it makes words too.
    assert (other.text, again.text) == (korean, PERSIAN)


def test_charset_that_was_found_is_taken_only_where_it_makes_words(asked: list[bytes]) -> None:
    with one_file():
        for text in POLISH:
            decode(text.encode("cp1250"))
        before = len(asked)
        other = decode(CHINESE.encode("gb18030"))
    assert len(asked) == before
    assert other.encoding != "windows-1250"
    assert any("not sure" in defect for defect in other.defects)


def test_next_file_is_judged_anew(asked: list[bytes]) -> None:
    for _ in range(2):
        with one_file():
            for text in POLISH:
                decode(text.encode("cp1250"))
    with one_file():
        assert decode(CHINESE.encode("gb18030")).text == CHINESE
    assert decode(CHINESE.encode("gb18030")).text == CHINESE
    assert asked[-2:] == [CHINESE.encode("gb18030")] * 2


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(20),
        b"\xff\xd8\xff\xe0" + bytes(20),
        b"%PDF-1.7\nplain words",
        b"PK\x03\x04" + bytes(30),
        b"MZ" + bytes(100),
        b"\x7fELF" + bytes(20),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"\x00\x00\x00\x18ftypmp42",
        bytes(range(32)) * 20,
    ],
)
def test_binary_files_are_no_text(data: bytes) -> None:
    assert is_binary(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        PERSIAN.encode("cp1256"),
        PERSIAN.encode("utf-16"),
        PERSIAN.encode("utf-16-le"),
        b"MZ is a pair of letters",
        b"BMW sells cars",
        b"\x01ARN0123 4 POL 00048\r\n\x02Text\r\n\x03",
    ],
)
def test_text_is_not_binary(data: bytes) -> None:
    assert not is_binary(data)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "utf-8", "utf-16", "iso-8859-1", "windows-1256", "big5", "nonsense"]),
)
def test_decoding_never_fails(data: bytes, declared: str) -> None:
    decoded = decode(data, declared)
    assert isinstance(decoded.text, str)
    assert decoded.encoding
    assert isinstance(is_binary(data), bool)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200))
def test_valid_utf8_is_read_character_for_character(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")
