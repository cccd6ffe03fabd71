"""Packs as they are installed: one folder each, with the file dabir.json that says what it is and where it came from.

A pack that replaces another of the same code stands in a folder of its own with a higher sequence number; the moment
its folder appears the old one no longer counts. So there is no moment without a pack, and none with half of one.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from dabir.domain.segment import PackInfo
from dabir.translation.confidence import Calibration
from dabir.translation.metadata import Metadata

RECORD: Final = "dabir.json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pack:
    """An installed language pack.

    Attributes:
        info: name, version, hash: what is recorded with every translation.
        path: its folder.
        directions: pairs of language codes, from and to.
        name_for_people: what to call it in a list ("Persian → English").
        license: its licence as it gives it; "".
        size: bytes on the disk.
        installed: when it was installed.
        prefixes: for a pack of many directions the target languages and the pieces that ask for them.
        sequence: counts the installations of the same code; the highest one is the pack.
        placeholders: whether its model was trained with placeholders for figures.
        alignment: whether the attention of its model tells which words belong together.
        calibration: what it knows of its own faults; None where it does not say.
    """

    info: PackInfo
    path: Path
    directions: tuple[tuple[str, str], ...]
    name_for_people: str
    license: str
    size: int
    installed: datetime | None
    prefixes: tuple[tuple[str, str], ...] = ()
    sequence: int = 0
    placeholders: bool = False
    alignment: bool = False
    calibration: Calibration | None = None


def pack_of(
    says: Metadata,
    path: Path,
    *,
    sha256: str = "",
    size: int = 0,
    installed: datetime | None = None,
    sequence: int = 0,
) -> Pack:
    """Return the pack that stands in a folder, by what its metadata.json says."""
    return Pack(
        info=PackInfo(says.code, says.version, sha256, says.bundled),
        path=path,
        directions=says.directions,
        name_for_people=says.name,
        license=says.license,
        size=size,
        installed=installed,
        prefixes=says.prefixes,
        sequence=sequence,
        placeholders=says.placeholders,
        alignment=says.alignment,
        calibration=says.calibration,
    )


def dump(pack: Pack) -> bytes:
    """Return the bytes of dabir.json."""
    values = {
        "name": pack.info.name,
        "version": pack.info.version,
        "sha256": pack.info.sha256,
        "bundled": pack.info.bundled,
        "directions": pack.directions,
        "name_for_people": pack.name_for_people,
        "license": pack.license,
        "size": pack.size,
        "installed": pack.installed.isoformat() if pack.installed else None,
        "prefixes": pack.prefixes,
        "sequence": pack.sequence,
        "placeholders": pack.placeholders,
        "alignment": pack.alignment,
        "calibration": [pack.calibration.weights, pack.calibration.low] if pack.calibration else None,
    }
    return json.dumps(values, indent=1).encode("ascii")


def load(folder: Path) -> Pack:
    """Read the dabir.json of a pack's folder.

    Raises:
        FileNotFoundError: when there is none.
        ValueError: when it is damaged.
    """
    data = (folder / RECORD).read_bytes()
    try:
        values: dict[str, Any] = json.loads(data)
        info = PackInfo(str(values["name"]), str(values["version"]), str(values["sha256"]), values["bundled"] is True)
        return Pack(
            info=info,
            path=folder,
            directions=tuple((str(a), str(b)) for a, b in values["directions"]),
            name_for_people=str(values["name_for_people"]),
            license=str(values["license"]),
            size=int(values["size"]),
            installed=datetime.fromisoformat(values["installed"]) if values["installed"] else None,
            prefixes=tuple((str(a), str(b)) for a, b in values["prefixes"]),
            sequence=int(values["sequence"]),
            placeholders=values.get("placeholders") is True,
            alignment=values.get("alignment") is True,
            calibration=_calibration(values.get("calibration")),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{folder / RECORD} is damaged: {error!r}") from error


def _calibration(values: Any) -> Calibration | None:
    if values is None:
        return None
    weights, low = values
    return Calibration(tuple(float(one) for one in weights), float(low))


def generations(folder: Path) -> list[Pack]:
    """Return every pack folder that is whole, replaced ones included.

    A damaged dabir.json is reported in the log and left out: one bad pack must not hide the others.
    """
    if not folder.is_dir():
        return []
    for _ in range(10):
        found, vanished = [], False
        for path in sorted(folder.iterdir()):
            if path.name.startswith(".") or not path.is_dir():
                continue
            try:
                found.append(load(path))
            except FileNotFoundError:
                # Replaced by another process since it was listed: what replaced it may not be in our list.
                vanished = vanished or not path.exists()
                if path.exists():
                    _log.warning("%s is no installed pack: it has no %s", path, RECORD)
            except (OSError, ValueError) as error:
                _log.warning("The language pack in %s cannot be read: %s", path, error)
        if not vanished:
            break
    return found


def current(folder: Path) -> list[Pack]:
    """Return the installed packs, the last installation of each code, by name."""
    latest: dict[str, Pack] = {}
    for pack in sorted(generations(folder), key=lambda one: one.sequence):
        latest[pack.info.name] = pack
    return sorted(latest.values(), key=lambda one: one.info.name)
