"""Reading by other processes: the same in the same order as here, whatever becomes of them."""

import os
import signal
import time
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import pytest

from dabir.domain.language import NAMES
from dabir.processes import Processes
from dabir.wire.format import Context
from dabir.wire.reading import Unread, read_all
from dabir.workflow.arrivals.readers import Readers

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "wire").glob("*/*"))
pytestmark = pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="helpers need a second core")


def batches(size=7):
    """Yield all samples, numbered, some at a time."""
    now = datetime(2026, 11, 26, 9, tzinfo=UTC)
    files = [
        Unread(path.read_bytes(), Context(path.name, "ALBORZ", now, tuple(NAMES)))
        for path in SAMPLES
        for _ in range(2)
    ]
    for start in range(0, len(files), size):
        yield start, files[start : start + size]


def here():
    return [(start, read_all(files)) for start, files in batches()]


@pytest.fixture
def readers():
    """Readers whose helpers are there already."""
    with Readers(read_all, helped_from=0) as helped:
        assert not helped._has_help()
        helped._ready.result()
        yield helped


def counting(readers, monkeypatch):
    """Return a list that gets the batches which are handed to helpers."""
    given = []
    pool = readers._helpers._pool
    submit = pool.submit
    monkeypatch.setattr(pool, "submit", lambda act, files: given.append(files) or submit(act, files))
    return given


def test_helpers_read_the_same_in_the_same_order(readers, monkeypatch):
    given = counting(readers, monkeypatch)
    assert list(readers.read(batches())) == here()
    assert given


def test_few_files_are_read_here_without_helpers():
    with Readers(read_all, helped_from=len(SAMPLES) * 2 + 1) as readers:
        assert list(readers.read(batches())) == here()
        assert readers._helpers._pool is None


def test_no_more_is_read_ahead_than_memory_should_hold(readers):
    taken = []
    source = (taken.append(start) or (start, files) for start, files in batches(size=1))
    for done, _ in enumerate(readers.read(source)):
        assert len(taken) - done <= readers._most() + 1
    assert len(taken) == 2 * len(SAMPLES)


def test_who_would_wait_reads_what_no_helper_has_begun(readers, monkeypatch):
    monkeypatch.setattr("dabir.workflow.arrivals.readers._PIECE", 1)
    read = []
    read_here = readers._read_here
    monkeypatch.setattr(readers, "_read_here", lambda files: read.extend(files) or read_here(files))
    (whole,) = batches(size=2 * len(SAMPLES))
    assert list(readers.read([whole])) == [(0, read_all(whole[1]))]
    # From the end on, so that the helpers finish what comes first.
    assert read == whole[1][: -len(read) - 1 : -1]
    assert read


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_killed_helper_loses_nothing(readers, monkeypatch):
    given = counting(readers, monkeypatch)
    reading = readers.read(batches())
    some = [next(reading)]
    for process in list(readers._helpers._pool._processes.values()):
        os.kill(process.pid, signal.SIGKILL)
    assert list(chain(some, reading)) == here()
    assert given


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_work_taken_back_from_a_helper_that_is_killed_keeps_nothing_from_being_told():
    helpers = Processes(1)
    helper = helpers.submit(os.getpid).result()
    asked = [helpers.submit(time.sleep, 600), *(helpers.submit(str, number) for number in range(5))]
    assert asked[-2].cancel()
    os.kill(helper, signal.SIGKILL)
    assert isinstance(asked[-1].exception(timeout=60), BrokenProcessPool)
    assert helpers.answer(asked[-1], lambda: "done here") == "done here"
    helpers.close(wait=True)


@pytest.mark.skipif(os.name != "posix", reason="interrupts by signal")
def test_interrupt_from_the_terminal_is_no_matter_of_the_helpers(readers):
    for process in list(readers._helpers._pool._processes.values()):
        os.kill(process.pid, signal.SIGINT)
    assert list(readers.read(batches())) == here()
    assert readers._helpers.most


def test_system_without_more_processes_reads_here(monkeypatch):
    def refuse(*_):
        raise OSError("no more processes")

    monkeypatch.setattr("dabir.processes.ProcessPoolExecutor", refuse)
    with Readers(read_all, helped_from=0) as readers:
        assert list(readers.read(batches())) == here()
