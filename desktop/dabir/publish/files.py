"""The files of a release: their names, what is told of each, and how their bytes reach the disk."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dabir.domain.story import Original

#: The file that lists and hashes all others.
MANIFEST: Final = "manifest.json"

_SUFFIXES: Final = MappingProxyType(
    {
        "application/json": ".json",
        "application/pdf": ".pdf",
        "application/rtf": ".rtf",
        "application/xhtml+xml": ".xhtml",
        "application/xml": ".xml",
        "application/zip": ".zip",
        "message/rfc822": ".eml",
        "text/html": ".html",
        "text/markdown": ".md",
        "text/rtf": ".rtf",
        "text/xml": ".xml",
    }
)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a manifest tells of a file.

    Attributes:
        name: its name in the release folder.
        size: in bytes.
        sha256: lower-case hex SHA-256.
    """

    name: str
    size: int
    sha256: str

    @classmethod
    def of(cls, name: str, data: bytes) -> FileFacts:
        """Measure some bytes."""
        return cls(name, len(data), hashlib.sha256(data).hexdigest())


def suffix_of(media_type: str) -> str:
    """Return the suffix for a media type: ".xml", ".json" (also for structured suffixes, RFC 6839), else ".bin"."""
    bare = media_type.partition(";")[0].strip().lower()
    if bare in _SUFFIXES:
        return _SUFFIXES[bare]
    if bare.endswith("+xml"):
        return ".xml"
    if bare.endswith("+json"):
        return ".json"
    return ".txt" if bare.startswith("text/") else ".bin"


def original_name(original: Original) -> str:
    """Return the name under which an original stands in a release ("original.xml")."""
    return "original" + suffix_of(original.media_type)


def write_flushed(file: Path, data: bytes, *, over: bool = False) -> None:
    """Write a file and make sure that its bytes are on the disk.

    Args:
        file: the file.
        data: its bytes.
        over: whether one that is there is written over.

    Raises:
        FileExistsError: when it is there and is not to be written over.
        OSError: when it cannot be written.
    """
    with file.open("wb" if over else "xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
