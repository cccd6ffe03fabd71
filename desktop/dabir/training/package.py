"""Write an `.argosmodel`, the zip form of an Argos Translate package.

The zip is a pure function of its files: entries are sorted and carry a fixed time, so the same model gives the same
bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(contents: Mapping[str, bytes], folder: str, target: Path) -> None:
    """Write a pack, whole or not at all.

    Args:
        contents: file names and bytes.
        folder: the one top folder of the zip.
        target: the `.argosmodel` to write.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(contents.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    partial.replace(target)
