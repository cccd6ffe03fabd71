"""All files of a release: the original byte for byte, the outputs, the manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dabir
from dabir.domain.errors import InputRefused, RecordBroken
from dabir.domain.story import Original, Story
from dabir.domain.text import Text
from dabir.publish.files import suffix_of
from dabir.publish.item import ReleaseItem
from dabir.publish.outputs import OUTPUTS
from dabir.publish.release import compose, why_not


def test_a_translation_has_original_outputs_and_manifest(translation: ReleaseItem) -> None:
    assert set(compose(translation)) == {"original.xml", "translation.json", "translation.txt", "manifest.json"}


def test_an_original_is_called_a_story(original_item: ReleaseItem) -> None:
    assert set(compose(original_item)) == {"original.xml", "story.json", "story.txt", "manifest.json"}


@settings(max_examples=60)
@given(data=st.binary(max_size=300))
def test_the_original_leaves_byte_for_byte_as_it_came(data: bytes) -> None:
    original = Original.of(
        data, media_type="text/plain", filename="x", partner="", received=datetime(2026, 3, 21, tzinfo=UTC)
    )
    story = Story(uri="urn:x:1", language="fa", headline="خبر", paragraphs=("متن",))
    item = ReleaseItem(
        story=story,
        original=original,
        target_language="",
        headline=story.headline,
        paragraphs=story.paragraphs,
        text_sha256=story.text_sha256,
        approved_by="سارا",
        approved_at=datetime(2026, 3, 21, tzinfo=UTC),
        decision_sequence=2,
        decision_sha256="",
        decision_device="",
    )
    assert compose(item)["original.txt"] == data


def test_the_manifest_hashes_every_other_file(translation: ReleaseItem) -> None:
    files = compose(translation)
    listed = json.loads(files["manifest.json"])["files"]
    assert listed == [
        {"name": name, "size": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
        for name in ("original.xml", "translation.json", "translation.txt")
    ]


def test_the_manifest_names_story_original_text_decision_packs_and_program(translation: ReleaseItem) -> None:
    manifest = json.loads(compose(translation)["manifest.json"])
    assert manifest["program"] == {"name": "Dabir", "version": dabir.__version__}
    assert (manifest["story"]["uri"], manifest["story"]["version"]) == (translation.story.uri, 2)
    assert manifest["target_language"] == "az"
    assert manifest["original"]["sha256"] == hashlib.sha256(translation.original.data).hexdigest()
    assert manifest["original"]["filename"] == "شنبه/1001.xml"
    assert manifest["decision"] == {
        "device": "device-0123456789ab",
        "sequence": 7,
        "sha256": "ab" * 32,
        "editor": "Elçin Məmmədov",
        "time": "2026-03-21T11:00:00+00:00",
    }
    assert [pack["name"] for pack in manifest["packs"]] == ["translate-fa_en", "translate-en_az"]
    text = Text(manifest["text"]["headline"], tuple(manifest["text"]["paragraphs"]))
    assert (text, manifest["text"]["sha256"]) == (translation.text, text.sha256)


def test_the_same_release_is_composed_the_same(translation: ReleaseItem) -> None:
    assert compose(translation) == compose(translation)


def test_a_changed_original_does_not_leave(translation: ReleaseItem) -> None:
    changed = replace(translation.original, data=translation.original.data.replace(b"\r\n", b"\n"))
    with pytest.raises(RecordBroken, match="is not what came in"):
        compose(replace(translation, original=changed))


@pytest.mark.parametrize("change", [{"headline": "Başqa"}, {"paragraphs": ("Başqa",)}, {"text_sha256": "0" * 64}])
def test_a_text_that_was_not_approved_does_not_leave(translation: ReleaseItem, change: dict[str, object]) -> None:
    with pytest.raises(RecordBroken, match="not the one that was approved"):
        compose(replace(translation, **change))  # type: ignore[arg-type]


def test_an_altered_text_does_not_leave_as_the_original(translation: ReleaseItem) -> None:
    with pytest.raises(RecordBroken, match="another text than the original"):
        compose(replace(translation, target_language=""))


def test_outputs_have_names_and_suffixes_of_their_own() -> None:
    assert len({output.name for output in OUTPUTS}) == len({output.suffix for output in OUTPUTS}) == len(OUTPUTS)


def test_the_outputs_of_a_desk_can_be_chosen(translation: ReleaseItem) -> None:
    files = compose(translation, ("html", "newsml-g2"))
    assert set(files) == {"original.xml", "translation.html", "translation.newsml.xml", "manifest.json"}
    assert {entry["name"] for entry in json.loads(files["manifest.json"])["files"]} == set(files) - {"manifest.json"}


def test_an_output_that_does_not_exist_is_refused_by_name(translation: ReleaseItem) -> None:
    with pytest.raises(InputRefused, match=r"no output called fax.*ninjs, newsml-g2, nitf, rss, atom, html, text"):
        compose(translation, ("fax", "text"))
    with pytest.raises(InputRefused, match="at least one"):
        compose(translation, ())


def test_a_text_no_output_can_hold_is_told_before_the_release(with_text: Callable[..., ReleaseItem]) -> None:
    item = with_text("Başlıq", ("bir\x02iki",))
    assert why_not(item, ("ninjs", "text")) == ""
    assert "NITF cannot hold the character U+0002" in why_not(item, ("nitf",))


@pytest.mark.parametrize(
    ("media_type", "suffix"),
    [
        ("application/xml", ".xml"),
        ("application/atom+xml; charset=utf-8", ".xml"),
        ("application/ld+json", ".json"),
        ("TEXT/HTML", ".html"),
        ("text/vnd.iptc.anpa", ".txt"),
        ("message/rfc822", ".eml"),
        ("application/octet-stream", ".bin"),
        ("", ".bin"),
    ],
)
def test_the_suffix_follows_the_media_type(media_type: str, suffix: str) -> None:
    assert suffix_of(media_type) == suffix
