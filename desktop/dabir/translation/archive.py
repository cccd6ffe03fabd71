"""The zip a pack comes in: checked entry by entry before a byte is written, then unpacked with limits.

An entry is refused that would land outside the folder, that is a link, comes twice, is encrypted or unpacks to more
than a pack can need. Never `extractall`: it would silently rename or skip what it does not like.
"""

from __future__ import annotations

import os
import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from dabir.domain.errors import PackError

#: Bytes a file of a pack, and all of them, may unpack to.
LARGEST: Final = 4 << 30
#: Entries a pack may have, and how many times its size an entry may unpack to.
_MOST: Final = 10_000
_RATIO: Final = 200
_NO_BOMB: Final = 16 << 20
_CHUNK: Final = 1 << 20
#: Data for sentence splitters that Dabir does not use; some of it is Python pickle, which nobody should load.
_UNUSED: Final = frozenset({"stanza", "spacy", "minisbd"})
_DEVICES: Final = frozenset({"con", "prn", "aux", "nul", *(f"{a}{i}" for a in ("com", "lpt") for i in range(1, 10))})


@dataclass(frozen=True, slots=True)
class Contents:
    """What a checked archive holds.

    Attributes:
        entries: path below the top folder, and the entry; folders and unused data left out.
        size: bytes they unpack to.
    """

    entries: tuple[tuple[str, zipfile.ZipInfo], ...]
    size: int


def open_archive(stream: IO[bytes], file: Path) -> zipfile.ZipFile:
    """Open a pack's zip.

    Raises:
        PackError: when it is none.
    """
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise PackError(
            f"{file} is not a language pack: it is no zip archive, or it is cut off.", "Download it again."
        ) from error


def check(archive: zipfile.ZipFile, file: Path, largest: int = LARGEST) -> Contents:
    """Check the list of entries.

    Args:
        archive: the opened zip.
        file: its name, for messages.
        largest: bytes it may unpack to.

    Raises:
        PackError: when an entry is not what a pack may have.
    """
    listed = archive.infolist()
    if len(listed) > _MOST:
        raise _refused(file, f"it has {len(listed)} entries")
    seen: dict[str, bool] = {}
    tops, entries, size = set(), [], 0
    for entry in listed:
        parts = _parts(entry, file)
        folded = unicodedata.normalize("NFC", "/".join(parts)).casefold()
        if folded in seen:
            raise _refused(file, f"{entry.filename!r} comes twice")
        seen[folded] = entry.is_dir()
        size += _checked_size(entry, file, largest)
        if size > largest:
            raise _refused(file, f"it unpacks to more than {largest >> 20} MiB")
        tops.add(parts[0])
        if len(parts) == 1 and not entry.is_dir():
            raise _refused(file, f"{entry.filename!r} lies beside the pack's folder")
        if len(parts) > 1 and not entry.is_dir() and parts[1] not in _UNUSED:
            entries.append(("/".join(parts[1:]), entry))
    if len(tops) != 1:
        raise _refused(file, f"it has {len(tops)} top folders where a pack has one")
    for name in seen:
        above = name.split("/")[:-1]
        if any(seen.get("/".join(above[: i + 1])) is False for i in range(len(above))):
            raise _refused(file, f"{name!r} lies inside a file")
    return Contents(tuple(entries), sum(entry.file_size for _, entry in entries))


def read(archive: zipfile.ZipFile, contents: Contents, name: str, file: Path, largest: int = 1 << 20) -> bytes:
    """Return one small file of a checked archive.

    Raises:
        PackError: when it is missing, too big or damaged.
    """
    entry = dict(contents.entries).get(name)
    if entry is None:
        raise _refused(file, f"it has no {name}")
    if entry.file_size > largest:
        raise _refused(file, f"its {name} is bigger than {largest >> 10} KiB")
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise _damaged(file, entry, error) from error


def unpack(
    archive: zipfile.ZipFile,
    contents: Contents,
    into: Path,
    file: Path,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write the files of a checked archive and make sure they are on the disk.

    Args:
        archive: the opened zip.
        contents: what `check` returned for it.
        into: an empty folder.
        file: the zip's name, for messages.
        progress: told the bytes written and the bytes in all.

    Raises:
        PackError: when an entry is damaged or the disk is full.
    """
    free = shutil.disk_usage(into).free
    if free < contents.size + _NO_BOMB:
        raise PackError(
            f"{file} needs {contents.size >> 20} MiB on the disk of {into.parent}; {free >> 20} MiB are free.",
            "Make room and try again.",
        )
    done = 0
    for name, entry in contents.entries:
        place = into.joinpath(*name.split("/"))
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with archive.open(entry) as source, place.open("xb") as target:
                while chunk := source.read(_CHUNK):
                    target.write(chunk)
                    done += len(chunk)
                    if progress:
                        progress(done, contents.size)
                target.flush()
                os.fsync(target.fileno())
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise _damaged(file, entry, error) from error


def _parts(entry: zipfile.ZipInfo, file: Path) -> list[str]:
    name = entry.orig_filename
    bare = name.removesuffix("/")
    parts = bare.split("/")
    bad = (
        any(character in '\\:*?"<>|' or ord(character) < 32 for character in bare)
        or any(part in {"", ".", ".."} or part != part.rstrip(" .") for part in parts)
        or any(part.split(".")[0].lower() in _DEVICES for part in parts)
        or len(bare) > 240
    )
    if bad:
        raise _refused(file, f"the name of its entry {name[:100]!r} is not safe")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise _refused(file, f"{name!r} is a link or a device")
    return parts


def _checked_size(entry: zipfile.ZipInfo, file: Path, largest: int) -> int:
    if entry.flag_bits & 0x1:
        raise _refused(file, f"{entry.filename!r} is encrypted")
    if entry.file_size > largest:
        raise _refused(file, f"{entry.filename!r} unpacks to more than {largest >> 20} MiB")
    if entry.file_size > max(_NO_BOMB, _RATIO * entry.compress_size):
        raise _refused(file, f"{entry.filename!r} unpacks to more than {_RATIO} times its size")
    return entry.file_size


def _refused(file: Path, reason: str) -> PackError:
    return PackError(f"{file} is not a language pack that can be used: {reason}.", "Get it again from its source.")


def _damaged(file: Path, entry: zipfile.ZipInfo, error: Exception) -> PackError:
    if isinstance(error, OSError) and error.strerror:
        return PackError(f"{entry.filename} of {file} cannot be unpacked: {error.strerror}.", "Make room for it.")
    return PackError(f"{file} is damaged: {entry.filename} cannot be unpacked ({error}).", "Download it again.")
