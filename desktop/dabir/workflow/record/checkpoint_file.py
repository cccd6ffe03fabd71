"""The device's last checkpoint, in a file outside the database, so that a shortened log is noticed."""

from __future__ import annotations

import os
from pathlib import Path

from dabir.approval.note import Note
from dabir.domain.errors import RecordBroken, StoreError

NAME = "checkpoint"
#: The form of it before the log had a tree.
OLD_NAME = "checkpoint.json"


def save(folder: Path, checkpoint: Note) -> None:
    """Put a checkpoint in the place of the one before, whole or not at all.

    Raises:
        StoreError: when it cannot be written.
    """
    target, temporary = folder / NAME, folder / f"{NAME}.new"
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.write(str(checkpoint))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise StoreError(
            f"The log's checkpoint cannot be written to {folder}: {error.strerror}.",
            "The decision itself is recorded. Free space on the disk, or mend the folder's permissions.",
        ) from error


def load(folder: Path) -> Note | None:
    """Return the last checkpoint; None when there is none.

    Raises:
        RecordBroken: when the file is no signed note.
    """
    data = _read(folder / NAME)
    return None if data is None else Note.read(data)


def load_old(folder: Path) -> str | None:
    """Return the text of a checkpoint of the form before; None when there is none.

    Raises:
        RecordBroken: when it cannot be read.
    """
    return _read(folder / OLD_NAME)


def remove_old(folder: Path) -> None:
    """Remove the checkpoint of the form before."""
    (folder / OLD_NAME).unlink(missing_ok=True)


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise RecordBroken(f"The log's checkpoint, {path}, cannot be read.") from error
