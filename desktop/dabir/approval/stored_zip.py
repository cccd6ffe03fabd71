"""Zip archives whose members are stored as they are: the same content gives the same bytes with any library.

They are read past the archive's own checksums, so that a changed member can be looked into and the change be named,
and nothing may lie hidden between the members.
"""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from dabir.domain.errors import InputRefused, RecordBroken

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MODE: Final = 0o600 << 16
_UNIX: Final = 3  # said on every system, so that the bytes are the same
_CHUNK: Final = 1 << 18
_LONGEST_LINE: Final = 1 << 24
_NOT_PACKED_SO: Final = "The file is not packed as Dabir packs it: something was put in or taken out."


class StoredZipWriter:
    """Writes members one after another.

    Attributes:
        hashes: SHA-256 (hex) and size of each member written, by its name.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Write into a file that can be sought in; call `close` at the end."""
        self._archive = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
        self.hashes: dict[str, tuple[str, int]] = {}

    def add(self, name: str, data: bytes) -> None:
        """Write a member."""
        with self.stream(name) as take:
            take(data)

    @contextmanager
    def stream(self, name: str) -> Iterator[Callable[[bytes], None]]:
        """Write a member of any length, part by part, with what this gives."""
        info = zipfile.ZipInfo(name, _EPOCH)
        info.external_attr, info.create_system = _MODE, _UNIX
        digest, size = hashlib.sha256(), 0
        with self._archive.open(info, "w", force_zip64=True) as member:

            def take(part: bytes) -> None:
                nonlocal size
                member.write(part)
                digest.update(part)
                size += len(part)

            yield take
        self.hashes[name] = (digest.hexdigest(), size)

    def close(self) -> None:
        """Write the archive's directory."""
        self._archive.close()


class StoredZip:
    """Reads such an archive.

    Attributes:
        names: of the members, in their order.
    """

    def __init__(self, file: BinaryIO, marker: str) -> None:
        """Read the directory.

        Args:
            file: the archive; it can be sought in and stays open.
            marker: a member that shows what the archive is.

        Raises:
            InputRefused: when it is no archive, or not the kind that has the marker.
            RecordBroken: when it is, but not as Dabir writes it.
        """
        self._file = file
        try:
            with zipfile.ZipFile(file) as archive:
                infos, start, comment = archive.infolist(), archive.start_dir, archive.comment
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, struct.error) as error:
            raise InputRefused("This is no record exported by Dabir, or only a part of one.") from error
        if marker not in {info.filename for info in infos}:
            raise InputRefused(
                "This is no record exported by Dabir.", "Choose a file written by: dabir log export FILE"
            )
        self._members: dict[str, tuple[int, int, int]] = {}
        at = 0
        for info in infos:
            if info.header_offset != at or info.file_size != info.compress_size:
                raise RecordBroken(_NOT_PACKED_SO)
            begin = self._begin(info)
            self._members[info.filename] = (begin, info.file_size, info.CRC)
            at = begin + info.file_size
        if at != start or comment or len(infos) != len(self._members):
            raise RecordBroken(_NOT_PACKED_SO)
        self.names = tuple(self._members)

    def _begin(self, info: zipfile.ZipInfo) -> int:
        """Return where the bytes of a member begin, behind the header that it must have."""
        header = info.FileHeader(zip64=True)
        self._file.seek(info.header_offset)
        if self._file.read(len(header)) != header or not _is_plain(info):
            raise RecordBroken(_NOT_PACKED_SO)
        return info.header_offset + len(header)

    def parts(self, name: str) -> Iterator[bytes]:
        """Return the bytes of a member, some at a time.

        Raises:
            RecordBroken: when there is none, or it was cut.
        """
        if name not in self._members:
            raise RecordBroken(f"{name} is missing from the file.")
        at, left, _ = self._members[name]
        while left:
            # Other members may be read meanwhile.
            self._file.seek(at)
            part = self._file.read(min(left, _CHUNK))
            if not part:
                raise RecordBroken(f"{name} in the file was cut.")
            at, left = at + len(part), left - len(part)
            yield part

    def read(self, name: str) -> bytes:
        """Return the bytes of a member.

        Raises:
            RecordBroken: when there is none, or it was cut.
        """
        return b"".join(self.parts(name))

    def text(self, name: str) -> str:
        """Return a member as text.

        Raises:
            RecordBroken: when there is none, or it is not in UTF-8.
        """
        try:
            return self.read(name).decode("utf-8")
        except UnicodeDecodeError as error:
            raise RecordBroken(f"{name} in the file is not in UTF-8, so it was changed.") from error

    def lines(self, name: str) -> Iterator[bytes]:
        """Return the lines of a member, each with its newline; the last one without where the file lost it.

        Raises:
            RecordBroken: when there is no such member, or a line has no end.
        """
        rest = b""
        for part in self.parts(name):
            *whole, rest = (rest + part).split(b"\n")
            for line in whole:
                yield line + b"\n"
            if len(rest) > _LONGEST_LINE:
                raise RecordBroken(f"A line of {name} is longer than any that Dabir writes.")
        if rest:
            yield rest

    def is_whole(self, name: str, sha256: str, size: int) -> bool:
        """Tell whether a member has this hash (hex) and size in bytes, and the checksum the archive gives it."""
        begin = self._members.get(name)
        if begin is None or begin[1] != size:
            return False
        digest = hashlib.sha256()
        for part in self.parts(name):
            digest.update(part)
        return digest.hexdigest() == sha256 and self.has_checksum(name)

    def has_checksum(self, name: str) -> bool:
        """Tell whether a member has the checksum the archive gives it, so that other programs can unpack it."""
        checksum = 0
        for part in self.parts(name):
            checksum = zlib.crc32(part, checksum)
        return checksum == self._members[name][2]


def _is_plain(info: zipfile.ZipInfo) -> bool:
    """Tell whether a member's place in the directory says nothing but what the writer says."""
    said = (info.compress_type, info.date_time, info.external_attr, info.internal_attr, info.create_system)
    return said == (zipfile.ZIP_STORED, _EPOCH, _MODE, 0, _UNIX) and not info.comment and not info.volume
