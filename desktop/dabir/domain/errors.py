"""The errors Dabir raises on purpose.

Every one of them is a sentence for the person at the desk: what happened, to which file or story, and what to do.
Anything else that is raised is a defect of the program and is shown as such by the crash handler.
"""

from __future__ import annotations


class DabirError(Exception):
    """An error with a message for people.

    Args:
        message: what happened, and to which file or story.
        remedy: what the person can do about it; may be empty.

    Attributes:
        exit_status: what a command ends with when this error reaches it.
    """

    exit_status = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class InputRefused(DabirError):
    """Input that cannot be taken: unreadable, hostile, or not what it says it is."""

    exit_status = 3


class WireError(InputRefused):
    """Bytes from a partner that cannot be parsed into a story; they are quarantined whole.

    Attributes:
        place: where the trouble is ("line 14, column 3"); "" when that cannot be told.
    """

    def __init__(self, message: str, remedy: str = "", place: str = "") -> None:
        super().__init__(message, remedy)
        self.place = place


class PackError(InputRefused):
    """A language pack that cannot be installed, loaded or downloaded."""


class NotAllowed(DabirError):
    """An act the rules of the desk forbid now, such as releasing what is not approved."""


class NotFound(DabirError):
    """Something asked for by name that is not there."""


class KeyLocked(DabirError):
    """An editor's key cannot be unlocked: no passphrase, or the wrong one."""


class RecordBroken(DabirError):
    """The decision log, an original or an approved text is not what was recorded."""


class StoreError(DabirError):
    """The database cannot be opened or written: too new, damaged, disk full, or not permitted."""


class Cancelled(DabirError):
    """The person stopped a long task; nothing half-done is kept."""
