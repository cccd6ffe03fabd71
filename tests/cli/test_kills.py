import json

import pytest
from click.testing import CliRunner
from wire_samples import ninjs, write

from dabir.cli import cli

URI = "tag:alborz.example,2026:1"


@pytest.fixture
def dabir(home, monkeypatch):
    monkeypatch.setenv("DABIR_PASSPHRASE", "a long passphrase")

    def run(*arguments, status=0):
        result = CliRunner().invoke(cli, [*map(str, arguments), "--json", "--home", str(home)])
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


def test_time_out_of_claims_is_shown_and_set(dabir, desk):
    assert dabir("claims", "time-out") == [{"minutes": 30}]
    assert dabir("claims", "time-out", 45) == [{"minutes": 45}]
    assert dabir("claims", "time-out") == [{"minutes": 45}]
    assert dabir("claims", "take-overs", URI) == []
