"""On a machine without a display, `dabir` does the main job in the terminal and draws a picture."""

import os
import subprocess
import sys

from dabir.display import has_display

HIDDEN = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


def run(home, **more):
    environment = {key: value for key, value in os.environ.items() if key not in HIDDEN}
    return subprocess.run(
        [sys.executable, "-m", "dabir", "--home", str(home)],
        env={**environment, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_main_job_is_done_in_the_terminal_and_a_picture_is_drawn(home):
    done = run(home)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("No display was found")
    assert any("ایران و جمهوری آذربایجان" in line and "│" in line for line in lines)
    assert any(line.startswith("The queue, ") for line in lines)
    picture = home / "sample-desk" / "window.png"
    assert str(picture) in lines[-1]
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_display_that_nobody_answers_on_is_none(home):
    done = run(home, DISPLAY=":4711")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("No display was found")


def test_platform_named_by_the_user_is_believed():
    assert has_display({"QT_QPA_PLATFORM": "vnc"})
    assert not has_display({})
