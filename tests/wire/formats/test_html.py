from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dabir.domain.errors import WireError
from dabir.domain.story import Story
from dabir.wire.format import Context
from dabir.wire.formats import html

SAMPLES = Path(__file__).parents[2] / "data" / "wire" / "html"
CONTEXT = Context("page.html", "ARAN", datetime(2026, 2, 1, 12, tzinfo=UTC), ("fa", "az", "en"), UTC)


def read(page: str | bytes) -> Story:
    (reading,) = html.parse(page if isinstance(page, bytes) else page.encode(), CONTEXT)
    assert reading.story is not None
    return reading.story


def words(story: Story) -> list[str]:
    return " ".join((story.headline, *story.paragraphs, *story.notes)).split()


def test_article_page_becomes_a_story() -> None:
    story = read((SAMPLES / "article.html").read_bytes())
    assert story.headline == "Muzeydə yeni sərgi açılıb"
    assert story.paragraphs == (
        "BAKI, 1 fevral (ARAN) – Xalça Muzeyində «Qarabağ naxışları» sərgisi açılıb.",
        "Sərgidə 5 < 10 deyil, tam\u00a040 xalça var & giriş pulsuzdur.",
        "Bazar ertəsi bağlıdır",
        "Çərşənbə günü açıqdır",
    )
    assert (story.guid, story.uri) == ("https://aran.example/xeber/2001",) * 2
    assert (story.language, story.declared_language, story.byline) == ("az", "az", "Leyla Muradlı")
    assert story.firstcreated == datetime(2026, 2, 1, 8, tzinfo=UTC)
    assert story.versioncreated == datetime(2026, 2, 1, 9, tzinfo=UTC)
    assert (story.source, story.keywords) == ("Aran Xəbər Xidməti", ("muzey", "sərgi"))
    assert story.dateline == "BAKI, 1 fevral (ARAN)"


def test_words_around_the_article_go_to_the_notes() -> None:
    story = read((SAMPLES / "article.html").read_bytes())
    assert "Ana səhifə İdman" in story.notes
    assert "© 2026 Aran Xəbər Xidməti" in story.notes
    assert "Muzeydə yeni sərgi açılıb — Aran Xəbər Xidməti" in story.notes


def test_scripts_and_styles_are_no_words() -> None:
    story = read((SAMPLES / "article.html").read_bytes())
    assert "görünməz" not in " ".join(words(story))
    assert "color" not in " ".join(words(story))


def test_page_without_an_article_keeps_its_order() -> None:
    story = read((SAMPLES / "bare_fa.html").read_bytes())
    assert story.headline == "بارش برف در سهند"
    assert story.paragraphs == ("برف از بامداد یکشنبه آغاز شد.", "راه‌ها باز است.", "پلیس هشدار داد.")
    assert story.notes == ("خبرگزاری البرز نمونه",)
    assert story.guid == ""


@pytest.mark.parametrize(
    "page",
    [
        "<body><header><h1>One</h1><p>two</p></header><p>three</p> four <footer>five</footer> six</body>",
        "<body><main><h1>One</h1>two<h1>three</h1></main>four<article>five</article>six</body>",
        "<body><article><p>One</p></article> two <article><p>three</p></article> four</body>",
        "<body><article><h1>One</h1> two</article> three <article><h1>four</h1><p>five</p></article>six</body>",
        "<body>One<table><tr><td>two</td><td>three<p>four</p></td></tr></table><nav>five<nav>six</nav></nav></body>",
        "<h1>One</h1><p>two <b>three</b> four<br>five<noscript>six</noscript>",
        "<title>One</title><article>two <nav>three</nav> four</article>five<aside>six</aside>",
        "One two <unknown>three</unknown> four &lt;five&gt; &amp; six",
        "<body role=main><h1>One</h1>two<details><summary>three</summary>four</details><textarea>five</textarea> six</body>",
        "<p itemprop=articleBody>One <q>two</q></p>three<address>four</address><h1>five</h1>six",
        "<article><h1></h1>One two three</article><h1>four</h1>five six",
    ],
)
def test_no_visible_word_is_lost_or_doubled(page: str) -> None:
    seen = re.findall(r"\w+", " ".join(words(read(page))))
    assert sorted(seen) == sorted(re.findall(r"One|two|three|four|five|six", page))


def test_title_and_og_title_stand_in_for_a_missing_heading() -> None:
    assert read("<title>A title</title><p>Text.</p>").headline == "A title"
    assert read('<meta property="og:title" content="Shared"><title>A title</title><p>Text.</p>').headline == "Shared"


def test_description_that_the_text_does_not_have_is_kept() -> None:
    story = read('<meta name="description" content="More than said."><h1>H</h1><p>Text.</p>')
    assert story.notes == ("More than said.",)
    assert read('<meta name="description" content="Text."><h1>H</h1><p>Text.</p>').notes == ()


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("windows-1254", "cp1254"), ("iso-8859-9", "iso8859-9"), ("windows-1251", "cp1251"), ("utf-8", "utf-8")],
)
def test_charset_of_the_meta_element_is_heard(charset: str, codec: str) -> None:
    text = "Открылась выставка" if charset == "windows-1251" else "Büyük sergi açıldı, yağış sürüyor"
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body><h1>{text}</h1><p>{text}</p></body></html>'
    story = read(page.encode(codec))
    assert (story.headline, story.paragraphs, story.defects) == (text, (text,), ())


def test_utf8_page_declared_as_latin1_is_read_right() -> None:
    story = read('<meta charset="iso-8859-1"><h1>Sərgi açılıb</h1><p>Mətn.</p>')
    assert story.headline == "Sərgi açılıb"
    assert "iso-8859-1" in story.defects[0]


def test_json_ld_tells_what_the_head_does_not() -> None:
    story = read(
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "name": "x"}, {"@type": ["NewsArticle"], '
        '"datePublished": "2026-02-01T10:00:00Z", "author": [{"name": "Leyla"}, {"name": "Nadir"}], "inLanguage": "az"}]}</script>'
        "<h1>H</h1><p>Text.</p>"
    )
    assert (story.byline, story.language) == ("Leyla, Nadir", "az")
    assert story.firstcreated == datetime(2026, 2, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "script",
    [
        "not json",
        "[" * 100000,
        '{"@type": {"a": 1}}',
        '{"@type": "NewsArticle", "author": {"name": {"name": 3}}}',
        "null",
    ],
)
def test_broken_json_ld_does_not_stop_the_page(script: str) -> None:
    assert read(f'<script type="application/ld+json">{script}</script><h1>H</h1><p>Text.</p>').paragraphs == (
        "Text.",
    )


def test_time_element_dates_the_story() -> None:
    assert read('<h1>H</h1><time datetime="2026-02-01T10:00:00Z">today</time><p>Text.</p>').firstcreated == datetime(
        2026, 2, 1, 10, tzinfo=UTC
    )


def test_nesting_that_would_lose_words_is_refused() -> None:
    with pytest.raises(WireError, match="nested"):
        html.parse(b"<div>" * 5000 + b"word" + b"</div>" * 5000, CONTEXT)


def test_deep_but_readable_nesting_is_read() -> None:
    assert "word" in read("<h1>H</h1>" + "<div>" * 500 + "word" + "</div>" * 500).paragraphs


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<!-- x -->", b"<script>x</script>", b"%PDF-1.7"])
def test_page_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        html.parse(data, CONTEXT)


@pytest.mark.parametrize(
    ("data", "least", "most"),
    [
        (b"<!DOCTYPE html><p>x", 70, 100),
        (b"  <!-- c --><HTML lang=az>", 70, 100),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', 70, 100),
        ("<html>".encode("utf-16"), 70, 100),
        (b"<p>one</p><p>two</p>", 30, 60),
        (b"<rss><channel><title>x</title><p>y</p></channel></rss>", 0, 0),
        (b"plain < words", 0, 0),
        (b"\x89PNG\r\n\x1a\n<html>", 0, 0),
    ],
)
def test_pages_are_recognised_by_content(data: bytes, least: int, most: int) -> None:
    assert least <= html.recognises(data) <= most


def test_keywords_far_apart_are_read_in_time_of_their_length() -> None:
    keywords = "muzey" + "\u2003" * 200_000 + "sərgi , xalça,"
    said = json.dumps({"@type": "NewsArticle", "headline": "Sərgi", "keywords": keywords})
    story = read(f"<script type='application/ld+json'>{said}</script><p>Sərgi açıldı.</p>")
    first, second = story.keywords
    assert (first[:5], first[-5:], second) == ("muzey", "sərgi", "xalça")


def test_page_behind_many_comments_is_told_in_linear_steps():
    data = b"<!-- - -- x -->\n" * 400
    assert html.recognises(data + b"<!DOCTYPE html><p>x") >= 70
    assert html.recognises(data + b"<nitf/>") < 70
