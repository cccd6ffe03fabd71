from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from feed_words import missing
from lxml import etree
from wire_samples import write

from dabir.domain.errors import WireError
from dabir.domain.life import StoryState
from dabir.domain.listing import IngestStatus
from dabir.domain.story import PubStatus, Rendition, Story
from dabir.wire import registry
from dabir.wire.format import Context
from dabir.wire.formats import rss, rss_document, rss_library

SAMPLES = Path(__file__).parents[2] / "data" / "wire" / "rss"
SAMPLE_NAMES = ["aran.xml", "alborz_atom.xml", "rdf.xml", "xaz_full.xml", "alborz_withdrawn_atom.xml"]
CONTEXT = Context("feed.xml", "ARAN", datetime(2026, 3, 20, 12, tzinfo=UTC), ("fa", "az", "en"), UTC)


def read(data: bytes | str) -> list[Story]:
    readings = rss.parse(data if isinstance(data, bytes) else data.encode(), CONTEXT)
    assert not [reading.error for reading in readings if reading.error]
    return [reading.story for reading in readings if reading.story]


def feed(*items: str, head: str = "", declaration: str = "") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'{declaration}<rss version="2.0"><channel><title>Aran</title>{head}{inside}</channel></rss>'


def test_rss_items_become_stories() -> None:
    first, second = read((SAMPLES / "aran.xml").read_bytes())
    assert first.headline == "Bakıda gömrük sahəsində əməkdaşlığa dair memorandum imzalanıb"
    assert first.paragraphs == (
        "BAKI, 1 fevral (ARAN) – Gömrük idarələrinin rəhbərləri çərşənbə axşamı anlaşma memorandumu imzalayıblar.",
        "Tərəflər «yaşıl dəhliz» barədə də\u00a0danışıblar: 5 < 7 & 9.",
    )
    assert (first.guid, first.uri, first.byline) == ("aran-2026-1001", "aran-2026-1001", "Leyla Muradlı")
    assert (first.language, first.declared_language) == ("az", "az-AZ")
    assert first.firstcreated == first.versioncreated == datetime(2026, 2, 1, 8, 34, tzinfo=UTC)
    assert first.keywords == ("iqtisadiyyat", "gömrük")
    assert (first.source, first.copyrightnotice) == ("Aran Xəbər Xidməti", "© Aran Xəbər Xidməti")
    assert second.guid == second.uri == "https://aran.example/xeber/1002"
    assert second.paragraphs == ("Festival aprelin 12-də başlayacaq.",)


@pytest.mark.parametrize(
    "data",
    [
        *((SAMPLES / name).read_bytes() for name in SAMPLE_NAMES),
        feed("<title>T</title><pubDate> Sat, 31 Jan 2026 10:00 GMT </pubDate><category>a</category>").encode(),
        feed("<title>T</title><pubDate/><pubDate>Sat, 31 Jan 2026 10:00 GMT</pubDate>").encode(),
        feed("<title>T</title><pubDate>31 Jan</pubDate><updated>2026-01-31</updated>").encode(),
        feed(
            "<title>T</title><pubDate>31 <b>Jan</b></pubDate>", "<title>T</title><pubDate>31 Şubat</pubDate>"
        ).encode(),
        b"<rss version='2.0' xmlns:x='urn:x'><channel><x:item><pubDate>31 Jan</pubDate></x:item></channel></rss>",
    ],
)
def test_times_told_plainly_are_those_that_feedparser_would_tell(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = rss_document.read_feed(data)
    plainly = rss_library.known_of(document)
    monkeypatch.setattr(rss_library, "_plain_times", lambda _: None)
    assert rss_library.known_of(document) == plainly


def test_summary_and_media_beside_the_content_go_to_the_notes() -> None:
    first, second = read((SAMPLES / "aran.xml").read_bytes())
    assert "Sənəd yük maşınlarının sərhəddə gözləmə müddətini qısaltmağı nəzərdə tutur." in first.notes
    assert first.renditions == (
        Rendition("", "image/jpeg", 1000, "https://aran.example/foto/1.jpg"),
        Rendition("", "video/mp4", 0, "https://aran.example/video/1.mp4"),
    )
    assert "Mərasimdən görüntülər" in first.notes
    assert not any("oxunmur" in words for words in (*first.notes, *first.paragraphs))
    assert second.notes == ()


def test_summary_that_the_content_repeats_is_not_said_twice() -> None:
    body = "<content:encoded>&lt;p&gt;One two. Three.&lt;/p&gt;</content:encoded><description>One two.</description>"
    data = feed(f"<title>T</title>{body}").replace(
        "<rss", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    (story,) = read(data)
    assert (story.paragraphs, story.notes) == (("One two. Three.",), ())


def test_atom_text_html_and_xhtml_are_told_apart() -> None:
    xhtml, html, text = read((SAMPLES / "alborz_atom.xml").read_bytes())
    assert xhtml.paragraphs == (
        "تبریز - نمایشگاه کتاب روز یکشنبه با حضور بیش از ۲۰۰ ناشر گشایش یافت.",
        "این نمایشگاه تا جمعه ادامه دارد و می‌توان رایگان از آن دیدن کرد.",
    )
    assert xhtml.notes == ("بیش از ۲۰۰ ناشر آمده‌اند.",)
    assert (html.headline, html.paragraphs[0]) == ("قیمت نفت «اندکی» بالا رفت", "بهای نفت ۲٫۱ درصد بالا رفت.")
    assert (text.headline, text.paragraphs) == ("x < y در یک معادله", ("متن ساده با <b> که برچسب نیست.",))


def test_atom_properties_are_taken() -> None:
    first, second, _ = read((SAMPLES / "alborz_atom.xml").read_bytes())
    assert (first.guid, first.byline, first.keywords) == ("tag:alborz.example,2026:500", "مریم کاوه", ("فرهنگ",))
    assert first.firstcreated == datetime(2026, 2, 1, 4, 30, tzinfo=UTC)
    assert first.versioncreated == datetime(2026, 2, 1, 6, tzinfo=UTC)
    assert (first.language, first.declared_language) == ("fa", "fa-IR")
    assert first.copyrightnotice == "همه حقوق برای خبرگزاری البرز نمونه محفوظ است"
    assert second.versioncreated == datetime(2026, 2, 1, 6, 10, tzinfo=UTC)


def test_rss_1_0_is_read() -> None:
    (story,) = read((SAMPLES / "rdf.xml").read_bytes())
    assert (story.headline, story.guid, story.language) == (
        "В Баку открылась выставка ковров",
        "https://aran.example/ru/7",
        "ru",
    )
    assert story.versioncreated == datetime(2026, 2, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1254", "iso8859-9"])
def test_encoding_is_decided_before_feedparser_sees_the_feed(codec: str) -> None:
    text = "Şiddetli yağış İstanbul'da etkili oldu, görüşmeler sürüyor"
    data = feed(
        f"<title>{text}</title><description>{text}</description>",
        declaration=f'<?xml version="1.0" encoding="{codec}"?>',
    )
    (story,) = read(data.encode(codec))
    assert (story.headline, story.paragraphs) == (text, (text,))


def test_utf8_feed_declared_as_latin1_is_read_as_utf8() -> None:
    (story,) = read(feed("<title>Sərgi açılıb</title>", declaration='<?xml version="1.0" encoding="iso-8859-1"?>'))
    assert story.headline == "Sərgi açılıb"
    assert any("iso-8859-1" in defect for defect in story.defects)


def test_few_broken_bytes_cost_only_themselves() -> None:
    data = feed("<title>نشست وزیران در باکو</title><description>متن درست</description>").encode()
    (story,) = read(data.replace("درست".encode(), b"\xff" + "درست".encode()))
    assert story.headline == "نشست وزیران در باکو"
    assert story.paragraphs == ("متن \ufffdدرست",)
    assert any("FF at byte" in defect for defect in story.defects)


def test_text_that_looks_like_doubly_encoded_stays_as_it_is() -> None:
    # feedparser would "repair" such a text; what came in is what counts.
    (story,) = read(feed("<title>Â«</title><description>Ã© \u0093</description>"))
    assert (story.headline, story.paragraphs) == ("Â«", ("Ã© \u0093",))


def test_html_entities_and_bare_ampersands_are_read() -> None:
    (story,) = read(feed("<title>A &nbsp;B & C &laquo;D&raquo;</title><link>https://aran.example/?a=1&b=2</link>"))
    assert story.headline == "A \u00a0B & C «D»"
    assert any("bare" in defect for defect in story.defects)


@pytest.mark.parametrize(
    "item",
    [
        "<title>T</title><description>One &lt;b&gt;two&lt;/b&gt;three &lt;unknown&gt;four&lt;/unknown&gt; five</description>",
        "<title>T</title><description>One</description><description>two three four</description><summary>five</summary>",
        "<title>T</title><description>One <p>two <i>three</i></p> four</description><note>five</note>",
        "<title>T</title><description><![CDATA[One<script>x</script> two<br>three<table><tr><td>four</td><td>five</td></tr></table>]]></description>",
        "<title>T</title><title>One two</title><body xmlns='http://www.w3.org/1999/xhtml'><p>three</p>four</body><description>five</description>",
        "<title>T</title><description>One &amp;lt;two&amp;gt; three &amp;amp; four &amp;bogus; five</description>",
    ],
)
def test_no_word_of_an_item_is_lost(item: str) -> None:
    (story,) = read(feed(item))
    said = " ".join((story.headline, *story.paragraphs, *story.notes, *(text for _, text in story.given)))
    for word in ("One", "two", "three", "four", "five"):
        assert len(re.findall(word, said)) == 1


def test_language_of_an_item_goes_before_that_of_the_channel() -> None:
    data = feed("<title xml:lang='ru'>Один</title>", "<title>Bir</title>", head="<language>az</language>")
    assert [story.language for story in read(data)] == ["ru", "az"]


def test_item_without_identifier_and_link_has_none() -> None:
    (story,) = read(feed("<title>T</title>"))
    assert (story.guid, story.uri) == ("", "")


def test_impossible_date_is_kept_as_written() -> None:
    (story,) = read(feed("<title>T</title><pubDate>Someday</pubDate>"))
    assert (story.firstcreated, story.versioncreated) == (None, None)
    assert ("published", "Someday") in story.given


def test_empty_item_does_not_stop_the_others() -> None:
    readings = rss.parse(feed("<title>One</title>", "<pubDate/>", "<title>Two</title>").encode(), CONTEXT)
    assert [reading.story.headline if reading.story else reading.place for reading in readings] == [
        "One",
        "item 2",
        "Two",
    ]


def test_cut_feed_keeps_its_complete_items_and_tells_of_the_rest() -> None:
    data = (SAMPLES / "aran.xml").read_bytes()
    first, rest = rss.parse(data[: data.index(b"xeber/1002")], CONTEXT)
    assert first.story is not None
    assert first.story.guid == "aran-2026-1001"
    assert len(first.story.paragraphs) == 2
    assert rest.story is None
    assert "breaks off" in rest.error
    assert rest.place.startswith("line ")


@pytest.mark.parametrize("separator", ["\n", ""])
def test_feed_damaged_in_the_middle_keeps_what_is_complete_before(separator: str) -> None:
    good, bad = "<item><title>One</title></item>", "<item><title>Two</titel></item>"
    data = separator.join(["<rss><channel>", good, good, bad, good, "</channel></rss>"])
    readings = rss.parse(data.encode(), CONTEXT)
    assert [reading.story.headline if reading.story else "damaged" in reading.error for reading in readings] == [
        "One",
        "One",
        True,
    ]


def test_feed_damaged_before_its_first_item_ends_is_refused() -> None:
    data = (SAMPLES / "aran.xml").read_bytes()
    with pytest.raises(WireError, match="line"):
        rss.parse(data[: data.index(b"content:encoded>")], CONTEXT)


@pytest.mark.parametrize(
    "declarations",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;',
    ],
)
def test_entities_of_a_feed_are_refused(declarations: str) -> None:
    data = f"<!DOCTYPE rss [{declarations}]>" + feed("<title>&a;</title>")
    with pytest.raises(WireError, match="entities"):
        rss.parse(data.encode(), CONTEXT)


def test_nothing_is_fetched_or_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a file or an address was opened")

    for name in ("builtins.open", "urllib.request.urlopen", "socket.socket.connect"):
        monkeypatch.setattr(name, refuse)
    (story,) = read(
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">'
        + feed('<title>T</title><description>&lt;img src="http://127.0.0.1:9/x.png"&gt; text</description>')
    )
    assert story.paragraphs == ("text",)


@pytest.mark.parametrize(
    "data",
    [b"", b"plain", b"<rss><channel/></rss>", b"<feed xmlns='http://www.w3.org/2005/Atom'/>", b"\x89PNG\r\n\x1a\n"],
)
def test_what_holds_no_item_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        rss.parse(data, CONTEXT)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_feed_is_recognised(name: str) -> None:
    assert rss.recognises((SAMPLES / name).read_bytes()) == 90
    assert registry.choose((SAMPLES / name).read_bytes()) is rss.FORMAT


@pytest.mark.parametrize("data", [b"", b"<html/>", b"<newsItem/>", b"an rss feed", b"\x89PNG"])
def test_other_files_are_not_recognised(data: bytes) -> None:
    assert rss.recognises(data) == 0


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_every_word_of_an_item_stands_in_its_story(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    items = [
        one
        for one in etree.fromstring(data).iter()
        if etree.QName(one).localname in {"item", "entry", "deleted-entry"}
    ]
    for item, story in zip(items, read(data), strict=True):
        words = []
        for element in item.iter():
            local = etree.QName(element).localname
            dates = "pubDate" in local or "Date" in local or local in {"date", "updated", "published"}
            words += [] if dates else [element.text or "", element.tail or ""]
            words += [
                element.get(name, "")
                for name in ("label", "term", "title", "href", "url", "ref")
                if local != "source"
            ]
        assert missing(" ".join(words).replace('alert("oxunmur")', ""), story) == []


def test_rss_with_all_its_modules_is_read_whole() -> None:
    first, undated, untitled = read((SAMPLES / "xaz_full.xml").read_bytes())
    assert (first.guid, first.uri) == ("20417", "urn:dabir:feed:xaz.example:20417")
    assert (first.byline, first.source) == ("Nigar Səfərli", "Rəsədxana bülleteni")
    assert ("author", "nigar@xaz.example (Nigar Səfərli)") in first.given
    assert (first.copyrightnotice, first.usageterms) == (
        "Yalnız tərəfdaş agentliklər üçün",
        "https://xaz.example/sertler",
    )
    assert ("copyright of the feed", "© 2026 XAZ Xəbər Xidməti") in first.given
    assert first.paragraphs[1:3] == ("Başlanğıc\t16:00", "Son avtobus\t22:30")
    assert first.firstcreated == datetime(2026, 3, 4, 8, 30, tzinfo=UTC)
    assert first.versioncreated == datetime(2026, 3, 4, 8, 50, tzinfo=UTC)
    assert first.embargoed == datetime(2026, 3, 5, 4, tzinfo=UTC)
    assert first.expiry == datetime(2026, 3, 14, 20, tzinfo=UTC)
    assert [(one.media_type, one.size, one.href.rpartition("/")[2]) for one in first.renditions] == [
        ("audio/mpeg", 5120000, "resedxana.mp3"),
        ("", 0, "kvadrat.jpg"),
        ("image/jpeg", 204800, "teleskop.jpg"),
        ("image/jpeg", 0, "teleskop-kicik.jpg"),
        ("", 0, "ikona.jpg"),
    ]
    assert undated.versioncreated == datetime(2026, 3, 4, 9, tzinfo=UTC), "the time of the feed"
    assert (untitled.headline, untitled.uri, untitled.guid) == ("", "", "")
    assert untitled.versioncreated == datetime(2026, 3, 4, 21, 5, tzinfo=UTC)


def test_withdrawn_entry_cancels_its_story() -> None:
    withdrawn, entry, _ = read((SAMPLES / "alborz_withdrawn_atom.xml").read_bytes())
    assert withdrawn.pubstatus is PubStatus.CANCELED
    assert withdrawn.is_kill
    assert withdrawn.uri == withdrawn.guid == "tag:alborz.example,2026:610"
    assert withdrawn.ednote == "این خبر تأیید نشد و پس گرفته می‌شود."
    assert withdrawn.versioncreated == datetime(2026, 3, 8, 9, 30, tzinfo=UTC)
    assert (entry.byline, entry.pubstatus) == ("تحریریهٔ البرز", PubStatus.USABLE)


def test_withdrawal_that_does_not_say_of_what_is_set_aside() -> None:
    data = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'><at:deleted-entry/></feed>"
    (reading,) = rss.parse(data.encode(), CONTEXT)
    assert "not which" in reading.error


def test_atom_content_that_lies_elsewhere_is_listed() -> None:
    *_, story = read((SAMPLES / "alborz_withdrawn_atom.xml").read_bytes())
    assert story.paragraphs == ("فهرست راه‌های بسته تا ساعت ۱۳.",)
    assert story.renditions == (Rendition("", "application/pdf", 0, "https://alborz.example/map.pdf"),)


def test_atom_content_that_is_the_bytes_of_a_file_is_no_text() -> None:
    (story,) = read(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><content type='image/png'>AAAABBBB</content></entry></feed>"
    )
    assert (story.paragraphs, story.renditions) == ((), (Rendition("content", "image/png", 6),))


def test_single_entry_is_a_document_of_its_own() -> None:
    (story,) = read(
        "<entry xmlns='http://www.w3.org/2005/Atom'><id>tag:a,2026:1</id><title>T</title><author><name>Leyla</name></author>"
        "<updated>2026-01-31T10:00:00Z</updated><category term='a'/></entry>"
    )
    assert (story.uri, story.byline, story.keywords) == ("tag:a,2026:1", "Leyla", ("a",))
    assert story.versioncreated == datetime(2026, 1, 31, 10, tzinfo=UTC)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_redelivery_has_the_same_identity_and_text(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    later = CONTEXT._replace(received=CONTEXT.received + timedelta(days=1))
    again = [reading.story for reading in rss.parse(data.replace(b"</item>", b"</item>\n\n"), later)]
    for one, other in zip(read(data), again, strict=True):
        assert other is not None
        assert (one.uri, one.version, one.text_sha256) == (other.uri, other.version, other.text_sha256)


@pytest.mark.parametrize("dates", [("<pubDate>Sat, 31 Jan 2026 10:00 GMT</pubDate>", "<pubDate>Sat, 31 Jan 2026 11:00 GMT</pubDate>"),
    ("<pubDate>Sat, 31 Jan 2026 10:00 GMT</pubDate>", "<pubDate>Sat, 31 Jan 2026 10:00 GMT</pubDate><updated>2026-01-31T12:00Z</updated>"),
    ("", "")])  # fmt: skip
def test_changed_item_supersedes_the_one_before(dates: tuple[str, str]) -> None:
    (old,) = read(feed(f"<title>T</title><guid>tag:x,1</guid>{dates[0]}"))
    later = CONTEXT._replace(received=CONTEXT.received + timedelta(days=1))
    (reading,) = rss.parse(feed(f"<title>U</title><guid>tag:x,1</guid>{dates[1]}").encode(), later)
    assert reading.story is not None
    assert reading.story.supersedes(old)


def test_number_as_guid_belongs_to_the_site() -> None:
    stories = [
        read(feed("<title>T</title><guid isPermaLink='false'>7</guid>", head=f"<link>https://{host}/</link>"))[0]
        for host in ("aran.example", "xaz.example")
    ]
    assert [story.uri for story in stories] == ["urn:dabir:feed:aran.example:7", "urn:dabir:feed:xaz.example:7"]
    assert {story.guid for story in stories} == {"7"}


def test_item_dated_in_the_future_is_told() -> None:
    (story,) = read(feed("<title>T</title><pubDate>Wed, 03 Feb 2027 10:00:00 GMT</pubDate>"))
    assert "in the future" in " ".join(story.defects)


def test_embargo_that_cannot_be_read_holds_the_item_back() -> None:
    (story,) = read(feed("<title>T</title><embargoDate>sabah</embargoDate>"))
    assert story.pubstatus is PubStatus.WITHHELD


def test_prefix_that_is_not_declared_is_read_in_its_usual_meaning() -> None:
    (story,) = read(
        feed(
            "<title>T</title><content:encoded>&lt;p&gt;Mətn&lt;/p&gt;</content:encoded><dc:creator>Leyla</dc:creator>"
        )
    )
    assert (story.paragraphs, story.byline) == (("Mətn",), "Leyla")
    assert "content, dc" in " ".join(story.defects)


@pytest.mark.parametrize(
    "author",
    ["<author>a@aran.agency (Leyla Muradlı)</author>", "<author>Leyla Muradlı &lt;a@aran.agency&gt;</author>",
     "<author><name>Leyla Muradlı</name><email>a@aran.agency</email></author>", "<author>Leyla Muradlı</author>"],
)  # fmt: skip
def test_author_is_named_without_the_address(author: str) -> None:
    (story,) = read(feed(f"<title>T</title>{author}"))
    assert story.byline == "Leyla Muradlı"


def test_several_times_of_one_item_are_all_kept() -> None:
    dates = "<pubDate>Sat, 31 Jan 2026 10:00:00 GMT</pubDate><updated>2026-01-31T11:00:00Z</updated><created>2025-12-01</created>"
    (story,) = read(feed(f"<title>T</title>{dates}"))
    assert (story.firstcreated, story.versioncreated) == (
        datetime(2026, 1, 31, 10, tzinfo=UTC),
        datetime(2026, 1, 31, 11, tzinfo=UTC),
    )
    assert ("created", "2025-12-01") in story.given


def test_long_element_that_the_library_is_not_asked_about_is_kept() -> None:
    (story,) = read(feed(f"<title>T</title><category>{'a' * 5000}</category><author>{'b' * 5000}</author>"))
    assert ("category", "a" * 5000) in story.given
    assert story.byline == "b" * 5000


@pytest.mark.parametrize(
    "data",
    [feed(*["<title>T</title>"] * 3000), feed("<title>T</title>" + "<description>a b</description>" * 3000),
     feed("<title>T</title>" + "<category>x</category>" * 5000), "<rss>" + "<channel>" * 200 + "<item><title>T</title></item>",
     feed("<title>T</title><author>" + "a" * 200_000 + "</author>"), "<rss><channel>" + "<item><title>T</title></item><channel>" * 3000],
)  # fmt: skip
def test_hostile_feed_is_read_or_refused(data: str) -> None:
    try:
        readings = rss.parse(data.encode(), CONTEXT)
    except WireError:
        return
    assert all(reading.story or reading.error for reading in readings)


def test_desk_knows_a_redelivered_item_and_a_changed_one(desk, clock, tmp_path: Path) -> None:
    def take(name: str, text: str) -> tuple[IngestStatus, int]:
        clock.advance(hours=1)
        item = f"<title>T</title><guid>tag:x,1</guid><description>{text}</description>"
        (outcome,) = desk.intake.ingest([write(tmp_path, name, feed(item, head=f"<ttl>{name}</ttl>").encode())])
        return outcome.status, outcome.story_id

    status, first = take("1", "Bir")
    assert status is IngestStatus.NEW
    assert take("2", "Bir") == (IngestStatus.DUPLICATE, first)
    status, second = take("3", "Bir, düzəldilmiş")
    assert status is IngestStatus.VERSION
    assert desk.stories.get(first).state is StoryState.SUPERSEDED
    assert desk.stories.get(second).state is StoryState.NEW


def test_desk_takes_a_withdrawn_entry_as_a_kill(desk, tmp_path: Path) -> None:
    entry = (
        "<entry xmlns='http://www.w3.org/2005/Atom'><id>tag:alborz.example,2026:610</id><title>خبر</title></entry>"
    )
    ((story,), (kill, *_)) = (
        list(desk.intake.ingest([write(tmp_path, name, data)]))
        for name, data in (
            ("a", entry.encode()),
            ("b", (SAMPLES / "alborz_withdrawn_atom.xml").read_bytes()),
        )
    )
    assert kill.story is not None
    assert desk.stories.get(story.story_id).state is StoryState.KILLED


def test_prefixes_without_end_are_not_declared_for_a_feed() -> None:
    names = "".join(f"<a{number}:x>1</a{number}:x>" for number in range(100))
    with pytest.raises(WireError, match="damaged"):
        rss.parse(feed(f"<title>T</title>{names}").encode(), CONTEXT)
