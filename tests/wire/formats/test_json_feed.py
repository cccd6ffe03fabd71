from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from feed_words import missing
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.errors import WireError
from dabir.domain.story import Rendition, Story
from dabir.wire import registry
from dabir.wire.format import Context
from dabir.wire.formats import json_feed

SAMPLES = Path(__file__).parents[2] / "data" / "wire" / "json_feed"
CONTEXT = Context(
    "feed.json", "XAZ", datetime(2026, 3, 20, 12, tzinfo=UTC), ("fa", "az", "en"), ZoneInfo("Asia/Baku")
)
ITEM = {
    "id": "https://xaz.example/1",
    "title": "Xəbər",
    "content_text": "Mətn.",
    "date_published": "2026-03-01T10:00:00Z",
}


def feed(*items: object, **head: object) -> bytes:
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "XAZ", **head, "items": items}
    ).encode()


def read(data: bytes, context: Context = CONTEXT) -> list[Story]:
    readings = json_feed.parse(data, context)
    assert not [reading.error for reading in readings if reading.error]
    return [reading.story for reading in readings if reading.story]


def test_version_1_1_is_read_whole() -> None:
    first, second = read((SAMPLES / "xaz_1_1.json").read_bytes())
    assert first.guid == first.uri == "https://xaz.example/2026/03/feribot"
    assert first.headline == "Ələtdən Aktauya yeni bərə xətti açılıb"
    assert first.paragraphs == (
        "ƏLƏT, 3 mart (XAZ) – Ələt limanından Aktau istiqamətində yeni bərə xətti açılıb.",
        "Liman rəhbərliyinin məlumatına görə, bərə həftədə iki dəfə, bazar ertəsi və cümə günləri yola düşəcək.",
        "Yolüstü müddət: 18 saat",
        "Tutum: 54 yük vaqonu",
    )
    assert (first.byline, first.dateline, first.source) == (
        "Nigar Səfərli, Tural Əlibəyli",
        "ƏLƏT, 3 mart (XAZ)",
        "XAZ Xəbər Xidməti",
    )
    assert first.keywords == ("nəqliyyat", "Xəzər dənizi")
    assert first.firstcreated == datetime(2026, 3, 3, 6, 15, tzinfo=UTC)
    assert first.versioncreated == datetime(2026, 3, 3, 7, 40, tzinfo=UTC)
    assert first.notes[0] == "Bərə həftədə iki dəfə yola düşəcək."
    assert ("external_url", "https://liman.example/elanlar/feribot") in first.given
    assert first.renditions[:2] == (
        Rendition("Liman rəisi ilə müsahibə", "audio/mpeg", 4812330, "https://xaz.example/ses/liman.mp3"),
        Rendition("Hərəkət cədvəli", "application/pdf", 0, "https://xaz.example/fayl/cedvel.pdf"),
    )
    assert [one.href for one in first.renditions[2:]] == [
        "https://xaz.example/foto/bere.jpg",
        "https://xaz.example/foto/bere-genis.jpg",
    ]
    assert (second.byline, second.declared_language) == ("XAZ redaksiyası", "az-Latn")
    assert second.versioncreated == datetime(2026, 3, 3, 14, tzinfo=UTC), "naive, so in the zone of the feed"
    assert ("date_published", "2026-03-03T18:00:00") in second.given


def test_version_1_0_is_read_whole() -> None:
    (story,) = read((SAMPLES / "alborz_1_0.json").read_bytes())
    assert (story.byline, story.headline) == ("آرش پژوهنده", "قطار گردشگری جلفا دوباره به راه افتاد")
    assert story.paragraphs[1] == "بهای بلیت رفت و برگشت ۳۲۰ هزار تومان است."
    assert story.notes == ("نخستین قطار با ۱۴۰ مسافر حرکت کرد.",)


@pytest.mark.parametrize("name", ["xaz_1_1.json", "alborz_1_0.json"])
def test_every_word_of_an_item_stands_in_its_story(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    for item, story in zip(json.loads(data)["items"], read(data), strict=True):
        words = flat({key: value for key, value in item.items() if not key.startswith("date_")})
        assert missing(words, story) == []


def flat(value: object) -> str:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return str(value) if inner is None else " ".join(map(flat, inner))


def test_redelivery_has_the_same_identity_and_text() -> None:
    data = (SAMPLES / "xaz_1_1.json").read_bytes()
    again = json.dumps(json.loads(data), indent=None).encode("utf-8")
    for one, other in zip(read(data), read(again), strict=True):
        assert (one.uri, one.version, one.text_sha256) == (other.uri, other.version, other.text_sha256)


def test_changed_item_supersedes_the_one_before() -> None:
    (old,) = read(feed(ITEM))
    (new,) = read(feed({**ITEM, "content_text": "Yeni mətn.", "date_modified": "2026-03-01T11:00:00Z"}))
    assert new.supersedes(old)


def test_changed_item_without_a_time_supersedes_by_its_receipt() -> None:
    undated = {key: value for key, value in ITEM.items() if key != "date_published"}
    (old,) = read(feed(undated))
    (new,) = read(
        feed({**undated, "content_text": "Yeni."}), CONTEXT._replace(received=datetime(2026, 3, 21, tzinfo=UTC))
    )
    assert new.supersedes(old)
    assert "receipt" in " ".join(new.defects)


def test_number_as_identifier_belongs_to_the_site() -> None:
    (one,) = read(feed({**ITEM, "id": 12}, home_page_url="https://xaz.example/"))
    (other,) = read(feed({**ITEM, "id": 12}, home_page_url="https://aran.example/"))
    assert (one.guid, one.uri) == ("12", "urn:dabir:feed:xaz.example:12")
    assert one.uri != other.uri


def test_item_without_identifier_has_its_address_or_none() -> None:
    bare = {key: value for key, value in ITEM.items() if key != "id"}
    (named,) = read(feed({**bare, "url": "https://xaz.example/5"}))
    (nameless,) = read(feed(bare))
    assert named.uri == "https://xaz.example/5"
    assert (nameless.uri, nameless.guid) == ("", "")
    assert "no identifier" in " ".join(named.defects)


def test_text_that_says_more_than_the_markup_is_noted() -> None:
    (story,) = read(feed({**ITEM, "content_html": "<p>Bir</p>", "content_text": "Bir iki"}))
    assert (story.paragraphs, story.notes) == (("Bir",), ("Bir iki",))


def test_broken_item_does_not_take_the_others_with_it() -> None:
    first, broken, empty, last = json_feed.parse(feed(ITEM, 7, {"id": "x"}, ITEM), CONTEXT)
    assert first.story
    assert last.story
    assert broken.place == "item 2"
    assert "neither a title nor a text" in empty.error


def test_properties_of_an_unexpected_shape_are_kept() -> None:
    (story,) = read(feed({**ITEM, "summary": {"az": "Qısa"}, "language": ["az"], "_genre": "reportaj"}))
    assert ("summary", "az=Qısa") in story.given
    assert ("language", "az") in story.given
    assert ("_genre", "reportaj") in story.given


def test_size_and_address_of_an_attachment_are_only_listed() -> None:
    listed = [
        {"url": "https://xaz.example/a", "mime_type": "x/y", "size_in_bytes": 1e30},
        {"url": "b", "size_in_bytes": "12"},
    ]
    (story,) = read(feed({**ITEM, "attachments": listed}))
    assert [one.size for one in story.renditions] == [0, 12]


@pytest.mark.parametrize(
    "data",
    [b"{}", feed(), b'{"items": {}}', b"[]", b"{", b'{"version": "https://jsonfeed.org/version/1", "items": ['],
)
def test_what_holds_no_item_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        json_feed.parse(data, CONTEXT)


@pytest.mark.parametrize("name", ["xaz_1_1.json", "alborz_1_0.json"])
def test_feed_is_recognised(name: str) -> None:
    assert json_feed.recognises((SAMPLES / name).read_bytes()) == 100
    assert registry.choose((SAMPLES / name).read_bytes()) is json_feed.FORMAT


def test_feed_that_does_not_say_so_is_recognised_by_its_properties() -> None:
    data = json.dumps({"home_page_url": "https://xaz.example", "items": [ITEM]}).encode()
    assert registry.choose(data) is json_feed.FORMAT


@pytest.mark.parametrize(
    "data", [b"", b"<rss/>", b'{"headline": "x", "body_text": "y"}', b'[{"uri": "x"}]', b"jsonfeed"]
)
def test_other_files_are_not_recognised(data: bytes) -> None:
    assert json_feed.recognises(data) == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted({*ITEM, "attachments", "authors",
        "author", "name", "url", "tags", "content_html", "image", "language", "summary", "mime_type"})), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(JSON, min_size=1, max_size=4), JSON)
def test_no_json_makes_the_parser_fail(items: list[object], authors: object) -> None:
    readings = json_feed.parse(feed(*items, authors=authors), CONTEXT)
    assert all(reading.story or reading.error for reading in readings)
    assert not any("unforeseen" in reading.error for reading in readings)
