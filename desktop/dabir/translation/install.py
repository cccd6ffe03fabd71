"""Installs a pack from its `.argosmodel` file: checked, unpacked aside, tried, and only then put in place.

The order is what makes it safe. Everything happens in a hidden folder on the same disk; one rename makes the pack
appear; the folder of the version before goes last. A process that dies in between leaves the old state and a hidden
folder, which the next installation removes. One lock keeps two processes from doing this at the same time.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from dabir.domain.errors import PackError
from dabir.translation import archive, metadata, probe, record
from dabir.translation.argos import read_package
from dabir.translation.lock import locked
from dabir.translation.metadata import Metadata
from dabir.translation.record import Pack

_NEW: Final = ".new-"
_OLD: Final = ".old-"
_TOKENIZERS: Final = ("sentencepiece.model", "bpe.model")


def sha256_of(stream: IO[bytes]) -> str:
    """Return the lower-case hex SHA-256 of an open file, from its start."""
    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]


def peek(file: Path) -> tuple[str, Metadata]:
    """Return the hash of a pack's file and what it says of itself, without installing it.

    Raises:
        PackError: when it is no pack.
    """
    with _open(file) as stream:
        sha256 = sha256_of(stream)
        with archive.open_archive(stream, file) as opened:
            contents = archive.check(opened, file)
            return sha256, metadata.parse(archive.read(opened, contents, "metadata.json", file), file)


def install(
    file: Path, folder: Path, *, progress: Callable[[int, int], None] | None = None, again: bool = True
) -> Pack:
    """Install a pack, replacing another of the same code.

    Args:
        file: the `.argosmodel`.
        folder: where the desk's packs are.
        progress: told the bytes unpacked and the bytes in all.
        again: whether the same file is installed anew, which repairs it; else what is there is returned.

    Returns:
        The installed pack.

    Raises:
        PackError: when it is damaged, hostile or translates garbage; what was installed before stays.
    """
    try:
        with _open(file) as stream, locked(folder):
            clean(folder)
            there = None if again else _find(sha256_of(stream), folder)
            if there is not None:
                return there
            aside = Path(tempfile.mkdtemp(prefix=_NEW, dir=folder))
            try:
                pack = _prepare(stream, file, aside / "pack", folder, progress)
                os.rename(aside / "pack", pack.path)  # noqa: PTH104 - must never replace, and is what tests look at
                _sync_folder(folder)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
            clean(folder)
            return pack
    except OSError as error:
        raise PackError(
            f"{file} could not be installed into {folder}: {error.strerror or error}.",
            "See that the folder can be written.",
        ) from error


def remove(name: str, folder: Path) -> None:
    """Remove every installation of a code.

    Raises:
        PackError: when its files cannot be removed.
    """
    try:
        with locked(folder):
            # The newest last: while it stands, none of the older ones counts.
            for pack in sorted(record.generations(folder), key=lambda one: one.sequence):
                if pack.info.name == name:
                    _discard(pack.path)
            clean(folder)
    except OSError as error:
        raise PackError(
            f"The language pack {name} could not be removed from {folder}: {error.strerror or error}.",
            "Close other windows of Dabir and try again.",
        ) from error


def clean(folder: Path) -> None:
    """Remove what interrupted installations left; only for who holds the folder's lock."""
    kept = {pack.path for pack in record.current(folder)}
    for pack in record.generations(folder):
        if pack.path not in kept:
            _discard(pack.path)
    for path in folder.iterdir():
        if path.name.startswith((_NEW, _OLD)):
            shutil.rmtree(path, ignore_errors=True)


def _find(sha256: str, folder: Path) -> Pack | None:
    return next((pack for pack in record.current(folder) if pack.info.sha256 == sha256), None)


def _discard(path: Path) -> None:
    # Renamed first, so that nobody ever finds a pack with half of its files.
    path.rename(path.with_name(f"{_OLD}{path.name}-{os.getpid()}"))


def _open(file: Path) -> IO[bytes]:
    try:
        return file.open("rb")
    except OSError as error:
        raise PackError(f"{file} cannot be opened: {error.strerror}.", "Name a pack's .argosmodel file.") from error


def _prepare(
    stream: IO[bytes], file: Path, into: Path, folder: Path, progress: Callable[[int, int], None] | None
) -> Pack:
    """Check, unpack and try a pack in a folder of its own; return what it will be once it is renamed."""
    sha256 = sha256_of(stream)
    into.mkdir()
    with archive.open_archive(stream, file) as opened:
        contents = archive.check(opened, file)
        raw = archive.read(opened, contents, "metadata.json", file)
        says = metadata.parse(raw, file)
        names = {name for name, _ in contents.entries}
        if "model/model.bin" not in names:
            raise PackError(f"{file} is not a language pack that can be used: it has no model/model.bin.")
        if not names.intersection(_TOKENIZERS):
            raise PackError(f"{file} is not a language pack that can be used: it has no tokenizer.")
        if record.RECORD in names:
            raise PackError(f"{file} is not a language pack that can be used: it has a {record.RECORD} of its own.")
        archive.unpack(opened, contents, into, file, progress)
    # Argos reads it in the encoding of the system, which on Windows is not UTF-8: so nothing but ASCII is left in it.
    _write(into / "metadata.json", json.dumps(json.loads(raw.decode("utf-8-sig")), indent=1).encode("ascii"))
    read_package(into)
    probe.run(into, file)
    sequence = 1 + max((pack.sequence for pack in record.generations(folder)), default=0)
    pack = record.pack_of(
        says,
        folder / f"{says.code}@{sequence}",
        sha256=sha256,
        size=contents.size,
        installed=datetime.now(UTC),
        sequence=sequence,
    )
    _write(into / record.RECORD, record.dump(pack))
    for path in (*(one for one in into.rglob("*") if one.is_dir()), into):
        _sync_folder(path)
    return pack


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(path: Path) -> None:
    if sys.platform == "win32":  # folders cannot be opened there, and NTFS journals them
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
