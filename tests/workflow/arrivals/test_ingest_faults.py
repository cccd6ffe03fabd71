"""Files taken in by a real process that is killed in the middle: what it told is there, of the rest nothing half."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from wire_samples import ninjs, write

from dabir.app import open_desk
from dabir.domain.life import StoryState
from dabir.domain.listing import IngestStatus, StoryFilter
from dabir.settings import Places

CHILD = Path(__file__).with_name("ingest_child.py")
FILES = 60
pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills by signal")


@pytest.fixture
def wires(tmp_path):
    """Stories in many files; each third one is a newer version of the one before."""
    made = {}
    for number in range(FILES):
        later = number % 3 == 2
        uri = f"tag:alborz.example,2026:{number - later}"
        data = ninjs(uri, version="2" if later else "1", headline=f"خبر {number}")
        made[write(tmp_path / "wires", f"{number:03}.json", data)] = data
    return made


def start(home, folder, point=""):
    environment = {**os.environ, "PYTHONPATH": str(CHILD.parents[3] / "desktop")}
    return subprocess.Popen(
        [sys.executable, str(CHILD), str(home), str(folder), point],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def is_whole(home, wires, told):
    """Tell that all that was told is on a desk, and nothing half; then take everything in again."""
    desk = open_desk(Places(home))
    try:
        kept = desk.stories.count(StoryFilter())
        assert kept >= len(told)
        # Batch by batch, and in the order of the files.
        assert kept % 4 == 0
        again = list(desk.intake.ingest([next(iter(wires)).parent], partner="ALBORZ"))
        assert [one.status for one in again[:kept]] == [IngestStatus.DUPLICATE] * kept
        assert [
            f"{IngestStatus.VERSION if 'version' in line else IngestStatus.NEW} {one.story.uri}"
            for line, one in zip(told, again, strict=False)
        ] == told
        assert IngestStatus.DUPLICATE not in {one.status for one in again[kept:]}
        assert [one.story_id for one in again] == list(range(1, FILES + 1))
        for one, data in zip(again, wires.values(), strict=True):
            assert desk.stories.original(one.original_sha256).data == data
            assert desk.stories.search(one.story.headline)
        superseded = [desk.stories.get(one.story_id).state is StoryState.SUPERSEDED for one in again]
        assert superseded == [number % 3 == 1 for number in range(FILES)]
        assert desk.database.read().execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    finally:
        desk.close()
    return kept


def test_killed_ingest_loses_nothing_that_was_told(begun, wires):
    child = start(begun, next(iter(wires)).parent)
    told = [child.stdout.readline().strip() for _ in range(22)]
    child.send_signal(signal.SIGKILL)
    told += child.communicate()[0].splitlines()
    assert child.returncode == -signal.SIGKILL
    is_whole(begun, wires, [line for line in told if line.count(":") == 2])


@pytest.mark.parametrize(("point", "kept"), [("keeping", 8), ("indexing", 8), ("kept", 12)])
def test_ingest_killed_within_a_batch_keeps_all_of_it_or_nothing(begun, wires, point, kept):
    child = start(begun, next(iter(wires)).parent, point)
    told = child.communicate(timeout=120)[0].splitlines()
    assert child.returncode == -signal.SIGKILL
    assert len(told) == 8
    assert is_whole(begun, wires, told) == kept
