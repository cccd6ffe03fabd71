import io
import sqlite3
import zipfile
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from bundle_desks import Desk, changed, members_of
from wire_samples import ninjs, take_in, write

from dabir.approval.bundle import Bundle, BundledOriginal, BundledTranslation, write_bundle
from dabir.domain.errors import InputRefused, NotAllowed, RecordBroken
from dabir.domain.life import StoryState
from dabir.domain.listing import IngestStatus, StoryFilter
from dabir.domain.seal import is_partner
from dabir.domain.segment import UnitState
from dabir.domain.text import Text
from dabir.feeds.arrival import Arrival
from dabir.store import bundles as kept
from dabir.workflow.arrivals.intake import Source
from dabir.workflow.bundles.bundles import Wanted

URI = "tag:alborz.example,2026:1"
WORDS = (
    "Energetika naziri Bakıya gedib",
    "Energetika naziri Bakıya gəldi.",
    "O, həmkarı ilə görüşdü.",
    "Görüş iki saat çəkdi.",
)
KILL = {"version": "2", "pubstatus": "canceled", "body_xhtml": "", "headline": "حذف خبر"}


@pytest.fixture
def desks(tmp_path, clock):
    """ARAN, which has a story of ALBORZ approved with its translation, and XAZ, its partner."""
    aran = Desk(tmp_path / "aran", "ARAN", "Leyla", clock)
    xaz = Desk(tmp_path / "xaz", "XAZ", "Murad", clock)
    aran.agree(xaz)
    xaz.agree(aran)
    yield aran, xaz
    aran.workflow.close()
    xaz.workflow.close()


@pytest.fixture
def aran(desks):
    return desks[0]


@pytest.fixture
def xaz(desks):
    return desks[1]


@pytest.fixture
def story(aran, tmp_path):
    """A story on ARAN's desk, approved in both languages."""
    (row,) = take_in(aran.workflow, tmp_path / "wire", ninjs())
    aran.approve(row)
    aran.approve(row, "az", WORDS)
    return row


def export(desk, file, partner="XAZ", **wanted):
    return desk.workflow.bundles.export(file, partner, Wanted(**wanted))


def drop(desk, *paths):
    """Bring files in as the window does when they are dropped on it."""
    return list(desk.workflow.intake.ingest(list(paths), partner="OTHER"))


def untouched(desk):
    return desk.workflow.stories.count(StoryFilter()) == 0 and not desk.workflow.bundles.all()


def test_bundle_brings_the_original_the_translation_and_the_seal(aran, xaz, story, tmp_path, clock):
    made = export(aran, tmp_path / "b.zip", uris=[URI])
    assert (made.stories, made.files, made.translations, made.left_out) == (1, 0, 1, ())
    clock.advance(days=3)
    (outcome,) = drop(xaz, tmp_path / "b.zip")
    assert outcome.status is IngestStatus.NEW
    assert outcome.warnings == ()
    assert outcome.seal == made.seal
    stored = xaz.workflow.stories.get(outcome.story_id)
    assert stored.partner == "ARAN"
    assert xaz.workflow.stories.original(stored.original_sha256).data == ninjs()
    seal = xaz.workflow.bundles.seal_of(outcome.story_id)
    assert seal == made.seal
    assert str(seal).startswith("Signed by ARAN, unchanged since 2026-11-25 09:00 UTC, key ")
    assert seal.public_key == aran.workflow.bundles.public_key()
    (translation,) = xaz.workflow.bundles.translations(outcome.story_id)
    assert translation.text == aran.workflow.translations.text(story, "az")
    assert (translation.language, translation.approved_by) == ("az", "Leyla")
    assert xaz.workflow.stories.page(StoryFilter(), offset=0, limit=9)[0].sealed
    assert not aran.workflow.stories.page(StoryFilter(), offset=0, limit=9)[0].sealed


def test_place_of_a_file_on_the_senders_desk_stays_there(aran, xaz, story, tmp_path):
    export(aran, tmp_path / "b.zip", uris=[URI])
    (outcome,) = drop(xaz, tmp_path / "b.zip")
    assert outcome.file == f"{tmp_path / 'b.zip'}/in-0.json"
    assert str(tmp_path / "wire").encode() not in (tmp_path / "b.zip").read_bytes()


def test_same_bundle_twice_changes_nothing(aran, xaz, story, tmp_path):
    export(aran, tmp_path / "b.zip", uris=[URI])
    drop(xaz, tmp_path / "b.zip")
    before = [xaz.workflow.bundles.all(), xaz.workflow.bundles.translations(1)]
    repacked = write(tmp_path, "again.zip", changed((tmp_path / "b.zip").read_bytes(), dict))
    (again,) = drop(xaz, repacked)
    assert again.status is IngestStatus.DUPLICATE
    assert [xaz.workflow.bundles.all(), xaz.workflow.bundles.translations(1)] == before


def test_story_that_came_before_by_wire_gets_the_seal(aran, xaz, story, tmp_path):
    (row,) = take_in(xaz.workflow, tmp_path / "wire2", ninjs())
    assert xaz.workflow.bundles.seal_of(row) is None
    export(aran, tmp_path / "b.zip", uris=[URI])
    drop(xaz, tmp_path / "b.zip")
    assert xaz.workflow.bundles.seal_of(row).sender == "ARAN"
    assert len(xaz.workflow.bundles.translations(row, "az")) == 1


def test_earliest_seal_is_told(aran, xaz, story, tmp_path, clock):
    first = export(aran, tmp_path / "1.zip", uris=[URI])
    clock.advance(days=1)
    export(aran, tmp_path / "2.zip", uris=[URI])
    drop(xaz, tmp_path / "2.zip", tmp_path / "1.zip")
    assert xaz.workflow.bundles.seal_of(1) == first.seal
    assert len(xaz.workflow.bundles.translations(1)) == 1


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("change", ["flip", "cut", "remove"])
def test_changed_bundle_is_set_aside_whole_and_nothing_of_it_is_taken_in(aran, xaz, story, tmp_path, number, change):
    export(aran, tmp_path / "b.zip", uris=[URI])
    name = members_of(tmp_path / "b.zip")[number]

    def tamper(members):
        if change == "remove":
            del members[name]
        else:
            data = members[name]
            at = len(data) // 2
            members[name] = data[:at] + (bytes([data[at] ^ 1]) + data[at + 1 :] if change == "flip" else b"")

    data = changed((tmp_path / "b.zip").read_bytes(), tamper)
    (outcome,) = drop(xaz, write(tmp_path, "changed.zip", data))
    assert outcome.status is IngestStatus.QUARANTINED
    assert outcome.tampered
    assert outcome.seal is None
    assert untouched(xaz)
    (row,) = xaz.workflow.intake.quarantined()
    assert row.reason == outcome.error
    assert xaz.workflow.stories.original(row.sha256).data == data


def test_file_added_to_a_bundle_is_an_alarm(aran, xaz, story, tmp_path):
    export(aran, tmp_path / "b.zip", uris=[URI])
    data = changed((tmp_path / "b.zip").read_bytes(), lambda members: members.update({"story.json": ninjs("x:2")}))
    (outcome,) = drop(xaz, write(tmp_path, "more.zip", data))
    assert outcome.tampered
    assert "story.json" in outcome.error
    assert untouched(xaz)


def test_forged_sender_is_an_alarm(aran, xaz, story, tmp_path, clock):
    stranger = Desk(tmp_path / "stranger", "ARAN", "Nobody", clock)
    take_in(stranger.workflow, tmp_path / "wire3", ninjs(headline="دروغ"))
    stranger.approve(1)
    stranger.workflow.bundles.export(tmp_path / "f.zip", "XAZ", Wanted(uris=[URI]), sender="ARAN")
    stranger.workflow.close()
    (outcome,) = drop(xaz, tmp_path / "f.zip")
    assert outcome.tampered
    assert "not signed with a key of theirs" in outcome.error
    assert untouched(xaz)


def test_bundle_of_an_unknown_agency_waits_for_its_agreement(aran, xaz, story, tmp_path, clock):
    rey = Desk(tmp_path / "rey", "REY", "Sara", clock)
    export(aran, tmp_path / "b.zip", uris=[URI])
    (outcome,) = drop(rey, tmp_path / "b.zip")
    assert outcome.status is IngestStatus.QUARANTINED
    assert not outcome.tampered
    assert "ARAN, whose key is in no agreement" in outcome.error
    rey.agree(aran)
    (row,) = rey.workflow.intake.quarantined()
    (taken,) = rey.workflow.intake.retry(row.id)
    assert taken.status is IngestStatus.NEW
    assert rey.workflow.bundles.seal_of(taken.story_id).sender == "ARAN"
    rey.workflow.close()


def test_bundle_that_waited_is_read_in_the_zone_and_language_of_its_feed(aran, tmp_path, clock):
    wire = ninjs(versioncreated="2026-11-24T08:00:00", language="", headline="2026", body_xhtml="<p>12 345</p>")
    (row,) = take_in(aran.workflow, tmp_path / "wire", wire)
    aran.approve(row)
    export(aran, tmp_path / "b.zip", uris=[URI])
    rey = Desk(tmp_path / "rey", "REY", "Sara", clock)
    feed = Source(zone=ZoneInfo("Asia/Baku"), language="az")
    intake = rey.workflow.intake
    (outcome,) = intake.take([Arrival("b.zip", (tmp_path / "b.zip").read_bytes())], feed)
    (waiting,) = intake.quarantined()
    assert (outcome.status, waiting.zone, waiting.language) == (IngestStatus.QUARANTINED, "Asia/Baku", "az")
    # What is refused once more still knows it.
    assert intake.retry(waiting.id)[0].status is IngestStatus.QUARANTINED
    assert intake.quarantined() == [waiting]
    rey.agree(aran)
    (taken,) = intake.retry(waiting.id)
    assert taken.story.versioncreated.isoformat() == "2026-11-24T08:00:00+04:00"
    assert taken.story.language == "az"
    rey.workflow.close()


def test_key_named_by_hand_opens_a_bundle(aran, story, tmp_path, clock):
    rey = Desk(tmp_path / "rey", "REY", "Sara", clock)
    export(aran, tmp_path / "b.zip", uris=[URI])
    key = {"ARAN": [aran.workflow.bundles.public_key()]}
    with pytest.raises(NotAllowed):
        rey.workflow.bundles.check(tmp_path / "b.zip")
    assert rey.workflow.bundles.check(tmp_path / "b.zip", key).seal.recipient == "XAZ"
    (outcome,) = rey.workflow.bundles.take_in(tmp_path / "b.zip", keys=key)
    assert outcome.status is IngestStatus.NEW
    rey.workflow.close()


def test_bundle_for_somebody_else_is_taken_in_with_a_warning(aran, xaz, story, tmp_path):
    made = aran.workflow.bundles.export(tmp_path / "b.zip", "REY", Wanted(uris=[URI]), sender="ARAN")
    assert made.seal.recipient == "REY"
    assert xaz.workflow.bundles.check(tmp_path / "b.zip").warning == "The bundle was signed for REY, not for XAZ."
    (outcome,) = drop(xaz, tmp_path / "b.zip")
    assert outcome.status is IngestStatus.NEW
    assert outcome.warnings == ("The bundle was signed for REY, not for XAZ.",)


def test_bad_story_is_set_aside_and_the_others_are_taken_in(aran, xaz, tmp_path):
    bad = write(tmp_path / "own", "bad.json", b'{"uri": "tag:aran.example,2026:9", "version"')
    good = write(tmp_path / "own", "good.json", ninjs("tag:aran.example,2026:2"))
    made = export(aran, tmp_path / "b.zip", files=[bad, good])
    assert made.files == 2
    statuses = {outcome.file.rsplit("/", 1)[1]: outcome.status for outcome in drop(xaz, tmp_path / "b.zip")}
    assert statuses == {"bad.json": IngestStatus.QUARANTINED, "good.json": IngestStatus.NEW}
    (row,) = xaz.workflow.intake.quarantined()
    assert xaz.workflow.stories.original(row.sha256).data == bad.read_bytes()
    # What is set aside is under the seal all the same, and will be when it can be read one day.
    assert kept.seal_of(xaz.workflow.database.read(), row.sha256).sender == "ARAN"


def test_bundle_in_a_folder_and_in_an_archive_is_opened_as_a_bundle(aran, xaz, story, tmp_path):
    export(aran, tmp_path / "b.zip", uris=[URI])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("loose.json", ninjs("tag:x.example,2026:7"))
        archive.writestr("b.zip", (tmp_path / "b.zip").read_bytes())
    write(tmp_path / "post", "all.zip", packed.getvalue())
    outcomes = drop(xaz, tmp_path / "post")
    assert [bool(outcome.seal) for outcome in outcomes] == [False, True]
    assert [xaz.workflow.stories.get(one.story_id).partner for one in outcomes] == ["OTHER", "ARAN"]


def test_nothing_unapproved_is_handed_on(aran, tmp_path):
    take_in(aran.workflow, tmp_path / "wire", ninjs())
    with pytest.raises(NotAllowed, match="Nobody has approved it"):
        export(aran, tmp_path / "b.zip", uris=[URI])
    assert not (tmp_path / "b.zip").exists()


def test_translation_changed_after_its_approval_stays_here(aran, story, tmp_path):
    aran.workflow.translations.edit(story, "az", 0, "Nazir gedib")
    made = export(aran, tmp_path / "b.zip", stories=[story])
    assert (made.stories, made.translations) == (1, 0)


def test_superseded_version_is_not_handed_on(aran, story, tmp_path):
    take_in(aran.workflow, tmp_path / "newer", ninjs(version="2", headline="وزیر در باکو است"))
    with pytest.raises(NotAllowed, match="Version 2 has replaced it"):
        export(aran, tmp_path / "b.zip", stories=[story])


def test_kill_travels_and_kills_there(aran, xaz, story, tmp_path):
    export(aran, tmp_path / "1.zip", uris=[URI])
    drop(xaz, tmp_path / "1.zip")
    take_in(aran.workflow, tmp_path / "kill", ninjs(**KILL))
    made = export(aran, tmp_path / "2.zip", uris=[URI])
    assert made.translations == 0
    drop(xaz, tmp_path / "2.zip")
    assert xaz.workflow.stories.get(1).state is StoryState.KILLED
    assert ninjs() not in [zipfile.ZipFile(tmp_path / "2.zip").read(name) for name in members_of(tmp_path / "2.zip")]


def test_correction_travels_and_replaces_there(aran, xaz, story, tmp_path):
    export(aran, tmp_path / "1.zip", uris=[URI])
    drop(xaz, tmp_path / "1.zip")
    (newer,) = take_in(aran.workflow, tmp_path / "newer", ninjs(version="2", headline="وزیر در باکو است"))
    aran.approve(newer)
    export(aran, tmp_path / "2.zip", uris=[URI])
    drop(xaz, tmp_path / "2.zip")
    assert xaz.workflow.stories.get(1).state is StoryState.SUPERSEDED
    assert xaz.workflow.stories.find(URI).story.version == 2


def test_story_killed_on_this_desk_alone_has_no_notice_to_hand_on(aran, story, tmp_path):
    aran.workflow.decisions.kill(story, aran.signer, "wrong")
    with pytest.raises(NotAllowed, match="No notice of the partner's"):
        export(aran, tmp_path / "b.zip", uris=[URI])


def test_approved_since_takes_what_was_approved_and_the_kills_since(aran, tmp_path, clock):
    rows = take_in(aran.workflow, tmp_path / "wire", *(ninjs(f"tag:alborz.example,2026:{n}") for n in range(1, 5)))
    aran.approve(rows[0])
    aran.approve(rows[1])
    clock.advance(hours=1)
    since = clock.now
    aran.approve(rows[2])
    aran.workflow.decisions.revoke(rows[2], "", aran.signer, "no")
    aran.approve(rows[3])
    take_in(aran.workflow, tmp_path / "kill", ninjs("tag:alborz.example,2026:1", **KILL))
    made = export(aran, tmp_path / "b.zip", approved_since=since)
    assert made.stories == 2
    (left,) = made.left_out
    assert "tag:alborz.example,2026:3 (version 1) cannot be handed on." in left
    clock.advance(hours=1)
    with pytest.raises(InputRefused, match="nothing to hand over"):
        export(aran, tmp_path / "c.zip", approved_since=clock.now)


def test_released_since_takes_what_is_out(aran, story, tmp_path, clock):
    since = clock.now - timedelta(minutes=1)
    with pytest.raises(InputRefused, match="nothing to hand over"):
        export(aran, tmp_path / "b.zip", released_since=since)
    aran.workflow.decisions.release(story, "az", aran.signer)
    assert export(aran, tmp_path / "b.zip", released_since=since).stories == 1


def test_sender_has_to_be_known(aran, story, tmp_path):
    with pytest.raises(InputRefused, match="No agreement of this desk is with REY"):
        export(aran, tmp_path / "b.zip", "REY", uris=[URI])


def test_story_without_an_identifier_finds_its_translation(aran, xaz, tmp_path):
    wire = "وزیر نیرو به باکو رفت\n\nوزیر نیرو وارد باکو شد و با همتای خود دیدار کرد.\n".encode()
    file = write(tmp_path / "wire", "story.txt", wire)
    (taken,) = aran.workflow.intake.ingest([file], partner="ALBORZ")
    units = aran.workflow.translations.units(taken.story_id, "az")
    aran.approve(taken.story_id, "az", tuple(f"Cümlə {unit.index}." for unit in units))
    export(aran, tmp_path / "b.zip", stories=[taken.story_id])
    (outcome,) = drop(xaz, tmp_path / "b.zip")
    assert outcome.story.uri != taken.story.uri
    assert len(xaz.workflow.bundles.translations(outcome.story_id, "az")) == 1


def test_translation_that_fits_no_story_is_told(aran, xaz, tmp_path, clock):
    original = BundledOriginal(ninjs(), "application/json", "a.json")
    text = Text("Başlıq", ("Mətn.",))
    made = [
        BundledTranslation(record, uri, 1, original.sha256, "az", "Leyla", clock.now)
        for record, uri in ((text.record, "tag:elsewhere.example,2026:5"), (b"[1,2]", URI), (b"no text", URI))
    ]
    device = aran.workflow.database.write(aran.workflow.bundles._ledger.device)
    data = write_bundle(Bundle("ARAN", "XAZ", clock.now, (original,), tuple(made)), device)
    (outcome,) = drop(xaz, write(tmp_path, "odd.zip", data))
    assert len(outcome.warnings) == 3
    assert all("was left out" in warning for warning in outcome.warnings)
    assert xaz.workflow.bundles.translations(outcome.story_id) == []


def test_partners_translation_becomes_a_draft_that_names_its_origin(aran, xaz, story, tmp_path):
    export(aran, tmp_path / "b.zip", uris=[URI])
    (outcome,) = drop(xaz, tmp_path / "b.zip")
    (translation,) = xaz.workflow.bundles.translations(outcome.story_id)
    units = xaz.workflow.bundles.use_as_draft(translation)
    assert tuple(unit.target for unit in units) == WORDS
    assert {unit.state for unit in units} == {UnitState.MACHINE}
    (origin,) = {pack for unit in units for pack in unit.machine.packs}
    assert is_partner(origin)
    assert (origin.name, origin.version) == ("ARAN", "approved by Leyla, 2026-11-25")
    assert xaz.workflow.translations.units(outcome.story_id, "az") == units
    assert xaz.workflow.translations.text(outcome.story_id, "az") == translation.text


def test_written_translation_is_not_replaced_by_a_partners(aran, xaz, story, tmp_path):
    export(aran, tmp_path / "b.zip", uris=[URI])
    (outcome,) = drop(xaz, tmp_path / "b.zip")
    xaz.workflow.translations.edit(outcome.story_id, "az", 0, "Mənim sözüm")
    (translation,) = xaz.workflow.bundles.translations(outcome.story_id)
    with pytest.raises(NotAllowed, match="not replaced"):
        xaz.workflow.bundles.use_as_draft(translation)
    assert xaz.workflow.translations.units(outcome.story_id, "az")[0].target == "Mənim sözüm"


def test_paragraph_with_other_sentences_becomes_one_segment(aran, xaz, story, tmp_path):
    aran.workflow.translations.edit(story, "az", 2, "O, həmkarı ilə görüşdü. Sonra getdi.")
    aran.workflow.decisions.approve(story, "az", aran.signer, "read")
    export(aran, tmp_path / "b.zip", uris=[URI])
    (outcome,) = drop(xaz, tmp_path / "b.zip")
    (translation,) = xaz.workflow.bundles.translations(outcome.story_id)
    units = xaz.workflow.bundles.use_as_draft(translation)
    assert [unit.segment.paragraph for unit in units] == [-1, 0, 1]
    assert units[2].target == "O, həmkarı ilə görüşdü. Sonra getdi. Görüş iki saat çəkdi."
    assert xaz.workflow.translations.text(outcome.story_id, "az") == translation.text


def test_what_came_under_a_seal_cannot_be_rewritten(aran, xaz, story, tmp_path):
    export(aran, tmp_path / "b.zip", uris=[URI])
    drop(xaz, tmp_path / "b.zip")
    raw = sqlite3.connect(xaz.workflow.places.database)
    for table, column in (("bundles", "sender"), ("sealed", "bundle_id"), ("bundled_translations", "approved_by")):
        for change in (f"UPDATE {table} SET {column} = 9", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="kept as they are"):
                raw.execute(change)
    raw.close()


def test_check_takes_nothing_in(aran, xaz, story, tmp_path):
    made = export(aran, tmp_path / "b.zip", uris=[URI])
    checked = xaz.workflow.bundles.check(tmp_path / "b.zip")
    assert (checked.seal, checked.files, checked.translations, checked.warning) == (made.seal, 1, 1, "")
    data = changed((tmp_path / "b.zip").read_bytes(), lambda members: members.update({"texts/x": b""}))
    with pytest.raises(RecordBroken, match="texts/x"):
        xaz.workflow.bundles.check(write(tmp_path, "c.zip", data))
    assert untouched(xaz)


def test_plain_archive_is_no_bundle(xaz, tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.json", ninjs())
    file = write(tmp_path, "plain.zip", packed.getvalue())
    with pytest.raises(InputRefused, match="no partner bundle"):
        list(xaz.workflow.bundles.take_in(file))
    (outcome,) = drop(xaz, file)
    assert (outcome.status, outcome.seal) == (IngestStatus.NEW, None)


def test_five_thousand_stories_go_in_one_bundle(aran, xaz, tmp_path):
    files = [write(tmp_path / "own", f"{n}.json", ninjs(f"tag:aran.example,2026:{n}")) for n in range(5_000)]
    made = export(aran, tmp_path / "b.zip", files=files)
    assert made.files == 5_000
    checked = xaz.workflow.bundles.check(tmp_path / "b.zip")
    assert (checked.seal, checked.files) == (made.seal, 5_000)


def test_bundle_that_no_desk_would_take_in_is_not_written(aran, tmp_path, monkeypatch):
    monkeypatch.setattr("dabir.workflow.bundles.bundles.MAX_BYTES", 1_000)
    own = write(tmp_path / "own", "a.json", ninjs()[:900])
    with pytest.raises(InputRefused, match="several bundles"):
        export(aran, tmp_path / "b.zip", files=[own])
    assert not (tmp_path / "b.zip").exists()


def test_machine_leaves_a_partners_draft_alone(aran, xaz, story, tmp_path):
    export(aran, tmp_path / "b.zip", uris=[URI])
    (outcome,) = drop(xaz, tmp_path / "b.zip")
    units = xaz.workflow.bundles.use_as_draft(xaz.workflow.bundles.translations(outcome.story_id)[0])
    if "az" in xaz.workflow.translations.targets("fa"):
        xaz.workflow.translations.translate([outcome.story_id], "az", beam=8)
    assert xaz.workflow.translations.units(outcome.story_id, "az") == units


def test_approval_that_the_log_does_not_know_is_not_handed_on(aran, story, tmp_path):
    aran.workflow.translations.edit(story, "az", 0, "Başqa söz")
    sha256 = aran.workflow.translations.text(story, "az").sha256
    aran.workflow.database.write(
        lambda db: db.execute("UPDATE standings SET approved_text_sha256 = ? WHERE target_language = 'az'", (sha256,))
    )
    with pytest.raises(RecordBroken, match="no entry of the log says so"):
        export(aran, tmp_path / "b.zip", stories=[story])
