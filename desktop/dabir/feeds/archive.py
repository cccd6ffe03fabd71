"""Zip archives and gzip files: what is in them, read one member at a time within fixed limits.

Nothing is ever written to disk, so no name can lead anywhere; names that try are refused all the same, because an
archive made to deceive is not to be trusted. Every limit is held against the bytes that really come out, never
against what the archive says of itself. A refused member does not stop the others. Tar archives are told and refused.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Final

from dabir.feeds.arrival import MAX_BYTES, Arrival, printable, too_large

#: Bytes all members of an archive may have together.
MAX_TOTAL: Final = 1024 * 1024 * 1024
#: Members an archive may have.
MAX_MEMBERS: Final = 100_000
#: Bytes that may come out for one that is stored, once more than `RATIO_FROM` have come out.
MAX_RATIO: Final = 200
RATIO_FROM: Final = 1024 * 1024

_PIECE: Final = 256 * 1024
#: Bytes of the directory at the end of an archive: 100,000 entries with long names.
_MAX_DIRECTORY: Final = 32 * 1024 * 1024
#: Gzip pieces put one behind the other in one file.
_MAX_STREAMS: Final = 10_000
_END: Final = struct.Struct("<4s4H2LH")
_END64: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64: Final = struct.Struct("<4sLQL")
_ENCRYPTED: Final = 0x1
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_GZIP: Final = b"\x1f\x8b\x08"
#: POSIX.1-2017, pax, "ustar Interchange Format": the magic stands at byte 257.
_TAR: Final = slice(257, 262)
_PASSED_OVER: Final = re.compile(r"(^|/)(\.(?!\.?(/|\\|$))|__MACOSX/|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


#: Tells by the names in an archive whether it is handed over as one file, as it is, and not opened here.
OneFile = Callable[[Sequence[str]], bool]


def none_is_one_file(_names: Sequence[str]) -> bool:
    """Have every archive opened."""
    return False


@dataclass(slots=True)
class _Budget:
    """What an archive, with those within it, may still give, and which of those within it are one file."""

    left: int = MAX_TOTAL
    members: int = MAX_MEMBERS
    spent: bool = False
    one_file: OneFile = none_is_one_file


class _RefusedError(Exception):
    """A member that is not taken; its message is the reason, a sentence."""


def is_archive(file: IO[bytes], one_file: OneFile = none_is_one_file) -> bool:
    """Tell by content whether a file is to be opened: a zip archive of files, a gzip file, or a tar archive.

    An office document is one file, not many.

    Args:
        file: seekable.
        one_file: asked about archives that may be one file in another sense than this module knows.
    """
    if _kind(file) in {"gzip", "tar"}:
        return True
    return _has_members(file) and (one_file is none_is_one_file or not one_file(_names(file)))


def _kind(file: IO[bytes]) -> str:
    """Return what a file is told to be by its first bytes: "gzip", "tar", or "" for anything else."""
    file.seek(0)
    head = file.read(_TAR.stop)
    file.seek(0)
    return "gzip" if head.startswith(_GZIP) else "tar" if head[_TAR] == b"ustar" else ""


def _names(file: IO[bytes]) -> Sequence[str]:
    """Return the names in an archive; none where its directory cannot be read."""
    try:
        _check_directory(file)
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except (_RefusedError, zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, struct.error):
        return ()
    finally:
        file.seek(0)


def _has_members(file: IO[bytes]) -> bool:
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    if head not in {b"PK\x03\x04", b"PK\x05\x06"}:
        return False
    head = file.read(128)
    file.seek(0)
    first = head[30 : 30 + int.from_bytes(head[26:28], "little")]
    return first not in {b"[Content_Types].xml", b"mimetype"}


def members(file: IO[bytes], name: str, one_file: OneFile = none_is_one_file) -> Iterator[Arrival]:
    """Yield the members of an archive in the order of its directory; archives within it are opened once.

    A gzip file has one member, named as its header or its own name says.

    Args:
        file: the archive, seekable.
        name: its name, for people.
        one_file: which archives within it are handed over as they are.

    Yields:
        One arrival a member; one with an error for each that is refused, or for the archive as a whole.
    """
    budget = _Budget()
    budget.one_file = one_file
    yield from _opened(file, name, budget, nested=False)


def _opened(file: IO[bytes], name: str, budget: _Budget, *, nested: bool) -> Iterator[Arrival]:
    kind = _kind(file)
    if kind == "tar":
        yield Arrival(
            name, None, "It is a tar archive, which is not opened here; unpack it and take in what is there."
        )
    elif kind == "gzip":
        yield from _gunzipped(file, name, budget, nested=nested)
    else:
        yield from _members(file, name, budget, nested=nested)


def _gunzipped(file: IO[bytes], name: str, budget: _Budget, *, nested: bool) -> Iterator[Arrival]:
    full = f"{name}/{_name_within(file, name)}"
    try:
        data = _gunzip(file, budget)
    except _RefusedError as error:
        yield Arrival(full, None, str(error))
    except (zlib.error, OSError, EOFError):
        yield Arrival(full, None, "The gzip file is damaged or cut short. Ask the partner to send it again.")
    else:
        yield from _handed_over(data, full, budget, nested=nested)


def _gunzip(file: IO[bytes], budget: _Budget) -> bytes:
    """Unpack a gzip file piece by piece, and stop at the first limit it breaks (RFC 1952: members may follow).

    Raises:
        EOFError: when it ends too early, or other bytes than zeros follow it.
    """
    stored = file.seek(0, io.SEEK_END)
    file.seek(0)
    pieces: list[bytes] = []
    size, count, waiting = 0, 1, b""
    stream = zlib.decompressobj(wbits=31)
    while True:
        waiting = waiting or file.read(_PIECE)
        if stream.eof:
            # Tapes and some programs fill up with zeros behind the last member.
            if not waiting:
                return b"".join(pieces)
            waiting = waiting.lstrip(b"\x00")
            if not waiting:
                continue
            count += 1
            if count > _MAX_STREAMS:
                raise _RefusedError(f"It is made of more than {_MAX_STREAMS} gzip pieces. Unpack it first.")
            stream = zlib.decompressobj(wbits=31)
        piece = stream.decompress(waiting, _PIECE)
        if not waiting and not piece and not stream.eof:
            raise EOFError
        waiting = stream.unused_data if stream.eof else stream.unconsumed_tail
        size += len(piece)
        budget.left -= len(piece)
        _check_size(size, stored, budget)
        pieces.append(piece)


def _name_within(file: IO[bytes], name: str) -> str:
    """Return what a gzip file calls its content (RFC 1952, section 2.3.1), or its own name without ".gz"."""
    file.seek(0)
    head = file.read(1024)
    own = re.sub(r"\.t?gz$|\.gzip$", "", re.split(r"[/\\]", name)[-1], flags=re.IGNORECASE) or "content"
    if len(head) < 10 or not head[3] & 0x8:
        return own
    place = 10 + (2 + int.from_bytes(head[10:12], "little") if head[3] & 0x4 else 0)
    told, ended, _ = head[place:].partition(b"\x00")
    base = re.split(r"[/\\]", told.decode("utf-8" if _is_utf8(told) else "latin-1"))[-1] if ended else ""
    return printable(base) if base.strip(". ") else own


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _members(file: IO[bytes], name: str, budget: _Budget, *, nested: bool) -> Iterator[Arrival]:
    try:
        _check_directory(file)
        archive = zipfile.ZipFile(file)
    except _RefusedError as error:
        yield Arrival(name, None, str(error))
        return
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, struct.error, UnicodeError):
        yield Arrival(name, None, "The zip archive is damaged or cut short. Ask the partner to send it again.")
        return
    with archive:
        infos = [info for info in archive.infolist() if not _PASSED_OVER.search(info.filename)]
        budget.members -= len(infos)
        if budget.members < 0:
            yield Arrival(name, None, f"The zip archive has more than {MAX_MEMBERS} members; none was taken in.")
            return
        seen: set[str] = set()
        for info in infos:
            if info.filename.endswith("/") and not info.file_size:
                continue
            yield from _member(archive, info, name, budget, seen, nested=nested)
            if budget.spent:
                yield Arrival(name, None, f"Its members have more than {MAX_TOTAL} bytes; the rest was not read.")
                return


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: _Budget, seen: set[str], *, nested: bool
) -> Iterator[Arrival]:
    full = f"{name}/{printable(info.orig_filename.replace(chr(92), '/') if info.orig_filename else info.filename)}"
    try:
        _check_member(info, seen)
        data = _read(archive, info, budget)
    except _RefusedError as error:
        yield Arrival(full, None, str(error))
        return
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        yield Arrival(full, None, f"It is damaged in the zip archive ({error}). Ask the partner to send it again.")
        return
    yield from _handed_over(data, full, budget, nested=nested)


def _handed_over(data: bytes, full: str, budget: _Budget, *, nested: bool) -> Iterator[Arrival]:
    """Yield a member, or what is in it where it is an archive itself."""
    inner = io.BytesIO(data)
    if not is_archive(inner, budget.one_file):
        yield Arrival(full, data)
    elif nested:
        yield Arrival(
            full, None, "It is an archive in an archive in an archive; unpack it and take in what is there."
        )
    else:
        yield from _opened(inner, full, budget, nested=True)


def _check_directory(file: IO[bytes]) -> None:
    """Refuse an archive whose directory is so large that merely listing it would fill the memory.

    Source: PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16.
    """
    size = file.seek(0, io.SEEK_END)
    start = max(0, size - 65_557)
    file.seek(start)
    tail = file.read()
    file.seek(0)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        raise _RefusedError("The zip archive is damaged or cut short. Ask the partner to send it again.")
    *_, count, directory, _offset, _comment = _END.unpack_from(tail, place)
    if place >= _LOCATOR64.size and tail[place - _LOCATOR64.size :].startswith(b"PK\x06\x07"):
        _, _, offset, _ = _LOCATOR64.unpack_from(tail, place - _LOCATOR64.size)
        file.seek(min(offset, size))
        record = file.read(_END64.size)
        file.seek(0)
        if len(record) == _END64.size and record.startswith(b"PK\x06\x06"):
            *_, count, directory, _offset = _END64.unpack(record)
    if count > MAX_MEMBERS or directory > _MAX_DIRECTORY:
        raise _RefusedError(f"The zip archive has more than {MAX_MEMBERS} members; none was taken in.")


def _check_member(info: zipfile.ZipInfo, seen: set[str]) -> None:
    """Refuse a member for what its entry says."""
    name = info.orig_filename or info.filename
    parts = name.replace("\\", "/").split("/")
    if "\x00" in name or name.startswith(("/", "\\")) or ".." in parts or re.match("[A-Za-z]:", name) or "\\" in name:
        raise _RefusedError("Its name leads out of the archive, as no honest archive's does; it was not taken in.")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        raise _RefusedError("It is a link or a device within the zip archive, and no file.")
    if name in seen:
        raise _RefusedError("The zip archive has this name twice; the first was taken in and this one was not.")
    seen.add(name)
    if info.flag_bits & _ENCRYPTED:
        raise _RefusedError("It is encrypted. Unpack the archive with its password and take in the files.")
    if info.compress_type not in _METHODS:
        raise _RefusedError(f"It is packed by a method ({info.compress_type}) that is not read. Unpack it first.")
    if info.file_size > MAX_BYTES:
        raise _RefusedError(too_large(info.file_size))
    _check_ratio(info.file_size, info.compress_size)


def _check_ratio(size: int, stored: int) -> None:
    if size > RATIO_FROM and size > MAX_RATIO * max(stored, 1):
        raise _RefusedError(f"It unpacks to more than {MAX_RATIO} times its size, as a zip bomb does.")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """Unpack a member piece by piece, and stop at the first limit it breaks."""
    pieces: list[bytes] = []
    size = 0
    with archive.open(info) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            budget.left -= len(piece)
            _check_size(size, info.compress_size, budget)
            pieces.append(piece)
    return b"".join(pieces)


def _check_size(size: int, stored: int, budget: _Budget) -> None:
    """Refuse a member for what has come out of it so far."""
    if size > MAX_BYTES:
        raise _RefusedError(too_large(size))
    _check_ratio(size, stored)
    if budget.left < 0:
        budget.spent = True
        raise _RefusedError(f"The members of the archive have more than {MAX_TOTAL} bytes.")
