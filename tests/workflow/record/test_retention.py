import contextlib
import dataclasses
import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest
from bundle_desks import Desk
from wire_samples import ninjs, take_in, write

from dabir.domain.agreement import Agreement, Party, Terms
from dabir.domain.decision import Action
from dabir.domain.errors import Cancelled, NotAllowed, NotFound, RecordBroken, StoreError
from dabir.domain.listing import IngestStatus, StoryFilter
from dabir.store import removals
from dabir.store.removals import Reason
from dabir.workflow.bundles.bundles import Wanted
from dabir.workflow.record import retention

AGREEMENT = Agreement(
    id="caspian-2024",
    edition=1,
    title="Exchange of news",
    own="ARAN",
    parties=(Party("ARAN", "Aran Xəbər Xidməti", ("az",)), Party("ALBORZ", "خبرگزاری البرز نمونه", ("fa",))),
    signed=date(2024, 5, 20),
    start=date(2024, 6, 1),
    terms=Terms(retention=timedelta(days=30)),
)
LEFT = (
    "SELECT (SELECT count(*) FROM originals WHERE partner = 'ALBORZ'), (SELECT count(*) FROM stories), "
    "(SELECT count(*) FROM units), (SELECT count(*) FROM search_index), (SELECT count(*) FROM list_lines)"
)


def uri(number):
    return f"tag:alborz.example,2026:{number}"


@pytest.fixture
def agreed(desk, signer):
    desk.agreements.add(AGREEMENT, signer)
    return desk


@pytest.fixture
def wires():
    return [ninjs(uri(number), headline=f"باران در گیلان {number}") for number in range(4)]


@pytest.fixture
def stories(agreed, wires, tmp_path):
    """Four stories, of which the last is translated by a machine that is a person here."""
    found = take_in(agreed, tmp_path / "wire", *wires)
    for unit in agreed.translations.units(found[3], "az"):
        agreed.translations.edit(found[3], "az", unit.index, "Gilanda yağış yağdı.", "Murad")
    return found


def left(desk):
    with closing(sqlite3.connect(desk.places.database)) as db:
        return db.execute(LEFT).fetchone()


def intact(desk):
    """Whether log and database are whole, with nothing that refers to what is not there."""
    with closing(sqlite3.connect(desk.places.database)) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        keys = {row[0] for row in db.execute("SELECT story_id FROM event_keys")}
        assert keys <= {row[0] for row in db.execute("SELECT id FROM stories")}
    return desk.record.verify().ok


def test_what_nobody_decided_on_goes_when_its_time_is_over(agreed, stories, signer, clock):
    agreed.decisions.approve(stories[0], "", signer)
    clock.advance(days=29, hours=23)
    before = agreed.retention.prospect()
    assert (before.goes, before.stays, before.waits.files) == ({}, {}, 4)
    assert agreed.retention.carry_out(signer) == []
    clock.advance(hours=1)
    found = agreed.retention.prospect()
    assert {name: (one.files, one.stories) for name, one in found.goes.items()} == {"caspian-2024": (3, 3)}
    assert {reason: one.files for reason, one in found.stays.items()} == {Reason.DECIDED: 1}
    size = found.goes["caspian-2024"].size
    (entry,) = agreed.retention.carry_out(signer)
    assert (entry.action, entry.editor) == (Action.RETENTION, "Leyla")
    assert entry.note.startswith(f"3 stories in 3 files, {size:,} bytes, that came from 2026-11-25 to 2026-11-25")
    assert left(agreed) == (1, 1, 0, 1, 1)
    assert intact(agreed)
    assert agreed.retention.carry_out(signer) == []


def test_what_went_is_found_nowhere_and_its_name_says_why(agreed, stories, signer, clock):
    clock.advance(days=31)
    assert len(agreed.stories.search("گیلان")) == 4
    (entry,) = agreed.retention.carry_out(signer)
    assert agreed.stories.search("گیلان") == []
    assert agreed.stories.count(StoryFilter()) == 0
    with pytest.raises(NotFound, match=f"removed by entry {entry.sequence} of the log"):
        agreed.stories.find(uri(1))
    with closing(sqlite3.connect(agreed.places.database)) as db:
        dump = "\n".join(db.iterdump())
    assert "باران" not in dump and "Gilanda" not in dump.split('INSERT INTO "memory"')[0]


def test_list_of_what_went_is_kept_under_its_hash_and_vouched_for(agreed, stories, signer, clock):
    clock.advance(days=31)
    (entry,) = agreed.retention.carry_out(signer)
    lines = [json.loads(line) for line in agreed.retention.list_of(entry.sequence).splitlines()]
    assert {told["stories"][0][0] for told in lines} == {uri(number) for number in range(4)}
    assert [told["original"] for told in lines] == sorted(told["original"] for told in lines)
    assert entry.subject.original_sha256 in entry.note
    with pytest.raises(NotFound, match="Entry 0 has removed nothing"):
        agreed.retention.list_of(0)
    with pytest.raises(NotFound):
        agreed.retention.list_of(99)


def test_redelivery_of_what_went_is_recognised_and_not_taken_in(agreed, stories, wires, signer, clock, tmp_path):
    clock.advance(days=31)
    (entry,) = agreed.retention.carry_out(signer)
    (again,) = agreed.intake.ingest([write(tmp_path, "again.json", wires[0])], partner="ALBORZ")
    assert (again.status, again.story_id) == (IngestStatus.DUPLICATE, 0)
    assert f"entry {entry.sequence}" in again.warnings[0]
    assert left(agreed)[:2] == (0, 0)
    # The same words in another envelope are the same story; that file goes in its turn.
    other = wires[0].replace(b'"urgency": 4', b'"urgency": 5')
    (again,) = agreed.intake.ingest([write(tmp_path, "other.json", other)], partner="ALBORZ")
    assert (again.status, again.story_id) == (IngestStatus.DUPLICATE, 0)
    assert f"entry {entry.sequence}" in again.warnings[-1]
    assert left(agreed)[:2] == (1, 0)
    (changed,) = agreed.intake.ingest([write(tmp_path, "new.json", ninjs(uri(0), version="2"))], partner="ALBORZ")
    assert changed.status is IngestStatus.NEW
    clock.advance(days=31)
    agreed.retention.carry_out(signer)
    assert left(agreed)[:2] == (0, 0) and intact(agreed)


def test_decided_story_stays_in_every_version_and_with_its_whole_file(agreed, signer, clock, tmp_path):
    first, second, pair = (
        ninjs(uri(1)),
        ninjs(uri(1), version="2", headline="دوم"),
        b"[" + ninjs(uri(2)) + b"," + ninjs(uri(3)) + b"]",
    )
    rows = take_in(agreed, tmp_path / "wire", first, second, pair)
    assert len(rows) == 4
    agreed.decisions.refuse(rows[1], "", signer, "Not for us.")
    agreed.decisions.approve(rows[3], "", signer)
    clock.advance(days=31)
    assert agreed.retention.prospect().stays[Reason.DECIDED].stories == 4
    assert agreed.retention.carry_out(signer) == []


def test_what_a_kill_is_about_and_its_message_stay(agreed, signer, clock, tmp_path):
    kill = ninjs(uri(1), version="2", pubstatus="canceled", body_xhtml="")
    take_in(agreed, tmp_path / "wire", ninjs(uri(1)), kill, ninjs(uri(2)))
    clock.advance(days=31)
    found = agreed.retention.prospect()
    assert found.stays[Reason.KILLED].files == 2 and found.goes["caspian-2024"].files == 1
    agreed.retention.carry_out(signer)
    assert {agreed.stories.get(row).story.uri for row in agreed.stories.ids(StoryFilter())} == {uri(1)}


def test_what_a_decided_correction_refers_to_stays(agreed, signer, clock, tmp_path):
    rows = take_in(agreed, tmp_path / "wire", ninjs(uri(1)), ninjs(uri(9)))
    agreed.database.write(
        lambda db: db.execute("INSERT INTO story_links VALUES (?, 9, 'corrects', ?, 0)", (rows[1], uri(1)))
    )
    agreed.decisions.approve(rows[1], "", signer)
    clock.advance(days=31)
    assert agreed.retention.prospect().stays[Reason.REFERRED].files == 1
    assert agreed.retention.carry_out(signer) == []


def test_claimed_story_waits_for_whoever_works_on_it(agreed, stories, signer, clock):
    clock.advance(days=31)
    agreed.claims.claim(stories[0], "Murad")
    assert agreed.retention.prospect().stays[Reason.CLAIMED].files == 1
    (entry,) = agreed.retention.carry_out(signer)
    assert entry.note.startswith("3 stories") and agreed.stories.get(stories[0])


def test_what_is_set_aside_stays_until_it_is_read(agreed, signer, clock, tmp_path):
    (outcome,) = agreed.intake.ingest([write(tmp_path, "bad.xml", b"<nitf><body>")], partner="ALBORZ")
    assert outcome.status is IngestStatus.QUARANTINED
    clock.advance(days=31)
    assert agreed.retention.prospect().stays[Reason.SET_ASIDE].files == 1
    assert agreed.retention.carry_out(signer) == []


def test_partner_whose_agreement_sets_no_limit_keeps_everything(desk, signer, clock, tmp_path):
    desk.agreements.add(dataclasses.replace(AGREEMENT, terms=Terms()), signer)
    take_in(desk, tmp_path / "wire", ninjs(uri(1)))
    take_in(desk, tmp_path / "other", ninjs("tag:nobody.example,2026:1"), partner="NOBODY")
    clock.advance(days=9_999)
    assert desk.retention.prospect() == retention.Prospect()
    assert desk.retention.carry_out(signer) == []


def test_only_the_chief_carries_it_out(agreed, stories, clock):
    agreed.editors.enroll("Murad", "another long passphrase")
    murad = agreed.editors.unlock("Murad", "another long passphrase")
    clock.advance(days=31)
    with pytest.raises(NotAllowed, match="only the chief may remove what an agreement forbids to keep"):
        agreed.retention.carry_out(murad)
    assert left(agreed)[0] == 4


def test_stopped_between_portions_it_goes_on_and_every_portion_has_its_entry(
    agreed, stories, signer, clock, monkeypatch
):
    monkeypatch.setattr(retention, "_PORTION", 3)
    clock.advance(days=31)

    def stop(_done):
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        agreed.retention.carry_out(signer, stop)
    assert left(agreed)[:2] == (1, 1) and intact(agreed)
    (entry,) = agreed.retention.carry_out(signer)
    assert entry.note.startswith("1 story in 1 file, ")
    assert left(agreed)[:2] == (0, 0) and intact(agreed)


def test_portion_that_is_cut_off_leaves_neither_entry_nor_gap(agreed, stories, signer, clock, monkeypatch):
    clock.advance(days=31)
    size = agreed.record.size()
    with monkeypatch.context() as broken:
        done = removals._remove_story
        calls = []

        def half(*arguments):
            calls.append(arguments)
            if len(calls) == 3:
                raise KeyboardInterrupt
            done(*arguments)

        broken.setattr(removals, "_remove_story", half)
        with pytest.raises(KeyboardInterrupt):
            agreed.retention.carry_out(signer)
    assert agreed.record.size() == size
    assert left(agreed)[:2] == (4, 4) and intact(agreed)


def test_story_decided_on_at_the_last_moment_stays(agreed, stories, signer, clock, monkeypatch):
    clock.advance(days=31)
    commit = agreed.retention._ledger.commit

    def late(work):
        monkeypatch.undo()
        agreed.decisions.approve(stories[0], "", signer)
        return commit(work)

    monkeypatch.setattr(agreed.retention._ledger, "commit", late)
    (entry,) = agreed.retention.carry_out(signer)
    assert entry.note.startswith("3 stories")
    assert agreed.stories.get(stories[0]) and intact(agreed)


def test_nothing_goes_past_the_door(agreed, stories, signer, clock):
    agreed.decisions.approve(stories[0], "", signer)
    clock.advance(days=31)
    (entry,) = agreed.retention.carry_out(signer)
    original = agreed.stories.get(stories[0]).original_sha256
    story = "SELECT id, uri, version, text_sha256, original_sha256, part, {} FROM stories"
    for statement in (
        "DELETE FROM stories",
        "DELETE FROM originals",
        "DELETE FROM texts",
        "DELETE FROM removed_stories",
        "UPDATE removed_stories SET uri = 'x'",
        "DELETE FROM removed_files",
        f"INSERT INTO removed_stories {story.format(entry.sequence)}",
        f"INSERT INTO removed_stories {story.format(0)}",
        f"INSERT INTO removed_files VALUES ('original', '{original}', 1, {entry.sequence})",
        f"INSERT INTO removed_files SELECT 'text', sha256, 1, {entry.sequence} FROM texts",
    ):
        with pytest.raises(StoreError, match="kept as they are"):
            agreed.database.write(lambda db, statement=statement: db.execute(statement))
        with closing(sqlite3.connect(agreed.places.database)) as raw, pytest.raises(sqlite3.IntegrityError):
            raw.execute(statement)
    assert intact(agreed)


def test_door_is_shut_again_behind_the_next_entry(agreed, stories, signer, clock, tmp_path):
    clock.advance(days=31)
    (entry,) = agreed.retention.carry_out(signer)
    rows = take_in(agreed, tmp_path / "later", ninjs(uri(50)), ninjs(uri(51)))
    agreed.decisions.approve(rows[0], "", signer)
    with pytest.raises(StoreError, match="kept as they are"):
        agreed.database.write(
            lambda db: db.execute(
                "INSERT INTO removed_stories SELECT id, uri, version, text_sha256, original_sha256, part, ? "
                "FROM stories WHERE id = ?",
                (entry.sequence, rows[1]),
            )
        )


def test_more_removed_than_the_entry_says_is_told(agreed, stories, signer, clock, tmp_path):
    clock.advance(days=31)
    (entry,) = agreed.retention.carry_out(signer)
    (row,) = take_in(agreed, tmp_path / "later", ninjs(uri(50)))

    def smuggle(db):
        (file,) = removals.files(db, [db.execute("SELECT original_sha256 FROM stories").fetchone()[0]])
        removals.remove(db, [file], entry.sequence)

    agreed.database.write(smuggle)
    with pytest.raises(RecordBroken, match="More was removed"):
        agreed.retention.list_of(entry.sequence)
    assert row


def test_memory_keeps_what_the_desk_itself_translated(agreed, stories, signer, clock):
    for unit in agreed.translations.units(stories[3], "az"):
        agreed.translations.confirm(stories[3], "az", unit.index, "Murad")
    known = agreed.memory.count()
    assert known
    clock.advance(days=31)
    agreed.retention.carry_out(signer)
    assert agreed.memory.count() == known


def test_backup_of_a_desk_that_something_went_from_is_whole(agreed, stories, signer, clock, tmp_path):
    clock.advance(days=31)
    agreed.retention.carry_out(signer)
    made = agreed.backups.make(tmp_path / "desk.zip")
    assert made.verdict.ok and made.manifest.stories == 0


def test_what_came_in_a_bundle_goes_with_its_translation_and_the_bundle_is_recognised(tmp_path, clock):
    with contextlib.ExitStack() as stack:
        ours, theirs = (
            stack.enter_context(closing_desk(Desk(tmp_path / code, code, editor, clock)))
            for code, editor in (("XAZ", "Aysel"), ("ARAN", "Leyla"))
        )
        theirs.agree(ours)
        limited = Agreement(
            "exchange", 1, "Exchange", "XAZ", (ours.party(), theirs.party()), date(2026, 1, 1), date(2026, 1, 1)
        )
        limited = dataclasses.replace(limited, terms=AGREEMENT.terms)
        ours.workflow.agreements.add(limited, ours.signer)
        (row,) = take_in(theirs.workflow, tmp_path / "wire", ninjs())
        count = len(theirs.workflow.translations.units(row, "az"))
        theirs.approve(row, "az", tuple(f"Cümlə {number}." for number in range(count)))
        theirs.workflow.bundles.export(tmp_path / "b.zip", "XAZ", Wanted(uris=[uri(1)]))
        list(ours.workflow.intake.ingest([tmp_path / "b.zip"]))
        clock.advance(days=31)
        (entry,) = ours.workflow.retention.carry_out(ours.signer)
        (told,) = (json.loads(line) for line in ours.workflow.retention.list_of(entry.sequence).splitlines())
        assert len(told["texts"]) == 1
        (again,) = ours.workflow.intake.ingest([tmp_path / "b.zip"])
        assert (again.status, again.story_id) == (IngestStatus.DUPLICATE, 0)
        assert intact(ours.workflow)
        with closing(sqlite3.connect(ours.workflow.places.database)) as db:
            assert db.execute("SELECT count(*) FROM texts").fetchone() == (0,)


@contextlib.contextmanager
def closing_desk(desk):
    yield desk
    desk.workflow.close()
