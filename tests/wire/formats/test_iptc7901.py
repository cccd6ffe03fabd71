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
