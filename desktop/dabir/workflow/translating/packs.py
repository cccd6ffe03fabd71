"""Language packs of the desk: what is installed, installing, downloading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dabir.translation import index
from dabir.translation.engine import Engine
from dabir.translation.index import Available
from dabir.translation.packs import Pack, Packs


class LanguagePacks:
    """Installs, lists and removes language packs."""

    def __init__(self, packs: Packs, engine: Engine, index_url: str, downloads: Path) -> None:
        """Work on the packs of a desk.

        Args:
            packs: the installed ones.
            engine: told to let go of a pack that is removed or replaced.
            index_url: address of the pack index.
            downloads: folder for downloads, whole and half-done.
        """
        self._packs = packs
        self._engine = engine
        self._index_url = index_url
        self._downloads = downloads

    def installed(self) -> list[Pack]:
        """Return the installed packs."""
        return self._packs.installed()

    def install(self, file: Path) -> Pack:
        """Install a pack from a file, after a trial translation.

        Raises:
            PackError: when it is damaged, hostile or translates garbage; what was installed before stays.
        """
        pack = self._packs.install(file)
        self._engine.forget(pack.info.name)
        return pack

    def remove(self, name: str) -> None:
        """Remove a pack.

        Raises:
            NotFound: when no pack has this name.
        """
        code = self._packs.find(name).info.name
        self._engine.forget(code)
        self._packs.remove(code)

    def way_back(self) -> str:
        """Return how to get a pack back that ships with Dabir and was removed, a sentence; "" where none was."""
        return self._packs.way_back()

    def available(self) -> list[Available]:
        """Ask the pack index what there is. This opens a connection: call it only when the user asked.

        Raises:
            PackError: when the index cannot be reached or read.
        """
        return index.available(self._index_url)

    def download(
        self,
        wanted: Available,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Pack:
        """Download a pack and install it; an interrupted download goes on where it stopped.

        Raises:
            PackError: when it cannot be had or installed.
            Cancelled: when `cancel` said so; what came so far is kept for the next try.
        """
        file = index.download(wanted, self._downloads, progress=progress, cancel=cancel)
        pack = self.install(file)
        file.unlink(missing_ok=True)
        return pack
