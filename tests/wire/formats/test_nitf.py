from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire_words import unsaid

from dabir.domain.errors import WireError
from dabir.domain.story import Link, LinkKind, PubStatus, Rendition
from dabir.wire import registry
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
        "شیر آب",
    )
    assert story.renditions == (Rendition("", "image/jpeg", 0, "ab-01.jpg"),)
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


def test_agency_document_is_read_whole():
    story = story_of((SAMPLES / "aran_agency.xml").read_bytes())
    assert (story.guid, story.version, story.urgency) == ("aran.example/2026/301", 3, 3)
    assert story.declared_language == "az"
    assert story.headline == "Şamaxıda üzüm yığımı başa çatıb"
    assert story.paragraphs == (
        "Məhsul ötən ildəkindən 8 faiz çoxdur",
        "Şamaxıda üzüm yığımı bazar ertəsi başa çatıb, 9–10 min ton məhsul toplanıb.",
        "Bu il quraqlıq olmadı,—deyə təsərrüfatın rəhbəri Elşad Nümunəyev bildirib.",
        "Məhsuldarlıq",
        "Hektardan orta hesabla 92 sentner götürülüb.",
        "Üzümün yarıdan çoxu kişmiş sortudur.",
        "Rayon statistika idarəsi",
        "Süfrə üzümü",
        "ağ şanı",
        "qara şanı",
        "Texniki sortlar",
        "Mədrəsə",
        "yerli şərab sortu",
        "Kəndlər üzrə yığım, min ton",
        "Kənd\t2025\t2026",
        "Meysəri\t3,1\t3,4",
        "Mədrəsə\t2,2\t2,6",
        "08:00  yığım\n12:00  çeşidləmə",
        "Yığımın son günü.",
        "Orxan Nümunəzadə, ARAN",
        "ARAN/İqtisadiyyat redaksiyası, telefon: 0-12-000-00-00",
        "© 2026 Aran Xəbər Xidməti",
        "Rayon statistika bülleteni, sentyabr 2026",
    )
    assert story.notes == (
        "Üzüm yığımı başa çatıb",
        "Redaktorlara: bu yazı silsilənin ikinci hissəsidir.",
        "Rayonda 9 min ton üzüm yığılıb.",
        "Fotoqraf: Orxan Nümunəzadə",
        "Üzüm səbəti",
        "ARAN foto",
    )
    assert story.byline == "Leyla Nümunəli xüsusi müxbir"
    assert story.dateline == "ŞAMAXI, 12 oktyabr"
    assert story.source == "Aran Xəbər Xidməti"
    assert story.usageterms == "Aran Xəbər Xidməti, bütün hüquqlar qorunur."
    assert story.copyrightnotice == "2026 Aran Xəbər Xidməti"
    assert story.ednote == "Üçüncü abzasda məhsuldarlıq düzəldilib.\nFoto və cədvəl əlavə olunur."
    assert story.embargoed.isoformat() == "2026-10-12T15:00:00+04:00"
    assert story.expiry.isoformat() == "2026-11-12T00:00:00+04:00"
    assert story.pubstatus is PubStatus.USABLE
    assert story.links == (Link(LinkKind.CORRECTS, "aran.example/2026/300"),)
    assert story.renditions == (
        Rendition("uzum-301.jpg", "image/jpeg", 0, "http://foto.aran.example/uzum-301.jpg"),
        Rendition("", "audio/mpeg", 0, "http://ses.aran.example/301.mp3"),
    )
    assert ("series", "Məhsul 2026, 2, 4") in story.given
    assert story.defects == ()


WORDED = sorted(path.name for path in SAMPLES.iterdir() if "pseudo" not in path.name and "_is_" not in path.name)


@pytest.mark.parametrize("name", WORDED)
def test_every_word_of_the_sample_stands_in_its_story(name):
    data = (SAMPLES / name).read_bytes().replace(b"ISO-8859-1", b"UTF-8").replace(b"&nbsp;", b"&#160;")
    assert unsaid(data, [story_of(data)]) == set()


def test_cdata_with_tags_in_capitals_is_read_as_markup():
    story = story_of((SAMPLES / "alborz_cdata.xml").read_bytes())
    assert story.headline == "بازار کتاب در اصفهان گرم شد"
    assert story.paragraphs == (
        "فروش کتاب در اصفهان نسبت به پارسال ۱۲ درصد بیشتر شد.",
        "ناشران می‌گویند «کتاب کودک» بیشترین خواننده را دارد.",
        "نمایشگاه تا جمعه باز است.",
        "کودک\t۴۱ درصد",
        "رمان\t۲۷ درصد",
        "ورود رایگان است",
        "ساعت کار ۹ تا ۲۱",
        "© خبرگزاری البرز نمونه",
    )
    assert any("stands there as text" in defect for defect in story.defects)


def test_escaped_markup_is_read_as_markup_and_signs_stay():
    story = story_of((SAMPLES / "aran_escaped.xml").read_bytes())
    assert story.headline == "Novruz bazarları açılıb – qiymətlər sabitdir"
    assert story.paragraphs == (
        "Paytaxtda doqquz bayram bazarı açılıb.",
        "Səməninin qiyməti 2 manatdan başlayır.",
        "Bazarlar 9–20 saatlarında işləyir, çəkisi < 5 kq olan səbətlər pulsuz qablaşdırılır.",
    )
    assert any("stands there as text" in defect for defect in story.defects)


def test_tags_that_stand_for_signs_are_read_though_they_are_never_closed():
    story = story_of((SAMPLES / "aran_pseudo_tags.xml").read_bytes())
    assert story.headline == "Komanda 2–1 hesabı ilə qalib gəlib"
    assert story.paragraphs[0] == ("Oyun 2025–2026 mövsümünün 18-ci turunda keçirilib—tribunalar dolu idi.")
    assert story.paragraphs[1:] == ("Növbəti oyun martın 11-də olacaq.",)
    assert any("<endash>" in defect for defect in story.defects)


@pytest.mark.parametrize(
    ("name", "headline", "told"),
    [
        ("aran_says_latin1.xml", "Şəkidə ipək sərgisi açılıb", "declared as ISO-8859-1 but is utf-8"),
        ("aran_is_latin1.xml", "Café culture returns to the old town", "declared as UTF-8 but does not read so"),
    ],
)
def test_wrong_charset_is_told_and_the_words_are_right(name, headline, told):
    story = story_of((SAMPLES / name).read_bytes())
    assert story.headline == headline
    assert any(told in defect for defect in story.defects)


def test_text_without_any_markup_is_parted_by_its_blank_lines():
    data = b"<nitf><body><body.content>One\nwrapped.\n\nTwo.</body.content></body></nitf>"
    assert story_of(data).paragraphs == ("One\nwrapped.", "Two.")


def test_copyright_line_below_the_text_is_taken_where_there_is_no_other():
    below = "<body.end><copyrite>(c) ARAN</copyrite></body.end>"
    story = story_of(f"<nitf><body><body.content><p>W.</p></body.content>{below}</body></nitf>".encode())
    assert story.copyrightnotice == "(c) ARAN"
    assert story.paragraphs == ("W.", "(c) ARAN")


def test_date_without_its_letter_is_read_and_naive_ones_are_kept_as_given():
    story = story_of(docdata("<date.issue norm='20260110000000-0500'/><date.expire norm='20260210000000'/>"))
    assert story.versioncreated.isoformat() == "2026-01-10T00:00:00-05:00"
    assert story.expiry == datetime(2026, 2, 10, tzinfo=UTC)
    assert ("date.expire", "20260210000000") in story.given


def test_redelivery_has_the_same_identity_version_and_text():
    first = story_of((SAMPLES / "aran_agency.xml").read_bytes())
    again = story_of((SAMPLES / "aran_agency.xml").read_bytes().replace(b'ver="4"', b'ver="5"'))
    assert (first.uri, first.version, first.text_sha256) == (again.uri, again.version, again.text_sha256)


LANGUAGES = [("EN", "en"), ("az", "en"), ("English", "en"), ("eng-GB", "en"), ("q1", "en"), ("", "en")]


@pytest.mark.parametrize(("declared", "decided"), LANGUAGES)
def test_language_is_decided_whatever_is_declared(declared, decided):
    text = "The ferry between the two harbours sails again after the storm, the port authority said on Monday."
    data = f"<nitf baselang='{declared}'><body><body.content><p>{text}</p></body.content></body></nitf>".encode()
    [reading] = registry.parse(data, CONTEXT)[1]
    assert (reading.story.language, reading.story.declared_language) == (decided, declared)
    wrong = declared in {"az", "q1"}
    assert any("declared as" in defect for defect in reading.story.defects) is wrong


def test_document_nested_without_end_is_refused():
    with pytest.raises(WireError, match="line 1"):
        nitf.parse(b"<nitf>" + b"<block>" * 4000 + b"</block>" * 4000 + b"</nitf>", CONTEXT)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SAMPLES.iterdir())), st.floats(0, 1), st.binary(max_size=4))
def test_damaged_sample_is_read_or_refused_with_a_reason(file, share, junk):
    data = file.read_bytes()
    place = int(len(data) * share)
    try:
        [reading] = nitf.parse(data[:place] + junk + data[place + 3 :], CONTEXT)
    except WireError:
        return
    assert reading.story


def test_format_is_told_by_content():
    assert nitf.recognises((SAMPLES / "alborz.xml").read_bytes()) == 100
    assert nitf.recognises(b"<html/>") == 0
