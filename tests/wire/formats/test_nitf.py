from datetime import UTC, datetime
from pathlib import Path

import pytest

from dabir.domain.errors import WireError
from dabir.domain.story import Link, LinkKind, PubStatus
from dabir.wire.format import Context
from dabir.wire.formats import nitf

SAMPLES = Path(__file__).parents[2] / "data" / "wire" / "nitf"
CONTEXT = Context("sample.xml", "ALBORZ", datetime(2026, 1, 20, tzinfo=UTC), ("fa", "az", "en"))


def story_of(data):
    [reading] = nitf.parse(data, CONTEXT)
    return reading.story


def docdata(inner="", attributes=""):
    head = f"<head><title>A title</title><docdata {attributes}>{inner}</docdata></head>"
    return f"<nitf>{head}<body><body.content><p>Words.</p></body.content></body></nitf>".encode()


def test_persian_document_is_read_whole():
    story = story_of((SAMPLES / "alborz.xml").read_bytes())
    assert (story.guid, story.version, story.urgency) == ("alborz.example/2026/0412", 2, 5)
    assert story.declared_language == "fa"
    assert story.headline == "آب لوله‌کشی به ۴۲ روستا رسید"
    assert story.slugline == "AB-RUSTA"
    assert story.byline == "رضا نمونه خبرنگار"
    assert story.dateline == "شهر نمونه، ۲۰ دی"
    assert story.source == "خبرگزاری البرز نمونه"
    assert story.copyrightnotice == "2026 خبرگزاری البرز نمونه"
    assert story.usageterms == "نقل با نام خبرگزاری آزاد است."
    assert story.ednote == "عکس دارد.\nنام روستا در بند دوم درست شد."
    assert story.keywords == ("آب", "روستا")
    assert story.subject == ("محیط زیست", "استان نمونه")
    assert story.embargoed.isoformat() == "2026-01-10T12:00:00+03:30"
    assert story.expiry.isoformat() == "2026-02-10T00:00:00+03:30"
    assert story.firstcreated.isoformat() == "2026-01-10T09:30:00+03:30"
    assert story.versioncreated.isoformat() == "2026-01-10T10:15:00+03:30"
    assert story.links == (Link(LinkKind.CORRECTS, "alborz.example/2026/0411"),)
    assert story.paragraphs == (
        "کار در ۱۲ روستای دیگر تا تابستان به پایان می‌رسد",
        "آب لوله‌کشی به ۴۲ روستای استان نمونه رسید.",
        "این کار سه سال به درازا کشید.\u00a0هزینهٔ آن ۳۵ میلیارد تومان بود.",
        "رقم‌ها را شرکت آب داده است.",
        "نخستین روز آب در روستا",
        "چاه تازه",
        "مخزن",
        "همهٔ حقوق نزد خبرگزاری البرز نمونه است.",
        "پایان خبر/۷",
        "گزارش سالانهٔ شرکت آب",
    )
    assert story.notes == (
        "آب‌رسانی به روستاها",
        "این خبر جایگزین نسخهٔ پیشین است.",
        "روستاییان از این پس آب آشامیدنی دارند.",
        "Not loaded: شیر آب, ab-01.jpg",
    )
    assert ("fixture", "env-daily") in story.given
    assert story.defects == ()


def test_canceled_document_kills_the_one_it_names():
    story = story_of((SAMPLES / "aran_kill.xml").read_bytes())
    assert story.pubstatus is PubStatus.CANCELED
    assert story.links == (Link(LinkKind.KILLS, "aran.example/2026/77"),)
    assert story.ednote == "XƏBƏR LƏĞV EDİLİR"
    assert story.paragraphs == ()


@pytest.mark.parametrize("status", ["canceled", "killed", "CANCELLED"])
def test_status_kills_the_document_itself(status):
    story = story_of(docdata("<doc-id id-string='a'/>", f"management-status='{status}' management-doc-idref='a'"))
    assert story.is_kill
    assert story.links == ()


def test_embargoed_without_release_date_is_withheld():
    assert story_of(docdata(attributes="management-status='embargoed'")).pubstatus is PubStatus.WITHHELD
    dated = "<date.release norm='20260110T120000Z'/>"
    story = story_of(docdata(dated, "management-status='embargoed'"))
    assert story.pubstatus is PubStatus.USABLE
    assert story.embargoed == datetime(2026, 1, 10, 12, tzinfo=UTC)


def test_unreadable_release_date_is_withheld_and_an_empty_one_is_none():
    story = story_of(docdata("<date.release norm='Thursday evening'/>"))
    assert story.pubstatus is PubStatus.WITHHELD
    assert ("date.release", "Thursday evening") in story.given
    assert story_of(docdata("<date.release norm=''/>")).pubstatus is PubStatus.USABLE


def test_format_version_is_not_the_version_of_the_story():
    data = docdata().replace(b"<nitf>", b"<nitf version='-//IPTC//DTD NITF 3.6//EN'>")
    assert story_of(data).version == 1


def test_missing_properties_are_told_and_the_story_read():
    story = story_of(b"<nitf><body><p>Loose.</p>And <b>more</b>.</body></nitf>")
    assert story.paragraphs == ("Loose.", "And", "more", ".")
    told = " ".join(story.defects)
    for word in ("doc-id", "headline", "issued", "language"):
        assert word in told


def test_urgency_that_is_no_number_is_zero_with_a_defect():
    story = story_of(docdata("<urgency ed-urg='flash'/>"))
    assert story.urgency == 0
    assert any('"flash"' in defect for defect in story.defects)


def test_title_is_the_headline_where_there_is_no_other():
    assert story_of(docdata()).headline == "A title"


def test_no_word_of_the_head_is_lost():
    head = (
        "<body.head>loose<hedline>stray<hl1>Main</hl1><hl2>Second</hl2><hl1>Third</hl1>tail</hedline>"
        "<dateline>One</dateline><dateline>Two</dateline><series series.name='s'>Part 1</series>end</body.head>"
    )
    story = story_of(f"<nitf><body>{head}</body></nitf>".encode())
    words = " ".join((story.headline, *story.paragraphs, story.dateline, *story.notes)).split()
    expected = ("loose", "stray", "Main", "Second", "Third", "tail", "One", "Two", "Part", "1", "end")
    assert sorted(words) == sorted(expected)


def test_correction_of_nothing_named_is_told():
    story = story_of(docdata("<correction info='Fixed.'/>"))
    assert any("correction" in defect for defect in story.defects)
    assert story.ednote == "Fixed."


def test_truncated_document_names_line_and_column():
    data = (SAMPLES / "alborz.xml").read_bytes()
    with pytest.raises(WireError, match=r"line \d+, column \d+"):
        nitf.parse(data[: len(data) // 2].rsplit(b"<", 1)[0], CONTEXT)


def test_external_entity_is_refused():
    data = b"<!DOCTYPE nitf [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><nitf><body><p>&x;</p></body></nitf>"
    with pytest.raises(WireError, match="entities"):
        nitf.parse(data, CONTEXT)


def test_format_is_told_by_content():
    assert nitf.recognises((SAMPLES / "alborz.xml").read_bytes()) == 100
    assert nitf.recognises(b"<html/>") == 0
