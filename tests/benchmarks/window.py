"""How long the window is ever held up while 2,000 stories come in and some of them are translated.

Prints one JSON object. A timer of the event loop should tick every 5 ms; the longest gap between two ticks is how long
a key would have had to wait. Meanwhile the list is scrolled and stories are opened, as somebody at the desk would.

    PYTHONPATH=desktop python tests/benchmarks/window.py [--stories 2000] [--translated 64]
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from pack_builder import Recipe, build_pack
from PySide6.QtCore import QEvent, QObject, QTimer, qVersion
from wire_samples import AZERBAIJANI, PERSIAN, ninjs, write

from dabir.app import open_desk
from dabir.settings import Places
from dabir.ui.application import fluent, make_application
from dabir.ui.main_window import MainWindow

TICK = 0.005


@dataclass
class Pulse:
    """Gaps between ticks of the event loop, in seconds, and what was going on."""

    gaps: list[float] = field(default_factory=list)
    last: float = 0.0
    longest: float = 0.0
    during: str = ""

    def beat(self, doing: str) -> None:
        now = time.perf_counter()
        if self.last:
            gap = now - self.last - TICK
            self.gaps.append(gap)
            if gap > self.longest:
                self.longest, self.during = gap, doing
        self.last = now


def make_wire(folder: Path, count: int, run: int = 2026) -> None:
    """Write stories of some twenty sentences, in both languages; `run` tells them from those of another run."""
    for number in range(count):
        persian = number % 2 == 0
        body = (PERSIAN if persian else AZERBAIJANI) * 5
        html = "".join(f"<p>{paragraph} ({number})</p>" for paragraph in body)
        language, words = ("fa", "وزیر نیرو به باکو رفت") if persian else ("az", "Energetika naziri Tehrana gəlib")
        data = ninjs(
            f"tag:bench.example,{run}:{number}",
            language=language,
            headline=f"{words} {number}",
            urgency=1 + number % 9,
            body_xhtml=html,
        )
        write(folder, f"{number:05}.json", data)


class Session(QObject):
    """Somebody at the desk while the stories come in."""

    def __init__(self, window: MainWindow, folder: Path, translated: int) -> None:
        super().__init__()
        self._window = window
        self._translated = translated
        self.pulse = Pulse()
        self.stage = "ingest"
        self.done = False
        self._tick = QTimer(self, interval=int(TICK * 1000))
        self._tick.timeout.connect(lambda: self.pulse.beat(self.stage))
        self._hand = QTimer(self, interval=400)
        self._hand.timeout.connect(self._use)
        window.bringing.finished.connect(self._translate)
        window.bringing.drafted.connect(self._end)
        self._tick.start()
        self._hand.start()
        window.bringing.bring_in([folder])

    def _use(self) -> None:
        self._window.queue.stories.step(1)
        bar = self._window.queue.stories.view.verticalScrollBar()
        bar.setValue(bar.value() + 300)

    def _translate(self) -> None:
        self.stage = "translate"
        ids = self._window._workflow.stories.ids(self._window.queue.stories.wanted())
        self._window.bringing.translate(ids[: self._translated], "en")

    def _end(self) -> None:
        self.done = True
        self._tick.stop()
        self._hand.stop()


def measure(stories: int, translated: int) -> dict[str, object]:
    """Run the session and return the figures."""
    app = make_application()
    with tempfile.TemporaryDirectory() as folder, fluent():
        home = Path(folder)
        make_wire(home / "wire", stories)
        desk = open_desk(Places(home / "home"))
        desk.packs.install(build_pack(home / "tiny.argosmodel", Recipe(("fa", "az", "en"), bundled=True)))
        desk.translations.translate_texts(["سلام"], "fa", "en")
        window = MainWindow(desk)
        window.show()
        gc.collect()
        began = time.perf_counter()
        session = Session(window, home / "wire", translated)
        while not session.done or window.queue.stories.refresh_waits() or not window.tasks.idle():
            app.processEvents()
            time.sleep(0.0005)
        seconds = time.perf_counter() - began
        shown = window.queue.stories.model.rowCount()
        window.tasks.close()
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        desk.close()
    gaps = sorted(session.pulse.gaps)
    return {
        "stories": stories,
        "translated": translated,
        "listed": shown,
        "seconds": round(seconds, 2),
        "longest_block_ms": round(1000 * session.pulse.longest, 1),
        "during": session.pulse.during,
        "p99_ms": round(1000 * gaps[int(len(gaps) * 0.99)], 1),
        "ticks": len(gaps),
        "over_100_ms": sum(1 for gap in gaps if gap > 0.1),
        "allowed_ms": 100,
        "python": platform.python_version(),
        "qt": qVersion(),
        "processors": os.cpu_count(),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--translated", type=int, default=64)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.stories, arguments.translated)))
