"""Where words stand in a story, as the list shows it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from dabir.domain.listing import Snippet
from dabir.domain.story import Story
from dabir.store import search, snippets
from dabir.store.database import Database

STORY = Story(
    "urn:1",
    headline="وزير نیرو در گنجه",
    language="fa",
    slugline="energy-ganja",
    paragraphs=("در این سفر ۱۲ سند امضا شد.", "می‌گویند İqtisadiyyat Nazirliyi آن را تأیید کرد."),
)


@pytest.fixture
def kept(arrive: Any, database: Database) -> Database:
    arrive(STORY)
    text = "Energetika naziri Gəncədə\nSəfər zamanı 12 sənəd imzalanıb."
    database.write(lambda db: search.index_translation(db, 1, "az", text))
    return database


def shown(database: Database, query: str) -> Snippet:
    (found,) = snippets.snippets(database.read(), query, [1]).values()
    texts = {
        name: getattr(found, name).replace("\u2068", "[").replace("\u2069", "]") for name in ("text", "headline")
    }
    return dataclasses.replace(found, **texts)


def test_text_comes_before_translation_and_that_before_what_stands_around(kept: Database) -> None:
    body = "در این سفر [۱۲] سند امضا شد. می‌گویند İqtisadiyyat Nazirliyi آن را تأیید کرد."
    assert shown(kept, "12") == Snippet(body, "fa", STORY.headline)
    translation = "Energetika naziri Gəncədə · [Səfər] zamanı 12 sənəd imzalanıb."
    assert shown(kept, "səfər") == Snippet(translation, "az", STORY.headline)
    assert shown(kept, "slug:energy ganja") == Snippet("energy-[ganja]", "fa", STORY.headline)


def test_headline_is_marked_whole_and_the_text_begins_where_nothing_else_has_the_words(kept: Database) -> None:
    opening = "در این سفر ۱۲ سند امضا شد. می‌گویند İqtisadiyyat Nazirliyi آن را تأیید کرد."
    assert shown(kept, "وزیر گنجه") == Snippet(opening, "fa", "[وزير] نیرو در [گنجه]")


@pytest.mark.parametrize("query", ["IQTISADIYYAT", "iqtisadiyyat", "İqtisadiyyat", "ıqtısadıyyat"])
def test_words_are_marked_in_the_spelling_of_the_story(kept: Database, query: str) -> None:
    assert "می‌گویند [İqtisadiyyat] Nazirliyi" in shown(kept, query).text


def test_fields_alone_have_no_snippets_and_a_story_that_is_gone_has_none(kept: Database) -> None:
    assert snippets.snippets(kept.read(), "lang:fa slug:energy", [1]) == {}
    assert snippets.snippets(kept.read(), "", [1]) == {}
    assert list(snippets.snippets(kept.read(), "گنجه", [7, 1])) == [1]


def test_opening_of_a_long_text_goes_on(arrive: Any, database: Database) -> None:
    arrive(Story("urn:1", headline="Axtarılan", paragraphs=(" ".join(f"söz{number}" for number in range(60)),)))
    assert shown(database, "axtarilan").text == " ".join(f"söz{number}" for number in range(30)) + "…"
