"""How the window bears a long list: prints one JSON object.

Opens the window on a desk made by desk.py, drags the bar from top to bottom, goes down line by line, sorts, searches,
goes to days and takes in stories on top. Told are the time until the list is there, the longest the event loop was held
up by each act, and the memory, with the load of the machine.

    PYTHONPATH=desktop python tests/benchmarks/long_list.py FOLDER
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from desk import END
from PySide6.QtCore import QCoreApplication, QEvent, qVersion
from wire_samples import ninjs, write

from dabir.app import open_desk
from dabir.domain.listing import Sort
from dabir.settings import Places
from dabir.ui.application import fluent, make_application
from dabir.ui.main_window import MainWindow


class Hand:
    """Does something in the window and tells how long it was held up."""

    def __init__(self, app: QCoreApplication, window: MainWindow) -> None:
        self._app = app
        self._window = window
        self.longest: dict[str, float] = {}

    def do(self, name: str, act: Callable[[], Any]) -> None:
        """Do it and let the window answer; the longest turn of the event loop counts."""
        began = time.perf_counter()
        act()
        self._turn(name, began)
        self.settle(name)

    def settle(self, name: str = "") -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            self._turn(name, time.perf_counter())
            if self._window.tasks.idle() and not self._window.queue.stories.refresh_waits():
                return
            time.sleep(0.001)

    def _turn(self, name: str, began: float) -> None:
        self._app.processEvents()
        took = 1000 * (time.perf_counter() - began)
        self.longest[name] = max(took, self.longest.get(name, 0.0))


def _memory() -> dict[str, int]:
    """Return the process's memory in MB, where the system tells it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return {}
    told = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines() if ":" in line)
    return {name: int(told[name].split()[0]) // 1024 for name in ("VmRSS", "RssAnon", "VmHWM")}


def use(hand: Hand, window: MainWindow, wires: Path) -> None:
    """Do what somebody at the desk does."""
    stories = window.queue.stories
    bar = stories.view.verticalScrollBar()
    for part in range(200):
        hand.do("drag_bar", lambda part=part: bar.setValue(bar.maximum() * part // 199))
    for _ in range(20):
        hand.do("step_and_open_story", lambda: stories.step(1))
    for sort in Sort:
        hand.do("sort", lambda sort=sort: stories.sort.setCurrentIndex(stories.sort.findData(sort)))
    for days in (30, 400, 2000, 3500):
        hand.do("go_to_day", lambda days=days: stories.go_to_day((END - timedelta(days=days)).date()))
    for query in ("وزیر", "və bu", "the minister of", "lang:az urgency:1-3", "has:embargo state:expired", ""):
        hand.do("search", lambda query=query: stories.search.setText(query))
    for number in range(5):
        files = [write(wires, f"{number}-{n}.json", ninjs(f"tag:bench.example,{number}:{n}")) for n in range(20)]
        hand.do("stories_come_in", lambda files=files: window.bringing.bring_in(files))


def measure(folder: Path) -> dict[str, Any]:
    """Return the figures of a desk."""
    load = os.getloadavg()[0]
    app = make_application()
    with fluent(), tempfile.TemporaryDirectory() as wires:
        desk = open_desk(Places(folder))
        began = time.perf_counter()
        window = MainWindow(desk)
        window.resize(1500, 950)
        window.show()
        hand = Hand(app, window)
        while not window.queue.stories.model.rowCount():
            app.processEvents()
            time.sleep(0.001)
        app.processEvents()
        opened = time.perf_counter() - began
        hand.settle("rest_of_opening")
        use(hand, window, Path(wires))
        figures = {
            "benchmark": "long list",
            "stories": window.queue.stories.model.rowCount(),
            "open_ms": round(1000 * opened),
            "longest_turn_ms": {name: round(took, 1) for name, took in hand.longest.items()},
            "memory_mb": _memory(),
            "load_before_and_after": [round(load, 1), round(os.getloadavg()[0], 1)],
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "qt": qVersion(),
        }
        window.tasks.close()
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        desk.close()
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    print(json.dumps(measure(parser.parse_args().folder)))
