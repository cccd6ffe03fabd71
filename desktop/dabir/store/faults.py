"""Turns what SQLite says of its surroundings (disk, locks, permissions, damage) into errors for people.

Only faults of the surroundings are turned; a broken constraint or wrong SQL is left as it is, since the first is
handled where it is meant and the second is a defect of the program.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dabir.domain.errors import StoreError
from dabir.settings import Places

#: Stands for `_way_back`, which depends on what is there.
_DAMAGED: Final = ""

#: Primary result code (SQLite, "Result and Error Codes") to what happened and what to do.
_SENTENCES: Final = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: ("could not be written: the disk is full.", "Make room on the disk and try again."),
        sqlite3.SQLITE_BUSY: (
            "is being written by another program, which did not let go in time.",
            "Close the other window or wait for the other command to end, and try again.",
        ),
        sqlite3.SQLITE_LOCKED: (
            "is locked by another program.",
            "Close the other window or wait for the other command to end, and try again.",
        ),
        sqlite3.SQLITE_READONLY: (
            "is read-only.",
            "Give your account the right to write the file and its folder, or choose another home folder.",
        ),
        sqlite3.SQLITE_PERM: ("may not be opened by this account.", "Ask for the right to read and write it."),
        sqlite3.SQLITE_CANTOPEN: (
            "cannot be opened.",
            "See that its folder exists and that your account may read and write both.",
        ),
        sqlite3.SQLITE_IOERR: (
            "could not be read or written: the disk reported an error.",
            "See whether the disk is connected, full or failing, and try again.",
        ),
        sqlite3.SQLITE_CORRUPT: ("is damaged.", _DAMAGED),
        sqlite3.SQLITE_NOTADB: ("is not a database.", _DAMAGED),
        sqlite3.SQLITE_TOOBIG: ("cannot take in a text or file of this size.", "Split it into smaller ones."),
    }
)


def fault_of(error: sqlite3.Error, path: Path) -> StoreError | None:
    """Return the error for people that a SQLite error stands for, or None when it is no fault of the surroundings.

    Args:
        error: what SQLite raised.
        path: the database file, to be named.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    # The low byte is the primary code; the rest tells the operation it came from.
    found = _SENTENCES.get(code & 0xFF)
    if found is None:
        return None
    happened, remedy = found
    return StoreError(f"The database {path} {happened}", remedy or _way_back(path))


def _way_back(path: Path) -> str:
    """Return what to do about a damaged desk: a backup, and which copies lie on this computer."""
    copies = Places(path.parent).backups.glob(f"{path.stem}-v*-*{path.suffix}")
    # Their names end with the moment they were made (`dabir.store.versions.migrate`).
    newest = max(copies, key=lambda copy: copy.stem.rpartition("-")[2], default=None)
    own = f" Another copy is {newest}, made before Dabir brought the desk to a newer version." if newest else ""
    return (
        "Leave the file as it is; whoever looks after this computer may get something out of it. Make a desk of your "
        "newest backup: dabir restore FILE --home NEW. A backup lies where “dabir backup FILE” was told to write it."
        f"{own}"
    )


def cannot_open(path: Path, reason: str) -> StoreError:
    """Return the error for people for a file that the system does not let be opened.

    Args:
        path: the database file.
        reason: what the system says.
    """
    return StoreError(
        f"The database {path} cannot be opened: {reason}.",
        "See that its folder exists and that your account may read and write both.",
    )


def is_busy(error: StoreError) -> bool:
    """Whether an error for people stands for a lock that another program holds, so that waiting helps."""
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
