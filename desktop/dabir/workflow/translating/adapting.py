"""Adapting the bundled pack to the desk: its training goes on with what was confirmed here.

The training needs Torch, which the program itself does not: it is imported when somebody asks for it, only then.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from dabir.domain.errors import NotFound, StoreError
from dabir.store import memory
from dabir.store.database import Database
from dabir.store.memory import DESK, MemoryFilter
from dabir.translation.packs import Pack
from dabir.workflow import whole_files
from dabir.workflow.translating.packs import LanguagePacks

#: What the extra `adapt` brings that the program itself has not.
_OPTIONAL: Final = ("torch", "sacrebleu")


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What came of adapting the bundled pack.

    Attributes:
        pack: the new pack, installed; None where it was refused.
        refused: why, a sentence with the figures; "".
        base: the bundled pack.
        version: of the new pack, or the one it would have had.
        learned: confirmed units learned from.
        development: confirmed units that told when to stop.
        held_out: confirmed units that judged.
        own: chrF on those before and after.
        corpus: chrF on the development part of the bundled corpus before and after; None where it was not asked.
        minutes: the training took.
    """

    pack: Pack | None
    refused: str
    base: Pack
    version: str
    learned: int
    development: int
    held_out: int
    own: tuple[float, float]
    corpus: tuple[float, float] | None
    minutes: float


class Adapting:
    """Continues the training of the bundled pack on the desk's own confirmed units."""

    def __init__(self, database: Database, packs: LanguagePacks, corpus: Path, clock: Callable[[], datetime]) -> None:
        """Work on the memory and the packs of a desk.

        Args:
            database: the desk's.
            packs: the installed ones, to which the new one is added.
            corpus: folder of the bundled corpus.
            clock: the present moment.
        """
        self._database = database
        self._packs = packs
        self._corpus = corpus
        self._clock = clock

    def adapt(self, *, minutes: float, say: Callable[[str], None], output: Path | None = None) -> Adaptation:
        """Adapt the bundled pack; what comes of it is installed if it does better, beside the bundled one.

        Always begun from the bundled pack, with all units there are: so nothing adds up from one time to the next.

        Args:
            minutes: time the training may take.
            say: told a line now and then.
            output: where to write the new pack too, to install it on other machines of the desk.

        Raises:
            NotFound: when the libraries for training or the bundled pack are not installed.
            NotAllowed: when the desk has too few confirmed units.
            PackError: when the bundled pack cannot be continued, or the new one cannot be installed.
            StoreError: when `output` cannot be written.
        """
        _see_what_is_missing()
        if output is not None:
            _see_that_it_can_be_written(output)
        from dabir.training import adaptation, renewed  # noqa: PLC0415 - heavy, and most desks do not have it

        base, current = self._bundled(renewed.SUFFIX)
        units = memory.each(self._database.read(), MemoryFilter(origin=DESK))
        desk = adaptation.Desk(base, current, units, self._corpus, self._clock())
        with tempfile.TemporaryDirectory(prefix="dabir-adapt-") as folder:
            made = adaptation.adapt(desk, Path(folder), minutes=minutes, say=say)
            pack = self._packs.install(made.file) if made.file is not None else None
            if output is not None and made.file is not None:
                with whole_files.replacing(output) as part:
                    part.write_bytes(made.file.read_bytes())
        figures = made.figures
        return Adaptation(
            pack=pack,
            refused=made.refused,
            base=base,
            version=made.version,
            learned=made.learned,
            development=made.development,
            held_out=figures.units,
            own=(figures.own_before, figures.own_after),
            corpus=figures.corpus,
            minutes=made.minutes,
        )

    def _bundled(self, suffix: str) -> tuple[Pack, Pack]:
        """Return the bundled pack, and the one that was adapted from it, or itself where none was."""
        bundled = {pack.info.name: pack for pack in self._packs.installed() if pack.info.bundled}
        base = next((pack for name, pack in bundled.items() if not name.endswith(suffix)), None)
        if base is None:
            raise NotFound(
                "The bundled language pack is not installed.",
                self._packs.way_back() or "Install it again from the resources of Dabir: dabir packs install FILE",
            )
        return base, bundled.get(f"{base.info.name}{suffix}", base)


def _see_that_it_can_be_written(output: Path) -> None:
    """Say so before the training, not after it, where a file's folder is not there or may not be written."""
    try:
        tempfile.TemporaryFile(dir=output.absolute().parent).close()
    except OSError as error:
        raise StoreError(
            f"{output} cannot be written: {error.strerror}.", "See that the folder is there and may be written."
        ) from error


def _see_what_is_missing() -> None:
    missing = [name for name in _OPTIONAL if importlib.util.find_spec(name) is None]
    if missing:
        raise NotFound(
            f"Adapting a pack needs {' and '.join(missing)}, not installed here.",
            "Install what it needs with: pip install 'dabir[adapt]'",
        )
