from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from dabir.domain.errors import WireError
from dabir.domain.story import PubStatus, Story
from dabir.wire.format import Context
from dabir.wire.formats import anpa1312, iptc7901

SAMPLES = Path(__file__).parents[2] / "data" / "wire" / "anpa1312"
ZONE = timezone(timedelta(hours=4))
RECEIVED = datetime(2026, 11, 26, 12, tzinfo=UTC)
CONTEXT = Context("wire.txt", "ARAN", RECEIVED, ("fa", "az", "en"), ZONE)


def read(data: bytes, context: Context = CONTEXT) -> list[Story]:
    readings = anpa1312.parse(data, context)
    assert not [reading.error for reading in readings if reading.error]
    return [reading.story for reading in readings if reading.story]


def message(
    text: bytes, *, second: bytes = b"r i\x13\x11 Port 11-26 0010", sent: bytes = b"11-26-26 1434AZT"
) -> bytes:
    return b"\x16\x16\x01b1488\x1fcpstf\r\n" + second + b"\r\n\x02" + text + b"\r\n\x03\r\n" + sent + b"\r\n\x04"


def test_every_word_of_a_full_message_is_in_the_story() -> None:
    first, _ = read((SAMPLES / "framed.txt").read_bytes())
    assert first.headline == "Silk festival in Sheki draws craftsmen from six countries"
    assert first.slugline == "Silk-Festival, 1st Ld-Writethru"
    assert first.byline == "By KAMRAN ALIYEV"
    assert first.ednote == "Eds: UPDATES with number of visitors; ADDS quote from the director."
    assert first.notes == ("ARAN Correspondent",)
    assert first.paragraphs == (
        (
            "SHEKI, Nov 26 (ARAN) — More than 4,000 visitors came to the first\n"
            "day of a silk festival in Sheki on Thursday, its director said."
        ),
        (
            "“We had counted on half of that,” Aynur Hasanova told ARAN. She\n"
            "put the value of the 2025–2026 harvest at 3 ½ million manats."
        ),
        "Prices, in manats:",
        "Scarf          45        52",
        "Tablecloth    120       131",
        "Carpet      2,400     2,650",
        "The festival closes on Sunday.",
    )
    assert (first.dateline, first.source, first.subject) == ("SHEKI, Nov 26 (ARAN)", "ARAN", ("i",))
    assert (first.urgency, first.keywords) == (3, ("Silk-Festival",))
    assert first.versioncreated == datetime(2026, 11, 26, 14, 34, tzinfo=ZONE)
    assert {
        ("message", "b1488"),
        ("selector", "cpstf"),
        ("priority", "u"),
        ("filed", "11-26"),
        ("wordcount", "0118"),
        ("keyword line", "Silk-Festival 1stLd-Writethru TB06"),
        ("sent", "11-26-26 1434AZT"),
    } <= set(first.given)


def test_codes_of_the_typesetting_machine_are_told() -> None:
    first, _ = read((SAMPLES / "framed.txt").read_bytes())
    assert ("codes", "<endash> <1/2> `` '' _") in first.given
    assert any("typesetting" in defect for defect in first.defects)


def test_marked_line_without_a_name_is_the_headline() -> None:
    _, second = read((SAMPLES / "framed.txt").read_bytes())
    assert (second.headline, second.slugline) == ("Young player wins chess cup", "Chess-Cup")
    assert second.paragraphs == ("BAKU (ARAN) — He won seven of his nine games.",)


def test_messages_without_framing_bytes_are_told_apart() -> None:
    first, second = read((SAMPLES / "bare.txt").read_bytes())
    assert first.paragraphs == ("The two ports will also share a pilot service from March, the\noperators said.",)
    assert first.versioncreated == datetime(2026, 11, 25, 19, 5, tzinfo=UTC)
    assert second.headline == "Census figures to be published on Thursday"


def test_add_keeps_its_keyword_line_and_is_no_later_version() -> None:
    first, _ = read((SAMPLES / "bare.txt").read_bytes())
    assert (first.slugline, first.version, first.headline) == ("Caspian-Shipping, 1st Add", 1, "")
    assert first.notes == ("BAKU: in 2027.",)
    assert any("add" in defect for defect in first.defects)


def test_embargo_in_a_note_for_editors_is_kept() -> None:
    _, second = read((SAMPLES / "bare.txt").read_bytes())
    assert second.embargoed == datetime(2026, 11, 26, 18, tzinfo=ZONE)
    assert second.ednote == "EMBARGO: 26 Nov 2026 18:00 +0400"


def test_embargo_without_an_end_holds_the_story() -> None:
    (story,) = read(message(b"^Port, 0010<\r\n^Eds: x<\r\n^EMBARGO<\r\n\tText of it.<"))
    assert story.pubstatus is PubStatus.WITHHELD


@pytest.mark.parametrize(
    ("keyword", "version"),
    [
        (b"Port", 1),
        (b"Port Bjt", 1),
        (b"Port 1stLd", 2),
        (b"Port, 7th Writethru", 8),
        (b"Port 2nd Ld-Writethru", 3),
        (b"Port Writethru", 2),
        (b"World-Lead 1stAd", 1),
        (b"World-Leaders", 1),
    ],
)
def test_version_is_told_by_the_keyword_line(keyword: bytes, version: int) -> None:
    (story,) = read(message(b"^" + keyword + b", 0010<\r\n\tText of it.<"))
    assert (story.version, story.slugline) == (version, keyword.decode())


def test_identity_is_made_of_agency_category_number_and_date() -> None:
    first, second = read((SAMPLES / "framed.txt").read_bytes())
    assert (first.uri, first.guid) == ("urn:dabir:anpa1312:aran:i:b1488:20261126", "")
    assert second.uri == "urn:dabir:anpa1312:aran:s:b1489:20261126"


@pytest.mark.parametrize("name", ["framed.txt", "bare.txt"])
def test_redelivery_has_the_same_identity_version_and_text(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    later = Context("again.txt", "ARAN", datetime(2027, 3, 1, tzinfo=UTC), (), UTC)
    again = read(data.replace(b"\r\n", b"\n").replace(b"\x16", b""), later)
    assert [(one.uri, one.version, one.text_sha256) for one in again] == [
        (one.uri, one.version, one.text_sha256) for one in read(data)
    ]


def test_agency_in_the_header_is_part_of_the_identity() -> None:
    (story,) = read(message(b"\tText of it.<").replace(b"b1488\x1f", b"b1488XAZ\x1f"))
    assert (story.source, story.uri) == ("XAZ", "urn:dabir:anpa1312:xaz:i:b1488:20261126")


@pytest.mark.parametrize(
    ("sent", "moment"),
    [
        (b"11-26-26 1434EST", datetime(2026, 11, 26, 19, 34, tzinfo=UTC)),
        (b"07-01-26 1434ET", datetime(2026, 7, 1, 18, 34, tzinfo=UTC)),
        (b"11-26-26 1434ET", datetime(2026, 11, 26, 19, 34, tzinfo=UTC)),
        (b"14:34GMT 26-11-26<", datetime(2026, 11, 26, 14, 34, tzinfo=UTC)),
        (b"11/26/2026 14:34", datetime(2026, 11, 26, 14, 34, tzinfo=ZONE)),
    ],
)
def test_time_is_read_in_every_form_and_kept_as_written(sent: bytes, moment: datetime) -> None:
    (story,) = read(message(b"\tText of it.<", sent=sent))
    assert story.versioncreated == moment
    assert ("sent", sent.decode().rstrip("<")) in story.given


def test_date_that_fits_better_the_other_way_round_is_told() -> None:
    context = Context("x", "", datetime(2026, 3, 12, tzinfo=UTC), (), ZONE)
    (story,) = read(message(b"\tText of it.<", sent=b"12-03-26 1434AZT"), context)
    assert story.versioncreated == datetime(2026, 12, 3, 14, 34, tzinfo=ZONE)
    assert any("12 March 2026" in defect for defect in story.defects)


def test_impossible_time_is_kept_as_written() -> None:
    (story,) = read(message(b"\tText of it.<", sent=b"31-31-26 2599AZT"))
    assert story.versioncreated is None
    assert ("sent", "31-31-26 2599AZT") in story.given
    assert any("no time" in defect for defect in story.defects)


def test_cut_message_keeps_its_text_and_says_so() -> None:
    (story,) = read(message(b"\tText of it.<").split(b"\x03")[0])
    assert story.paragraphs == ("Text of it.",)
    assert any("ETX" in defect for defect in story.defects)
    assert any("when it was sent" in defect for defect in story.defects)


def test_message_without_a_number_is_named_by_its_words() -> None:
    data = message(b"\tText of it.<").replace(b"b1488", b"b")
    (story,) = read(data)
    assert "The message has no story number." in story.defects
    assert read(data.replace(b"\r\n", b"\n"))[0].uri == story.uri


def test_stray_start_of_header_cuts_no_text_short() -> None:
    (story,) = read(message(b"\tText \x01of it.<"))
    assert story.paragraphs == ("Text \x01of it.",)


def test_damaged_message_does_not_take_the_others_with_it() -> None:
    readings = anpa1312.parse(b"\x01what is\x02Lost\x03" + (SAMPLES / "framed.txt").read_bytes(), CONTEXT)
    assert [reading.story is None for reading in readings] == [True, False, False]
    assert "what is" in readings[0].error


def test_words_around_a_message_go_to_the_notes() -> None:
    (story,) = read(b"line check\r\n" + message(b"\tText of it.<") + b"\r\nend of feed\r\n")
    assert story.notes == ("line check", "end of feed")


def test_unknown_priority_is_told() -> None:
    (story,) = read(message(b"\tText of it.<", second=b"q i\x13\x11 Port 11-26 0010"))
    assert story.urgency == 0
    assert any("priority" in defect for defect in story.defects)


def test_kill_stands_in_the_slugline() -> None:
    (story,) = read(message(b"^Port, KILL<\r\n\tThe story is withdrawn.<"))
    assert story.slugline == "Port, KILL"


@pytest.mark.parametrize("name", ["framed.txt", "bare.txt"])
def test_message_is_recognised_and_is_no_iptc7901(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    assert anpa1312.recognises(data) >= 85
    assert iptc7901.recognises(data) < anpa1312.recognises(data)


@pytest.mark.parametrize(
    "data", [b"", b"plain words", b"a1234 bcdef\nr b and so on\n", b"<rss/>", b'{"a": 1}', bytes(100)]
)
def test_other_texts_are_not_recognised(data: bytes) -> None:
    assert anpa1312.recognises(data) == 0


def test_iptc7901_is_not_recognised() -> None:
    for sample in (SAMPLES.parent / "iptc7901").iterdir():
        data = sample.read_bytes()
        assert anpa1312.recognises(data) < iptc7901.recognises(data), sample.name


@pytest.mark.parametrize("data", [b"", b"plain words", b"\x89PNG\r\n\x1a\n"])
def test_what_holds_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        anpa1312.parse(data, CONTEXT)


@pytest.mark.parametrize(
    "data",
    [b"\x01" * 200_000, b" " * 500_000, b"\x16" * 500_000 + b"\x01", message(b"^" * 200_000), message(b"^a\r\n" * 50_000),
     message(b"<\r\n" * 100_000), message(b"``" * 200_000), b"a1234 bcdef\n" * 50_000, message(b"\x03" * 200_000),
     message(b"Line@" + b" " * 200_000 + b"x\r\n")],
)  # fmt: skip
def test_hostile_file_is_read_in_time_of_its_length(data: bytes) -> None:
    assert 0 <= anpa1312.recognises(data) <= 100
    try:
        readings = anpa1312.parse(data, CONTEXT)
    except WireError:
        return
    assert readings
    assert not any("unforeseen" in reading.error for reading in readings)
