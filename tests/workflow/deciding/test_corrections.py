import json

import pytest
from wire_samples import ninjs, take_in

from dabir.domain.errors import NotAllowed
from dabir.domain.life import StoryState
from dabir.publish.proof import check_release

SECOND = ninjs(version="2", headline="وزیر نیرو به گنجه رفت", versioncreated="2026-11-24T10:00:00+03:30")


def correcting(uri):
    """A correction that comes as a story of its own: NITF says of which document."""
    return f"""<nitf xml:lang="fa"><head><docdata><correction id-string="{uri}" info="نام شهر"/>
      <doc-id id-string="tag:alborz.example,2026:7"/><date.issue norm="20261125T080000Z"/></docdata></head>
      <body><body.head><hedline><hl1>وزیر نیرو به گنجه رفت</hl1></hedline></body.head>
      <body.content><p>وزیر نیرو وارد گنجه شد.</p></body.content></body></nitf>""".encode()


@pytest.fixture
def out(desk, tmp_path, signer):
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    desk.decisions.approve(row, "", signer)
    return row, desk.decisions.release(row, "", signer)


@pytest.mark.parametrize("later", [SECOND, correcting("tag:alborz.example,2026:1")])
def test_release_of_a_correction_replaces_what_is_out_with_a_notice_in_both(desk, tmp_path, out, signer, later):
    row, before = out
    (newer,) = take_in(desk, tmp_path / "next", later)
    assert desk.stories.get(row).state is StoryState.RELEASED
    assert desk.stories.standing(row, "").stale
    desk.decisions.approve(newer, "", signer)
    now = desk.decisions.release(newer, "", signer)
    assert desk.stories.get(row).state is StoryState.CORRECTED
    assert desk.stories.get(newer).state is StoryState.RELEASED
    assert (before / "CORRECTED.txt").is_file() and not (before / "story.txt").exists()
    manifest = json.loads((now / "manifest.json").read_text("utf-8"))
    assert [(one["version"], one["folder"]) for one in manifest["corrects"]] == [(1, before.name)]
    assert before.name in (now / "CORRECTION.txt").read_text("utf-8")
    assert check_release(before) == check_release(now) == []
    assert desk.record.verify().ok


def test_approved_translation_of_a_corrected_version_is_stale_and_not_released(desk, tmp_path, signer):
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    for unit in desk.translations.units(row, "en"):
        desk.translations.edit(row, "en", unit.index, f"Sentence {unit.index}.")
    desk.decisions.approve(row, "en", signer, "Read.")
    take_in(desk, tmp_path / "next", SECOND)
    assert desk.stories.standing(row, "en").stale
    with pytest.raises(NotAllowed, match="Version 2 has replaced it"):
        desk.decisions.release(row, "en", signer)


def test_killed_correction_has_the_kill_notice_and_so_has_what_it_corrected(desk, tmp_path, out, signer):
    (newer,) = take_in(desk, tmp_path / "next", SECOND)
    desk.decisions.approve(newer, "", signer)
    now = desk.decisions.release(newer, "", signer)
    take_in(desk, tmp_path / "kill", ninjs(version="3", pubstatus="canceled", headline="حذف", body_xhtml=""))
    for folder in (out[1], now):
        assert (folder / "KILLED.txt").is_file()
        assert check_release(folder) == []


def test_correction_of_one_translation_leaves_the_others_out(desk, tmp_path, out, signer):
    (newer,) = take_in(desk, tmp_path / "next", SECOND)
    for unit in desk.translations.units(newer, "en"):
        desk.translations.edit(newer, "en", unit.index, f"Sentence {unit.index}.")
    desk.decisions.approve(newer, "en", signer, "Read.")
    desk.decisions.release(newer, "en", signer)
    assert (out[1] / "story.txt").is_file()


def test_revoked_release_is_withdrawn_with_a_notice(desk, out, signer):
    row, folder = out
    desk.decisions.revoke(row, "", signer, "Second thoughts")
    assert desk.stories.get(row).state is StoryState.WITHDRAWN
    assert "Leyla took it back: Second thoughts" in (folder / "WITHDRAWN.txt").read_text("utf-8")
    assert check_release(folder) == []
    desk.decisions.approve(row, "", signer)
    again = desk.decisions.release(row, "", signer)
    assert again != folder and (again / "story.txt").is_file()


def test_changed_file_of_a_release_that_was_taken_back_is_noticed(desk, out, signer):
    row, folder = out
    desk.decisions.revoke(row, "", signer, "Second thoughts")
    (folder / "story.txt.withdrawn").write_bytes(b"changed")
    assert "story.txt.withdrawn was changed" in check_release(folder)[0]
    (folder / "story.txt.withdrawn").unlink()
    assert "missing" in check_release(folder)[0]


def test_difference_to_the_corrected_story_is_shown_across_identifiers(desk, tmp_path):
    (row,) = take_in(desk, tmp_path / "wire", ninjs())
    for unit in desk.translations.units(row, "en"):
        desk.translations.edit(row, "en", unit.index, f"Sentence {unit.index}.")
    (newer,) = take_in(desk, tmp_path / "next", correcting("tag:alborz.example,2026:1"))
    revision = desk.revisions.of(newer, "en")
    assert revision.earlier.id == row and revision.changed
    told = desk.revisions.differences(newer, "en")
    assert any("باکو" in one.before and "گنجه" in one.now for one in told)
