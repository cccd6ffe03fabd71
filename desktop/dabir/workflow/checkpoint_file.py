"""The device's last checkpoint, in a file outside the database, so that a shortened log is noticed."""

from __future__ import annotations

import os
from pathlib import Path

from dabir.approval.checkpoint import Checkpoint
from dabir.domain.errors import RecordBroken, StoreError

NAME = "checkpoint.json"


def save(folder: Path, checkpoint: Checkpoint) -> None:
    """Put a checkpoint in the place of the one before, whole or not at all.

    Raises:
        StoreError: when it cannot be written.
    """
    target, temporary = folder / NAME, folder / f"{NAME}.new"
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(checkpoint.to_json())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise StoreError(
            f"The log's checkpoint cannot be written to {folder}: {error.strerror}.",
            "The decision itself is recorded. Free space on the disk, or mend the folder's permissions.",
        ) from error


def load(folder: Path) -> Checkpoint | None:
    """Return the last checkpoint; None when there is none.

    Raises:
        RecordBroken: when the file is not as Dabir writes it.
    """
    try:
        return Checkpoint.from_json((folder / NAME).read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise RecordBroken(f"The log's checkpoint, {folder / NAME}, cannot be read.") from error
