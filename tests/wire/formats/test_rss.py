from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dabir.domain.errors import WireError
from dabir.domain.story import Story
from dabir.wire.format import Context
from dabir.wire.formats import rss

SAMPLES = Path(__file__).parents[2] / "data" / "wire" / "rss"
CONTEXT = Context("feed.xml", "ARAN", datetime(2026, 2, 1, 12, tzinfo=UTC), ("fa", "az", "en"), UTC)


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


def test_summary_and_media_beside_the_content_go_to_the_notes() -> None:
    first, second = read((SAMPLES / "aran.xml").read_bytes())
    assert "Sənəd yük maşınlarının sərhəddə gözləmə müddətini qısaltmağı nəzərdə tutur." in first.notes
    assert "Not loaded: https://aran.example/foto/1.jpg (image/jpeg)" in first.notes
    assert "Not loaded: https://aran.example/video/1.mp4 (video/mp4)" in first.notes
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
    assert story.versioncreated is None
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


@pytest.mark.parametrize("name", ["aran.xml", "alborz_atom.xml", "rdf.xml"])
def test_feed_is_recognised(name: str) -> None:
    assert rss.recognises((SAMPLES / name).read_bytes()) == 90


@pytest.mark.parametrize("data", [b"", b"<html/>", b"<newsItem/>", b"an rss feed", b"\x89PNG"])
def test_other_files_are_not_recognised(data: bytes) -> None:
    assert rss.recognises(data) == 0
