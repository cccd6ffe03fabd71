"""The HTML page: right-to-left, labelled, harmless."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from dabir.domain.errors import InputRefused
from dabir.domain.story import PubStatus, Story
from dabir.publish.item import ReleaseItem
from dabir.publish.page import render

#: Elements and attributes that can run or load something.
ACTIVE = {"script", "iframe", "object", "embed", "img", "audio", "video", "source", "form", "base", "svg"}
LOADING = {"src", "srcset", "data", "action", "formaction", "background", "poster"}


class Elements(HTMLParser):
    """Every start tag with its attributes, and the texts within each element with an id."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def first(self, tag: str) -> dict[str, str | None]:
        return next(attributes for name, attributes in self.tags if name == tag)


def words(page: bytes) -> str:
    return re.sub(r"<style>.*?</style>|<[^>]*>", "", page.decode("utf-8"), flags=re.DOTALL)


def test_direction_and_language_are_those_of_the_text(translation: ReleaseItem, original_item: ReleaseItem) -> None:
    page = Elements(render(original_item))
    assert page.first("html") == {"lang": "fa", "dir": "rtl"}
    assert page.first("article") == {"id": "released", "lang": "fa", "dir": "rtl"}
    page = Elements(render(translation))
    assert page.first("article") == {"id": "released", "lang": "az", "dir": "ltr"}
    assert page.first("aside") == {"id": "original", "lang": "fa", "dir": "rtl"}


def test_a_translation_is_labelled_and_stands_over_its_original(translation: ReleaseItem) -> None:
    text = words(render(translation))
    places = [
        text.index(part)
        for part in (
            "Fars dilindən tərcümə",
            "Yayımı təsdiq edən: Elçin Məmmədov",
            translation.paragraphs[0],
            "ARAN agentliyi",
            "انتشار بدون هیچ تغییری آزاد است.",
            "Mətnin orijinalı",
            translation.story.paragraphs[0],
        )
    ]
    assert places == sorted(places)


def test_an_original_has_neither_label_nor_second_text(original_item: ReleaseItem) -> None:
    page = render(original_item)
    assert words(page).count(original_item.story.paragraphs[0]) == 1
    assert "ترجمه" not in words(page)


def test_hashes_times_and_identifiers_are_in_the_head(translation: ReleaseItem) -> None:
    metas = {
        tag.get("name"): tag.get("content") for name, tag in Elements(render(translation)).tags if name == "meta"
    }
    assert metas["text-sha256"] == translation.text_sha256
    assert metas["original-sha256"] == translation.original.sha256
    assert metas["embargoed"] == "2026-03-21T12:00:00+03:30"
    assert metas["urgency"] == "3"
    links = {tag["rel"]: tag["href"] for name, tag in Elements(render(translation)).tags if name == "link"}
    assert links["https://schema.org/translationOfWork"] == translation.story.uri


HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>&lt;b&gt;'--><!--"


def test_nothing_in_a_story_can_run_or_load_anything(with_text: Callable[..., ReleaseItem]) -> None:
    story = Story(
        uri=HOSTILE, language="fa", headline=HOSTILE, byline=HOSTILE, dateline=HOSTILE, copyrightnotice=HOSTILE,
        usageterms=HOSTILE, slugline=HOSTILE, keywords=(HOSTILE,), subject=(HOSTILE,), paragraphs=(HOSTILE,),
    )  # fmt: skip
    hostile = with_text(HOSTILE, (HOSTILE,), story=story, approved_by=HOSTILE, creditline=HOSTILE)
    page = Elements(render(hostile))
    for name, attributes in page.tags:
        assert name not in ACTIVE
        assert not LOADING & attributes.keys()
        assert not any(key.startswith("on") for key in attributes)
    assert page.first("meta") == {"charset": "utf-8"}
    policy = next(tag for name, tag in page.tags if tag.get("http-equiv") == "Content-Security-Policy")
    assert str(policy["content"]).startswith("default-src 'none'")


def test_a_killed_story_says_so_first(translation: ReleaseItem) -> None:
    killed = replace(translation, story=replace(translation.story, pubstatus=PubStatus.CANCELED))
    text = words(render(killed))
    assert text.index("Bu xəbər geri götürülüb.") < text.index("Fars dilindən tərcümə")


def test_a_character_a_page_cannot_hold_is_refused(with_text: Callable[..., ReleaseItem]) -> None:
    with pytest.raises(InputRefused, match=r"HTML cannot hold the character U\+0000"):
        render(with_text("Başlıq", ("\x00",)))
