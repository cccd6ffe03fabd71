"""Writing a release to a folder: whole or not at all, and never over another one.

The files are written to a hidden folder beside the place, flushed to disk, and the folder is renamed. What reads
the output folder sees either nothing of a release or all of it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Final

from dabir.domain.errors import DabirError
from dabir.publish.files import write_flushed

#: Longest name in characters and in UTF-8 bytes: file systems allow 255 bytes, Windows 260 characters for a path.
LONGEST_NAME: Final = 80
_LONGEST_BYTES: Final = 160
_TEMPORARY: Final = ".dabir-"

#: Not allowed in names by Windows ("Naming Files, Paths, and Namespaces", Microsoft Learn).
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_RESERVED: Final = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])(?:\..*)?", re.IGNORECASE)
#: Direction marks can make a name look like another one; ZWNJ and ZWJ are letters' business and stay.
_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def safe_name(text: str) -> str:
    """Make a name that every file system can hold, as near to the text as possible.

    Letters of every script stay. A text that has to be shortened gets a piece of its hash at the end, so that long
    texts with the same beginning do not meet.

    Args:
        text: for instance a slugline or a story's identifier.
    """
    plain = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    name = " ".join(_FORBIDDEN.sub("_", _DIRECTION.sub("", plain)).split()).strip(" .")
    if len(name) > LONGEST_NAME or len(name.encode()) > _LONGEST_BYTES:
        mark = "-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        short = name[: LONGEST_NAME - len(mark)].encode()[: _LONGEST_BYTES - len(mark)].decode("utf-8", "ignore")
        name = short.rstrip(" .") + mark
    if not name:
        return "release"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _same(place: Path, files: Mapping[str, bytes]) -> bool:
    if not place.is_dir() or {entry.name for entry in place.iterdir()} != set(files):
        return False
    return all((place / name).is_file() and (place / name).read_bytes() == data for name, data in files.items())


def flush_folder(folder: Path) -> None:
    """Make sure that what was renamed in a folder stays so when the power fails."""
    if os.name != "posix":  # Windows cannot open a folder; its journal orders the rename after the flushed files
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network file systems know no flush of a folder
            raise
    finally:
        os.close(handle)


def _write_all(temporary: Path, files: Mapping[str, bytes]) -> None:
    temporary.mkdir()
    for name, data in files.items():
        write_flushed(temporary / name, data)
    flush_folder(temporary)


def _settle(temporary: Path, folder: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Give the written folder its place: the first free name, or the place that holds the same already."""
    for number in count(1):
        place = folder / (name if number == 1 else f"{name}-{number}")
        if _same(place, files):
            return place
        if place.exists() or place.is_symlink():
            continue
        try:
            temporary.rename(place)
        except OSError:
            if not place.exists():
                raise
            continue  # somebody took the place just now
        flush_folder(folder)
        return place
    raise AssertionError("numbers do not end")  # pragma: no cover


def _existing(folder: Path, name: str, files: Mapping[str, bytes]) -> Path | None:
    for number in count(1):
        place = folder / (name if number == 1 else f"{name}-{number}")
        if _same(place, files):
            return place
        if not place.exists():
            return None
    raise AssertionError("numbers do not end")  # pragma: no cover


def write_release(folder: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Write a release.

    A release that lies there already with the same content is left as it is. Another one under the same name is
    never touched: the new one is called "name-2", "name-3" and so on.

    Args:
        folder: the output folder; made when missing.
        name: name of the release, made safe by `safe_name`.
        files: bytes by file name; each name must be safe as it is.

    Returns:
        The folder of the release.

    Raises:
        DabirError: when it cannot be written (disk full, no permission); nothing is left behind then.
        ValueError: when there are no files, or a file's name is not safe.
    """
    if not files or any(safe_name(file) != file for file in files):
        raise ValueError(f"not the files of a release: {sorted(files)}")
    if len({file.casefold() for file in files}) != len(files):
        raise ValueError(f"names that differ in case only: {sorted(files)}")
    name = safe_name(name)
    temporary = folder / f"{_TEMPORARY}{secrets.token_hex(8)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = _existing(folder, name, files)
        if there is not None:
            return there
        _write_all(temporary, files)
        return _settle(temporary, folder, name, files)
    except OSError as error:
        raise DabirError(
            f"The release “{name}” cannot be written to {folder}: {error.strerror or error}.",
            "Free some space or choose another output folder, then release it again.",
        ) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
