import json
import os
import subprocess
import sys

import pytest
from bundle_desks import Desk, changed
from wire_samples import ninjs, write

URI = "tag:alborz.example,2026:1"


@pytest.fixture
def homes(tmp_path, clock):
    """Two homes under one agreement, closed: ARAN's with an approved story and XAZ's with nothing."""
    aran, xaz = Desk(tmp_path / "aran", "ARAN", "Leyla", clock), Desk(tmp_path / "xaz", "XAZ", "Murad", clock)
    aran.agree(xaz)
    xaz.agree(aran)
    file = write(tmp_path / "wire", "story.json", ninjs())
    (outcome,) = aran.workflow.intake.ingest([file], partner="ALBORZ")
    aran.approve(outcome.story_id)
    aran.workflow.close()
    xaz.workflow.close()
    return tmp_path / "aran", tmp_path / "xaz"


def dabir(home, *arguments, status=0):
    """Run a command in a process of its own; return its objects and what it complained of."""
    done = subprocess.run(
        [sys.executable, "-m", "dabir", *map(str, arguments), "--home", str(home), "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == status, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_two_desks_exchange_and_the_tampered_bundle_is_found(homes, tmp_path):
    aran, xaz = homes
    sent, tampered = tmp_path / "for-xaz.zip", tmp_path / "tampered.zip"
    ((key,), _) = dabir(aran, "key")
    ((made,), _) = dabir(aran, "bundle", "export", sent, URI, "--to", "XAZ")
    assert (made["stories"], made["sender"], made["public_key"]) == (1, "ARAN", key["public_key"])

    def rewrite(members):
        name = next(one for one in members if one.startswith("originals/"))
        members[name] = members[name].replace("باکو".encode(), "تهران".encode())
        members["originals/"] = b""

    tampered.write_bytes(changed(sent.read_bytes(), rewrite))
    _, complaint = dabir(xaz, "bundle", "check", tampered, status=1)
    assert "The bundle is not as ARAN signed it: originals/" in complaint
    ((refused,), complaint) = dabir(xaz, "bundle", "import", tampered, status=1)
    assert refused["tampered"]
    assert "nothing of this bundle was taken in" in complaint
    assert len(dabir(xaz, "quarantine", "list")[0]) == 1
    ((checked,), _) = dabir(xaz, "bundle", "check", sent)
    assert checked["signed"] == made["signed"]
    ((taken,), _) = dabir(xaz, "bundle", "import", sent)
    assert (taken["status"], taken["tampered"]) == ("new", False)
    assert taken["sealed"].startswith("Signed by ARAN, unchanged since ")
    ((listed,), _) = dabir(xaz, "bundle", "list")
    assert (listed["sender"], listed["files"]) == ("ARAN", 1)


def test_files_of_the_agencys_own_go_without_approval(homes, tmp_path):
    aran, xaz = homes
    one = write(tmp_path / "own", "a.json", ninjs("tag:aran.example,2026:1"))
    other = write(tmp_path / "own", "b.json", ninjs("tag:aran.example,2026:2"))
    file = tmp_path / "b.zip"
    ((made,), _) = dabir(aran, "bundle", "export", file, "--to", "XAZ", "--files", one, other)
    assert (made["stories"], made["files"]) == (0, 2)
    assert {row["status"] for row in dabir(xaz, "ingest", file)[0]} == {"new"}


def test_plain_repacking_by_another_tool_changes_nothing(homes, tmp_path):
    aran, xaz = homes
    dabir(aran, "bundle", "export", tmp_path / "b.zip", "--to", "XAZ", "--approved-since", "2026-01-01")
    data = changed((tmp_path / "b.zip").read_bytes(), lambda members: members.update({"originals/": b""}))
    dabir(xaz, "bundle", "check", write(tmp_path, "again.zip", data))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--to", "XAZ"),
        ("--to", "XAZ", "--approved-since", "yesterday"),
        (URI,),
    ],
)
def test_what_is_not_said_is_asked_for(homes, tmp_path, arguments):
    dabir(homes[0], "bundle", "export", tmp_path / "b.zip", *arguments, status=2)


def test_key_by_hand_has_to_be_a_key(homes, tmp_path):
    dabir(homes[1], "bundle", "check", tmp_path / "b.zip", "--key", "ARAN=12", status=2)


def test_bundle_that_is_none_is_refused(homes, tmp_path):
    file = write(tmp_path, "b.zip", b"PK\x03\x04")
    dabir(homes[1], "bundle", "import", file, status=3)


#: Kills its own process while the second transaction of an import is under way.
CRASH = """
import os, sys
from pathlib import Path
from dabir.app import open_desk
from dabir.settings import Places
from dabir.store import stories
from dabir.workflow.arrivals import intake
intake.BATCH = 4
desk = open_desk(Places(Path(sys.argv[1])))
keep, kept = stories.add, []
def add(*arguments, **options):
    kept.append(1)
    if len(kept) == 6:
        os._exit(9)
    return keep(*arguments, **options)
stories.add = add
list(desk.bundles.take_in(Path(sys.argv[2])))
"""


def test_import_that_was_killed_is_completed_by_the_next(homes, tmp_path):
    aran, xaz = homes
    files = [write(tmp_path / "own", f"{n}.json", ninjs(f"tag:aran.example,2026:{n}")) for n in range(10)]
    dabir(aran, "bundle", "export", tmp_path / "b.zip", "--to", "XAZ", "--files", *files)
    died = subprocess.run([sys.executable, "-c", CRASH, xaz, tmp_path / "b.zip"], check=False)
    assert died.returncode == 9
    ((half,), _) = dabir(xaz, "bundle", "list")
    assert half["files"] == 4
    rows, _ = dabir(xaz, "bundle", "import", tmp_path / "b.zip")
    assert [row["status"] for row in rows] == ["duplicate"] * 4 + ["new"] * 6
    ((whole,), _) = dabir(xaz, "bundle", "list")
    assert whole["files"] == 10
