"""Sharing experience with a partner: memory and terms of two languages in one file, out and in.

The file is a zip archive with the memory as TMX, the terms as TBX and as a table, and a page that says in plain words
what it is. Terms kept for other partners never leave the desk, nor does the desk's own code for a partner.
"""

from __future__ import annotations

import dataclasses
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO, Final

from dabir.domain.counting import counted
from dabir.domain.errors import InputRefused
from dabir.domain.language import name_of, normalise
from dabir.domain.term import Term
from dabir.translation.termbase import csv_file, tbx
from dabir.workflow import whole_files
from dabir.workflow.experience.memory import Imported as MemoryImported
from dabir.workflow.experience.memory import Memory
from dabir.workflow.experience.terms import Imported, Terms

_MEMORY: Final = "memory.tmx"
_TERMS: Final = "terms.tbx"
_TABLE: Final = "terms.csv"
_PAGE: Final = "README.txt"

#: Largest memory that is taken out of an archive, in bytes.
_MOST: Final = 2 * 1024 * 1024 * 1024
_PIECE: Final = 1024 * 1024
#: All entries of an archive have this time, so that the same content makes the same file.
_TIME: Final = (1980, 1, 1, 0, 0, 0)

_TEXT: Final = """Translation memory and terms, {source} – {target}
{line}

{units} and {terms}, both directions together, shared by a news desk
under a cooperation agreement.

memory.tmx   Sentences and their translations, each confirmed by an editor. TMX 1.4b: any translation program reads
             it.
terms.tbx    How names and expressions are to be translated, and how not. TBX-Basic: translation programs and
             termbases read it.
terms.csv    The same terms as a table ({source} to {target}). Spreadsheets open it.

To take all of it over into Dabir:    dabir exchange import FILE
In another program, import the .tmx file as a memory and the .tbx file as a termbase.

Nobody's stories are in here as stories: only single sentences that were translated and confirmed, and terms.
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Exchanged:
    """What went out or came in.

    Attributes:
        units: units of the memory, both directions together.
        terms: terms, both directions together: an entry of the file counts once in each.
        new_units: of what came in, the units that the memory did not have.
        new_terms: of what came in, the terms that the termbase did not have.
        left_out: what could not be taken and why, a sentence each.
    """

    units: int
    terms: int
    left_out: tuple[str, ...] = ()
    new_units: int = 0
    new_terms: int = 0


class Exchange:
    """Writes and reads the file that partners exchange."""

    def __init__(self, terms: Terms, memory: Memory) -> None:
        self._terms = terms
        self._memory = memory

    def export(self, path: Path, source: str, target: str, partner: str = "") -> Exchanged:
        """Write memory and terms of two languages, in both directions, into one file.

        Args:
            path: the zip archive to write.
            source: one language.
            target: the other.
            partner: code of the partner it is for, whose own terms are among them; "" for what is for every partner.

        Raises:
            StoreError: when it cannot be written; what was there before stays.
        """
        there = self._shared(source, target, partner)
        back = self._shared(target, source, partner)
        with whole_files.replacing(path) as part, tempfile.TemporaryDirectory() as folder:
            memory = Path(folder) / _MEMORY
            units = self._memory.export_tmx(memory, source, target, partner or None)
            concepts = [*there, *_only_back(there, back)]
            entries = tbx.write(concepts)
            terms = _size(entries)
            page = _page(normalise(source), normalise(target), units, terms)
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(_info(_PAGE), page.encode("utf-8"))
                archive.writestr(_info(_TERMS), entries)
                archive.writestr(_info(_TABLE), csv_file.write(there))
                with memory.open("rb") as file, archive.open(_info(_MEMORY), "w", force_zip64=True) as entry:
                    while piece := file.read(_PIECE):
                        entry.write(piece)
        return Exchanged(units, terms)

    def import_file(self, path: Path, partner: str = "") -> Exchanged:
        """Take over what a partner's file has; terms that a file of the same name brought and this one has not go.

        Args:
            path: the zip archive.
            partner: code of the partner whose stories the terms are for; "" for every partner.

        Raises:
            InputRefused: when it is no such file, or damaged; nothing was taken over where its terms cannot be read.
        """
        memory, terms = MemoryImported(0, 0), Imported()
        with tempfile.TemporaryDirectory() as folder:
            found = _unpacked(path, Path(folder))
            if _TERMS in found:
                terms = self._terms.import_bytes(found[_TERMS].read_bytes(), path.name, partner=partner)
            if _MEMORY in found:
                memory = self._memory.import_tmx(found[_MEMORY])
        left_out = (*terms.left_out, *memory.reasons)
        return Exchanged(memory.units, terms.kept, left_out, memory.added, terms.new)

    def _shared(self, source: str, target: str, partner: str) -> list[Term]:
        """Return the terms of a direction that this partner may see, without the desk's code for it."""
        shared = self._terms.exported(source, target, partner)
        return [dataclasses.replace(term, partner="") for term in shared]


def _size(entries: bytes) -> int:
    """Return how many terms a desk finds in the entries, each in its direction: what the partner will be told."""
    found = tbx.read(entries, _TERMS).terms
    return len({(term.source_language, term.source, term.target_language, term.target) for term in found})


def _only_back(there: list[Term], back: list[Term]) -> list[Term]:
    """Return the terms of the way back that the way there does not have: an entry of TBX holds in both directions."""
    known = {(term.target, term.source) for term in there}
    return [term for term in back if (term.source, term.target) not in known]


def _page(source: str, target: str, units: int, terms: int) -> str:
    title = f"Translation memory and terms, {name_of(source)} – {name_of(target)}"
    return _TEXT.format(
        source=name_of(source),
        target=name_of(target),
        line="=" * len(title),
        units=counted(units, "confirmed sentence"),
        terms=counted(terms, "term"),
    )


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _unpacked(path: Path, folder: Path) -> dict[str, Path]:
    """Unpack the entries that are known by name, and no others, into a folder.

    Raises:
        InputRefused: when it is no such archive, is damaged, or gives more than fits.
    """
    found: dict[str, Path] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if info.filename in {_MEMORY, _TERMS} and info.filename not in found:
                    # The memory is known by the name of its file: that of the archive, not of all archives.
                    file = folder / f"{path.stem}{Path(info.filename).suffix}"
                    with archive.open(info) as entry, file.open("wb") as into:
                        _copy(entry, into, f"{path}/{info.filename}")
                    found[info.filename] = file
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputRefused(
            f"{path} is no exchange file, or is damaged ({error}).", "Ask the partner to send it again."
        ) from error
    except OSError as error:
        raise InputRefused(f"{path} cannot be read: {error.strerror}.", "See that it is there.") from error
    if not found:
        raise InputRefused(f"{path} has neither {_MEMORY} nor {_TERMS}.", "Choose a file that a desk exported.")
    return found


def _copy(entry: IO[bytes], into: IO[bytes], name: str) -> None:
    left = _MOST
    while piece := entry.read(_PIECE):
        left -= len(piece)
        if left < 0:
            raise InputRefused(f"{name} unpacks to more than {_MOST} bytes.", "Ask the partner for smaller files.")
        into.write(piece)
