from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from feed_words import missing
from lxml import etree

from dabir.domain.errors import WireError
from dabir.domain.story import PubStatus, Rendition, Story
from dabir.wire import registry
from dabir.wire.format import Context, Reading
from dabir.wire.formats import wxr
from dabir.wire.formats.wxr_text import text_of

SAMPLE = Path(__file__).parents[2] / "data" / "wire" / "wxr" / "aran_export.xml"
CONTEXT = Context("export.xml", "ARAN", datetime(2026, 3, 20, tzinfo=UTC), ("fa", "az", "en"), ZoneInfo("Asia/Baku"))
WP = "http://wordpress.org/export/1.2/"


def export(*items: str) -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    spaces = (
        f'xmlns:wp="{WP}" xmlns:excerpt="{WP}excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return f'<rss version="2.0" {spaces}><channel><title>Aran</title><language>az</language>{inside}</channel></rss>'.encode()


def post(text: str = "Mətn.", *, title: str = "Başlıq", status: str = "publish", more: str = "") -> str:
    return (
        f"<title>{title}</title><guid>https://aran.example/?p=1</guid><content:encoded><![CDATA[{text}]]></content:encoded>"
        f"<wp:post_id>1</wp:post_id><wp:status>{status}</wp:status><wp:post_type>post</wp:post_type>{more}"
    )


def stories_of(readings: list[Reading]) -> list[Story]:
    return [reading.story for reading in readings if reading.story]


def story_of(item: str) -> Story:
    (reading,) = wxr.parse(export(item), CONTEXT)
    assert reading.story, reading.error
    return reading.story


def test_post_is_read_whole() -> None:
    story = stories_of(wxr.parse(SAMPLE.read_bytes(), CONTEXT))[0]
    assert (story.guid, story.headline) == ("https://aran.example/?p=41", "Göyçayda nar bağları genişlənir")
    assert (story.byline, story.source, story.declared_language) == ("Leyla Muradlı", "Aran Xəbər Xidməti", "az")
    assert (story.subject, story.keywords) == (("Aqrar",), ("nar", "Göyçay"))
    assert story.paragraphs == (
        "GÖYÇAY, 5 mart (ARAN) – Rayonda bu il daha 120 hektar ərazidə nar bağı salınacaq.",
        "Göyçayda nar yığımı. Foto: Orxan Nəsibov",
        "Yeni tinglər: 66 min",
        "Suvarma üsulu: damcı",
        "Redaksiya ilə əlaqə: 012 555 01 02",
    )
    assert story.firstcreated == datetime(2026, 3, 5, 6, 30, tzinfo=UTC)
    assert story.versioncreated == datetime(2026, 3, 5, 10, 5, tzinfo=UTC)
    assert ("post_date", "2026-03-05 10:30:00") in story.given
    assert ("altbaşlıq", "Fermerlər damcı suvarmasına keçir") in story.given
    assert story.renditions == (
        Rendition("goycay-panorama", "", 0, "https://aran.example/foto/panorama.jpg"),
        Rendition("nar", "", 0, "https://aran.example/foto/nar.jpg"),
    )
    assert (story.pubstatus, story.defects) == (PubStatus.USABLE, ())


def test_every_word_of_the_entries_stands_in_the_stories() -> None:
    stories = stories_of(wxr.parse(SAMPLE.read_bytes(), CONTEXT))
    root = etree.fromstring(SAMPLE.read_bytes())
    names = ("title", "{*}encoded", "category", "{*}post_name", "{*}postmeta/{*}meta_value")
    words = [element.text or "" for name in names for element in root.iterfind(f"channel/item/{name}")]
    words = [text for text in words if not text.isdecimal()]
    words += ["Aqronom Səkinə Vəliyeva", "Torpaq hazırdır", "Ardını oxuyun"]
    machines = r"<!--.*?-->|\[/?(?:caption|video|aran_qutu)[^]]*\]|a:2:\{.*\}"
    lost = missing(" ".join(re.sub(machines, " ", text, flags=re.DOTALL) for text in words), *stories)
    assert lost == ["Əlaqə", "bloku", "Ana", "səhifə"], "the titles of what is no story"


def test_comments_of_readers_are_counted_and_not_taken() -> None:
    story = stories_of(wxr.parse(SAMPLE.read_bytes(), CONTEXT))[0]
    assert "2 comments of readers came with it; they are no part of the story." in story.notes
    assert not any(
        "Təşəkkürlər" in text for text in (*story.notes, *story.paragraphs, *(text for _, text in story.given))
    )


def test_words_of_pictures_are_notes() -> None:
    story = stories_of(wxr.parse(SAMPLE.read_bytes(), CONTEXT))[0]
    for words in ("Nar yığımı, Göyçay", "Qırmızı narlar səbətdə", "Fevral ayında çəkilib.", "Göyçayın mənzərəsi"):
        assert words in story.notes


def test_scheduled_post_is_under_an_embargo_until_its_time() -> None:
    story = stories_of(wxr.parse(SAMPLE.read_bytes(), CONTEXT))[1]
    assert story.embargoed == datetime(2026, 3, 10, 5, tzinfo=UTC)
    assert story.pubstatus is PubStatus.USABLE


def test_scheduled_post_without_a_time_is_withheld() -> None:
    story = story_of(post(status="future"))
    assert (story.embargoed, story.pubstatus) == (None, PubStatus.WITHHELD)


def test_time_without_its_gmt_is_in_the_zone_of_the_feed() -> None:
    local = "<wp:post_date>2026-03-10 09:00:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>"
    story = story_of(post(status="future", more=local))
    assert story.embargoed == datetime(2026, 3, 10, 5, tzinfo=UTC)
    assert "names no offset" in " ".join(story.defects)


@pytest.mark.parametrize("status", ["draft", "private", "pending", "auto-draft", "trash"])
def test_what_is_not_published_on_its_site_is_withheld(status: str) -> None:
    story = story_of(post(status=status))
    assert story.pubstatus is PubStatus.WITHHELD
    assert story.defects == (
        f'Its status on its site is "{status}": it is not published there and is held as withheld.',
    )
    assert ("status", status) in story.given


def test_status_nobody_knows_is_withheld() -> None:
    story = story_of(post(status="bizim-status"))
    assert story.pubstatus is PubStatus.WITHHELD
    assert "is not known" in story.defects[0]


def test_protected_post_is_withheld_and_its_password_is_not_shown() -> None:
    story = story_of(post(more="<wp:post_password>gizli123</wp:post_password>"))
    assert story.pubstatus is PubStatus.WITHHELD
    assert "gizli123" not in repr(story)


def test_parts_of_the_site_are_told_and_are_no_stories() -> None:
    *_, last = wxr.parse(SAMPLE.read_bytes(), CONTEXT)
    assert last.story is None
    assert last.error.endswith("left out: 1 nav_menu_item, 1 wp_block.")


def test_picture_of_no_post_is_a_story_of_its_own() -> None:
    story = story_of(
        "<title>xəritə</title><guid>g</guid><content:encoded/><excerpt:encoded>Yolların xəritəsi</excerpt:encoded>"
        "<wp:post_id>9</wp:post_id><wp:post_parent>0</wp:post_parent><wp:post_type>attachment</wp:post_type>"
        "<wp:attachment_url>https://aran.example/x.png</wp:attachment_url>"
    )
    assert (story.headline, story.paragraphs) == ("xəritə", ("Yolların xəritəsi",))
    assert story.renditions == (Rendition("xəritə", "", 0, "https://aran.example/x.png"),)


def test_redelivery_has_the_same_identity_version_and_text() -> None:
    first = stories_of(wxr.parse(SAMPLE.read_bytes(), CONTEXT))
    again = stories_of(wxr.parse(SAMPLE.read_bytes().replace(b"09 Mar 2026", b"10 Mar 2026"), CONTEXT))
    assert [(one.uri, one.version, one.text_sha256) for one in first] == [
        (o.uri, o.version, o.text_sha256) for o in again
    ]


def test_changed_post_supersedes_the_one_before() -> None:
    old = story_of(post(more="<wp:post_modified_gmt>2026-03-01 10:00:00</wp:post_modified_gmt>"))
    new = story_of(post("Yeni.", more="<wp:post_modified_gmt>2026-03-01 11:00:00</wp:post_modified_gmt>"))
    assert new.supersedes(old)


def test_cut_export_keeps_its_complete_entries() -> None:
    data = SAMPLE.read_bytes()
    readings = wxr.parse(data[: data.index(b"Bayram qrafiki")], CONTEXT)
    assert [story.guid for story in stories_of(readings)] == [
        "https://aran.example/?p=41",
        "https://aran.example/?p=50",
    ]
    assert "breaks off" in readings[-1].error


@pytest.mark.parametrize(
    ("markup", "paragraphs", "notes"),
    [
        ("Bir\n\niki\nüç", ("Bir", "iki", "üç"), ()),
        ("<p>Bir\niki</p>\n<pre>üç\ndörd</pre>", ("Bir", "iki", "üç\ndörd"), ()),
        ("<!-- wp:paragraph --><p>Bir\niki</p><!-- /wp:paragraph -->\n\n<p>üç</p>", ("Bir iki", "üç"), ()),
        ("Bir<!--more-->iki<!--nextpage-->üç", ("Bir", "iki", "üç"), ()),
        ("Bir<!--more Ardı var-->iki", ("Bir", "iki"), ("Ardı var",)),
        ("[ARAN] Bir [sic] iki", ("[ARAN] Bir [sic] iki",), ()),
        ("[sitat]Bir[/sitat] iki", ("Bir iki",), ()),
        ('[qutu ad="Leyla deyir"]Bir[/qutu]', ("Bir",), ('[qutu ad="Leyla deyir"]',)),
        ('[caption id="x" caption="İmza"]<img src="a.jpg">[/caption] Bir', ("İmza", "Bir"), ("Not loaded: a.jpg",)),
        ("[gallery] Bir", ("Bir",), ()),
        ("[embed]https://a.example/v[/embed]", ("https://a.example/v",), ()),
        ("Bir <!-- açıq qalıb", ("Bir <!-- açıq qalıb",), ()),
        ("a < b və [x", ("a < b və [x",), ()),
    ],
)
def test_text_keeps_its_words(markup: str, paragraphs: tuple[str, ...], notes: tuple[str, ...]) -> None:
    text = text_of(markup, {})
    assert (text.paragraphs, text.notes) == (paragraphs, notes)


def test_block_of_the_site_that_may_hold_words_is_a_note() -> None:
    text = text_of('<!-- wp:aran/sitat {"metn":"Torpaq hazırdır"} /--><p>Bir</p>', {})
    assert any("Torpaq hazırdır" in note for note in text.notes)


def test_reusable_block_that_holds_itself_ends() -> None:
    text = text_of('<!-- wp:block {"ref":1} /-->', {"1": '<p>Bir</p><!-- wp:block {"ref":1} /-->'})
    assert set(text.paragraphs) == {"Bir"}


def test_blocks_that_multiply_themselves_are_put_in_only_so_often() -> None:
    blocks = {str(number): "a" * 1000 + f'<!-- wp:block {{"ref":{number + 1}}} /-->' * 20 for number in range(1, 9)}
    text = text_of('<!-- wp:block {"ref":1} /-->', blocks)
    assert sum(map(len, text.paragraphs)) <= 60_000


def test_media_of_shortcodes_are_listed() -> None:
    text = text_of(
        '[video mp4="https://a.example/v.mp4" title="Film"][/video][audio src="https://a.example/s.mp3"]', {}
    )
    assert [one.href for one in text.renditions] == ["https://a.example/v.mp4", "https://a.example/s.mp3"]


@pytest.mark.parametrize(
    "markup",
    ["<!--" * 50_000, "[a " * 50_000, "[" * 100_000, "[x a" + "a" * 100_000, "[x " + 'a ="' * 500 + "]" , "<" * 100_000, "\n \n" * 50_000,
     "<!-- wp:" + "{" * 50_000 + "-->", "<!-- wp:x {" + "} " * 50_000 + "x -->", "[caption]" * 20_000,
     "<!-- wp:x" + " " * 200_000 + "x -->", "<!-- wp:x {}" + " " * 200_000 + "x -->"],
)  # fmt: skip
def test_hostile_text_is_read_to_its_end(markup: str) -> None:
    assert text_of(markup, {}) is not None


def test_export_without_an_entry_is_refused() -> None:
    with pytest.raises(WireError, match="no entry"):
        wxr.parse(export(), CONTEXT)


def test_export_is_told_from_a_feed() -> None:
    assert registry.choose(SAMPLE.read_bytes()) is wxr.FORMAT
    assert wxr.recognises(b"<rss version='2.0'><channel/></rss>") == 0
    assert wxr.recognises(b"") == 0
