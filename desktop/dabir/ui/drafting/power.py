"""Whether this computer runs on its battery. Knows no Qt, and answers False where nobody can tell.

May take some milliseconds (on macOS a process is started), so it is asked off the main thread.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path
from typing import Final

_SUPPLIES: Final = Path("/sys/class/power_supply")
#: Seconds that the system's own tool is given.
_PATIENCE: Final = 5


def on_battery() -> bool:
    """Tell whether the computer draws from its battery now."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _macos()
    return of_supplies(_SUPPLIES)


def of_supplies(folder: Path) -> bool:
    """Tell it from the kernel's power supplies.

    A battery of the system that discharges while no mains adapter is connected counts; those of mice and headsets
    ("scope: Device") do not.

    Args:
        folder: `/sys/class/power_supply` (Linux, Documentation/ABI/testing/sysfs-class-power).
    """
    discharging = False
    try:
        supplies = sorted(folder.iterdir())
    except OSError:
        return False
    for supply in supplies:
        kind = _read(supply / "type")
        if kind == "Battery" and _read(supply / "scope") != "Device":
            discharging = discharging or _read(supply / "status") == "Discharging"
        elif kind in {"Mains", "USB", "Wireless"} and _read(supply / "online") == "1":
            return False
    return discharging


def of_line_status(status: int) -> bool:
    """Tell it from `ACLineStatus` of Windows: 0 is the battery, 1 the mains, 255 unknown (SYSTEM_POWER_STATUS)."""
    return status == 0


def of_pmset(words: str) -> bool:
    """Tell it from the first line that `pmset -g batt` prints on macOS."""
    return "'Battery Power'" in words.partition("\n")[0]


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace").strip()
    except OSError:
        return ""


class _SystemPowerStatus(ctypes.Structure):
    """SYSTEM_POWER_STATUS (winbase.h)."""

    _fields_ = (
        ("ACLineStatus", ctypes.c_ubyte),
        ("BatteryFlag", ctypes.c_ubyte),
        ("BatteryLifePercent", ctypes.c_ubyte),
        ("SystemStatusFlag", ctypes.c_ubyte),
        ("BatteryLifeTime", ctypes.c_ulong),
        ("BatteryFullLifeTime", ctypes.c_ulong),
    )


def _windows() -> bool:
    status = _SystemPowerStatus()
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only, as the type checker knows
    return bool(kernel.GetSystemPowerStatus(ctypes.byref(status))) and of_line_status(status.ACLineStatus)


def _macos() -> bool:
    try:
        told = subprocess.run(["/usr/bin/pmset", "-g", "batt"], capture_output=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return of_pmset(told.stdout.decode("utf-8", "replace"))
