import json
from datetime import timedelta

import pytest
from wire_samples import ninjs, take_in, write

from dabir.app import open_desk
from dabir.domain.decision import Action
from dabir.domain.errors import DabirError, InputRefused, NotAllowed
from dabir.domain.kill import MOST_PROPOSED, WAITS, KillState
from dabir.domain.life import StoryState
from dabir.publish.proof import check_release

URI = "tag:alborz.example,2026:1"
KILL = ninjs(version="2", pubstatus="canceled", headline="حذف خبر", body_xhtml="")


def wire(headline, body="Su səviyyəsi qalxıb.", slug="daşqın"):
    """A message as mail brings it: headers, then the text; nothing in it but words says that it is a kill."""
    return f"Slugline: {slug}\nHeadline: {headline}\nLanguage: az\n\n{body}\n".encode()


def bring(desk, folder, name, data, partner="ARAN"):
    file = write(folder, name, data)
    return [outcome.story_id for outcome in desk.intake.ingest([file], partner=partner)]


@pytest.fixture
def story(desk, tmp_path):
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    return row


@pytest.fixture
def out(desk, story, signer):
    """A story whose original and translation are out: row, and the two folders."""
    for unit in desk.translations.units(story, "en"):
        desk.translations.edit(story, "en", unit.index, f"Sentence {unit.index}.")
    desk.decisions.approve(story, "", signer)
    desk.decisions.approve(story, "en", signer, "Read.")
    return story, desk.decisions.release(story, "", signer), desk.decisions.release(story, "en", signer)


def actions(desk, uri=URI):
    return [entry.action for entry in desk.stories.log_of(uri)]


def in_use(folder):
    return [file.name for file in folder.iterdir() if file.suffix in {".json", ".txt"} and file.stem.islower()]


def test_kill_withdraws_released_story(desk, tmp_path, out):
    row, original, translation = out
    take_in(desk, tmp_path / "kill", KILL)
    assert desk.stories.get(row).state is StoryState.KILLED
    assert actions(desk)[-2:] == [Action.WITHDRAW, Action.WITHDRAW]
    for folder in (original, translation):
        assert in_use(folder) == ["manifest.json"]
        assert "Do not use this story" in (folder / "KILLED.txt").read_text("utf-8")
        assert json.loads((folder / "manifest.json").read_text("utf-8"))["status"] == "killed"
        assert check_release(folder) == []
    assert (original / "original.json.killed").read_bytes() == ninjs()
    verdict = desk.record.verify()
    assert verdict.ok, verdict.reason


def test_kill_is_told_to_whoever_had_a_release_that_was_withdrawn_before(desk, tmp_path, out, signer):
    row, _, translation = out
    desk.decisions.revoke(row, "en", signer, "Second thoughts")
    assert (translation / "WITHDRAWN.txt").is_file()
    desk.decisions.revoke(row, "", signer, "Second thoughts")
    take_in(desk, tmp_path / "kill", KILL)
    assert "Do not use this story" in (translation / "KILLED.txt").read_text("utf-8")
    assert json.loads((translation / "manifest.json").read_text("utf-8"))["status"] == "killed"
    assert desk.record.verify().ok


def test_withdrawal_is_signed_by_the_device_with_nobody_at_the_desk(desk, tmp_path, out):
    take_in(desk, tmp_path / "kill", KILL)
    entry = desk.stories.log_of(URI)[-1]
    assert entry.editor == entry.device and "partner killed it" in entry.note
    assert (entry.subject.version, entry.subject.target_language) == (1, "en")


def test_alarm_rings_until_an_editor_acknowledges_it(desk, tmp_path, out, signer):
    take_in(desk, tmp_path / "kill", KILL)
    (alarm,) = desk.kills.ringing()
    assert alarm.story.id == out[0] and alarm.notice.story.version == 2 and len(alarm.outputs) == 2
    desk.kills.acknowledge(alarm.kill.id, signer)
    assert desk.kills.ringing() == []
    assert desk.stories.log_of(URI)[-1].action is Action.ACKNOWLEDGE
    assert desk.stories.log_of(URI)[-1].editor == "Leyla"
    with pytest.raises(NotAllowed, match="Nothing rings"):
        desk.kills.acknowledge(alarm.kill.id, signer)
    assert desk.record.verify().ok


def test_same_kill_again_and_another_kill_of_the_same_story_ring_once(desk, tmp_path, out, signer):
    take_in(desk, tmp_path / "kill", KILL)
    size = len(actions(desk))
    take_in(desk, tmp_path / "again", KILL)
    take_in(desk, tmp_path / "other", ninjs(version="3", pubstatus="canceled", headline="حذف", body_xhtml=""))
    assert len(desk.kills.ringing()) == 1
    assert len(actions(desk)) == size
    assert len(desk.kills.of_story(URI)) == 2


def test_kill_before_its_story_rings_when_the_story_comes(desk, tmp_path):
    take_in(desk, tmp_path / "kill", KILL)
    assert desk.kills.ringing() == []
    (row,) = take_in(desk, tmp_path / "late", ninjs())
    assert desk.stories.get(row).state is StoryState.KILLED
    assert [alarm.story.id for alarm in desk.kills.ringing()] == [row]


def test_lift_makes_usable_what_has_to_be_approved_anew(desk, tmp_path, out, signer):
    row = out[0]
    take_in(desk, tmp_path / "kill", KILL)
    with pytest.raises(InputRefused, match="say why"):
        desk.kills.lift(row, signer, " ")
    desk.kills.lift(row, signer, "Killed by mistake")
    assert desk.stories.get(row).state is StoryState.WITHDRAWN
    with pytest.raises(NotAllowed, match="approve it first"):
        desk.decisions.release(row, "", signer)
    desk.decisions.approve(row, "", signer)
    assert desk.decisions.release(row, "", signer).is_dir()
    assert desk.kills.ringing() == []
    with pytest.raises(NotAllowed, match="not killed"):
        desk.kills.lift(row, signer, "Once more")
    assert desk.record.verify().ok


def test_kill_after_a_lift_kills_again(desk, tmp_path, out, signer):
    take_in(desk, tmp_path / "kill", KILL)
    desk.kills.lift(out[0], signer, "Killed by mistake")
    take_in(desk, tmp_path / "more", ninjs(version="4", pubstatus="canceled", headline="حذف", body_xhtml=""))
    assert desk.stories.get(out[0]).state is StoryState.KILLED
    assert len(desk.kills.ringing()) == 1


def test_killed_version_leaves_the_other_to_be_approved_anew(desk, tmp_path, story, signer):
    killer = f"""<nitf><head><docdata management-status="canceled" management-doc-idref="{URI}">
      <doc-id id-string="tag:alborz.example,2026:9"/><date.issue norm="20261125T080000Z"/></docdata></head><body/></nitf>"""
    desk.decisions.approve(story, "", signer)
    folder = desk.decisions.release(story, "", signer)
    bring(desk, tmp_path / "nitf", "kill.xml", killer.encode(), "ALBORZ")
    assert desk.stories.get(story).state is StoryState.KILLED
    assert (folder / "KILLED.txt").is_file()
    assert desk.record.verify().ok


def test_kill_in_words_is_proposed_and_kills_only_when_confirmed(desk, tmp_path, signer):
    (row,) = bring(desk, tmp_path / "a", "a.txt", wire("Gəncədə daşqın"))
    desk.decisions.approve(row, "", signer)
    folder = desk.decisions.release(row, "", signer)
    bring(desk, tmp_path / "b", "b.txt", wire("BULLETIN KILL: daşqın", "XƏBƏR LƏĞV EDİLİR."))
    (alarm,) = desk.kills.ringing()
    assert alarm.is_proposal and alarm.story.id == row
    assert desk.stories.get(row).state is StoryState.RELEASED and not (folder / "KILLED.txt").exists()
    desk.kills.confirm(alarm.kill.id, signer)
    assert desk.stories.get(row).state is StoryState.KILLED
    assert (folder / "KILLED.txt").is_file() and check_release(folder) == []
    assert desk.stories.log_of(desk.stories.get(row).story.uri)[-1].action is Action.KILL
    assert desk.kills.ringing() == []
    assert desk.record.verify().ok


def test_proposed_kill_is_dismissed_with_a_reason(desk, tmp_path, signer):
    (row,) = bring(desk, tmp_path / "a", "a.txt", wire("Gəncədə daşqın"))
    bring(desk, tmp_path / "b", "b.txt", wire("KILL: daşqın", "Başqa xəbər."))
    (alarm,) = desk.kills.ringing()
    desk.kills.dismiss(alarm.kill.id, signer, "Another story of that name")
    assert desk.kills.ringing() == []
    assert desk.stories.get(row).state is StoryState.NEW
    assert desk.kills.of_story(desk.stories.get(row).story.uri)[0].state is KillState.DISMISSED


def test_kill_in_words_before_its_story_is_proposed_when_the_story_comes(desk, tmp_path):
    bring(desk, tmp_path / "b", "b.txt", wire("KILL: daşqın", "XƏBƏR LƏĞV EDİLİR."))
    assert desk.kills.ringing() == []
    (row,) = bring(desk, tmp_path / "a", "a.txt", wire("Gəncədə daşqın"))
    assert [alarm.story.id for alarm in desk.kills.ringing()] == [row]


def test_kill_in_words_of_an_affair_of_years_is_proposed_for_its_newest_stories(desk, tmp_path):
    for number in range(MOST_PROPOSED + 5):
        bring(desk, tmp_path / "a", f"{number}.txt", wire(f"Gəncədə daşqın, {number}-ci gün"))
    bring(desk, tmp_path / "b", "b.txt", wire("KILL: daşqın", "XƏBƏR LƏĞV EDİLİR."))
    named = {alarm.story.story.headline for alarm in desk.kills.ringing()}
    assert named == {f"Gəncədə daşqın, {number}-ci gün" for number in range(5, MOST_PROPOSED + 5)}
    bring(desk, tmp_path / "c", "c.txt", wire("Gəncədə daşqın bitib"))
    assert len(desk.kills.ringing()) == MOST_PROPOSED


def test_kill_in_words_waits_a_week_for_its_story(desk, tmp_path, clock):
    bring(desk, tmp_path / "b", "b.txt", wire("KILL: daşqın", "XƏBƏR LƏĞV EDİLİR."))
    clock.now += WAITS + timedelta(minutes=1)
    bring(desk, tmp_path / "a", "a.txt", wire("Gəncədə daşqın"))
    assert desk.kills.ringing() == []


def test_kill_in_words_of_another_partner_is_not_proposed(desk, tmp_path):
    bring(desk, tmp_path / "a", "a.txt", wire("Gəncədə daşqın"))
    bring(desk, tmp_path / "b", "b.txt", wire("KILL: daşqın", "XƏBƏR LƏĞV EDİLİR."), "ALBORZ")
    assert desk.kills.ringing() == []


def test_kill_by_an_editor_puts_the_notice_into_every_output(desk, out, signer):
    row, original, translation = out
    desk.decisions.kill(row, signer, "Wrong figures")
    for folder in (original, translation):
        assert "Leyla killed it: Wrong figures" in (folder / "KILLED.txt").read_text("utf-8")
        assert check_release(folder) == []
    assert desk.record.verify().ok


def test_crash_between_kill_and_entry_is_made_good_at_the_next_start(desk, home, clock, tmp_path, out, monkeypatch):
    with monkeypatch.context() as cut:
        cut.setattr(
            "dabir.workflow.deciding.kills.Kills.carry_out", lambda _: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            take_in(desk, tmp_path / "kill", KILL)
    assert not (out[1] / "KILLED.txt").exists()
    desk.close()
    again = open_desk(desk.places, clock)
    assert (out[1] / "KILLED.txt").is_file() and (out[2] / "KILLED.txt").is_file()
    assert actions(again).count(Action.WITHDRAW) == 2
    again.close()


@pytest.mark.parametrize("step", range(1, 8))
def test_crash_between_entry_and_notice_is_made_good_at_the_next_start(desk, clock, tmp_path, out, monkeypatch, step):
    from pathlib import Path

    done = iter(range(1, 99))

    def counted(name):
        real = getattr(Path, name)

        def act(self, *arguments):
            if next(done) == step:
                raise KeyboardInterrupt
            return real(self, *arguments)

        return act

    with monkeypatch.context() as cut:
        for name in ("rename", "replace"):
            cut.setattr(f"pathlib.Path.{name}", counted(name))
        with pytest.raises(KeyboardInterrupt):
            take_in(desk, tmp_path / "kill", KILL)
    desk.close()
    again = open_desk(desk.places, clock)
    for folder in out[1:]:
        assert in_use(folder) == ["manifest.json"] and check_release(folder) == []
    assert again.record.verify().ok
    again.close()


def test_release_cut_off_before_its_files_is_never_written_once_killed(
    desk, clock, tmp_path, story, signer, monkeypatch
):
    desk.decisions.approve(story, "", signer)
    with monkeypatch.context() as cut:
        cut.setattr(
            "dabir.workflow.releasing.releasing.write_release", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            desk.decisions.release(story, "", signer)
    take_in(desk, tmp_path / "kill", KILL)
    desk.decisions.finish_releases()
    (folder,) = desk.places.released.iterdir()
    assert in_use(folder) == ["manifest.json"] and (folder / "KILLED.txt").is_file()


def test_release_cut_off_after_its_files_is_taken_back_where_it_lies(desk, tmp_path, story, signer, monkeypatch):
    desk.decisions.approve(story, "", signer)
    with monkeypatch.context() as cut:
        cut.setattr("dabir.workflow.releasing.releasing._mark", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            desk.decisions.release(story, "", signer)
    take_in(desk, tmp_path / "kill", KILL)
    (folder,) = desk.places.released.iterdir()
    assert in_use(folder) == ["manifest.json"] and check_release(folder) == []


def test_notice_is_there_although_somebody_has_taken_the_files_away(desk, tmp_path, out):
    import shutil

    shutil.rmtree(out[1])
    take_in(desk, tmp_path / "kill", KILL)
    assert (out[1] / "KILLED.txt").is_file() and check_release(out[1]) == []


def test_kill_that_cannot_be_put_into_an_output_is_told_and_tried_again(desk, tmp_path, out, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(DabirError, match="No space left"):
            take_in(desk, tmp_path / "kill", KILL)
    assert desk.stories.get(out[0]).state is StoryState.KILLED
    desk.kills.carry_out()
    assert all(check_release(folder) == [] and (folder / "KILLED.txt").is_file() for folder in out[1:])
