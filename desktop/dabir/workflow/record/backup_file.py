"""The file of a backup: a zip with the database, the folder of keys, and a manifest of what each has to be.

Any program that reads zip files gets at the desk in it. The manifest is there against damage: it is not signed,
because the device's key lies in the same file, so that whoever could change the one could sign the other. What nobody
can change unseen is the log, and that is verified after reading as it is on any desk.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final, Self

from dabir.domain.errors import InputRefused

FORMAT: Final = "dabir.backup.v1"
DATABASE: Final = "desk.sqlite3"
KEYS: Final = "keys"
_MANIFEST: Final = "manifest.json"
#: More than any manifest has.
_LONGEST_MANIFEST: Final = 1 << 20
_CHUNK: Final = 1 << 20
#: The lowest level of deflate: the database is packed inside already, or soon will be.
_LEVEL: Final = 1
#: What a file of the backup may be called: nothing that leads out of the folder it is unpacked into.
_NAME: Final = re.compile(rf"{re.escape(DATABASE)}|{KEYS}/[A-Za-z0-9_-][A-Za-z0-9._-]{{0,199}}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_FAULTS: Final = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, UnicodeDecodeError)

#: Told how many bytes are done, and how many there are.
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the backup.

    Attributes:
        name: its name in the zip and below the desk's folder, with "/".
        size: bytes.
        sha256: hash of them, lower-case hex.
    """

    name: str
    size: int
    sha256: str

    @classmethod
    def of(cls, folder: Path, name: str) -> Self:
        """Return what a file has to be from now on.

        Raises:
            OSError: when it cannot be read.
        """
        file, digest = folder / name, hashlib.sha256()
        with file.open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                digest.update(chunk)
        return cls(name, file.stat().st_size, digest.hexdigest())


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        taken: the moment the desk was copied, with an offset.
        program: version of the Dabir that made it.
        desk: the desk's folder.
        device: identifier of its device; "" where nothing was decided yet.
        entries: number of entries of the log.
        stories: number of story versions.
        parts: its files.
    """

    taken: datetime
    program: str
    desk: str
    device: str
    entries: int
    stories: int
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(part.size for part in self.parts)

    def to_bytes(self) -> bytes:
        """Return it as it is written."""
        fields = {
            "format": FORMAT,
            "taken": self.taken.isoformat(),
            "program": self.program,
            "desk": self.desk,
            "device": self.device,
            "entries": self.entries,
            "stories": self.stories,
            "parts": [{"name": part.name, "size": part.size, "sha256": part.sha256} for part in self.parts],
        }
        return json.dumps(fields, ensure_ascii=True, indent=1).encode() + b"\n"

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Read it.

        Raises:
            ValueError: when it is none, or names a file that no backup has.
        """
        fields = json.loads(data)
        try:
            if fields["format"] != FORMAT:
                raise ValueError("not a manifest of this form")
            parts = tuple(_part(one) for one in fields["parts"])
            made = cls(
                datetime.fromisoformat(fields["taken"]),
                str(fields["program"]),
                str(fields["desk"]),
                str(fields["device"]),
                int(fields["entries"]),
                int(fields["stories"]),
                parts,
            )
        except (KeyError, TypeError) as error:
            raise ValueError("not a manifest") from error
        names = {part.name.casefold() for part in parts}
        if DATABASE not in names or len(names) != len(parts):
            raise ValueError("not the files of a desk")
        return made


def _part(fields: dict[str, Any]) -> Part:
    name, size, sha256 = fields["name"], fields["size"], fields["sha256"]
    if not _NAME.fullmatch(name) or not isinstance(size, int) or size < 0 or not _SHA256.fullmatch(sha256):
        raise ValueError(f"not a file of a desk: {name!r}")
    return Part(name, size, sha256)


def names_in(folder: Path) -> list[str]:
    """Return the names of what a backup takes of a folder laid out like a desk's."""
    keys = sorted(file.name for file in (folder / KEYS).glob("*") if file.is_file())
    return [DATABASE, *(name for name in (f"{KEYS}/{key}" for key in keys) if _NAME.fullmatch(name))]


def write(file: Path, folder: Path, manifest: Manifest, on_progress: OnProgress | None = None) -> None:
    """Write the files of a folder into a new zip that only its owner can read, and flush it to the disk.

    Raises:
        OSError: when it cannot be written.
    """
    done = 0
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as packed:
            packed.writestr(_MANIFEST, manifest.to_bytes())
            for part in manifest.parts:
                with (folder / part.name).open("rb") as source, packed.open(part.name, "w", force_zip64=True) as into:
                    while chunk := source.read(_CHUNK):
                        into.write(chunk)
                        done += len(chunk)
                        if on_progress:
                            on_progress(done, manifest.size)
        out.flush()
        os.fsync(out.fileno())


def unpack(file: Path, folder: Path | None, on_progress: OnProgress | None = None) -> Manifest:
    """Read a backup to its end and compare every byte of it with its manifest.

    Args:
        file: the backup.
        folder: where its files are written, readable by their owner only; None only compares.
        on_progress: told of each piece.

    Raises:
        InputRefused: when it cannot be read, is no backup, or is damaged.
        OSError: when the folder cannot be written.
    """
    done = 0
    with _opened(file) as packed:
        manifest = _manifest(packed, file)
        for part in manifest.parts:
            for size in _unpacked(packed, part, folder, file):
                done += size
                if on_progress:
                    on_progress(done, manifest.size)
    return manifest


def _unpacked(packed: zipfile.ZipFile, part: Part, folder: Path | None, file: Path) -> Iterator[int]:
    """Write one file, and yield the size of each piece of it."""
    digest, left = hashlib.sha256(), part.size
    with packed.open(part.name) as source, _target(folder, part.name) as into:
        # One byte more than there may be is enough to know: what unpacks beyond its size is not read to its end.
        while chunk := source.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                break
            digest.update(chunk)
            if into:
                into.write(chunk)
            yield len(chunk)
        if into:
            into.flush()
            os.fsync(into.fileno())
    if left or digest.hexdigest() != part.sha256:
        raise _damaged(file, f"{part.name} is not what was written")


@contextmanager
def _target(folder: Path | None, name: str) -> Iterator[IO[bytes] | None]:
    if folder is None:
        yield None
        return
    target = folder / name
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as into:
        yield into


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        opened = file.open("rb")
    except OSError as error:
        raise InputRefused(f"{file} cannot be read: {error.strerror}.", "See that it is there.") from error
    with opened:
        try:
            with zipfile.ZipFile(opened) as packed:
                yield packed
        except _FAULTS as error:
            raise _damaged(file, str(error) or type(error).__name__) from error


def _manifest(packed: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        with packed.open(_MANIFEST) as opened:
            # What is longer is cut, and then it cannot be read.
            manifest = Manifest.read(opened.read(_LONGEST_MANIFEST))
    except (KeyError, ValueError) as error:
        raise InputRefused(f"{file} is no backup of a desk.", "Choose one that “dabir backup” has made.") from error
    if sorted(packed.namelist()) != sorted([_MANIFEST, *(part.name for part in manifest.parts)]):
        raise _damaged(file, "it does not hold the files it names")
    return manifest


def _damaged(file: Path, reason: str) -> InputRefused:
    return InputRefused(
        f"The backup {file} is damaged: {reason.removesuffix('.')}.", "Nothing was restored. Take another backup."
    )
