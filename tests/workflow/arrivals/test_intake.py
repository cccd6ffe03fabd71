import io
import zipfile
from pathlib import Path

import pytest
from wire_samples import ninjs, take_in, write

from dabir.app import open_desk
from dabir.domain.errors import Cancelled
from dabir.domain.life import StoryState
from dabir.domain.listing import IngestStatus, StoryFilter
from dabir.settings import Places
from dabir.workflow.arrivals import intake


def ingest(desk, *paths, partner="ALBORZ"):
    return list(desk.intake.ingest(list(paths), partner=partner))


def test_original_bytes_are_kept_exactly(desk, tmp_path):
    data = b"\xef\xbb\xbf" + ninjs() + b"\r\n"
    (outcome,) = ingest(desk, write(tmp_path, "story.json", data))
    assert outcome.status is IngestStatus.NEW
    assert desk.stories.original(outcome.original_sha256).data == data


def test_same_story_twice_is_no_new_row(desk, tmp_path):
    first = write(tmp_path, "a.json", ninjs())
    again = write(tmp_path, "b.json", ninjs())
    statuses = [outcome.status for outcome in ingest(desk, first, again)]
    assert statuses == [IngestStatus.NEW, IngestStatus.DUPLICATE]
    assert desk.stories.count(StoryFilter()) == 1


def test_newer_version_supersedes_the_one_before(desk, tmp_path):
    old, new = take_in(desk, tmp_path, ninjs(), ninjs(version="2", headline="وزیر نیرو در باکو است"))
    assert desk.stories.get(old).state is StoryState.SUPERSEDED
    assert desk.stories.get(new).state is StoryState.NEW
    assert desk.stories.find("tag:alborz.example,2026:1").id == new


def test_older_version_arriving_late_is_superseded_at_once(desk, tmp_path):
    new, old = take_in(desk, tmp_path, ninjs(version="2", headline="وزیر نیرو در باکو است"), ninjs())
    assert desk.stories.get(old).state is StoryState.SUPERSEDED
    assert desk.stories.get(new).state is StoryState.NEW
    assert desk.stories.find("tag:alborz.example,2026:1").id == new


def test_two_stories_under_one_id_are_both_kept_and_flagged(desk, tmp_path):
    one, other = take_in(desk, tmp_path, ninjs(), ninjs(headline="بارش برف در البرز", body_xhtml="<p>برف بارید.</p>"))
    assert one != other
    assert desk.stories.get(other).variant


def test_kill_reaches_every_version(desk, tmp_path):
    kill = ninjs(version="3", pubstatus="canceled", body_xhtml="", headline="حذف خبر")
    first, second, notice = take_in(desk, tmp_path, ninjs(), ninjs(version="2", headline="دیگر"), kill)
    for row in (first, second, notice):
        assert desk.stories.get(row).state is StoryState.KILLED
    assert "partner killed it" in desk.stories.get(first).killed


def test_story_arriving_after_its_kill_is_killed(desk, tmp_path):
    kill = ninjs(version="2", pubstatus="canceled", body_xhtml="", headline="حذف خبر")
    _, late = take_in(desk, tmp_path, kill, ninjs())
    assert desk.stories.get(late).state is StoryState.KILLED


def test_version_after_a_kill_stays_killed_until_somebody_lifts_it(desk, tmp_path, signer):
    kill = ninjs(version="2", pubstatus="canceled", body_xhtml="", headline="حذف خبر")
    _, _, revived = take_in(desk, tmp_path, ninjs(), kill, ninjs(version="3", headline="خبر اصلاح‌شده"))
    assert desk.stories.get(revived).state is StoryState.KILLED
    desk.kills.lift(revived, signer, "The partner phoned: version 3 is good")
    assert desk.stories.get(revived).state is StoryState.NEW


def test_bad_file_never_stops_the_rest(desk, tmp_path):
    write(tmp_path / "in", "1.xml", b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><itemMeta>")
    write(tmp_path / "in", "2.json", ninjs())
    outcomes = ingest(desk, tmp_path / "in")
    assert [outcome.status for outcome in outcomes] == [IngestStatus.QUARANTINED, IngestStatus.NEW]
    (row,) = desk.intake.quarantined()
    assert row.filename.endswith("1.xml")
    assert row.reason


def test_quarantined_bytes_are_exported_unchanged(desk, tmp_path):
    data = b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>\x00\xff"
    ingest(desk, write(tmp_path, "bad.xml", data))
    (row,) = desk.intake.quarantined()
    out = tmp_path / "out"
    assert desk.intake.export_quarantined(row.id, out).read_bytes() == data
    assert desk.intake.export_quarantined(row.id, out).name == "bad-2.xml"


def test_archive_with_a_refused_member_is_kept_whole_and_the_rest_is_read(desk, tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../evil.json", ninjs("tag:evil"))
        archive.writestr("..\\evil.json", ninjs("tag:evil"))
        archive.writestr("good.json", ninjs())
    outcomes = ingest(desk, write(tmp_path, "batch.zip", packed.getvalue()))
    assert [outcome.status.value for outcome in outcomes] == ["quarantined", "quarantined", "new"]
    (row,) = desk.intake.quarantined()
    assert "evil.json" in row.filename
    assert desk.intake.export_quarantined(row.id, tmp_path / "out").read_bytes() == packed.getvalue()


def test_retry_of_what_is_still_bad_keeps_one_row(desk, tmp_path):
    ingest(desk, write(tmp_path, "bad.xml", b"<newsItem"))
    (row,) = desk.intake.quarantined()
    (outcome,) = desk.intake.retry(row.id)
    assert outcome.status is IngestStatus.QUARANTINED
    assert desk.intake.quarantine_size() == 1


def test_missing_path_is_named(desk, tmp_path):
    (outcome,) = ingest(desk, tmp_path / "absent.xml")
    assert outcome.status is IngestStatus.QUARANTINED
    assert "absent.xml" in outcome.file
    assert outcome.error


def test_cancel_keeps_what_was_taken_in(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "BATCH", 32)
    for number in range(40):
        write(
            tmp_path / "in", f"{number:02}.json", ninjs(f"tag:alborz.example,2026:{number}", headline=f"خبر {number}")
        )
    done = []
    with pytest.raises(Cancelled):
        list(desk.intake.ingest([tmp_path / "in"], progress=done.append, cancel=lambda: bool(done)))
    assert desk.stories.count(StoryFilter()) == done[-1] == 32


def content(desk):
    """Return what is kept of all that came in, but under which path."""
    db = desk.database.read()
    questions = {
        "originals": "SELECT sha256, media_type, partner, received, data, unpacked FROM originals ORDER BY sha256",
        "stories": "SELECT id, uri, version, original_sha256, part, record, state, killed, variant, expired FROM stories",
        "kills": "SELECT uri, version, notice_id, state, words, alarm, carried_out FROM kills ORDER BY id",
        "links": "SELECT * FROM story_links ORDER BY 1, 2",
        "aside": "SELECT sha256, reason, place, resolved FROM quarantine ORDER BY id",
        "list": "SELECT l.story_id, f.state, f.marks, f.language, f.lines FROM list_lines l JOIN list_facets f ON f.id = l.facet ORDER BY 1",
        "words": "SELECT rowid, headline, body, extra, translations FROM search_index",
        "waiting": "SELECT * FROM event_waiting",
    }
    return {name: db.execute(question).fetchall() for name, question in questions.items()}


def in_words(headline, slugline):
    return f"Slugline: {slugline}\nHeadline: {headline}\nLanguage: az\n\nSu səviyyəsi qalxıb.\n".encode()


def test_group_leaves_the_same_desk_as_each_file_alone(desk, tmp_path, clock, monkeypatch):
    monkeypatch.setattr(intake, "BATCH", 1000)
    uri, kill = "tag:alborz.example,2026:7", {"pubstatus": "canceled", "body_xhtml": "", "headline": "حذف خبر"}
    wires = [
        ninjs(uri, version="2", headline="دوم"),
        ninjs(uri, version="1", headline="نخست"),
        ninjs(uri, version="3", headline="سوم"),
        ninjs(uri, version="3", headline="سومی دیگر", body_xhtml="<p>دیگر.</p>"),
        ninjs("tag:alborz.example,2026:8", expires="2026-11-20T00:00:00Z", ednote="یادداشت"),
        ninjs("tag:alborz.example,2026:9", version="2", **kill),
        ninjs("tag:alborz.example,2026:9"),
        ninjs("tag:alborz.example,2026:10", version="2", headline="تازه‌تر"),
        ninjs("tag:alborz.example,2026:10", version="3", **kill),
        ninjs("tag:alborz.example,2026:10"),
        b"<newsItem",
    ]
    # The same bytes again, and kills in words: one before its story, one after.
    wires += [wires[4], in_words("Külək əsir.", "tufan"), in_words("KILL: daşqın", "sel")]
    wires += [in_words("Çay daşıb.", "daşqın"), in_words("KILL: tufan", "külək")]
    for number, data in enumerate(wires):
        write(tmp_path / "in", f"{number:02}.json", data)
    samples = sorted((Path(__file__).parents[2] / "data" / "wire").glob("*/*"))
    for number, sample in enumerate(samples):
        write(tmp_path / "in", f"s{number:03}", sample.read_bytes())
    together = ingest(desk, tmp_path / "in")
    other = open_desk(Places(tmp_path / "other"), clock)
    alone = [outcome for file in sorted((tmp_path / "in").iterdir()) for outcome in ingest(other, file)]
    try:
        assert together == alone
        assert content(desk) == content(other)
        # All of a group is one piece of the index of words, so that none have to be merged.
        pieces = "SELECT count(DISTINCT segid) FROM search_index_idx"
        assert desk.database.read().execute(pieces).fetchone()[0] == 1
        proposed = "SELECT uri FROM kills WHERE state = 'proposed'"
        killed_in_words = {together[index].story.uri for index in (12, 14)}
        assert killed_in_words <= {uri for (uri,) in desk.database.read().execute(proposed)}
    finally:
        other.close()
    states = [desk.stories.get(one.story_id).state for one in together[:10]]
    assert (
        states == [StoryState.SUPERSEDED] * 2 + [StoryState.NEW] * 2 + [StoryState.EXPIRED] + [StoryState.KILLED] * 5
    )


def test_sample_desk_has_every_case_an_editor_meets(desk):
    outcomes = list(desk.intake.load_sample())
    statuses = [outcome.status for outcome in outcomes]
    assert statuses.count(IngestStatus.QUARANTINED) == 1
    rows = desk.stories.page(StoryFilter(), offset=0, limit=100)
    assert {row.partner for row in rows} == {"ALBORZ", "ARAN"}
    assert any(row.is_kill for row in rows)
    assert any(row.is_correction for row in rows)
    assert any(row.embargoed for row in rows)
    assert any(row.urgency == 1 and not row.is_kill for row in rows)
    formats = {outcome.story.format for outcome in outcomes if outcome.story}
    assert formats == {"newsml-g2", "nitf", "ninjs", "rss", "iptc7901", "plain", "html"}
    assert {partner.code for partner in desk.intake.partners()} == {"ALBORZ", "ARAN"}
