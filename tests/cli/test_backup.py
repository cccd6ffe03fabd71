import json
import re

import pytest
from click.testing import CliRunner
from intruder import tamper
from wire_samples import ninjs, write

from dabir.app import open_desk
from dabir.cli import cli
from dabir.cli.backup import packed_words
from dabir.settings import Places
from dabir.store.compacting import Step


@pytest.fixture
def dabir(home, monkeypatch):
    monkeypatch.setenv("DABIR_PASSPHRASE", "a long passphrase")

    def run(*arguments, status=0, at=home):
        result = CliRunner().invoke(cli, [*map(str, arguments), "--json", *(["--home", str(at)] if at else [])])
        assert result.exit_code == status, result.output
        return [json.loads(line) for line in result.stdout.splitlines()] or result.stderr

    return run


def test_desk_goes_into_a_file_and_comes_back(dabir, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    dabir("approve", "tag:alborz.example,2026:1", "--editor", "Leyla")
    (made,) = dabir("backup", tmp_path / "desk.zip")
    assert (made["stories"], made["entries"], made["ok"]) == (1, 2, True)
    assert "--instead" in dabir("restore", tmp_path / "desk.zip", status=1, at=tmp_path / "new")
    (back,) = dabir("restore", tmp_path / "desk.zip", "--instead", at=tmp_path / "new")
    assert (back["entry"], back["device"]) == (2, made["device"])
    assert dabir("log", "verify", at=tmp_path / "new")[0]["entries"] == 3


def test_restore_asks_for_a_folder_and_refuses_what_is_no_backup(dabir, tmp_path, monkeypatch):
    file = write(tmp_path, "a.zip", b"no zip")
    assert "--home NEW" in dabir("restore", file, status=3, at=None)
    assert "a.zip" in dabir("restore", file, status=3, at=tmp_path / "new")


def test_backup_of_a_changed_log_ends_with_status_1(dabir, tmp_path, home):
    dabir("editors", "add", "Leyla")
    desk = open_desk(Places(home))
    tamper(desk, "UPDATE decisions SET note = 'x'")
    desk.close()
    (made,) = dabir("backup", tmp_path / "desk.zip", status=1)
    assert made["ok"] is False and (tmp_path / "desk.zip").exists()


def test_compacting_tells_what_it_saved(dabir, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    (made,) = dabir("compact", "--give-back")
    assert (made["rows"], made["packed"], made["free_bytes"]) == (2, 0, 0)
    assert dabir("compact")[0]["rows"] == 0


def test_compacting_is_told_in_words(desk, home):
    told = CliRunner().invoke(cli, ["compact", "--home", str(home)]).stdout
    assert re.fullmatch(r"Nothing was left to pack\. The desk's database takes [0-9.]+ MB.*\.\n", told)
    assert packed_words(Step(1, 0, 0, 0)) == "1 piece looked at; none takes less room packed."
    assert packed_words(Step(1200, 1100, 12_000_000, 50_000)) == (
        "1,100 of 1,200 pieces packed: they took 12.0 MB and take 50.0 kB now."
    )


def test_backup_onto_a_medium_that_is_not_there_is_refused(dabir, tmp_path):
    dabir("ingest", write(tmp_path, "a.json", ninjs()))
    away = tmp_path / "stick"
    assert "its folder is there" in dabir("backup", away / "desk.zip", status=1)
    assert not away.exists()
