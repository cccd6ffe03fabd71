"""A real process is killed while somebody types in its window."""

import json
import os
import subprocess
import sys
from pathlib import Path

from dabir.app import open_desk
from dabir.settings import Places

_TYPIST = """
import sys, time, json
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from dabir.app import open_desk
from dabir.settings import Places
from dabir.ui.application import make_application
from dabir.ui.main_window import MainWindow

app = make_application()
desk = open_desk(Places(Path(sys.argv[1])))
window = MainWindow(desk)
window.show()
keys = iter("the minister arrived and " * 100)

def type_one():
    editor = window.queue.translation.editor.editor
    if editor is None:
        return
    editor.setFocus()
    QTest.keyClick(editor, next(keys))
    print(json.dumps({"at": time.monotonic(), "length": len(editor.text())}), flush=True)

timer = QTimer(interval=40)
timer.timeout.connect(type_one)
timer.start()
app.exec()
"""

#: What the promise allows to be lost, in seconds.
_LOST_AT_MOST = 5.0
#: Keys typed before the process is killed: long enough for the text to have been written more than once.
_KEYS = 150


def test_killed_process_loses_at_most_the_last_five_seconds_of_typing(desk, home, stories):
    desk.stories.remember("target/fa", "en")
    newest = desk.stories.page(desk_filter(), offset=0, limit=1)[0].id
    desk.close()
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(Path(__file__).parents[2] / "desktop"),
    }
    with subprocess.Popen(
        [sys.executable, "-c", _TYPIST, str(home)], stdout=subprocess.PIPE, text=True, env=environment
    ) as typist:
        typed = [json.loads(next(typist.stdout)) for _ in range(_KEYS)]
        typist.kill()
    killed_at = typed[-1]["at"]

    again = open_desk(Places(home))
    try:
        kept = again.translations.units(newest, "en")[0].target
        assert kept
        assert ("the minister arrived and " * 100).startswith(kept)
        first_lost = next((key for key in typed if key["length"] > len(kept)), None)
        assert first_lost is None or killed_at - first_lost["at"] <= _LOST_AT_MOST
        assert again.record.verify().ok
    finally:
        again.close()


def desk_filter():
    from dabir.domain.listing import StoryFilter

    return StoryFilter()
