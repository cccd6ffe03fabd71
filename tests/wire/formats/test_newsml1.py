from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire_words import unsaid

from dabir.domain.errors import WireError
from dabir.domain.story import Link, LinkKind, PubStatus, Rendition
from dabir.wire import registry
from dabir.wire.format import Context
from dabir.wire.formats import newsml1

SAMPLES = Path(__file__).parents[2] / "data" / "wire" / "newsml1"
CONTEXT = Context("sample.xml", "XAZ", datetime(2026, 1, 20, tzinfo=UTC), ("az", "fa", "en"))
IDENTITY = "<ProviderId>xaz.example</ProviderId><DateId>20260110</DateId><NewsItemId>n1</NewsItemId>"
#: Times and expressions: no words for people, or taken as times.
NO_WORDS = (
    "FirstCreated",
    "ThisRevisionCreated",
    "DateAndTime",
    "BasisForChoice",
    "SizeInBytes",
    "ProviderId",
    "DateId",
)


def sample(name):
    return [one.story for one in newsml1.parse((SAMPLES / name).read_bytes(), CONTEXT)]


def item(
    components="", management="", revision='<RevisionId PreviousRevision="0" Update="N">1</RevisionId>', more=""
):
    return (
        f"<NewsML><NewsItem xml:lang='en'><Identification><NewsIdentifier>{IDENTITY}{revision}</NewsIdentifier>"
        f"</Identification><NewsManagement><FirstCreated>20260110T100000Z</FirstCreated>"
        f"<ThisRevisionCreated>20260110T110000Z</ThisRevisionCreated>{management}</NewsManagement>{more}{components}"
        "</NewsItem></NewsML>"
    ).encode()


def component(content="", lines="<HeadLine>A headline</HeadLine>", more=""):
    return f"<NewsComponent><NewsLines>{lines}</NewsLines>{more}{content}</NewsComponent>"


def data_content(text, kind=""):
    mime = f'<MimeType FormalName="{kind}"/>' if kind else ""
    return f"<ContentItem>{mime}<DataContent>{text}</DataContent></ContentItem>"


def story_of(data, context=CONTEXT):
    [reading] = newsml1.parse(data, context)
    return reading.story


def test_full_example_is_read_whole():
    [story] = sample("xaz_full.xml")
    assert story.uri == "urn:newsml:xaz.example:20260114:qatar-17"
    assert (story.guid, story.version) == ("urn:newsml:xaz.example:20260114:qatar-17:2", 2)
    assert story.declared_language == "az"
    assert story.headline == "Bakı–Gəncə qatarı hər gün hərəkət edəcək"
    assert story.paragraphs == (
        "Yol üç saat yarım çəkəcək",
        "Bakı ilə Gəncə arasında sərnişin qatarı fevralın 1-dən hər gün hərəkət edəcək.",
        "Azərbaycan Dəmir Yollarının nümayəndəsi Rəşad Nümunəyev bildirib ki, biletin qiyməti 12 manatdır.",
        "Stansiya\tSaat",
        "Bakı\t08:00",
        "Gəncə\t11:30",
        "Vaqonlarda internet var.",
        "Uşaqlar üçün güzəşt 50 faizdir.",
        "XAZ/04",
    )
    assert story.byline == "Nigar Nümunəli, iqtisadiyyat müxbiri"
    assert (story.dateline, story.creditline, story.source) == ("BAKI, 14 yanvar", "XAZ", "XAZ Xəbər Agentliyi")
    assert story.copyrightnotice == "© 2026 XAZ Xəbər Agentliyi"
    assert story.usageterms == (
        "Yalnız tərəfdaş agentliklər üçün.\nBütün növ istifadə, Bütün region, Arxivə salmaq olmaz, 14 fevral 2026"
    )
    assert (story.slugline, story.ednote) == ("NƏQLİYYAT-QATAR", "Foto göndərilir.")
    assert (story.urgency, story.priority) == (4, 3)
    assert story.subject == ("04015000", "Nəqliyyat")
    assert story.keywords == ("qatar", "dəmir yolu", "Gəncə")
    assert story.firstcreated.isoformat() == "2026-01-14T09:05:00+04:00"
    assert story.versioncreated.isoformat() == "2026-01-14T11:20:00+04:00"
    assert story.embargoed.isoformat() == "2026-01-14T15:00:00+04:00"
    assert story.expiry.isoformat() == "2026-02-14T00:00:00+04:00"
    assert story.pubstatus is PubStatus.USABLE
    assert story.links == (
        Link(LinkKind.REPLACES, story.uri, 1),
        Link(LinkKind.CORRECTS, "urn:newsml:xaz.example:20260113:qatar-cedvel", 1),
    )
    assert story.renditions == (
        Rendition("Yeni qatar Bakı vağzalında", "image/jpeg", 482113, "http://foto.xaz.example/qatar-17.jpg"),
    )
    assert "Sifariş nömrəsi: 0417." in story.notes
    assert story.defects == ()


@pytest.mark.parametrize("name", ["xaz_full.xml", "alborz_languages.xml", "aran_items.xml"])
def test_every_word_of_the_sample_stands_in_its_stories(name):
    data = (SAMPLES / name).read_bytes()
    assert unsaid(data, sample(name), *NO_WORDS) == set()


def test_same_item_in_two_languages_is_two_stories():
    persian, azerbaijani = sample("alborz_languages.xml")
    assert (persian.uri, persian.declared_language) == ("urn:newsml:alborz.example:20260115:muze-4", "fa")
    assert (azerbaijani.uri, azerbaijani.declared_language) == (f"{persian.uri}#az", "az")
    assert persian.headline == "موزهٔ فرش در تبریز گشایش یافت"
    assert persian.paragraphs == (
        "موزهٔ فرش تبریز روز پنجشنبه با نمایش ۱۲۰ فرش دستباف گشایش یافت.",
        "مدیر موزه گفت کهن‌ترین فرش این مجموعه ۲۳۰ سال عمر دارد…",
        "بازدید تا پایان هفته رایگان است.",
    )
    assert (azerbaijani.headline, azerbaijani.dateline) == ("Təbrizdə xalça muzeyi açılıb", "TƏBRİZ, 15 yanvar")
    assert len(azerbaijani.paragraphs) == 3
    assert persian.notes == azerbaijani.notes == ()
    assert (persian.urgency, azerbaijani.urgency) == (6, 6)


def test_items_within_an_item_are_stories_and_named_in_it():
    package, bridge, cancel = sample("aran_items.xml")
    assert package.paragraphs == ("Kür üzərində yeni körpü tikilir", "Dağlıq rayonlara qar yağacaq")
    assert package.notes[0] == "Refers to urn:newsml:aran.example:20260116:korpu:1"
    assert bridge.headline == "Kür üzərində yeni körpü tikilir"
    assert bridge.paragraphs == ("Körpünün uzunluğu 340 metr olacaq.", "Tikinti gələn ilin yazında başa çatacaq.")
    assert cancel.is_kill
    assert (cancel.uri, cancel.version) == ("urn:newsml:aran.example:20260115:sergi", 2)


def test_item_that_only_holds_items_is_no_story():
    inner = item(component(data_content("Words."))).decode().removeprefix("<NewsML>").removesuffix("</NewsML>")
    outer = inner.replace("n1<", "n0<").replace(
        component(data_content("Words.")), f"<NewsComponent>{inner}</NewsComponent>"
    )
    [reading] = newsml1.parse(f"<NewsML>{outer}</NewsML>".encode(), CONTEXT)
    assert reading.story.uri.endswith(":n1")


def test_kill_reaches_the_stories_in_other_languages():
    cancel = sample("aran_items.xml")[2]
    killed = {link.uri for link in cancel.links if link.kind is LinkKind.KILLS}
    assert {f"{cancel.uri}#az", f"{cancel.uri}#fa", f"{cancel.uri}#ru"} <= killed


def test_redelivery_has_the_same_identity_and_version():
    data = (SAMPLES / "xaz_full.xml").read_bytes()
    again = data.replace(b"XAZ-2026-0114-0087", b"XAZ-2026-0114-0091").replace(b"T113000", b"T123000")
    first, second = (story_of(one) for one in (data, again))
    assert (first.uri, first.version, first.text_sha256) == (second.uri, second.version, second.text_sha256)


def test_identity_is_taken_from_the_public_identifier_where_its_parts_are_missing():
    public = "<PublicIdentifier>urn:newsml:xaz.example:20260110T101500Z:a:b:7U</PublicIdentifier>"
    data = item(component(data_content("Words."))).replace(IDENTITY.encode(), public.encode())
    data = data.replace(b'<RevisionId PreviousRevision="0" Update="N">1</RevisionId>', b"")
    story = story_of(data)
    assert (story.uri, story.version) == ("urn:newsml:xaz.example:20260110T101500Z:a:b", 7)
    assert any("not complete" in defect for defect in story.defects)


def test_item_without_any_identity_gets_one_from_its_text():
    data = item(component(data_content("Words."))).replace(IDENTITY.encode(), b"")
    _, [reading] = registry.parse(data, CONTEXT)
    assert reading.story.guid == ""
    assert reading.story.uri.startswith("urn:dabir:sha256:")


@pytest.mark.parametrize("change", ["", "<StatusWillChange><FutureStatus FormalName='Usable'/></StatusWillChange>"])
def test_embargo_without_an_end_is_withheld(change):
    story = story_of(item(component(data_content("Words.")), f"<Status FormalName='Embargoed'/>{change}"))
    assert story.pubstatus is PubStatus.WITHHELD
    assert any("embargo" in defect for defect in story.defects)


@pytest.mark.parametrize(
    ("management", "status"),
    [
        ("<Status FormalName='Usable'/>", PubStatus.USABLE),
        ("<Status FormalName='Withheld'/>", PubStatus.WITHHELD),
        ("<Status FormalName='CANCELED'/>", PubStatus.CANCELED),
        ("<Status FormalName='Draft'/>", PubStatus.WITHHELD),
        ("<Status FormalName='Usable'/><Instruction FormalName='Kill'/>", PubStatus.CANCELED),
        ("", PubStatus.USABLE),
    ],
)
def test_status_is_read(management, status):
    assert story_of(item(component(data_content("Words.")), management)).pubstatus is status


def test_instruction_to_correct_is_a_correction_of_the_revision_before():
    revision = '<RevisionId PreviousRevision="3" Update="N">4</RevisionId>'
    story = story_of(item(component(data_content("W.")), "<Instruction FormalName='Correction'/>", revision))
    assert Link(LinkKind.CORRECTS, story.uri, 3) in story.links
    assert Link(LinkKind.REPLACES, story.uri, 3) in story.links
    assert story.version == 4


def test_item_that_only_manages_is_set_aside_unless_it_holds_back():
    [lifted] = newsml1.parse(item(management="<Status FormalName='Usable'/>"), CONTEXT)
    assert lifted.story is None
    assert "only changes how an earlier revision is managed" in lifted.error
    withheld = story_of(item(management="<Status FormalName='Withheld'/>"))
    assert withheld.pubstatus is PubStatus.WITHHELD
    assert withheld.headline == withheld.uri


def test_update_of_parts_is_held_and_loses_no_word():
    more = '<Update><Replace DuidRef="p2"><p>New second paragraph.</p></Replace><Delete DuidRef="p3"/></Update>'
    revision = '<RevisionId PreviousRevision="1" Update="U">2</RevisionId>'
    story = story_of(item("", "<Status FormalName='Usable'/>", revision, more))
    assert story.paragraphs == ("New second paragraph.",)
    assert story.pubstatus is PubStatus.WITHHELD
    assert any("only what changes" in defect for defect in story.defects)


@pytest.mark.parametrize(
    ("content", "paragraphs"),
    [
        (data_content("One.\n\nTwo."), ("One.", "Two.")),
        (data_content("<html><body><p>One.</p><p>Two.</p></body></html>"), ("One.", "Two.")),
        (data_content("<![CDATA[<P>One.<P>Two.]]>"), ("One.", "Two.")),
        (data_content("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "text/html"), ("One.", "Two.")),
        (data_content("&lt;b&gt;One.&lt;/b&gt;&lt;br&gt;Two."), ("One.", "Two.")),
        (
            data_content("<![CDATA[<?xml version='1.0'?><nitf><body><p>One.</p><p>Two.</p></body></nitf>]]>"),
            ("One.", "Two."),
        ),
        (
            data_content("T25lLgoKVHdvLg==", "text/plain")
            .replace("<DataContent>", "<Encoding Notation='Base64'><DataContent>")
            .replace("</DataContent>", "</DataContent></Encoding>"),
            ("One.", "Two."),
        ),
    ],
)
def test_text_is_read_in_every_wrapping(content, paragraphs):
    assert story_of(item(component(content))).paragraphs == paragraphs


def test_base64_that_is_no_text_is_listed():
    content = (
        "<ContentItem><MediaType FormalName='Photo'/><MimeType FormalName='image/png'/><Encoding Notation='Base64'>"
        "<DataContent>iVBORw0KGgo=</DataContent></Encoding></ContentItem>"
    )
    story = story_of(item(component(content + data_content("Words."))))
    assert story.renditions == (Rendition("Photo", "image/png", 8),)
    assert story.paragraphs == ("Words.",)


def test_headline_keeps_its_words_when_it_has_markup():
    lines = "<HeadLine>A <b>big</b> <![CDATA[<i>bright</i>]]> day</HeadLine><HeadLine>Second</HeadLine>"
    story = story_of(item(component(data_content("Words."), lines)))
    assert story.headline == "A big bright day"
    assert "Second" in story.notes


def test_headline_in_another_language_is_better_than_none():
    words = data_content("Körpü eyni vaxtda iki böyük gəmini qəbul edə bilər.")
    az = "<DescriptiveMetadata><Language FormalName='az'/></DescriptiveMetadata>"
    english = "<HeadLine xml:lang='en'>Pier opens</HeadLine>"
    assert story_of(item(component(words, english, az))).headline == "Pier opens"
    both = story_of(item(component(words, f"{english}<HeadLine>Körpü açılıb</HeadLine>", az)))
    assert (both.headline, both.notes) == ("Körpü açılıb", ("Pier opens",))


def test_picture_alone_with_its_caption_is_the_story():
    lines = "<HeadLine>The bridge at dawn</HeadLine>"
    picture = f"<NewsComponent><Role FormalName='Picture'/><NewsLines>{lines}</NewsLines>" + data_content("Caption.")
    story = story_of(item(f"{picture}</NewsComponent>"))
    assert (story.headline, story.paragraphs) == ("The bridge at dawn", ("Caption.",))


def test_revision_older_than_the_first_is_told():
    data = item(component(data_content("W."))).replace(b"20260110T110000Z", b"20260109T110000Z")
    story = story_of(data)
    assert any("lies before FirstCreated" in defect for defect in story.defects)
    assert story.versioncreated < story.firstcreated


def test_time_without_offset_is_taken_in_the_zone_of_the_feed_and_kept_as_given():
    data = item(component(data_content("W."))).replace(b"20260110T110000Z", b"20260110T110000")
    story = story_of(data, CONTEXT._replace(zone=ZoneInfo("Asia/Baku")))
    assert story.versioncreated.isoformat() == "2026-01-10T11:00:00+04:00"
    assert ("ThisRevisionCreated", "20260110T110000") in story.given


LANGUAGES = [("EN", "en"), ("az", "en"), ("English", "en"), ("eng-GB", "en"), ("q1", "en"), ("", "en")]


@pytest.mark.parametrize(("declared", "decided"), LANGUAGES)
def test_language_is_decided_whatever_is_declared(declared, decided):
    text = "The ferry between the two harbours sails again after the storm, the port authority said on Monday."
    data = item(component(data_content(text))).replace(b"xml:lang='en'", f"xml:lang='{declared}'".encode())
    [reading] = registry.parse(data, CONTEXT)[1]
    assert (reading.story.language, reading.story.declared_language) == (decided, declared)
    wrong = declared in {"az", "q1"}
    assert any("declared as" in defect for defect in reading.story.defects) is wrong


def test_broken_item_does_not_take_the_others_with_it():
    good = item(component(data_content("Words."))).decode().removeprefix("<NewsML>").removesuffix("</NewsML>")
    bad = good.replace("</HeadLine>", "</Headline>").replace("n1<", "n2<")
    readings = newsml1.parse(f"<NewsML>{good}{bad}{good.replace('n1<', 'n3<')}</NewsML>".encode(), CONTEXT)
    assert [bool(one.story) for one in readings] == [True, False, True]
    assert readings[1].place.startswith("item 2, line 1")


def test_vocabulary_is_no_story():
    [reading] = newsml1.parse(item(more="<TopicSet><Topic/></TopicSet>"), CONTEXT)
    assert "vocabulary" in reading.error


def test_document_without_items_is_refused():
    with pytest.raises(WireError, match="no news item"):
        newsml1.parse(b"<NewsML><NewsEnvelope/></NewsML>", CONTEXT)


def test_deep_nesting_is_read_or_refused_with_its_place():
    open_, close = "<NewsComponent>" * 200, "</NewsComponent>" * 200
    story = story_of(item(f"{open_}{data_content('Deep.')}{close}"))
    assert story.paragraphs == ("Deep.",)
    with pytest.raises(WireError, match=r"line 1"):
        newsml1.parse(item(f"{open_ * 20}{close * 20}"), CONTEXT)


def test_many_components_are_read_in_one_pass():
    many = "".join(f"<NewsComponent>{data_content(f'Text {number}.')}</NewsComponent>" for number in range(5000))
    story = story_of(item(f"<NewsComponent EquivalentsList='yes'>{many}</NewsComponent>"))
    assert story.paragraphs == ("Text 0.",)
    assert len(story.notes) == 4999


def test_format_is_told_by_content():
    assert newsml1.recognises((SAMPLES / "xaz_full.xml").read_bytes()) == 100
    assert newsml1.recognises(b"<NewsItem>") == 80
    assert newsml1.recognises(b"<newsItem>") == 0
    assert registry.choose(item()).name == "newsml-1"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SAMPLES.iterdir())), st.floats(0, 1), st.binary(max_size=4))
def test_damaged_sample_is_read_or_refused_with_a_reason(file, share, junk):
    data = file.read_bytes()
    place = int(len(data) * share)
    try:
        readings = newsml1.parse(data[:place] + junk + data[place + 3 :], CONTEXT)
    except WireError:
        return
    assert all(one.story or "unforeseen" not in one.error for one in readings)
