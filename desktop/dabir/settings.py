"""Places and options of one desk.

Everything Dabir keeps lies under one home folder: the database, keys, packs, outputs. `DABIR_HOME` or `--home`
name it; else it is the platform's user data folder (platformdirs).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

#: Address of the official Argos Translate pack index (its JSON file); DABIR_PACK_INDEX replaces it.
ARGOS_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"


@dataclass(frozen=True, slots=True)
class Places:
    """Where a desk keeps its things.

    Attributes:
        home: the desk's folder; created on first use, readable by its owner only.
    """

    home: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.home / "desk.sqlite3"

    @property
    def backups(self) -> Path:
        """Copies of the database made before a migration."""
        return self.home / "backups"

    @property
    def keys(self) -> Path:
        """Editors' and the device's private keys."""
        return self.home / "keys"

    @property
    def packs(self) -> Path:
        """Installed language packs."""
        return self.home / "packs"

    @property
    def released(self) -> Path:
        """The output folder releases are written to."""
        return self.home / "released"

    @property
    def logs(self) -> Path:
        """Crash reports."""
        return self.home / "logs"

    @property
    def has_desk(self) -> bool:
        """Whether there is a desk; True where the folder may not be read, so that opening it says what is wrong."""
        try:
            return self.database.is_file()
        except PermissionError:
            return True

    def create(self) -> Places:
        """Make the home folder, readable by its owner only, and return these places.

        Raises:
            OSError: when it cannot be made.
        """
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self


def places(home: str | Path | None = None) -> Places:
    """Find the desk's folder.

    Args:
        home: the folder asked for; None takes DABIR_HOME, else the platform's user data folder.
    """
    chosen = home or os.environ.get("DABIR_HOME") or platformdirs.user_data_dir("dabir", appauthor=False)
    return Places(Path(chosen).expanduser().absolute())


def resources() -> Path:
    """Return the folder of what ships beside the code (packs, samples, lists, fonts list).

    DABIR_RESOURCES names it; else it is looked for beside the source tree and inside an installed package.

    Raises:
        FileNotFoundError: when the installation is not whole.
    """
    here = Path(__file__).resolve().parent
    named = os.environ.get("DABIR_RESOURCES")
    candidates = [Path(named)] if named else [here / "resources", here.parent.parent / "resources"]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"Dabir's resources folder is missing; looked in {candidates}")
