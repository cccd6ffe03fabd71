import os
import signal
import zipfile

import pytest
from wire_samples import ninjs, write

from dabir.cli import intake
from dabir.cli.intake import tell_outcome


@pytest.fixture
def dabir(desk, dabir):
    return dabir


def test_missing_file_is_an_error_of_its_own_and_in_no_quarantine(dabir, tmp_path):
    result = dabir("ingest", tmp_path / "none.xml", status=3)
    assert result.stdout == ""
    assert result.stderr == (
        f"dabir: {tmp_path / 'none.xml'} was not taken in. It cannot be read: No such file or directory.\n"
    )
    (outcome,) = dabir.objects("ingest", tmp_path / "none.xml", status=3)
    assert (outcome["status"], outcome["original_sha256"]) == ("unread", "")
    assert dabir.objects("quarantine", "list") == []
    good = write(tmp_path, "good.json", ninjs())
    assert [one["status"] for one in dabir.objects("ingest", good, tmp_path / "none.xml")] == ["new", "unread"]


def test_what_is_set_aside_is_told_once(dabir, tmp_path):
    bad = write(tmp_path, "bad.xml", b"<newsItem")
    for words in (("ingest", bad), ("quarantine", "retry", 1)):
        result = dabir(*words, status=3)
        assert result.output.count("cut short or damaged") == result.output.count(str(bad)) == 1
        assert result.stdout == "" and f"{bad} is set aside." in result.stderr
    assert [one["status"] for one in dabir.objects("ingest", bad, status=3)] == ["quarantined"]
    bundle = write(tmp_path, "bundle.zip", b"no archive")
    assert dabir("bundle", "import", bundle, status=3).output.count("bundle.zip") == 1


def test_folder_or_archive_with_nothing_in_it_is_told(dabir, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".hidden").write_text("x")
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    write(tmp_path / "full", "a.json", ninjs())
    result = dabir("ingest", tmp_path / "empty", tmp_path / "full", tmp_path / "empty.zip")
    assert result.stderr.splitlines() == [
        f"dabir: There is nothing to take in in {tmp_path / name}." for name in ("empty", "empty.zip")
    ]
    assert result.stdout.startswith("new ")


def test_partner_nobody_knows_is_told_and_its_stories_are_taken_in(dabir, tmp_path):
    dabir("partners", "add", "ALBORZ", "خبرگزاری البرز نمونه")
    result = dabir("ingest", write(tmp_path, "a.json", ninjs()), "--partner", "ALBROZ")
    assert "The desk knows no partner ALBROZ yet, and no agreement names it. Known are ALBORZ." in result.stderr
    assert result.stdout.startswith("new ")
    for code in ("ALBORZ", ""):
        assert dabir("ingest", tmp_path / "a.json", "--partner", code).stderr == ""


def test_ctrl_c_keeps_what_came_in_and_the_same_command_goes_on(dabir, tmp_path, monkeypatch):
    folders = [write(tmp_path / name, "a.json", ninjs(f"tag:{name}")).parent for name in ("one", "two")]

    def interrupted(outcome, *, as_json):
        os.kill(os.getpid(), signal.SIGINT)
        tell_outcome(outcome, as_json=as_json)

    with monkeypatch.context() as during:
        during.setattr(intake, "tell_outcome", interrupted)
        result = dabir("ingest", *folders, status=130)
    assert result.stdout.count("new ") == 1
    assert "Stopped: 1 story taken in, and kept on the desk. The same command goes on" in result.stderr
    assert [one["status"] for one in dabir.objects("ingest", *folders)] == ["duplicate", "new"]
