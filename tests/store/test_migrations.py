from __future__ import annotations

import contextlib
import pkgutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils

from dabir import __version__
from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.effort import Effort
from dabir.domain.errors import StoreError
from dabir.domain.feed import Feed, FeedKind
from dabir.domain.listing import StoryFilter
from dabir.domain.memory import MemoryUnit
from dabir.domain.seal import Seal
from dabir.domain.story import Original, PubStatus, Story
from dabir.domain.term import Term
from dabir.store import (
    agreements,
    bundles,
    claims,
    comments,
    compacting,
    decisions,
    effort,
    events,
    feeds,
    kills,
    lengths,
    memory,
    migrations,
    notices,
    originals,
    outbox,
    preferences,
    quarantine,
    releases,
    removals,
    stories,
    terms,
    tree,
    units,
    versions,
)
from dabir.store.columns import sortable, time_in
from dabir.store.database import Database
from dabir.store.migrations import MIGRATIONS, Migration
from dabir.store.records import story_in

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
COLUMN = Migration("m0900_column", lambda db: db.execute("ALTER TABLE preferences ADD COLUMN weight INTEGER"))
TABLE = Migration("m0901_table", lambda db: db.execute("CREATE TABLE rooms (name TEXT)"))


def opened(path: Path, steps: tuple[Migration, ...] = MIGRATIONS) -> Any:
    return contextlib.closing(Database.open(path, path.parent / "backups", busy_timeout=0.05, migrations=steps))


def schema(path: Path) -> list[tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_every_step_is_listed_in_order_and_tested() -> None:
    modules = sorted(found.name for found in pkgutil.iter_modules(migrations.__path__))
    assert [step.name for step in MIGRATIONS] == modules
    assert [step.name[:5] for step in MIGRATIONS] == [f"m{number:04}" for number in range(1, len(modules) + 1)]
    for step in MIGRATIONS:
        assert any(name.startswith(f"test_{step.name}_") for name in globals()), f"{step.name} has no test"


def test_m0001_first_makes_every_table_with_its_triggers() -> None:
    db = sqlite_utils.Database(memory=True, execute_plugins=False)
    MIGRATIONS[0].apply(db)
    tables = {name for name in db.table_names() if not name.startswith(("search_index_", "sqlite_"))}
    assert tables == {
        "originals", "texts", "quarantine", "stories", "story_links", "units", "standings", "editors", "partners",
        "preferences", "decisions", "releases", "search_index", "search_translations",
    }  # fmt: skip
    guarded = {(trigger.table, trigger.name.removeprefix(f"{trigger.table}_no_")) for trigger in db.triggers}
    assert guarded == {
        (table, act)
        for table in ("originals", "texts", "decisions", "story_links", "stories")
        for act in ("update", "delete", "replace")
    } | {("stories", "renumber")}
    db.close()


def test_m0002_memory_makes_an_empty_memory(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with opened(path, MIGRATIONS[:1]) as database:
        database.write(lambda db: preferences.put(db, "theme", "dark"))
        assert "memory" not in database.read().table_names()
    with opened(path) as database:
        assert database.copied_to
        assert preferences.get(database.read(), "theme", "") == "dark"
        assert memory.count(database.read()) == 0
        database.write(lambda db: memory.add(db, [MemoryUnit("باران بارید.", "Yağış yağdı.", "fa", "az")]))
        assert [unit.target for unit in memory.candidates(database.read(), "باران", "fa", "az")] == ["Yağış yağdı."]


def test_m0003_terms_makes_an_empty_termbase_that_counts_its_changes(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    at = [step.name for step in MIGRATIONS].index("m0003_terms")
    with opened(path, MIGRATIONS[:at]) as database:
        database.write(lambda db: preferences.put(db, "theme", "dark"))
        assert "terms" not in database.read().table_names()
    with opened(path) as database:
        assert database.copied_to
        assert preferences.get(database.read(), "theme", "") == "dark"
        assert terms.page(database.read(), terms.TermFilter()) == []
        assert terms.state(database.read()) == 0
        database.write(lambda db: terms.add(db, Term("باران", "yağış", "fa", "az")))
        assert terms.state(database.read()) == 1


def test_m0004_workbench_makes_room_for_comments_effort_and_lengths(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with opened(path, MIGRATIONS[:3]) as database:
        assert not {"comments", "effort", "lengths"} & set(database.read().table_names())
    with opened(path) as database:
        assert database.copied_to
        assert effort.get(database.read(), 1, "az") == Effort()
        assert comments.get(database.read(), 1, "az") == []
        assert lengths.ratio(database.read(), "fa", "az") is None


def test_m0005_tree_keeps_the_checkpoints_that_were_seen_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with opened(path, MIGRATIONS[:4]) as database:
        assert not {"tree", "checkpoints"} & set(database.read().table_names())
    with opened(path) as database:
        assert database.copied_to
        assert tree.frontier(database.read()) == b""
        seen = [tree.SeenCheckpoint("dabir/device-1", size, f"note {size}", NOON) for size in (7, 5)]
        for one in (*seen, *seen):
            database.write(lambda db, one=one: tree.remember(db, one))
        assert tree.seen(database.read(), "dabir/device-1") == seen[::-1]
        for statement in ("DELETE FROM checkpoints", "UPDATE checkpoints SET size = 1"):
            with pytest.raises(StoreError, match="kept as they are"):
                database.write(lambda db, statement=statement: db.execute(statement))


def test_m0006_roles_knows_nobody_of_units_written_before(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with opened(path, MIGRATIONS[:5]) as database:
        assert "editors" not in {column.name for column in database.read()["units"].columns}
        database.write(_old_unit)
    with opened(path) as database:
        assert database.copied_to
        (unit,) = units.get(database.read(), 1, "az")
        assert (unit.target, unit.editors) == ("Yağış yağdı.", ())
        assert units.editors(database.read(), 1, "az") == frozenset()
        plan = database.read().execute(
            "EXPLAIN QUERY PLAN SELECT * FROM decisions "
            "WHERE action IN ('enroll', 'role', 'revoke-editor') ORDER BY sequence"
        )
        assert "decisions_editors" in plan.fetchone()[3]


def _old_unit(db: sqlite_utils.Database) -> None:
    for table, own in (("originals", {"data": b""}), ("stories", {"id": 1, "record": b"{}"})):
        db[table].insert({**{column.name: "" for column in db[table].columns}, **own})
    db.execute(
        "INSERT INTO units VALUES (1, 'az', 0, 0, 0, 12, 'باران بارید.', 'Yağış yağdı.', 'edited', NULL, "
        "'2026-03-01T12:00:00+00:00')"
    )


def test_m0008_agreements_keeps_no_edition_at_first(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with opened(path, MIGRATIONS[:7]) as database:
        database.write(lambda db: preferences.put(db, "theme", "dark"))
        assert "agreements" not in database.read().table_names()
    with opened(path) as database:
        assert database.copied_to
        assert preferences.get(database.read(), "theme", "") == "dark"
        assert agreements.latest(database.read()) == agreements.history(database.read(), "caspian-2024") == []
        triggers = {trigger.name for trigger in database.read().triggers if trigger.table == "agreements"}
        assert triggers == {f"agreements_no_{act}" for act in ("update", "delete", "replace")}


def test_m0010_outbox_begins_empty(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    at = [step.name for step in MIGRATIONS].index("m0010_outbox")
    with opened(path, MIGRATIONS[:at]) as database:
        database.write(lambda db: preferences.put(db, "theme", "dark"))
        assert not {"outbox", "outbox_files"} & set(database.read().table_names())
    with opened(path) as database:
        assert database.copied_to
        assert preferences.get(database.read(), "theme", "") == "dark"
        assert outbox.page(database.read()) == []
        assert outbox.due(database.read(), NOON) is None
        assert outbox.next_moment(database.read()) is None


def test_m0011_feeds_begins_without_any(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    at = [step.name for step in MIGRATIONS].index("m0011_feeds")
    with opened(path, MIGRATIONS[:at]) as database:
        database.write(lambda db: preferences.put(db, "theme", "dark"))
        assert not {"feeds", "feed_sources", "feed_batches"} & set(database.read().table_names())
    with opened(path) as database:
        assert database.copied_to
        assert preferences.get(database.read(), "theme", "") == "dark"
        assert feeds.all(database.read(), NOON) == []
        database.write(lambda db: feeds.add(db, Feed("alborz", FeedKind.FOLDER, "/srv/alborz"), ""))
        assert [one.feed.name for one in feeds.all(database.read(), NOON)] == ["alborz"]


def test_m0012_list_gives_every_story_its_line_and_goes_on_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    at = [step.name for step in MIGRATIONS].index("m0012_list")
    made = [
        Story("tag:1", language="fa", urgency=2, ednote='Say "ednote":"" twice', versioncreated=NOON),
        Story("tag:2", language="az", urgency=2, paragraphs=('He wrote "ednote":"check" here.',)),
        Story("tag:3", language="fa", embargoed=NOON),
        Story("tag:4", language="fa", urgency=2, pubstatus=PubStatus.CANCELED),
    ]

    def arrive(db: Any, story: Story) -> None:
        original = Original.of(
            story.uri.encode(), media_type="text/plain", filename="", partner="ARAN", received=NOON
        )
        stories.add(db, story, original)

    def fill(db: Any) -> None:
        for number, story in enumerate(made):
            _arrive_before_packing(db, number, story)
        db.execute("UPDATE stories SET state = 'approved' WHERE id = 2")
        db.execute("INSERT INTO search_translations VALUES (2, 'fa', 'کشتی'), (3, 'az', '')")

    with opened(path, MIGRATIONS[:at]) as database:
        database.write(fill)
    with opened(path) as database:
        assert database.copied_to
        marked = {
            "has:note": [1],
            "has:translation": [2],
            "has:embargo": [3],
            "has:kill": [4],
            "state:approved": [2],
            "urgency:2 lang:fa": [4, 1],
            "": [4, 3, 2, 1],
        }
        db = database.read()
        for query, rows in marked.items():
            assert stories.ids(db, StoryFilter(query=query)) == rows, query
            assert stories.count(db, StoryFilter(query=query)) == len(rows)
        counted = db.execute("SELECT by_created, sum(lines) FROM list_counts GROUP BY 1").fetchall()
        assert counted == [(0, 4), (1, 4)]
        database.write(lambda db: arrive(db, Story("tag:5", language="fa", urgency=2)))
        assert stories.ids(db, StoryFilter(query="urgency:2 lang:fa")) == [5, 4, 1]
        assert "stories_list" not in {row[0] for row in db.execute("SELECT name FROM sqlite_master")}


def _keep_before_packing(db: sqlite_utils.Database, file: Original) -> None:
    row = (file.sha256, file.media_type, file.filename, file.partner, file.received.isoformat(), file.data)
    columns = "sha256, media_type, filename, partner, received, data"
    db.execute(f"INSERT INTO originals ({columns}) VALUES (?, ?, ?, ?, ?, ?)", row)


def _arrive_before_packing(db: sqlite_utils.Database, number: int, story: Story) -> None:
    """Keep a story as it was kept before m0013."""
    told = {"media_type": "text/plain", "filename": "", "partner": "ARAN", "received": NOON}
    file = Original.of(story.uri.encode(), **told)
    _keep_before_packing(db, file)
    db["stories"].insert(
        {
            "id": number + 1,
            "uri": story.uri,
            "version": story.version,
            "text_sha256": story.text_sha256,
            "original_sha256": file.sha256,
            "part": 0,
            **told,
            "received": NOON.isoformat(),
            "received_utc": sortable(NOON),
            "headline": story.headline,
            "slugline": story.slugline,
            "language": story.language,
            "urgency": story.urgency,
            "versioncreated": "",
            "versioncreated_utc": sortable(story.versioncreated),
            "embargoed": time_in(story.embargoed),
            "pubstatus": story.pubstatus.value,
            "is_kill": story.is_kill,
            "is_correction": story.is_correction,
            "record": story_in(story),
        }
    )


def test_m0013_packing_leaves_what_was_kept_as_it_lies_until_it_is_packed(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    at = [step.name for step in MIGRATIONS].index("m0013_packing")
    story = Story("tag:1", language="fa", headline="باران", paragraphs=("باران بارید. " * 30,))
    with opened(path, MIGRATIONS[:at]) as database:
        database.write(lambda db: _arrive_before_packing(db, 0, story))
    with opened(path) as database:
        assert database.copied_to
        before = database.read().execute("SELECT record, unpacked, dictionary FROM stories").fetchone()
        assert before == (story_in(story), None, None)
        assert stories.get(database.read(), 1).story == story
        database.write(lambda db: compacting.pack_some(db, compacting.TABLES[2]))
        after = database.read().execute("SELECT record, unpacked, dictionary FROM stories").fetchone()
        assert len(after[0]) < len(before[0]) / 2 and after[1:] == (len(before[0]), None)
        assert stories.get(database.read(), 1).story == story


def test_m0014_events_lets_the_newest_stories_wait_and_goes_on_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    at = [step.name for step in MIGRATIONS].index("m0013_packing")
    days_ago = (5, 2, 0)

    def fill(db: Any) -> None:
        for number, days in enumerate(days_ago):
            _arrive_before_packing(db, number, Story(f"tag:{number}", language="fa"))
            db.execute("UPDATE list_lines SET received = ? WHERE story_id = ?", (-days * 86_400_000_000, number + 1))

    with opened(path, MIGRATIONS[:at]) as database:
        database.write(fill)
    with opened(path) as database:
        assert database.copied_to
        assert events.waiting(database.read(), 9) == [3, 2]
        database.write(lambda db: [events.put(db, story_id, None) for story_id in (2, 3)])
        file = Original.of(b"3", media_type="", filename="", partner="", received=NOON)
        database.write(lambda db: stories.add(db, Story("tag:3", language="fa"), file))
        assert events.waiting(database.read(), 9) == [4]


def test_m0015_retention_opens_no_door_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    at = [step.name for step in MIGRATIONS].index("m0015_retention")
    with opened(path, MIGRATIONS[:at]) as database:
        database.write(stories_before_retention)
    with opened(path) as database:
        assert database.copied_to
        for table in ("stories", "originals"):
            with pytest.raises(StoreError, match="kept as they are"):
                database.write(lambda db, table=table: db.execute(f"DELETE FROM {table}"))
        with pytest.raises(StoreError, match="removed_files are kept as they are"):
            database.write(
                lambda db: db.execute("INSERT INTO removed_files SELECT 'original', sha256, 1, 0 FROM originals")
            )
        assert stories.get(database.read(), 1).story.uri == "tag:1"
        assert removals.entry_of_uri(database.read(), "tag:1") is None


def stories_before_retention(db: sqlite_utils.Database) -> None:
    """Keep a story as it was kept before m0015."""
    _arrive_before_packing(db, 0, Story("tag:1", language="fa"))


def test_m0016_sluglines_finds_what_was_there_before(tmp_path: Path, original: Any) -> None:
    path = tmp_path / "desk.sqlite3"
    at = [step.name for step in MIGRATIONS].index("m0016_sluglines")
    with opened(path, MIGRATIONS[:at]) as database:
        database.write(lambda db: stories.add(db, Story("urn:1", slugline="sea-gilan"), original()))
        assert "stories_sluglines" not in {name for name, _ in schema(path)}
    with opened(path) as database:
        assert database.copied_to
        plan = "EXPLAIN QUERY PLAN SELECT uri FROM stories WHERE partner = ? AND slugline <> '' AND NOT is_kill"
        assert "stories_sluglines" in database.read().execute(plan, ("ARAN",)).fetchone()[3]
        assert stories.sluglines(database.read(), "ARAN") == ["sea-gilan"]


def test_m0017_quarantine_source_knows_nothing_of_what_was_set_aside_before(tmp_path: Path, original: Any) -> None:
    path = tmp_path / "desk.sqlite3"
    at = [step.name for step in MIGRATIONS].index("m0017_quarantine_source")

    def fill(db: Any) -> None:
        originals.add(db, original(b"bad"))
        db.execute(
            "INSERT INTO quarantine (sha256, filename, partner, received, received_utc, reason, place, size) "
            "SELECT sha256, 'a.xml', 'ARAN', '2026-03-01T12:00:00+00:00', 0, 'No text.', '', 3 FROM originals"
        )

    with opened(path, MIGRATIONS[:at]) as database:
        database.write(fill)
    with opened(path) as database:
        assert database.copied_to
        (row,) = quarantine.page(database.read(), 0, 10)
        assert (row.filename, row.zone, row.language) == ("a.xml", "", "")


def test_m0018_release_folders_keeps_the_names_of_folders_and_no_path(tmp_path: Path, original: Any) -> None:
    path = tmp_path / "desk.sqlite3"
    at = [step.name for step in MIGRATIONS].index("m0018_release_folders")
    folders = ("/srv/desk/released/خبر v1 fa", "D:\\Dabir\\released\\خبر v1 fa", "")

    def fill(db: Any) -> None:
        stories.add(db, Story("urn:1"), original())
        for number, folder in enumerate(folders):
            subject = Subject("urn:1", 1, "", "", "")
            decisions.append(db, Decision(number, NOON, "desk-1", "Leyla", Action.RELEASE, subject, "", ""))
            releases.add(db, sequence=number, story_id=1, target_language="", folder=folder)

    with opened(path, MIGRATIONS[:at]) as database:
        database.write(fill)
    with opened(path) as database:
        names = [release.folder for release in releases.of_story(database.read(), 1)]
        assert names == ["خبر v1 fa", "خبر v1 fa", ""]


def test_m0009_life_gives_old_kills_a_row_and_old_stories_their_expiry(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    at = [step.name for step in MIGRATIONS].index("m0009_life")
    record = story_in(Story("tag:a", paragraphs=("Body.",), expiry=NOON))
    with opened(path, MIGRATIONS[:at]) as database:

        def fill(db: Any) -> None:
            db.execute(
                "INSERT INTO originals VALUES ('o', 'text/plain', 'a.txt', 'ARAN', '2026-03-01T12:00:00+00:00', x'')"
            )
            db.execute(
                "INSERT INTO stories (uri, version, text_sha256, original_sha256, part, media_type, filename, partner, "
                "received, received_utc, headline, slugline, language, urgency, versioncreated, embargoed, pubstatus, "
                "is_kill, is_correction, killed, record) VALUES ('tag:a', 1, ?, 'o', 0, '', '', 'ARAN', "
                "'2026-03-01T12:00:00+00:00', 0, '', '', 'az', 0, '', '', 'usable', 0, 0, 'Leyla killed it: x', ?)",
                (Story("tag:a", paragraphs=("Body.",)).text_sha256, record),
            )

        database.write(fill)
    with opened(path) as database:
        db = database.read()
        assert database.copied_to
        assert stories.newly_expired(db, NOON) == [1]
        (kill,) = kills.to_carry_out(db)
        assert (kill.uri, kill.version, kill.words, kill.alarm) == ("tag:a", 1, "Leyla killed it: x", False)
        assert claims.get(db, 1) is None and notices.pending(db) == []
        for statement in ("UPDATE stories SET expiry_utc = 1", "UPDATE stories SET expiry = ''"):
            with pytest.raises(StoreError, match="kept as they are"):
                database.write(lambda db, statement=statement: db.execute(statement))


def test_fresh_database_records_its_steps(tmp_path: Path) -> None:
    with opened(tmp_path / "desk.sqlite3") as database:
        db = database.read()
        assert db.execute("SELECT number, name, program FROM migrations").fetchall() == [
            (number, step.name, __version__) for number, step in enumerate(MIGRATIONS, 1)
        ]
        assert versions.version_of(db) == len(MIGRATIONS)
        assert db.execute("PRAGMA application_id").fetchone()[0] == versions.APPLICATION_ID


def test_older_database_is_copied_and_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with opened(path) as database:
        database.write(lambda db: preferences.put(db, "theme", "dark"))
    before = schema(path)
    with opened(path, (*MIGRATIONS, COLUMN, TABLE)) as database:
        copy = database.copied_to
        assert preferences.get(database.read(), "theme", "") == "dark"
        assert database.read().execute("SELECT weight FROM preferences").fetchone() == (None,)
        assert database.read().execute("SELECT count(*) FROM rooms").fetchone() == (0,)
        names = [row[0] for row in database.read().execute("SELECT name FROM migrations ORDER BY number").fetchall()]
    assert names == [step.name for step in (*MIGRATIONS, COLUMN, TABLE)]
    assert [copy] == list((tmp_path / "backups").iterdir())
    assert f"-v{len(MIGRATIONS)}-" in copy.name
    assert schema(copy) == before
    with opened(copy) as old:
        assert preferences.get(old.read(), "theme", "") == "dark"


def test_current_database_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    for _ in range(2):
        with opened(path) as database:
            assert database.copied_to is None
    assert not (tmp_path / "backups").exists()


def test_newer_database_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with opened(path, (*MIGRATIONS, TABLE)) as database:
        database.write(lambda db: db.execute("UPDATE migrations SET program = '9.9.9'"))
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        Database.open(path, tmp_path / "backups")
    message = caught.value.message
    assert "9.9.9" in message
    assert f"version {len(MIGRATIONS) + 1}" in message
    assert __version__ in message
    assert f"up to {len(MIGRATIONS)}" in message
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_newer_database_without_our_records_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {versions.APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 70")
    with pytest.raises(StoreError, match="version 70"):
        Database.open(path, tmp_path / "backups")


def test_interrupted_step_leaves_the_old_database(tmp_path: Path, original: Any) -> None:
    path = tmp_path / "desk.sqlite3"
    with opened(path) as database:
        database.write(lambda db: originals.add(db, original()))
    before = schema(path)

    def breaks(db: sqlite_utils.Database) -> None:
        db.execute("DROP TABLE preferences")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Database.open(path, tmp_path / "backups", migrations=(*MIGRATIONS, TABLE, Migration("m0902_breaks", breaks)))
    assert schema(path) == before
    with opened(path) as database:
        assert originals.has(database.read(), original().sha256)
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_no_step_runs_without_its_copy(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with opened(path):
        pass
    before = schema(path)
    (tmp_path / "backups").write_text("a file, no folder")
    with pytest.raises(StoreError, match="could not be copied"):
        Database.open(path, tmp_path / "backups", migrations=(*MIGRATIONS, TABLE))
    assert schema(path) == before


def test_locked_database_is_not_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    with opened(path):
        pass
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program"):
            Database.open(path, tmp_path / "backups", busy_timeout=0.05, migrations=(*MIGRATIONS, TABLE))
    with opened(path, (*MIGRATIONS, TABLE)) as database:
        assert database.copied_to


def test_m0007_bundles_keeps_seals_for_ever(tmp_path: Path, original: Any) -> None:
    path = tmp_path / "desk.sqlite3"
    at = [step.name for step in MIGRATIONS].index("m0007_bundles")
    with opened(path, MIGRATIONS[:at]) as database:
        database.write(lambda db: _keep_before_packing(db, original()))
        assert "bundles" not in database.read().table_names()
    seal = Seal("ARAN", "XAZ", NOON, "ab" * 32)

    def work(db: sqlite_utils.Database) -> None:
        row = bundles.add(db, seal, note=b"note", manifest=b"{}", filename="b.zip", received=NOON)
        bundles.add_file(db, row, original().sha256)

    with opened(path) as database:
        database.write(work)
        database.write(work)
        assert [row.files for row in bundles.all(database.read())] == [1]
        assert bundles.seal_of(database.read(), original().sha256) == seal
        for act in (
            "UPDATE bundles SET sender = 'x'",
            "DELETE FROM sealed",
            "INSERT OR REPLACE INTO sealed SELECT * FROM sealed",
        ):
            with pytest.raises(StoreError, match="kept as they are"):
                database.write(lambda db, act=act: db.execute(act))
