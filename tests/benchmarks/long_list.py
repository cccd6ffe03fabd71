"""How the window bears a long list: prints one JSON object.

Opens the window on a desk made by desk.py, drags the bar from top to bottom, goes down line by line, sorts, searches,
drags through what was found with its snippets, goes to days and takes in stories on top. Then an archive of 5,000
stories comes in at once, and some of them are translated, while somebody scrolls and searches; a timer should tick
every 5 ms meanwhile, in the window and in a process beside it that does nothing else. Told are the time until the list
is there, the longest the event loop was held up by each act, and the memory, with the load of the machine. What comes
in stays on the desk.

    PYTHONPATH=desktop python tests/benchmarks/long_list.py FOLDER [--archive 5000] [--translated 64]
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from desk import END
from pack_builder import Recipe, build_pack
from PySide6.QtCore import QCoreApplication, QEvent, QTimer, qVersion
from window import TICK, Pulse, make_wire
from wire_samples import ninjs, write

from dabir.app import open_desk
from dabir.domain.listing import Sort, StoryFilter
from dabir.settings import Places
from dabir.ui.application import fluent, make_application
from dabir.ui.main_window import MainWindow
from dabir.ui.tasks import Lane

#: Names what comes in on this run: the desk may be kept between runs.
RUN = int(time.time())


def is_settled(window: MainWindow) -> bool:
    """Whether nothing is left to do but to compare stories that came in, which goes on behind everything else."""
    busy = any(window.tasks.busy(lane) for lane in Lane if lane is not Lane.EVENTS)
    return not busy and not window.queue.stories.refresh_waits()


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
            if is_settled(self._window):
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
        for part in range(40 if query else 0):
            hand.do("drag_through_what_was_found", lambda part=part: bar.setValue(bar.maximum() * part // 39))
    for number in range(5):
        names = [f"tag:bench.example,{RUN}:{number}-{n}" for n in range(20)]
        files = [write(wires, f"{number}-{n}.json", ninjs(name)) for n, name in enumerate(names)]
        hand.do("stories_come_in", lambda files=files: window.bringing.bring_in(files))


_TICKING = """
import sys, threading, time
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
last, gaps = time.perf_counter(), []
while not ended.is_set():
    time.sleep(0.005)
    now = time.perf_counter()
    gaps.append(now - last - 0.005)
    last = now
print(round(1000 * max(gaps), 1), sum(1 for gap in gaps if gap > 0.1))
"""


@contextmanager
def beside() -> Iterator[dict[str, float]]:
    """Have a process beside do nothing but tick, and tell how long the machine itself held that up."""
    told: dict[str, float] = {}
    with subprocess.Popen([sys.executable, "-c", _TICKING], stdin=-1, stdout=-1, text=True) as ticking:
        yield told
        longest, over = ticking.communicate()[0].split()
        told.update(longest_block_ms=float(longest), over_100_ms=int(over))


class Rush:
    """An archive comes in at once and some of it is translated, while somebody scrolls, opens stories and searches."""

    def __init__(self, window: MainWindow, archive: Path, translated: int) -> None:
        self._window = window
        self._translated = translated
        self._acts = 0
        self.pulses = {"archive_comes_in": Pulse(), "translation": Pulse()}
        self.stage = "archive_comes_in"
        self.seconds: dict[str, float] = {}
        self._began = time.perf_counter()
        self._tick = QTimer(interval=int(TICK * 1000))
        self._tick.timeout.connect(self._beat)
        self._hand = QTimer(interval=150)
        self._hand.timeout.connect(self._use)
        window.bringing.finished.connect(self._on_in)
        window.bringing.drafted.connect(self._on_translated)
        self._tick.start()
        self._hand.start()
        window.bringing.bring_in([archive])

    def _beat(self) -> None:
        if self.stage:
            self.pulses[self.stage].beat(str(self._acts))

    def _use(self) -> None:
        """Scroll and open a story; every two seconds search for something else."""
        stories = self._window.queue.stories
        self._acts += 1
        bar = stories.view.verticalScrollBar()
        bar.setValue((bar.value() + 40 * stories.view.line_height) % max(bar.maximum(), 1))
        if self._acts % 3 == 0:
            stories.step(1)
        if self._acts % 13 == 0:
            stories.search.setText(("وزیر", "", "nazir", "", "the minister", "")[self._acts // 13 % 6])

    def _on_in(self) -> None:
        self.seconds[self.stage] = round(time.perf_counter() - self._began, 1)
        self.stage, self._began = "translation", time.perf_counter()
        newest = self._window._workflow.stories.ids(StoryFilter(), limit=self._translated)
        self._window.bringing.translate(newest, "en")

    def _on_translated(self) -> None:
        self.seconds[self.stage] = round(time.perf_counter() - self._began, 1)
        self.stage = ""
        self._tick.stop()
        self._hand.stop()

    def figures(self) -> dict[str, Any]:
        return {
            name: {
                "seconds": self.seconds[name],
                "longest_block_ms": round(1000 * pulse.longest, 1),
                "p99_ms": round(1000 * sorted(pulse.gaps)[int(len(pulse.gaps) * 0.99)], 1),
                "over_100_ms": sum(1 for gap in pulse.gaps if gap > 0.1),
            }
            for name, pulse in self.pulses.items()
        }


def rush(app: QCoreApplication, window: MainWindow, wires: Path, archived: int, translated: int) -> dict[str, Any]:
    """Let an archive come in, and return how long the window was held up."""
    make_wire(wires / "many", archived, RUN)
    archive = wires / "many.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted((wires / "many").iterdir()):
            packed.write(file, file.name)
    if "en" not in window._workflow.translations.targets("fa"):
        window._workflow.packs.install(
            build_pack(wires / "tiny.argosmodel", Recipe(("fa", "az", "en"), bundled=True))
        )
    # The pack is read before, as on a desk that has translated something today.
    window._workflow.translations.translate_texts(["سلام"], "fa", "en")
    gc.collect()
    with beside() as idle:
        made = Rush(window, archive, translated)
        while made.stage or not is_settled(window):
            app.processEvents()
            time.sleep(0.0005)
    figures = {**made.figures(), "process_that_only_ticks": idle}
    return {"stories": archived, "translated": translated, **figures}


def measure(folder: Path, archived: int, translated: int) -> dict[str, Any]:
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
        memory = _memory()
        rushed = rush(app, window, Path(wires), archived, translated)
        figures = {
            "benchmark": "long list",
            "stories": window.queue.stories.model.rowCount(),
            "open_ms": round(1000 * opened),
            "longest_turn_ms": {name: round(took, 1) for name, took in hand.longest.items()},
            "rush": rushed,
            "memory_mb": memory,
            "memory_with_the_pack_mb": _memory(),
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
    parser.add_argument("--archive", type=int, default=5_000)
    parser.add_argument("--translated", type=int, default=64)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.folder, arguments.archive, arguments.translated)))
