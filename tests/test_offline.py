"""With the network cut, the main job is done whole and no connection is even tried, in any process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from wire_samples import ninjs, write

URI = "tag:alborz.example,2026:1"
BLOCKED = Path(__file__).parent / "data" / "offline"


@pytest.fixture
def run(home, tmp_path):
    attempts = tmp_path / "attempts"
    environment = {
        **os.environ,
        "DABIR_HOME": str(home),
        "DABIR_PASSPHRASE": "a long passphrase",
        "DABIR_TEST_ATTEMPTS": str(attempts),
        "PYTHONPATH": os.pathsep.join([str(BLOCKED), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }

    def run(*arguments):
        return subprocess.run(
            [sys.executable, *map(str, arguments)], env=environment, capture_output=True, text=True, check=False
        )

    run.attempts = attempts
    return run


def test_cut_network_is_noticed_by_this_test(run):
    tried = run("-c", "import socket; socket.create_connection(('127.0.0.1', 9))")
    assert "the network is cut" in tried.stderr
    assert run.attempts.read_text("utf-8")


def test_main_job_opens_no_connection(run, tmp_path):
    story = write(tmp_path, "story.json", ninjs())
    for arguments in (
        ("ingest", story),
        ("translate", URI, "--to", "en"),
        ("approve", URI, "--to", "en", "--editor", "Leyla"),
        ("release", URI, "--to", "en", "--editor", "Leyla"),
        ("search", "باکو"),
        ("log", "verify"),
    ):
        done = run("-m", "dabir", *arguments)
        assert done.returncode == 0, done.stderr
    assert not run.attempts.exists(), run.attempts.read_text("utf-8")
