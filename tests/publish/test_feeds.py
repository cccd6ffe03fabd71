"""RSS and Atom, read back by feedparser."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from dabir.domain.errors import DabirError
from dabir.domain.story import PubStatus
from dabir.publish import atom, rss
from dabir.publish.feed import Feed, newest_of, write_feed
from dabir.publish.item import ReleaseItem

FEED = Feed("Dabir — buraxılışlar", "urn:x-dabir:feed:test", "az", newest=3)
OWN = "{urn:x-dabir:release}"
BOTH = pytest.mark.parametrize("form", [rss, atom])


def parsed(data: bytes) -> feedparser.FeedParserDict:
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo
    return found


def at(item: ReleaseItem, hours: int) -> ReleaseItem:
    story = replace(item.story, uri=f"urn:x:{hours}")
    return replace(item, story=story, approved_at=datetime(2026, 3, 21, tzinfo=UTC) + timedelta(hours=hours))


@BOTH
def test_an_item_carries_text_label_credit_rights_and_dates(form, translation: ReleaseItem) -> None:
    feed = parsed(form.render(translation))
    (entry,) = feed.entries
    assert entry.title == translation.headline
    assert entry.id == "urn:x-dabir:translation:az:urn%3Anewsml%3Aaran.example%3A20260321%3A1001"
    assert entry.summary == ("Fars dilindən tərcümə. Yayımı təsdiq edən: Elçin Məmmədov. ARAN agentliyi")
    assert "© ۱۴۰۵ خبرگزاری آران" in entry.rights
    assert "انتشار بدون هیچ تغییری آزاد است." in form.render(translation).decode()
    assert entry.author == "نرگس کاویانی"
    assert [tag.term for tag in entry.tags] == ["medtop:20000593", "دیپلماسی", "همکاری"]
    when = entry.updated_parsed if form is atom else entry.published_parsed
    assert when[:5] == (2026, 3, 21, 11, 0)
    (link,) = [link for link in entry.links if link.rel.endswith("/translationofwork")]
    assert link.href == translation.story.uri
    body = etree.fromstring(f"<div>{entry.content[0].value}</div>")
    assert [p.text for p in body.iter("{*}p")] == list(translation.paragraphs)


@BOTH
def test_hashes_approval_urgency_and_embargo_are_there(form, translation: ReleaseItem) -> None:
    root = etree.fromstring(form.render(translation))
    told = {one.tag.removeprefix(OWN): one.text for one in root.iter(f"{OWN}*")}
    assert told["textSha256"] == translation.text_sha256
    assert told["originalSha256"] == translation.original.sha256
    assert told["approval"] == f"device-0123456789ab/7/{'ab' * 32}"
    assert told["urgency"] == "3"
    assert "2026-03-21T12:00:00+03:30" in form.render(translation).decode()


@BOTH
def test_an_original_has_no_label(form, original_item: ReleaseItem) -> None:
    (entry,) = parsed(form.render(original_item)).entries
    assert entry.summary == original_item.credit
    assert not [link for link in entry.get("links", []) if "translation" in link.rel]


@BOTH
def test_a_feed_holds_the_newest_only_and_the_newest_first(form, translation: ReleaseItem) -> None:
    items = [at(translation, hours) for hours in (2, 5, 1, 4, 3)]
    feed = parsed(form.render_feed(items, FEED))
    assert feed.feed.title == FEED.title
    assert [entry.id.rpartition("%3A")[2] for entry in feed.entries] == ["5", "4", "3"]


@BOTH
def test_an_empty_feed_is_a_feed(form) -> None:
    feed = parsed(form.render_feed([], FEED))
    assert (feed.entries, feed.feed.title) == ([], FEED.title)
    assert feed.version in {"rss20", "atom10"}


@BOTH
def test_a_killed_story_says_so(form, translation: ReleaseItem) -> None:
    killed = replace(translation, story=replace(translation.story, pubstatus=PubStatus.CANCELED))
    (entry,) = parsed(form.render(killed)).entries
    assert entry.summary.startswith("Bu xəbər geri götürülüb.")


def test_atom_has_what_the_rfc_requires(translation: ReleaseItem) -> None:
    space = "{http://www.w3.org/2005/Atom}"
    root = etree.fromstring(atom.render_feed([translation], FEED))
    for place in (root, root.find(f"{space}entry")):
        assert place is not None
        for name in ("id", "title", "updated"):
            assert len(place.findall(space + name)) == 1, name
    assert root.find(f"{space}author/{space}name") is not None


def test_rss_has_what_the_specification_requires(translation: ReleaseItem) -> None:
    root = etree.fromstring(rss.render_feed([translation], FEED))
    assert root.get("version") == "2.0"
    for name in ("title", "link", "description"):
        assert root.findtext(f"channel/{name}")
    assert root.find("channel/item/guid").get("isPermaLink") == "false"  # type: ignore[union-attr]


def test_newest_of_does_not_mind_the_order(translation: ReleaseItem) -> None:
    items = [at(translation, hours) for hours in range(6)]
    assert newest_of(items, FEED) == newest_of(items[::-1], FEED) == items[:2:-1]


def test_a_feed_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "feeds" / "released.rss"
    write_feed(file, b"one")
    write_feed(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(file.parent.iterdir()) == [file]


def test_the_old_feed_stays_when_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "released.rss"
    write_feed(file, b"one")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DabirError, match=r"released\.rss cannot be written: No space left"):
        write_feed(file, b"two")
    assert file.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [file]


@BOTH
def test_markup_in_a_text_stays_text(form, with_text: Callable[..., ReleaseItem]) -> None:
    (entry,) = parsed(form.render(with_text("<b>&amp;", ("<script>x</script>",)))).entries
    assert "<script" not in entry.content[0].value
    assert "&lt;script&gt;x" in entry.content[0].value
