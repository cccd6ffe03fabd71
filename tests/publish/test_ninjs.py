"""ninjs 3.0 items, held against a checker written by hand from the IPTC's schema."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.story import Original, PubStatus, Story
from dabir.publish.identity import uri_of_story, uri_of_translation
from dabir.publish.item import ReleaseItem
from dabir.publish.ninjs import render

EMPTY_FILE = Original.of(
    b"", media_type="text/plain", filename="", partner="", received=datetime(2026, 3, 21, tzinfo=UTC)
)

# The part of ninjs-schema_3.0.json that a text item can use: name -> type, or (type of items, their properties).
LABELLED = {"role": str, "contentType": str, "value": str}
RENDITION = {
    "name": str, "uri": "uri", "href": "uri", "contentType": str, "title": str, "sizeInBytes": int,
    "originalFilename": str, "fileExtension": str, "digest": str,
}  # fmt: skip
ITEM: dict[str, object] = {
    "uri": "uri", "type": {"text"}, "representationType": {"full", "partial"}, "profile": str, "version": str,
    "firstCreated": "time", "versionCreated": "time", "contentCreated": "time", "embargoed": "time", "expires": "time",
    "pubStatus": {"usable", "withheld", "canceled"}, "urgency": int, "copyrightHolder": str, "copyrightNotice": str,
    "usageTerms": str, "edNote": str, "language": str, "title": str, "by": str, "slugline": str, "located": str,
    "descriptions": [LABELLED], "headlines": [LABELLED],
    "bodies": [LABELLED | {"charCount": int, "wordCount": int}],
    "subjects": [{"name": str, "rel": str, "uri": "uri", "literal": str}],
    "infoSources": [{"name": str, "role": str, "uri": "uri", "literal": str}],
    "renditions": [RENDITION], "altIds": [{"role": str, "value": str}],
    "standard": {"name": str, "version": str, "schema": "uri"},
}  # fmt: skip
REQUIRED = {"descriptions": {"value"}, "headlines": {"value"}, "bodies": {"value"}, "renditions": {"name"}}


def check(document: dict[str, object], *, nested: bool = False) -> None:
    shape = ITEM | ({"name": str} if nested else {})
    assert "uri" in document
    for name, value in document.items():
        if name == "associations":
            assert not nested
            assert isinstance(value, list)
            for inner in value:
                assert {"name", "uri"} <= inner.keys()
                check(inner, nested=True)
            continue
        assert name in shape, f"{name} is no property of ninjs 3.0"
        check_value(name, value, shape[name])


def check_value(name: str, value: object, kind: object) -> None:
    if kind == "uri":
        assert isinstance(value, str)
        assert re.fullmatch(r"[!-~]+", value), "a URI is ASCII without spaces"
        assert not set(value) & set('<>"{}|\\^`')
        assert urlsplit(value).scheme
        assert value.count("#") <= 1
    elif kind == "time":
        assert isinstance(value, str)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value), "RFC 3339 date-time"
    elif isinstance(kind, set):
        assert value in kind
    elif isinstance(kind, list):
        assert isinstance(value, list)
        for inner in value:
            check_value(name, inner, kind[0])
            assert REQUIRED.get(name, set()) <= inner.keys()
    elif isinstance(kind, dict):
        assert isinstance(value, dict)
        for inner_name, inner in value.items():
            assert inner_name in kind, f"{inner_name} is no property of {name}"
            check_value(inner_name, inner, kind[inner_name])
    else:
        assert type(value) is kind


def item_of(item: ReleaseItem) -> dict[str, object]:
    document = json.loads(render(item).decode("utf-8"))
    check(document)
    return document


def test_a_translation_is_a_valid_item_of_its_own(translation: ReleaseItem) -> None:
    document = item_of(translation)
    assert document["uri"] == "urn:x-dabir:translation:az:urn%3Anewsml%3Aaran.example%3A20260321%3A1001"
    assert document["standard"]["version"] == "3.0"  # type: ignore[index]
    assert (document["language"], document["type"], document["version"]) == ("az", "text", "2")
    assert document["versionCreated"] == "2026-03-21T11:00:00+00:00"
    assert document["contentCreated"] == "2026-03-21T09:00:00+03:30"
    assert document["embargoed"] == "2026-03-21T12:00:00+03:30"
    assert "firstCreated" not in document, "the story's first version was not the translation's"
    assert document["headlines"][0]["value"] == "Bakıda əməkdaşlıq müqaviləsi imzalanıb"  # type: ignore[index]
    assert document["usageTerms"] == "انتشار بدون هیچ تغییری آزاد است."


def test_a_translation_says_that_it_is_one_from_which_language_and_who_approved_it(translation: ReleaseItem) -> None:
    document = item_of(translation)
    assert document["profile"] == "translation"
    labels = {entry["role"]: entry["value"] for entry in document["descriptions"]}  # type: ignore[attr-defined]
    assert labels["translation"] == "Fars dilindən tərcümə"
    assert labels["creditline"] == "ARAN agentliyi"
    note = str(document["edNote"])
    assert "Translation from Persian to Azerbaijani" in note
    assert "approved by Elçin Məmmədov at 2026-03-21T11:00:00+00:00" in note
    assert note.endswith("نسخهٔ پیشین را جایگزین کنید.")
    ids = {entry["role"]: entry["value"] for entry in document["altIds"]}  # type: ignore[attr-defined]
    assert ids["approval"] == f"device-0123456789ab/7/{'ab' * 32}"
    assert ids["text-sha256"] == translation.text_sha256


def test_a_translation_names_its_original(translation: ReleaseItem) -> None:
    (original,) = item_of(translation)["associations"]  # type: ignore[misc]
    assert (original["uri"], original["version"], original["language"]) == (translation.story.uri, "2", "fa")
    assert original["headlines"][0]["value"] == translation.story.headline
    assert original["renditions"][0]["digest"] == f"sha256:{translation.original.sha256}"
    assert original["renditions"][0]["title"] == "original.xml"


def test_an_original_keeps_its_identity_and_carries_no_label(original_item: ReleaseItem) -> None:
    document = item_of(original_item)
    assert document["uri"] == original_item.story.uri
    assert document["language"] == "fa"
    assert document["firstCreated"] == "2026-03-21T09:00:00+03:30"
    assert document["versionCreated"] == "2026-03-21T10:30:00+03:30"
    assert document["edNote"] == original_item.story.ednote
    assert not {"associations", "profile"} & document.keys()
    assert [entry["role"] for entry in document["descriptions"]] == ["creditline", "dateline"]  # type: ignore[attr-defined]
    assert document["renditions"][0]["name"] == "original"  # type: ignore[index]


def test_both_bodies_hold_every_paragraph(translation: ReleaseItem) -> None:
    plain, rich = item_of(translation)["bodies"]  # type: ignore[misc]
    assert plain["value"].split("\n\n") == list(translation.paragraphs)
    assert plain["charCount"] == len(plain["value"])
    assert rich["value"].count("<p>") == 2
    assert "&lt;beşillikdir&gt; &amp; 2026-cı" in rich["value"]


def test_subjects_tell_codes_from_words(translation: ReleaseItem) -> None:
    assert item_of(translation)["subjects"] == [
        {"literal": "medtop:20000593"},
        {"name": "دیپلماسی"},
        {"name": "همکاری", "rel": "keyword"},
    ]


def test_a_bare_story_is_valid_too(original_item: ReleaseItem) -> None:
    story = Story(uri="خبر ۱", paragraphs=("متن",), pubstatus=PubStatus.USABLE)
    document = item_of(replace(original_item, story=story, headline="", paragraphs=("متن",)))
    assert document["uri"] == "urn:x-dabir:story:%D8%AE%D8%A8%D8%B1%20%DB%B1"
    assert not {"language", "urgency", "headlines", "subjects", "infoSources", "versionCreated"} & document.keys()


def test_a_time_without_offset_is_left_out(translation: ReleaseItem) -> None:
    story = replace(translation.story, embargoed=datetime(2026, 3, 21))  # noqa: DTZ001
    assert "embargoed" not in item_of(replace(translation, story=story))


@pytest.mark.parametrize("uri", ["tag:aran.example,2026:1#a", "https://aran.example/a?b=%D8%AE&c=1", "urn:x:1"])
def test_an_identifier_that_is_a_uri_is_kept(uri: str) -> None:
    assert uri_of_story(Story(uri=uri)) == uri


@pytest.mark.parametrize("uri", ["1001", "", "a:b#c#d", "urn:x:%zz", "urn:x:a b", "urn:", "x:\ud800", "urn:x:1\n"])
def test_an_identifier_that_is_no_uri_is_wrapped_in_one(uri: str) -> None:
    check_value("uri", uri_of_story(Story(uri=uri)), "uri")
    assert uri_of_story(Story(uri=uri)).startswith("urn:x-dabir:story:")


URI = st.one_of(
    st.text(max_size=12), st.sampled_from(["urn:x:1", "urn:x:1;lang=az", "urn:x:1#az", "urn:x-dabir:story:"])
)
LANGUAGE = st.sampled_from(["az", "az-Latn", "fa", "en", "a:z", "az:u"])


@settings(max_examples=80)
@given(URI, LANGUAGE, URI, LANGUAGE)
def test_no_two_translations_share_a_uri_nor_take_that_of_the_original(a: str, la: str, b: str, lb: str) -> None:
    one, other = uri_of_translation(Story(uri=a), la), uri_of_translation(Story(uri=b), lb)
    assert (one == other) == ((a, la) == (b, lb))
    assert one not in {a, uri_of_story(Story(uri=a))}
    assert other not in {b, uri_of_story(Story(uri=b))}


@settings(max_examples=60)
@given(headline=st.text(max_size=20), paragraphs=st.lists(st.text(max_size=40), max_size=4).map(tuple))
def test_every_text_can_be_written(headline: str, paragraphs: tuple[str, ...]) -> None:
    item = ReleaseItem(
        story=Story(uri="urn:x:1", language="fa"),
        original=EMPTY_FILE,
        target_language="en",
        headline=headline,
        paragraphs=paragraphs,
        text_sha256="",
        approved_by="Sara",
        approved_at=datetime(2026, 3, 21, tzinfo=UTC),
        decision_sequence=0,
        decision_sha256="",
        decision_device="",
    )
    document = item_of(item)
    assert [entry["value"] for entry in document.get("headlines", [])] == ([headline] if headline else [])  # type: ignore[attr-defined]
    assert document["bodies"][0]["value"] == "\n\n".join(paragraphs)  # type: ignore[index]


def test_half_a_letter_from_a_damaged_wire_is_kept_as_an_escape(with_text: Callable[..., ReleaseItem]) -> None:
    data = render(with_text("\ud83d başlıq", ("\udcff",)))
    assert rb'"\ud83d ba' in data
    assert json.loads(data.decode("utf-8"))["bodies"][0]["value"] == "\udcff"
