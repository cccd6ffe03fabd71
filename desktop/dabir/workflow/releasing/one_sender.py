"""One sender a desk: whoever holds the lock sends, and may take what it finds half sent for the leavings of a crash.

The system frees the lock when a process dies, however it dies. Nobody waits for it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dabir.domain.errors import StoreError

if sys.platform == "win32":
    import msvcrt

    def _acquire(stream: BinaryIO) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

    def _release(stream: BinaryIO) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _acquire(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_UN)


@contextmanager
def sole(lock: Path) -> Iterator[bool]:
    """Try to be the one sender, for the length of a block.

    Args:
        lock: the file that is locked; made when missing, and never removed.

    Yields:
        Whether this is the one; False where another process or thread is.

    Raises:
        StoreError: when the file cannot be made.
    """
    try:
        stream = lock.open("ab")
    except OSError as error:
        raise StoreError(
            f"{lock} cannot be written: {error.strerror}.", "See that its folder may be written."
        ) from error
    with stream:
        try:
            _acquire(stream)
        except OSError:
            yield False
            return
        try:
            yield True
        finally:
            _release(stream)
