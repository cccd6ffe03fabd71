from __future__ import annotations

import contextlib
import dataclasses
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import sqlite_utils
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.domain.errors import NotFound, RecordBroken, StoreError
from dabir.domain.life import StoryState
from dabir.domain.listing import IngestStatus, StoryFilter
from dabir.domain.story import Link, LinkKind, Original, PubStatus, Rendition, Story
from dabir.store import originals, stories
from dabir.store.database import Database
from dabir.store.migrations import MIGRATIONS
from dabir.store.records import story_in, story_out

URI = "urn:newsml:aran.example:20260301:baku-tehran-rail"
FIRST = Story(
    uri=URI,
    guid=URI,
    headline="گفت‌وگوی تهران و باکو درباره راه‌آهن",
    paragraphs=("تهران - دو کشور درباره خط‌آهن تازه گفت‌وگو کردند.", "این گفت‌وگو فردا ادامه می‌یابد."),
    language="fa",
    urgency=3,
)
SECOND = dataclasses.replace(FIRST, version=2, paragraphs=(*FIRST.paragraphs, "خبر تکمیل شد."))
NEW, VERSION, DUPLICATE = IngestStatus.NEW, IngestStatus.VERSION, IngestStatus.DUPLICATE

TEXTS = st.text(max_size=30)
TIMES = st.none() | st.datetimes(
    timezones=st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
)
LISTS = st.lists(TEXTS, max_size=4).map(tuple)
STORIES = st.builds(
    Story,
    **dict.fromkeys(
        (
            "uri", "guid", "language", "declared_language", "detected_language", "headline", "slugline", "byline",
            "dateline", "creditline", "source", "copyrightnotice", "usageterms", "ednote", "format",
        ),
        TEXTS | st.text(st.characters(), max_size=5),
    ),
    **dict.fromkeys(("subject", "keywords", "paragraphs", "notes", "defects"), LISTS),
    **dict.fromkeys(("firstcreated", "versioncreated", "embargoed", "expiry"), TIMES),
    **dict.fromkeys(("version", "urgency", "priority"), st.integers() | st.integers(-(10**30), 10**30)),
    part=st.integers(0, 10_000),
    pubstatus=st.sampled_from(PubStatus),
    links=st.lists(st.builds(Link, st.sampled_from(LinkKind), TEXTS, st.integers()), max_size=3).map(tuple),
    given=st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
    renditions=st.lists(st.builds(Rendition, TEXTS, TEXTS, st.integers(), TEXTS), max_size=3).map(tuple),
)  # fmt: skip


def offsets(story: Story) -> list[str]:
    times = (story.firstcreated, story.versioncreated, story.embargoed, story.expiry)
    return [time.isoformat() if time else "" for time in times]


@given(story=STORIES)
@settings(deadline=None, max_examples=150)
def test_any_story_round_trips(story: Story) -> None:
    db = sqlite_utils.Database(memory=True, execute_plugins=False)
    try:
        for step in MIGRATIONS:
            step.apply(db)
        now = datetime(2026, 3, 1, tzinfo=UTC)
        file = Original.of(b"file", media_type="text/xml", filename="a.xml", partner="ARAN", received=now)
        status, story_id, variant = stories.add(db, story, file)
        assert (status, variant) == (NEW, False)
        stored = stories.get(db, story_id)
        assert stored.story == story
        assert offsets(stored.story) == offsets(story)
        assert stories.find(db, story.uri, story.version) == stored
        assert (stored.original_sha256, stored.media_type, stored.received) == (file.sha256, "text/xml", now)
        (row,) = stories.page(db, StoryFilter(), offset=0, limit=5)
        assert (row.uri, row.version, row.headline, row.urgency) == (
            story.uri, story.version, story.headline, story.urgency,
        )  # fmt: skip
        assert (row.embargoed, row.pubstatus, row.is_kill) == (story.embargoed, story.pubstatus, story.is_kill)
    finally:
        db.close()


def test_round_trip_covers_every_field_of_a_story() -> None:
    everything = Story(
        **{field.name: _other_than_default(field) for field in dataclasses.fields(Story)},
    )
    blank = Story("")
    assert story_out(story_in(everything)) == everything
    for field in dataclasses.fields(Story):
        assert getattr(everything, field.name) != getattr(blank, field.name), field.name


def _other_than_default(field: dataclasses.Field[Any]) -> Any:
    special: dict[str, Any] = {
        "links": (Link(LinkKind.CORRECTS, "urn:x", 3),),
        "given": (("date", "1405/12/10"),),
        "renditions": (Rendition("map.png", "image/png", 2048, "images/map.png"),),
        "pubstatus": PubStatus.CANCELED,
        **dict.fromkeys(
            ("firstcreated", "versioncreated", "embargoed", "expiry"), datetime(2026, 3, 1, 8, tzinfo=UTC)
        ),
        **dict.fromkeys(("subject", "keywords", "paragraphs", "notes", "defects"), ("one", "")),
        **dict.fromkeys(("version", "urgency", "priority", "part"), 4),
    }
    return special.get(field.name, f"some {field.name}")


def test_lone_surrogates_survive_even_where_they_would_pair() -> None:
    story = Story("u", headline="\ud83d\ude00 \udcff", paragraphs=("\ud83d", "\ude00"))
    assert story_out(story_in(story)) == story


def test_record_of_a_story_is_canonical_and_tolerates_missing_fields() -> None:
    assert story_in(FIRST) == story_in(story_out(story_in(FIRST)))
    assert story_out(b'{"uri":"urn:old"}') == Story("urn:old")
    for broken in (b"[]", b"{}", b"nonsense", b'{"uri":"u","unheard":1}'):
        with pytest.raises(ValueError):
            story_out(broken)


def test_first_arrival_is_new(arrive: Any, database: Database) -> None:
    assert arrive(FIRST) == (NEW, 1, False)
    stored = stories.get(database.read(), 1)
    assert stored.story == FIRST
    assert stored.state is StoryState.NEW
    assert stored.filename == "item.xml"


def test_same_file_again_is_a_duplicate(arrive: Any, database: Database) -> None:
    arrive(FIRST, data=b"the file")
    assert arrive(FIRST, data=b"the file", filename="again.xml") == (DUPLICATE, 1, False)
    assert len(stories.versions(database.read(), URI)) == 1


def test_parts_of_one_file_are_stories_of_their_own(arrive: Any) -> None:
    other = dataclasses.replace(FIRST, uri="urn:other", part=1)
    assert arrive(FIRST, data=b"the file") == (NEW, 1, False)
    assert arrive(other, data=b"the file") == (NEW, 2, False)
    assert arrive(other, data=b"the file") == (DUPLICATE, 2, False)


def test_redelivery_in_another_envelope_is_a_duplicate(
    arrive: Any, database: Database, original: Callable[..., Original]
) -> None:
    arrive(FIRST)
    envelope = dataclasses.replace(FIRST, priority=5, slugline="rail", keywords=("rail",), part=4, format="nitf")
    assert arrive(envelope, data=b"another envelope") == (DUPLICATE, 1, False)
    # The row is the old one, but the bytes are kept like any others.
    assert originals.has(database.read(), original(b"another envelope").sha256)


@pytest.mark.parametrize(
    "change",
    [
        {"pubstatus": PubStatus.WITHHELD},
        {"embargoed": datetime(2026, 3, 2, tzinfo=UTC)},
        {"ednote": "Corrects the name in the second paragraph."},
        {"usageterms": "Not for broadcast."},
        {"links": (Link(LinkKind.REPLACES, "urn:older"),)},
    ],
)
def test_change_that_matters_under_the_same_version_is_a_row_of_its_own(
    arrive: Any, database: Database, change: dict[str, Any]
) -> None:
    arrive(FIRST)
    changed = dataclasses.replace(FIRST, **change)
    assert arrive(changed) == (VERSION, 2, False)
    assert arrive(changed) == (DUPLICATE, 2, False)
    assert arrive(FIRST) == (DUPLICATE, 1, False)
    assert stories.find(database.read(), URI).story == changed


def test_embargo_in_another_offset_is_the_same_embargo(arrive: Any) -> None:
    utc = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
    arrive(dataclasses.replace(FIRST, embargoed=utc))
    tehran = utc.astimezone(timezone(timedelta(hours=3, minutes=30)))
    assert arrive(dataclasses.replace(FIRST, embargoed=tehran))[0] is DUPLICATE


def test_other_text_under_the_same_version_is_a_variant_and_marks_both(arrive: Any, database: Database) -> None:
    arrive(FIRST)
    other = dataclasses.replace(FIRST, paragraphs=("متن دیگری.",))
    assert arrive(other) == (VERSION, 2, True)
    assert [one.variant for one in stories.versions(database.read(), URI)] == [True, True]
    assert arrive(SECOND) == (VERSION, 3, False)
    assert not stories.get(database.read(), 3).variant
    headline = dataclasses.replace(FIRST, headline="تیتر دیگر")
    assert arrive(headline) == (VERSION, 4, True)


def test_a_later_text_of_a_feed_without_version_numbers_is_a_version_and_no_variant(
    arrive: Any, database: Database
) -> None:
    begun = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
    item = dataclasses.replace(FIRST, format="rss", versioncreated=begun)
    later = dataclasses.replace(item, paragraphs=("متن تازه.",), versioncreated=begun + timedelta(hours=1))
    arrive(item)
    assert arrive(later) == (VERSION, 2, False)
    assert stories.find(database.read(), URI).story == later
    # At the same moment neither is the later one.
    assert arrive(dataclasses.replace(item, paragraphs=("متن سوم.",))) == (VERSION, 3, True)
    numbered = dataclasses.replace(item, format="nitf", uri="urn:n")
    arrive(numbered)
    assert arrive(dataclasses.replace(later, format="nitf", uri="urn:n"))[2]


def test_another_version_is_a_row_beside_the_old_one(arrive: Any, database: Database) -> None:
    arrive(FIRST)
    assert arrive(SECOND) == (VERSION, 2, False)
    assert [one.story for one in stories.versions(database.read(), URI)] == [SECOND, FIRST]


def test_late_older_version_does_not_become_the_latest(arrive: Any, database: Database) -> None:
    arrive(SECOND)
    assert arrive(FIRST) == (VERSION, 2, False)
    assert stories.find(database.read(), URI).story == SECOND
    assert stories.latest_version(database.read(), URI) == 2
    assert stories.find(database.read(), URI, 1).story == FIRST


def test_time_of_version_decides_where_the_number_does_not(arrive: Any, database: Database) -> None:
    early = datetime(2026, 3, 1, 9, tzinfo=UTC)
    # Later in time, though its clock shows less.
    late = datetime(2026, 3, 1, 8, tzinfo=timezone(timedelta(hours=-5)))
    arrive(dataclasses.replace(FIRST, versioncreated=late, paragraphs=("late",)))
    arrive(dataclasses.replace(FIRST, versioncreated=early, paragraphs=("early",)))
    assert [one.story.paragraphs[0] for one in stories.versions(database.read(), URI)] == ["late", "early"]
    arrive(dataclasses.replace(FIRST, paragraphs=("without time",)))
    assert stories.find(database.read(), URI).story.paragraphs == ("without time",)


@given(
    rows=st.lists(
        st.tuples(
            st.integers(1, 3), st.none() | st.integers(1, 9).map(lambda day: datetime(2026, 3, day, tzinfo=UTC))
        ),
        min_size=1,
        max_size=8,
    )
)
@settings(deadline=None, max_examples=60)
def test_no_version_stands_before_one_that_supersedes_it(rows: list[tuple[int, datetime | None]]) -> None:
    db = sqlite_utils.Database(memory=True, execute_plugins=False)
    try:
        for step in MIGRATIONS:
            step.apply(db)
        for number, (version, created) in enumerate(rows):
            story = dataclasses.replace(FIRST, version=version, versioncreated=created, headline=f"{number}")
            now = datetime(2026, 3, 1, tzinfo=UTC)
            file = Original.of(f"{number}".encode(), media_type="", filename="", partner="", received=now)
            stories.add(db, story, file)
        found = stories.versions(db, URI)
        assert sorted(one.id for one in found) == list(range(1, len(rows) + 1))
        for place, before in enumerate(found):
            assert not any(after.story.supersedes(before.story) for after in found[place + 1 :])
        assert stories.find(db, URI) == found[0]
    finally:
        db.close()


def test_what_is_not_there_is_not_found(arrive: Any, database: Database) -> None:
    db = database.read()
    with pytest.raises(NotFound, match="number 5"):
        stories.get(db, 5)
    with pytest.raises(NotFound, match="urn:unknown"):
        stories.find(db, "urn:unknown")
    with pytest.raises(NotFound):
        stories.latest_version(db, "urn:unknown")
    arrive(FIRST)
    arrive(SECOND)
    with pytest.raises(NotFound, match="version 7") as caught:
        stories.find(db, URI, 7)
    assert "2, 1" in caught.value.remedy
    for change in (lambda db: stories.set_state(db, 9, StoryState.NEW), lambda db: stories.set_killed(db, 9, "x")):
        with pytest.raises(NotFound, match="number 9"):
            database.write(change)
    assert stories.versions(db, "urn:unknown") == []


def test_stories_that_name_another_are_found_by_it(arrive: Any, database: Database) -> None:
    links = (Link(LinkKind.CORRECTS, URI, 1), Link(LinkKind.KILLS, URI), Link(LinkKind.REPLACES, "urn:third"))
    arrive(FIRST)
    arrive(Story("urn:correction", headline="Düzəliş", links=links))
    arrive(Story("urn:kill", headline="Ləğv", links=(Link(LinkKind.KILLS, URI),)))
    assert [one.story.uri for one in stories.linked(database.read(), URI)] == ["urn:correction", "urn:kill"]
    assert [one.story.uri for one in stories.linked(database.read(), "urn:third")] == ["urn:correction"]
    assert stories.linked(database.read(), "urn:kill") == []
    assert stories.get(database.read(), 2).story.links == links


def test_state_and_kill_are_kept_and_change_nothing_else(arrive: Any, database: Database) -> None:
    arrive(FIRST)
    before = stories.get(database.read(), 1)
    database.write(lambda db: stories.set_state(db, 1, StoryState.IN_TRANSLATION))
    database.write(lambda db: stories.set_killed(db, 1, "Leyla killed it: wrong name"))
    after = stories.get(database.read(), 1)
    assert after == dataclasses.replace(before, state=StoryState.IN_TRANSLATION, killed="Leyla killed it: wrong name")


def test_story_whose_time_was_over_when_it_came_is_expired_at_once(
    arrive: Any, database: Database, noon: datetime
) -> None:
    arrive(dataclasses.replace(FIRST, expiry=noon))
    arrive(dataclasses.replace(FIRST, uri="urn:later", expiry=noon + timedelta(seconds=1)))
    over, other = (stories.get(database.read(), row) for row in (1, 2))
    assert (over.expired, over.state) == (True, StoryState.EXPIRED)
    assert (other.expired, other.state) == (False, StoryState.NEW)
    assert stories.newly_expired(database.read(), noon + timedelta(hours=1)) == [2]


def test_story_is_neither_changed_nor_removed_by_anybody(arrive: Any, database: Database) -> None:
    arrive(dataclasses.replace(FIRST, links=(Link(LinkKind.REPLACES, "urn:older"),)))
    before = stories.get(database.read(), 1)
    desk_columns = {"state", "killed", "variant", "expired"}
    with contextlib.closing(sqlite3.connect(database.path, isolation_level=None)) as raw:
        columns = [row[1] for row in raw.execute("PRAGMA table_info(stories)").fetchall()]
        content = [name for name in columns if name not in desk_columns]
        assert len(content) == len(columns) - len(desk_columns)
        statements = [f"UPDATE stories SET {name} = 77" for name in (*content, "rowid")]
        statements += ["DELETE FROM stories", "REPLACE INTO stories SELECT * FROM stories"]
        statements += ["UPDATE story_links SET uri = 'urn:z'", "DELETE FROM story_links"]
        statements += ["REPLACE INTO story_links SELECT * FROM story_links"]
        for statement in statements:
            # Without the program's own functions there is no changing of a packed column at all.
            with pytest.raises(sqlite3.Error, match=r"kept as they are|no such function: same_bytes"):
                raw.execute(statement)
        copied = ", ".join(name if name != "id" else "id + 10" for name in columns)
        with pytest.raises(sqlite3.IntegrityError, match="kept as they are"):
            raw.execute(f"REPLACE INTO stories SELECT {copied} FROM stories")
    with pytest.raises(StoreError, match="kept as they are"):
        database.write(lambda db: db.execute("DELETE FROM stories"))
    assert stories.get(database.read(), 1) == before


@pytest.mark.parametrize("record", [b"nonsense", b"", story_in(SECOND)])
def test_tampered_story_is_not_handed_out(arrive: Any, database: Database, record: bytes) -> None:
    arrive(FIRST)
    with contextlib.closing(sqlite3.connect(database.path)) as raw:
        raw.execute("DROP TRIGGER stories_no_record_update")
        raw.execute("UPDATE stories SET record = ?", (record,))
        raw.commit()
    with pytest.raises(RecordBroken, match="number 1"):
        stories.get(database.read(), 1)
