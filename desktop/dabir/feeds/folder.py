"""Files and folders as a feed: every file below some paths, in a steady order, zip archives opened.

What is passed over: names that begin with a dot and the folder views of operating systems below a folder that was
named (a file named itself is always read), and links to folders that are walked at their own place. Whatever else
cannot be read, such as a link out of the folder, a pipe, a file without permission, comes as an arrival with the
reason.
"""

from __future__ import annotations

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
            yield _refused(path, f"It cannot be read: {_reason(error)}.")
            continue
        yield from _walk_folder(path, one_file) if folder else _read(path, one_file)


def _walk_folder(root: Path, one_file: OneFile) -> Iterator[Arrival]:
    inside = Path(os.path.realpath(root))
    waiting = [root]
    while waiting:
        path = waiting.pop()
        try:
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside):
                yield _refused(
                    path, "It is a link that leads out of the folder; name its target itself to take it in."
                )
            elif path.is_dir():
                # A link to a folder within the tree is not followed: it is walked at its own place.
                if path is root or not path.is_symlink():
                    waiting.extend(reversed(_listing(path)))
            else:
                yield from _read(path, one_file)
        except OSError as error:
            yield _refused(path, f"It cannot be read: {_reason(error)}.")


def _listing(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not is_passed_over(path.name))


def is_passed_over(name: str) -> bool:
    """Tell by its name that a file or folder is none of a partner's: hidden, or a view of an operating system."""
    return name.startswith(".") or name.lower() in _PASSED_OVER


def _read(path: Path, one_file: OneFile) -> Iterator[Arrival]:
    """Read one file, or the members of an archive."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        yield _refused(path, f"It cannot be read: {_reason(error)}.")
        return
    with os.fdopen(descriptor, "rb") as file:
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                yield _refused(path, "It is no file but a pipe, a socket or a device.")
                return
            if is_archive(file, one_file):
                for arrival in members(file, printable(str(path)), one_file):
                    yield arrival if arrival.data is not None else replace(arrival, container=path)
                return
            # The size is looked at first, but only what is read counts: the file may be growing.
            data = file.read(MAX_BYTES + 1) if status.st_size <= MAX_BYTES else b""
        except OSError as error:
            yield _refused(path, f"It cannot be read: {_reason(error)}.")
            return
    size = max(status.st_size, len(data))
    if size > MAX_BYTES:
        yield _refused(path, too_large(size))
    else:
        yield Arrival(printable(str(path)), data)


def _refused(path: Path, reason: str) -> Arrival:
    return Arrival(printable(str(path)), None, reason)


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
