"""What a feed hands over: the bytes of one file under its name, or why they could not be had."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: Largest file or archive member that is taken in, in bytes.
MAX_BYTES: Final = 64 * 1024 * 1024

_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file that came in.

    Attributes:
        name: where it came from, for people: its path, or that of its archive and its name in there
            ("inbox/batch.zip/story.xml").
        data: its bytes exactly as they are; None when they could not be had.
        error: why they could not be had, a sentence; "".
        container: the archive on disk that a refused member is in, so that it can be kept whole; None.
    """

    name: str
    data: bytes | None
    error: str = ""
    container: Path | None = None


def printable(name: str) -> str:
    """Return a file's name as text that can be shown and stored, whatever bytes the file system has for it.

    Line ends, control characters and those that turn the writing direction become "�": a name must not forge a line
    of a list or a log.
    """
    return _UNPRINTABLE.sub("\ufffd", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def too_large(size: int) -> str:
    """Return the sentence for a file above `MAX_BYTES`."""
    return f"It has {size} bytes, more than the {MAX_BYTES} that are taken in. Ask the partner to send smaller files."
