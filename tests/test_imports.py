"""What is imported, and what never is."""

import json
import subprocess
import sys

import pytest

MAIN_JOB = """
import json, sys, tempfile
from pathlib import Path
{block}
from dabir.app import open_desk
from dabir.settings import Places
desk = open_desk(Places(Path(tempfile.mkdtemp())))
list(desk.intake.load_sample())
story = desk.stories.find("tag:alborz.example,2026:s001")
desk.translations.translate([story.id], "az")
desk.translations.findings(story.id, "az")
desk.editors.enroll("Leyla", "a long passphrase")
signer = desk.editors.unlock("Leyla", "a long passphrase")
desk.decisions.approve(story.id, "az", signer)
desk.decisions.release(story.id, "az", signer)
assert desk.record.verify().ok
desk.close()
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""


@pytest.fixture(scope="module")
def imported():
    done = subprocess.run(
        [sys.executable, "-c", MAIN_JOB.format(block="sys.modules['PySide6'] = None")],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_core_does_the_main_job_without_qt(imported):
    assert "ctranslate2" in imported
    assert "shiboken6" not in imported


@pytest.mark.parametrize("heavy", ["torch", "stanza", "spacy", "minisbd", "onnxruntime"])
def test_running_everything_never_imports(imported, heavy):
    assert heavy not in imported


def test_lock_files_name_no_host_and_nothing_heavy(pytestconfig):
    for name in ("lock.txt", "lock-test.txt"):
        text = (pytestconfig.rootpath / "installer" / name).read_text("utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text
        packages = {line.partition("==")[0] for line in text.splitlines() if "==" in line}
        assert not packages & {"torch", "stanza", "spacy", "minisbd", "onnxruntime"}
