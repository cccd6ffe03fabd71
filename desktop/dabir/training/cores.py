"""Make the most of a processor: as many threads as cores are really free, and nothing made twice.

Two threads that meet at a barrier after every operation crawl when another program holds one of their cores: then one
thread alone is many times faster. The work is watched in short windows and the number of threads follows.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path

WINDOW = 3.0
STAT = Path("/proc/stat")


def _idle_seconds() -> float:
    """Return the idle time of all cores together since the start of the machine; 0 where it is not told."""
    if not STAT.exists():
        return 0.0
    fields = STAT.read_text(encoding="ascii").split("\n", 1)[0].split()
    return int(fields[4]) / os.sysconf("SC_CLK_TCK")


def advise(threads: int, most: int, own: float, idle: float) -> int:
    """Return how many threads to use next.

    Args:
        threads: the number in use.
        most: the number of cores.
        own: cores' worth of time this process got in the last window.
        idle: cores' worth of time nobody used.
    """
    if threads > 1 and own < 0.85 * threads:
        return 1
    if threads < most and idle > 0.8 * (most - threads):
        return most
    return threads


class Cores:
    """Watches this process; `threads` is the number to use now."""

    def __init__(self, most: int | None = None) -> None:
        self.most = most or os.cpu_count() or 1
        self.threads = self.most
        self._mark()

    def _mark(self) -> None:
        self._wall, self._own, self._idle = time.monotonic(), time.process_time(), _idle_seconds()

    def look(self) -> int:
        """Return the number of threads to use, judged anew once a window is over."""
        wall = time.monotonic() - self._wall
        if wall >= WINDOW:
            own, idle = time.process_time() - self._own, _idle_seconds() - self._idle
            self.threads = advise(self.threads, self.most, own / wall, idle / wall)
            self._mark()
        return self.threads


def keep_blocks() -> None:
    """Keep what costs time to make again, for the rest of this process.

    Giving 40 MB back to the system at every step costs a tenth of the time in page faults; and oneDNN compiles a
    kernel for every shape, of which by default it keeps fewer than a training has.
    """
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16384")
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        if hasattr(libc, "mallopt"):
            libc.mallopt(-3, 32 << 20)  # M_MMAP_THRESHOLD
            libc.mallopt(-1, 1 << 30)  # M_TRIM_THRESHOLD
