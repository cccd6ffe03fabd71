"""What Qt lacks of the system is named, with the command that installs it, before Qt fails over it."""

import os
import sys
from pathlib import Path

import pytest

from dabir.system_libraries import install_command, missing_libraries


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other wheels of Qt are whole")
def test_libraries_the_linker_does_not_find_are_named(tmp_path, monkeypatch):
    ldd = tmp_path / "ldd"
    ldd.write_text(
        "#!/bin/sh\necho '\tlibxcb-cursor.so.0 => not found'\necho '\tlibm.so.6 => /lib/libm.so.6 (0x0)'\n"
    )
    ldd.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert missing_libraries() == ("libxcb-cursor.so.0",)


def test_command_names_debian_packages_once_each():
    said = install_command(["libglib-2.0.so.0", "libgthread-2.0.so.0", "libEGL.so.1"])
    assert said == "Install them with: sudo apt-get install libegl1 libglib2.0-0"


def test_library_without_a_known_package_is_named_all_the_same():
    assert "libnew.so.9" in install_command(["libEGL.so.1", "libnew.so.9"])
    assert install_command([]) == ""


def test_every_binary_that_is_looked_at_is_there():
    import PySide6

    from dabir.system_libraries import _BINARIES

    if sys.platform.startswith("linux"):
        folder = Path(PySide6.__path__[0])
        assert all((folder / name).is_file() for name in _BINARIES)
