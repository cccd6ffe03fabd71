from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from dabir.domain.errors import WireError
from dabir.domain.story import PubStatus, Story
from dabir.wire.format import Context
from dabir.wire.formats import plain

SAMPLES = Path(__file__).parents[2] / "data" / "wire" / "plain"
CONTEXT = Context(
    "story.txt", "ARAN", datetime(2026, 2, 1, 12, tzinfo=UTC), ("fa", "az", "en"), timezone(timedelta(hours=4))
)


def read(text: str | bytes) -> Story:
    (reading,) = plain.parse(text if isinstance(text, bytes) else text.encode(), CONTEXT)
    assert reading.story is not None
    return reading.story


def test_first_line_is_the_headline_and_wrapped_lines_stay() -> None:
    story = read((SAMPLES / "wrapped.txt").read_bytes())
    assert story.headline == "Astara crossing goes round the clock"
    assert story.paragraphs == (
        "The Astara crossing works day and night from today, the head of\ncustoms said. Lorries will wait less than four hours.",
        '"Note: this is no header," he added.',
    )
    assert (story.guid, story.uri, story.format, story.version) == ("", "", "plain", 1)


def test_english_headers_become_properties() -> None:
    story = read((SAMPLES / "headers_en.txt").read_bytes())
    assert (story.headline, story.slugline, story.byline) == (
        "Astara crossing goes round the clock",
        "border-astara",
        "Leyla Muradli",
    )
    assert (story.guid, story.uri, story.version, story.urgency) == ("aran-77", "aran-77", 2, 3)
    assert story.keywords == ("border", "customs")
    assert story.versioncreated == datetime(2026, 2, 1, 10, 30, tzinfo=UTC)
    assert story.embargoed == datetime(2026, 2, 2, 2, tzinfo=UTC)
    assert story.paragraphs == ("The Astara crossing works day and night from today.",)


def test_persian_headers_become_properties_and_unknown_ones_are_kept() -> None:
    story = read((SAMPLES / "headers_fa.txt").read_bytes())
    assert (story.headline, story.language, story.byline) == ("مرز آستارا شبانه‌روزی شد", "fa", "نادر سلیمی")
    assert (story.version, story.guid, story.source) == (2, "alborz-77", "البرز")
    assert story.versioncreated == datetime(2026, 2, 1, 14, 30, tzinfo=CONTEXT.zone)
    assert {("بخش", "اقتصاد"), ("date", "۲۰۲۶-۰۲-۰۱ ۱۴:۳۰")} <= set(story.given)
    assert story.paragraphs[1] == "به گفته مدیر گمرک، این کار زمان ایستادن کامیون‌ها را به\nکمتر از چهار ساعت می‌رساند."


def test_azerbaijani_headers_become_properties() -> None:
    story = read((SAMPLES / "headers_az.txt").read_bytes())
    assert story.headline == "Astara sərhəd-keçid məntəqəsi sutkalıq rejimə keçib"
    assert (story.language, story.declared_language, story.byline, story.version) == ("az", "az", "Leyla Muradlı", 3)


@pytest.mark.parametrize(
    "text",
    [
        "Tehran: the talks go on\n\nThe talks went on for a third day.",
        "Date: the fruit of the desert\n\nPalm growers expect a good harvest.",
        "By night: a walk through Sheki\n\nThe old town is lit again.",
        "تهران: گفت‌وگوها ادامه دارد\n\nروز سوم گفت‌وگوها برگزار شد.",
        "Headline: not alone\nand this line is no header\n\nText.",
        "Note: see\nthe map\n\nText of the story.",
    ],
)
def test_text_with_colons_is_no_header_block(text: str) -> None:
    story = read(text)
    said = f"{story.headline} {' '.join(story.paragraphs)}".split()
    assert said == text.split()


def test_header_folded_over_two_lines_is_one_value() -> None:
    story = read("Headline: Silk festival\n  opens in Sheki\nSlug: silk\n\nText.")
    assert story.headline == "Silk festival opens in Sheki"


def test_repeated_header_loses_nothing() -> None:
    story = read("Headline: One\nNote: first\nNote: second\n\nText.")
    assert story.ednote == "first"
    assert ("Note", "second") in story.given


def test_headers_without_a_headline_leave_it_to_the_text() -> None:
    story = read("Language: az\nVersion: 4\n\nXalça sərgisi açılıb\n\nSərgi bazar günü açılıb.")
    assert (story.headline, story.paragraphs) == ("Xalça sərgisi açılıb", ("Sərgi bazar günü açılıb.",))


def test_solar_date_is_kept_as_written() -> None:
    story = read("تیتر: خبر\nتاریخ: ۱۴۰۴/۱۱/۱۲\n\nمتن خبر.")
    assert story.versioncreated is None
    assert ("date", "۱۴۰۴/۱۱/۱۲") in story.given
    assert any("no time" in defect for defect in story.defects)


def test_unreadable_embargo_holds_the_story_back() -> None:
    story = read("Headline: One\nEmbargo: until the signing\n\nText.")
    assert story.pubstatus is PubStatus.WITHHELD


def test_canceled_status_is_taken() -> None:
    assert read("Headline: One\nStatus: canceled\n\nText.").is_kill


def test_no_break_space_and_joiners_stay() -> None:
    text = "می‌روم\u00a0و\u2028می\u200dآیم \u200f(۱)"
    story = read(f"تیتر کوتاه\n\n{text}\n")
    assert story.paragraphs == (text,)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(end: str) -> None:
    story = read(end.join(["Headline", "", "First line of the paragraph which", "goes on here.", "", "Second."]))
    assert story.paragraphs == ("First line of the paragraph which\ngoes on here.", "Second.")


def test_one_line_a_paragraph_is_not_taken_for_wrapping() -> None:
    lines = [
        "تیتر خبر",
        "پاراگراف نخست است و با نقطه پایان می‌یابد.",
        "پاراگراف دوم است.",
        "پاراگراف سوم هم همین‌طور است.",
    ]
    story = read("\n".join([lines[0], "", *lines[1:]]))
    assert (story.headline, story.paragraphs) == (lines[0], tuple(lines[1:]))


def test_indented_lines_begin_paragraphs() -> None:
    story = read("Headline\n\n   First paragraph that is wrapped\nover two lines.\n   Second paragraph.\n")
    assert story.paragraphs == ("First paragraph that is wrapped\nover two lines.", "Second paragraph.")


def test_headline_right_above_a_wrapped_text_is_taken() -> None:
    story = read(
        "Silk festival opens\nA silk festival opened in Sheki on Sunday with guests from\nsix countries, the organisers said.\n"
    )
    assert story.headline == "Silk festival opens"
    assert story.paragraphs[0].startswith("A silk festival")


def test_text_that_begins_with_a_long_paragraph_has_no_headline() -> None:
    text = "This is a long paragraph that goes on and on about the border. " * 6
    story = read(text + "\n\nSecond.")
    assert (story.headline, story.paragraphs) == ("", (text.strip(), "Second."))


def test_dateline_is_copied_and_stays_in_the_text() -> None:
    story = read("Başlıq burada\n\nBAKI, 1 fevral (ARAN) – Sərgi açılıb.")
    assert story.dateline == "BAKI, 1 fevral (ARAN)"
    assert story.paragraphs == ("BAKI, 1 fevral (ARAN) – Sərgi açılıb.",)


def test_legacy_charset_is_read_and_told() -> None:
    text = "نشست وزيران در باكو\n\nوزيران روز يكشنبه در باكو گفتگو كردند."
    story = read(text.encode("cp1256"))
    assert story.headline == "نشست وزيران در باكو"
    assert any("windows-1256" in defect for defect in story.defects)


@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n", "\ufeff".encode(), b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n"])
def test_what_holds_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        plain.parse(data, CONTEXT)


def test_plain_text_is_recognised_last() -> None:
    assert 0 < plain.recognises(b"words") < 20
    assert plain.recognises(b"") == plain.recognises(b"%PDF-1.7") == 0


def test_pseudo_tags_are_read_as_their_signs_and_told() -> None:
    story = read("Port to grow 2026<endash>2027\n\nText with <emdash> and a <b>tag</b>.\n")
    assert story.headline == "Port to grow 2026–2027"
    assert story.paragraphs == ("Text with — and a <b>tag</b>.",)
    assert ("codes", "<endash> <emdash>") in story.given
    assert any("<endash>" in defect for defect in story.defects)


def test_embargo_in_the_first_line_holds_the_story() -> None:
    story = read("EMBARGO: 26 Nov 2026 18:00 +0400\n\nPort to grow\n\nThe port will grow by two piers.\n")
    assert story.embargoed == datetime(2026, 11, 26, 14, tzinfo=UTC)
    assert "EMBARGO: 26 Nov 2026 18:00 +0400" in (story.headline, *story.paragraphs)
    assert read("Oil embargo lifted\n\nText of it.\n").embargoed is None
