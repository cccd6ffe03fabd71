"""The language packs of a desk: listing, installing, removing, and the one that ships with Dabir."""

from __future__ import annotations

import json
import logging
import shlex
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import packaging.version

from dabir.domain.errors import NotFound, PackError
from dabir.translation import install as installation
from dabir.translation import record
from dabir.translation.lock import locked
from dabir.translation.metadata import Metadata
from dabir.translation.record import Pack

__all__ = ["Pack", "Packs"]

#: Hashes of shipped packs that somebody removed and does not want back.
_DECLINED: Final = ".declined.json"
_log = logging.getLogger(__name__)


class Packs:
    """The packs in one folder. Safe to share between threads, and between processes of the same desk.

    Attributes:
        trouble: why the bundled pack could not be installed, a sentence; "".
    """

    def __init__(self, folder: Path, bundled: Sequence[Path] = ()) -> None:
        """Look after a folder of packs; nothing is read yet.

        Args:
            folder: where they are installed; made when needed.
            bundled: `.argosmodel` files that ship with Dabir, installed when packs are first asked for.
        """
        self.trouble = ""
        self._folder = folder
        self._bundled = tuple(bundled)
        self._first = threading.Lock()
        self._asked = False

    def installed(self) -> list[Pack]:
        """Return the installed packs, by name.

        The first call installs the bundled pack where it is not there yet. When that fails, the reason goes to the
        log and into `trouble`, and the other packs are listed all the same.
        """
        with self._first:
            if not self._asked:
                try:
                    self.ensure_bundled()
                except PackError as error:
                    self.trouble = str(error)
                    _log.warning("The bundled language pack is not installed: %s", error)
                self._asked = True
        return record.current(self._folder)

    def find(self, code_or_name: str) -> Pack:
        """Return the pack with this code, or with this name for people.

        Raises:
            NotFound: when there is none.
        """
        wanted = code_or_name.strip().casefold()
        packs = self.installed()
        for pack in packs:
            if wanted in {pack.info.name.casefold(), pack.name_for_people.casefold()}:
                return pack
        names = ", ".join(pack.info.name for pack in packs) or "none"
        raise NotFound(f"There is no language pack called {code_or_name}.", f"Installed: {names}.")

    def install(self, file: Path, *, progress: Callable[[int, int], None] | None = None) -> Pack:
        """Install a pack from a file (see `dabir.translation.install`), replacing another of the same code.

        Args:
            file: the `.argosmodel`.
            progress: told the bytes unpacked and the bytes in all.

        Raises:
            PackError: when it is damaged, hostile or translates garbage; what was installed before stays.
        """
        pack = installation.install(Path(file), self._folder, progress=progress)
        self._decline(pack.info.sha256, declined=False)
        return pack

    def remove(self, name: str) -> None:
        """Remove a pack. The bundled one does not come back by itself.

        Raises:
            NotFound: when no pack has this code or name.
            PackError: when its files cannot be removed.
        """
        pack = self.find(name)
        if pack.info.bundled:
            self._decline(pack.info.sha256, declined=True)
        installation.remove(pack.info.name, self._folder)

    def way_back(self, pair: tuple[str, str] | None = None) -> str:
        """Return how to get a pack back that ships with Dabir and was removed, a sentence; "" where none was.

        Args:
            pair: source and target language that it has to serve; None for any.

        Raises:
            PackError: when it cannot be read any more.
        """
        declined = self._declined()
        for file in self._bundled if declined and not self.trouble else ():
            sha256, says = installation.peek(file)
            if sha256 in declined and (pair is None or pair in says.directions):
                return f"{says.code}, which ships with Dabir, was removed. Get it back: {_installing(file)}"
        return ""

    def ensure_bundled(self) -> None:
        """Install the packs that ship with Dabir, unless they, or newer ones of the same code, are installed.

        Raises:
            PackError: when one cannot be installed.
        """
        for file in self._bundled:
            sha256, says = installation.peek(file)
            packs = record.current(self._folder)
            there = any(pack.info.sha256 == sha256 for pack in packs)
            if not there and sha256 not in self._declined() and not _newer(packs, says):
                installation.install(file, self._folder, again=False)

    def _declined(self) -> list[str]:
        try:
            return [str(one) for one in json.loads((self._folder / _DECLINED).read_bytes())]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError) as error:
            _log.warning("%s cannot be read: %s", self._folder / _DECLINED, error)
            return []

    def _decline(self, sha256: str, *, declined: bool) -> None:
        if declined == (sha256 in self._declined()):
            return
        try:
            with locked(self._folder):
                rest = [one for one in self._declined() if one != sha256]
                aside = self._folder / f"{_DECLINED}.new"
                aside.write_text(json.dumps([*rest, sha256] if declined else rest), encoding="ascii")
                aside.replace(self._folder / _DECLINED)
        except OSError as error:
            raise PackError(f"{self._folder / _DECLINED} cannot be written: {error.strerror}.") from error


def _installing(file: Path) -> str:
    """Return the command that installs a pack, as a shell takes it."""
    return f"dabir packs install {shlex.quote(str(file))}"


def _newer(packs: Sequence[Pack], says: Metadata) -> bool:
    """Return whether a pack of the same code with a higher version is installed."""
    for pack in packs:
        if pack.info.name == says.code:
            try:
                return packaging.version.parse(pack.info.version) > packaging.version.parse(says.version)
            except packaging.version.InvalidVersion:
                return False
    return False
