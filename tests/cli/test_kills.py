import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from wire_samples import ninjs, write

from dabir.cli import cli

URI = "tag:alborz.example,2026:1"


@pytest.fixture
def dabir(home, monkeypatch):
    monkeypatch.setenv("DABIR_PASSPHRASE", "a long passphrase")

    def run(*arguments, status=0):
        where = [] if "--home" in arguments else ["--home", str(home)]
        result = CliRunner().invoke(cli, [*map(str, arguments), "--json", *where])
        assert result.exit_code == status, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    return run


def test_kill_is_listed_acknowledged_and_lifted_by_commands(dabir, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    dabir("approve", URI, "--editor", "Leyla")
    (released,) = dabir("release", URI, "--editor", "Leyla")
    dabir("ingest", write(tmp_path, "k.json", ninjs(version="2", pubstatus="canceled", body_xhtml="")))
    (alarm,) = dabir("kills", "list")
    assert (alarm["uri"], alarm["state"], alarm["outputs"]) == (URI, "in force", [released["folder"]])
    (entry,) = dabir("kills", "acknowledge", alarm["id"], "--editor", "Leyla")
    assert entry["action"] == "acknowledge"
    assert dabir("kills", "list") == []
    (entry,) = dabir("kills", "lift", URI, "--editor", "Leyla", "--reason", "A mistake")
    assert (entry["action"], entry["version"]) == ("lift", 1)
    assert dabir("log", "verify")[0]["ok"]


@pytest.mark.parametrize("copied", [False, True])
def test_kill_reaches_the_releases_of_a_desk_that_was_moved_or_copied(dabir, home, tmp_path, copied):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    dabir("approve", URI, "--editor", "Leyla")
    (released,) = dabir("release", URI, "--editor", "Leyla")
    first, other = Path(released["folder"]), tmp_path / "other"
    (shutil.copytree if copied else shutil.move)(home, other)
    dabir("kill", URI, "--editor", "Leyla", "--reason", "The figures were wrong", "--home", other)
    (only,) = [folder for folder in (other / "released").iterdir() if folder.is_dir()]
    assert (only / "KILLED.txt").exists() and not (only / "story.txt").exists()
    if copied:  # what the copy decides is none of the first desk's business
        assert not (first / "KILLED.txt").exists() and (first / "story.txt").exists()


def test_time_out_of_claims_is_shown_and_set(dabir, desk):
    assert dabir("claims", "time-out") == [{"minutes": 30}]
    assert dabir("claims", "time-out", 45) == [{"minutes": 45}]
    assert dabir("claims", "time-out") == [{"minutes": 45}]
    assert dabir("claims", "take-overs", URI) == []


def test_kill_tells_each_release_that_it_took_back(home, tmp_path, dabir):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    dabir("approve", URI, "--editor", "Leyla")
    (released,) = dabir("release", URI, "--editor", "Leyla")
    words = ["kill", URI, "--editor", "Leyla", "--reason", "He says “no”", "--home", str(home)]
    line, taken = CliRunner().invoke(cli, words).stdout.splitlines()
    assert line.endswith(f" Leyla: kill {URI} v1: He says “no”")
    assert taken.strip() == f"taken back, with a notice in its place: {released['folder']}"
    assert (Path(released["folder"]) / "KILLED.txt").exists()


def test_decision_that_takes_nothing_back_tells_of_no_folder(dabir, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    (entry,) = dabir("approve", URI, "--editor", "Leyla")
    assert entry["taken_back"] == []
    (released,) = dabir("release", URI, "--editor", "Leyla")
    (entry,) = dabir("revoke", URI, "--editor", "Leyla", "--reason", "Wrong")
    assert entry["taken_back"] == [released["folder"]]
