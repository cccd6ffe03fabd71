"""What goes out comes in again: every output, read by independent readers and by the wire parsers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import feedparser
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from dabir.domain.errors import InputRefused
from dabir.domain.language import NAMES
from dabir.domain.story import Story
from dabir.publish.item import ReleaseItem
from dabir.publish.outputs import OUTPUTS, Output
from dabir.publish.reading import read
from dabir.wire.format import Context
from dabir.wire.registry import parse

BY_NAME = {output.name: output for output in OUTPUTS}
CONTEXT = Context("x", "ARAN", datetime(2026, 3, 22, tzinfo=UTC), tuple(NAMES))
EVERY = pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
#: Letters that get lost or changed on the way: marks of direction, joiners, odd spaces, markup, controls, halves.
TRICKY = "\u200c\u200d\u200e\u200f\u202b\u2066\u2069\u00a0\u2028\u0085\u00ad\ufeff\ufffd\ufffe\x00\x01\x0b\x1f\x7f\x9f\ud800\udfff"
LETTERS = st.one_of(
    st.sampled_from(list("<>&\"';]]> \t\n\r/") + list(TRICKY) + list("ابپی‌كيəşığİ😀")),
    st.characters(),
)
WORDS = st.text(LETTERS, max_size=25)


def independent(name: str, data: bytes) -> list[str]:
    """Read headline and paragraphs with nothing of ours."""
    if name == "ninjs":
        item = json.loads(data)
        headline = item["headlines"][0]["value"] if "headlines" in item else ""
        return [headline, item["bodies"][0]["value"]]
    if name == "html":
        page = lxml_html.document_fromstring(data)
        (article,) = page.xpath("//article")
        return ["".join(part.itertext()) for part in article]
    root = etree.fromstring(data)
    headline, body = {
        "newsml-g2": ("//*[local-name()='contentMeta']/*[local-name()='headline']", "//*[local-name()='p']"),
        "nitf": (
            "//*[local-name()='hl1']",
            "//*[local-name()='body']/*[local-name()='body.content']/*[local-name()='p']",
        ),
        "atom": ("//*[local-name()='entry']/*[local-name()='title']", "//*[local-name()='p']"),
        "rss": ("//item/title", "//*[local-name()='encoded']"),
    }[name]
    titles = root.xpath(headline)
    paragraphs = [one.text or "" for one in root.xpath(body)]
    if name == "rss":
        markup = lxml_html.fragment_fromstring("".join(paragraphs), create_parent="div")
        paragraphs = [one.text or "" for one in markup]
    return [titles[0].text or "" if titles else "", *paragraphs]


def refusal(output: Output, item: ReleaseItem) -> str:
    try:
        output.render(item)
    except InputRefused as error:
        return str(error)
    return ""


def expected(name: str, item: ReleaseItem) -> list[str]:
    if name == "ninjs":
        return [item.headline, "\n\n".join(item.paragraphs)]
    return [item.headline, *item.paragraphs]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(headline="a", paragraphs=("\r\n", "", " ", "\ufeffa"))
@example(headline="", paragraphs=("]]>", "<p>x</p>", "&#13;", "&amp;lt;"))
@given(headline=WORDS, paragraphs=st.lists(WORDS, max_size=4).map(tuple))
@pytest.mark.parametrize("name", [output.name for output in OUTPUTS if output.name != "text"])
def test_any_text_comes_back_as_it_was_or_is_refused(
    name: str, headline: str, paragraphs: tuple[str, ...], with_text: Callable[..., ReleaseItem]
) -> None:
    item = with_text(headline, paragraphs)
    reason = refusal(BY_NAME[name], item)
    if reason:
        assert "cannot hold the character U+" in reason
        assert any(
            letter in TRICKY or not letter.isprintable() for text in (headline, *paragraphs) for letter in text
        )
        return
    data = BY_NAME[name].render(item)
    blank = name not in {"ninjs", "html"} and not headline.strip()
    wanted, found = expected(name, item), independent(name, data)
    assert found[1:] == wanted[1:]
    assert blank or found[0] == wanted[0]
    (released,) = read(data)
    assert released.text.paragraphs == paragraphs
    assert blank or released.text.headline == headline


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headline=WORDS, paragraphs=st.lists(WORDS, min_size=1, max_size=4).map(tuple))
def test_plain_text_keeps_every_word_or_is_refused(
    headline: str, paragraphs: tuple[str, ...], with_text: Callable[..., ReleaseItem]
) -> None:
    item = with_text(headline, paragraphs)
    try:
        words = BY_NAME["text"].render(item).decode("utf-8").split()
    except InputRefused:
        assert any("\ud800" <= letter <= "\udfff" for text in (headline, *paragraphs) for letter in text)
        return
    own = " ".join((headline, *paragraphs)).split()
    assert [word for word in words if word in set(own)][: len(headline.split())] == headline.split()
    rest = iter(words)
    assert all(word in rest for word in own), "every word, in order"


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WORDS)
@EVERY
def test_any_property_comes_out_well_formed_or_is_refused(
    output: Output, text: str, translation: ReleaseItem
) -> None:
    story = replace(
        translation.story, slugline=text, byline=text, dateline=text, source=text, copyrightnotice=text,
        usageterms=text, ednote=text, subject=(text,), keywords=(text,), language=text[:5], notes=(text,),
    )  # fmt: skip
    item = replace(translation, story=story, creditline=text, approved_by=text)
    reason = refusal(output, item)
    if reason:
        assert "cannot hold" in reason
        return
    assert read(output.render(item))[0].blocks


@EVERY
def test_the_wire_parsers_read_the_same_text(
    output: Output, translation: ReleaseItem, original_item: ReleaseItem
) -> None:
    if output.name == "text":
        pytest.skip("plain text does not tell headline, credit line and body apart")
    for item in (translation, original_item):
        _, (reading,) = parse(output.render(item), CONTEXT)
        story = reading.story
        assert story is not None
        assert (story.headline, story.paragraphs) == (item.headline, item.paragraphs)
        assert story.language == item.language
        assert not story.defects


@pytest.mark.parametrize("name", ["ninjs", "newsml-g2", "nitf"])
def test_the_wire_parsers_read_the_same_properties(name: str, original_item: ReleaseItem) -> None:
    _, (reading,) = parse(BY_NAME[name].render(original_item), CONTEXT)
    came, story = original_item.story, reading.story
    assert story is not None
    assert (story.uri, story.version, story.urgency) == (came.uri, came.version, came.urgency)
    assert (story.slugline, story.byline) == (came.slugline, came.byline)
    assert (story.copyrightnotice, story.usageterms) == (came.copyrightnotice, came.usageterms)
    assert (story.embargoed, story.versioncreated) == (came.embargoed, came.versioncreated)
    assert set(came.keywords) <= {*story.keywords, *story.subject}
    assert "دیپلماسی" in story.subject
    assert story.pubstatus is came.pubstatus


def test_feedparser_reads_every_language(original_item: ReleaseItem) -> None:
    for text in ("«سخن‌گو» گفت: ۳٫۵ میلیون", "“Əməkdaşlıq” – İlham", "Ёлка «ведомства» — №5"):
        story = Story(uri="urn:x:1", language="fa", headline=text, paragraphs=(text,))
        item = replace(original_item, story=story, headline=text, paragraphs=(text,))
        for name in ("rss", "atom"):
            (entry,) = feedparser.parse(BY_NAME[name].render(item)).entries
            assert entry.title == text
            assert text in entry.content[0].value
