from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from dabir.domain.errors import WireError
from dabir.domain.story import Story
from dabir.wire.format import Context
from dabir.wire.formats import iptc7901

SAMPLES = Path(__file__).parents[2] / "data" / "wire" / "iptc7901"
ZONE = timezone(timedelta(hours=4))
CONTEXT = Context("wire.txt", "ARAN", datetime(2026, 2, 1, 12, tzinfo=UTC), ("fa", "az", "en"), ZONE)


def read(data: bytes) -> list[Story]:
    readings = iptc7901.parse(data, CONTEXT)
    assert not [reading.error for reading in readings if reading.error]
    return [reading.story for reading in readings if reading.story]


def test_framed_message_is_read_whole() -> None:
    first, second = read((SAMPLES / "framed.txt").read_bytes())
    assert (first.source, first.priority, first.urgency, first.subject) == ("ARN", 4, 4, ("POL",))
    assert (first.headline, first.slugline) == ("Gömrük sazişi imzalanıb", "gömrük saziş")
    assert first.paragraphs == (
        "BAKI, 1 fevral (ARAN) - Gömrük idarələrinin rəhbərləri bazar günü\nBakıda anlaşma memorandumu imzalayıblar.",
        "Sənəd yük maşınlarının sərhəddə gözləmə müddətini qısaltmağı\nnəzərdə tutur.",
    )
    assert first.dateline == "BAKI, 1 fevral (ARAN)"
    assert first.versioncreated == datetime(2026, 2, 1, 12, 34, tzinfo=ZONE)
    assert {("message", "ARN0123"), ("wordcount", "00048"), ("datetime", "011234 FEB 26")} <= set(first.given)
    assert second.versioncreated == datetime(2026, 2, 1, 12, 40, tzinfo=UTC)
    assert first.defects == second.defects == ()


def test_paragraph_sign_is_no_part_of_the_text() -> None:
    second = read((SAMPLES / "framed.txt").read_bytes())[1]
    assert second.paragraphs == (
        "Neftin bareli 2,1 dollar bahalaşıb.",
        "Ekspertlər bunu təklifin azalması ilə izah edirlər.",
    )


def test_messages_without_control_bytes_are_told_apart() -> None:
    first, second = read((SAMPLES / "bare.txt").read_bytes())
    assert first.headline == "Silk festival to open in Sheki"
    assert first.byline == "By Kamran Aliyev"
    assert first.paragraphs == (
        "By Kamran Aliyev",
        "SHEKI, Feb 1 (ARAN) - A silk festival will open in Sheki on\nApril 12, the organisers said on Sunday.",
        "More than 40 craftsmen from six countries have been invited.",
    )
    assert (second.headline, second.paragraphs) == (
        "Young player wins chess cup",
        ("He won seven of his nine games.",),
    )
    assert second.versioncreated == datetime(2026, 2, 1, 13, 10, tzinfo=ZONE)


def test_persian_message_in_windows_1256_is_read() -> None:
    (story,) = read((SAMPLES / "persian_1256.txt").read_bytes())
    assert story.headline == "نشست وزيران در باكو برگزار شد"
    assert story.paragraphs[1] == "آنان بر آغاز به كار پايانه تازه تا پايان سال تأكيد كردند."
    assert any("windows-1256" in defect for defect in story.defects)


def test_each_message_has_its_own_charset() -> None:
    persian = (SAMPLES / "persian_1256.txt").read_bytes()
    azerbaijani = "ARN0300 4 POL 3 x\nSərgi açılıb\n\nSərgidə qırx xalça var.\n011400 FEB 26\n".encode()
    first, second = read(persian + azerbaijani)
    assert first.headline == "نشست وزيران در باكو برگزار شد"
    assert (second.headline, second.defects) == ("Sərgi açılıb", ())


def test_latin1_message_is_read() -> None:
    (story,) = read(
        "\x01ARN0001 3 POL 5 \r\n\x02Café à Paris\r\n\r\nLe café rouvre.\r\n\x03\r\n010101 FEB 26".encode("latin-1")
    )
    assert story.headline == "Café à Paris"


def test_identity_is_stable_and_made_of_header_and_date() -> None:
    data = (SAMPLES / "framed.txt").read_bytes()
    first, second = read(data)
    assert (first.uri, first.guid) == ("urn:dabir:iptc7901:arn:pol:0123:20260201", "")
    assert second.uri == "urn:dabir:iptc7901:arn:eco:0124:20260201"
    later = Context("other.txt", "", datetime(2027, 1, 1, tzinfo=UTC), (), ZONE)
    again = [reading.story.uri for reading in iptc7901.parse(data.replace(b"\r\n", b"\n"), later) if reading.story]
    assert again == [first.uri, second.uri]


def test_message_without_a_date_is_told_and_named_by_its_text() -> None:
    (story,) = read(b"\x01ARN0001 3 POL 5\r\n\x02Headline\r\n\r\nText.\r\n\x03")
    assert story.versioncreated is None
    assert story.uri.startswith("urn:dabir:iptc7901:arn:pol:0001:")
    assert any("date-time group" in defect for defect in story.defects)


def test_impossible_date_is_kept_as_written() -> None:
    (story,) = read(b"\x01ARN0001 3 POL 5\r\n\x02Headline\r\n\r\nText.\r\n\x03\r\n992577 FEB 26")
    assert story.versioncreated is None
    assert ("datetime", "992577 FEB 26") in story.given
    assert any("no time" in defect for defect in story.defects)


def test_cut_message_keeps_its_text_and_says_so() -> None:
    data = (SAMPLES / "framed.txt").read_bytes()
    (story,) = read(data[:200])
    assert story.paragraphs[0].startswith("BAKI, 1 fevral")
    assert any("ETX" in defect for defect in story.defects)


def test_lines_before_the_text_are_the_slug() -> None:
    (story,) = read(
        b"\x01ARN0001 3 POL 5 border\r\ncustoms/\r\nastara\r\n\x02Headline\r\n\r\nText.\r\n\x03\r\n010101 FEB 26"
    )
    assert (story.slugline, story.keywords) == ("customs/astara", ("border",))


def test_words_outside_the_text_go_to_the_notes() -> None:
    (story,) = read(
        b"ZCZC line check\r\n\x01ARN0001 3 POL 5\r\n\x02Headline\r\n\r\nText.\r\n\x03\r\n010101 FEB 26\r\nNNNN end of feed\r\n\x04"
    )
    assert story.notes == ("ZCZC line check", "NNNN end of feed")


def test_damaged_message_does_not_take_the_others_with_it() -> None:
    data = b"\x01what is this\r\n\x02Lost\r\n\x03" + (SAMPLES / "framed.txt").read_bytes()
    readings = iptc7901.parse(data, CONTEXT)
    assert [reading.story is None for reading in readings] == [True, False, False]
    assert readings[0].place == "item 1"
    assert "what is this" in readings[0].error


def test_tag_at_the_beginning_of_a_line_is_text() -> None:
    (story,) = read(b"\x01ARN0001 3 POL 5\r\n\x02Headline\r\n\r\n<b>Text</b> stays.\r\n\x03\r\n010101 FEB 26")
    assert story.paragraphs == ("<b>Text</b> stays.",)


@pytest.mark.parametrize("data", [b"", b"plain words", b"\x89PNG\r\n\x1a\n"])
def test_what_holds_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        iptc7901.parse(data, CONTEXT)


@pytest.mark.parametrize("name", ["framed.txt", "bare.txt", "persian_1256.txt"])
def test_message_is_recognised(name: str) -> None:
    assert iptc7901.recognises((SAMPLES / name).read_bytes()) > 50


@pytest.mark.parametrize("data", [b"", b"Plain words", b"ARN won 4 games\n", b"<rss/>", b'{"a": 1}', bytes(100)])
def test_other_texts_are_not_recognised(data: bytes) -> None:
    assert iptc7901.recognises(data) == 0


def test_every_word_of_a_full_message_is_in_the_story() -> None:
    (story,) = read((SAMPLES / "full.txt").read_bytes())
    assert (story.headline, story.byline) == ("Neft bazarında həftəlik icmal", "Müxbir: Leyla Məmmədova")
    assert story.paragraphs == (
        "Müxbir: Leyla Məmmədova",
        (
            "BAKI, 26 noyabr (XAZ) - Həftə ərzində Xəzər neftinin qiyməti\n"
            "üç dəfə dəyişib, ən böyük artım isə çərşənbə günü qeydə alınıb."
        ),
        "Həftənin qiymətləri, dollarla:",
        "Gün            Açılış   Bağlanış",
        "Bazar ertəsi   71,40    71,95",
        "Çərşənbə       72,10    74,30",
        "Cümə           74,05    73,60",
        "Təhlilçilər 2026–2027-ci illərdə qiymətlərin bu səviyyədə qalacağını gözləyir.",
        "Redaktorlar üçün: növbəti icmal 3 dekabrda veriləcək.",
    )
    assert story.notes == ("Müəllif hüququ XAZ 2026", "NNNN")
    assert (story.slugline, story.keywords, story.subject) == ("neft, bazar", ("neft", "bazar"), ("ECO",))
    assert story.versioncreated == datetime(2026, 11, 26, 16, 30, tzinfo=ZONE)
    assert story.dateline == "BAKI, 26 noyabr (XAZ)"


def test_pseudo_tag_is_read_as_its_sign_and_told() -> None:
    (story,) = read((SAMPLES / "full.txt").read_bytes())
    assert ("codes", "<endash>") in story.given
    assert any("<endash>" in defect for defect in story.defects)


def test_sign_at_the_end_of_some_lines_ends_paragraphs() -> None:
    (story,) = read(
        b"\x01ARN0001 3 POL 5\r\n\x02Headline\r\n\r\nOne line\r\nand the rest.<\r\nAnother one\r\nwith its rest.<\r\n\x03"
        b"\r\n010101 FEB 26"
    )
    assert story.paragraphs == ("One line\nand the rest.", "Another one\nwith its rest.")


def test_lone_sign_at_the_end_of_a_line_is_text() -> None:
    (story,) = read(b"\x01ARN0001 3 POL 5\r\n\x02Headline\r\n\r\n3 <\r\n4 is true.\r\n\x03\r\n010101 FEB 26")
    assert story.paragraphs == ("3 <\n4 is true.",)


def test_latin1_sample_is_read_with_its_accents() -> None:
    (story,) = read((SAMPLES / "latin1.txt").read_bytes())
    assert story.headline == "Une exposition de tapis s'ouvre à Chaki"
    assert story.paragraphs[1].startswith("« Chaque pièce a demandé deux années de travail »")


def test_control_bytes_in_odd_places_cut_no_text_short() -> None:
    first, second, third = read((SAMPLES / "control_bytes.txt").read_bytes())
    assert first.paragraphs == (
        "BAKI, 26 noyabr (ARAN) - Qonşu ölkələrin \x01vətəndaşları elektron\nviza ala biləcək\x02lər.",
        "Qayda yanvarın 1-dən\x03 tətbiq olunacaq.",
    )
    assert any("3 control characters" in defect for defect in first.defects)
    assert first.versioncreated == datetime(2026, 11, 26, 17, 30, tzinfo=ZONE)
    assert second.headline == "Şahmat turniri başlayıb"
    assert any("ETX" in defect for defect in second.defects)
    assert (third.headline, third.defects) == ("Oyun təxirə salınıb", ())


def test_message_without_a_number_is_named_by_its_words() -> None:
    data = (SAMPLES / "no_number.txt").read_bytes()
    (story,) = read(data)
    assert story.headline == "صد مدرسه تازه در استان‌های مرزی ساخته می‌شود"
    assert "The message has no number." in story.defects
    (again,) = read(data.replace(b"\r\n", b"\n"))
    assert again.uri == story.uri
    assert iptc7901.recognises(data.lstrip(b"\x01").replace(b"\x02", b"").replace(b"\x03\r\n", b"")) == 60


def test_stored_message_without_a_number_is_read() -> None:
    (story,) = read(b"ARN 4 POL 3 x\nHeadline here\n\nText.\n011400 FEB 26\n")
    assert (story.source, story.headline, story.paragraphs) == ("ARN", "Headline here", ("Text.",))


def test_redelivery_with_other_line_ends_and_framing_has_the_same_identity() -> None:
    for name in ("full.txt", "latin1.txt", "no_number.txt", "control_bytes.txt"):
        data = (SAMPLES / name).read_bytes()
        again = data.replace(b"\r\n", b"\n").replace(b"\x16", b"")
        assert [story.uri for story in read(again)] == [story.uri for story in read(data)]
        assert [story.text_sha256 for story in read(again)] == [story.text_sha256 for story in read(data)]


def test_missing_start_of_text_is_told_and_the_text_read() -> None:
    (story,) = read(b"\x01ARN0001 3 POL 5\r\nHeadline here\r\n\r\nText.\r\n\x03\r\n010101 FEB 26")
    assert (story.headline, story.paragraphs) == ("Headline here", ("Text.",))
    assert any("STX" in defect for defect in story.defects)


def test_embargo_in_the_keywords_holds_the_story() -> None:
    (story,) = read(
        b"\x01ARN0001 3 POL 5 EMBARGO: 26 Nov 2026 18:00\r\n\x02Headline\r\n\r\nText.\r\n\x03\r\n260101 NOV 26"
    )
    assert story.embargoed == datetime(2026, 11, 26, 18, tzinfo=ZONE)


@pytest.mark.parametrize(
    "data",
    [b"\x01" * 200_000, b" " * 500_000 + b"\x01", b"\x01ARN0001 3 POL 5 " + b" " * 500_000 + b"\x01", b"\x01A 1 B\x02" * 20_000,
     b"\x01ARN0001 3 POL 5\r\n\x02" + b"\x03" * 300_000, b"\x01ARN0001 3 POL 5\r\n\x02" + b"<\r\n" * 100_000],
)  # fmt: skip
def test_hostile_file_is_read_in_time_of_its_length(data: bytes) -> None:
    assert 0 <= iptc7901.recognises(data) <= 100
    try:
        readings = iptc7901.parse(data, CONTEXT)
    except WireError:
        return
    assert readings
    assert not any("unforeseen" in reading.error for reading in readings)
