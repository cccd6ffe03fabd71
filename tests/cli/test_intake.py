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


def test_many_files_end_with_what_became_of_them_in_all(dabir, tmp_path):
    later = ninjs(version="2", headline="وزیر نیرو در باکو است")
    for number, data in enumerate((ninjs(), later, ninjs(), ninjs("tag:2"), ninjs("tag:3"), b"<newsItem")):
        write(tmp_path / "wire", f"{number}.json", data)
    told = dabir("ingest", tmp_path / "wire").stderr.splitlines()[-1]
    assert told == "dabir: In all: 3 new stories, 1 new version, 1 known already, 1 not taken in."
    assert "In all" not in dabir("ingest", tmp_path / "wire", "--json").stderr
    assert "In all" not in dabir("ingest", tmp_path / "wire" / "0.json").stderr


def test_language_is_taken_where_a_text_neither_says_nor_shows_it(dabir, tmp_path):
    names = write(tmp_path, "names.txt", b"Baku 1")
    assert [one["language"] for one in dabir.objects("ingest", names)] == [""]
    other = write(tmp_path, "other.txt", b"Baku 2")
    persian = write(tmp_path, "persian.json", ninjs(language=""))
    made = dabir.objects("ingest", other, persian, "--language", "AZE")
    assert [one["language"] for one in made] == ["az", "fa"]
    assert "no code of a language" in dabir("ingest", other, "--language", "xx", status=2).output


def test_what_is_known_already_is_called_as_it_is_on_the_desk(dabir, tmp_path):
    file = write(tmp_path, "story.txt", "Bakıda yağış yağıb.".encode())
    (first,) = dabir.objects("ingest", file)
    (again,) = dabir.objects("ingest", file, "--partner", "ARAN")
    assert (again["status"], again["uri"]) == ("duplicate", first["uri"])


def test_text_whose_name_says_another_format_is_taken_in_with_a_remark(dabir, tmp_path):
    (made,) = dabir.objects("ingest", write(tmp_path, "prices.csv", b"oil,gas\n1,2\n"))
    assert (made["status"], made["format"]) == ("new", "plain")
    assert made["warnings"] == ["By its name it is a table and no story; it was taken as plain text."]
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("story.json", "{broken")
    told = dabir("ingest", tmp_path / "in.zip").stdout
    assert "! By its name it is JSON, but not by its content; it was taken as plain text." in told
