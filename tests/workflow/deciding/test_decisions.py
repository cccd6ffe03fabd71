import hashlib
import json

import pytest
from wire_samples import ninjs, take_in

from dabir.domain.decision import Action
from dabir.domain.errors import InputRefused, NotAllowed, RecordBroken
from dabir.domain.life import StoryState
from dabir.publish.proof import check_release


@pytest.fixture
def story(desk, tmp_path):
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    return row


@pytest.fixture
def translated(desk, story):
    for unit in desk.translations.units(story, "en"):
        desk.translations.edit(story, "en", unit.index, f"Sentence {unit.index}.")
    return story


def test_release_carries_the_original_byte_for_byte(desk, story, signer):
    desk.decisions.approve(story, "", signer)
    folder = desk.decisions.release(story, "", signer)
    data = next(folder.glob("original*")).read_bytes()
    assert hashlib.sha256(data).hexdigest() == desk.stories.get(story).original_sha256


def test_released_translation_is_the_approved_text(desk, translated, signer):
    desk.decisions.approve(translated, "en", signer, "Read.")
    folder = desk.decisions.release(translated, "en", signer)
    assert "Sentence 1." in (folder / "translation.txt").read_text("utf-8")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert desk.translations.text(translated, "en").sha256 in json.dumps(manifest)
    assert desk.stories.get(translated).state is StoryState.RELEASED
    assert desk.record.verify().ok


def test_unapproved_text_is_not_released(desk, translated, signer):
    with pytest.raises(NotAllowed, match="approve it first"):
        desk.decisions.release(translated, "en", signer)
    assert not desk.places.released.exists() or not any(desk.places.released.iterdir())


def test_edit_revokes_the_approval(desk, translated, signer):
    desk.decisions.approve(translated, "en", signer, "Read.")
    desk.translations.edit(translated, "en", 0, "Another headline")
    assert desk.stories.get(translated).state is StoryState.IN_TRANSLATION
    with pytest.raises(NotAllowed):
        desk.decisions.release(translated, "en", signer)


def test_editing_back_to_the_approved_text_needs_a_new_approval(desk, translated, signer):
    desk.decisions.approve(translated, "en", signer, "Read.")
    before = desk.translations.units(translated, "en")[0].target
    desk.translations.edit(translated, "en", 0, "Another headline")
    desk.translations.edit(translated, "en", 0, before)
    with pytest.raises(NotAllowed):
        desk.decisions.release(translated, "en", signer)


def test_text_changed_since_it_was_seen_is_not_approved(desk, translated, signer):
    seen = desk.translations.text(translated, "en").sha256
    desk.translations.edit(translated, "en", 1, "Changed at another window.")
    with pytest.raises(NotAllowed, match="changed since you saw it"):
        desk.decisions.approve(translated, "en", signer, "Read.", seen=seen)
    desk.decisions.approve(translated, "en", signer, "Read.", seen=desk.translations.text(translated, "en").sha256)


def test_damaged_original_is_neither_approved_nor_released(desk, story, signer):
    import sqlite3

    desk.decisions.approve(story, "", signer)
    desk.translations.edit(story, "en", 0, "A headline")
    with sqlite3.connect(desk.places.database) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER [{name}]")
        db.execute("UPDATE originals SET data = data || x'20'")
    for act in (
        lambda: desk.decisions.release(story, "", signer),
        lambda: desk.decisions.approve(story, "en", signer),
    ):
        with pytest.raises(RecordBroken):
            act()
    assert [entry.action for entry in desk.stories.log_of("tag:alborz.example,2026:1")] == [Action.APPROVE]


def test_incomplete_translation_is_not_approved(desk, story, signer):
    desk.translations.edit(story, "en", 0, "Only the headline")
    with pytest.raises(NotAllowed, match="3 segments"):
        desk.decisions.approve(story, "en", signer)


def test_embargoed_story_is_approved_before_and_released_after(desk, tmp_path, signer, clock):
    (row,) = take_in(desk, tmp_path / "wire", ninjs(embargoed="2026-11-25T13:30:00+03:30"))
    desk.decisions.approve(row, "", signer)
    clock.advance(minutes=59, seconds=59)
    with pytest.raises(NotAllowed, match="embargoed until 2026-11-25T13:30:00\\+03:30"):
        desk.decisions.release(row, "", signer)
    clock.advance(seconds=1)
    assert desk.decisions.release(row, "", signer).is_dir()


def test_killed_story_is_neither_approved_nor_released(desk, tmp_path, story, signer):
    desk.decisions.approve(story, "", signer)
    take_in(desk, tmp_path / "kill", ninjs(version="2", pubstatus="canceled", headline="حذف", body_xhtml=""))
    for act in (desk.decisions.approve, desk.decisions.release):
        with pytest.raises(NotAllowed, match="killed"):
            act(story, "", signer)


def test_superseded_story_is_not_released(desk, tmp_path, story, signer):
    desk.decisions.approve(story, "", signer)
    take_in(desk, tmp_path / "next", ninjs(version="2", headline="نسخه دوم"))
    with pytest.raises(NotAllowed, match="Version 2 has replaced it"):
        desk.decisions.release(story, "", signer)


def test_withheld_story_is_not_approved(desk, tmp_path, signer):
    (row,) = take_in(desk, tmp_path / "wire", ninjs(pubstatus="withheld"))
    with pytest.raises(NotAllowed, match="withheld"):
        desk.decisions.approve(row, "", signer)


def test_editor_kills_every_version_and_says_why(desk, tmp_path, story, signer):
    (newer,) = take_in(desk, tmp_path / "next", ninjs(version="2", headline="نسخه دوم"))
    with pytest.raises(InputRefused, match="say why"):
        desk.decisions.kill(newer, signer, " ")
    desk.decisions.kill(newer, signer, "The partner phoned")
    assert desk.stories.get(story).killed == "Leyla killed it: The partner phoned"
    assert desk.stories.get(newer).state is StoryState.KILLED


def test_refusal_is_logged_with_its_reason_and_can_be_undone_by_approval(desk, story, signer):
    desk.decisions.refuse(story, "", signer, "Not for our readers")
    assert desk.stories.get(story).state is StoryState.REFUSED
    assert desk.stories.log_of("tag:alborz.example,2026:1")[-1].note == "Not for our readers"
    desk.decisions.approve(story, "", signer)
    assert desk.stories.get(story).state is StoryState.APPROVED


def test_revoked_approval_forbids_release(desk, story, signer):
    desk.decisions.approve(story, "", signer)
    desk.decisions.revoke(story, "", signer, "Second thoughts")
    with pytest.raises(NotAllowed, match="Nobody has approved"):
        desk.decisions.release(story, "", signer)
    assert desk.record.verify().ok


def test_second_release_of_the_same_text_is_refused(desk, story, signer):
    desk.decisions.approve(story, "", signer)
    desk.decisions.release(story, "", signer)
    with pytest.raises(NotAllowed, match="released already"):
        desk.decisions.release(story, "", signer)


def test_edited_text_released_again_replaces_the_first_release(desk, translated, signer):
    desk.decisions.approve(translated, "en", signer, "Read.")
    first = desk.decisions.release(translated, "en", signer)
    desk.translations.edit(translated, "en", 0, "Better headline")
    desk.decisions.approve(translated, "en", signer, "Read.")
    second = desk.decisions.release(translated, "en", signer)
    assert first != second
    assert "Better headline" in (second / "translation.txt").read_text("utf-8")
    assert "Better headline" not in (first / "translation.txt.corrected").read_text("utf-8")
    assert not (first / "translation.txt").exists() and (first / "CORRECTED.txt").is_file()
    assert check_release(first) == check_release(second) == []
    assert desk.record.verify().ok


def test_unwritable_output_folder_records_nothing(desk, story, signer):
    desk.decisions.approve(story, "", signer)
    desk.places.released.write_text("in the way")
    with pytest.raises(InputRefused, match="released"):
        desk.decisions.release(story, "", signer)
    assert [entry.action for entry in desk.stories.log_of("tag:alborz.example,2026:1")] == [Action.APPROVE]


def test_release_cut_off_before_its_files_is_completed_later(desk, story, signer, monkeypatch):
    desk.decisions.approve(story, "", signer)
    with monkeypatch.context() as cut:
        cut.setattr(
            "dabir.workflow.releasing.releasing.write_release", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            desk.decisions.release(story, "", signer)
    (folder,) = desk.decisions.finish_releases()
    assert (folder / "manifest.json").is_file()
    assert desk.decisions.finish_releases() == []


def test_release_that_reads_back_otherwise_stays_open(desk, story, signer, monkeypatch):
    from dabir.workflow.releasing import releasing

    def on_a_bad_disk(folder, name, files):
        spoilt = {**files, "story.txt": files["story.txt"] + b"?"}
        return write(folder, name, spoilt)

    desk.decisions.approve(story, "", signer)
    write = releasing.write_release
    with monkeypatch.context() as spoil:
        spoil.setattr(releasing, "write_release", on_a_bad_disk)
        with pytest.raises(RecordBroken, match=r"story\.txt"):
            desk.decisions.release(story, "", signer)
    (folder,) = desk.decisions.finish_releases()
    assert folder.name.endswith("-2")
