"""Files that people name for import and export: read with a sentence for what fails, written whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dabir.domain.errors import InputRefused, StoreError


def read(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputRefused: when it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputRefused(
            f"{path} cannot be read: {error.strerror}.", "See that it is there and may be read."
        ) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a file beside `path` to write into, which takes its name at the end; after an error nothing has changed.

    Raises:
        StoreError: when it cannot be written.
    """
    try:
        folder = tempfile.mkdtemp(prefix=".dabir-", dir=path.absolute().parent)
    except OSError as error:
        raise _cannot_write(path, error) from error
    part = Path(folder) / path.name
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        # What is left of an export that failed; where it cannot be removed, the first trouble is the one to tell of.
        with suppress(OSError):
            part.unlink(missing_ok=True)
            Path(folder).rmdir()


def _cannot_write(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{path} cannot be written: {error.strerror}.", "See that the folder is there, may be written and has room."
    )
