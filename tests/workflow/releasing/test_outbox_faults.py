"""The outbox in real processes that are killed between any two steps, run out of disk, or send at the same time."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from conftest import PASSPHRASE
from web_server import web_server
from wire_samples import ninjs, take_in

from dabir.app import open_desk
from dabir.domain.outbox import ItemState, Target, TargetKind
from dabir.settings import Places

CHILD = Path(__file__).with_name("outbox_child.py")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills by signal, and limits files by RLIMIT_FSIZE")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A desk with two released stories and nowhere to send them yet, made once."""
    folder = tmp_path_factory.mktemp("template")
    desk = open_desk(Places(folder / "home"))
    with web_server() as server:
        (folder / "hot").mkdir()
        desk.outbox.add_target(Target("cms", TargetKind.HTTP, server.url, outputs=("ninjs",), private=True))
        desk.outbox.add_target(Target("hot", TargetKind.FOLDER, str(folder / "hot")))
        desk.editors.enroll("Leyla", PASSPHRASE)
        signer = desk.editors.unlock("Leyla", PASSPHRASE)
        for story in take_in(desk, folder / "wire", ninjs(), ninjs("tag:alborz.example,2026:2")):
            desk.decisions.approve(story, "", signer)
            desk.decisions.release(story, "", signer)
    desk.close()
    return folder / "home"


@pytest.fixture
def server():
    with web_server() as running:
        yield running


@pytest.fixture
def home(template, tmp_path, server):
    """A copy of that desk whose targets are this test's server and folder."""
    home = tmp_path / "home"
    shutil.copytree(template, home)
    (tmp_path / "hot").mkdir()
    file = home / "targets.toml"
    lines = []
    for line in file.read_text("utf-8").splitlines():
        address = server.url if "http://" in line else str(tmp_path / "hot")
        lines.append(f'address = "{address}"' if line.startswith("address") else line)
    file.write_text("\n".join(lines), "utf-8")
    return home


def start(home, point=""):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "desktop")}
    return subprocess.Popen(
        [sys.executable, str(CHILD), str(home), point], env=environment, stdout=subprocess.PIPE, text=True
    )


def finish(home, server, folder):
    """Send what is left in one healthy process, and see that everything came once."""
    desk = open_desk(Places(home))
    try:
        desk.outbox.send(at_once=True)
        assert {item.state for item in desk.outbox.items()} == {ItemState.SENT}
        assert len(desk.outbox.items()) == 4
    finally:
        desk.close()
    assert len(server.taken) == 2
    for key, body in server.taken.items():
        assert {one.body for one in server.got if one.key == key} == {body}
    assert sorted(json.loads(body)["uri"] for body in server.taken.values()) == [
        "tag:alborz.example,2026:1",
        "tag:alborz.example,2026:2",
    ]
    assert len(list(folder.iterdir())) == 2
    assert not any(one.name.startswith(".") for one in folder.iterdir())


@pytest.mark.parametrize(
    "point",
    ["begin", "begun", "deliver", "delivered", "write", "written", "end", "ended"],
)
def test_killed_sender_loses_nothing_and_sends_nothing_twice(home, server, tmp_path, point):
    child = start(home, point)
    child.communicate(timeout=120)
    assert child.returncode == -signal.SIGKILL
    finish(home, server, tmp_path / "hot")


def test_sender_killed_while_the_server_has_the_request_sends_it_again_with_its_key(home, server, tmp_path):
    box = {}
    known = threading.Event()

    def kill():
        known.wait(60)
        os.kill(box["child"].pid, signal.SIGKILL)
        box["child"].wait(60)

    server.steps = [kill]
    box["child"] = start(home)
    known.set()
    box["child"].communicate(timeout=120)
    assert box["child"].returncode == -signal.SIGKILL
    finish(home, server, tmp_path / "hot")
    assert sorted(server.keys().values()) == [1, 2]


def test_sender_killed_again_and_again_ends_all_the_same(home, server, tmp_path):
    for point in ("begun", "end"):
        start(home, point).communicate(timeout=120)
    finish(home, server, tmp_path / "hot")


@pytest.mark.parametrize("point", ["full-before", "full-after"])
def test_full_disk_is_told_and_costs_nothing(home, server, tmp_path, point):
    told, _ = start(home, point).communicate(timeout=120)
    assert "database" in json.loads(told)["error"]
    assert len(server.got) == (point == "full-after")
    finish(home, server, tmp_path / "hot")


def test_full_disk_of_a_folder_leaves_nothing_half_written(home, server, tmp_path):
    start(home, "full-folder").communicate(timeout=120)
    assert list((tmp_path / "hot").iterdir()) == []
    finish(home, server, tmp_path / "hot")


def test_two_processes_sending_at_once_send_everything_once(home, server, tmp_path):
    seen = []

    def other_process():
        told, _ = start(home).communicate(timeout=120)
        seen.append(json.loads(told))

    server.steps = [other_process]
    told, _ = start(home).communicate(timeout=120)
    assert json.loads(told) == {"sent": 4, "busy": False}
    assert seen == [{"sent": 0, "busy": True}]
    finish(home, server, tmp_path / "hot")
    assert list(server.keys().values()) == [1, 1]
