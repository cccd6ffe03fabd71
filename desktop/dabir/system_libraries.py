"""Finds the system libraries that Qt's window needs and this machine lacks, before Qt itself fails over them.

Qt's wheels bring Qt but not the X11, OpenGL and font libraries below it. Read from the ELF files themselves (their
DT_NEEDED entries, through the dynamic linker), so nothing is loaded and no display is opened.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

#: Debian and Ubuntu packages of the libraries Qt 6 for X11 and Wayland asks for.
DEBIAN_PACKAGES: Final = MappingProxyType(
    {
        "libEGL.so.1": "libegl1",
        "libGL.so.1": "libgl1",
        "libGLX.so.0": "libglx0",
        "libOpenGL.so.0": "libopengl0",
        "libX11-xcb.so.1": "libx11-xcb1",
        "libX11.so.6": "libx11-6",
        "libSM.so.6": "libsm6",
        "libICE.so.6": "libice6",
        "libdbus-1.so.3": "libdbus-1-3",
        "libfontconfig.so.1": "libfontconfig1",
        "libfreetype.so.6": "libfreetype6",
        "libglib-2.0.so.0": "libglib2.0-0",
        "libgthread-2.0.so.0": "libglib2.0-0",
        "libxkbcommon.so.0": "libxkbcommon0",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libxcb.so.1": "libxcb1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-glx.so.0": "libxcb-glx0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-render.so.0": "libxcb-render0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-shm.so.0": "libxcb-shm0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-util.so.1": "libxcb-util1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
    }
)

#: What the window loads: Qt's widgets, and the platforms it can open a window or draw a picture on.
_BINARIES: Final = (
    "QtWidgets.abi3.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqoffscreen.so",
)


def missing_libraries(*, window: bool = True) -> tuple[str, ...]:
    """Return the names of the shared libraries that Qt needs and the linker does not find.

    Args:
        window: False asks only for what drawing without a display needs.

    Returns:
        Names such as "libEGL.so.1", sorted; empty on Windows and macOS, whose wheels are whole.
    """
    spec = importlib.util.find_spec("PySide6")
    if not sys.platform.startswith("linux") or spec is None or not spec.submodule_search_locations:
        return ()
    folder = Path(spec.submodule_search_locations[0])
    names = [name for name in _BINARIES if window or "libqxcb" not in name]
    missing: set[str] = set()
    for binary in (folder / name for name in names):
        listed = subprocess.run(
            ["ldd", str(binary)], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
        )
        missing.update(line.split()[0] for line in listed.stdout.splitlines() if "=> not found" in line)
    return tuple(sorted(missing))


def install_command(missing: Sequence[str]) -> str:
    """Return the command that installs libraries on Debian and Ubuntu, naming those it has no package for."""
    packages = sorted({DEBIAN_PACKAGES[name] for name in missing if name in DEBIAN_PACKAGES})
    unknown = sorted(name for name in missing if name not in DEBIAN_PACKAGES)
    command = f"Install them with: sudo apt-get install {' '.join(packages)}" if packages else ""
    return " ".join(part for part in (command, f"(and what holds {', '.join(unknown)})" if unknown else "") if part)


if __name__ == "__main__":
    lacking = missing_libraries()
    if lacking:
        print(f"The window needs system libraries that are not here: {', '.join(lacking)}.")  # noqa: T201
        print(install_command(lacking))  # noqa: T201
