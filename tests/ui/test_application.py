import gc
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from dabir.settings import Places
from dabir.ui.application import fluent, make_application
from dabir.ui.parts.fonts import load_fonts

SOURCE = Path(__file__).parents[2] / "desktop"
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(SOURCE)}

_MANY_SIGNALS = """
from PySide6.QtCore import QObject, Signal
from dabir.ui.application import make_application

class Sender(QObject):
    sent = Signal()

app = make_application()
sender = Sender()
sender.sent.connect(lambda: None)
for _ in range(20_000):
    sender.sent.emit()
"""

_OPEN_AND_CLOSE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from dabir.app import open_desk
from dabir.settings import Places
from dabir.ui.application import make_application, run_window

app = make_application()
QTimer.singleShot(200, app.closeAllWindows)
sys.exit(run_window(Places(Path(sys.argv[1])), open_desk))
"""


def _run(script, *arguments):
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_thousands_of_signals_do_not_wear_out_python():
    done = _run(_MANY_SIGNALS)
    assert done.returncode == 0, done.stderr


def test_window_opens_on_a_new_desk_and_closes_again(home):
    done = _run(_OPEN_AND_CLOSE, str(home))
    assert done.returncode == 0, done.stderr
    assert Places(home).database.is_file()


_OPEN_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QMessageBox
from dabir.app import open_desk
from dabir.settings import Places
from dabir.ui import application

home = Path(sys.argv[1])
home.mkdir()
first = QLockFile(str(home / "window.lock"))
assert first.tryLock(0)
application.QMessageBox.exec = lambda box: print(box.text())
app = application.make_application()
sys.exit(application.run_window(Places(home), open_desk))
"""


def test_second_window_on_one_desk_is_refused(home):
    done = _run(_OPEN_SECOND, str(home))
    assert done.returncode == 1, done.stderr
    assert "open in another window already" in done.stdout


def test_shipped_typefaces_have_the_letters_of_every_language(qapp):
    make_application()
    families = load_fonts()
    assert families == ["Noto Sans", "Noto Sans Arabic"]
    for family, system in (
        ("Noto Sans", QFontDatabase.WritingSystem.Cyrillic),
        ("Noto Sans Arabic", QFontDatabase.WritingSystem.Arabic),
    ):
        assert system in QFontDatabase.writingSystems(family)


def test_fluent_window_gives_way_and_leaves_python_as_it_was():
    def state():
        return sys.getswitchinterval(), gc.get_threshold(), gc.get_freeze_count()

    before = state()
    with fluent():
        interval, thresholds, frozen = state()
        assert interval < before[0]
        assert thresholds[0] > before[1][0]
        assert frozen > before[2]
    assert state() == before
