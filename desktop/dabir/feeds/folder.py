"""Files and folders as a feed: every file below some paths, in a steady order, zip archives opened.

What is passed over: names that begin with a dot and the folder views of operating systems below a folder that was
named (a file named itself is always read), and links to folders that are walked at their own place. Whatever else
cannot be read, such as a link out of the folder, a pipe, a file without permission, comes as an arrival with the
reason.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from dabir.feeds.archive import OneFile, is_archive, members, none_is_one_file
from dabir.feeds.arrival import MAX_BYTES, Arrival, printable, too_large

__all__ = ["Arrival", "walk"]

_PASSED_OVER: Final = frozenset({"thumbs.db", "desktop.ini", "$recycle.bin", "__macosx"})
# A pipe must not block the desk while its kind is looked at; Windows has neither flag but needs the binary one.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
#: What was no link when its folder was listed may be one by now, and lead anywhere.
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
#: Bytes read at once: all of most stories, and more than tells an archive.
_PIECE: Final = 64 * 1024


def walk(paths: Sequence[Path], one_file: OneFile = none_is_one_file) -> Iterator[Arrival]:
    """Yield the files at and below some paths, one at a time: no more than one is in memory.

    Args:
        paths: files, folders (walked with all below them, sorted by name) and zip archives (told by content).
        one_file: told the names in an archive, which archives are handed over as they are.

    Yields:
        One arrival a file or archive member; one with an error for each that cannot be read. Never raises for a
        single file.
    """
    for path in paths:
        try:
            folder = path.is_dir()
        except OSError as error:
            yield _refused(str(path), f"It cannot be read: {_reason(error)}.")
            continue
        yield from _walk_folder(str(path), one_file) if folder else _read(str(path), one_file)


def _walk_folder(root: str, one_file: OneFile) -> Iterator[Arrival]:
    inside = Path(os.path.realpath(root))
    # Each with what its folder's listing tells of it, so that the system is not asked again.
    waiting: list[tuple[str, os.DirEntry[str] | None]] = [(root, None)]
    while waiting:
        path, entry = waiting.pop()
        try:
            if entry is not None and _is_link(path, entry):
                yield from _read_link(path, inside, one_file)
            elif entry is None or entry.is_dir():
                waiting.extend(reversed(_listing(path)))
            else:
                yield from _read(path, one_file, _NO_LINK)
        except OSError as error:
            yield _refused(path, f"It cannot be read: {_reason(error)}.")


def _is_link(path: str, entry: os.DirEntry[str]) -> bool:
    # A file that has become a link since its folder was listed is not opened; a folder is looked at again.
    listed = bool(_NO_LINK) and not entry.is_dir(follow_symlinks=False)
    return entry.is_symlink() if listed else Path(path).is_symlink()


def _read_link(path: str, inside: Path, one_file: OneFile) -> Iterator[Arrival]:
    if not Path(os.path.realpath(path)).is_relative_to(inside):
        yield _refused(path, "It is a link that leads out of the folder; name its target itself to take it in.")
    elif not Path(path).is_dir():
        # A link to a folder within the tree is not followed: it is walked at its own place.
        yield from _read(path, one_file)


def _listing(folder: str) -> list[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        found = [entry for entry in entries if not is_passed_over(entry.name)]
    found.sort(key=lambda entry: os.path.normcase(entry.name))
    # Files of the present folder are called by their names alone.
    return [(entry.name if folder == os.curdir else entry.path, entry) for entry in found]


def is_passed_over(name: str) -> bool:
    """Tell by its name that a file or folder is none of a partner's: hidden, or a view of an operating system."""
    return name.startswith(".") or name.lower() in _PASSED_OVER


def _read(path: str, one_file: OneFile, more_flags: int = 0) -> Iterator[Arrival]:
    """Read one file, or the members of an archive."""
    try:
        descriptor = os.open(path, _FLAGS | more_flags)
    except (OSError, ValueError) as error:
        yield _refused(path, f"It cannot be read: {_reason(error)}.")
        return
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            yield _refused(path, "It is no file but a pipe, a socket or a device.")
            return
        head = os.read(descriptor, _PIECE)
        # Its first bytes tell most files from archives, without a file object round them.
        if is_archive(io.BytesIO(head)):
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                if is_archive(file, one_file):
                    for arrival in members(file, printable(path), one_file):
                        yield arrival if arrival.data is not None else replace(arrival, container=Path(path))
                    return
            os.lseek(descriptor, len(head), os.SEEK_SET)
        # The size is looked at first, but only what is read counts: the file may be growing.
        data = _whole(descriptor, head) if status.st_size <= MAX_BYTES else b""
    except OSError as error:
        yield _refused(path, f"It cannot be read: {_reason(error)}.")
        return
    finally:
        os.close(descriptor)
    size = max(status.st_size, len(data))
    if size > MAX_BYTES:
        yield _refused(path, too_large(size))
    else:
        yield Arrival(printable(path), data)


def _whole(descriptor: int, head: bytes) -> bytes:
    """Read what follows the first bytes of a file; no more than tells that it is too large."""
    pieces, size = [head], len(head)
    while size <= MAX_BYTES and (piece := os.read(descriptor, _PIECE)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _refused(path: str, reason: str) -> Arrival:
    return Arrival(printable(path), None, reason)


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
