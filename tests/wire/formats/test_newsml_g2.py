from datetime import UTC, datetime
from pathlib import Path

import pytest

from dabir.domain.errors import WireError
from dabir.domain.story import Link, LinkKind, PubStatus
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
    assert story.notes == (
        "New library opens in Ganja",
        "Not fetched: http://foto.aran.example/kitabxana.jpg, image/jpeg, rnd:highRes",
    )
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
    assert story.links == (
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
    assert story.notes == ("Embedded content that is no text: image/png",)


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
