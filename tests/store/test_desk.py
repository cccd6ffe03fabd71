"""Standings, releases, quarantine, editors, partners and preferences."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from dabir.domain.decision import Action, Decision, Subject
from dabir.domain.errors import NotAllowed, NotFound, StoreError
from dabir.domain.listing import Editor, Partner, QuarantineRow
from dabir.domain.story import Original, Story
from dabir.store import decisions, editors, originals, partners, preferences, quarantine, releases, standings
from dabir.store.database import Database
from dabir.store.releases import Release
from dabir.store.standings import StandingRow


def test_standing_nobody_decided_on_is_blank(database: Database) -> None:
    assert standings.get(database.read(), 7, "az") == StandingRow(7, "az", "", released=False, refused=False)
    assert standings.of_story(database.read(), 7) == []


def test_standing_is_kept_for_each_language_in_place_of_the_one_before(arrive: Any, database: Database) -> None:
    arrive(Story("urn:x"))
    rows = [StandingRow(1, "az", "a" * 64, released=True), StandingRow(1, "", refused=True)]
    database.write(lambda db: [standings.put(db, row) for row in rows])
    assert standings.of_story(database.read(), 1) == [rows[1], rows[0]]
    database.write(
        lambda db: standings.put(db, dataclasses.replace(rows[0], released=False, approved_text_sha256=""))
    )
    assert standings.get(database.read(), 1, "az") == StandingRow(1, "az")
    assert standings.get(database.read(), 1, "") == rows[1]


def test_approved_texts_of_a_story_are_found_over_its_versions(arrive: Any, database: Database) -> None:
    for version in (1, 2):
        arrive(Story("urn:x", version=version))
    arrive(Story("urn:y"))
    rows = [
        StandingRow(1, "az", "a" * 64),
        StandingRow(2, "", "b" * 64),
        StandingRow(2, "en"),
        StandingRow(3, "", "c"),
    ]
    database.write(lambda db: [standings.put(db, row) for row in rows])
    assert standings.approved_for(database.read(), "urn:x") == rows[:2]


@pytest.fixture
def logged(arrive: Any, database: Database, noon: datetime) -> Database:
    arrive(Story("urn:x"))
    subject = Subject("urn:x", 1, "", "", "")
    entries = [Decision(number, noon, "desk-1", "Leyla", Action.RELEASE, subject, "", "") for number in range(2)]
    database.write(lambda db: [decisions.append(db, entry) for entry in entries])
    return database


def test_release_is_pending_until_its_files_are_written(logged: Database) -> None:
    def work(db: Any) -> tuple[Release, Release]:
        second = releases.add(db, sequence=1, story_id=1, target_language="az", folder="")
        return releases.add(db, sequence=0, story_id=1, target_language="", folder=""), second

    first, second = logged.write(work)
    assert releases.pending(logged.read()) == [first, second]
    assert (second.sequence, second.story_id, second.target_language, second.done) == (1, 1, "az", False)
    logged.write(lambda db: releases.mark_done(db, first.id, "خبر v1"))
    assert releases.pending(logged.read()) == [second]
    done = dataclasses.replace(first, folder="خبر v1", done=True)
    assert releases.of_story(logged.read(), 1) == [done, second]
    logged.write(lambda db: releases.mark_done(db, first.id, "خبر v1"))
    with pytest.raises(NotFound, match="number 99"):
        logged.write(lambda db: releases.mark_done(db, 99, ""))


def test_release_without_its_entry_in_the_log_is_refused(logged: Database) -> None:
    with pytest.raises(StoreError, match="refused a change"):
        logged.write(lambda db: releases.add(db, sequence=5, story_id=1, target_language="", folder=""))
    logged.write(lambda db: releases.add(db, sequence=1, story_id=1, target_language=""))
    with pytest.raises(StoreError, match="refused a change"):
        logged.write(lambda db: releases.add(db, sequence=1, story_id=1, target_language=""))


def test_quarantined_bytes_are_kept_whole_with_the_reason(
    database: Database, original: Callable[..., Original], noon: datetime
) -> None:
    file = original(b"<newsItem", filename="bad\udcff.xml")
    number = database.write(lambda db: quarantine.add(db, file, "The XML ends early.", "line 1"))
    row = QuarantineRow(number, file.sha256, "bad\udcff.xml", "ARAN", noon, "The XML ends early.", "line 1", 9)
    assert quarantine.get(database.read(), number) == row
    assert quarantine.page(database.read(), 0, 10) == [row]
    assert originals.get(database.read(), file.sha256) == file


def test_same_bytes_for_the_same_reason_are_one_row(database: Database, original: Callable[..., Original]) -> None:
    def work(db: Any) -> list[int]:
        again = original(b"bad", filename="again.xml")
        reasons = (("No text.", ""), ("No text.", ""), ("Too large.", ""), ("No text.", "item 2"))
        return [quarantine.add(db, again, reason, place) for reason, place in reasons]

    rows = database.write(work)
    assert rows[0] == rows[1]
    assert len(set(rows)) == 3
    assert quarantine.count(database.read()) == 3


def test_quarantine_lists_newest_first_in_pages(
    database: Database, original: Callable[..., Original], noon: datetime
) -> None:
    def work(db: Any) -> list[int]:
        files = [original(b"%d" % hour, received=noon + timedelta(hours=hour)) for hour in (2, 0, 1)]
        return [quarantine.add(db, file, "No text.", "") for file in files]

    newest, oldest, middle = database.write(work)
    listed = [row.id for row in quarantine.page(database.read(), 0, 10)]
    assert listed == [newest, middle, oldest]
    assert [row.id for row in quarantine.page(database.read(), 1, 1)] == [middle]


def test_resolved_row_leaves_the_list_and_returns_when_refused_again(
    database: Database, original: Callable[..., Original]
) -> None:
    file = original(b"bad")
    number = database.write(lambda db: quarantine.add(db, file, "No text.", ""))
    database.write(lambda db: quarantine.resolve(db, number))
    assert quarantine.page(database.read(), 0, 10) == []
    assert quarantine.count(database.read()) == 0
    assert quarantine.get(database.read(), number).sha256 == file.sha256
    assert originals.has(database.read(), file.sha256)
    assert database.write(lambda db: quarantine.add(db, file, "No text.", "")) == number
    assert quarantine.count(database.read()) == 1
    for act in (quarantine.get, quarantine.resolve):
        with pytest.raises(NotFound, match="number 99"):
            database.write(lambda db, act=act: act(db, 99))


def test_editor_is_entered_once_and_revoked_once(database: Database, noon: datetime) -> None:
    leyla, reza = Editor("Leyla Həsənova", "a" * 64, noon), Editor("رضا کریمی", "b" * 64, noon)
    database.write(lambda db: [editors.add(db, editor) for editor in (reza, leyla)])
    assert editors.all(database.read()) == [reza, leyla]
    assert editors.get(database.read(), leyla.name) == leyla
    with pytest.raises(NotAllowed, match="Leyla"):
        database.write(lambda db: editors.add(db, leyla))
    database.write(lambda db: editors.revoke(db, leyla.name, noon + timedelta(days=1)))
    assert editors.get(database.read(), leyla.name).revoked == noon + timedelta(days=1)
    with pytest.raises(NotAllowed, match="revoked already"):
        database.write(lambda db: editors.revoke(db, leyla.name, noon + timedelta(days=2)))
    with pytest.raises(NotAllowed):
        database.write(lambda db: editors.add(db, leyla))
    for act in (lambda db: editors.get(db, "Nobody"), lambda db: editors.revoke(db, "Nobody", noon)):
        with pytest.raises(NotFound, match="Nobody"):
            database.write(act)


def test_partner_is_added_and_changed_by_its_code(database: Database) -> None:
    aran, bora = Partner("ARAN", "خبرگزاری آران", "fa", "آران"), Partner("BORA", "Bora", "az")
    database.write(lambda db: [partners.put(db, partner) for partner in (bora, aran)])
    assert partners.all(database.read()) == [aran, bora]
    changed = dataclasses.replace(bora, name="Bora Xəbər Agentliyi", creditline="BORA")
    database.write(lambda db: partners.put(db, changed))
    assert partners.get(database.read(), "BORA") == changed
    assert partners.get(database.read(), "NONE") is None
    assert len(partners.all(database.read())) == 2


def test_choice_is_remembered_in_place_of_the_one_before(database: Database) -> None:
    assert preferences.get(database.read(), "target", "az") == "az"
    for value in ("en", "", "ru"):
        database.write(lambda db, value=value: preferences.put(db, "target", value))
        assert preferences.get(database.read(), "target", "az") == value
