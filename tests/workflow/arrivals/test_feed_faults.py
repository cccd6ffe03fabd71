"""Looks at a feed in real processes that are killed between any two steps: nothing is lost, nothing is there twice."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from wire_samples import ninjs, write

from dabir.app import open_desk, system_clock
from dabir.domain.feed import Feed, FeedKind
from dabir.domain.listing import StoryFilter
from dabir.settings import Places
from dabir.store.feeds import CLAIM

CHILD = Path(__file__).with_name("feed_child.py")
URI = "tag:alborz.example,2026:1"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills by signal")


def later():
    """A clock that is ahead: the claim of the process that was killed has ended."""
    return system_clock() + 2 * CLAIM + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("point", "clear", "taken", "duplicates"),
    [
        ("delivered", False, 1, 0),
        ("storing", True, 1, 0),
        ("stored", False, 0, 1),
        ("stored", True, 0, 1),
        ("cleared", True, 0, 0),  # its file is gone: what is on the desk is all there is
        ("marking", False, 0, 1),
        ("marked", False, 0, 0),
    ],
)
def test_killed_look_loses_nothing_and_brings_nothing_twice(
    begun, tmp_path, monkeypatch, point, taken, duplicates, clear
):
    monkeypatch.setattr("dabir.feeds.watched.SETTLED", 0.0)
    file = write(tmp_path / "stick", "a.json", ninjs())
    data = file.read_bytes()
    desk = open_desk(Places(begun))
    desk.feeds.add(Feed("stick", FeedKind.FOLDER, str(file.parent), clear=clear))
    desk.close()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "desktop")}
    child = subprocess.run([sys.executable, str(CHILD), str(begun), point], env=environment, check=False, timeout=120)
    assert child.returncode == -signal.SIGKILL
    desk = open_desk(Places(begun), later)
    try:
        assert [feed.name for feed in desk.polling.due(later())] == ["stick"]
        look = desk.polling.look("stick")
        assert (look.taken, look.duplicates, look.failed) == (taken, duplicates, False)
        assert desk.stories.count(StoryFilter()) == 1
        assert desk.stories.original(desk.stories.find(URI).original_sha256).data == data
        assert file.exists() is not clear
        assert desk.polling.look("stick").duplicates == 0
    finally:
        desk.close()
