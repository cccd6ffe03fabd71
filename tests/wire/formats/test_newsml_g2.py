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
from dabir.wire.formats import newsml_g2

SAMPLES = Path(__file__).parents[2] / "data" / "wire" / "newsml_g2"
CONTEXT = Context("sample.xml", "ARAN", datetime(2026, 1, 20, tzinfo=UTC), ("az", "fa", "en"))


def sample(name):
    return newsml_g2.parse((SAMPLES / name).read_bytes(), CONTEXT)


def item(inner="", attributes='guid="urn:x:1" version="1" xml:lang="en"', meta="", content_meta=None):
    content_meta = "<headline>A headline</headline>" if content_meta is None else content_meta
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" {attributes}>'
        f"<itemMeta><versionCreated>2026-01-01T10:00:00Z</versionCreated>{meta}</itemMeta>"
        f"<contentMeta>{content_meta}</contentMeta><contentSet>{inner}</contentSet></newsItem>"
    ).encode()


def story_of(data):
    [reading] = newsml_g2.parse(data, CONTEXT)
    return reading.story


def test_azerbaijani_item_with_xhtml_is_read_whole():
    [reading] = sample("aran_xhtml.xml")
    story = reading.story
    assert (story.guid, story.version) == ("urn:newsml:aran.example:20260114:kitabxana", 3)
    assert story.declared_language == "az-Latn"
    assert story.headline == "Gəncədə yeni kitabxana açılıb"
    assert story.paragraphs == (
        "Gəncədə üç mərtəbəli yeni kitabxana açılıb. Açılışda şəhər sakinləri və tələbələr iştirak ediblər.",
        "Kitabxanada 120\u00a0000 kitab var.",
        "Oxu zalı hər gün saat 9-dan 21-dək işləyir.",
        "İlk günün göstəriciləri",
        "Gün\tOxucu",
        "Çərşənbə\t1 250",
        "Giriş pulsuzdur.",
        "Uşaqlar üçün ayrıca zal var.",
    )
    assert story.notes == ("New library opens in Ganja",)
    assert story.renditions == (Rendition("rnd:highRes", "image/jpeg", 0, "http://foto.aran.example/kitabxana.jpg"),)
    assert story.urgency == 3
    assert story.slugline == "MƏDƏNİYYƏT-KİTABXANA"
    assert (story.byline, story.dateline, story.creditline) == ("Leyla Nümunəli", "GƏNCƏ, 14 yanvar", "ARAN")
    assert story.source == "Aran Xəbər Xidməti"
    assert story.copyrightnotice == "© 2026 Aran Xəbər Xidməti"
    assert story.usageterms == "Yalnız tərəfdaş agentliklər üçün."
    assert story.ednote == "İkinci abzasda rəqəm düzəldilib."
    assert story.keywords == ("kitabxana", "Gəncə")
    assert story.subject == ("kitabxana və muzeylər",)
    assert story.embargoed.isoformat() == "2026-01-14T12:00:00+04:00"
    assert story.firstcreated.isoformat() == "2026-01-14T09:05:00+04:00"
    assert story.versioncreated.isoformat() == "2026-01-14T11:20:00+04:00"
    assert story.links == (
        Link(LinkKind.REPLACES, story.guid, 2),
        Link(LinkKind.CORRECTS, story.guid, 2),
    )
    assert story.is_correction
    assert story.defects == ()


def test_persian_item_with_nitf_is_read_whole():
    [reading] = sample("alborz_nitf.xml")
    story = reading.story
    assert story.headline == "خط تازهٔ راه‌آهن در استان نمونه گشایش یافت"
    assert story.paragraphs == (
        "سفر میان دو شهر یک ساعت کوتاه‌تر می‌شود",
        "خط تازهٔ راه‌آهن به درازای ۱۳۵ کیلومتر روز دوشنبه گشایش یافت.",
        "به گفتهٔ علی نمونه‌پور، مدیر طرح، این خط سالانه دو میلیون مسافر جابه‌جا می‌کند.",
        "پایان خبر/۱۲",
    )
    assert story.byline == "گزارش از مریم نمونه"
    assert story.dateline == "تهران، ۲۲ دی"
    assert story.source == "ALBORZ"
    assert story.pubstatus is PubStatus.USABLE
    assert story.defects == ()


def test_message_gives_one_reading_an_item():
    first, knowledge, cancel, package = sample("message.xml")
    assert first.story.paragraphs == (
        "Sabah dağlıq rayonlara qar yağacaq.",
        "Yollarda görünüş məsafəsi azalacaq, sürücülərə ehtiyatlı olmaq tövsiyə edilir.",
    )
    assert (first.story.priority, first.story.source) == (2, "Aran Xəbər Xidməti")
    assert knowledge.story is None
    assert "knowledgeItem" in knowledge.error
    assert "not a story" in knowledge.error
    assert knowledge.place == "item 2"
    assert cancel.story.is_kill
    assert cancel.story.paragraphs == ()
    assert cancel.story.ednote == "Xəbər ləğv edilir, yaymayın."
    assert package.story.headline == "Səhərin əsas xəbərləri"
    assert package.story.paragraphs == ("Dağlıq rayonlara qar yağacaq", "urn:newsml:aran.example:20260114:kitabxana")
    assert package.story.notes[0] == "Refers to urn:newsml:aran.example:20260115:hava"


def test_broken_item_does_not_take_the_others_with_it():
    first, broken, third = sample("message_one_broken.xml")
    assert first.story.paragraphs == ("The ferry sails again.",)
    assert third.story.headline == "Harbour reopens"
    assert broken.story is None
    assert broken.place.startswith("item 2, line 9, column ")
    assert "message around it is damaged" in first.story.defects[0]


def test_truncated_message_keeps_its_whole_items():
    data = (SAMPLES / "message_one_broken.xml").read_bytes().replace(b"headlin>", b"headline>")
    cut = data[: data.rindex(b"The harbour is")]
    first, second, third = newsml_g2.parse(cut, CONTEXT)
    assert first.story
    assert second.story
    assert third.story is None
    assert "line 13" in third.place


def test_truncated_item_names_line_and_column():
    data = (SAMPLES / "aran_xhtml.xml").read_bytes()
    with pytest.raises(WireError, match=r"line \d+, column \d+"):
        newsml_g2.parse(data[:-400], CONTEXT)


def test_message_without_items_is_refused():
    with pytest.raises(WireError, match="no item"):
        newsml_g2.parse(b"<newsMessage><header/></newsMessage>", CONTEXT)


def test_message_without_item_set_is_read():
    [reading] = newsml_g2.parse(b"<newsMessage>" + item() + b"</newsMessage>", CONTEXT)
    assert reading.story.headline == "A headline"


def test_one_identifier_with_two_texts_gives_two_stories():
    one, two = (item(f"<inlineData>{text}</inlineData>").decode() for text in ("First text.", "Second text."))
    readings = newsml_g2.parse(f"<newsMessage><itemSet>{one}{two}</itemSet></newsMessage>".encode(), CONTEXT)
    stories = [reading.story for reading in readings]
    assert [story.guid for story in stories] == ["urn:x:1", "urn:x:1"]
    assert stories[0].text_sha256 != stories[1].text_sha256


def test_missing_properties_are_told_and_the_story_read():
    data = b"<newsItem><contentSet><inlineData>Only words.</inlineData></contentSet></newsItem>"
    story = story_of(data)
    assert story.paragraphs == ("Only words.",)
    assert (story.version, story.headline, story.guid, story.versioncreated) == (1, "", "", None)
    told = " ".join(story.defects)
    for word in ("identifier", "version number", "headline", "language", "created"):
        assert word in told


def test_urgency_that_is_no_number_is_zero_with_a_defect():
    story = story_of(item(content_meta="<urgency>high</urgency><headline>A headline</headline>"))
    assert story.urgency == 0
    assert ("urgency", "high") in story.given
    assert '"high"' in story.defects[0]


def test_impossible_time_is_kept_as_written():
    story = story_of(item(meta="<firstCreated>2026-02-30T10:00:00Z</firstCreated>"))
    assert story.firstcreated is None
    assert ("firstCreated", "2026-02-30T10:00:00Z") in story.given


@pytest.mark.parametrize("written", ["<embargoed/>", "<embargoed>until further notice</embargoed>"])
def test_embargo_without_a_readable_end_is_withheld(written):
    story = story_of(item(meta=written + '<pubStatus qcode="stat:usable"/>'))
    assert story.pubstatus is PubStatus.WITHHELD
    assert any("embargo" in defect for defect in story.defects)


@pytest.mark.parametrize(
    ("element", "status"),
    [
        ('<pubStatus qcode="stat:canceled"/>', PubStatus.CANCELED),
        ('<pubStatus qcode="status:withheld"/>', PubStatus.WITHHELD),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', PubStatus.CANCELED),
        ("<pubStatus>withheld</pubStatus>", PubStatus.WITHHELD),
        ('<signal qcode="sig:kill"/>', PubStatus.CANCELED),
        ("", PubStatus.USABLE),
    ],
)
def test_status_is_read_in_any_notation(element, status):
    assert story_of(item(meta=element)).pubstatus is status


def test_links_are_read_with_their_versions():
    links = (
        '<link rel="irel:corrects" residref="urn:x:9" version="4"/><link rel="x:kills" href="urn:x:8"/>'
        '<link rel="irel:seeAlso" href="urn:x:7"/><link rel="irel:previousVersion" residref="urn:x:1"/>'
    )
    story = story_of(item(meta=links, attributes='guid="urn:x:1" version="5"'))
    assert story.links[:3] == (
        Link(LinkKind.CORRECTS, "urn:x:9", 4),
        Link(LinkKind.KILLS, "urn:x:8", 0),
        Link(LinkKind.REPLACES, "urn:x:1", 4),
    )
    assert ("link irel:seeAlso", "urn:x:7") in story.given


def test_correction_signal_corrects_the_version_before():
    story = story_of(item(meta='<signal qcode="sig:correction"/>', attributes='guid="urn:x:1" version="5"'))
    assert story.links == (Link(LinkKind.CORRECTS, "urn:x:1", 4),)


def test_every_inline_xml_is_read():
    inner = (
        '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>One.</p></body></html></inlineXML>'
        "<inlineXML><div>Two.<br/>Three.</div></inlineXML><inlineXML><p>Four.</p>Five.</inlineXML>"
        "<inlineXML><![CDATA[<p>Six.</p>]]></inlineXML><inlineXML>Seven &amp; eight.</inlineXML>"
        "<inlineXML><nitf><body><body.content><p>Nine.</p></body.content></body></nitf><p>Ten.</p></inlineXML>"
    )
    story = story_of(item(inner))
    assert story.paragraphs == (
        "One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven & eight.", "Nine.", "Ten.",
    )  # fmt: skip


def test_second_rendition_of_the_same_words_is_taken_once():
    inner = (
        "<inlineXML><p>One.</p><p>Two.</p></inlineXML><inlineData contenttype='text/plain'>One.\n\nTwo.</inlineData>"
    )
    assert story_of(item(inner)).paragraphs == ("One.", "Two.")


def test_inline_data_is_read_by_its_type():
    inner = (
        "<inlineData contenttype='text/html'>&lt;p&gt;One.&lt;p&gt;Two.</inlineData>"
        "<inlineData contenttype='text/plain' encoding='enc:base64'>VMmZa3Jhci4=</inlineData>"
        "<inlineData contenttype='image/png' encoding='enc:base64'>AAAA</inlineData>"
    )
    story = story_of(item(inner))
    assert story.paragraphs == ("One.", "Two.", "Təkrar.")
    assert story.renditions == (Rendition("embedded", "image/png", 3),)


def test_what_nitf_and_item_say_differently_is_kept():
    inner = (
        "<inlineXML><nitf><head><docdata management-status='canceled'><ed-msg info='Stop.'/></docdata></head>"
        "<body><body.head><hedline><hl1>Another headline</hl1></hedline></body.head></body></nitf></inlineXML>"
    )
    story = story_of(item(inner))
    assert story.headline == "A headline"
    assert "Another headline" in story.notes
    assert story.ednote == "Stop."
    assert story.pubstatus is PubStatus.CANCELED


def test_package_follows_its_groups_and_lists_what_is_elsewhere():
    [reading] = sample("alborz_package.xml")
    story = reading.story
    assert story.headline == "بستهٔ خبری نوروز"
    assert story.paragraphs == (
        "سفرهای نوروزی آغاز شد",
        "راه‌های شمال پرترافیک است.",
        "urn:newsml:alborz.example:20260220:hava",
        "سفرهٔ هفت‌سین",
    )
    assert story.renditions == (
        Rendition("سفرهٔ هفت‌سین", "image/jpeg", 734003, "http://aks.alborz.example/haftsin.jpg"),
    )
    assert story.priority == 4
    assert ("message transmitId", "alborz-2026-0220-17") in story.given
    assert ("message origin", "سردبیری البرز") in story.given


def test_version_older_than_the_first_is_told():
    [reading] = sample("alborz_package.xml")
    assert any("lies before firstCreated" in defect for defect in reading.story.defects)
    assert reading.story.versioncreated < reading.story.firstcreated


@pytest.mark.parametrize("name", ["aran_xhtml.xml", "alborz_nitf.xml", "alborz_package.xml", "xaz_languages.xml"])
def test_every_word_of_the_sample_stands_in_its_stories(name):
    data = (SAMPLES / name).read_bytes()
    times = ("versionCreated", "firstCreated", "embargoed", "script")
    assert unsaid(data, [reading.story for reading in sample(name)], *times) == set()


def test_texts_in_two_languages_are_two_stories_and_a_repeated_one_is_none():
    azerbaijani, persian = (reading.story for reading in sample("xaz_languages.xml"))
    assert (azerbaijani.uri, azerbaijani.declared_language) == ("urn:newsml:xaz.example:20260221:liman", "az")
    assert (persian.uri, persian.declared_language) == ("urn:newsml:xaz.example:20260221:liman#fa", "fa")
    assert azerbaijani.headline == "Ələt limanında yeni yanalma körpüsü istifadəyə verilib"
    assert persian.headline == "اسکلهٔ تازه در بندر الت گشایش یافت"
    assert len(azerbaijani.paragraphs) == len(persian.paragraphs) == 2
    assert [one.size for one in azerbaijani.renditions] == [512000, 0]
    assert azerbaijani.notes == persian.notes == ()


def test_cancel_of_an_item_kills_its_stories_in_other_languages():
    story = story_of(item(meta='<pubStatus qcode="stat:canceled"/>'))
    assert Link(LinkKind.KILLS, "urn:x:1#fa") in story.links
    assert story_of(item("<inlineData>Words.</inlineData>")).links == ()


def test_only_baselang_tells_the_language():
    inner = "<inlineXML><nitf baselang='az'><body><body.content><p>Yol açıqdır.</p></body.content></body></nitf></inlineXML>"
    assert story_of(item(inner, attributes='guid="urn:x:1" version="1"')).declared_language == "az"


def test_markup_in_a_headline_is_read_whether_it_is_escaped_or_not():
    for written in ("A <inline>new</inline> road", "A &lt;b&gt;new&lt;/b&gt; road", "A <![CDATA[<B>new</B>]]> road"):
        story = story_of(item("<inlineData>Words.</inlineData>", content_meta=f"<headline>{written}</headline>"))
        assert story.headline == "A new road"


def test_what_has_no_place_in_a_story_is_kept_as_given():
    meta = "<service qcode='svc:desk'><name>Evening desk</name></service><generator>Editor 5</generator>"
    story = story_of(item(meta=meta, content_meta="<headline>H</headline><genre qcode='genre:Current'/>"))
    assert ("service", "Evening desk") in story.given
    assert ("generator", "Editor 5") in story.given
    assert ("genre", "genre:Current") in story.given


def test_groups_that_refer_to_each_other_in_a_circle_end():
    groups = "<group id='A'><groupRef idref='B'/><itemRef residref='urn:x:9'/></group><group id='B'><groupRef idref='A'/></group>"
    data = (
        "<packageItem guid='urn:x:5' version='1'><contentMeta><headline>H</headline></contentMeta>"
        f"<groupSet root='A'>{groups}</groupSet></packageItem>"
    )
    assert story_of(data.encode()).paragraphs == ("urn:x:9",)


def test_redelivery_has_the_same_identity_version_and_text():
    data = (SAMPLES / "xaz_languages.xml").read_bytes()
    first, again = ([one.story for one in newsml_g2.parse(one, CONTEXT)] for one in (data, data + b"\n"))
    assert [(one.uri, one.version, one.text_sha256) for one in first] == [
        (one.uri, one.version, one.text_sha256) for one in again
    ]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SAMPLES.iterdir())), st.floats(0, 1), st.binary(max_size=4))
def test_damaged_sample_is_read_or_refused_with_a_reason(file, share, junk):
    data = file.read_bytes()
    place = int(len(data) * share)
    try:
        readings = newsml_g2.parse(data[:place] + junk + data[place + 3 :], CONTEXT)
    except WireError:
        return
    assert all(one.story or "unforeseen" not in one.error for one in readings)


LANGUAGES = [("EN", "en"), ("az", "en"), ("English", "en"), ("eng-GB", "en"), ("q1", "en"), ("", "en")]


@pytest.mark.parametrize(("declared", "decided"), LANGUAGES)
def test_language_is_decided_whatever_is_declared(declared, decided):
    text = "The ferry between the two harbours sails again after the storm, the port authority said on Monday."
    data = item(f"<inlineData>{text}</inlineData>", attributes=f'guid="urn:x:1" version="1" xml:lang="{declared}"')
    [reading] = registry.parse(data, CONTEXT)[1]
    assert (reading.story.language, reading.story.declared_language) == (decided, declared)
    wrong = declared in {"az", "q1"}
    assert any("declared as" in defect for defect in reading.story.defects) is wrong


def test_entities_are_refused():
    with pytest.raises(WireError, match="entities"):
        newsml_g2.parse(
            b"<!DOCTYPE newsItem [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><newsItem>&a;</newsItem>", CONTEXT
        )


def test_format_is_told_by_content():
    assert newsml_g2.recognises(item()) == 100
    assert newsml_g2.recognises(b"<newsItem/>") == 90
    assert newsml_g2.recognises(b"<nitf/>") == 0
    assert newsml_g2.recognises(b"newsItem") == 0
